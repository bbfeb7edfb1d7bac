package spreadsheet

import (
	"bytes"
	cmpstd "cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// The tests of this file open exports in the programs that people use. A
// program that is not installed skips its test; COSA_REQUIRE_TOOLS=1 makes
// that a failure.

func missing(t *testing.T, program string) {
	t.Helper()
	if os.Getenv("COSA_REQUIRE_TOOLS") == "1" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed", program)
}

// programRows is a submission with what programs are known to change: long
// digits, leading zeros, formulas, dates, exponents, blanks and escapes.
func programRows() *cosa.Submission {
	var rows []map[cosa.Setting]string
	for i, text := range []string{
		"Contoso", "=1+1", "+49", "-1", "@SUM(A1)", "1-2", "2026-01-31", "1E5", "007", "TRUE", "#N/A", "0x10", "1,5", "50%",
		"_x0041_", "a  b", "tab\there", "line\nbreak", "é 漢字 😀", "<b>&amp;</b>", `"quoted"`, "9007199254740993",
	} {
		row := map[cosa.Setting]string{
			cosa.UpdateType: "Add", cosa.CountryRegion: "Argentina", cosa.Operator: text, cosa.FriendlyName: text,
			cosa.MCC: "001", cosa.MNC: "01", cosa.GID1: "0E12", cosa.IPType: "ipv4v6", cosa.UIOrder: "0",
			cosa.IMSIStart: fmt.Sprintf("00101%08d00", i), cosa.IMSIEnd: fmt.Sprintf("00101%08d99", i),
			cosa.ICCIDStart: fmt.Sprintf("89001%012d00", i), cosa.ICCIDEnd: fmt.Sprintf("89001%012d99", i),
			cosa.AccessString: "internet.contoso.example", cosa.AlwaysOn: "true", cosa.Roaming: "1", cosa.Password: "0123",
		}
		if i%2 == 1 {
			row[cosa.MNC] = "001"
			row[cosa.ICCIDStart], row[cosa.ICCIDEnd] = fmt.Sprintf("89001%013d00", i), fmt.Sprintf("89001%013d99", i)
		}
		rows = append(rows, row)
	}
	return rowsOf(rows...)
}

// seenSheet is what a program makes of the data sheet.
type seenSheet struct {
	Rows   [][]string `json:"rows"`
	Others []string   `json:"others"` // cells that are no text
	Lists  []string   `json:"lists"`  // columns with a drop-down
	Checks []string   `json:"checks"` // columns with another check
	Notes  int        `json:"notes"`
	Sheets []string   `json:"sheets"`
}

// wanted is what a program should make of the export of s.
func wanted(s *cosa.Submission) seenSheet {
	want := seenSheet{Sheets: []string{"COSA", "Questionnaire", "Checks", "Profiles"}, Others: []string{}}
	columns := dataColumns(s)
	want.Notes = len(columns)
	var header []string
	for i, setting := range columns {
		header = append(header, setting.Spec().Header)
		switch spec := setting.Spec(); {
		case len(spec.Choices) > 0 || spec.Type == cosa.TypePurposes:
			want.Lists = append(want.Lists, cosa.ColumnName(i+1))
		default:
			if _, ok := identifierCheck(setting); ok || spec.MaxLen > 0 {
				want.Checks = append(want.Checks, cosa.ColumnName(i+1))
			}
		}
	}
	want.Rows = append(want.Rows, header)
	for e := range s.Entries() {
		var row []string
		for _, setting := range columns {
			row = append(row, exportedText(setting, e.Value(setting)))
		}
		want.Rows = append(want.Rows, row)
	}
	return want
}

func writeExport(t *testing.T, s *cosa.Submission) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "export.xlsx")
	if err := os.WriteFile(file, export(t, s), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestLibreOfficeKeepsEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes seconds to start")
	}
	program, err := exec.LookPath("soffice")
	if err != nil {
		missing(t, "LibreOffice (soffice)")
	}
	s := programRows()
	file := writeExport(t, s)
	dir := t.TempDir()
	profile := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "profile"))}
	out, err := exec.Command(program, "-env:UserInstallation="+profile.String(), "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	content, err := os.ReadFile(filepath.Join(dir, "export.xlsx"))
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if _, err := Verify("export.xlsx", bytes.NewReader(content), int64(len(content)), s); err != nil {
		t.Error(err)
	}
	f := open(t, content)
	got := seenSheet{Sheets: f.GetSheetList()}
	checks, err := f.GetDataValidations("COSA")
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range checks {
		for area := range strings.FieldsSeq(check.Sqref) {
			column := strings.TrimRight(area[:strings.IndexAny(area+":", ":")], "0123456789")
			if check.Type == "list" {
				got.Lists = append(got.Lists, column)
			} else {
				got.Checks = append(got.Checks, column)
			}
		}
	}
	notes, err := f.GetComments("COSA")
	if err != nil {
		t.Fatal(err)
	}
	got.Notes = len(notes)
	want := wanted(s)
	want.Rows, want.Others = nil, nil // Verify compared them
	sortColumns(got.Lists)
	sortColumns(got.Checks)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

const openpyxlScript = `
import json, re, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["COSA"]
seen = dict(rows=[], others=[], lists=[], checks=[], notes=0, sheets=book.sheetnames)
for row in sheet.iter_rows():
    seen["rows"].append(["" if c.value is None else str(c.value) for c in row])
    for c in row:
        if c.value is not None and (c.data_type != "s" or c.row > 1 and c.number_format != "@"):
            seen["others"].append(c.coordinate)
        if c.comment is not None:
            seen["notes"] += 1
for v in sheet.data_validations.dataValidation:
    for area in str(v.sqref).split():
        seen["lists" if v.type == "list" else "checks"].append(re.match("[A-Z]+", area).group())
stream = openpyxl.load_workbook(sys.argv[1], read_only=True)["COSA"]
rows = [["" if c is None else str(c) for c in row] for row in stream.iter_rows(values_only=True)]
if rows != seen["rows"]:
    seen["others"].append("read-only mode sees other cells")
json.dump(seen, sys.stdout)
`

func TestOpenpyxlKeepsEverything(t *testing.T) {
	python := ""
	for _, name := range []string{"/usr/bin/python3", "python3", "python"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			python = name
			break
		}
	}
	if python == "" {
		missing(t, "openpyxl (python3)")
	}
	s := programRows()
	seeSame(t, s, exec.Command(python, "-c", openpyxlScript, writeExport(t, s)))
}

// SheetJS reads no validations, and its notes hang on the cells.
const sheetJSScript = `
const XLSX = require("xlsx");
const book = XLSX.readFile(process.argv[1], {cellStyles: true, cellNF: true});
const sheet = book.Sheets["COSA"];
const seen = {rows: [], others: [], notes: 0, sheets: book.SheetNames};
const range = XLSX.utils.decode_range(sheet["!ref"]);
for (let r = 0; r <= range.e.r; r++) {
  const row = [];
  for (let c = 0; c <= range.e.c; c++) {
    const cell = sheet[XLSX.utils.encode_cell({r, c})];
    row.push(cell && cell.v !== undefined ? String(cell.v) : "");
    if (cell && cell.v !== undefined && (cell.t !== "s" || r > 0 && cell.z !== "@")) seen.others.push(XLSX.utils.encode_cell({r, c}));
    if (cell && cell.c) seen.notes += cell.c.length;
  }
  seen.rows.push(row);
}
process.stdout.write(JSON.stringify(seen));
`

func TestSheetJSKeepsEverything(t *testing.T) {
	dir := os.Getenv("COSA_SHEETJS")
	if dir == "" {
		missing(t, "SheetJS (COSA_SHEETJS names no folder with node_modules)")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "node")
	}
	s := programRows()
	command := exec.Command(node, "-e", sheetJSScript, writeExport(t, s))
	command.Dir = dir
	seeSame(t, s, command)
}

// seeSame runs a program that prints a seenSheet and compares it with what
// was exported. Checks are compared where the program shows them.
func seeSame(t *testing.T, s *cosa.Submission, command *exec.Cmd) {
	t.Helper()
	var errors bytes.Buffer
	command.Stderr = &errors
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, errors.String())
	}
	var got seenSheet
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := wanted(s)
	if got.Lists == nil {
		want.Lists, want.Checks = nil, nil
	}
	sortColumns(got.Lists)
	sortColumns(got.Checks)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// sortColumns puts column letters into the order of the sheet.
func sortColumns(columns []string) {
	slices.SortFunc(columns, func(a, b string) int { return cmpstd.Or(len(a)-len(b), strings.Compare(a, b)) })
}
