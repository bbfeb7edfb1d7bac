package form

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// spot is a line and a column, both from 1.
type spot struct{ line, column int }

// nodeIndex finds the nodes of a text by their places.
type nodeIndex struct {
	text    string
	starts  []int // offsets of the lines
	scalars map[spot]*yaml.Node
	lists   map[spot]*yaml.Node
	shared  map[*yaml.Node]bool // scalars that an alias repeats
	aliased map[*yaml.Node]bool // nodes that aliases stand for
	order   []*yaml.Node        // in the order of the text
}

func newNodeIndex(text string, format cosa.Format, documents []*yaml.Node) *nodeIndex {
	x := &nodeIndex{
		text: text, starts: lineStarts(text, format),
		scalars: make(map[spot]*yaml.Node), lists: make(map[spot]*yaml.Node),
		shared: make(map[*yaml.Node]bool), aliased: make(map[*yaml.Node]bool),
	}
	for _, d := range documents {
		x.findAliases(d)
	}
	for _, d := range documents {
		x.add(d, false)
	}
	return x
}

func (x *nodeIndex) findAliases(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		x.aliased[n.Alias] = true
	}
	for _, child := range n.Content {
		x.findAliases(child)
	}
}

func (x *nodeIndex) add(n *yaml.Node, shared bool) {
	shared = shared || x.aliased[n]
	if n.Kind != yaml.DocumentNode {
		x.order = append(x.order, n)
	}
	switch at := (spot{n.Line, n.Column}); n.Kind {
	case yaml.ScalarNode:
		x.scalars[at] = n
		x.scalars[spot{n.Line, n.Column + x.properties(n)}] = n
		x.shared[n] = shared
	case yaml.SequenceNode:
		x.lists[at] = n
		x.shared[n] = shared
	}
	for _, child := range n.Content {
		x.add(child, shared)
	}
}

// properties is how many characters the anchor and the tag in front of a scalar
// take; findings point behind them.
func (x *nodeIndex) properties(n *yaml.Node) int {
	from := x.offset(n)
	if from < 0 || n.Anchor == "" && n.Style&yaml.TaggedStyle == 0 {
		return 0
	}
	rest := x.text[from:]
	for rest != "" && (rest[0] == '&' || rest[0] == '!') {
		end := strings.IndexAny(rest, " \t\r\n")
		if end < 0 {
			break
		}
		rest = strings.TrimLeft(rest[end:], " \t")
	}
	return utf8.RuneCountInString(x.text[from : len(x.text)-len(rest)])
}

// lineStarts are the offsets of the lines as the parser counts them.
func lineStarts(text string, format cosa.Format) []int {
	starts := []int{0}
	for i, r := range text {
		switch {
		case r == '\n', r == '\r' && !strings.HasPrefix(text[i+1:], "\n"):
		case format == cosa.YAML && (r == 0x85 || r == 0x2028 || r == 0x2029):
		default:
			continue
		}
		starts = append(starts, i+utf8.RuneLen(r))
	}
	return starts
}

// offset is where a node begins, -1 where that is not in the text.
func (x *nodeIndex) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(x.starts) {
		return -1
	}
	at := x.starts[n.Line-1]
	for range n.Column - 1 {
		if at >= len(x.text) {
			return -1
		}
		_, size := utf8.DecodeRuneInString(x.text[at:])
		at += size
	}
	return at
}

// token is where a scalar lies with its quotes; ok is false where it does not
// stand in one line just so.
func (x *nodeIndex) token(n *yaml.Node) (from, to int, ok bool) {
	from = x.offset(n)
	if from < 0 {
		return 0, 0, false
	}
	rest := x.text[from:]
	length := len(n.Value)
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		length = quotedLength(rest, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		length = quotedLength(rest, '\'')
	case !strings.HasPrefix(rest, n.Value):
		return 0, 0, false
	}
	if length <= 0 || strings.ContainsAny(rest[:length], "\n\r\u0085\u2028\u2029") {
		return 0, 0, false
	}
	return from, from + length, true
}

// quotedLength is the length of the quoted text that text begins with, 0 for
// none.
func quotedLength(text string, quote byte) int {
	if text == "" || text[0] != quote {
		return 0
	}
	for i := 1; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\':
			i++
		case text[i] != quote:
		case quote == '\'' && strings.HasPrefix(text[i+1:], "'"):
			i++
		default:
			return i + 1
		}
	}
	return 0
}

// refused says why a scalar cannot be edited, "" where it can.
func (x *nodeIndex) refused(n *yaml.Node) string {
	switch {
	case x.shared[n] || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0:
		return leftAnchor
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return leftBlock
	}
	if _, _, ok := x.token(n); !ok {
		return leftBlock
	}
	return ""
}
