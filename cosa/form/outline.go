package form

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

const (
	// spanSize is how much text of profiles is parsed at once.
	spanSize = 64 << 10
	// outlineSize bounds what stands around the lists of profiles.
	outlineSize = 16 << 20
	// deepest bounds the indentation of the list of profiles.
	deepest = 256
)

// errWhole says that a file is not laid out so that it can certainly be read
// piece by piece.
var errWhole = errors.New("read the file as a whole")

// outline is a document of a file without the items of profiles, and where
// those stand.
type outline struct {
	text  []byte // with one item, a 0, in place of all
	lines lineMap
	item  int       // line in text of that item, 0 where there is no list to leave out
	gapAt int       // JSON: offset in text behind that item
	gap   textPlace // JSON: where that is in the file
	spans []span
}

// span is a run of whole items.
type span struct {
	offset    int64
	length    int
	textPlace // of its beginning
}

// textPlace is a place in a text: the line, from 1, and how many characters
// stand in that line before it.
type textPlace struct{ line, before int }

// outliner finds the documents of a YAML file and the items of each one's
// profiles by the indentation alone. That is certain for a list in block
// style: no line of a plain text or of a block of text stands further to the
// left than its list's dash or right under it, and whatever else may do so (a
// text in quotes, a list in brackets) is still open where the span ends, so
// that parsing the span fails.
type outliner struct {
	size    int // of spans
	offset  int64
	line    int // the current one, from 1
	doc     outline
	started bool // the document has more than comments
	state   func(o *outliner, indent int, line []byte) error
	dash    int  // column of the list's dashes, from 0
	keep    bool // the current line is none of the list
	lines   int  // in doc.text
	kept    int  // in all documents
	docs    []outline
}

// outlineYAML returns the documents of a file, or errWhole.
func outlineYAML(in io.Reader, offset int64, size int) ([]outline, error) {
	o := &outliner{size: size, offset: offset, line: 1, state: (*outliner).top}
	lines := bufio.NewReaderSize(in, 256<<10)
	for rest := false; ; {
		line, err := lines.ReadSlice('\n')
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			return nil, err
		}
		if len(line) > 0 && !rest {
			if err := o.take(line); err != nil {
				return nil, err
			}
		}
		if o.keep {
			o.doc.text = append(o.doc.text, line...)
			if o.kept += len(line); o.kept > outlineSize {
				return nil, errWhole
			}
		}
		o.offset += int64(len(line))
		if rest = err == bufio.ErrBufferFull; !rest && len(line) > 0 {
			o.line++
		}
		if err == io.EOF {
			if o.end(); len(o.docs) == 0 {
				return nil, errWhole // nothing but comments
			}
			return o.docs, nil
		}
	}
}

// take decides where a line belongs; only its beginning may be known.
func (o *outliner) take(line []byte) error {
	indent := 0
	for indent < len(line) && line[indent] == ' ' {
		indent++
	}
	rest := line[indent:]
	switch {
	case len(rest) == 0 && len(line) > deepest, len(rest) > 0 && rest[0] == '\t' && indent <= o.dash:
		return errWhole
	case isEmpty(rest), rest[0] == '#':
		o.add()
		return nil
	}
	if indent == 0 {
		if bytes.HasPrefix(rest, []byte("---")) && (isEmpty(rest[3:]) || rest[3] == ' ' || rest[3] == '\t') {
			return o.marker(rest[3:])
		}
		if rest[0] == '%' || bytes.HasPrefix(rest, []byte("...")) {
			return errWhole
		}
	}
	o.started = true
	return o.state(o, indent, rest)
}

// add keeps the line, unless it belongs to the items.
func (o *outliner) add() {
	if o.keep = len(o.doc.spans) == 0 || o.doc.spans[len(o.doc.spans)-1].length > 0; o.keep {
		o.lines++
	}
}

// marker begins a document.
func (o *outliner) marker(rest []byte) error {
	if !isComment(rest) {
		return errWhole
	}
	if o.started {
		o.end()
	}
	o.started = true
	o.add()
	return nil
}

// end ends the document.
func (o *outliner) end() {
	o.close()
	if o.started {
		o.docs = append(o.docs, o.doc)
	}
	o.doc = outline{lines: lineMap{before: o.line - 1}}
	o.started, o.state, o.dash, o.lines = false, (*outliner).top, 0, 0
}

// close ends the span of the items so far.
func (o *outliner) close() {
	if n := len(o.doc.spans); n > 0 && o.doc.spans[n-1].length == 0 {
		o.doc.spans[n-1].length = int(o.offset - o.doc.spans[n-1].offset)
	}
}

// top takes a line outside of the list.
func (o *outliner) top(indent int, line []byte) error {
	o.add()
	rest, ok := bytes.CutPrefix(line, []byte(keyProfiles+":"))
	if indent > 0 || !ok || !isComment(rest) {
		return nil
	}
	if o.doc.item > 0 {
		return errWhole
	}
	o.state = (*outliner).list
	return nil
}

// list takes the first line of the list.
func (o *outliner) list(indent int, line []byte) error {
	switch {
	case isItem(line) && indent <= deepest:
		o.keep = false
		o.lines++
		o.doc.item, o.doc.lines.after = o.lines, o.lines
		o.doc.text = append(append(o.doc.text, bytes.Repeat([]byte(" "), indent)...), "- 0\n"...)
		o.doc.spans = append(o.doc.spans, span{offset: o.offset, textPlace: textPlace{line: o.line}})
		o.dash, o.state = indent, (*outliner).items
		return nil
	case indent > 0:
		return errWhole
	}
	o.state = (*outliner).top
	return o.top(indent, line)
}

// items takes a line of the list, or the first one behind it.
func (o *outliner) items(indent int, line []byte) error {
	o.keep = false
	switch {
	case indent > o.dash:
	case indent == o.dash && isItem(line):
		if last := o.doc.spans[len(o.doc.spans)-1]; o.offset-last.offset >= int64(o.size) {
			o.close()
			o.doc.spans = append(o.doc.spans, span{offset: o.offset, textPlace: textPlace{line: o.line}})
		}
	case indent > 0:
		return errWhole
	default:
		o.close()
		o.doc.lines.gap = o.line - o.doc.lines.before - o.lines - 1
		o.dash, o.state = 0, (*outliner).top
		return o.top(indent, line)
	}
	return nil
}

// isItem reports that a text begins with the dash of a list's item.
func isItem(text []byte) bool {
	return text[0] == '-' && (isEmpty(text[1:]) || text[1] == ' ')
}

// isEmpty reports that nothing but a line break is left of a line.
func isEmpty(rest []byte) bool {
	return len(rest) == 0 || rest[0] == '\n' || len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n'
}

// isComment reports that nothing but blanks and a comment is left of a line.
func isComment(rest []byte) bool {
	text := bytes.TrimLeft(rest, " ")
	return isEmpty(text) || len(text) < len(rest) && text[0] == '#'
}

// hasOddBreaks reports whether a text contains what the YAML parser takes for
// the end of a line, or for nothing at its beginning, besides LF and CR LF.
func hasOddBreaks(text []byte) bool {
	for _, odd := range [...]string{"\u0085", "\u2028", "\u2029", "\ufeff"} {
		if bytes.Contains(text, []byte(odd)) {
			return true
		}
	}
	return bytes.Count(text, []byte("\r")) != bytes.Count(text, []byte("\r\n"))
}
