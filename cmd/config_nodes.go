package cmd

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/rules"
)

// configError is a fault at a place of the configuration.
type configError struct {
	node    *yaml.Node
	problem string
}

func (e *configError) Error() string { return e.problem }

func wrong(n *yaml.Node, format string, args ...any) error {
	return &configError{n, fmt.Sprintf(format, args...)}
}

// eachPair visits the pairs of a mapping; a key that stands twice is an error.
func eachPair(n *yaml.Node, visit func(key, value *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return wrong(n, "want keys with values, as in %q", "policy: cosa")
	}
	lines := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if line, twice := lines[key.Value]; twice {
			return wrong(key, "key %q stands in line %d already", key.Value, line)
		}
		lines[key.Value] = key.Line
		if err := visit(key, n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// knownName returns an error if the node's text is not among names.
func knownName(n *yaml.Node, what string, names []string) error {
	if n.Kind != yaml.ScalarNode {
		return wrong(n, "want one %s", what)
	}
	if err := choice(what, n.Value, names); err != nil {
		return wrong(n, "%s", err)
	}
	return nil
}

func knownRule(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return wrong(n, "want one rule")
	}
	if _, err := rules.Find(n.Value); err != nil {
		return wrong(n, "%s (cosa rules lists them)", err)
	}
	return nil
}

func oneOf(n *yaml.Node, what string, names []string, to *string) error {
	*to = n.Value
	return knownName(n, what, names)
}

func oneFile(n *yaml.Node, to *baselineFile) error {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		return wrong(n, "want the name of one file, relative to the configuration's folder")
	}
	to.name, to.namedAt = n.Value, fmt.Sprintf("%d:%d", n.Line, n.Column)
	return nil
}

func ruleList(n *yaml.Node, to *[]string) error {
	if n.Kind != yaml.SequenceNode {
		return wrong(n, "want a list of rules, as in %q", "[operator-has-country]")
	}
	for _, item := range n.Content {
		if err := knownRule(item); err != nil {
			return err
		}
		*to = append(*to, item.Value)
	}
	return nil
}

func severities(n *yaml.Node, to *map[string]string) error {
	*to = make(map[string]string)
	return eachPair(n, func(key, value *yaml.Node) error {
		if err := knownRule(key); err != nil {
			return err
		}
		(*to)[key.Value] = value.Value
		return knownName(value, "severity", severityNames)
	})
}
