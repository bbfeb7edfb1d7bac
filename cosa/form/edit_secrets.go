package form

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// Secrets finds the values in a text that may be credentials: those of settings
// that are, and those under keys that nobody knows.
func Secrets(text string, format cosa.Format) ([]patch.Span, error) {
	documents, err := nodesOf(text, format)
	if err != nil {
		return nil, err
	}
	s := &secretFinder{index: newNodeIndex(text, format, documents), open: openKeys(), at: make(map[*yaml.Node]int)}
	for i, n := range s.index.order {
		s.at[n] = i
	}
	for _, d := range documents {
		s.look(d, false)
	}
	return s.spans, nil
}

// openKeys are the keys whose values are no secret, or mappings.
func openKeys() map[string]bool {
	open := map[string]bool{"<<": true, rangeKeys[0]: true, rangeKeys[1]: true}
	for key := range synonyms {
		open[key] = true
	}
	known := knownKeys()
	for _, keys := range [][]string{known.profile, known.defaults, known.target, known.sim, known.connection, known.row, documentKeys(), packageKeys(), questionKeys()} {
		for _, key := range keys {
			open[key] = true
		}
	}
	for _, spec := range cosa.Settings() {
		if spec.Secret {
			delete(open, spec.Key)
		}
	}
	return open
}

type secretFinder struct {
	index *nodeIndex
	open  map[string]bool
	at    map[*yaml.Node]int // number in the order of the text
	spans []patch.Span
}

func (s *secretFinder) look(n *yaml.Node, hidden bool) {
	if hidden && n.Kind == yaml.ScalarNode && n.Value != "" {
		s.hide(n)
	}
	for i, child := range n.Content {
		of := hidden
		if n.Kind == yaml.MappingNode && i%2 == 1 {
			of = hidden || !s.open[n.Content[i-1].Value]
		}
		s.look(child, of)
	}
}

// hide masks a scalar; where its end cannot be told, all up to the next one.
func (s *secretFinder) hide(n *yaml.Node) {
	from, to, ok := s.index.token(n)
	if !ok {
		if from = s.index.offset(n); from < 0 {
			return
		}
		to = len(s.index.text)
		for _, next := range s.index.order[s.at[n]+1:] {
			if at := s.index.offset(next); at > from {
				to = from + len(strings.TrimRight(s.index.text[from:at], " \t\r\n-?"))
				break
			}
		}
	}
	s.spans = append(s.spans, patch.Span{From: from, To: to})
}
