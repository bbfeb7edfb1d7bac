package spreadsheet

import (
	"bytes"
	"errors"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// FuzzFill fills templates whose parts are as they come: there is an error, or
// a workbook with exactly the rows, in which other parts are as before.
func FuzzFill(f *testing.F) {
	tb := fillBook()
	parts := []string{firstSheet, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/tables/table1.xml"}
	add := func(changes ...string) {
		seed := make([]string, len(parts))
		for i, part := range parts {
			seed[i] = tb.parts[part]
		}
		copy(seed, changes)
		f.Add(seed[0], seed[1], seed[2], seed[3], seed[4], 3, true)
	}
	add()
	add(fillXML(1, fillHeader, []string{"a", "Add", "b", "1"}))
	add(fillXML(1, fillHeader[:3], nil, nil, []string{"note"}))
	add(`<worksheet><sheetData>` + fillXML(1, []string{"ICCID Range", "", "IMSI Range", "", "APN"}, []string{"Start", "End", "Start", "End"}, []string{"89", "89"}) + `</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells><hyperlinks/></worksheet>`)
	add(`<x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Operator</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>APN</x:t></x:is></x:c></x:row><x:row/></x:sheetData></x:worksheet>`)
	f.Fuzz(func(t *testing.T, sheet, book, styles, texts, table string, rows int, columns bool) {
		tb := fillBook()
		for i, text := range []string{sheet, book, styles, texts, table} {
			tb.parts[parts[i]] = text
		}
		if rows < 1 || rows > 50 {
			return
		}
		data, s := tb.zip(), fillRows(rows)
		info := fillInfo
		info.AddColumns = columns
		var out bytes.Buffer
		done, err := Fill(&out, "template.xlsx", bytes.NewReader(data), int64(len(data)), s, info)
		if err != nil {
			var told *cosa.ReadError
			if !errors.As(err, &told) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		if _, err := VerifySheet("out.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()), s, done.Sheet); err != nil {
			t.Fatal(err)
		}
		before, _ := rawParts(t, data)
		after, _ := rawParts(t, out.Bytes())
		for _, name := range []string{"xl/comments1.xml", "xl/media/image1.png", "xl/vbaProject.bin", "xl/worksheets/sheet2.xml", "docProps/app.xml"} {
			if diff := cmp.Diff(before[name], after[name]); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
}
