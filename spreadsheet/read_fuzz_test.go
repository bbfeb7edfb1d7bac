package spreadsheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// fuzzLimits keep the fuzzer from spending its time on large inputs.
func fuzzLimits() Limits {
	return Limits{SheetBytes: 1 << 20, PartBytes: 1 << 20, TotalBytes: 4 << 20, RowBytes: 1 << 18}
}

// check touches every value, so that a bad slice shows, and demands that an
// error tells what to do.
func check(t *testing.T, s *cosa.Submission, err error) {
	t.Helper()
	if err != nil {
		var read *cosa.ReadError
		if !errors.As(err, &read) || read.Problem == "" || read.Hint == "" {
			t.Fatalf("error %#v", err)
		}
		return
	}
	for e := range s.Entries() {
		for setting := range cosa.SettingCount {
			v := e.Value(cosa.Setting(setting))
			if len(v.Text)+len(v.Raw) < 0 || e.Position(cosa.Setting(setting)).Line <= 0 {
				t.Fatalf("%+v", v)
			}
		}
	}
	for _, f := range s.Findings() {
		if f.Message == "" || f.Hint == "" || f.Position.Line == 0 {
			t.Fatalf("finding %+v", f)
		}
	}
}

// FuzzReadWorkbook reads any bytes as a workbook, and as the sheet and the
// shared texts of one.
func FuzzReadWorkbook(f *testing.F) {
	f.Add(oneSheet(gridXML(plainRows...)).zip())
	f.Add([]byte(mixedSheet))
	f.Add([]byte(`<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData>` + gridXML(plainRows...) +
		`<row r="9" hidden="1"><c r="B9" s="2" t="s"><v>1</v></c><c t="e"><f/><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells></worksheet>`))
	f.Add([]byte(testHeader))
	f.Add([]byte(`<sst><si><t>Operator</t></si><si><r><t>AccessString</t></r><rPh/></si></sst>`))
	f.Add([]byte(`<styleSheet>` + testStyles + `</styleSheet>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := readBook(data, ReadOptions{Limits: fuzzLimits()})
		check(t, s, err)
		for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"} {
			tb := oneSheet(testHeader + `<row r="2"><c r="A2" t="s"><v>0</v></c><c s="2"><v>1</v></c></row>`)
			tb.strings, tb.styles = "<si><t>x</t></si>", testStyles
			tb.parts = map[string]string{name: string(data)}
			s, err := readBook(tb.zip(), ReadOptions{Limits: fuzzLimits()})
			check(t, s, err)
		}
	})
}

// FuzzScanSheet proves that shortcuts and blocks of the scanner do not show.
func FuzzScanSheet(f *testing.F) {
	f.Add(mixedSheet, uint16(7))
	f.Add(`<worksheet><sheetData>`+gridXML(plainRows...)+`</sheetData></worksheet>`, uint16(1))
	f.Fuzz(func(t *testing.T, xml string, block uint16) {
		if len(xml) > 1<<16 {
			return
		}
		want := withoutError(dump(xml, 1<<17, true))
		for _, size := range []int{int(block%512) + 1, 1 << 17} {
			if got := withoutError(dump(xml, size, false)); got != want {
				t.Fatalf("blocks of %d:\n%s\nwant\n%s", size, got, want)
			}
		}
	})
}

// withoutError hides which of several errors ended a dump: that may depend on
// the blocks.
func withoutError(dump string) string {
	lines := strings.Split(strings.TrimSuffix(dump, "\n"), "\n")
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "<nil>") {
		lines[len(lines)-1] = "error"
	}
	return strings.Join(lines, "\n")
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("Operator,MNC,APN\nContoso,01,\"a\nb\"\n"))
	f.Add([]byte("sep=;\r\nOperator;MNC;APN\r\nContoso;01;x\r\n"))
	f.Add(utf16LE("Operator\tMNC\tAPN\nContoso\t01\tx\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []cosa.Format{cosa.CSV, cosa.TSV} {
			s, err := readText(data, format, ReadOptions{Limits: fuzzLimits()})
			check(t, s, err)
		}
	})
}

func FuzzHeader(f *testing.F) {
	f.Add("Connection Information||IMSI Range|", "Friendly Name|APN|Start|End")
	f.Add("UpdateType|Operator*", "|MCC")
	f.Fuzz(func(t *testing.T, upper, lower string) {
		var finder headerFinder
		for i, line := range []string{upper, lower} {
			r := row{number: i + 1}
			for c, text := range strings.Split(line, "|") {
				r.cells = append(r.cells, cell{column: c + 1, raw: []byte(text)})
			}
			finder.look(&r)
		}
		h := &finder.best
		last := 0
		for _, c := range h.columns {
			if c.column <= last || c.row < 1 || c.row > h.row {
				t.Fatalf("%+v", h)
			}
			last = c.column
		}
		if h.good() {
			b := cosa.NewBuilder()
			tb := newTable(b, cosa.Source{File: "ops.xlsx", Sheet: "APN", Format: cosa.XLSX}, h)
			if err := tb.row(&row{number: 3, cells: []cell{{column: 1, raw: bytes.Repeat([]byte("1"), 19)}}}); err != nil {
				t.Fatal(err)
			}
			check(t, b.Submission(), nil)
		}
	})
}
