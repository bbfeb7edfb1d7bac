package spreadsheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// TestWriteBenchmarkFile writes the file that the benchmarks read to the path
// in COSA_BENCH_FILE, for measurements by hand; COSA_BENCH_ROWS says how many
// rows it has and COSA_BENCH_SHARED asks for shared texts.
func TestWriteBenchmarkFile(t *testing.T) {
	path := os.Getenv("COSA_BENCH_FILE")
	if path == "" {
		t.Skip("COSA_BENCH_FILE is not set")
	}
	rows := 100_000
	if n, ok := parseIndex([]byte(os.Getenv("COSA_BENCH_ROWS"))); ok {
		rows = n
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeBenchmarkBook(f, rows, os.Getenv("COSA_BENCH_SHARED") != ""); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// writeBenchmarkBook writes a workbook of rows x 40 filled cells as Excel
// would: some columns repeat one value, some differ on every row.
func writeBenchmarkBook(out io.Writer, rows int, shared bool) error {
	buffered := bufio.NewWriterSize(out, 1<<20)
	zw := zip.NewWriter(buffered)
	parts := oneSheet("").files()
	delete(parts, "xl/worksheets/sheet1.xml")
	if shared {
		parts["xl/_rels/workbook.xml.rels"] = `<Relationships>` +
			`<Relationship Id="rId1" Type="` + relNamespace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="ss" Type="` + relNamespace + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	}
	for name, text := range parts {
		w, err := zw.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			return err
		}
	}
	sheet, err := zw.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	index := make(map[string]int)
	var table []string
	var line []byte
	write := func(row int, texts []string) error {
		line = fmt.Appendf(line[:0], `<row r="%d" spans="1:40">`, row)
		for c, text := range texts {
			if shared {
				n, ok := index[text]
				if !ok {
					n = len(table)
					index[text] = n
					table = append(table, text)
				}
				line = fmt.Appendf(line, `<c r="%s%d" s="1" t="s"><v>%d</v></c>`, cosa.ColumnName(c+1), row, n)
				continue
			}
			line = fmt.Appendf(line, `<c r="%s%d" s="1" t="inlineStr"><is><t>%s</t></is></c>`, cosa.ColumnName(c+1), row, text)
		}
		line = append(line, "</row>"...)
		_, err := sheet.Write(line)
		return err
	}
	if _, err := io.WriteString(sheet, `<worksheet xmlns="`+mainNamespace+`"><sheetData>`); err != nil {
		return err
	}
	var texts []string
	for _, spec := range cosa.Settings()[:40] {
		texts = append(texts, spec.Header)
	}
	if err := write(1, texts); err != nil {
		return err
	}
	for n := range rows {
		for i, spec := range cosa.Settings()[:40] {
			texts[i] = spec.Example
			if texts[i] == "" {
				texts[i] = "secret"
			}
		}
		operator := n / 200
		texts[cosa.Operator] = fmt.Sprintf("Contoso %d", operator)
		texts[cosa.ICCIDStart] = fmt.Sprintf("89001%012d00", n)
		texts[cosa.ICCIDEnd] = fmt.Sprintf("89001%012d99", n)
		texts[cosa.IMSIStart] = fmt.Sprintf("001010%07d00", n)
		texts[cosa.IMSIEnd] = fmt.Sprintf("001010%07d99", n)
		texts[cosa.FriendlyName] = fmt.Sprintf("Contoso %d Internet %d", operator, n%7)
		texts[cosa.AccessString] = fmt.Sprintf("internet%d.contoso.example", operator)
		texts[cosa.AutoConnectOrder] = fmt.Sprint(n%3 + 1)
		if err := write(n+2, texts); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(sheet, `</sheetData></worksheet>`); err != nil {
		return err
	}
	if shared {
		w, err := zw.Create("xl/sharedStrings.xml")
		if err != nil {
			return err
		}
		fmt.Fprintf(w, `<sst count="%d" uniqueCount="%d">`, 40*rows, len(table))
		for _, text := range table {
			fmt.Fprintf(w, "<si><t>%s</t></si>", text)
		}
		if _, err := io.WriteString(w, "</sst>"); err != nil {
			return err
		}
	}
	if err := zw.Close(); err != nil {
		return err
	}
	return buffered.Flush()
}

func BenchmarkReadWorkbook(b *testing.B) {
	for _, kind := range []string{"inline", "shared"} {
		b.Run(kind, func(b *testing.B) {
			var file bytes.Buffer
			const rows = 20_000
			if err := writeBenchmarkBook(&file, rows, kind == "shared"); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				s, err := readBook(file.Bytes(), ReadOptions{})
				if err != nil {
					b.Fatal(err)
				}
				if s.Len() != rows {
					b.Fatalf("read %d rows", s.Len())
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows/40, "ns/cell")
		})
	}
}
