package spreadsheet

import "bytes"

// xmlCopier is a scanner that also yields the bytes of every token, so that a
// part can be written again with all of it but what is changed.
type xmlCopier struct {
	x    *xmlScanner
	from int // first byte of the window that was not yielded
	held []byte
	raw  []byte // bytes of the last token and of what was passed over before it
}

func newXMLCopier(src *pipe, depth int) *xmlCopier {
	c := &xmlCopier{x: newXMLScanner(src, depth)}
	c.x.left = func(gone []byte) {
		c.held = append(c.held, gone[c.from:]...)
		c.from = 0
	}
	return c
}

func (c *xmlCopier) next() (token, error) {
	c.held = c.held[:0]
	t, err := c.x.next()
	if err != nil {
		return t, err
	}
	c.raw = c.x.buf[c.from:c.x.pos]
	if len(c.held) > 0 {
		c.held = append(c.held, c.raw...)
		c.raw = c.held
	}
	c.from = c.x.pos
	return t, nil
}

// tag cuts the token's bytes into what was passed over and the tag itself; the
// end of an empty element has no bytes.
func (c *xmlCopier) tag() (before, tag []byte) {
	i := max(bytes.LastIndexByte(c.raw, '<'), 0)
	return c.raw[:i], c.raw[i:]
}

// rowNumber is the number of a row, whose start tag was just read, behind
// another one.
func rowNumber(x *xmlScanner, last int) (int, error) {
	r := x.attr("r")
	if r == nil {
		return last + 1, nil
	}
	n, ok := parseIndex(r)
	if !ok || n <= last {
		return 0, malformed("a row behind row %d has the number %.20q", last, r)
	}
	return n, nil
}

// cellColumn is the column of a cell, whose start tag was just read, behind
// another one of its row.
func cellColumn(x *xmlScanner, row, last int) (int, error) {
	ref := x.attr("r")
	if ref == nil {
		return last + 1, nil
	}
	column, line, ok := parseRef(ref)
	if !ok || line != row {
		return 0, malformed("row %d has a cell with the address %.20q", row, ref)
	}
	return column, nil
}

// emptyTag reports whether a start tag is an end tag too.
func emptyTag(tag []byte) bool { return bytes.HasSuffix(tag, []byte("/>")) }

// tagPrefix is the namespace prefix of a tag's name with its colon, or "".
func tagPrefix(tag []byte) string {
	i := 1
	for i < len(tag) && nameByte[tag[i]] {
		i++
	}
	if colon := bytes.IndexByte(tag[:i], ':'); colon > 0 {
		return string(tag[1 : colon+1])
	}
	return ""
}

// tagAttribute finds an attribute of a start tag by its full name: where it
// begins, with the blank before it, and where its value lies between quotes.
func tagAttribute(tag []byte, name string) (start, from, to int, ok bool) {
	i := 1
	for i < len(tag) && nameByte[tag[i]] {
		i++
	}
	for i < len(tag) {
		start = i
		for i < len(tag) && isSpace(tag[i]) {
			i++
		}
		key := i
		for i < len(tag) && nameByte[tag[i]] {
			i++
		}
		key, end := key, i
		open := bytes.IndexAny(tag[i:], `"'`)
		if key == end || open < 0 {
			return 0, 0, 0, false
		}
		from = i + open + 1
		length := bytes.IndexByte(tag[from:], tag[from-1])
		if length < 0 {
			return 0, 0, 0, false
		}
		to = from + length
		if string(tag[key:end]) == name {
			return start, from, to, true
		}
		i = to + 1
	}
	return 0, 0, 0, false
}

// appendWith appends a start tag with an attribute set. The value needs no
// escaping.
func appendWith(to, tag []byte, name, value string) []byte {
	if _, from, end, ok := tagAttribute(tag, name); ok {
		to = append(to, tag[:from]...)
		to = append(to, value...)
		return append(to, tag[end:]...)
	}
	cut := len(tag) - 1
	if emptyTag(tag) {
		cut--
	}
	for cut > 0 && isSpace(tag[cut-1]) {
		cut--
	}
	to = append(to, tag[:cut]...)
	to = append(to, ' ')
	to = append(to, name...)
	to = append(to, '=', '"')
	to = append(to, value...)
	to = append(to, '"')
	return append(to, tag[cut:]...)
}

// appendWithout appends a start tag without an attribute.
func appendWithout(to, tag []byte, name string) []byte {
	start, _, end, ok := tagAttribute(tag, name)
	if !ok {
		return append(to, tag...)
	}
	to = append(to, tag[:start]...)
	return append(to, tag[end+1:]...)
}
