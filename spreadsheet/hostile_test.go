package spreadsheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// repeated yields a text so many times, so that tests need not hold it.
type repeated struct {
	text string
	n    int
	rest string
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.n == 0 {
			return 0, io.EOF
		}
		r.n--
		r.rest = r.text
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// zipWith is tb's file with a part made of what content yields.
func zipWith(t *testing.T, tb testBook, name string, content ...io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for n, text := range tb.files() {
		if n == name {
			continue
		}
		w, err := zw.Create(n)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := zw.Create(name)
	if err == nil {
		_, err = io.Copy(w, io.MultiReader(content...))
	}
	if err == nil {
		err = zw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Hostile files end in an error that names the trouble, soon and without
// using much memory.
func TestHostileWorkbooks(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	start := func() io.Reader {
		return strings.NewReader(`<worksheet><sheetData>` + gridXML(plainRows...))
	}
	withStrings := oneSheet("")
	withStrings.strings = "<si/>"
	text := strings.NewReader
	for _, tt := range []struct {
		name string
		data func(t *testing.T) []byte
		want string
	}{
		{"blanks without end", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), &repeated{text: strings.Repeat(" ", 1<<20), n: 70})
		}, "compressed more than 250 times"},
		{"one huge cell", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row><c t="str"><v>`), &repeated{text: strings.Repeat("7", 1<<20), n: 20})
		}, "cell A3 holds more than 32767 characters"},
		{"one huge inline cell of many runs", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row><c t="inlineStr"><is>`), &repeated{text: strings.Repeat("<r><t>77</t></r>", 1<<12), n: 20})
		}, "cell A3 holds more than 32767 characters"},
		{"one huge row", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row>`), &repeated{text: `<c t="str"><v>` + strings.Repeat("7", 32_000) + `</v></c>`, n: 1100})
		}, "row 3 holds more than 32 MiB of text"},
		{"one huge tag", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row><c t="`), &repeated{text: strings.Repeat("7", 1<<20), n: 20})
		}, "a tag is longer than 1 MiB"},
		{"attributes without end", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row `), &repeated{text: strings.Repeat(`a="1" `, 1<<16), n: 10})
		}, "a tag is longer than 1 MiB"},
		{"deep XML", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, text(`<worksheet>`), &repeated{text: "<a>", n: 1 << 20})
		}, "elements nest deeper than 64"},
		{"entity bomb", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, text(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>`))
		}, "document type declaration"},
		{"unknown entity", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`))
		}, "the reference &b; is unknown"},
		{"row number too large", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row r="1048577"/></sheetData></worksheet>`))
		}, "row 1048577"},
		{"row number beyond numbers", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row r="99999999999999999999"/></sheetData></worksheet>`))
		}, "has the number"},
		{"column too large", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row r="3"><c r="XFE3"><v>1</v></c></row></sheetData></worksheet>`))
		}, "16384 columns are the most"},
		{"column beyond columns", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row r="3"><c r="AAAAAAAAAAAAAAAAAA3"><v>1</v></c></row></sheetData></worksheet>`))
		}, "with the address"},
		{"shared text that is not there", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row r="3"><c t="s"><v>0</v></c></row></sheetData></worksheet>`))
		}, "refers to shared text"},
		{"one huge shared text", func(t *testing.T) []byte {
			return zipWith(t, withStrings, "xl/sharedStrings.xml", text(`<sst><si><t>`), &repeated{text: strings.Repeat("7", 1<<20), n: 20})
		}, "shared text number 0 is longer than 32767 characters"},
		{"tiny shared texts without end", func(t *testing.T) []byte {
			return zipWith(t, withStrings, "xl/sharedStrings.xml", text(`<sst>`), &repeated{text: strings.Repeat("<si/>", 1<<18), n: 54})
		}, "compressed more than 250 times"},
		{"a huge shared text in many cells", func(t *testing.T) []byte {
			tb := oneSheet("")
			tb.strings = "<si><t>" + strings.Repeat("7", 32_767) + "</t></si>"
			return zipWith(t, tb, sheet, start(), &repeated{text: `<row>` + strings.Repeat(`<c t="s"><v>0</v></c>`, 6) + `</row>`, n: 10_000})
		}, "more than 1 GiB together"},
		{"columns of no setting without end", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row><c r="B3" t="str"><v>x</v></c>`), text(`<c r="G3"><v>1</v></c>`), &repeated{text: `<c><v>1</v></c>`, n: 200}, text(`</row></sheetData></worksheet>`))
		}, "more than 128 columns that are no settings"},
		{"rows out of order", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row r="2"/></sheetData></worksheet>`))
		}, "row 2 stands behind row 2"},
		{"a cell twice", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row></sheetData></worksheet>`))
		}, "cell B3 stands behind cell B3"},
		{"a cell of another row", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row><c r="B4"><v>1</v></c></row></sheetData></worksheet>`))
		}, "row 3 has a cell with the address"},
		{"cut sheet", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`<row r="3">`))
		}, "it ends inside the element \"row\""},
		{"cut before the end", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`</sheetData>`))
		}, "it ends inside the element \"worksheet\""},
		{"merged areas upon each other", func(t *testing.T) []byte {
			rows := strings.TrimSuffix(gridXML(plainRows...), "</sheetData></worksheet>")
			return zipWith(t, oneSheet(""), sheet, text(`<worksheet><sheetData>`+rows+`</sheetData><mergeCells>`), &repeated{text: `<mergeCell ref="A2:F1000000"/>`, n: 90_000}, text(`</mergeCells></worksheet>`))
		}, "its merged areas overlap"},
		{"two roots", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text(`</sheetData></worksheet><worksheet/>`))
		}, "something follows the root element"},
		{"no sheetData", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, text(`<worksheet/>`))
		}, "it has no sheetData"},
		{"not UTF-8", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, start(), text("<row><c t=\"str\"><v>\xe9</v></c></row></sheetData></worksheet>"))
		}, "it is not valid UTF-8"},
		{"Latin-1 by declaration", func(t *testing.T) []byte {
			return zipWith(t, oneSheet(""), sheet, text(`<?xml version="1.0" encoding="ISO-8859-1"?>`), start(), text(`</sheetData></worksheet>`))
		}, "its encoding is"},
		{"no such sheet part", func(t *testing.T) []byte {
			tb := oneSheet("")
			tb.parts = map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>`}
			return tb.zip()
		}, "a part of the workbook is missing: etc/passwd"},
		{"relationships in a circle", func(t *testing.T) []byte {
			tb := oneSheet("")
			tb.parts = map[string]string{"_rels/.rels": `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="_rels/.rels"/></Relationships>`}
			return tb.zip()
		}, "it is no workbook but \"Relationships\""},
		{"a sheet that is the workbook", func(t *testing.T) []byte {
			tb := oneSheet("")
			tb.parts = map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="workbook.xml"/></Relationships>`}
			return tb.zip()
		}, "it is no worksheet but \"workbook\""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := readBook(data, ReadOptions{})
			runtime.ReadMemStats(&after)
			var read *cosa.ReadError
			if !errors.As(err, &read) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			} else if read.Hint == "" {
				t.Errorf("no hint: %v", err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 256<<20 {
				t.Errorf("%d MiB allocated", used>>20)
			}
		})
	}
}

// Every single damage to the bytes of a workbook is noticed, or does no harm.
func TestDamagedZip(t *testing.T) {
	tb := oneSheet(gridXML(plainRows...))
	data := tb.zip()
	whole, err := readBook(data, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range data {
		if s, err := readBook(data[:n], ReadOptions{}); err == nil {
			t.Errorf("cut to %d bytes: read %d rows", n, s.Len())
		}
	}
	rows := func(s *cosa.Submission) string {
		return entriesText(s, cosa.UpdateType, cosa.Operator, cosa.MCC, cosa.ICCIDStart, cosa.ICCIDEnd, cosa.AccessString)
	}
	for n := range data {
		broken := bytes.Clone(data)
		broken[n] ^= 0x41
		s, err := readBook(broken, ReadOptions{})
		if err == nil && rows(s) != rows(whole) {
			t.Errorf("byte %d changed: read\n%s", n, rows(s))
		}
	}
}

func TestLyingSizes(t *testing.T) {
	for name, change := range map[string]func(directory []byte){
		"size":     func(d []byte) { binary.LittleEndian.PutUint32(d[24:], 100) },
		"larger":   func(d []byte) { binary.LittleEndian.PutUint32(d[24:], 1<<20) },
		"checksum": func(d []byte) { d[16] ^= 1 },
		"zeroed":   func(d []byte) { copy(d[16:20], "\x00\x00\x00\x00") },
	} {
		data := oneSheet(gridXML(plainRows...)).zip()
		at := bytes.LastIndex(data, []byte("xl/worksheets/sheet1.xml")) - 46
		change(data[at:])
		if _, err := readBook(data, ReadOptions{}); err == nil {
			t.Errorf("%s: no error", name)
		} else if !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConfiguredLimits(t *testing.T) {
	grid := [][]string{plainRows[0]}
	for n := range 3000 {
		row := append([]string(nil), plainRows[1]...)
		row[5] = fmt.Sprintf("internet%d", n)
		grid = append(grid, row)
	}
	data := oneSheet(gridXML(grid...)).zip()
	for _, tt := range []struct {
		limits Limits
		want   string
	}{
		{Limits{Rows: 100}, "100 rows are the most"},
		{Limits{Columns: 3}, "3 columns are the most"},
		{Limits{CellLength: 10}, "holds more than 10 characters"},
		{Limits{SheetBytes: 100_000}, "holds more than 100000 bytes uncompressed"},
		{Limits{TotalBytes: 200_000}, "the workbook holds more than 200000 bytes"},
		{Limits{Depth: 5}, "nest deeper than 5"},
		{Limits{PartBytes: 100}, "holds more than 100 bytes"},
		{Limits{RowBytes: 20}, "holds more than 20 bytes of text"},
	} {
		if _, err := readBook(data, ReadOptions{Limits: tt.limits}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v", tt.limits, err)
		}
	}
	if s, err := readBook(data, ReadOptions{}); err != nil || s.Len() != 3000 {
		t.Errorf("%v", err)
	}
}

func TestUnknownSheet(t *testing.T) {
	_, err := readBook(oneSheet(gridXML(plainRows...)).zip(), ReadOptions{Sheet: "APNs"})
	if err == nil || !strings.Contains(err.Error(), `there is no sheet "APNs"; did you mean "APN"?`) {
		t.Errorf("error %v", err)
	}
}
