package spreadsheet

import (
	"strconv"
	"strings"
)

// bookEdit puts the sheet of findings in front of a workbook's sheets.
type bookEdit struct {
	doc    *document
	sheets *element
	old    int // place of an earlier sheet of findings, -1 for none
}

func (w *workbook) editBook(main string, links *links, old *oldMarks) (*bookEdit, error) {
	doc, err := w.document(main)
	if err != nil {
		return nil, err
	}
	b := &bookEdit{doc: doc, sheets: doc.root.child("sheets"), old: -1}
	if b.sheets == nil {
		return nil, malformed("the workbook lists no sheets")
	}
	if old == nil {
		return b, nil
	}
	for i, e := range b.sheets.children {
		if rel := links.find("worksheet", sheetRelation(e)); rel != nil && partName(links.target(rel)) == partName(old.part) {
			b.old = i
			doc.remove(e)
			links.remove(rel)
		}
	}
	return b, nil
}

func sheetRelation(e *element) string {
	for _, a := range e.attrs {
		if strings.HasSuffix(string(a.name), ":id") {
			return string(a.value)
		}
	}
	return ""
}

// freeName is a name for the new sheet that no other one has.
func (b *bookEdit) freeName() string {
	name := findingsSheet
	for n := 2; ; n++ {
		taken := false
		for i, e := range b.sheets.children {
			taken = taken || i != b.old && strings.EqualFold(e.attr("name"), name)
		}
		if !taken {
			return name
		}
		name = findingsSheet + " (" + strconv.Itoa(n) + ")"
	}
}

// add lists the new sheet as the first, and moves what counts sheets: names
// that belong to one sheet, and which sheet is shown.
func (b *bookEdit) add(name, relation string, dialect dialect) {
	id := 1
	for i, e := range b.sheets.children {
		if n, ok := parseIndex([]byte(e.attr("sheetId"))); ok && i != b.old {
			id = max(id, n+1)
		}
	}
	if b.old >= 0 {
		if n, ok := parseIndex([]byte(b.sheets.children[b.old].attr("sheetId"))); ok {
			id = n
		}
	}
	prefix := b.doc.prefix()
	b.doc.insert(b.sheets.open, `<`+prefix+`sheet xmlns:r="`+dialect.relations+`" name="`+escapeAttribute(name)+`" sheetId="`+strconv.Itoa(id)+`" r:id="`+relation+`"/>`)
	if views := b.doc.root.child("bookViews"); views != nil {
		for _, view := range views.children {
			shown, _ := parseIndex([]byte(view.attr("activeTab")))
			b.move(view, "activeTab", shown)
		}
	} else {
		b.doc.insert(b.sheets.start, `<`+prefix+`bookViews><`+prefix+`workbookView activeTab="1"/></`+prefix+`bookViews>`)
	}
	if names := b.doc.root.child("definedNames"); names != nil {
		for _, e := range names.children {
			if of, ok := parseIndex([]byte(e.attr("localSheetId"))); ok {
				b.move(e, "localSheetId", of)
			}
		}
	}
}

// move sets an attribute that held the place of a sheet to its new place. A
// name of the old sheet of findings goes with it.
func (b *bookEdit) move(e *element, attribute string, place int) {
	switch {
	case b.old < 0 || place < b.old:
		place++
	case place == b.old && attribute == "localSheetId":
		b.doc.remove(e)
		return
	case place == b.old:
		place = 0
	}
	b.doc.set(e, attribute, strconv.Itoa(place))
}
