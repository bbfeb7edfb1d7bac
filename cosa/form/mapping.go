package form

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// mapping is a mapping of the file with merge keys resolved.
type mapping struct {
	at           cosa.Place // its first key; 0 for the whole document
	line, column int        // of its first key
	pairs        []pair     // known keys, each once
	meant        []pair     // unknown keys, named as what was probably meant
	unknown      *yaml.Node // first unknown key, nil without one
}

// pair is a key and its value.
type pair struct {
	name       string
	key, value *yaml.Node
}

func (m *mapping) get(name string) (pair, bool) { return find(m.pairs, name) }

func find(pairs []pair, name string) (pair, bool) {
	for _, p := range pairs {
		if p.name == name {
			return p, true
		}
	}
	return pair{}, false
}

// step says how a node continues the path of its parent: by a key, or without
// one as item number index.
type step struct {
	parent cosa.Place
	key    string
	index  int
}

// mapping reads the keys of a mapping node; what names it in findings.
func (r *reader) mapping(n *yaml.Node, at step, what string, known []string) mapping {
	first := n
	if len(n.Content) > 0 {
		first = n.Content[0]
	}
	m := mapping{line: first.Line, column: first.Column}
	if at != (step{}) {
		m.at = r.place(first, at)
	}
	r.collect(&m, n, what, known, 0)
	return m
}

func (r *reader) collect(m *mapping, n *yaml.Node, what string, known []string, merges int) {
	own := len(m.pairs)
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content) && r.err == nil; i += 2 {
		key, value := r.visit(n.Content[i]), n.Content[i+1]
		if key.Tag == "!!merge" && key.Kind == yaml.ScalarNode {
			merged = append(merged, value)
			continue
		}
		if key.Kind != yaml.ScalarNode {
			r.wrongType(r.place(key, step{m.at, "?", 0}), "a key of "+what, shape(key), "a key must be one word")
			continue
		}
		name := key.Value
		if s, ok := synonyms[name]; ok && slices.Contains(known, s) {
			name = s
		}
		if !slices.Contains(known, name) {
			if m.unknown == nil {
				m.unknown = key
			}
			at := r.place(key, step{m.at, name, 0})
			if meant := r.unknownKey(key, at, what, known, n); meant != "" {
				m.meant = append(m.meant, pair{meant, key, value})
			}
			continue
		}
		if before, ok := find(m.pairs, name); ok {
			if merges == 0 {
				r.duplicateKey(m, key, before)
			} else if slices.ContainsFunc(m.pairs[own:], func(p pair) bool { return p.name == name }) {
				r.duplicateKey(m, key, before)
			}
			continue
		}
		m.pairs = append(m.pairs, pair{name, key, value})
	}
	for _, value := range merged {
		r.merge(m, value, what, known, merges+1)
	}
}

// merge adds the keys of the mapping, or of the mappings, behind a merge key.
func (r *reader) merge(m *mapping, n *yaml.Node, what string, known []string, merges int) {
	n = r.visit(n)
	if merges > r.limits.Depth {
		r.fail(n, fmt.Sprintf("merge keys (<<) are nested deeper than %d levels", r.limits.Depth), "")
	}
	switch {
	case r.err != nil:
	case n.Kind == yaml.MappingNode:
		r.collect(m, n, what, known, merges)
	case n.Kind == yaml.SequenceNode:
		for _, child := range n.Content {
			r.merge(m, child, what, known, merges+1)
		}
	default:
		r.wrongType(r.place(n, step{m.at, "<<", 0}), "the merge key << of "+what, shape(n), "it takes an alias of a mapping, as in <<: *name")
	}
}

func (r *reader) duplicateKey(m *mapping, key *yaml.Node, before pair) {
	name := fmt.Sprintf("%q", key.Value)
	if key.Value != before.key.Value {
		name = fmt.Sprintf("%q and %q mean the same and", before.key.Value, key.Value)
	}
	first := r.place(before.key, step{m.at, before.name, 0})
	r.report("duplicate-key", r.place(key, step{m.at, before.name, 0}), cosa.Finding{
		Message: name + " stands in this mapping twice; the first one counts",
		Hint:    "delete one of them",
		Value:   key.Value,
		Related: []cosa.Related{{Message: "the first one", Position: r.b.At(first)}},
	})
}

// place remembers where a node stands.
func (r *reader) place(n *yaml.Node, at step) cosa.Place {
	column := n.Column
	if n.Kind == yaml.ScalarNode && (n.Anchor != "" || n.Style&yaml.TaggedStyle != 0) {
		if c, ok := r.content(n); ok {
			column = c
			if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
				column--
			}
		}
	}
	return r.b.Place(n.Line, column, at.parent, at.key, at.index)
}

// content returns the column of a scalar's text behind anchor, tag and quote;
// ok is false where the text does not stand in the file just so, as with
// escapes or several lines.
func (r *reader) content(n *yaml.Node) (column int, ok bool) {
	if r.source.Format == cosa.JSON || r.source.Format == cosa.JSONL {
		column = n.Column
		if n.Style&yaml.DoubleQuotedStyle != 0 {
			column++
		}
		return column, n.Style&escapedText == 0
	}
	line := r.text.line(n.Line)
	for range n.Column - 1 {
		_, size := utf8.DecodeRune(line)
		line = line[size:]
	}
	column = n.Column
	for len(line) > 0 && (line[0] == '&' || line[0] == '!') {
		end := bytes.IndexAny(line, " \t")
		if end < 0 {
			return 0, false
		}
		rest := bytes.TrimLeft(line[end:], " \t")
		column += utf8.RuneCount(line[:len(line)-len(rest)])
		line = rest
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && len(line) > 0 {
		line = line[1:]
		column++
	}
	return column, bytes.HasPrefix(line, []byte(n.Value))
}
