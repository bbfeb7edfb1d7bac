package spreadsheet

import (
	"path"
	"strconv"
	"strings"
)

// dialect is the set of namespaces that a workbook is written in.
type dialect struct{ main, relations string }

const (
	relationsNamespace        = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageRelationsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"
	strictMain                = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	strictRelations           = "http://purl.oclc.org/ooxml/officeDocument/relationships"
)

// dialectOf looks at a workbook part's root element.
func dialectOf(d *document) dialect {
	for _, a := range d.root.attrs {
		if strings.HasPrefix(string(a.name), "xmlns") && string(a.value) == strictMain {
			return dialect{strictMain, strictRelations}
		}
	}
	return dialect{spreadsheetNamespace, relationsNamespace}
}

// links are the relationships of a part, to be edited.
type links struct {
	part    string // whose they are
	doc     *document
	isNew   bool
	dialect dialect
	ids     map[string]bool
}

func (w *workbook) links(part string, dialect dialect) (*links, error) {
	name := relationshipsOf(part)
	if !w.archive.has(name) {
		return newLinks(part, dialect)
	}
	l := &links{part: part, dialect: dialect, ids: make(map[string]bool)}
	var err error
	if l.doc, err = w.document(name); err != nil {
		return nil, err
	}
	for _, e := range l.doc.root.children {
		l.ids[e.attr("Id")] = true
	}
	return l, nil
}

// newLinks are the relationships of a part that has none.
func newLinks(part string, dialect dialect) (*links, error) {
	doc, err := parseDocument([]byte(xmlHeader+`<Relationships xmlns="`+packageRelationsNamespace+`"></Relationships>`), 2)
	return &links{part: part, isNew: true, dialect: dialect, ids: make(map[string]bool), doc: doc}, err
}

// target is the name of the part that a relationship leads to.
func (l *links) target(e *element) string {
	target := strings.ReplaceAll(e.attr("Target"), `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = "/" + path.Dir(l.part) + "/" + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// find returns the first relationship of a kind, or of a kind and an id.
func (l *links) find(kind, id string) *element {
	for _, e := range l.doc.root.children {
		if strings.HasSuffix(e.attr("Type"), "/"+kind) && (id == "" || e.attr("Id") == id) && e.attr("TargetMode") != "External" {
			return e
		}
	}
	return nil
}

// add adds a relationship to a part and returns its id.
func (l *links) add(kind, target string) string {
	id := ""
	for n := 1; id == "" || l.ids[id]; n++ {
		id = "rIdCosa" + strconv.Itoa(n)
	}
	l.ids[id] = true
	l.doc.appendTo(l.doc.root, `<`+l.doc.prefix()+`Relationship Id="`+id+`" Type="`+l.dialect.relations+"/"+kind+`" Target="/`+escapeAttribute(target)+`"/>`)
	return id
}

// remove takes a relationship out.
func (l *links) remove(e *element) {
	delete(l.ids, e.attr("Id"))
	l.doc.remove(e)
}
