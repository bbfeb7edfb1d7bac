package spreadsheet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/cosakit/cosa/cosa"
)

// Random tables written by another program are read back cell by cell.
func TestReadsWhatExcelizeWrites(t *testing.T) {
	texts := []string{"", "Contoso", " two  blanks ", "<&>\"'", "línea\nnueva", "a_b", "漢字 😀", "8900100000000000000", "001", "1E5", "=1+1", "TRUE", "a\tb"}
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 1))
		f := excelize.NewFile()
		columns := rng.Perm(cosa.SettingCount)[:3+rng.IntN(cosa.SettingCount-3)]
		columns = append(columns, int(cosa.UpdateType), int(cosa.Operator))
		seen := make(map[int]bool)
		top, left := 1+rng.IntN(40), 1+rng.IntN(5)
		type placed struct{ setting, column int }
		var header []placed
		for _, setting := range columns {
			if seen[setting] {
				continue
			}
			seen[setting] = true
			column := left + len(header)
			header = append(header, placed{setting, column})
			set(t, f, column, top, cosa.Setting(setting).String())
		}
		var want []string
		line := top
		for range rng.IntN(30) {
			line++
			if rng.IntN(6) == 0 {
				line += 1 + rng.IntN(3) // blank rows
			}
			entry := fmt.Sprint(line)
			for _, p := range header {
				text := texts[rng.IntN(len(texts))]
				switch {
				case p.setting == int(cosa.Operator):
					text = "Contoso"
				case rng.IntN(8) == 0:
					n := rng.IntN(1000)
					if err := f.SetCellInt("Sheet1", address(t, p.column, line), int64(n)); err != nil {
						t.Fatal(err)
					}
					entry += fmt.Sprintf(" %d:%d/number", p.setting, n)
					continue
				}
				if text == "" {
					continue
				}
				set(t, f, p.column, line, text)
				entry += fmt.Sprintf(" %d:%q", p.setting, text)
			}
			want = append(want, entry)
		}
		var file bytes.Buffer
		if err := f.Write(&file); err != nil {
			t.Fatal(err)
		}
		s, err := readBook(file.Bytes(), ReadOptions{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var got []string
		for e := range s.Entries() {
			entry := fmt.Sprint(e.Line())
			for _, p := range header {
				v := e.Value(cosa.Setting(p.setting))
				if at := e.Position(cosa.Setting(p.setting)); at.Line != e.Line() || at.Column != p.column {
					t.Fatalf("seed %d: %v", seed, at)
				}
				switch {
				case v.Type == cosa.Number:
					entry += fmt.Sprintf(" %d:%s/number", p.setting, v.Raw)
				case v.Raw != "":
					entry += fmt.Sprintf(" %d:%q", p.setting, v.Raw)
				}
			}
			got = append(got, entry)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func address(t *testing.T, column, line int) string {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(column, line)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func set(t *testing.T, f *excelize.File, column, line int, text string) {
	t.Helper()
	if err := f.SetCellStr("Sheet1", address(t, column, line), text); err != nil {
		t.Fatal(err)
	}
}

func TestReadsStreamAndFeaturesOfExcelize(t *testing.T) {
	f := excelize.NewFile()
	padded, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("000")})
	if err != nil {
		t.Fatal(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]any{
		{"Operator", "MNC", "AccessString", "UpdateType"},
		{"Contoso", excelize.Cell{StyleID: padded, Value: 7}, excelize.Cell{Formula: "1+1"}, true},
	}
	for i, row := range rows {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.MergeCell("A2", "A3"); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	s, err := readBook(file.Bytes(), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	e := s.Entry(0)
	got := []cosa.Value{e.Value(cosa.Operator), e.Value(cosa.MNC), e.Value(cosa.AccessString), e.Value(cosa.UpdateType)}
	want := []cosa.Value{
		{Text: "Contoso", Raw: "Contoso"},
		{Text: "007", Raw: "7", Type: cosa.Padded},
		{Type: cosa.Missing, Formula: true},
		{Text: "TRUE", Raw: "TRUE", Type: cosa.Bool},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, want := told(s), "Sheet1!A2 merged-cells: the cells A2:A3 are merged: only A2 holds a value, the others are blank\n"; got != want {
		t.Errorf("findings:\n%s", got)
	}
}

func ptr(s string) *string { return &s }
