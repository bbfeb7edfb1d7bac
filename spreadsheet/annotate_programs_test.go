package spreadsheet

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// operatorBook is a workbook of a person, as another library writes it: notes,
// a table, drop-downs, frozen panes, hidden sheets.
func operatorBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	check(f.SetSheetName("Sheet1", "Data"))
	yellow, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}, NumFmt: 1, Font: &excelize.Font{Bold: true}})
	check(err)
	plain, err := f.NewStyle(&excelize.Style{NumFmt: 1, Font: &excelize.Font{Bold: true}})
	check(err)
	for c, header := range []string{"UpdateType", "Country/Region", "Operator", "MCC", "AccessString"} {
		check(f.SetCellStr("Data", cosa.ColumnName(c+1)+"1", header))
		for r := 2; r <= 6; r++ {
			check(f.SetCellStr("Data", fmt.Sprint(cosa.ColumnName(c+1), r), fmt.Sprint(header, " ", r)))
		}
	}
	check(f.SetCellInt("Data", "D2", 722))
	check(f.SetCellInt("Data", "D3", 8954310000000000))
	check(f.SetCellFormula("Data", "F2", "1+1"))
	check(f.SetCellStyle("Data", "D2", "D2", yellow))
	check(f.SetCellStyle("Data", "D3", "D3", plain))
	check(f.AddComment("Data", excelize.Comment{Cell: "B2", Author: "Ann", Text: "please check"}))
	check(f.AddComment("Data", excelize.Comment{Cell: "C3", Author: "Ann", Text: "mine"}))
	check(f.AddTable("Data", &excelize.Table{Range: "A1:E6", Name: "Rows"}))
	check(f.SetPanes("Data", &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	validation := excelize.NewDataValidation(true)
	validation.Sqref = "A2:A50"
	check(validation.SetDropList([]string{"Add", "Delete"}))
	check(f.AddDataValidation("Data", validation))
	check(f.SetCellHyperLink("Data", "E2", "https://contoso.example/", "External"))
	_, err = f.NewSheet("Lists")
	check(err)
	check(f.SetSheetVisible("Lists", false))
	check(f.SetDefinedName(&excelize.DefinedName{Name: "area", RefersTo: "Data!$A$1", Scope: "Data"}))
	buffer, err := f.WriteToBuffer()
	check(err)
	return buffer.Bytes()
}

func operatorFindings() []cosa.Finding {
	findings := []cosa.Finding{
		findingAt("Data", 2, 2, cosa.Error, "error-rule"),
		findingAt("Data", 2, 4, cosa.Warning, "warn-rule"),
		findingAt("Data", 2, 5, cosa.Warning, "warn-rule"),
		findingAt("Data", 3, 4, cosa.Warning, "warn-rule"),
		findingAt("Data", 4, 1, cosa.Error, "error-rule"),
		findingAt("Data", 4, 1, cosa.Info, "info-rule"),
		findingAt("Data", 5, 9, cosa.Info, "info-rule"),
	}
	findings[1].Message = "=1+1 <script>alert(1)</script> \u202eabc\x00\x07 _x0041_ " + strings.Repeat("long ", 7000)
	findings[1].Value = findings[1].Message
	return findings
}

// seenCells are the cells of a sheet with something on them, as openpyxl shows
// them.
type seenCells map[string]map[string]string

const cellsScript = `
import json, sys, warnings, openpyxl
warnings.simplefilter("ignore")
book = openpyxl.load_workbook(sys.argv[1])
seen = {}
for sheet in book:
    if sheet.title == "Findings": continue
    for row in sheet.iter_rows():
        for c in row:
            at = {}
            if c.value is not None: at["value"] = repr(c.value)
            if c.comment:
                text = c.comment.text
                at["note"] = " ".join(l for l in text.split("\n") if l in ("please check", "mine") or l.split(" ")[0] in ("error", "warning", "info"))
            if c.fill.fill_type: at["fill"] = c.fill.fgColor.rgb[-6:]
            if c.hyperlink and c.hyperlink.location: at["link"] = c.hyperlink.location
            if c.hyperlink and c.hyperlink.target: at["link"] = c.hyperlink.target
            at["format"] = c.number_format + (" bold" if c.font.b else "")
            if at != {"format": "General"}: seen[sheet.title + "!" + c.coordinate] = at
json.dump(seen, sys.stdout)
`

func openpyxlPython(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3", "python"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			return name
		}
	}
	missing(t, "openpyxl (python3)")
	return ""
}

func cellsOf(t *testing.T, python string, data []byte) seenCells {
	t.Helper()
	file := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", cellsScript, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var seen seenCells
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, at := range seen {
		for _, color := range markColors {
			var got int
			if _, err := fmt.Sscanf(at["fill"], "%X", &got); err == nil && color-got < 16 && color >= got {
				at["fill"] = fmt.Sprintf("%06X", color) // whatever the shade
			}
		}
	}
	return seen
}

// saveAgain lets a program open a workbook and save it.
func saveAgain(t *testing.T, name, python string, data []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	file, saved := filepath.Join(dir, "book.xlsx"), filepath.Join(dir, "saved", "book.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Dir(saved), 0o700); err != nil {
		t.Fatal(err)
	}
	var command *exec.Cmd
	switch name {
	case "openpyxl":
		command = exec.Command(python, "-W", "ignore", "-c", `import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])`, file, saved)
	case "LibreOffice":
		if testing.Short() {
			t.Skip("LibreOffice takes seconds to start")
		}
		program, err := exec.LookPath("soffice")
		if err != nil {
			missing(t, "LibreOffice (soffice)")
		}
		profile := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "profile"))}
		command = exec.Command(program, "-env:UserInstallation="+profile.String(), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Dir(saved), file)
	case "excelize":
		f := open(t, data)
		buffer, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		return buffer.Bytes()
	default:
		return data
	}
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	content, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestAnnotateInPrograms annotates workbooks of several programs, opens the
// copies in others, and lets these save them before the marks are taken off.
func TestAnnotateInPrograms(t *testing.T) {
	python := openpyxlPython(t)
	for _, producer := range []string{"excelize", "openpyxl", "LibreOffice"} {
		t.Run(producer, func(t *testing.T) {
			t.Parallel()
			data := saveAgain(t, producer, python, operatorBook(t))
			before := cellsOf(t, python, data)
			annotated, _ := annotate(t, data, operatorFindings())
			want := before.with(operatorFindings())
			if diff := cmp.Diff(want, cellsOf(t, python, annotated)); diff != "" {
				t.Errorf("annotated (-want +got):\n%s", diff)
			}
			editors := []string{""}
			if producer == "excelize" {
				editors = []string{"", "excelize", "openpyxl", "LibreOffice"}
			}
			for _, editor := range editors {
				t.Run("saved by "+editor, func(t *testing.T) {
					t.Parallel()
					saved := saveAgain(t, editor, python, annotated)
					clean, _ := annotate(t, saved, nil)
					want := before
					if editor != "" {
						want = cellsOf(t, python, saveAgain(t, editor, python, data))
					}
					if diff := cmp.Diff(want, cellsOf(t, python, clean)); diff != "" {
						t.Errorf("marks taken off (-want +got):\n%s", diff)
					}
					again, _ := annotate(t, saved, operatorFindings())
					if diff := cmp.Diff(want.with(operatorFindings()), cellsOf(t, python, again)); diff != "" {
						t.Errorf("marked again (-want +got):\n%s", diff)
					}
				})
			}
		})
	}
}

// with is what the cells should look like with findings on them.
func (s seenCells) with(findings []cosa.Finding) seenCells {
	all := make(seenCells)
	for name, at := range s {
		all[name] = make(map[string]string)
		for key, value := range at {
			all[name][key] = value
		}
	}
	severities := make(map[string]cosa.Severity)
	rules := make(map[string]bool)
	for i, f := range findings {
		name := f.Position.Sheet + "!" + f.Position.Cell()
		at := all[name]
		if at == nil {
			at = map[string]string{"format": "General"}
			all[name] = at
		}
		if severities[name] == 0 {
			if at["link"] == "" && at["value"] != "" {
				at["link"] = fmt.Sprintf("'Findings'!A%d", fixedRows+1+ruleKinds(findings)+detailsBelow+1+i)
			}
		}
		severities[name] = max(severities[name], f.Severity)
		at["note"] = strings.TrimSpace(at["note"] + " " + f.Severity.String() + " " + f.Rule)
		at["fill"] = fmt.Sprintf("%06X", markColors[severities[name]])
		rules[f.Rule] = true
	}
	return all
}

func ruleKinds(findings []cosa.Finding) int {
	rules := make(map[string]bool)
	for _, f := range findings {
		rules[f.Rule] = true
	}
	return len(rules)
}
