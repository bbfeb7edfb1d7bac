package provisioning

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/cosakit/cosa/cosa"
)

// Bounds of a document. The shipped database has less than a megabyte.
const (
	maxBytes    = 256 << 20
	maxDepth    = 64
	maxElements = 5_000_000
)

// document is a parsed XML document with the places of everything in it.
type document struct {
	file    string
	text    []byte
	lines   []int // offsets of the lines
	blocks  []int // number of characters before each block of blockSize bytes
	root    *element
	dropped int // comments and instructions
}

// parse reads an XML document. want tells an error message what the document
// should have been.
func parse(file string, r io.Reader, want string) (*document, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, &cosa.ReadError{Position: cosa.Position{File: file}, Problem: "cannot read", Err: err}
	}
	d := &document{file: file, text: text}
	switch {
	case len(text) > maxBytes:
		return nil, d.fault(0, "more than 256 MiB of XML", "the database that Windows ships has less than 1 MiB; is this the right file?")
	case len(bytes.TrimSpace(text)) == 0:
		return nil, d.fault(0, "the file is empty", "it should be "+want)
	}
	if d.text, err = utf8Text(text); err != nil {
		return nil, d.fault(0, err.Error(), "save it as UTF-8")
	}
	d.lines = []int{0}
	for i, c := range d.text {
		if c == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}
	before := 0
	for block := range slices.Chunk(d.text, blockSize) {
		d.blocks = append(d.blocks, before)
		before += characters(block)
	}
	d.blocks = append(d.blocks, before)
	return d, d.elements(want)
}

// utf8Text returns the text in UTF-8 without a byte order mark. A declaration
// of another encoding is left to the parser.
func utf8Text(text []byte) ([]byte, error) {
	var order binary.ByteOrder = binary.LittleEndian
	mark := 2
	switch {
	case bytes.HasPrefix(text, []byte("\ufeff")):
		return text[3:], nil
	case bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	case bytes.HasPrefix(text, []byte{0, '<'}):
		order, mark = binary.BigEndian, 0
	case bytes.HasPrefix(text, []byte{'<', 0}):
		mark = 0
	case !bytes.HasPrefix(text, []byte{0xff, 0xfe}):
		return text, nil
	}
	if len(text)%2 != 0 {
		return nil, errors.New("the text is UTF-16 with half a character at its end")
	}
	units := make([]uint16, 0, len(text)/2)
	for i := mark; i < len(text); i += 2 {
		units = append(units, order.Uint16(text[i:]))
	}
	return []byte(string(utf16.Decode(units))), nil
}

// at returns the line and the column, in characters, of an offset.
func (d *document) at(offset int) (line, column int) {
	if len(d.lines) == 0 {
		return 1, 1
	}
	line = sort.SearchInts(d.lines, offset+1)
	return line, d.before(min(offset, len(d.text))) - d.before(d.lines[line-1]) + 1
}

// blockSize bounds the text that is looked at to find a column: a whole
// database may stand on one line.
const blockSize = 1 << 10

// before counts the characters before an offset.
func (d *document) before(offset int) int {
	block := offset / blockSize
	return d.blocks[block] + characters(d.text[block*blockSize:offset])
}

// characters counts the bytes that begin a character.
func characters(text []byte) int {
	n := 0
	for _, c := range text {
		if c&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

func (d *document) fault(offset int, problem, hint string) error {
	at := cosa.Position{File: d.file}
	if len(d.lines) > 0 {
		at.Line, at.Column = d.at(offset)
	}
	return &cosa.ReadError{Position: at, Problem: problem, Hint: hint}
}

// elements builds the tree.
func (d *document) elements(want string) error {
	decoder := xml.NewDecoder(bytes.NewReader(d.text))
	decoder.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(name), "utf-16") {
			return r, nil // it was, and is UTF-8 by now
		}
		return nil, fmt.Errorf("the encoding %q is not supported", name)
	}
	var scope map[string]string // declared prefixes
	var outer []map[string]string
	var open []*element
	var texts [][]byte // of the open elements
	count := 0
	for {
		start := int(decoder.InputOffset())
		token, err := decoder.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return d.syntax(int(decoder.InputOffset()), err, want)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if count++; count > maxElements {
				return d.fault(start, fmt.Sprintf("more than %d elements", maxElements), "is this the right file?")
			}
			if len(open) == maxDepth {
				return d.fault(start, fmt.Sprintf("elements are nested deeper than %d levels", maxDepth), "it should be "+want)
			}
			if len(open) == 0 && d.root != nil {
				return d.fault(start, "a second root element", "it should be "+want)
			}
			e, err := d.element(token, start, int(decoder.InputOffset()))
			if err != nil {
				return err
			}
			e.outer = scope
			if scope, err = d.declared(e, scope); err != nil {
				return err
			}
			outer = append(outer, e.outer)
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.children = append(parent.children, e)
			} else {
				d.root = e
			}
			open, texts = append(open, e), append(texts, nil)
		case xml.EndElement:
			if len(open) == 0 {
				return d.fault(start, fmt.Sprintf("</%s> closes nothing", shorten(rawName(token.Name))), "it should be "+want)
			}
			e := open[len(open)-1]
			if e.name != token.Name {
				return d.fault(start, fmt.Sprintf("<%s> is closed by </%s>", shorten(rawName(e.name)), shorten(rawName(token.Name))), "correct the tag")
			}
			if e.text = string(texts[len(texts)-1]); len(e.children) > 0 {
				if strings.TrimSpace(e.text) != "" {
					return d.fault(e.offset, fmt.Sprintf("<%s> has text between its elements", shorten(rawName(e.name))), "remove the text")
				}
				e.text = ""
			}
			scope = outer[len(outer)-1]
			open, texts, outer = open[:len(open)-1], texts[:len(texts)-1], outer[:len(outer)-1]
		case xml.CharData:
			if len(open) == 0 {
				if len(bytes.TrimSpace(token)) > 0 {
					return d.fault(start, "text outside of any element", "it should be "+want)
				}
				continue
			}
			e, last := open[len(open)-1], len(texts)-1
			if e.textAt == 0 && len(bytes.TrimSpace(token)) > 0 {
				e.textAt = d.skipBlank(start)
			}
			texts[last] = append(texts[last], token...)
		case xml.Comment, xml.ProcInst:
			if start > 0 || !isDeclaration(token) {
				d.dropped++
			}
		case xml.Directive:
			return d.fault(start, "a document type or other directive", "remove it: it has no place in such a file")
		}
	}
	if len(open) > 0 {
		return d.fault(len(d.text), fmt.Sprintf("the file ends inside of <%s>", shorten(rawName(open[len(open)-1].name))), "the file is cut off; get it again")
	}
	if d.root == nil {
		return d.fault(0, "no XML element", "it should be "+want)
	}
	return nil
}

func isDeclaration(token xml.Token) bool {
	p, ok := token.(xml.ProcInst)
	return ok && p.Target == "xml"
}

// rawName writes a name as in the document.
func rawName(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// syntax tells a fault of the XML itself; the parser knows no more of its
// place than the line.
func (d *document) syntax(offset int, err error, want string) error {
	line, _ := d.at(offset)
	problem := strings.TrimPrefix(err.Error(), "xml: ")
	var fault *xml.SyntaxError
	if errors.As(err, &fault) {
		line, problem = fault.Line, fault.Msg
	}
	hint := "it should be " + want
	switch {
	case strings.HasPrefix(problem, "invalid character entity"):
		problem = "a & that begins no known entity" // what follows it may be a credential
		hint = "write &amp; for the character itself"
	case strings.HasPrefix(problem, "unsupported version"):
		hint = "write version=\"1.0\" in the first line: Windows reads no other"
	case strings.Contains(problem, "encoding"):
		hint = "save it as UTF-8"
	case problem == "unexpected EOF":
		problem, hint = "the file ends inside of a tag", "the file is cut off; get it again"
	}
	return &cosa.ReadError{Position: cosa.Position{File: d.file, Line: line}, Problem: "not well-formed XML: " + problem, Hint: hint}
}

// skipBlank returns the offset of the next character that is not blank.
func (d *document) skipBlank(offset int) int {
	for offset < len(d.text) && strings.IndexByte(" \t\r\n", d.text[offset]) >= 0 {
		offset++
	}
	return offset
}

// element makes an element of its start tag, which lies between two offsets.
func (d *document) element(token xml.StartElement, start, end int) (*element, error) {
	e := &element{name: token.Name, offset: start}
	at := start + 1 + len(rawName(token.Name))
	for i, a := range token.Attr {
		if slices.ContainsFunc(token.Attr[:i], func(other xml.Attr) bool { return other.Name == a.Name }) {
			return nil, d.fault(start, fmt.Sprintf("<%s> has the attribute %q twice", shorten(rawName(e.name)), shorten(rawName(a.Name))), "remove one of them")
		}
		if quote := bytes.IndexAny(d.text[at:end], `"'`); quote >= 0 {
			at += quote
			value := at + 1
			if length := bytes.IndexByte(d.text[value:end], d.text[at]); length >= 0 {
				at = value + length + 1
			}
			e.attrs = append(e.attrs, attribute{name: a.Name, value: a.Value, offset: value})
			continue
		}
		e.attrs = append(e.attrs, attribute{name: a.Name, value: a.Value, offset: start})
	}
	return e, nil
}

// declared returns the prefixes that an element declares, with those around
// it, and checks that it uses no other.
func (d *document) declared(e *element, outer map[string]string) (map[string]string, error) {
	scope, own := outer, false
	for _, a := range e.attrs {
		if a.name.Space != xmlnsPrefix {
			continue
		}
		if !own {
			scope, own = maps.Clone(outer), true
		}
		if scope == nil {
			scope = make(map[string]string)
		}
		scope[a.name.Local] = a.value
	}
	for _, name := range e.names() {
		if _, ok := scope[name.Space]; !ok && name.Space != "" && name.Space != xmlnsPrefix && name.Space != "xml" {
			return nil, d.fault(e.offset, fmt.Sprintf("the prefix of %q is not declared", shorten(rawName(name))),
				"declare it in the element: xmlns:"+shorten(name.Space)+`="..."`)
		}
	}
	return scope, nil
}

// xmlnsPrefix begins the attributes that declare prefixes.
const xmlnsPrefix = "xmlns"
