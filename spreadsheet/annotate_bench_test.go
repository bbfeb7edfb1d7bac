package spreadsheet

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// BenchmarkAnnotate marks 20,000 cells of 100,000 rows.
func BenchmarkAnnotate(b *testing.B) {
	data := benchBook(100_000)
	var findings []cosa.Finding
	for i := range 20_000 {
		findings = append(findings, findingAt("APN", 2+5*i, 1+i%20, cosa.Severity(1+i%3), fmt.Sprintf("rule-%d", i%30)))
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Annotate(io.Discard, "ops.xlsx", bytes.NewReader(data), int64(len(data)), findings, AnnotateInfo{}); err != nil {
			b.Fatal(err)
		}
	}
}

// benchBook is a sheet of so many rows with twenty columns.
func benchBook(rows int) []byte {
	var sheet bytes.Buffer
	for r := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, r+1)
		for c := range 20 {
			fmt.Fprintf(&sheet, `<c r="%s%d" t="s"><v>%d</v></c>`, cosa.ColumnName(c+1), r+1, c)
		}
		sheet.WriteString(`</row>`)
	}
	tb := oneSheet(sheet.String())
	for c := range 20 {
		tb.strings += fmt.Sprintf(`<si><t>text %d</t></si>`, c)
	}
	return tb.zip()
}
