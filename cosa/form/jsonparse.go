package form

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// jsonParser makes the nodes of a JSON text that the YAML parser would make of
// the same in YAML, with line and column of every key and value. Numbers keep
// their text. It differs from encoding/json in that, and in refusing halves of
// surrogate pairs instead of replacing them.
type jsonParser struct {
	file    string
	data    []byte
	pos     int
	line    int
	counted int // offset up to which column is known
	column  int // characters from lineStart to counted
	depth   int
	gapAt   int       // where a part of the file is left out, 0 for nowhere
	gap     textPlace // what stands there
	lines   bool      // a line of JSON Lines is read
	err     error
}

// escapedText is the style of a text that is written with escapes.
const escapedText = yaml.FlowStyle

// parseJSON returns the root, or nil where the text is blank.
func parseJSON(file string, data []byte, depth int) (*yaml.Node, error) {
	p := &jsonParser{file: file, data: data, line: 1, depth: depth}
	p.blanks()
	if p.pos == len(data) {
		return nil, nil
	}
	root := p.value(1)
	if p.err == nil {
		if p.blanks(); p.pos < len(data) {
			p.fail("text follows the end of the JSON value", "a file holds one JSON value")
		}
	}
	return root, p.err
}

// fail keeps the first error, at the current place.
func (p *jsonParser) fail(problem, hint string) {
	if p.err == nil {
		at := cosa.Position{File: p.file, Line: p.line, Column: p.here()}
		p.err = &cosa.ReadError{Position: at, Problem: "not valid JSON: " + problem, Hint: hint}
	}
}

// here is the column of the current place, in characters from 1.
func (p *jsonParser) here() int {
	p.column += utf8.RuneCount(p.data[p.counted:p.pos])
	p.counted = p.pos
	return p.column + 1
}

func (p *jsonParser) blanks() {
	for ; p.pos < len(p.data); p.pos++ {
		switch p.data[p.pos] {
		case ' ', '\t':
		case '\r':
			if p.pos+1 == len(p.data) || p.data[p.pos+1] != '\n' {
				p.newLine()
			}
		case '\n':
			p.newLine()
		default:
			return
		}
	}
}

func (p *jsonParser) newLine() {
	p.line++
	p.counted, p.column = p.pos+1, 0
}

func (p *jsonParser) peek() byte {
	if p.pos < len(p.data) {
		return p.data[p.pos]
	}
	return 0
}

func (p *jsonParser) node(kind yaml.Kind, tag string) *yaml.Node {
	return &yaml.Node{Kind: kind, Tag: tag, Line: p.line, Column: p.here()}
}

func (p *jsonParser) value(depth int) *yaml.Node {
	switch c := p.peek(); {
	case (c == '{' || c == '[') && depth > p.depth:
		p.fail(fmt.Sprintf("lists and objects are nested deeper than %d levels", p.depth), "the form needs no more than six")
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return p.text()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	case p.pos == len(p.data):
		p.failAtEnd()
	case c == '/' || c == '#':
		p.fail("comments are not allowed", "delete the comment, or use YAML")
	default:
		return p.word()
	}
	return nil
}

// failAtEnd says that there is no more where more is expected.
func (p *jsonParser) failAtEnd() {
	if p.lines {
		p.fail("the line ends too early", "a line holds a whole profile; JSON of several lines is read under a name that ends in .json")
		return
	}
	p.fail("the text ends too early", "a closing bracket or brace is missing")
}

func (p *jsonParser) object(depth int) *yaml.Node {
	n := p.node(yaml.MappingNode, "!!map")
	p.list(n, '}', func() {
		if p.lines && p.pos == len(p.data) {
			p.failAtEnd()
			return
		}
		if p.peek() != '"' {
			p.fail("a key in double quotes is expected", "check the quotes and the comma before it")
			return
		}
		key := p.text()
		p.blanks()
		if p.peek() != ':' {
			p.fail("a colon is expected after the key", "")
			return
		}
		p.pos++
		p.blanks()
		n.Content = append(n.Content, key, p.value(depth+1))
	})
	return n
}

func (p *jsonParser) array(depth int) *yaml.Node {
	n := p.node(yaml.SequenceNode, "!!seq")
	p.list(n, ']', func() { n.Content = append(n.Content, p.value(depth+1)) })
	return n
}

// list reads what stands between brackets, separated by commas.
func (p *jsonParser) list(n *yaml.Node, end byte, item func()) {
	p.pos++
	p.blanks()
	if p.peek() == end {
		p.pos++
		return
	}
	for p.err == nil {
		item()
		p.blanks()
		if p.err != nil {
			return
		}
		c := p.peek()
		switch {
		case c == end:
			p.pos++
			return
		case p.lines && p.pos == len(p.data):
			p.failAtEnd()
			return
		case c != ',':
			p.fail(fmt.Sprintf("a comma or %q is expected", end), fmt.Sprintf("it closes what begins in line %d", n.Line))
			return
		}
		p.pos++
		p.blanks()
		if p.peek() == end {
			p.fail("a comma before the closing bracket", "delete the comma")
		}
	}
}

// items reads values separated by commas to the end of the text.
func (p *jsonParser) items(depth int) (items []*yaml.Node) {
	for {
		p.blanks()
		items = append(items, p.value(depth))
		p.blanks()
		switch {
		case p.err != nil:
			return nil
		case p.pos == len(p.data):
			return items
		case p.peek() != ',':
			p.fail(`a comma or ']' is expected`, "it closes the list of profiles")
		}
		p.pos++
	}
}

// word reads true, false or null.
func (p *jsonParser) word() *yaml.Node {
	for word, tag := range map[string]string{"true": "!!bool", "false": "!!bool", "null": "!!null"} {
		if bytes.HasPrefix(p.data[p.pos:], []byte(word)) {
			n := p.node(yaml.ScalarNode, tag)
			n.Value = word
			p.pos += len(word)
			return n
		}
	}
	p.fail("a value is expected", "texts stand in double quotes; other values are numbers, true, false and null")
	return nil
}

func (p *jsonParser) number() *yaml.Node {
	n := p.node(yaml.ScalarNode, "!!float")
	start := p.pos
	for p.pos < len(p.data) && strings.IndexByte("+-.0123456789eE", p.data[p.pos]) >= 0 {
		p.pos++
	}
	n.Value = string(p.data[start:p.pos])
	if p.pos == p.gapAt {
		p.line, p.counted, p.column = p.gap.line, p.pos, p.gap.before
	}
	if !isJSONNumber(n.Value) {
		p.pos = start
		hint := "put it in double quotes"
		p.fail("this is no JSON number", hint)
	}
	return n
}

// isJSONNumber checks the grammar: -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?
func isJSONNumber(s string) bool {
	digits := func() bool {
		n := len(s) - len(strings.TrimLeft(s, "0123456789"))
		s = s[n:]
		return n > 0
	}
	s = strings.TrimPrefix(s, "-")
	if rest, ok := strings.CutPrefix(s, "0"); ok {
		s = rest
	} else if !digits() {
		return false
	}
	if rest, ok := strings.CutPrefix(s, "."); ok {
		if s = rest; !digits() {
			return false
		}
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		s = s[1:]
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		if !digits() {
			return false
		}
	}
	return s == ""
}

func (p *jsonParser) text() *yaml.Node {
	n := p.node(yaml.ScalarNode, "!!str")
	n.Style = yaml.DoubleQuotedStyle
	p.pos++
	start := p.pos
	var b []byte // only once there is an escape
	for p.pos < len(p.data) {
		switch c := p.data[p.pos]; {
		case c == '"':
			if b == nil {
				n.Value = string(p.data[start:p.pos])
			} else {
				n.Value = string(b)
				n.Style |= escapedText
			}
			p.pos++
			return n
		case c < 0x20:
			p.fail("a text contains a line break, a tab or a control character", `write \n or \t, or close the quotes`)
			return n
		case c == '\\':
			if b == nil {
				b = append(make([]byte, 0, 64), p.data[start:p.pos]...)
			}
			r, size := escape(p.data[p.pos:])
			if size == 0 {
				p.fail("unknown escape in a text", `a backslash itself is written \\`)
				return n
			}
			b = utf8.AppendRune(b, r)
			p.pos += size
		default:
			if b != nil {
				b = append(b, c)
			}
			p.pos++
		}
	}
	p.fail("a text is not closed", fmt.Sprintf("add the double quote that ends the text of line %d", n.Line))
	return n
}

// escape reads an escape sequence; size is 0 where it is none.
func escape(data []byte) (r rune, size int) {
	if len(data) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte(`"\/bfnrt`, data[1]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 2
	}
	unit := func(data []byte) rune {
		if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
			return -1
		}
		n, err := strconv.ParseUint(string(data[2:6]), 16, 16)
		if err != nil {
			return -1
		}
		return rune(n)
	}
	r = unit(data)
	switch {
	case r < 0:
		return 0, 0
	case !utf16.IsSurrogate(r):
		return r, 6
	}
	if r = utf16.DecodeRune(r, unit(data[6:])); r == utf8.RuneError {
		return 0, 0
	}
	return r, 12
}
