package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

// cellFaults are the rules whose fault only the cells of a sheet can have; the
// others are tried from YAML as well.
var cellFaults = []string{
	"no-entries", "header-missing", "header-unknown", "header-duplicate", "sheet-ignored",
	"leading-zeros-lost", "formula-cell", "formula-without-value", "error-cell", "merged-cells", "hidden-data",
}

// TestExamplesThroughTheProgram validates the bad and the good example of
// every rule with the real program, as a workbook and as YAML.
func TestExamplesThroughTheProgram(t *testing.T) {
	for _, rule := range rules.Catalogue() {
		for name, example := range map[string]rules.Example{"bad": rule.Bad, "good": rule.Good} {
			if example.Form == rules.FormFiles {
				continue // the icons beside the sheet are drawn by the tests of package rules
			}
			t.Run(rule.ID+"/"+name, func(t *testing.T) {
				want := []string{}
				if name == "bad" {
					want = []string{rule.ID}
				}
				dir := t.TempDir()
				path := filepath.Join(dir, "example.yaml")
				flags := []string{"--no-config"}
				switch example.Form {
				case rules.FormYAML:
					writeFile(t, path, []byte(example.Text))
					writePictures(t, dir, example.Text)
				case rules.FormConfig:
					config := filepath.Join(dir, "config.yaml")
					writeFile(t, config, []byte(example.Text))
					flags = []string{"--config", config}
					example.Form, example.Text = rules.FormRows, ""
					fallthrough
				default:
					path = filepath.Join(dir, "example.xlsx")
					writeFile(t, path, exampleWorkbook(t, example))
				}
				if baseline, ok := example.Baseline(); ok {
					against := filepath.Join(dir, "baseline.xlsx")
					writeFile(t, against, exampleWorkbook(t, baseline))
					flags = append(flags, "--against", against)
				}
				check(t, path, example, want, flags...)
				if example.Form == rules.FormYAML || slices.Contains(cellFaults, rule.ID) {
					return
				}
				yaml := filepath.Join(dir, "example.yaml")
				var stderr bytes.Buffer
				if code := Main([]string{"convert", path, "-o", yaml, "--allow-loss"}, Streams{In: strings.NewReader(""), Out: io.Discard, Err: &stderr}); code != 0 {
					t.Fatalf("convert to YAML: exit code %d: %s", code, stderr.String())
				}
				if strings.Contains(stderr.String(), "dropped") {
					return // what is wrong cannot be said in YAML
				}
				check(t, yaml, example, want, flags...)
			})
		}
	}
}

// check validates the file and compares the ids of all findings.
func check(t *testing.T, path string, example rules.Example, want []string, flags ...string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args := []string{"validate", "--format", "json", "--policy", string(example.Options().Policy), path}
	args = append(args, flags...)
	if code := Main(args, Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}); code > 1 {
		t.Fatalf("%s: exit code %d: %s", path, code, stderr.String())
	}
	var report struct {
		Findings []struct{ Rule string }
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, f := range report.Findings {
		if f.Rule != "legacy-setting" || slices.Contains(want, f.Rule) { // true of every example of a legacy column
			got = append(got, f.Rule)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s\n%s", filepath.Base(path), diff, stdout.String())
	}
}

// exampleWorkbook writes an example as a workbook.
func exampleWorkbook(t *testing.T, example rules.Example) []byte {
	t.Helper()
	sketches, err := example.Sheets()
	if err != nil {
		t.Fatal(err)
	}
	var sheets []sheettest.Sheet
	for _, sketch := range sketches {
		sheet := sheettest.Sheet{Name: sketch.Name, Rows: [][]sheettest.Cell{sheettest.Row(sketch.Headers...)}}
		for _, row := range sketch.Rows {
			cells := make([]sheettest.Cell, len(row))
			for i, stored := range row {
				cells[i] = sheettest.Cell{Text: stored.Text, Type: stored.Type, NumberFormat: stored.NumberFormat}
				if stored.Formula || stored.Type == cosa.Missing {
					cells[i].Formula = "Z1"
				}
			}
			sheet.Rows = append(sheet.Rows, cells)
		}
		for _, column := range sketch.Merged {
			letter := cosa.ColumnName(column + 1)
			sheet.Merged = append(sheet.Merged, letter+"2:"+letter+"3")
		}
		for _, column := range sketch.HiddenColumns {
			sheet.HiddenColumns = append(sheet.HiddenColumns, column+1)
		}
		for _, row := range sketch.HiddenRows {
			sheet.HiddenRows = append(sheet.HiddenRows, row+2)
		}
		sheets = append(sheets, sheet)
	}
	var b bytes.Buffer
	if err := sheettest.Write(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// writePictures draws the pictures that the comments of an example describe.
func writePictures(t *testing.T, dir, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		var name, kind string
		var width, height int
		if n, _ := fmt.Sscanf(strings.Replace(line, ":", " ", 1), "# file %s %dx%d %s", &name, &width, &height, &kind); n == 4 {
			content, err := logoPicture(width, height, kind == "transparent")
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, filepath.Join(dir, name), content)
		}
	}
}

// logoPicture is a picture in PNG.
func logoPicture(width, height int, transparent bool) ([]byte, error) {
	canvas := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(canvas, canvas.Bounds(), image.NewUniform(color.NRGBA{R: 20, G: 90, B: 160, A: 255}), image.Point{}, draw.Src)
	if transparent {
		canvas.Set(width/2, height/2, color.NRGBA{A: 250})
	}
	var b bytes.Buffer
	err := png.Encode(&b, canvas)
	return b.Bytes(), err
}
