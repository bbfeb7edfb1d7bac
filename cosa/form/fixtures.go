package form

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// Fixture is an item of a list of SIMs, each with the profile that it is to
// get.
type Fixture struct {
	Name     string
	Profile  string // Operator (Country), or "none"
	Values   []FixtureValue
	Position cosa.Position
}

// FixtureValue is what a fixture says of its SIM.
type FixtureValue struct {
	Key, Text string
	Position  cosa.Position
}

// The keys of a fixture beside those of its SIM.
const (
	keyFixtureName    = "name"
	keyFixtureProfile = "profile"
)

// ReadFixtures reads a list of fixtures in YAML or JSON; keys are those that
// describe a SIM. The error is a [cosa.ReadError] that tells the place of the
// first fault.
func ReadFixtures(file string, r io.Reader, keys []string) ([]Fixture, error) {
	text, err := readText(file, r, Limits{}.orDefaults())
	if err != nil {
		return nil, err
	}
	f := fixtures{file: file, keys: append([]string{keyFixtureName, keyFixtureProfile}, keys...), names: make(map[string]int)}
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
		if err := f.document(document.Content[0]); err != nil {
			return nil, err
		}
	}
	if len(f.list) == 0 {
		return nil, &cosa.ReadError{
			Position: cosa.Position{File: file}, Problem: "the file holds no fixtures",
			Hint: "write a list of SIMs: one item with - for each, with a name, what is known of the SIM, and its profile",
		}
	}
	return f.list, nil
}

// fixtures reads the nodes of a file.
type fixtures struct {
	file  string
	keys  []string
	list  []Fixture
	names map[string]int // line of each name
}

func (f *fixtures) at(n *yaml.Node) cosa.Position {
	return cosa.Position{File: f.file, Line: n.Line, Column: n.Column}
}

func (f *fixtures) fault(n *yaml.Node, hint, problem string, args ...any) error {
	return &cosa.ReadError{Position: f.at(n), Problem: fmt.Sprintf(problem, args...), Hint: hint}
}

func (f *fixtures) document(root *yaml.Node) error {
	root = resolved(root)
	if isNull(root) {
		return nil
	}
	if root.Kind != yaml.SequenceNode {
		return f.fault(root, "it must be a list of SIMs: one item with - for each", "the file is %s", shape(root))
	}
	for _, item := range root.Content {
		if err := f.item(resolved(item)); err != nil {
			return err
		}
	}
	return nil
}

func (f *fixtures) item(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return f.fault(n, "it must have the keys name and profile, and what is known of the SIM", "a fixture is %s", shape(n))
	}
	fixture := Fixture{Position: f.at(n)}
	lines := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], resolved(n.Content[i+1])
		if err := f.key(key, lines); err != nil {
			return err
		}
		if value.Kind != yaml.ScalarNode {
			return f.fault(value, "it must be one value", "%q is %s", key.Value, shape(value))
		}
		text := textOf(value)
		switch key.Value {
		case keyFixtureName:
			if line, twice := f.names[text]; twice {
				return f.fault(value, "give each fixture a name of its own", "the name %q stands in line %d already", shorten(text), line)
			}
			f.names[text] = value.Line
			fixture.Name = text
		case keyFixtureProfile:
			fixture.Profile = text
		default:
			fixture.Values = append(fixture.Values, FixtureValue{Key: key.Value, Text: text, Position: f.at(value)})
		}
	}
	for _, required := range [...]struct{ key, text, hint string }{
		{keyFixtureName, fixture.Name, `give it one, as in "name: travel SIM"`},
		{keyFixtureProfile, fixture.Profile, `name the profile that the SIM is to get, as in "profile: Contoso (Argentina)", or "profile: none"`},
	} {
		if strings.TrimSpace(required.text) == "" {
			return f.fault(n, required.hint, "the fixture has no %s", required.key)
		}
	}
	f.list = append(f.list, fixture)
	return nil
}

// key checks a key of a fixture.
func (f *fixtures) key(n *yaml.Node, lines map[string]int) error {
	known := "known are " + strings.Join(f.keys, ", ")
	if n.Kind != yaml.ScalarNode {
		return f.fault(n, known, "a key is %s", shape(n))
	}
	if !slices.Contains(f.keys, n.Value) {
		if near := cosa.Nearest(n.Value, f.keys); near != "" {
			known = fmt.Sprintf("did you mean %q?", near)
		}
		return f.fault(n, known, "unknown key %q", shorten(n.Value))
	}
	if line, twice := lines[n.Value]; twice {
		return f.fault(n, "delete one of them", "the key %q stands in line %d already", n.Value, line)
	}
	lines[n.Value] = n.Line
	return nil
}

// resolved follows an alias.
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}
