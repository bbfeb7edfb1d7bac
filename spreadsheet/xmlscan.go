package spreadsheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// token is a kind of XML token.
type token uint8

const (
	tokenEnd   token = iota // end of the document
	tokenOpen               // start tag; an empty element yields tokenClose after it
	tokenClose              // end tag
	tokenText               // character data, a longer text in several pieces
)

// xmlScanner cuts a part into tokens. It checks that the XML is well-formed
// as far as a reader must: tags nest and close, names and attributes are
// spelt out, characters are legal, nothing follows the root element. Document
// types are refused, so that there are no entities to define. Comments and
// processing instructions are passed over.
type xmlScanner struct {
	src    *pipe
	buf    []byte            // window
	pos    int               // next byte of the window
	eof    bool              // the window is the last
	detach func()            // called before the window goes
	left   func(gone []byte) // called with the bytes that leave the window; may be nil

	name    []byte // local name of the tag, until the next token
	attrs   []attribute
	text    []byte // decoded piece of text, until the next token
	decoded []byte // text, where it differs from the window

	stack    []byte // full names of the open elements
	ends     []int  // where each ends in stack
	maxDepth int
	closing  bool // an empty element's tokenClose is due
	cdata    bool // inside a CDATA section
	rooted   bool // the root element was met
}

type attribute struct{ name, value []byte }

// malformedError says what is wrong with the XML.
type malformedError struct{ what string }

func (e *malformedError) Error() string { return e.what }

func malformed(format string, args ...any) error {
	return &malformedError{fmt.Sprintf(format, args...)}
}

var errDocumentType = errors.New("it holds a document type declaration, which no workbook has")

func newXMLScanner(src *pipe, depth int) *xmlScanner {
	return &xmlScanner{src: src, maxDepth: depth}
}

// more gets further bytes and keeps the window from index keep on, which
// becomes index 0; pos is moved along. It reports io.EOF where there are none.
func (x *xmlScanner) more(keep int) error {
	if x.eof {
		return io.EOF
	}
	if x.detach != nil {
		x.detach()
	}
	if x.left != nil {
		x.left(x.buf[:keep])
	}
	window, err := x.src.next(x.buf[keep:])
	x.buf = window
	x.pos -= keep
	if err != nil {
		x.eof = true
		return err
	}
	return nil
}

// depth is the number of open elements.
func (x *xmlScanner) depth() int { return len(x.ends) }

// next returns the next token.
func (x *xmlScanner) next() (token, error) {
	if x.closing {
		x.closing = false
		x.popName()
		return tokenClose, nil
	}
	for {
		if x.cdata {
			ok, err := x.cdataPiece()
			if err != nil {
				return 0, err
			}
			if ok {
				return tokenText, nil
			}
			continue
		}
		if x.pos == len(x.buf) {
			if err := x.more(x.pos); err == io.EOF {
				return x.end()
			} else if err != nil {
				return 0, err
			}
			continue
		}
		if x.buf[x.pos] != '<' {
			ok, err := x.textPiece()
			if err != nil {
				return 0, err
			}
			if ok {
				return tokenText, nil
			}
			continue
		}
		if x.pos+1 == len(x.buf) {
			if err := x.need(); err != nil {
				return 0, err
			}
			continue
		}
		switch x.buf[x.pos+1] {
		case '/':
			return tokenClose, x.closeTag()
		case '?':
			if err := x.instruction(); err != nil {
				return 0, err
			}
		case '!':
			if err := x.declaration(); err != nil {
				return 0, err
			}
		default:
			return tokenOpen, x.openTag()
		}
	}
}

func (x *xmlScanner) end() (token, error) {
	if len(x.ends) > 0 {
		return 0, malformed("it ends inside the element %q", x.top())
	}
	if !x.rooted {
		return 0, malformed("it holds no element")
	}
	return tokenEnd, nil
}

// need is more for an unfinished piece that begins at pos: the end of the part
// is an error then.
func (x *xmlScanner) need() error {
	if len(x.buf)-x.pos > tagBytes {
		return tooLarge("a tag is longer than %s", bytesText(tagBytes))
	}
	if err := x.more(x.pos); err == io.EOF {
		return malformed("it ends in the middle of a tag")
	} else if err != nil {
		return err
	}
	return nil
}

func (x *xmlScanner) top() []byte {
	start := 0
	if n := len(x.ends); n > 1 {
		start = x.ends[n-2]
	}
	return x.stack[start:]
}

func (x *xmlScanner) popName() {
	n := len(x.ends) - 1
	x.name = local(x.top())
	start := 0
	if n > 0 {
		start = x.ends[n-1]
	}
	x.stack = x.stack[:start]
	x.ends = x.ends[:n]
}

// local cuts the namespace prefix off a name.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// openTag reads the start tag at pos.
func (x *xmlScanner) openTag() error {
	if len(x.ends) == 0 && x.rooted {
		return malformed("something follows the root element")
	}
	for {
		n, whole, err := x.parseOpen(x.buf[x.pos:])
		if err != nil {
			return err
		}
		if whole {
			x.pos += n
			break
		}
		if err := x.need(); err != nil {
			return err
		}
	}
	x.rooted = true
	if len(x.ends) >= x.maxDepth {
		return tooLarge("elements nest deeper than %d", x.maxDepth)
	}
	return nil
}

// parseOpen parses a start tag. whole is false where the window ends before
// the tag does.
func (x *xmlScanner) parseOpen(b []byte) (n int, whole bool, err error) {
	i := 1
	for i < len(b) && nameByte[b[i]] {
		i++
	}
	if i == len(b) {
		return 0, false, nil
	}
	if i == 1 {
		return 0, false, malformed("a tag begins with %q", b[1])
	}
	name := b[1:i]
	x.attrs = x.attrs[:0]
	for {
		blank := i
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i == len(b) {
			return 0, false, nil
		}
		if b[i] == '>' {
			i++
			break
		}
		if b[i] == '/' {
			if i+1 == len(b) {
				return 0, false, nil
			}
			if b[i+1] != '>' {
				return 0, false, malformed("a stray / in the tag %q", name)
			}
			x.closing = true
			i += 2
			break
		}
		if i == blank {
			return 0, false, malformed("the tag %q is not well-formed", name)
		}
		start := i
		for i < len(b) && nameByte[b[i]] {
			i++
		}
		key := b[start:i]
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i == len(b) {
			return 0, false, nil
		}
		if len(key) == 0 || b[i] != '=' {
			return 0, false, malformed("an attribute of the tag %q is not well-formed", name)
		}
		i++
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i == len(b) {
			return 0, false, nil
		}
		quote := b[i]
		if quote != '"' && quote != '\'' {
			return 0, false, malformed("the attribute %q of the tag %q has no quotes", key, name)
		}
		i++
		end := bytes.IndexByte(b[i:], quote)
		if end < 0 {
			return 0, false, nil
		}
		value := b[i : i+end]
		i += end + 1
		if bytes.IndexByte(value, '<') >= 0 {
			return 0, false, malformed("the attribute %q of the tag %q holds <", key, name)
		}
		if bytes.IndexByte(value, '&') >= 0 {
			if value, err = appendDecoded(nil, value); err != nil {
				return 0, false, err
			}
		}
		x.attrs = append(x.attrs, attribute{key, value})
	}
	x.name = local(name)
	x.stack = append(x.stack, name...)
	x.ends = append(x.ends, len(x.stack))
	return i, true, nil
}

// attr returns the attribute with a local name, nil where there is none.
func (x *xmlScanner) attr(name string) []byte {
	for _, a := range x.attrs {
		if string(local(a.name)) == name {
			return a.value
		}
	}
	return nil
}

// closeTag reads the end tag at pos.
func (x *xmlScanner) closeTag() error {
	for {
		b := x.buf[x.pos:]
		end := bytes.IndexByte(b, '>')
		if end < 0 {
			if err := x.need(); err != nil {
				return err
			}
			continue
		}
		name := bytes.TrimRight(b[2:end], " \t\r\n")
		if len(x.ends) == 0 || !bytes.Equal(name, x.top()) {
			return malformed("the end tag %.40q does not match", name)
		}
		x.pos += end + 1
		x.popName()
		return nil
	}
}

// instruction passes over a processing instruction. The XML declaration may
// only name UTF-8 or its part ASCII; UTF-16 was decoded before.
func (x *xmlScanner) instruction() error {
	const declaration = 1000 // bytes that surely hold one
	for len(x.buf)-x.pos < declaration && !bytes.Contains(x.buf[x.pos:], []byte("?>")) {
		if err := x.need(); err != nil {
			return err
		}
	}
	b := x.buf[x.pos:min(len(x.buf), x.pos+declaration)]
	if end := bytes.Index(b, []byte("?>")); end >= 0 && bytes.HasPrefix(b, []byte("<?xml")) && len(b) > 5 && isSpace(b[5]) {
		if _, rest, ok := bytes.Cut(b[:end], []byte("encoding")); ok {
			name := bytes.ToLower(bytes.Trim(rest, " \t\r\n='\"?"))
			if i := bytes.IndexAny(name, "'\" "); i >= 0 {
				name = name[:i]
			}
			switch string(name) {
			case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be":
			default:
				return malformed("its encoding is %.40q, not UTF-8", name)
			}
		}
	}
	x.pos += 2
	return x.skipTo("?>")
}

// declaration reads what begins with <!.
func (x *xmlScanner) declaration() error {
	const cdata = "<![CDATA["
	for len(x.buf)-x.pos < len(cdata) {
		if bytes.HasPrefix(x.buf[x.pos:], []byte("<!--")) {
			break
		}
		if err := x.need(); err != nil {
			return err
		}
	}
	b := x.buf[x.pos:]
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		x.pos += 4
		return x.skipTo("-->")
	case bytes.HasPrefix(b, []byte(cdata)):
		if len(x.ends) == 0 {
			return malformed("text stands outside the root element")
		}
		x.pos += len(cdata)
		x.cdata = true
		return nil
	case bytes.HasPrefix(b, []byte("<!DOCTYPE")):
		return errDocumentType
	}
	return malformed("a tag begins with <!")
}

// skipTo moves behind the next occurrence of mark.
func (x *xmlScanner) skipTo(mark string) error {
	for {
		if i := bytes.Index(x.buf[x.pos:], []byte(mark)); i >= 0 {
			x.pos += i + len(mark)
			return nil
		}
		x.pos = max(x.pos, len(x.buf)-len(mark)+1)
		if err := x.need(); err != nil {
			return err
		}
	}
}

// cdataPiece yields text of a CDATA section; ok is false where there was none.
func (x *xmlScanner) cdataPiece() (ok bool, err error) {
	b := x.buf[x.pos:]
	end := bytes.Index(b, []byte("]]>"))
	if end < 0 {
		end = wholeRunes(b[:max(0, len(b)-2)])
		if end == 0 {
			return false, x.need()
		}
		x.pos += end
	} else {
		x.pos += end + 3
		x.cdata = false
	}
	x.decoded, err = appendChecked(x.decoded[:0], b[:end])
	x.text = x.decoded
	return end > 0, err
}

// textPiece yields the text at pos, as much of it as the window holds.
func (x *xmlScanner) textPiece() (ok bool, err error) {
	b := x.buf[x.pos:]
	end := bytes.IndexByte(b, '<')
	if end < 0 {
		end = wholeRunes(b)
		if amp := bytes.LastIndexByte(b[:end], '&'); amp >= 0 && bytes.IndexByte(b[amp:end], ';') < 0 {
			if end-amp > 16 {
				return false, malformed("a stray & in the text")
			}
			end = amp
		}
		if end > 0 && b[end-1] == '\r' {
			end--
		}
		if end == 0 {
			if x.eof {
				return false, malformed("it ends in the middle of a text")
			}
			if err := x.more(x.pos); err != nil && err != io.EOF {
				return false, err
			}
			if x.eof && bytes.Equal(x.buf[x.pos:], []byte("\r")) {
				x.pos++
			}
			return false, nil
		}
	}
	b = b[:end]
	x.pos += end
	if len(x.ends) == 0 {
		if bom := []byte("\uFEFF"); !x.rooted && bytes.HasPrefix(b, bom) {
			b = b[len(bom):]
		}
		if len(bytes.TrimLeft(b, " \t\r\n")) > 0 {
			return false, malformed("text stands outside the root element")
		}
		return false, nil
	}
	if asciiText(b) {
		x.text = b
		return true, nil
	}
	x.decoded, err = appendDecoded(x.decoded[:0], b)
	x.text = x.decoded
	return true, err
}
