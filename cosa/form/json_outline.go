package form

import (
	"bufio"
	"io"
)

// jsonOutliner finds the items of profiles in a JSON text by its brackets and
// quotes alone. Where the text is not valid JSON that may be wrong, but then
// the parser refuses a piece.
type jsonOutliner struct {
	size    int
	offset  int64
	at      textPlace
	doc     outline
	depth   int
	begun   bool // the outermost object
	quoted  bool
	escaped bool
	cr      bool   // the last character is a carriage return
	key     []byte // the last text in the outermost object, as far as it matters
	named   bool   // a value of profiles is expected
	list    bool   // inside of the brackets of profiles
	open    bool   // inside of a span
}

// outlineJSON returns the outline of a JSON text, or errWhole.
func outlineJSON(in io.Reader, offset int64, size int) ([]outline, error) {
	o := &jsonOutliner{size: size, offset: offset, at: textPlace{line: 1}}
	text := bufio.NewReaderSize(in, 256<<10)
	for {
		c, err := text.ReadByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if !o.take(c) || len(o.doc.text) > outlineSize {
			return nil, errWhole
		}
		o.step(c)
	}
	if o.open || o.doc.item == 0 {
		return nil, errWhole
	}
	return []outline{o.doc}, nil
}

// step goes on behind a byte.
func (o *jsonOutliner) step(c byte) {
	o.offset++
	switch {
	case c == '\n' && o.cr:
		o.at.before = 0 // of one line break
	case c == '\n' || c == '\r':
		o.at.line++
		o.at.before = 0
	case c&0xc0 != 0x80:
		o.at.before++
	}
	o.cr = c == '\r'
}

// take decides where a byte belongs; ok is false where the text is no object,
// or has two lists of profiles.
func (o *jsonOutliner) take(c byte) (ok bool) {
	switch {
	case o.quoted:
		switch {
		case o.escaped:
			o.escaped = false
		case c == '\\':
			o.escaped = true
		case c == '"':
			o.quoted = false
		}
		if o.depth == 1 && o.quoted && len(o.key) <= len(keyProfiles) {
			o.key = append(o.key, c)
		}
		o.keep(c)
		return true
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		o.keep(c)
		return true
	case o.depth == 0 && (c != '{' || o.begun):
		return false
	}
	if o.list && o.depth == 2 {
		return o.item(c)
	}
	list := false
	o.begun = true
	switch c {
	case '"':
		o.quoted, o.named = true, false
		o.key = o.key[:0]
	case ':':
		o.named = o.depth == 1 && string(o.key) == keyProfiles
	case '[', '{':
		o.depth++
		list = o.named && c == '['
		o.named = false
	case ']', '}':
		o.depth--
	}
	o.keep(c)
	if list && o.doc.item > 0 {
		return false
	}
	o.list = o.list || list
	return true
}

// item takes a byte between the items of profiles, or the first of one.
func (o *jsonOutliner) item(c byte) bool {
	switch {
	case c == ']' || c == '}':
		switch {
		case o.open:
			o.close()
			o.doc.gap = o.at
		case o.doc.item > 0:
			return false // behind a comma
		}
		o.depth--
		o.list = false
		o.keep(c)
		return true
	case !o.open:
		if o.doc.item == 0 {
			o.doc.item, o.doc.gapAt = o.at.line, len(o.doc.text)+1
			o.doc.text = append(o.doc.text, '0')
		}
		o.doc.spans = append(o.doc.spans, span{offset: o.offset, textPlace: o.at})
		o.open = true
	}
	switch c {
	case ',':
		if o.offset-o.doc.spans[len(o.doc.spans)-1].offset >= int64(o.size) {
			o.close()
		}
	case '"':
		o.quoted = true
	case '[', '{':
		o.depth++
	}
	return true
}

func (o *jsonOutliner) close() {
	last := &o.doc.spans[len(o.doc.spans)-1]
	last.length = int(o.offset - last.offset)
	o.open = false
}

func (o *jsonOutliner) keep(c byte) {
	if !o.list || !o.open && o.doc.item == 0 {
		o.doc.text = append(o.doc.text, c)
	}
}
