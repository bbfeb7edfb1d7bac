package spreadsheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// resizeTables lets the tables whose header is that of the data reach over the
// new rows and the columns that were appended.
func (f *filler) resizeTables() error {
	links, err := f.book.relationships(f.plan.sheet.part)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.kind != "table" {
			continue
		}
		doc, err := f.book.document(l.target)
		if err != nil {
			return err
		}
		changed, err := f.resizeTable(doc)
		if err != nil {
			return err
		}
		if changed {
			f.edit.replace(l.target, func() ([]byte, error) { return doc.bytes(), nil })
		}
	}
	return nil
}

// resizeTable edits the part of a table and reports whether anything changes.
func (f *filler) resizeTable(doc *document) (changed bool, err error) {
	p := f.plan
	area, ok := parseArea([]byte(doc.root.attr("ref")))
	if !ok || !p.heads(area) || doc.root.attr("headerRowCount") == "0" {
		return false, nil
	}
	if totals, _ := parseIndex([]byte(doc.root.attr("totalsRowCount"))); totals > 0 {
		if area.lastRow <= p.last+1 {
			return false, f.problem(cosa.Position{Sheet: p.sheet.name, Line: area.lastRow, Column: area.column},
				fmt.Sprintf("the totals row of the table %q stands in the way of the rows", doc.root.attr("displayName")),
				"turn the totals off (Table Design > Total Row) in a copy of the template")
		}
		return false, nil
	}
	next := p.resized(area)
	if columns := next.lastColumn - area.lastColumn; columns > 0 {
		f.addTableColumns(doc, columns)
	}
	if next != area {
		doc.set(doc.root, "ref", next.ref())
		changed = true
	}
	if filter := doc.root.child("autoFilter"); filter != nil {
		doc.set(filter, "ref", next.ref())
		for _, e := range filter.children {
			if e.name == "filterColumn" || e.name == "sortState" {
				f.facts.filtered = f.facts.filtered || e.name == "filterColumn"
				doc.remove(e)
				changed = true
			}
		}
	}
	if state := doc.root.child("sortState"); state != nil {
		doc.remove(state)
		changed = true
	}
	return changed, nil
}

// addTableColumns lists the columns that were appended, under names that no
// other column has.
func (f *filler) addTableColumns(doc *document, n int) {
	list := doc.root.child("tableColumns")
	if list == nil {
		return
	}
	id := 0
	for _, e := range list.children {
		number, _ := parseIndex([]byte(e.attr("id")))
		id = max(id, number)
	}
	prefix := doc.prefix()
	var b strings.Builder
	for i, c := range f.plan.added[:n] {
		fmt.Fprintf(&b, `<%stableColumn id="%d" name="%s"/>`, prefix, id+1+i, escapeAttribute(c.setting.Spec().Header))
	}
	doc.appendTo(list, b.String())
	count := len(slices.DeleteFunc(slices.Clone(list.children), func(e *element) bool { return e.name != "tableColumn" }))
	doc.set(list, "count", strconv.Itoa(count+n))
}
