package form

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// Balance is an item of a list of balances: what it says, by key.
type Balance struct {
	Values   []FixtureValue
	Position cosa.Position
}

// ReadBalances reads a list of balances in YAML or JSON; keys are those that an
// item may have. A list of values is read as one, with commas. The error is a
// [cosa.ReadError] that tells the place of the first fault.
func ReadBalances(file string, r io.Reader, keys []string) ([]Balance, error) {
	text, err := readText(file, r, Limits{}.orDefaults())
	if err != nil {
		return nil, err
	}
	f := fixtures{file: file, keys: keys}
	var list []Balance
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		err := decode(decoder, &document)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, syntaxError(file, text, err, nil)
		}
		root := resolved(document.Content[0])
		if isNull(root) {
			continue
		}
		if root.Kind != yaml.SequenceNode {
			return nil, f.fault(root, "it must be a list of balances: one item with - for each", "the file is %s", shape(root))
		}
		for _, item := range root.Content {
			b, err := f.balance(resolved(item))
			if err != nil {
				return nil, err
			}
			list = append(list, b)
		}
	}
	if len(list) == 0 {
		return nil, &cosa.ReadError{
			Position: cosa.Position{File: file}, Problem: "the file holds no balances",
			Hint: "write a list: one item with - for each SIM or range of SIMs, with iccid and type",
		}
	}
	return list, nil
}

func (f *fixtures) balance(n *yaml.Node) (Balance, error) {
	b := Balance{Position: f.at(n)}
	if n.Kind != yaml.MappingNode {
		return b, f.fault(n, "it must have keys such as iccid and type", "a balance is %s", shape(n))
	}
	lines := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], resolved(n.Content[i+1])
		if err := f.key(key, lines); err != nil {
			return b, err
		}
		parts := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			parts = value.Content
		}
		var texts []string
		for _, part := range parts {
			if part = resolved(part); part.Kind != yaml.ScalarNode {
				return b, f.fault(part, "it must be one value, or a list of them", "%q is %s", key.Value, shape(part))
			}
			texts = append(texts, textOf(part))
		}
		b.Values = append(b.Values, FixtureValue{Key: key.Value, Text: strings.Join(texts, ","), Position: f.at(value)})
	}
	return b, nil
}
