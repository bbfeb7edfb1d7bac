package spreadsheet

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// officialBook is a template as another library writes it: a title, the header
// in row 4, two example rows, a table, drop-downs for twenty rows, a
// conditional format, names, notes, another sheet that counts the rows.
func officialBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	check(f.SetSheetName("Sheet1", "COSA-APN update"))
	const sheet = "COSA-APN update"
	yellow, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}})
	check(err)
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	check(err)
	check(f.SetColStyle(sheet, "D:E", yellow))
	check(f.SetCellStr(sheet, "A1", "Update of COSA"))
	check(f.MergeCell(sheet, "A1", "D1"))
	for c, header := range fillHeader {
		at := cosa.ColumnName(c+1) + "4"
		check(f.SetCellStr(sheet, at, header))
		check(f.SetCellStyle(sheet, at, at, bold))
	}
	for r, row := range [][]any{{"Fabrikam", "Add", "Peru", 716, "06", 8951000000000000000.0}, {"Fabrikam", "Keep", "Peru", 716, "06"}} {
		check(f.SetSheetRow(sheet, fmt.Sprint("A", 5+r), &row))
	}
	check(f.AddTable(sheet, &excelize.Table{Range: "A4:J6", Name: "Rows"}))
	check(f.AddComment(sheet, excelize.Comment{Cell: "D4", Author: "Ann", Text: "three digits"}))
	list := excelize.NewDataValidation(true)
	list.Sqref = "B5:B20"
	check(list.SetDropList([]string{"Add", "Delete"}))
	check(f.AddDataValidation(sheet, list))
	red, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
	check(err)
	check(f.SetConditionalFormat(sheet, "A5:J20", []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: `$B5="Delete"`, Format: &red}}))
	check(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "'" + sheet + "'!$A$1:$J$6", Scope: sheet}))
	check(f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 4, TopLeftCell: "A5", ActivePane: "bottomLeft"}))
	_, err = f.NewSheet("Count")
	check(err)
	check(f.SetCellFormula("Count", "A1", "COUNTA('"+sheet+"'!A:A)"))
	_, err = f.NewSheet("Lists")
	check(err)
	check(f.SetSheetVisible("Lists", false))
	buffer, err := f.WriteToBuffer()
	check(err)
	return buffer.Bytes()
}

// seenFilling is what openpyxl makes of a filled template.
type seenFilling struct {
	Rows      [][]string `json:"rows"`   // below the header
	Others    []string   `json:"others"` // cells there that are no text, or whose format is not Text
	Header    []string   `json:"header"`
	Bold      bool       `json:"bold"`
	Yellow    int        `json:"yellow"` // cells
	Dimension string     `json:"dimension"`
	Checks    []string   `json:"checks"`
	Formats   []string   `json:"formats"`
	Tables    []string   `json:"tables"`
	Area      bool       `json:"area"` // is printed
	Merged    []string   `json:"merged"`
	Note      string     `json:"note"`
	Sheets    []string   `json:"sheets"`
	Formula   string     `json:"formula"`
	Digest    bool       `json:"digest"`
}

const fillingScript = `
import json, sys, warnings, openpyxl
warnings.simplefilter("ignore")
book = openpyxl.load_workbook(sys.argv[1])
s = book["COSA-APN update"]
seen = {"rows": [], "others": [], "yellow": 0}
seen["header"] = [c.value for c in s[4]]
seen["bold"] = all(c.font.b for c in s[4])
for row in s.iter_rows(min_row=5):
    seen["rows"].append([c.value or "" for c in row])
    for c in row:
        if c.fill.fill_type and c.fill.fgColor.rgb[-6:] == "FFFF00": seen["yellow"] += 1
        if c.value is not None and (c.data_type != "s" or c.number_format != "@"): seen["others"].append(c.coordinate)
seen["dimension"] = s.dimensions
seen["checks"] = [str(d.sqref) for d in s.data_validations.dataValidation]
seen["formats"] = [str(c.sqref) for c in s.conditional_formatting]
seen["tables"] = [t.ref for t in s.tables.values()]
seen["area"] = "$A$1:$J$34" in str(s.print_area)
seen["merged"] = [str(m) for m in s.merged_cells.ranges]
seen["note"] = s["D4"].comment.text.strip() if s["D4"].comment else ""
seen["sheets"] = [w.title + " " + w.sheet_state for w in book]
seen["formula"] = str(book["Count"]["A1"].value)
try: seen["digest"] = "cosa-data-digest" in book.custom_doc_props.names
except AttributeError: seen["digest"] = True
json.dump(seen, sys.stdout)
`

func fillingIn(t *testing.T, python string, data []byte) seenFilling {
	t.Helper()
	file := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", fillingScript, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var seen seenFilling
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return seen
}

// TestFillInPrograms fills templates of several programs and opens them in
// openpyxl, once as they are and once after LibreOffice saved them.
func TestFillInPrograms(t *testing.T) {
	python := openpyxlPython(t)
	const n = 30
	s := fillRows(n)
	want := seenFilling{
		Others: []string{}, Header: fillHeader, Bold: true, Yellow: 2 * n, Dimension: "A1:J34", Checks: []string{"B5:B34"}, Formats: []string{"A5:J34"},
		Tables: []string{"A4:J34"}, Area: true, Merged: []string{"A1:D1"}, Note: "three digits",
		Sheets: []string{"COSA-APN update visible", "Count visible", "Lists hidden"}, Formula: "=COUNTA('COSA-APN update'!A:A)", Digest: true,
	}
	for i := range n {
		want.Rows = append(want.Rows, []string{"Contoso", "Add", "Argentina", "001", "01", fmt.Sprintf("89001%012d00", i), fmt.Sprintf("89001%012d99", i), "", "internet.contoso.example", " <0123> "})
	}
	for _, producer := range []string{"excelize", "openpyxl", "LibreOffice"} {
		t.Run(producer, func(t *testing.T) {
			t.Parallel()
			data := saveAgain(t, producer, python, officialBook(t))
			parts, _ := rawParts(t, data)
			var changes []string
			for name := range parts {
				switch filepath.ToSlash(filepath.Dir(name)) {
				case "xl", "xl/_rels", "xl/tables":
					changes = append(changes, name)
				}
			}
			out, done := fillTemplate(t, data, s, fillInfo, append(changes, firstSheet)...)
			if done.Replaced != 2 {
				t.Error(done)
			}
			if diff := cmp.Diff(want, fillingIn(t, python, out)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			saved := fillingIn(t, python, saveAgain(t, "LibreOffice", python, out))
			if diff := cmp.Diff(want.Rows, saved.Rows); diff != "" {
				t.Errorf("saved by LibreOffice (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]any{want.Others, want.Checks, want.Tables}, []any{saved.Others, saved.Checks, saved.Tables}); diff != "" {
				t.Errorf("saved by LibreOffice (-want +got):\n%s", diff)
			}
		})
	}
}
