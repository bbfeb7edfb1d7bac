package form

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// Why an edit is left to a person.
const (
	leftGone   = "it does not stand there just so"
	leftAnchor = "an anchor (&) repeats it elsewhere, or a tag (!) stands in front of it"
	leftBlock  = "it is written as a block of text (| or >) or on several lines"
	leftRange  = "it is a part of a range that is written as START-END"
)

var errUneven = errors.New("the edited text does not hold the values that it should")

// Edits finds where the edits of values and keys lie in a text in the YAML form
// or, for [cosa.JSON] and [cosa.JSONL], in JSON, which was read without an error. The quotes of a value stay as
// they are where they can. What is edited stands in the text once and in one
// line; other edits are left, with the reason. The text with these edits differs
// from it in the edited values and keys alone.
func Edits(text string, format cosa.Format, edits []cosa.Edit) ([]patch.Edit, []patch.Left, error) {
	documents, err := nodesOf(text, format)
	if err != nil {
		return nil, nil, err
	}
	index := newNodeIndex(text, format, documents)
	var places []patch.Edit
	var left []patch.Left
	changed := make(map[*yaml.Node]string)
	for _, e := range edits {
		found, reason := index.edits(e)
		if reason != "" {
			left = append(left, patch.Left{Edit: e, Reason: reason})
			continue
		}
		for n, text := range found {
			from, to, _ := index.token(n)
			changed[n] = text
			places = append(places, patch.Edit{Span: patch.Span{From: from, To: to}, Text: requoted(n, text, format), Title: patch.Title(e)})
		}
	}
	after, err := patch.Splice(text, places)
	if err != nil {
		return nil, nil, err
	}
	again, err := nodesOf(after, format)
	if err != nil || !sameBut(documents, again, changed) {
		return nil, nil, errors.Join(errUneven, err)
	}
	return places, left, nil
}

// nodesOf parses a text.
func nodesOf(text string, format cosa.Format) ([]*yaml.Node, error) {
	switch format {
	case cosa.JSONL:
		r := reader{limits: Limits{}.orDefaults()}
		p := r.batch(lineBatch{text: []byte(text), line: 1})
		return p.root.Content, p.err
	case cosa.JSON:
		root, err := parseJSON("", []byte(text), Limits{}.orDefaults().Depth)
		if root == nil || err != nil {
			return nil, err
		}
		return []*yaml.Node{root}, nil
	}
	var documents []*yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	for {
		var document yaml.Node
		if err := decode(decoder, &document); errors.Is(err, io.EOF) {
			return documents, nil
		} else if err != nil {
			return nil, err
		}
		documents = append(documents, &document)
	}
}

// edits returns the scalars that an edit changes and their new texts, or why
// the edit is left.
func (x *nodeIndex) edits(e cosa.Edit) (map[*yaml.Node]string, string) {
	at := spot{e.Position.Line, e.Position.Column}
	if n := x.scalars[at]; n != nil {
		switch {
		case textOf(n) == e.Old:
			return x.one(n, e.New)
		case strings.HasPrefix(n.Value, e.Old):
			return nil, leftRange
		}
		return nil, leftGone
	}
	list := x.lists[at]
	if list == nil {
		return nil, leftGone
	}
	return x.listed(list, e)
}

func (x *nodeIndex) one(n *yaml.Node, text string) (map[*yaml.Node]string, string) {
	if reason := x.refused(n); reason != "" {
		return nil, reason
	}
	return map[*yaml.Node]string{n: text}, ""
}

// listed shares the new text of a list out among its items.
func (x *nodeIndex) listed(list *yaml.Node, e cosa.Edit) (map[*yaml.Node]string, string) {
	var texts []string
	for _, item := range list.Content {
		if item.Kind != yaml.ScalarNode {
			return nil, leftAnchor
		}
		texts = append(texts, textOf(item))
	}
	pieces := cosa.ListPieces(e.New)
	if strings.Join(texts, ", ") != e.Old || len(pieces) != len(cosa.ListPieces(e.Old)) {
		return nil, leftGone
	}
	all := make(map[*yaml.Node]string)
	for i, item := range list.Content {
		n := len(cosa.ListPieces(texts[i]))
		text := strings.Join(pieces[:n], "")
		if i > 0 {
			text = strings.TrimPrefix(text, ",")
		}
		pieces = pieces[n:]
		if text = strings.Trim(text, " "); text == strings.Trim(texts[i], " ") {
			continue
		}
		if reason := x.refused(item); reason != "" || text == "" {
			return nil, reason + leftIfBlank(text)
		}
		all[item] = text
	}
	if len(all) == 0 {
		return nil, leftGone
	}
	return all, ""
}

func leftIfBlank(text string) string {
	if text == "" {
		return leftGone
	}
	return ""
}
