package spreadsheet

import (
	"bytes"
	"errors"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// FuzzAnnotate marks cells of a sheet, its notes and its styles as they come:
// there is an error, or a copy whose rows are as before and which is the same
// when it is annotated again.
func FuzzAnnotate(f *testing.F) {
	tb := annotateBook()
	f.Add(tb.sheets[0].xml, tb.parts["xl/comments1.xml"], tb.parts["xl/styles.xml"], tb.parts["xl/drawings/vmlDrawing1.vml"])
	f.Add(`<row r="2"/>`, `<comments><authors/><commentList/></comments>`, `<styleSheet/>`, `<xml></xml>`)
	f.Add(`<worksheet><sheetData/><hyperlinks/></worksheet>`, `<c:comments xmlns:c="a"><c:authors><c:author>cosa findings</c:author></c:authors><c:commentList><c:comment ref="A2" authorId="0"><c:text/></c:comment></c:commentList></c:comments>`, `<x:styleSheet xmlns:x="a"><x:fills count="0"/><x:cellXfs><x:xf/></x:cellXfs></x:styleSheet>`, `<v:shape/></xml>`)
	f.Add(gridXML([]string{"UpdateType", "Operator", "AccessString", "MCC"}, []string{"Add", "Contoso", "a", "1"}), "", "", "")
	f.Fuzz(func(t *testing.T, sheet, notes, styles, shapes string) {
		tb := annotateBook()
		tb.sheets[0].xml = sheet
		for part, text := range map[string]string{"xl/comments1.xml": notes, "xl/styles.xml": styles, "xl/drawings/vmlDrawing1.vml": shapes} {
			if text != "" {
				tb.parts[part] = text
			}
		}
		data := tb.zip()
		var out bytes.Buffer
		if _, err := Annotate(&out, "ops.xlsx", bytes.NewReader(data), int64(len(data)), annotateFindings(), annotateInfo()); err != nil {
			var told *cosa.ReadError
			if !errors.As(err, &told) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		once, _ := rawParts(t, out.Bytes())
		before, err := readBook(data, ReadOptions{})
		after, err2 := readBook(out.Bytes(), ReadOptions{})
		if err != nil {
			return
		}
		if err2 != nil {
			t.Fatal(err2)
		}
		if DataDigest(before) != DataDigest(after) {
			t.Error("the rows changed")
		}
		twice, _ := annotate(t, out.Bytes(), annotateFindings())
		again, _ := rawParts(t, twice)
		if diff := cmp.Diff(once, again); diff != "" {
			t.Error(diff)
		}
	})
}
