package spreadsheet

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// fullRows is a submission of n rows with a value in each of 40 columns, a
// third of them different on every row.
func fullRows(n int) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "large.csv", Format: cosa.CSV, Header: 1})
	var buf []byte
	for i := range n {
		b.Row(i + 2)
		for s := range cosa.Setting(40) {
			buf = buf[:0]
			switch {
			case s == cosa.ICCIDStart:
				buf = fmt.Appendf(buf, "89001%012d00", i)
			case s == cosa.ICCIDEnd:
				buf = fmt.Appendf(buf, "89001%012d99", i)
			case s.Spec().Type == cosa.TypeText && s%2 == 0:
				buf = fmt.Appendf(buf, "contoso %d.%d", s, i)
			case len(s.Spec().Choices) > 0:
				buf = append(buf, s.Spec().Choices[i%len(s.Spec().Choices)].Text...)
			default:
				buf = fmt.Appendf(buf, "%d", i%100)
			}
			b.Set(cosa.Column(s), cosa.Cell{Raw: buf})
		}
	}
	return b.Submission()
}

func BenchmarkExport(b *testing.B) {
	s := fullRows(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := Export(io.Discard, s, exportInfo); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	s := fullRows(100_000)
	var buf bytes.Buffer
	if err := Export(&buf, s, exportInfo); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Verify("out.xlsx", bytes.NewReader(buf.Bytes()), int64(buf.Len()), s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteCSV(b *testing.B) {
	s := fullRows(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteCSV(io.Discard, s, cosa.CSV); err != nil {
			b.Fatal(err)
		}
	}
}
