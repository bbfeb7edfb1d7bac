package spreadsheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// want compares what was read with the expected rows and findings.
func want(t *testing.T, s *cosa.Submission, rows, findings string) {
	t.Helper()
	if diff := cmp.Diff(strings.TrimLeft(rows, "\n"), entriesText(s, cosa.UpdateType, cosa.Operator, cosa.MCC, cosa.ICCIDStart, cosa.ICCIDEnd, cosa.AccessString)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(strings.TrimLeft(findings, "\n"), told(s)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestHeaderBelowTitles(t *testing.T) {
	s := mustRead(t, oneSheet(gridXML(
		[]string{"COSA submission of Contoso"},
		[]string{"", "Operator: Contoso", "MCC"},
		nil,
		[]string{"", "UPDATE\ntype *", "Operator (required)", "mcc", "ICCID Range – Start", "ICCID Range — End", "Connection Information – Access String"},
		nil,
		[]string{"", "Add", "Contoso", "001", "8900100000000000000", "8900100000000000099", "internet"},
		nil,
		nil,
		[]string{"", "Add", "Contoso", "001", "8900100000000000100", "8900100000000000199", "internet"},
	)))
	want(t, s, `
6|Add|Contoso|001|8900100000000000000|8900100000000000099|internet
9|Add|Contoso|001|8900100000000000100|8900100000000000199|internet
`, "")
	source := s.Sources()[0]
	if source.Header != 4 || source.Columns[cosa.MCC] != 4 || source.Columns[cosa.MNC] != 0 {
		t.Errorf("header %d, columns %v", source.Header, source.Columns)
	}
}

func TestTwoRowHeader(t *testing.T) {
	for name, merges := range map[string]string{
		"merged":   `<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="D2:E2"/><mergeCell ref="F2:G2"/></mergeCells>`,
		"unmerged": "",
	} {
		xml := `<worksheet><sheetData>` + gridXML(
			[]string{"Settings"},
			[]string{"Update Type", "", "", "ICCID Range", "", "Connection Information", "", "Remarks"},
			[]string{"", "Operator", "MCC", "Start", "End", "Friendly Name", "Access String", "Start"},
			[]string{"Add", "Contoso", "001", "8900100000000000000", "8900100000000000099", "Contoso", "internet"},
		) + `</sheetData>` + merges + `</worksheet>`
		s := mustRead(t, oneSheet(xml))
		want(t, s, "4|Add|Contoso|001|8900100000000000000|8900100000000000099|internet\n",
			"APN!H3 header-unknown: the header \"Start\" is no known setting, so the values below it are not checked\n")
		if got := s.Entry(0).Text(cosa.FriendlyName); got != "Contoso" {
			t.Errorf("%s: friendly name %q", name, got)
		}
		if h := s.Sources()[0].Header; h != 3 {
			t.Errorf("%s: header row %d", name, h)
		}
	}
}

var plainRows = [][]string{
	{"UpdateType", "Operator", "MCC", "ICCID Range - Start", "ICCID Range - End", "AccessString"},
	{"Add", "Contoso", "001", "8900100000000000000", "8900100000000000099", "internet"},
}

func TestLayoutFindings(t *testing.T) {
	row := `2|Add|Contoso|001|8900100000000000000|8900100000000000099|internet` + "\n"
	with := func(extra ...[]string) string { return gridXML(append(plainRows[:2:2], extra...)...) }
	for _, tt := range []struct {
		name           string
		book           testBook
		sheet          string
		rows, findings string
	}{
		{
			name: "unknown, duplicate and missing headers",
			book: oneSheet(gridXML(
				append(plainRows[0][:6:6], "Acess String 2", "mcc", "", "Acess String 2"),
				append(plainRows[1][:6:6], "x", "002", "stray", "y"),
			)),
			rows: row,
			findings: `
APN!G1 header-unknown: the header "Acess String 2" is no known setting, so the values below it are not checked
APN!H1 header-duplicate: the header "mcc" names the setting MCC, which column C already is; only column C is read
APN!J1 header-unknown: the header "Acess String 2" is no known setting, so the values below it are not checked
APN!I1 header-unknown: column I has values (the first in row 2) but no header
`,
		},
		{
			name: "legend below the table",
			book: oneSheet(with(nil, []string{"Legend"}, []string{"UpdateType", "", "Add or Change"}, nil, []string{"", "", "see the portal"})),
			rows: row,
		},
		{
			name: "row without operator is kept where it may be data",
			book: oneSheet(with(nil, []string{"Add", "", "001", "8900100000000000100"}, []string{"", "", "001"})),
			rows: row + "4|Add||001|8900100000000000100||\n5|||001|||\n",
		},
		{
			name: "dates",
			book: func() testBook {
				tb := oneSheet(with() + `<row r="3"><c r="B3" s="3"><v>45293</v></c><c r="C3" s="3"><v>45293</v></c><c r="F3" s="3"><v>45293</v></c></row>`)
				tb.styles = testStyles
				return tb
			}(),
			rows: row + "3||45293|45293|||45293\n",
			findings: `
APN!B3 wrong-type: the cell of Operator holds a date, which is stored as a mere number
APN!F3 wrong-type: the cell of AccessString holds a date, which is stored as a mere number
`,
		},
		{
			name: "cells beside and far below the table",
			book: oneSheet(with() + `<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>`),
			rows: row,
		},
		{
			name: "merged cells",
			book: oneSheet(`<worksheet><sheetData>` + with() + `</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B2:B3"/><mergeCell ref="A9:C9"/><mergeCell ref="C2"/></mergeCells></worksheet>`),
			rows: row,
			findings: `
APN!B2 merged-cells: the cells B2:B3 are merged: only B2 holds a value, the others are blank
`,
		},
		{
			name: "hidden rows and columns",
			book: oneSheet(`<worksheet><cols><col min="3" max="4" hidden="1"/><col min="6" max="6" width="0"/></cols><sheetData>` +
				gridXML(plainRows[0], plainRows[1]) +
				`<row r="3" hidden="1"/><row r="4" hidden="1"><c r="B4" t="str"><v>Fabrikam</v></c></row>` +
				`<row r="5" hidden="1"><c r="A5" t="str"><v>Add</v></c><c r="B5" t="str"><v>Fabrikam</v></c></row><row r="6"><c r="B6" t="str"><v>Fabrikam</v></c></row>` +
				`<row r="7" ht="0"><c r="B7" t="str"><v>Fabrikam</v></c></row></sheetData></worksheet>`),
			rows: row + "4||Fabrikam||||\n5|Add|Fabrikam||||\n6||Fabrikam||||\n7||Fabrikam||||\n",
			findings: `
APN!B4 hidden-data: the row holds data and is hidden
APN!A5 hidden-data: the row holds data and is hidden
APN!B7 hidden-data: the row holds data and is hidden
APN!C1 hidden-data: column C (MCC) holds data and is hidden
APN!D1 hidden-data: column D (ICCID Range - Start) holds data and is hidden
APN!F1 hidden-data: column F (AccessString) holds data and is hidden
`,
		},
		{
			name: "filtered rows",
			book: oneSheet(`<worksheet><sheetPr filterMode="1"/><sheetData>` + gridXML(plainRows[0]) +
				`<row r="2" hidden="1"><c r="B2" t="str"><v>Fabrikam</v></c></row></sheetData></worksheet>`),
			rows:     "2||Fabrikam||||\n",
			findings: "APN!B2 hidden-data: the row holds data and is hidden by a filter\n",
		},
		{
			name: "several sheets",
			book: testBook{sheets: []testSheet{
				{name: "Old", xml: gridXML(plainRows[0][1:])},
				{name: "Networks", xml: gridXML([]string{"Country", "Operator", "MCC", "MNC"}, []string{"Utopia", "Contoso", "001", "01"})},
				{name: "Secret", state: "veryHidden", xml: with()},
				{name: "APN", xml: with()},
			}},
			rows: row,
			findings: `
Old!A1 sheet-ignored: the sheet "Old" has such a header too and was not read; "APN" was
Secret!A1 sheet-ignored: the hidden sheet "Secret" has such a header too and was not read; "APN" was
`,
		},
		{
			name: "a change log is no data sheet",
			book: testBook{sheets: []testSheet{
				{name: "Log", xml: gridXML([]string{"UpdateType", "Operator", "Notes"}, []string{"Add", "Contoso", "new range"})},
				{name: "Log of countries", xml: gridXML([]string{"UpdateType", "Country", "Operator", "Notes"}, []string{"Add", "Utopia", "Contoso", "new range"})},
				{name: "Names", xml: gridXML([]string{"Operator", "APN"}, []string{"Contoso", "internet"})},
				{name: "Draft", xml: gridXML([]string{"UpdateType", "Operator", "APN"}, []string{"Add", "Contoso", "internet"})},
				{name: "APN", xml: with()},
			}},
			rows:     row,
			findings: "Draft!A1 sheet-ignored: the sheet \"Draft\" has such a header too and was not read; \"APN\" was\n",
		},
		{
			name: "a change log alone is read",
			book: testBook{sheets: []testSheet{
				{name: "Log", xml: gridXML([]string{"UpdateType", "Operator"}, []string{"Add", "Contoso"})},
			}},
			rows: "2|Add|Contoso||||\n",
		},
		{
			name: "hidden sheet by name",
			book: testBook{sheets: []testSheet{
				{name: "APN", xml: with()},
				{name: "Secret", state: "hidden", xml: with()},
			}},
			sheet:    "Secret",
			rows:     row,
			findings: "Secret!A1 hidden-data: the sheet \"Secret\" holds the data and is hidden\n",
		},
		{
			name:     "no rows",
			book:     oneSheet(gridXML(plainRows[0], nil, []string{"note"})),
			findings: "APN!A1 no-entries: no data rows were found below the header in row 1 of the sheet \"APN\"\n",
		},
		{
			name:     "no header",
			book:     oneSheet(gridXML([]string{"Operator", "Country", "MCC", "MNC"}, []string{"Contoso", "Utopia", "001", "01"})),
			findings: "APN!A1 no-entries: no data rows were found: no row in the first 50 rows of the sheet \"APN\" is a header that names settings such as UpdateType, Country/Region, Operator and AccessString\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := readBook(tt.book.zip(), ReadOptions{Sheet: tt.sheet})
			if err != nil {
				t.Fatal(err)
			}
			want(t, s, tt.rows, tt.findings)
		})
	}
}

func TestExtraColumnsKeepValues(t *testing.T) {
	s := mustRead(t, oneSheet(gridXML(
		append(plainRows[0][:6:6], "Ticket", "MCC", "", "Ticket"),
		append(plainRows[1][:6:6], "T-1", "002", "stray", "T-2"),
	)))
	got := make(map[string]string)
	for i, name := range s.Extras() {
		got[name] = s.Entry(0).In(cosa.Column(cosa.SettingCount + i)).Text
	}
	if diff := cmp.Diff(map[string]string{"Ticket": "T-1", "MCC": "002", "column I": "stray", "Ticket (2)": "T-2"}, got); diff != "" {
		t.Errorf("extras (-want +got):\n%s", diff)
	}
}

func TestManyHiddenRowsAreFewFindings(t *testing.T) {
	var b strings.Builder
	b.WriteString(gridXML(plainRows[0]))
	for n := 2; n < 10_002; n++ {
		fmt.Fprintf(&b, `<row r="%d" hidden="%d"><c r="B%d" t="str"><v>Contoso</v></c></row>`, n, n%2, n)
	}
	s := mustRead(t, oneSheet(b.String()))
	findings := s.Findings()
	if len(findings) != hiddenTold {
		t.Fatalf("%d findings", len(findings))
	}
	for i, f := range findings {
		message := "the row holds data and is hidden"
		if i == hiddenTold-1 {
			message += "; hidden rows with data beyond it: 4000, down to row 10001"
		}
		if f.Message != message || f.Position.Cell() != fmt.Sprintf("B%d", 3+2*i) {
			t.Fatalf("%s: %q, want %q", f.Position.Cell(), f.Message, message)
		}
	}
}

func TestStrictWorkbook(t *testing.T) {
	tb := oneSheet(gridXML(plainRows...))
	tb.strict = true
	if n := mustRead(t, tb).Len(); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func TestDigestOfExport(t *testing.T) {
	tb := testBook{sheets: []testSheet{{name: "APN", xml: gridXML(plainRows...)}, {name: "Profiles", xml: gridXML(plainRows[0])}}}
	tb.parts = map[string]string{
		"_rels/.rels": `<Relationships><Relationship Id="r1" Type="` + relNamespace + `/officeDocument" Target="/xl/workbook.xml"/>` +
			`<Relationship Id="r2" Type="` + relNamespace + `/custom-properties" Target="docProps/custom.xml"/></Relationships>`,
		"docProps/custom.xml": `<Properties><property name="other"><vt:lpwstr>x</vt:lpwstr></property>` +
			`<property fmtid="{}" pid="2" name="cosa-data-digest"><vt:lpwstr>abc123</vt:lpwstr></property></Properties>`,
	}
	s := mustRead(t, tb)
	if d := s.Sources()[0].Digest; d == nil || d.Recorded != "abc123" {
		t.Errorf("digest %+v", d)
	}
	if len(s.Findings()) > 0 {
		t.Errorf("findings:\n%s", told(s))
	}
}
