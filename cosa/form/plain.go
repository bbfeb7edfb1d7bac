package form

import (
	"bytes"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// plainParser parses the part of YAML in which submissions are mostly written:
// lists and mappings in block style whose keys are words, and values of one
// line, plain, in quotes without escapes, or in brackets. It gives the nodes
// that the YAML library gives, without the types of plain values other than
// null, and without comments. Whatever else stands in a text is left to the
// library: the parser gives up, and never guesses.
type plainParser struct {
	text  []byte
	pos   int // of the next line
	line  int // its number, from 1
	words map[string]string

	// The line looked at: its number, its text without a comment or a line
	// break, and its indentation.
	number int
	indent int
	rest   []byte // behind the indentation
	ended  bool   // there is no such line

	bytes, characters int // the same place in the line: a column of either kind

	nodes    []yaml.Node // not yet used
	children []*yaml.Node
}

// longestWord bounds keys, in bytes.
const longestWord = 100

// plainNodes is how many nodes are made at a time.
const plainNodes = 512

// parsePlain parses a list in block style. keys are words that mappings have.
func parsePlain(text []byte, keys map[string]string) (list *yaml.Node, ok bool) {
	if !isPlainText(text) {
		return nil, false
	}
	p := &plainParser{text: text, line: 1, words: keys}
	if !p.next() || p.ended || !isDash(p.rest) {
		return nil, false
	}
	list, ok = p.list()
	return list, ok && p.ended
}

// isPlainText reports that a text, which is UTF-8, has no characters that YAML
// forbids, and no blanks and ends of lines but spaces, LF and CR LF.
func isPlainText(text []byte) bool {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && (c != '\r' || i+1 == len(text) || text[i+1] != '\n') || c == 0x7f {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r > 0xfffd {
			return false
		}
		i += size
	}
	return true
}

// next looks at the next line that has more than a comment.
func (p *plainParser) next() bool {
	for p.pos < len(p.text) {
		line := p.text[p.pos:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
			p.pos++
		}
		p.pos += len(line)
		p.number = p.line
		p.line++
		if n := len(line); n > 0 && line[n-1] == '\r' {
			line = line[:n-1]
		}
		p.indent, p.bytes, p.characters = 0, 0, 0
		for p.indent < len(line) && line[p.indent] == ' ' {
			p.indent++
		}
		p.rest = line[p.indent:]
		switch {
		case len(p.rest) == 0, p.rest[0] == '#':
			continue
		case p.indent == 0 && (bytes.HasPrefix(p.rest, []byte("---")) || bytes.HasPrefix(p.rest, []byte("..."))):
			return false
		}
		return true
	}
	p.ended, p.indent, p.rest = true, -1, nil
	return true
}

func isDash(rest []byte) bool { return len(rest) > 1 && rest[0] == '-' && rest[1] == ' ' }

func (p *plainParser) node(kind yaml.Kind, tag string, column int) *yaml.Node {
	if len(p.nodes) == 0 {
		p.nodes = make([]yaml.Node, plainNodes)
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	n.Kind, n.Tag, n.Line, n.Column = kind, tag, p.number, column+1
	return n
}

// close ends a node whose children were collected since the given mark.
func (p *plainParser) close(n *yaml.Node, mark int) *yaml.Node {
	n.Content = append(make([]*yaml.Node, 0, len(p.children)-mark), p.children[mark:]...)
	p.children = p.children[:mark]
	return n
}

// list parses the list that the line looked at begins.
func (p *plainParser) list() (*yaml.Node, bool) {
	n, mark, column := p.node(yaml.SequenceNode, "!!seq", p.indent), len(p.children), p.indent
	for p.indent == column && isDash(p.rest) {
		skipped := 1
		for skipped < len(p.rest) && p.rest[skipped] == ' ' {
			skipped++
		}
		p.indent, p.rest = p.indent+skipped, p.rest[skipped:]
		if len(p.rest) == 0 || p.rest[0] == '#' || isDash(p.rest) {
			return nil, false
		}
		item, ok := p.item(column)
		if !ok {
			return nil, false
		}
		p.children = append(p.children, item)
	}
	return p.close(n, mark), p.indent <= column
}

// item parses what stands behind a dash in the given column: a mapping or a
// value.
func (p *plainParser) item(dash int) (*yaml.Node, bool) {
	if size := word(p.rest); size > 0 && isColon(p.rest[size:]) {
		return p.mapping()
	}
	return p.value(p.rest, p.indent, dash)
}

// word is the length of the key that a text begins with, 0 for none. YAML
// bounds the length of keys.
func word(text []byte) int {
	for i, c := range text {
		if i == longestWord {
			return 0
		}
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || i > 0 && c >= '0' && c <= '9' {
			continue
		}
		return i
	}
	return len(text)
}

func isColon(rest []byte) bool {
	return len(rest) > 0 && rest[0] == ':' && (len(rest) == 1 || rest[1] == ' ')
}

// mapping parses the mapping that the line looked at begins.
func (p *plainParser) mapping() (*yaml.Node, bool) {
	n, mark, column := p.node(yaml.MappingNode, "!!map", p.indent), len(p.children), p.indent
	for p.indent == column && !isDash(p.rest) {
		size := word(p.rest)
		if size == 0 || !isColon(p.rest[size:]) {
			return nil, false
		}
		key := p.word(p.rest[:size], column)
		size++
		for size < len(p.rest) && p.rest[size] == ' ' {
			size++
		}
		var value *yaml.Node
		var ok bool
		if rest := p.rest[size:]; len(rest) == 0 || rest[0] == '#' {
			value, ok = p.below(column)
		} else {
			value, ok = p.value(rest, column+size, column)
		}
		if !ok {
			return nil, false
		}
		p.children = append(p.children, key, value)
	}
	return p.close(n, mark), p.indent < column
}

func (p *plainParser) word(text []byte, column int) *yaml.Node {
	n := p.node(yaml.ScalarNode, "!!str", column)
	var known bool
	if n.Value, known = p.words[string(text)]; !known {
		n.Value = string(text)
		if isNullText(n.Value) {
			n.Tag = "!!null"
		}
	}
	return n
}

// below parses the list or mapping that stands in the lines below the key of a
// mapping in the given column.
func (p *plainParser) below(column int) (*yaml.Node, bool) {
	if !p.next() || p.ended {
		return nil, false
	}
	switch {
	case isDash(p.rest) && p.indent >= column:
		n, ok := p.list()
		return n, ok && p.indent <= column
	case p.indent > column:
		n, ok := p.mapping()
		return n, ok && p.indent <= column
	}
	return nil, false
}

// value parses a value that ends in the line looked at, and looks at the next
// one, which must stand no further to the right than outer.
func (p *plainParser) value(text []byte, column, outer int) (*yaml.Node, bool) {
	n, rest, ok := p.inline(text, column, false, 0)
	if !ok || !isComment(rest) {
		return nil, false
	}
	return n, p.next() && p.indent <= outer
}

// inline parses a value within a line. Its column counts bytes until the node
// is made.
func (p *plainParser) inline(text []byte, column int, flow bool, depth int) (n *yaml.Node, rest []byte, ok bool) {
	switch text[0] {
	case '[', '{':
		if depth == 8 {
			return nil, nil, false
		}
		return p.flow(text, column, depth+1)
	case '"', '\'':
		return p.quoted(text, column)
	case '-', '?', ':', ',', ']', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`':
		return nil, nil, false
	}
	end := len(text)
	for i, c := range text {
		if c == '#' && text[i-1] == ' ' || flow && (c == ',' || c == ']' || c == '}') {
			if end = i; c == '#' {
				end--
			}
			break
		}
		if c == ':' && (i+1 == len(text) || text[i+1] == ' ' || flow && bytes.IndexByte([]byte(",[]{}"), text[i+1]) >= 0) ||
			flow && (c == '[' || c == '{' || c == '?') {
			return nil, nil, false
		}
	}
	n = p.node(yaml.ScalarNode, "!!str", p.inCharacters(column))
	n.Value = string(bytes.TrimRight(text[:end], " "))
	if isNullText(n.Value) {
		n.Tag = "!!null"
	} else if n.Value == "<<" {
		n.Tag = "!!merge"
	}
	return n, text[end:], true
}

// isNullText reports that a plain text means null.
func isNullText(text string) bool {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

func (p *plainParser) quoted(text []byte, column int) (n *yaml.Node, rest []byte, ok bool) {
	quote := text[0]
	end := bytes.IndexByte(text[1:], quote) + 1
	if end == 0 {
		return nil, nil, false
	}
	rest = text[end+1:]
	if len(rest) > 0 && rest[0] == quote || quote == '"' && bytes.IndexByte(text[:end], '\\') >= 0 {
		return nil, nil, false
	}
	n = p.node(yaml.ScalarNode, "!!str", p.inCharacters(column))
	n.Value, n.Style = string(text[1:end]), yaml.DoubleQuotedStyle
	if quote == '\'' {
		n.Style = yaml.SingleQuotedStyle
	}
	return n, rest, true
}

// flow parses a list or mapping in brackets.
func (p *plainParser) flow(text []byte, column, depth int) (n *yaml.Node, rest []byte, ok bool) {
	closing, mark, whole := byte(']'), len(p.children), len(text)+column
	if n = p.node(yaml.SequenceNode, "!!seq", p.inCharacters(column)); text[0] == '{' {
		closing, n.Kind, n.Tag = '}', yaml.MappingNode, "!!map"
	}
	n.Style = yaml.FlowStyle
	text = trimBlanks(text[1:])
	if len(text) > 0 && text[0] == closing {
		return p.close(n, mark), text[1:], true
	}
	for {
		if closing == '}' {
			size := word(text)
			if size == 0 || !isColon(text[size:]) {
				return nil, nil, false
			}
			p.children = append(p.children, p.word(text[:size], p.inCharacters(whole-len(text))))
			text = trimBlanks(text[size+1:])
		}
		if len(text) == 0 {
			return nil, nil, false
		}
		value, behind, ok := p.inline(text, whole-len(text), true, depth)
		if !ok {
			return nil, nil, false
		}
		p.children = append(p.children, value)
		text = trimBlanks(behind)
		if len(text) > 0 && text[0] == closing {
			return p.close(n, mark), text[1:], true
		}
		if len(text) == 0 || text[0] != ',' {
			return nil, nil, false
		}
		text = trimBlanks(text[1:])
	}
}

func trimBlanks(text []byte) []byte {
	for len(text) > 0 && text[0] == ' ' {
		text = text[1:]
	}
	return text
}

// inCharacters makes a column of bytes in the line looked at one of characters.
// Columns are asked for from left to right.
func (p *plainParser) inCharacters(column int) int {
	if p.bytes < p.indent {
		p.bytes, p.characters = p.indent, p.indent
	}
	p.characters += utf8.RuneCount(p.rest[p.bytes-p.indent : column-p.indent])
	p.bytes = column
	return p.characters
}
