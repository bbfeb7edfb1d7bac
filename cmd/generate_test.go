package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

const generateBase = `version: 1
profiles:
  - updateType: Add
    targets: [{mcc: "722", spn: "Block ${block}"}]
    sim: {supportDataMarketplace: Yes, dataMarketplaceRoamingUIEnabled: 1, accountExperienceURL: "https://contoso.example"}
    connections: [{apn: internet.contoso.example, purposeGroups: [Internet], alwaysOn: true, autoConnectOrder: 1}]
`

// runMain runs the program and returns its exit code and what it wrote.
func runMain(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = Main(args, Streams{In: strings.NewReader(""), Out: &out, Err: &err})
	return code, out.String(), err.String()
}

func writeBook(t *testing.T, path string, sheets ...sheettest.Sheet) {
	t.Helper()
	var b bytes.Buffer
	if err := sheettest.Write(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, b.Bytes())
}

// TestGenerateFromWorkbook proves that cells keep their types: what a sheet
// program damaged is found in its cell, and never passed as text.
func TestGenerateFromWorkbook(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "base.yaml", []byte(generateBase))
	text := func(s string) sheettest.Cell { return sheettest.Cell{Text: s} }
	number := func(s string) sheettest.Cell { return sheettest.Cell{Text: s, Type: cosa.Number} }
	padded := func(s string) sheettest.Cell {
		return sheettest.Cell{Text: s, Type: cosa.Padded, NumberFormat: "00"}
	}
	row := func(mnc, block, start, end sheettest.Cell) []sheettest.Cell {
		return []sheettest.Cell{text("Contoso"), text("Argentina"), mnc, block, start, end}
	}
	sheet := sheettest.Sheet{Name: "Ranges", Rows: [][]sheettest.Cell{
		sheettest.Row("Ranges of Contoso"),
		sheettest.Row("operator", "country", "mnc", "block", "ICCID Range - Start", "ICCID Range - End"),
		row(text("310"), number("7"), text("8954310000000000100"), text("8954310000000000199")),
		row(padded("7"), text("b"), text("8954310000000000200"), text("8954310000000000299")),
		row(number("7"), text("c"), number("8954310000000000300"), text("8954310000000000399")),
	}}
	writeBook(t, "rows.xlsx", sheettest.Sheet{Name: "Notes", Rows: [][]sheettest.Cell{sheettest.Row("read me")}}, sheet)
	code, stdout, stderr := runMain(t, "generate", "--base", "base.yaml", "--rows", "rows.xlsx", "-o", "out.xlsx")
	if code != exitFindings || stderr != "" {
		t.Errorf("exit code %d, want %d: %s", code, exitFindings, stderr)
	}
	var got []string
	for line := range strings.Lines(stdout) {
		if strings.Contains(line, "error:") {
			at, _, _ := strings.Cut(strings.TrimSpace(line), ": ")
			_, rule, _ := strings.Cut(line, "[")
			got = append(got, at+" "+strings.TrimRight(rule, "]\n"))
		}
	}
	if diff := cmp.Diff([]string{"C5 leading-zeros-lost", "E5 digits-lost"}, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s\n%s", diff, stdout)
	}
	if _, err := os.Stat("out.xlsx"); err == nil {
		t.Error("out.xlsx was written")
	}

	sheet.Rows = sheet.Rows[:4]
	writeBook(t, "rows.xlsx", sheet)
	code, stdout, stderr = runMain(t, "generate", "--base", "base.yaml", "--rows", "rows.xlsx", "--to", "csv", "--sheet", "ranges")
	if code != exitClean {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	for _, want := range []string{",722,310,Block 7,", ",722,07,Block b,", "8954310000000000200"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in:\n%s", want, stdout)
		}
	}
}

// TestGenerateDamagedCells names damaged cells that a computation or a longer
// text needs.
func TestGenerateDamagedCells(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "base.yaml", []byte(generateBase))
	header := sheettest.Row("operator", "country", "mnc", "block", "iccidPrefix", "iccidCount")
	row := func(block, prefix, count sheettest.Cell) []sheettest.Cell {
		return append(sheettest.Row("Contoso", "Argentina", "310"), block, prefix, count)
	}
	a, prefix, count := sheettest.Cell{Text: "a"}, sheettest.Cell{Text: "895431"}, sheettest.Cell{Text: "100", Type: cosa.Number}
	writeBook(t, "rows.xlsx", sheettest.Sheet{Name: "R", Rows: [][]sheettest.Cell{
		header,
		row(a, prefix, count),
		row(a, sheettest.Cell{Text: "8954310000000000000", Type: cosa.Number}, count),
		row(sheettest.Cell{Text: "45000", Type: cosa.Date}, prefix, sheettest.Cell{Text: "1.5", Type: cosa.Number}),
		row(sheettest.Cell{Text: "#N/A", Type: cosa.Err}, sheettest.Cell{Text: "#REF!", Type: cosa.Err}, count),
		row(sheettest.Cell{}, sheettest.Cell{Text: "895432", Type: cosa.Number}, count),
	}})
	code, _, stderr := runMain(t, "generate", "--base", "base.yaml", "--rows", "rows.xlsx", "-o", "out.xlsx")
	want := `cosa: nothing was generated, since this must be corrected first:
  rows.xlsx:R!E3: digits lost: "8954310000000000000" is stored as a number, and Excel keeps only 15 of its digits; format the column as Text and type it again
  rows.xlsx:R!D4: the cell of "block" is stored as a number or a date, which is not what it shows; format the column as Text and type it again
  rows.xlsx:R!F4: "1.5" is no whole number; write digits alone, as in 1000000
  rows.xlsx:R!D5: the error value "#N/A" stands in "block", and a text of the base needs it; write the text itself
  rows.xlsx:R!E5: the error value "#REF!" stands where digits belong; write the digits themselves
  rows.xlsx:R!D6: the cell of "block" is blank, and a text of the base needs it; fill it in, or make ${block} the whole value in the base
`
	if diff := cmp.Diff(want, stderr); diff != "" || code != exitFile {
		t.Errorf("exit code %d (-want +got):\n%s", code, diff)
	}
}

// TestGenerateRestoresOldFiles proves that a file that cannot be replaced
// leaves all others as they were.
func TestGenerateRestoresOldFiles(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	var u unfinished
	var moves []move
	for _, name := range []string{"a", "b", "c"} {
		f, err := u.open(path("new-" + name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("new"); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		moves = append(moves, move{from: path("new-" + name), to: path(name), name: name})
	}
	writeFile(t, path("a"), []byte("old"))
	moves[2].to = path("missing/c")
	if err := u.renameAll(moves); err == nil {
		t.Fatal("no error")
	}
	got, err := os.ReadFile(path("a"))
	if err != nil || string(got) != "old" {
		t.Errorf("a holds %q, %v", got, err)
	}
	if _, err := os.Stat(path("b")); err == nil {
		t.Error("b is there")
	}
	moves[2].to = path("c")
	if err := u.renameAll(moves); err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, names); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
