package provisioning

import (
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
)

const wantAPNDatabase = "apndatabase.xml, the APN database of Windows 8 to 10 1607, whose root is <" + operatorList + ">"

// ReadAPNDatabase reads apndatabase.xml into the builder: each Operator
// element is a profile, each ConnectionInfo of it a row. Hardware ids are
// hashes that no target can be read back from; they are kept as XML, as is
// everything else that no setting takes. The error, a [cosa.ReadError], says
// why the file cannot be read at all.
func ReadAPNDatabase(b *cosa.Builder, file string, r io.Reader) error {
	d, err := parse(file, r, wantAPNDatabase)
	if err != nil {
		return err
	}
	if !d.root.is(operatorList) {
		return d.fault(d.root.offset, fmt.Sprintf("the root element is <%s>", shorten(rawName(d.root.name))), "it should be "+wantAPNDatabase)
	}
	source := cosa.Source{File: file, Format: cosa.APNDB}
	if d.dropped > 0 {
		source.Notes = append(source.Notes, fmt.Sprintf("comments and instructions are not kept (%d)", d.dropped))
	}
	b.Source(source)
	dropBlank(d.root)
	rd := &reader{document: d, b: b}
	for i, e := range d.root.take(operatorElement) {
		rd.operator(e, rd.item(e.offset, 0, operatorElement, i))
	}
	root := rd.place(d.root.offset, 0, operatorList, 0)
	if rd.rows == 0 {
		b.Report(cosa.Finding{
			Rule: "no-entries", Message: "the file holds no " + operatorElement + " element",
			Hint:     "operators stand directly in <" + operatorList + ">",
			Position: b.At(root),
		})
	}
	if text := fragment(d.root); text != "" {
		b.Detail(cosa.PackageXML, text, b.At(root))
	}
	return nil
}

// dropBlank drops the white space in elements that hold nothing else: no
// element of this database has a text.
func dropBlank(e *element) {
	if e.textAt == 0 {
		e.text = ""
	}
	for _, c := range e.children {
		dropBlank(c)
	}
}

// take takes the children of a name out of an element.
func (e *element) take(name string) []*element {
	var taken, kept []*element
	for _, c := range e.children {
		if c.is(name) {
			taken = append(taken, c)
		} else {
			kept = append(kept, c)
		}
	}
	e.children = kept
	return taken
}
