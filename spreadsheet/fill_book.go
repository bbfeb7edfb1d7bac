package spreadsheet

import (
	"fmt"
	"strings"
)

// editBook changes what the workbook says of all its sheets: names that cover
// the data rows, and that formulas have to be calculated anew. The order of
// calculation goes where a formula was replaced; programs make it themselves.
func (f *filler) editBook(doc *document, links *links) {
	changed := false
	if names := doc.root.child("definedNames"); names != nil {
		for _, e := range names.children {
			if e.name != "definedName" || len(e.children) > 0 {
				continue
			}
			raw := doc.text[e.open:e.shut]
			text, err := appendDecoded(nil, raw)
			if err != nil {
				continue // the part was read before, so that this is a CDATA section
			}
			if next := f.plan.resizeName(string(text)); next != string(text) {
				doc.edits = append(doc.edits, edit{e.open, e.shut, textEscapes.Replace(next)})
				changed = true
			}
		}
	}
	if f.facts.formulas {
		changed = f.calculateAnew(doc) || changed
	}
	if changed {
		f.edit.replace(f.book.main, func() ([]byte, error) { return doc.bytes(), nil })
	}
	save := links.isNew && len(links.ids) > 0 || !links.isNew && len(links.doc.appended) > 0
	if rel := links.find("calcChain", ""); rel != nil && f.facts.formulaLost {
		f.edit.drop(links.target(rel))
		links.remove(rel)
		save = true
	}
	if save {
		f.edit.saveLinks(links)
	}
}

var textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// behindCalculation are the elements of a workbook part that follow calcPr.
var behindCalculation = map[string]bool{
	"oleSize": true, "customWorkbookViews": true, "pivotCaches": true, "smartTagPr": true, "smartTagTypes": true,
	"webPublishing": true, "fileRecoveryPr": true, "webPublishObjects": true, "extLst": true,
}

// calculateAnew makes programs calculate all formulas when they open the
// workbook: the values that it keeps are those of the old rows.
func (f *filler) calculateAnew(doc *document) bool {
	if e := doc.root.child("calcPr"); e != nil {
		if e.attr("fullCalcOnLoad") == "1" {
			return false
		}
		doc.set(e, "fullCalcOnLoad", "1")
		return true
	}
	calc := `<` + doc.prefix() + `calcPr fullCalcOnLoad="1"/>`
	for _, e := range doc.root.children {
		if behindCalculation[e.name] {
			doc.insert(e.start, calc)
			return true
		}
	}
	doc.appendTo(doc.root, calc)
	return true
}

// ordinaryBook makes a workbook of a file that is a template by its type, as
// saving does: programs refuse an .xlsx or .xlsm that says it is a template.
func (f *filler) ordinaryBook() {
	for _, e := range f.edit.types.root.children {
		if e.name != "Override" || partName(e.attr("PartName")) != partName(f.book.main) {
			continue
		}
		kind := e.attr("ContentType")
		next := strings.NewReplacer(".template.macroEnabled.main", ".sheet.macroEnabled.main", ".template.main", ".sheet.main").Replace(kind)
		if next != kind {
			f.edit.types.set(e, "ContentType", next)
		}
	}
}

// stamp records in the document's properties what the rows are, so that the
// workbook is known as one that the program made. Where the rows stand in a
// sheet that has the name of one that exports add, the reader would pass it by
// in such a workbook.
func (f *filler) stamp() error {
	switch f.plan.sheet.name {
	case questionnaireSheet, checksSheet, profilesSheet:
		return nil
	}
	links, err := f.book.links("", f.dialect)
	if err != nil {
		return err
	}
	namespace, types, kind := customProperties, propertyTypes, "custom-properties"
	if f.dialect.main == strictMain {
		namespace, types, kind = strictCustomProperties, strictPropertyTypes, "customProperties"
	}
	rel := links.find("custom-properties", "")
	if rel == nil {
		rel = links.find("customProperties", "")
	}
	if rel != nil && !f.book.archive.has(links.target(rel)) {
		links.remove(rel)
		rel = nil
	}
	var doc *document
	if rel != nil {
		doc, err = f.book.document(links.target(rel))
	} else {
		doc, err = parseDocument([]byte(xmlHeader+`<Properties xmlns="`+namespace+`"></Properties>`), 2)
	}
	if err != nil {
		return err
	}
	values := [...]struct{ name, value string }{
		{propertyDigest, f.texts.digest(f.rows.Entries())}, {propertyVersion, f.info.Tool}, {propertyRules, f.info.RuleSet},
	}
	id := 1
	for _, e := range doc.root.children {
		number, _ := parseIndex([]byte(e.attr("pid")))
		id = max(id, number)
		for _, v := range values {
			if e.attr("name") == v.name {
				doc.remove(e)
			}
		}
	}
	prefix := doc.prefix()
	var b strings.Builder
	for i, v := range values {
		fmt.Fprintf(&b, `<%sproperty fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="%d" name="%s"><vt:lpwstr xmlns:vt="%s">%s</vt:lpwstr></%[1]sproperty>`,
			prefix, id+1+i, v.name, types, textEscapes.Replace(v.value))
	}
	doc.appendTo(doc.root, b.String())
	if rel != nil {
		f.edit.replace(links.target(rel), func() ([]byte, error) { return doc.bytes(), nil })
		return nil
	}
	part := "docProps/custom.xml"
	if f.book.archive.has(part) {
		part = f.edit.free("docProps/custom%d.xml")
	}
	links.add(kind, part)
	f.edit.add(part, customPropertiesType, documentWriter(doc))
	f.edit.saveLinks(links)
	return nil
}

const (
	customProperties       = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
	propertyTypes          = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
	strictCustomProperties = "http://purl.oclc.org/ooxml/officeDocument/customProperties"
	strictPropertyTypes    = "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"
	customPropertiesType   = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
)
