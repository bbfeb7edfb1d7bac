package spreadsheet

import (
	"bytes"
	"cmp"
	"io"
	"slices"
)

// document is a small part in memory, with the places of its elements, so that
// it is edited by putting other text in these places and stays as it is
// elsewhere.
type document struct {
	text  []byte
	root  *element
	edits []edit

	tags     map[*element][]byte // start tags that were changed
	appended map[*element]string // what comes at the end of elements
}

// element is an element of a document and where it lies.
type element struct {
	name       string // local
	attrs      []attribute
	start, end int // of the whole element
	open, shut int // of its content
	children   []*element
}

type edit struct {
	from, to int
	text     string
}

// documentBytes bounds the parts that are edited in memory.
const documentBytes = 128 << 20

// document reads a part to edit.
func (w *workbook) document(part string) (*document, error) {
	p, err := w.archive.open(part, min(documentBytes, w.limits.PartBytes))
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(p, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, err
	}
	order, _ := textEncoding(head[:n])
	r, err := asUTF8(io.MultiReader(bytes.NewReader(head[:n]), p))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if order != nil {
		text = withoutDeclaration(text)
	}
	return parseDocument(text, w.limits.Depth)
}

// withoutDeclaration gives a text that was UTF-16 the declaration of UTF-8.
func withoutDeclaration(text []byte) []byte {
	if bytes.HasPrefix(text, []byte("<?xml")) {
		if _, rest, ok := bytes.Cut(text, []byte("?>")); ok {
			text = rest
		}
	}
	return append([]byte(xmlHeader), text...)
}

func parseDocument(text []byte, depth int) (*document, error) {
	d := &document{text: text}
	src := newPipe(bytes.NewReader(text), min(len(text)+1, pipeBlock), pipeHeadroom)
	defer src.close()
	c := newXMLCopier(src, depth)
	var open []*element
	at := 0
	for {
		t, err := c.next()
		if err != nil {
			return nil, err
		}
		before := at
		at += len(c.raw)
		switch t {
		case tokenEnd:
			return d, nil
		case tokenOpen:
			skipped, _ := c.tag()
			e := &element{name: string(c.x.name), start: before + len(skipped), open: at}
			for _, a := range c.x.attrs {
				e.attrs = append(e.attrs, attribute{bytes.Clone(a.name), bytes.Clone(a.value)})
			}
			if len(open) == 0 {
				d.root = e
			} else {
				parent := open[len(open)-1]
				parent.children = append(parent.children, e)
			}
			open = append(open, e)
		case tokenClose:
			e := open[len(open)-1]
			open = open[:len(open)-1]
			skipped, _ := c.tag()
			e.shut, e.end = before+len(skipped), at
		}
	}
}

// attr returns the value of an attribute by its local name, "" where there is
// none.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if string(local(a.name)) == name {
			return string(a.value)
		}
	}
	return ""
}

// child returns the first child of a local name, or nil.
func (e *element) child(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// tag is the start tag of an element.
func (d *document) tag(e *element) []byte { return d.text[e.start:e.open] }

// whole is the text of an element with its tags.
func (d *document) whole(e *element) []byte { return d.text[e.start:e.end] }

// prefix is the namespace prefix that the root element has, with its colon.
func (d *document) prefix() string { return tagPrefix(d.tag(d.root)) }

// remove takes an element out.
func (d *document) remove(e *element) { d.edits = append(d.edits, edit{e.start, e.end, ""}) }

// insert puts text before what lies at a place.
func (d *document) insert(at int, text string) { d.edits = append(d.edits, edit{at, at, text}) }

// appendTo puts text at the end of an element's content.
func (d *document) appendTo(e *element, text string) {
	if d.appended == nil {
		d.appended = make(map[*element]string)
	}
	d.appended[e] += text
}

// set gives an element's start tag an attribute.
func (d *document) set(e *element, name, value string) {
	if d.tags == nil {
		d.tags = make(map[*element][]byte)
	}
	tag, ok := d.tags[e]
	if !ok {
		tag = d.tag(e)
	}
	d.tags[e] = appendWith(nil, tag, name, value)
}

// bytes is the text with all edits, which do not overlap.
func (d *document) bytes() []byte {
	edits := slices.Clone(d.edits)
	for e, text := range d.appended {
		tag := d.tag(e)
		if !emptyTag(tag) {
			edits = append(edits, edit{e.shut, e.shut, text})
			continue
		}
		if changed, ok := d.tags[e]; ok {
			tag = changed
			delete(d.tags, e)
		}
		edits = append(edits, edit{e.start, e.end, string(bytes.TrimRight(tag[:len(tag)-2], " \t\r\n")) + ">" + text + "</" + tagName(tag) + ">"})
	}
	for e, tag := range d.tags {
		edits = append(edits, edit{e.start, e.open, string(tag)})
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, d.text[at:e.from]...)
		out = append(out, e.text...)
		at = e.to
	}
	return append(out, d.text[at:]...)
}

// tagName is the full name in a start tag.
func tagName(tag []byte) string {
	i := 1
	for i < len(tag) && nameByte[tag[i]] {
		i++
	}
	return string(tag[1:i])
}
