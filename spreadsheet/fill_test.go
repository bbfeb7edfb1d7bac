package spreadsheet

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// fillRows is a submission of n rows that need the columns of fillHeader.
func fillRows(n int) *cosa.Submission {
	var rows []map[cosa.Setting]string
	for i := range n {
		rows = append(rows, map[cosa.Setting]string{
			cosa.UpdateType: "Add", cosa.CountryRegion: "Argentina", cosa.Operator: "Contoso", cosa.MCC: "001", cosa.MNC: "01",
			cosa.ICCIDStart: fmt.Sprintf("89001%012d00", i), cosa.ICCIDEnd: fmt.Sprintf("89001%012d99", i),
			cosa.AccessString: "internet.contoso.example", cosa.Password: " <0123> ",
		})
	}
	return rowsOf(rows...)
}

// fillHeader names the columns in another order than an export, one of them by
// an older spelling and one that is no setting.
var fillHeader = []string{"Operator", "Update Type", "Region", "MCC", "MNC", "ICCID Range – Start", "ICCID Range – End", "Remarks", "APN", "Password"}

// fillXML are rows of texts from the row on; "" is no cell.
func fillXML(row int, rows ...[]string) string {
	return gridXML(append(make([][]string, row-1), rows...)...)
}

var fillInfo = FillInfo{Tool: "cosa test", RuleSet: "test, 1 rule"}

// fillTemplate fills a template and proves what holds for all: the rows read
// back, the file is known as ours, and parts that are not named are as before.
func fillTemplate(t *testing.T, data []byte, s *cosa.Submission, info FillInfo, changes ...string) ([]byte, *Filling) {
	t.Helper()
	var out bytes.Buffer
	done, err := Fill(&out, "template.xlsx", bytes.NewReader(data), int64(len(data)), s, info)
	if err != nil {
		t.Fatal(err)
	}
	r := bytes.NewReader(out.Bytes())
	if _, err := VerifySheet("out.xlsx", r, r.Size(), s, done.Sheet); err != nil {
		t.Fatal(err)
	}
	if !Exported(r, r.Size()) {
		t.Error("it is not known as an export")
	}
	before, rawBefore := rawParts(t, data)
	after, rawAfter := rawParts(t, out.Bytes())
	for name := range before {
		changed := name == "[Content_Types].xml" || name == "_rels/.rels" || name == "docProps/custom.xml"
		for _, c := range changes {
			changed = changed || c == name
		}
		switch {
		case changed:
		case before[name] != after[name]:
			t.Errorf("%s changed:\n%s", name, cmp.Diff(before[name], after[name]))
		case rawBefore[name] != rawAfter[name] && name != "xl/styles.xml":
			t.Errorf("%s was compressed anew", name)
		}
	}
	return out.Bytes(), done
}

func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	parts, _ := rawParts(t, data)
	return parts[name]
}

const firstSheet = "xl/worksheets/sheet1.xml"

func TestFillShapes(t *testing.T) {
	whole := func(before, rows, behind string) string {
		return `<?xml version="1.0"?>` + "\n" + `<worksheet xmlns="` + mainNamespace + `">` + before + `<sheetData>` + rows + `</sheetData>` + behind + `</worksheet>`
	}
	two := [][]string{{"Who", "", "", "Network", "", "ICCID Range", "", "", "", ""}, {"Operator", "UpdateType", "Country", "MCC", "MNC", "Start", "End", "Remarks", "Access String", "Password"}}
	shared := `<row r="1">`
	table := ""
	for i, text := range fillHeader {
		shared += fmt.Sprintf(`<c r="%s1" t="s"><v>%d</v></c>`, cosa.ColumnName(i+1), i)
		table += "<si><t>" + text + "</t></si>"
	}
	prefixed := regexp.MustCompile(`<(/?)(\w)`).ReplaceAllString(`<sheetData>`+fillXML(1, fillHeader, []string{"a", "Add", "b", "1"})+`</sheetData>`, "<${1}x:$2")
	for _, test := range []struct {
		name     string
		book     testBook
		first    int
		replaced int
		notes    []string
	}{
		{name: "header in row 1", book: oneSheet(fillXML(1, fillHeader)), first: 2},
		{name: "header in row 7", book: oneSheet(fillXML(1, []string{"Title"}, nil, []string{"Note"}, nil, nil, nil, fillHeader)), first: 8},
		{name: "two rows of header", book: oneSheet(fillXML(1, two...)), first: 3},
		{name: "shared texts", book: testBook{sheets: []testSheet{{name: "APN", xml: shared + `</row>`}}, strings: table}, first: 2},
		{name: "second sheet", book: testBook{sheets: []testSheet{{name: "Read me", xml: fillXML(1, []string{"Hello"})}, {name: "A'PN &amp; co", xml: fillXML(2, fillHeader)}}}, first: 3},
		{name: "strict", book: testBook{strict: true, sheets: []testSheet{{name: "APN", xml: strings.ReplaceAll(whole("", fillXML(1, fillHeader), ""), mainNamespace, strictMain)}}}, first: 2},
		{name: "namespace prefix", book: oneSheet(`<x:worksheet xmlns:x="` + mainNamespace + `">` + prefixed + `</x:worksheet>`), first: 2, replaced: 1},
		{name: "cells without addresses", book: oneSheet(regexp.MustCompile(` r="\w+"`).ReplaceAllString(fillXML(1, fillHeader, []string{"a", "Add", "b", "1", "2", "3", "4", "5", "6", "7", "beside"}), "")), first: 2, replaced: 1, notes: []string{"with them went what they held in column H (Remarks)"}},
		{name: "old rows", book: oneSheet(fillXML(1, fillHeader, []string{"a", "Add", "b", "722"}, []string{"a", "Keep"}, []string{"a", "", "", "722"}, []string{"a", "", "", "722"}, []string{"a", "", "", "722"})), first: 2, replaced: 5},
		{name: "old rows with damaged digits", book: oneSheet(fillXML(1, fillHeader) + `<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="F2"><v>8.95431E+18</v></c></row>` +
			`<row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c><c r="F3" t="inlineStr"><is><t>8900 1000 0000 0000-000</t></is></c></row>`), first: 2, replaced: 2},
		{name: "blank rows with looks", book: oneSheet(fillXML(1, fillHeader) + `<row r="2" spans="1:4"><c r="A2" s="0"/><c r="Z2"/></row><row r="3" hidden="1" ht="0" customHeight="1"/><row r="9"/>`), first: 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, n := range []int{1, 3, 12} {
				data := test.book.zip()
				changes := []string{firstSheet}
				if len(test.book.sheets) > 1 {
					changes = []string{"xl/worksheets/sheet2.xml"}
				}
				changes = append(changes, "xl/_rels/workbook.xml.rels") // for the styles
				out, done := fillTemplate(t, data, fillRows(n), fillInfo, changes...)
				want := &Filling{First: test.first, Last: test.first + n - 1, Replaced: test.replaced, Notes: test.notes}
				want.Sheet = strings.ReplaceAll(test.book.sheets[len(test.book.sheets)-1].name, "&amp;", "&")
				if diff := cmp.Diff(want, done); diff != "" {
					t.Errorf("%d rows: %s", n, diff)
				}
				if partOf(t, out, "xl/styles.xml") == "" {
					t.Error("the styles have another name than programs expect")
				}
				back, err := readBook(out, ReadOptions{})
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range back.Findings() {
					if f.Rule != ruleHeaderUnknown {
						t.Error(f)
					}
				}
				again, _ := fillTemplate(t, out, fillRows(2), fillInfo, append(changes, "xl/styles.xml")...)
				if back := partOf(t, again, changes[0]); strings.Contains(back, "890010000000000200") {
					t.Error("a row of before is left")
				}
			}
		})
	}
}

// fillBook is a template with all that reaches over its data rows.
func fillBook() testBook {
	tb := annotateBook()
	header := ""
	for i, text := range fillHeader {
		header += fmt.Sprintf(`<c r="%s7" s="2" t="inlineStr"><is><t>%s</t></is></c>`, cosa.ColumnName(i+1), text)
	}
	tb.sheets = []testSheet{{name: "A'PN & co"}, {name: "Findings"}, {name: "Hidden"}}
	tb.parts["xl/worksheets/sheet2.xml"] = `<worksheet xmlns="` + mainNamespace + `"><sheetData><row r="1"><c r="A1"><f>COUNTA('A''PN &amp; co'!A8:A9)</f><v>2</v></c><c r="B1" t="s"><v>2</v></c></row></sheetData></worksheet>`
	tb.parts["xl/worksheets/sheet3.xml"] = `<worksheet xmlns="` + mainNamespace + `"><sheetData/></worksheet>`
	tb.strings = ""
	tb.parts["xl/sharedStrings.xml"] = `<sst xmlns="` + mainNamespace + `" count="9"><si><t>Fabrikam</t></si><si><r><t>old </t></r><r><t>secret</t></r></si><si><t>used elsewhere</t></si></sst>`
	tb.parts[firstSheet] = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<worksheet xmlns="` + mainNamespace + `" xmlns:r="` + relNamespace + `"><sheetPr filterMode="1"><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:J9"/>` +
		`<cols><col min="4" max="4" width="9" style="3"/><col min="10" max="10" width="9" hidden="1"/></cols><sheetData>` +
		`<row r="1"><c r="A1" t="inlineStr"><is><t>COSA update</t></is></c></row>` +
		`<row r="7" ht="30" customHeight="1">` + header + `</row>` +
		`<row r="8" ht="20" customHeight="1" spans="1:10"><c r="A8" s="2" t="s"><v>0</v></c><c r="B8" s="1" t="inlineStr"><is><t>Add</t></is></c><c r="D8" s="1"><v>722</v></c><c r="E8" s="1"><f>1+1</f><v>2</v></c><c r="H8" s="2" t="inlineStr"><is><t>mine</t></is></c><c r="J8" t="s"><v>1</v></c><c r="M8"><f t="shared" ref="M8:M9" si="0">LEN(F8)</f><v>0</v></c></row>` +
		`<row r="9" hidden="1"><c r="A9" t="s"><v>0</v></c><c r="B9" t="inlineStr"><is><t>Keep</t></is></c><c r="H9"><f>1</f><v>1</v></c><c r="I9" t="s"><v>2</v></c><c r="M9"><f t="shared" si="0"/><v>0</v></c></row>` +
		`<row r="30"><c r="C30" t="inlineStr"><is><t>end of the list</t></is></c></row></sheetData>` +
		`<sheetProtection sheet="1" password="CAFE"/><protectedRanges><protectedRange sqref="A8:J9" name="rows"/></protectedRanges>` +
		`<autoFilter ref="A7:J9"><filterColumn colId="1"><filters><filter val="Add"/></filters></filterColumn></autoFilter><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>` +
		`<conditionalFormatting sqref="A8:J9 L8:L9"><cfRule type="expression" dxfId="0" priority="1"><formula>$A8="x"</formula></cfRule></conditionalFormatting><conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="2"><formula>1</formula></cfRule></conditionalFormatting>` +
		`<dataValidations count="4"><dataValidation type="list" sqref="B8:B9"><formula1>"Add,Delete"</formula1></dataValidation><dataValidation type="list" sqref="D8"><formula1>"722"</formula1></dataValidation>` +
		`<dataValidation type="list" sqref="D9:D10 D1"><formula1>"723"</formula1></dataValidation><dataValidation type="list" sqref="E2:E5 P8:P9"><formula1>"724"</formula1></dataValidation></dataValidations>` +
		`<hyperlinks><hyperlink ref="J8" location="Hidden!A1"/><hyperlink ref="A1" location="Hidden!A1"/></hyperlinks><pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>` +
		`<drawing r:id="d1"/><legacyDrawing r:id="v1"/><legacyDrawingHF r:id="v2"/><tableParts count="1"><tablePart r:id="t1"/></tableParts>` +
		`<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>Hidden!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C8:C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>` +
		`<ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups xmlns:x14="a" xmlns:xm="b"><x14:sparkline><xm:sqref>C8:C9</xm:sqref></x14:sparkline></x14:sparklineGroups></ext></extLst></worksheet>`
	tb.parts["xl/workbook.xml"] = `<workbook xmlns="` + mainNamespace + `" xmlns:r="` + relNamespace + `"><bookViews><workbookView xWindow="1" activeTab="0"/></bookViews><sheets><sheet name="A'PN &amp; co" sheetId="7" r:id="rId1"/><sheet name="Findings" sheetId="2" r:id="rId2"/><sheet name="Hidden" sheetId="3" state="veryHidden" r:id="rId3"/></sheets>` +
		`<definedNames><definedName name="all">Hidden!$A$1:$A$9</definedName><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'A''PN &amp; co'!$A$7:$J$9</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">'A''PN &amp; co'!$A$1:$J$40</definedName><definedName name="Headers">'A''PN &amp; co'!$A$7:$J$7</definedName><definedName name="Operators">OFFSET('A''PN &amp; co'!$A$8:$A$9,0,0)</definedName></definedNames><extLst/></workbook>`
	tb.parts["xl/tables/table1.xml"] = `<table xmlns="` + mainNamespace + `" id="4" name="T" displayName="T" ref="A7:J9"><autoFilter ref="A7:J9"/><tableColumns count="2"><tableColumn id="1" name="Operator"/><tableColumn id="9" name="Update Type"/></tableColumns></table>`
	return tb
}

// fillChanges are the parts of fillBook that filling changes.
var fillChanges = []string{firstSheet, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/tables/table1.xml", "xl/calcChain.xml"}

func TestFillReachesOverTheRows(t *testing.T) {
	out, done := fillTemplate(t, fillBook().zip(), fillRows(4), fillInfo, fillChanges...)
	want := &Filling{Sheet: apn, First: 8, Last: 11, Replaced: 2, Notes: []string{
		`with them went what they held in column H (Remarks)`,
		`hidden columns got values: J (Password)`,
		`the filter was cleared, so that all rows are shown`,
		`1 link of the replaced rows removed`,
		`the sheet "A'PN & co" is protected and stays so`,
		`the formulas in column H end at row 9; fill them down in Excel`,
	}}
	if diff := cmp.Diff(want, done); diff != "" {
		t.Error(diff)
	}
	row := func(n int, attributes, remark, helper string) string {
		i := n - 8
		return fmt.Sprintf(`<row r="%[1]d"%[3]s><c r="A%[1]d" s="2" t="inlineStr"><is><t>Contoso</t></is></c><c r="B%[1]d" s="1" t="inlineStr"><is><t>Add</t></is></c><c r="C%[1]d" s="4" t="inlineStr"><is><t>Argentina</t></is></c>`+
			`<c r="D%[1]d" s="4" t="inlineStr"><is><t>001</t></is></c><c r="E%[1]d" s="4" t="inlineStr"><is><t>01</t></is></c><c r="F%[1]d" s="4" t="inlineStr"><is><t>89001%012[2]d00</t></is></c><c r="G%[1]d" s="4" t="inlineStr"><is><t>89001%012[2]d99</t></is></c>%[4]s`+
			`<c r="I%[1]d" s="4" t="inlineStr"><is><t>internet.contoso.example</t></is></c><c r="J%[1]d" s="4" t="inlineStr"><is><t xml:space="preserve"> &lt;0123&gt; </t></is></c>%[5]s</row>`, n, i, attributes, remark, helper)
	}
	sheet := partOf(t, out, firstSheet)
	sheet = sheet[strings.Index(sheet, `<sheetPr`):]
	template := fillBook().parts[firstSheet]
	lines := func(text string) []string { return strings.SplitAfter(text, ">") }
	wantSheet := template[strings.Index(template, `<sheetPr`):strings.Index(template, `<row r="8"`)]
	wantSheet += row(8, ` ht="20" customHeight="1"`, `<c r="H8" s="2"/>`, `<c r="M8"><f t="shared" ref="M8:M9" si="0">LEN(F8)</f><v>0</v></c>`) +
		row(9, ``, `<c r="H9"><f>1</f><v>1</v></c>`, `<c r="M9"><f t="shared" si="0"/><v>0</v></c>`) +
		row(10, ` ht="20" customHeight="1"`, "", "") + row(11, ` ht="20" customHeight="1"`, "", "")
	wantSheet += template[strings.Index(template, `<row r="30"`):]
	for _, change := range [][2]string{
		{`<sheetPr filterMode="1">`, `<sheetPr>`},
		{`ref="A1:J9"`, `ref="A1:M30"`},
		{`sqref="A8:J9" name`, `sqref="A8:J11" name`},
		{`<autoFilter ref="A7:J9"><filterColumn colId="1"><filters><filter val="Add"/></filters></filterColumn></autoFilter>`, `<autoFilter ref="A7:J11"></autoFilter>`},
		{`"A8:J9 L8:L9"`, `"A8:J11 L8:L9"`},
		{`"B8:B9"`, `"B8:B11"`},
		{`"D9:D10 D1"`, `"D9:D11 D1"`},
		{`<xm:sqref>C8:C9</xm:sqref></x14:dataV`, `<xm:sqref>C8:C11</xm:sqref></x14:dataV`},
		{`<hyperlink ref="J8" location="Hidden!A1"/>`, ``},
		{`<drawing`, `<ignoredErrors><ignoredError sqref="A8:J11" numberStoredAsText="1"/></ignoredErrors><drawing`},
	} {
		if !strings.Contains(wantSheet, change[0]) {
			t.Fatalf("the template has no %s", change[0])
		}
		wantSheet = strings.Replace(wantSheet, change[0], change[1], 1)
	}
	if diff := cmp.Diff(lines(wantSheet), lines(sheet)); diff != "" {
		t.Error(diff)
	}
	book := partOf(t, out, "xl/workbook.xml")
	for _, text := range []string{
		`>Hidden!$A$1:$A$9<`, `'A''PN &amp; co'!$A$7:$J$11<`, `>'A''PN &amp; co'!$A$1:$J$40<`, `!$A$7:$J$7<`, `OFFSET('A''PN &amp; co'!$A$8:$A$11,0,0)`,
		`</definedNames><calcPr fullCalcOnLoad="1"/><extLst/>`,
	} {
		if !strings.Contains(strings.ReplaceAll(book, "&apos;", "'"), text) {
			t.Errorf("the workbook has no %s:\n%s", text, book)
		}
	}
	if got := partOf(t, out, "xl/tables/table1.xml"); strings.Count(got, `ref="A7:J11"`) != 2 {
		t.Error(got)
	}
	// What only replaced cells showed is not left in the file.
	if diff := cmp.Diff(`<sst xmlns="`+mainNamespace+`" count="9"><si><t/></si><si><t/></si><si><t>used elsewhere</t></si></sst>`, partOf(t, out, "xl/sharedStrings.xml")); diff != "" {
		t.Error(diff)
	}
	if parts, _ := rawParts(t, out); parts["xl/calcChain.xml"] != "" || strings.Contains(parts["xl/_rels/workbook.xml.rels"], "calcChain") {
		t.Error("the order of calculation names a cell that has no formula")
	}
	if styles := partOf(t, out, "xl/styles.xml"); !strings.Contains(styles, `<cellXfs count="5">`) ||
		!strings.HasSuffix(strings.Split(styles, "</cellXfs>")[0], `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`) {
		t.Error(styles)
	}
}

func TestFillShrinks(t *testing.T) {
	out, _ := fillTemplate(t, fillBook().zip(), fillRows(1), fillInfo, fillChanges...)
	sheet := partOf(t, out, firstSheet)
	for _, text := range []string{
		`<dimension ref="A1:M30"/>`, `<autoFilter ref="A7:J8">`, `<row r="9"><c r="H9"><f>1</f><v>1</v></c><c r="M9">`, `sqref="B8:B9"`,
	} {
		if !strings.Contains(sheet, text) {
			t.Errorf("the sheet has no %s: %s", text, sheet)
		}
	}
	if got := partOf(t, out, "xl/tables/table1.xml"); !strings.Contains(got, ` ref="A7:J8">`) {
		t.Error(got)
	}
}

func TestFillAddsColumns(t *testing.T) {
	tb := fillBook()
	tb.parts[firstSheet] = regexp.MustCompile(`<(c r="G7".*?)</c>`).ReplaceAllString(tb.parts[firstSheet], "")
	info := fillInfo
	info.AddColumns = true
	out, done := fillTemplate(t, tb.zip(), fillRows(4), info, fillChanges...)
	if diff := cmp.Diff([]string{"ICCID Range - End"}, done.Added); diff != "" {
		t.Error(diff)
	}
	sheet := partOf(t, out, firstSheet)
	for _, text := range []string{
		`hidden="1"/><col min="11" max="11" width="23" customWidth="1"/></cols>`, `<c r="K7" s="2" t="inlineStr"><is><t>ICCID Range - End</t></is></c></row>`, `<c r="K8" s="4" t="inlineStr"><is><t>8900100000000000099</t>`, `<autoFilter ref="A7:K11">`,
	} {
		if !strings.Contains(sheet, text) {
			t.Errorf("the sheet has no %s: %s", text, sheet)
		}
	}
	if got := partOf(t, out, "xl/tables/table1.xml"); !strings.Contains(got, `<tableColumns count="3">`) || !strings.Contains(got, `<tableColumn id="10" name="ICCID Range - End"/></tableColumns>`) {
		t.Error(got)
	}
	if book := partOf(t, out, "xl/workbook.xml"); !strings.Contains(book, `$A$7:$K$11`) || !strings.Contains(book, `$A$1:$K$40`) {
		t.Error(book)
	}
}

func TestFillRefuses(t *testing.T) {
	data := []string{"Fabrikam", "Add", "Peru", "716", "06"}
	change := func(old, new string) testBook {
		tb := fillBook()
		if !strings.Contains(tb.parts[firstSheet], old) {
			t.Fatalf("no %s", old)
		}
		tb.parts[firstSheet] = strings.Replace(tb.parts[firstSheet], old, new, 1)
		return tb
	}
	tail := func(behind string) testBook {
		return oneSheet(`<worksheet><sheetData>` + fillXML(1, fillHeader, data) + `</sheetData>` + behind + `</worksheet>`)
	}
	totals := fillBook()
	totals.parts["xl/tables/table1.xml"] = strings.Replace(totals.parts["xl/tables/table1.xml"], `ref="A7:J9"`, `ref="A7:J9" totalsRowCount="1"`, 1)
	for _, test := range []struct {
		name string
		book testBook
		info FillInfo
		want string
	}{
		{name: "no header", book: oneSheet(fillXML(1, []string{"a", "b"})),
			want: `template.xlsx: no row in the first 50 of the sheet "APN" is a header that names settings such as UpdateType, Operator and AccessString; give a copy of the official workbook as the template; ` + "`cosa init` writes one like it"},
		{name: "no such sheet", book: oneSheet(fillXML(1, fillHeader)), info: FillInfo{Sheet: "APM"},
			want: `template.xlsx: there is no sheet "APM"; did you mean "APN"?`},
		{name: "columns", book: oneSheet(fillXML(2, fillHeader[:5])),
			want: `template.xlsx:APN!A2: the header of the template lacks 4 columns that the submission needs: ICCID Range - Start, ICCID Range - End, AccessString, Password; append the columns to its header with --add-columns, or give a newer copy of the official workbook`},
		{name: "columns blocked", book: oneSheet(fillXML(1, fillHeader[:5], append(data, "", "legend"))), info: FillInfo{AddColumns: true},
			want: `template.xlsx:APN!G2: the cell stands in the way of the columns that --add-columns appends; move it away from the right of the table, in a copy of the template`},
		{name: "a note", book: oneSheet(fillXML(1, fillHeader, data, nil, nil, []string{"", "", "see above"})),
			want: `template.xlsx:APN!C5: a note stands in the way of the rows, which go from row 2 to row 4 with a blank one below; move it above the header, further down or to another sheet, in a copy of the template`},
		{name: "an explanation of the columns", book: oneSheet(fillXML(1, fillHeader, []string{"name", "Add or Delete", "country", "3 digits", "2 or 3 digits"})),
			want: `template.xlsx:APN!A2: row 2 below the header holds something, but no UpdateType such as Add and no digits in MCC, MNC, IMSI or ICCID, so that it may be more than an old data row; move it above the header or delete it, in a copy of the template`},
		{name: "a total", book: oneSheet(fillXML(1, fillHeader, data, []string{"Total", "", "17"})),
			want: `template.xlsx:APN!A3: row 3 below the header holds something, but no UpdateType such as Add and no digits in MCC, MNC, IMSI or ICCID, so that it may be more than an old data row; move it above the header or delete it, in a copy of the template`},
		{name: "a total beside the data", book: oneSheet(fillXML(1, fillHeader, data, []string{"", "", "", "", "", "", "", "Total"})),
			want: `template.xlsx:APN!H3: the cell holds something beside no data, where the rows go from row 2 to row 4: a total or a note perhaps; move it above the header, further down or to another sheet, in a copy of the template`},
		{name: "merged", book: tail(`<mergeCells><mergeCell ref="M1:M9"/><mergeCell ref="A3:A4"/></mergeCells>`),
			want: `template.xlsx:APN!A3: the cells A3:A4 are merged, where each row needs cells of its own; unmerge them in a copy of the template`},
		{name: "merged in a column of their own", book: tail(`<mergeCells><mergeCell ref="H3:H9"/></mergeCells>`),
			want: `template.xlsx:APN!H3: the cells H3:H9 are merged, where each row needs cells of its own; unmerge them in a copy of the template`},
		{name: "two columns of one setting", book: oneSheet(fillXML(2, append(fillHeader[:10:10], "", "Connection Information – Access String"), data)),
			want: `template.xlsx:APN!L2: the header "Connection Information – Access String" names the setting AccessString, and so does "APN" in I2, so that it is not certain which column the values belong in; delete or rename one of the two, in a copy of the template`},
		{name: "array formula", book: change(`<f>1+1</f>`, `<f t="array" ref="E8:E9">1+1</f>`),
			want: `template.xlsx:A'PN & co!E8: a formula of several cells reaches into the rows that are filled; replace it by its values in a copy of the template`},
		{name: "shared formula", book: change(`<c r="E8" s="1"><f>1+1</f><v>2</v></c>`, `<c r="E8" s="1"><f t="shared" ref="E8:H8" si="0">1+1</f><v>2</v></c>`),
			want: `template.xlsx:A'PN & co!M9: the cell shares its formula with a cell that is replaced; write the formula into the cell again, in a copy of the template`},
		{name: "totals", book: totals,
			want: `template.xlsx:A'PN & co!A9: the totals row of the table "T" stands in the way of the rows; turn the totals off (Table Design > Total Row) in a copy of the template`},
		{name: "damaged sheet", book: oneSheet(`<worksheet><sheetData>` + fillXML(1, fillHeader) + `</sheetData>`),
			want: `template.xlsx:APN: the sheet "APN" is damaged: it ends inside the element "worksheet"; open it in Excel, let Excel repair it, save it as .xlsx and try again`},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := test.book.zip()
			var out bytes.Buffer
			_, err := Fill(&out, "template.xlsx", bytes.NewReader(data), int64(len(data)), fillRows(3), test.info)
			if err == nil {
				t.Fatal("it was filled")
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Error(diff)
			}
			if out.Len() > 0 {
				t.Error("something was written")
			}
		})
	}
}

// TestFillStyles proves that cells keep what they look like, but for a format
// under which a program would make numbers of digits.
func TestFillStyles(t *testing.T) {
	tb := fillBook()
	tb.parts[firstSheet] = `<worksheet xmlns="` + mainNamespace + `"><cols><col min="1" max="3" style="2"/><col min="4" max="7" style="3"/></cols><sheetData>` + fillXML(1, fillHeader) +
		`<row r="2"><c r="B2" s="3"/></row><row r="3" s="2" customFormat="1"><c r="A3" s="3"/></row></sheetData></worksheet>`
	out, _ := fillTemplate(t, tb.zip(), fillRows(3), fillInfo, fillChanges...)
	var got []string
	for _, m := range regexp.MustCompile(`<c r="([A-Z]+[2-9])"(?: s="([0-9]+)")?`).FindAllStringSubmatch(partOf(t, out, firstSheet), -1) {
		got = append(got, m[1]+" "+m[2])
	}
	// A number format of the template stays where no digits are, as in column
	// A; 4 is style 0 as Text.
	want := strings.Fields("A2_2 B2_3 C2_2 D2_3 E2_3 F2_3 G2_3 I2_4 J2_4 A3_3 B3_3 C3_2 D3_3 E3_3 F3_3 G3_3 I3_4 J3_4 A4_2 B4_3 C4_2 D4_3 E4_3 F4_3 G4_3 I4_4 J4_4")
	for i := range want {
		want[i] = strings.ReplaceAll(want[i], "_", " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// answered is fillRows with answers for the questionnaire.
func answered(answers map[string]string) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "a.yaml", Format: cosa.YAML})
	b.Row(1)
	for setting, text := range map[cosa.Setting]string{cosa.UpdateType: "Delete", cosa.CountryRegion: "Argentina", cosa.Operator: "Contoso"} {
		b.Set(cosa.Column(setting), cosa.Cell{Raw: []byte(text)})
	}
	for key, text := range answers {
		b.Answer(key, text, cosa.Position{File: "a.yaml", Line: 1})
	}
	return b.Submission()
}

func TestFillAnswers(t *testing.T) {
	questions := make(map[string]string)
	for _, q := range cosa.Questions() {
		questions[q.Key] = q.Text
	}
	sheet := fillXML(1, []string{questionHeader, answerHeader}, []string{questions["company"], unanswered}, []string{questions["phone"], "", "beside"}, nil,
		[]string{questions["contactName"], "Ann"}, []string{questions["certified"], "yes"}, []string{questions["email"], unanswered}) +
		`<row r="8"><c r="A8" t="inlineStr"><is><t>` + questions["jobTitle"] + `</t></is></c><c r="B8"><f>1</f><v>1</v></c></row>`
	book := func(name, sheet string) []byte {
		return testBook{sheets: []testSheet{{name: "APN", xml: fillXML(1, fillHeader)}, {name: name, xml: sheet}}}.zip()
	}
	answers := map[string]string{"company": "Contoso & sons", "phone": "+1", "contactName": "Bob", "certified": "true", "jobTitle": "Engineer", "title": "no line"}
	const second = "xl/worksheets/sheet2.xml"
	changes := []string{firstSheet, "xl/_rels/workbook.xml.rels"}

	out, done := fillTemplate(t, book(questionnaireSheet, sheet), answered(answers), fillInfo, append(changes, second, "xl/workbook.xml")...)
	if diff := cmp.Diff([]string{
		`the answer in Questionnaire!B8 is a formula and was left as it is`,
		`1 answer of the template's questionnaire replaced by those of the submission`,
		`the sheet "Questionnaire" has no line for 1 answer of the submission`,
	}, done.Notes); diff != "" {
		t.Error(diff)
	}
	if !done.Open {
		t.Error("the e-mail address is missing, which is not told")
	}
	want := strings.NewReplacer(
		`<c r="B2" t="inlineStr"><is><t xml:space="preserve">to be answered<`, `<c r="B2" t="inlineStr"><is><t>Contoso &amp; sons<`,
		`<c r="C3"`, `<c r="B3" t="inlineStr"><is><t>+1</t></is></c><c r="C3"`,
		`<t xml:space="preserve">Ann<`, `<t>Bob<`,
	).Replace(testBook{sheets: []testSheet{{}, {xml: sheet}}}.files()[second])
	if diff := cmp.Diff(strings.SplitAfter(want, ">"), strings.SplitAfter(partOf(t, out, second), ">")); diff != "" {
		t.Error(diff)
	}
	back, err := readBook(out, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	read, _ := answersByKey(back)
	if diff := cmp.Diff(map[string]string{"company": "Contoso & sons", "phone": "+1", "contactName": "Bob", "certified": "yes", "jobTitle": "1"}, read); diff != "" {
		t.Error(diff)
	}

	_, done = fillTemplate(t, book(questionnaireSheet, fillXML(1, []string{"Other", "form"})), answered(answers), fillInfo, changes...)
	if diff := cmp.Diff([]string{`the sheet "Questionnaire" has another form and was left as it is; the submission has 6 answers`}, done.Notes); diff != "" {
		t.Error(diff)
	}
	_, done = fillTemplate(t, book("More", ""), answered(answers), fillInfo, changes...)
	if diff := cmp.Diff([]string{`the template has no sheet "Questionnaire" for the 6 answers of the submission`}, done.Notes); diff != "" {
		t.Error(diff)
	}
}

// TestFillMakesAWorkbook proves that a file which is a template by its type
// becomes an ordinary workbook, macros or not.
func TestFillMakesAWorkbook(t *testing.T) {
	for kind, want := range map[string]string{
		"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
		"application/vnd.ms-excel.template.macroEnabled.main+xml":                       "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
		"application/vnd.ms-excel.sheet.macroEnabled.main+xml":                          "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
	} {
		tb := fillBook()
		tb.parts[contentTypes] = strings.Replace(tb.parts[contentTypes], "application/vnd.ms-excel.sheet.macroEnabled.main+xml", kind, 1)
		out, _ := fillTemplate(t, tb.zip(), fillRows(1), fillInfo, fillChanges...)
		if got := partOf(t, out, contentTypes); !strings.Contains(got, `"`+want+`"`) {
			t.Error(got)
		}
	}
}

// TestFillNamesSheetsOfItsOwn fills sheets that have the name of one that an
// export adds.
func TestFillNamesSheetsOfItsOwn(t *testing.T) {
	tb := testBook{sheets: []testSheet{{name: "Profiles", xml: fillXML(1, fillHeader)}, {name: "Checks", xml: fillXML(1, []string{"mine"})}}}
	data, s := tb.zip(), fillRows(2)
	var out bytes.Buffer
	if _, err := Fill(&out, "template.xlsx", bytes.NewReader(data), int64(len(data)), s, fillInfo); err != nil {
		t.Fatal(err)
	}
	back, err := readBook(out.Bytes(), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(DataDigest(s), DataDigest(back)); diff != "" {
		t.Error(diff)
	}
}

// TestFillLeavesListsAlone fills a sheet that has the lists of its drop-downs
// beside the table.
func TestFillLeavesListsAlone(t *testing.T) {
	tb := fillBook()
	tb.parts[firstSheet] = `<worksheet xmlns="` + mainNamespace + `"><sheetData>` + fillXML(7, append(fillHeader[:10:10], "", "Choices"), []string{"Fabrikam", "Add", "", "", "", "", "", "gone", "", "", "", "Add"},
		[]string{"Fabrikam", "Keep", "", "", "", "", "", "", "", "", "", "Keep"}) + `</sheetData></worksheet>`
	tb.parts["xl/workbook.xml"] = strings.Replace(tb.parts["xl/workbook.xml"], `</definedNames>`, `<definedName name="Choices">'A''PN &amp; co'!$L$8:$L$9</definedName></definedNames>`, 1)
	out, done := fillTemplate(t, tb.zip(), fillRows(4), fillInfo, fillChanges...)
	if diff := cmp.Diff([]string{"with them went what they held in column H (Remarks)"}, done.Notes); diff != "" {
		t.Error(diff)
	}
	if sheet := partOf(t, out, firstSheet); !strings.Contains(sheet, `<c r="L8" t="inlineStr"><is><t xml:space="preserve">Add<`) || !strings.Contains(sheet, `<c r="L9"`) {
		t.Error(sheet)
	}
	if book := partOf(t, out, "xl/workbook.xml"); !strings.Contains(book, `$L$8:$L$9<`) {
		t.Error(book)
	}
}

// TestFillForgetsTargets proves that where the links of replaced rows led to
// does not stay in the file, unless another link leads there.
func TestFillForgetsTargets(t *testing.T) {
	const rels = "xl/worksheets/_rels/sheet1.xml.rels"
	tb := fillBook()
	tb.parts[firstSheet] = strings.Replace(tb.parts[firstSheet], `<hyperlink ref="J8" location="Hidden!A1"/>`, `<hyperlink ref="J8" r:id="h1"/><hyperlink ref="A9" r:id="h2"/><hyperlink ref="A2" r:id="h2"/>`, 1)
	before := tb.parts[rels]
	keep := `<Relationship Id="h2" Type="` + relNamespace + `/hyperlink" Target="https://contoso.example/" TargetMode="External"/>`
	tb.parts[rels] = strings.Replace(before, `</Relationships>`, `<Relationship Id="h1" Type="`+relNamespace+`/hyperlink" Target="https://old:secret@contoso.example/" TargetMode="External"/>`+keep+`</Relationships>`, 1)
	out, done := fillTemplate(t, tb.zip(), fillRows(4), fillInfo, append(fillChanges, rels)...)
	if diff := cmp.Diff(strings.Replace(before, `</Relationships>`, keep+`</Relationships>`, 1), partOf(t, out, rels)); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(strings.Join(done.Notes, "\n"), "2 links of the replaced rows removed") {
		t.Error(done.Notes)
	}
}
