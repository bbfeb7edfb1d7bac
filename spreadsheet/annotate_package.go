package spreadsheet

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
)

// packageEdit writes a workbook's package again. Parts that nobody touches go
// over as they lie in the file, compressed.
type packageEdit struct {
	book    *workbook
	types   *document
	changed map[string]func(io.Writer) error // by partName
	late    []string                         // names of changed parts that are written behind all others
	added   []addedPart
	gone    map[string]bool
	taken   map[string]bool // names of new parts
}

type addedPart struct {
	name  string
	write func(io.Writer) error
}

const contentTypes = "[Content_Types].xml"

func newPackageEdit(w *workbook) (*packageEdit, error) {
	p := &packageEdit{book: w, changed: make(map[string]func(io.Writer) error), gone: make(map[string]bool), taken: make(map[string]bool)}
	var err error
	if p.types, err = w.document(contentTypes); err != nil {
		return nil, w.fail("", "the list of content types", err)
	}
	p.replace(contentTypes, func() ([]byte, error) { return p.types.bytes(), nil })
	return p, nil
}

// replace gives a part new content, which is asked for when the part is
// written.
func (p *packageEdit) replace(part string, content func() ([]byte, error)) {
	p.stream(part, func(w io.Writer) error {
		text, err := content()
		if err == nil {
			_, err = w.Write(text)
		}
		return err
	})
}

func (p *packageEdit) stream(part string, write func(io.Writer) error) {
	p.changed[partName(part)] = write
}

// replaceLate is replace for a part whose content is known only when the
// sheets were written.
func (p *packageEdit) replaceLate(part string, content func() ([]byte, error)) {
	p.replace(part, content)
	p.late = append(p.late, partName(part))
}

// add adds a part and its content type; "" is the type of the extension.
func (p *packageEdit) add(part, contentType string, write func(io.Writer) error) {
	p.added = append(p.added, addedPart{part, write})
	if contentType != "" {
		prefix := p.types.prefix()
		p.types.appendTo(p.types.root, `<`+prefix+`Override PartName="/`+escapeAttribute(part)+`" ContentType="`+contentType+`"/>`)
	}
}

// drop takes a part out, with its content type and its relationships.
func (p *packageEdit) drop(part string) {
	p.gone[partName(part)] = true
	p.gone[partName(relationshipsOf(part))] = true
	for _, e := range p.types.root.children {
		if e.name == "Override" && partName(e.attr("PartName")) == partName(part) {
			p.types.remove(e)
		}
	}
}

// defaultType gives an extension its content type.
func (p *packageEdit) defaultType(extension, contentType string) {
	for _, e := range p.types.root.children {
		if e.name == "Default" && strings.EqualFold(e.attr("Extension"), extension) {
			return
		}
	}
	if p.taken["."+extension] {
		return
	}
	p.taken["."+extension] = true
	p.types.appendTo(p.types.root, `<`+p.types.prefix()+`Default Extension="`+extension+`" ContentType="`+contentType+`"/>`)
}

// contentType is what the package says of a part.
func (w *workbook) contentType(part string) string {
	d, err := w.document(contentTypes)
	if err != nil {
		return ""
	}
	for _, e := range d.root.children {
		if e.name == "Override" && partName(e.attr("PartName")) == partName(part) {
			return e.attr("ContentType")
		}
	}
	return ""
}

// free is a name for a new part: pattern with the first number that no part
// has.
func (p *packageEdit) free(pattern string) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf(pattern, n)
		lower := partName(name)
		if (!p.book.archive.has(name) || p.gone[lower]) && !p.taken[lower] {
			p.taken[lower] = true
			return name
		}
	}
}

func relationshipsOf(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

const emptyStyles = xmlHeader + `<styleSheet xmlns="%s"></styleSheet>`

// openStyles opens the table of cell styles to add some; it is written behind
// the sheets, which may add more.
func (p *packageEdit) openStyles(bookLinks *links, d dialect) (*markStyles, error) {
	if rel := bookLinks.find("styles", ""); rel != nil {
		part := bookLinks.target(rel)
		doc, err := p.book.document(part)
		if err != nil {
			return nil, err
		}
		styles := newMarkStyles(doc)
		p.replaceLate(part, func() ([]byte, error) { return styles.bytes(), nil })
		return styles, nil
	}
	doc, err := parseDocument([]byte(strings.Replace(emptyStyles, "%s", d.main, 1)), p.book.limits.Depth)
	if err != nil {
		return nil, err
	}
	styles := newMarkStyles(doc)
	part := "xl/styles.xml" // which some programs ask for by this name
	if p.book.archive.has(part) {
		part = p.free("xl/styles%d.xml")
	}
	bookLinks.add("styles", part)
	p.add(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml", func(w io.Writer) error {
		_, err := w.Write(styles.bytes())
		return err
	})
	return styles, nil
}

// saveLinks writes the relationships of a part.
func (p *packageEdit) saveLinks(l *links) {
	part := relationshipsOf(l.part)
	content := func() ([]byte, error) { return l.doc.bytes(), nil }
	if !l.isNew {
		p.replace(part, content)
		return
	}
	p.add(part, "", documentWriter(l.doc))
}

// documentWriter writes a new part.
func documentWriter(d *document) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(d.bytes())
		return err
	}
}

// write writes the package. What is late comes behind the rest, new parts last.
func (p *packageEdit) write(w io.Writer) error {
	zw := zip.NewWriter(w)
	zw.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 5) })
	late := make(map[string]*zip.File)
	for _, name := range p.late {
		late[name] = nil
	}
	for _, f := range p.book.archive.files {
		name := partName(f.Name)
		if _, waits := late[name]; waits {
			late[name] = f
			continue
		}
		if p.gone[name] {
			continue
		}
		if err := p.copyOrChange(zw, f, name); err != nil {
			return err
		}
	}
	for _, f := range p.book.archive.files {
		name := partName(f.Name)
		if late[name] == f && !p.gone[name] {
			if err := p.copyOrChange(zw, f, name); err != nil {
				return err
			}
		}
	}
	for _, part := range p.added {
		if err := writePart(zw, part.name, part.write); err != nil {
			return err
		}
	}
	return zw.Close()
}

func (p *packageEdit) copyOrChange(zw *zip.Writer, f *zip.File, name string) error {
	if write, ok := p.changed[name]; ok {
		return writePart(zw, f.Name, write)
	}
	if err := zw.Copy(f); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

func writePart(zw *zip.Writer, name string, write func(io.Writer) error) error {
	w, err := zw.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	return write(w)
}

// escapeAttribute writes text as the value of an attribute between double
// quotes.
func escapeAttribute(text string) string {
	return attributeEscapes.Replace(string(appendEscaped(nil, text)))
}

var attributeEscapes = strings.NewReplacer(`"`, "&quot;", "\n", "&#10;", "\t", "&#9;")
