package spreadsheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// annotateBook is a workbook with what workbooks may hold besides cells.
func annotateBook() testBook {
	const tail = `<sheetProtection sheet="0"/><autoFilter ref="A1:F4"/><mergeCells count="1"><mergeCell ref="D4:E4"/></mergeCells>` +
		`<conditionalFormatting sqref="B2:B4"><cfRule type="expression" dxfId="0" priority="1"><formula>B2="x"</formula></cfRule></conditionalFormatting>` +
		`<dataValidations count="1"><dataValidation type="list" sqref="A2:A9"><formula1>"Add,Delete"</formula1></dataValidation></dataValidations>`
	sheet := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n" +
		`<x:worksheet xmlns:x="` + mainNamespace + `" xmlns:rel="` + relNamespace + `"><!-- head --><x:sheetViews><x:sheetView tabSelected="1" workbookViewId="0"><x:pane ySplit="1" topLeftCell="A2" state="frozen"/></x:sheetView></x:sheetViews>` +
		`<x:cols><x:col min="6" max="6" width="3.5" style="2"/></x:cols><x:sheetData>` + "\n" +
		`<x:row r="1" spans="1:5"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>Operator</x:t></x:is></x:c></x:row>` +
		`<x:row r="2"><x:c r="A2" s="1"><x:v>8.9543100000000001E18</x:v></x:c><!-- between --><x:c r="B2" s="2"><x:f t="shared" si="0" ref="B2:B3">1+1</x:f><x:v>2</x:v></x:c><x:c r='C2' s='3' t="inlineStr"><x:is><x:t xml:space="preserve"> a &amp; b </x:t></x:is></x:c></x:row>` +
		`<x:row r="3" s="3" customFormat="1"/><x:row r="5"><x:c><x:v>0010</x:v></x:c><x:c/></x:row>` +
		`</x:sheetData>` + regexp.MustCompile(`<(/?)(\w)`).ReplaceAllString(tail, "<${1}x:$2") +
		`<x:hyperlinks><x:hyperlink ref="A2" location="Hidden!A1"/></x:hyperlinks><x:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><x:drawing rel:id="d1"/><x:legacyDrawing rel:id="v1"/><x:legacyDrawingHF rel:id="v2"/><x:tableParts count="1"><x:tablePart rel:id="t1"/></x:tableParts></x:worksheet>`
	return testBook{
		sheets:  []testSheet{{name: "A'PN & co", xml: sheet}, {name: "Findings", xml: `<row r="1"><c r="A1"><v>1</v></c></row>`}, {name: "Hidden", state: "veryHidden", xml: `<row r="1"><c r="A1" s="1"><v>1</v></c></row>`}},
		strings: `<si><t>UpdateType</t></si>`,
		parts: map[string]string{
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + packageRelationsNamespace + `"><Relationship Id="rId1" Type="` + relNamespace + `/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relNamespace + `/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="` + relNamespace + `/worksheet" Target="worksheets/sheet3.xml"/><Relationship Id="rId4" Type="` + relNamespace + `/styles" Target="/xl/styles.xml"/><Relationship Id="rId5" Type="` + relNamespace + `/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId6" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/><Relationship Id="rId7" Type="` + relNamespace + `/calcChain" Target="calcChain.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook xmlns="` + mainNamespace + `" xmlns:r="` + relNamespace + `"><bookViews><workbookView xWindow="1" activeTab="0"/></bookViews><sheets><sheet name="A'PN &amp; co" sheetId="7" r:id="rId1"/><sheet name="Findings" sheetId="2" r:id="rId2"/><sheet name="Hidden" sheetId="3" state="veryHidden" r:id="rId3"/></sheets><definedNames><definedName name="all">Hidden!$A$1</definedName><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'A''PN &amp; co'!$A$1:$F$4</definedName></definedNames></workbook>`,
			"[Content_Types].xml":        `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="` + vmlContentType + `"/><Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + sheetContentType + `"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="` + sheetContentType + `"/><Override PartName="/xl/worksheets/sheet3.xml" ContentType="` + sheetContentType + `"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/comments1.xml" ContentType="` + notesContentType + `"/><Override PartName="/xl/tables/table1.xml" ContentType="` + tableContentType + `"/></Types>`,
			"xl/styles.xml": `<styleSheet xmlns="` + mainNamespace + `"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
				`<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="1" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"><alignment wrapText="1"/></xf></cellXfs><dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>`,
			"xl/worksheets/_rels/sheet1.xml.rels":  `<Relationships xmlns="` + packageRelationsNamespace + `"><Relationship Id="v2" Type="` + relNamespace + `/vmlDrawing" Target="../drawings/vmlDrawing2.vml"/><Relationship Id="v1" Type="` + relNamespace + `/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="c1" Type="` + relNamespace + `/comments" Target="/xl/comments1.xml"/><Relationship Id="d1" Type="` + relNamespace + `/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="t1" Type="` + relNamespace + `/table" Target="../tables/table1.xml"/></Relationships>`,
			"xl/comments1.xml":                     `<comments xmlns="` + mainNamespace + `"><authors><author>Ann</author><author>tc={1}</author></authors><commentList><comment ref="C2" authorId="0"><text><t>mine</t></text></comment><comment ref="B2" authorId="1"><text><t>[Threaded comment]</t></text></comment><comment ref="F9" authorId="0"><text><r><t>far</t></r></text></comment></commentList></comments>`,
			"xl/drawings/vmlDrawing1.vml":          `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202"><br></v:shapetype>` + noteShape(1025, 1, 2) + noteShape(1026, 1, 1) + noteShape(1027, 8, 5) + `</xml>`,
			"xl/drawings/vmlDrawing2.vml":          `<xml>header</xml>`,
			"xl/drawings/drawing1.xml":             `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>`,
			"xl/drawings/_rels/drawing1.xml.rels":  `<Relationships/>`,
			"xl/media/image1.png":                  "\x89PNG",
			"xl/vbaProject.bin":                    "\xd0\xcf\x11\xe0 macros",
			"xl/calcChain.xml":                     `<calcChain xmlns="` + mainNamespace + `"><c r="B2" i="7"/></calcChain>`,
			"xl/tables/table1.xml":                 `<table xmlns="` + mainNamespace + `" id="4" name="T" displayName="CosaFindings" ref="A1:C2"><tableColumns count="3"><tableColumn id="1" name="UpdateType"/><tableColumn id="2" name="Operator"/><tableColumn id="3" name="C"/></tableColumns></table>`,
			"customXml/item1.xml":                  `<a/>`,
			"docProps/app.xml":                     `<Properties/>`,
			"xl/worksheets/_rels/unrelated.x.rels": `<Relationships/>`,
		},
	}
}

func noteShape(id, row, column int) string {
	return fmt.Sprintf(`<v:shape id="_x0000_s%d" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`, id, row, column)
}

const apn = "A'PN & co"

func findingAt(sheet string, line, column int, severity cosa.Severity, rule string) cosa.Finding {
	return cosa.Finding{
		Rule: rule, Severity: severity, Message: "message of " + rule, Hint: "hint of " + rule,
		Position: cosa.Position{File: "ops.xlsx", Sheet: sheet, Line: line, Column: column},
	}
}

func annotateFindings() []cosa.Finding {
	return []cosa.Finding{
		findingAt(apn, 1, 7, cosa.Info, "info-rule"),
		findingAt(apn, 2, 1, cosa.Warning, "warn-rule"),
		findingAt(apn, 2, 1, cosa.Error, "error-rule"),
		findingAt(apn, 2, 2, cosa.Error, "error-rule"),
		findingAt(apn, 2, 3, cosa.Warning, "warn-rule"),
		findingAt(apn, 2, 6, cosa.Warning, "warn-rule"),
		findingAt(apn, 3, 2, cosa.Error, "error-rule"),
		findingAt(apn, 4, 1, cosa.Error, "error-rule"),
		findingAt(apn, 5, 1, cosa.Error, "error-rule"),
		findingAt(apn, 9, 1, cosa.Info, "info-rule"),
		{Rule: "no-place", Severity: cosa.Error, Message: "of the file", Position: cosa.Position{File: "ops.xlsx"}},
	}
}

func annotateInfo() AnnotateInfo {
	return AnnotateInfo{Tool: "cosa test", Titles: map[string]string{"error-rule": "what is right"}}
}

func annotate(t *testing.T, data []byte, findings []cosa.Finding) ([]byte, *Annotation) {
	t.Helper()
	var out bytes.Buffer
	a, err := Annotate(&out, "ops.xlsx", bytes.NewReader(data), int64(len(data)), findings, annotateInfo())
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), a
}

// rawParts are the parts of a package as they lie in the file.
func rawParts(t *testing.T, data []byte) (content, stored map[string]string) {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	content, stored = make(map[string]string), make(map[string]string)
	for _, f := range zr.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		raw, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		bits, err := io.ReadAll(raw)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := content[f.Name]; twice {
			t.Errorf("%s occurs twice", f.Name)
		}
		content[f.Name], stored[f.Name] = string(text), string(bits)
	}
	return content, stored
}

func TestAnnotateKeepsTheRest(t *testing.T) {
	data := annotateBook().zip()
	out, a := annotate(t, data, annotateFindings())
	if diff := cmp.Diff(&Annotation{Findings: 11, Listed: 11, Cells: 9, Notes: 8, Threads: 1}, a); diff != "" {
		t.Error(diff)
	}
	before, rawBefore := rawParts(t, data)
	after, rawAfter := rawParts(t, out)
	var changed, added []string
	for name := range after {
		if _, ok := before[name]; !ok {
			added = append(added, name)
		}
	}
	for name := range before {
		if rawBefore[name] != rawAfter[name] {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	slices.Sort(added)
	if diff := cmp.Diff([]string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/worksheets/sheet1.xml"}, changed); diff != "" {
		t.Error("changed parts", diff)
	}
	if diff := cmp.Diff([]string{"xl/tables/findings1.xml", "xl/worksheets/_rels/findings1.xml.rels", "xl/worksheets/findings1.xml"}, added); diff != "" {
		t.Error("added parts", diff)
	}
	if before["xl/worksheets/_rels/sheet1.xml.rels"] != after["xl/worksheets/_rels/sheet1.xml.rels"] {
		t.Error("the relationships of the sheet changed")
	}

	// Without the marks the sheet is as it was, byte for byte.
	sheet := after["xl/worksheets/sheet1.xml"]
	for _, mark := range []string{
		`<x:c r="G1" s="\d+"/>`, `<x:c r="F2" s="\d+"/>`, `<x:row r="4"><x:c r="A4" s="\d+"/></x:row>`, `<x:row r="9"><x:c r="A9" s="\d+"/></x:row>`,
		`<x:hyperlink [^>]*tooltip="to the list of findings"/>`,
	} {
		sheet = regexp.MustCompile(mark).ReplaceAllString(sheet, "")
	}
	sheet = regexp.MustCompile(`(<x:row r="3" s="3" customFormat="1")><x:c r="B3" s="\d+"/></x:row>`).ReplaceAllString(sheet, "$1/>")
	sheet = regexp.MustCompile(`<x:c s="\d+"><x:v>0010`).ReplaceAllString(sheet, `<x:c><x:v>0010`)
	style := regexp.MustCompile(` s=["']\d+["']`)
	if diff := cmp.Diff(style.ReplaceAllString(before["xl/worksheets/sheet1.xml"], ""), style.ReplaceAllString(sheet, "")); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{
		`<sheet xmlns:r="` + relNamespace + `" name="Findings (2)" sheetId="8" r:id="rIdCosa1"/><sheet name="A'PN`, `activeTab="1"`, `localSheetId="1"`,
	} {
		if !strings.Contains(after["xl/workbook.xml"], want) {
			t.Errorf("the workbook lacks %s:\n%s", want, after["xl/workbook.xml"])
		}
	}
	if got := after["xl/tables/findings1.xml"]; !strings.Contains(got, ` id="5" name="CosaFindings2"`) {
		t.Error(got)
	}
	notes := after["xl/comments1.xml"]
	if !strings.Contains(notes, `<r><t>mine</t></r><r>`) || !strings.Contains(notes, `<text><t>[Threaded comment]</t></text>`) || !strings.Contains(notes, `<text><r><t>far</t></r></text>`) {
		t.Error(notes)
	}
	if n := strings.Count(notes, noteHead); n != 8 {
		t.Errorf("%d notes: %s", n, notes)
	}
	if vml := after["xl/drawings/vmlDrawing1.vml"]; strings.Count(vml, "<v:shape ") != 3+7 || !strings.HasPrefix(vml, strings.TrimSuffix(before["xl/drawings/vmlDrawing1.vml"], "</xml>")) {
		t.Error(vml)
	}
	if got := WorkbookExtension(bytes.NewReader(out), int64(len(out))); got != "xlsm" {
		t.Errorf("a workbook with macros is an .%s file", got)
	}
	if !Annotated(bytes.NewReader(out), int64(len(out))) || Annotated(bytes.NewReader(data), int64(len(data))) {
		t.Error("annotated copies are not told from other workbooks")
	}
}

// TestAnnotateTwice proves that marks go before new ones come.
func TestAnnotateTwice(t *testing.T) {
	for name, tb := range map[string]testBook{"rich": annotateBook(), "plain": oneSheet(gridXML([]string{"UpdateType", "Operator"}, []string{"Add"}))} {
		t.Run(name, func(t *testing.T) {
			findings := annotateFindings()
			if name == "plain" {
				for i := range findings {
					findings[i].Position.Sheet = "APN"
				}
			}
			data := tb.zip()
			once, _ := annotate(t, data, findings)
			twice, _ := annotate(t, once, findings)
			want, _ := rawParts(t, once)
			got, _ := rawParts(t, twice)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("annotated twice:\n%s", diff)
			}

			// Other findings leave nothing of the first ones.
			other := []cosa.Finding{findings[2]}
			clean, _ := annotate(t, once, other)
			fresh, _ := annotate(t, data, other)
			got, _ = rawParts(t, clean)
			want, _ = rawParts(t, fresh)
			for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/workbook.xml"} {
				a, b := strings.ReplaceAll(want[part], "<r><t>mine</t></r>", "<t>mine</t>"), strings.ReplaceAll(got[part], "<r><t>mine</t></r>", "<t>mine</t>")
				a, b = sameStyles(a, want["xl/styles.xml"]+want["xl/styles1.xml"]), sameStyles(b, got["xl/styles.xml"]+got["xl/styles1.xml"])
				b = regexp.MustCompile(`<(x:)?row r="\d"></(x:)?row>`).ReplaceAllString(b, "")
				b = strings.ReplaceAll(b, `customFormat="1"></x:row>`, `customFormat="1"/>`)
				if diff := cmp.Diff(a, b); diff != "" {
					t.Errorf("%s after other findings:\n%s", part, diff)
				}
			}
		})
	}
}

// sameStyles writes cell styles as what they are.
func sameStyles(sheet, styles string) string {
	_, xfs, _ := strings.Cut(styles, "<cellXfs")
	items := regexp.MustCompile(`<xf .*?(/>|</xf>)`).FindAllString(xfs, -1)
	fills := regexp.MustCompile(`<fill>.*?</fill>`).FindAllString(styles, -1)
	return regexp.MustCompile(` s=["'](\d+)["']`).ReplaceAllStringFunc(sheet, func(s string) string {
		var n, fill int
		_, _ = fmt.Sscanf(strings.ReplaceAll(s, "'", `"`), ` s="%d"`, &n)
		if n >= len(items) {
			return s
		}
		_, rest, _ := strings.Cut(items[n], `fillId="`)
		_, _ = fmt.Sscanf(rest, `%d`, &fill)
		return " " + strings.Replace(items[n], fmt.Sprintf(`fillId="%d"`, fill), fills[fill], 1)
	})
}

// TestAnnotatedIsReadAsBefore proves that the sheet of findings is no data and
// that the marks change no value.
func TestAnnotatedIsReadAsBefore(t *testing.T) {
	var rows [][]string
	rows = append(rows, []string{"UpdateType", "Operator", "Country/Region", "AccessString", "MCC"})
	for i := range 20 {
		rows = append(rows, []string{"Add", fmt.Sprint("Contoso ", i), "Argentina", "internet.contoso.example", "001"})
	}
	data := oneSheet(gridXML(rows...)).zip()
	var findings []cosa.Finding
	for i := range 40 {
		findings = append(findings, findingAt("APN", 1+i, 1+i%9, cosa.Error, "error-rule"))
	}
	out, _ := annotate(t, data, findings)
	want, err := readBook(data, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := readBook(out, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(entriesText(want, cosa.UpdateType, cosa.Operator, cosa.MCC), entriesText(got, cosa.UpdateType, cosa.Operator, cosa.MCC)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(told(want), told(got)); diff != "" {
		t.Error(diff)
	}
	if DataDigest(want) != DataDigest(got) {
		t.Error("the digest changed")
	}
}

func TestAnnotateBounds(t *testing.T) {
	data := oneSheet(gridXML([]string{"UpdateType"})).zip()
	var findings []cosa.Finding
	for i := range listedMost + 100 {
		findings = append(findings, findingAt("APN", 2+i, 1, cosa.Warning, "warn-rule"))
	}
	findings[listedMost+50].Severity = cosa.Error
	out, a := annotate(t, data, findings)
	if diff := cmp.Diff(&Annotation{Findings: listedMost + 100, Listed: listedMost, Cells: listedMost + 100, Notes: notesMost}, a); diff != "" {
		t.Error(diff)
	}
	parts, _ := rawParts(t, out)
	if !strings.Contains(parts["xl/comments1.xml"], fmt.Sprintf(`ref="A%d"`, listedMost+52)) {
		t.Error("the error has no note")
	}
	if !strings.Contains(parts["xl/worksheets/findings1.xml"], "100 more findings are counted above") {
		t.Error("the sheet does not tell of what it does not list")
	}
}

func TestAnnotateRefuses(t *testing.T) {
	damaged := annotateBook()
	damaged.parts["xl/comments1.xml"] = `<comments><authors>`
	for name, data := range map[string][]byte{
		"encrypted": append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 4096)...),
		"text":      []byte("UpdateType,Operator\n"),
		"damaged":   damaged.zip(),
		"cut":       annotateBook().zip()[:2000],
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			_, err := Annotate(&out, "ops.xlsx", bytes.NewReader(data), int64(len(data)), annotateFindings(), AnnotateInfo{})
			var told *cosa.ReadError
			if !errors.As(err, &told) {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestAnnotateUTF16 proves that parts in UTF-16 become UTF-8 and say so.
func TestAnnotateUTF16(t *testing.T) {
	text := `<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="` + mainNamespace + `"><sheetData>` + gridXML([]string{"UpdateType", "Operator", "AccessString", "MCC"}, []string{"Add", "Contosö", "a", "1"}) + `</sheetData></worksheet>`
	wide := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	tb := oneSheet("")
	tb.parts = map[string]string{"xl/worksheets/sheet1.xml": string(wide)}
	data := tb.zip()
	out, _ := annotate(t, data, []cosa.Finding{findingAt("APN", 2, 2, cosa.Error, "error-rule")})
	s, err := readBook(out, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("2|Contosö\n", entriesText(s, cosa.Operator)); diff != "" {
		t.Error(diff)
	}
	parts, _ := rawParts(t, out)
	if sheet := parts["xl/worksheets/sheet1.xml"]; !strings.HasPrefix(sheet, xmlHeader+"<worksheet") {
		t.Error(sheet)
	}
}

// libreOffice is what LibreOffice makes of an annotated workbook: cells with
// links have blue letters, so that their style is none of those that the sheet
// of findings remembers.
func libreOffice(t *testing.T, data []byte, change func(parts map[string]string)) []byte {
	t.Helper()
	parts, _ := rawParts(t, data)
	change(parts)
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := zw.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestAnnotateKnowsChangedMarks proves that the fill of a mark goes where
// another program has changed the font of the cell, and that a note of
// somebody's gains no line.
func TestAnnotateKnowsChangedMarks(t *testing.T) {
	const bold = `<font><b/><sz val="11"/><name val="Cambria"/></font>`
	blue := strings.Replace(bold, `<sz`, `<color rgb="FF0000FF"/><sz`, 1)
	for name, test := range map[string]struct{ font, want string }{
		"blue":    {blue, `<c r="C2" s="4"`},
		"another": {`<font><i/></font>`, `<c r="C2" s="`},
	} {
		t.Run(name, func(t *testing.T) {
			tb := annotateBook()
			styles := tb.parts["xl/styles.xml"]
			styles = strings.Replace(styles, `</fonts>`, bold+`</fonts>`, 1)
			styles = strings.Replace(styles, `</cellXfs>`, `<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0"/></cellXfs>`, 1)
			tb.parts["xl/styles.xml"] = styles
			tb.sheets[0].xml = strings.Replace(tb.sheets[0].xml, `r='C2' s='3'`, `r="C2" s="4"`, 1)
			out, _ := annotate(t, tb.zip(), []cosa.Finding{findingAt(apn, 2, 3, cosa.Error, "error-rule")})
			cell := regexp.MustCompile(`<x:c r="C2" s="(\d+)"`)
			changed := libreOffice(t, out, func(parts map[string]string) {
				styles := parts["xl/styles.xml"]
				mark, _ := strconv.Atoi(cell.FindStringSubmatch(parts[firstSheet])[1])
				xfs := regexp.MustCompile(`<xf [^>]*?/?>`).FindAllString(styles[strings.Index(styles, "<cellXfs"):], -1)
				fonts := strings.Count(styles[:strings.Index(styles, "</fonts>")], "<font>")
				styles = strings.Replace(styles, `</fonts>`, test.font+`</fonts>`, 1)
				added := strings.Replace(xfs[mark], `fontId="1"`, fmt.Sprintf(`fontId="%d"`, fonts), 1)
				parts["xl/styles.xml"] = strings.Replace(styles, `</cellXfs>`, added+`</cellXfs>`, 1)
				parts[firstSheet] = cell.ReplaceAllString(parts[firstSheet], fmt.Sprintf(`<x:c r="C2" s="%d"`, len(xfs)))
				notes := parts["xl/comments1.xml"]
				notes = strings.Replace(notes, `mine</t>`, `mine&#10;</t>`, 1)
				parts["xl/comments1.xml"] = strings.Replace(notes, "\n\nFound", "\nFound", 1)
			})
			back, _ := annotate(t, changed, nil)
			sheet := strings.ReplaceAll(partOf(t, back, firstSheet), "x:c", "c")
			if !strings.Contains(sheet, test.want) {
				t.Error(sheet)
			}
			styles = partOf(t, back, "xl/styles.xml")
			number, _ := strconv.Atoi(regexp.MustCompile(`<c r="C2" s="(\d+)"`).FindStringSubmatch(sheet)[1])
			xf := regexp.MustCompile(`<xf [^>]*?/?>`).FindAllString(styles[strings.Index(styles, "<cellXfs"):], -1)[number]
			if !strings.Contains(xf, `fillId="0"`) {
				t.Error(xf)
			}
			if notes := partOf(t, back, "xl/comments1.xml"); !strings.Contains(notes, ">mine</t>") {
				t.Error(notes)
			}
		})
	}
}

// TestAnnotateListsSilenced proves that findings which do not count are
// counted and listed with their reasons, and mark no cell.
func TestAnnotateListsSilenced(t *testing.T) {
	data := annotateBook().zip()
	info := annotateInfo()
	by := &cosa.Suppression{Rule: "warn-rule", Reason: "agreed <with> Contoso", Owner: "roaming", Expires: "2027-01-31", Origin: cosa.Embedded}
	info.Silenced = []Silenced{{Finding: findingAt(apn, 2, 2, cosa.Warning, "warn-rule"), By: by}}
	for name, test := range map[string]struct {
		findings []cosa.Finding
		summary  string
	}{
		"beside others": {[]cosa.Finding{findingAt(apn, 2, 1, cosa.Error, "error-rule")}, "1 error, 0 warnings, 0 infos, and 1 suppressed finding (see below)."},
		"alone":         {nil, "nothing was found that counts, and 1 finding suppressed (see below)."},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			done, err := Annotate(&out, "ops.xlsx", bytes.NewReader(data), int64(len(data)), test.findings, info)
			if err != nil {
				t.Fatal(err)
			}
			if done.Cells != len(test.findings) {
				t.Error(done)
			}
			page := partOf(t, out.Bytes(), "xl/worksheets/findings1.xml")
			for _, text := range []string{
				test.summary, "1 finding suppressed. No cell is marked for them.", ">warn-rule<", ">message of warn-rule<",
				">agreed &lt;with&gt; Contoso (roaming); the workbook itself says so<", ">2027-01-31<", `location="'A''PN &amp; co'!B2"`,
			} {
				if !strings.Contains(strings.ReplaceAll(page, "&apos;", "'"), text) {
					t.Errorf("no %s in %s", text, page)
				}
			}
			again, _ := annotate(t, out.Bytes(), nil)
			if strings.Contains(partOf(t, again, "xl/worksheets/findings1.xml"), "suppressed") {
				t.Error("the list of an earlier run is left")
			}
		})
	}
}
