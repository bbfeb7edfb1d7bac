package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// configName is the file that is looked for.
const configName = ".cosa.yaml"

// configLimit bounds the size of a configuration in bytes.
const configLimit = 1 << 20

// config is what a configuration file says. What it does not say is left to
// the defaults.
type config struct {
	policy   string
	baseline baselineFile
	failOn   string
	only     []string
	disable  []string
	severity map[string]string
}

// apply puts the configuration in the place of the defaults.
func (c *config) apply(to *checks) {
	if c.policy != "" {
		to.Policy, to.chosen = rules.Policy(c.policy), true
	}
	to.against = c.baseline
	if c.failOn != "" {
		to.failOn = threshold(c.failOn)
	}
	to.Only, to.Disable = c.only, c.disable
	for id, level := range c.severity {
		to.Severities[id], _ = cosa.ParseSeverity(level)
	}
}

// configuration reads the file that --config names, or the nearest one from
// the working directory upward. Without any the configuration is empty.
func (p *program) configuration() (*config, error) {
	path := p.global.config
	switch {
	case p.global.noConfig && path != "":
		return nil, usagef("--config and --no-config exclude each other")
	case p.global.noConfig:
		return &config{}, nil
	case path == "":
		var err error
		if path, err = nearestConfig(); err != nil || path == "" {
			return &config{}, err
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, usagef("%w", cannotRead(path, err))
	}
	text, err := io.ReadAll(io.LimitReader(f, configLimit+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, usagef("%w", cannotRead(path, err))
	}
	if len(text) > configLimit {
		return nil, usagef("%s: more than 1 MiB of configuration", path)
	}
	return parseConfig(path, text)
}

func nearestConfig() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", usagef("cannot tell the working directory: %w", err)
	}
	for {
		path := filepath.Join(dir, configName)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return shortened(path), nil
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return "", usagef("%w", cannotRead(path, err))
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", nil
		}
		dir = parent
	}
}

// shortened is the path as seen from the working directory, if it lies there.
func shortened(path string) string {
	if dir, err := os.Getwd(); err == nil && filepath.Dir(path) == dir {
		return filepath.Base(path)
	}
	return path
}

// configKey is a key of the configuration.
type configKey struct {
	name string
	read func(c *config, value *yaml.Node) error
}

// configKeys lists the keys that a configuration may have.
var configKeys = []configKey{
	{"policy", func(c *config, n *yaml.Node) error { return oneOf(n, "policy", rules.Policies(), &c.policy) }},
	{"baseline", func(c *config, n *yaml.Node) error { return oneFile(n, &c.baseline) }},
	{"fail-on", func(c *config, n *yaml.Node) error { return oneOf(n, "severity", thresholds, &c.failOn) }},
	{"severity", func(c *config, n *yaml.Node) error { return severities(n, &c.severity) }},
	{"disable", func(c *config, n *yaml.Node) error { return ruleList(n, &c.disable) }},
	{"only", func(c *config, n *yaml.Node) error { return ruleList(n, &c.only) }},
}

func parseConfig(path string, text []byte) (*config, error) {
	c := &config{}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, usagef("%s: %s", path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(document.Content) == 0 {
		return c, nil
	}
	names := make([]string, len(configKeys))
	for i, key := range configKeys {
		names[i] = key.name
	}
	err := eachPair(document.Content[0], func(key, value *yaml.Node) error {
		if err := known(key, "key", names); err != nil {
			return err
		}
		return configKeys[slices.Index(names, key.Value)].read(c, value)
	})
	if name := c.baseline.name; name != "" {
		if !filepath.IsAbs(name) {
			c.baseline.name = filepath.Join(filepath.Dir(path), name)
		}
		c.baseline.configured, c.baseline.namedAt = c.baseline.name, path+":"+c.baseline.namedAt
	}
	var wrong *configError
	if errors.As(err, &wrong) {
		return nil, usagef("%s:%d:%d: %s", path, wrong.node.Line, wrong.node.Column, wrong.problem)
	}
	return c, err
}

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

// known returns an error if the node's text is not among names.
func known(n *yaml.Node, what string, names []string) error {
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
	return known(n, what, names)
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
		return known(value, "severity", severityNames)
	})
}
