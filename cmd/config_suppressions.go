package cmd

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/suppress"
)

// suppressionKey is a key of an item of the suppressions.
type suppressionKey struct {
	name     string
	means    string
	required bool
	read     func(s *cosa.Suppression, n *yaml.Node) error
	schema   func() schemaNode
}

// narrowingKeys are those of which an item needs one, so that no item
// silences a whole rule.
var narrowingKeys = []string{"fingerprint", "profile"}

// suppressionKeys lists the keys of an item of the suppressions.
var suppressionKeys = []suppressionKey{
	{
		"rule", "Id of the rule.", true,
		suppressedRule,
		func() schemaNode { return oneOfThese(suppressibleRules()) },
	},
	{
		"fingerprint", "The finding's fingerprint, as cosa validate -f json tells it.", false,
		func(s *cosa.Suppression, n *yaml.Node) error {
			if !fingerprints.MatchString(n.Value) {
				return wrong(n, "%q is no fingerprint; it has 16 digits from 0 to 9 and a to f, and stands in cosa validate -f json", cosa.Bounded(n.Value, 40))
			}
			s.Fingerprint = strings.ToLower(n.Value)
			return nil
		},
		func() schemaNode {
			return schemaNode{AnyOf: []schemaNode{
				{Type: "string", Pattern: fingerprints.String()},
				{Type: "number", Minimum: leastFingerprint},
			}}
		},
	},
	{
		"profile", "The finding's profile, as Operator (Country).", false,
		func(s *cosa.Suppression, n *yaml.Node) error { return filled(n, &s.Profile) },
		func() schemaNode { return filledText },
	},
	{
		"setting", "The finding's setting; any without it.", false,
		suppressedSetting,
		func() schemaNode {
			return schemaNode{Type: "string", AnyOf: []schemaNode{{Enum: settingNames()}, {Pattern: settingSpellings()}}}
		},
	},
	{
		"value", "The finding's value, exactly; any without it. Credentials have no place here.", false,
		func(s *cosa.Suppression, n *yaml.Node) error {
			if n.Tag == "!!null" {
				return wrong(n, `no value; write "" for a blank one, or leave the key out for any`)
			}
			s.Value = &n.Value
			return nil
		},
		func() schemaNode { return schemaNode{Type: []string{"string", "number", "boolean"}} },
	},
	{
		"reason", "Why the finding does not count, for whoever reads the report.", true,
		func(s *cosa.Suppression, n *yaml.Node) error {
			err := filled(n, &s.Reason)
			s.Reason = strings.Join(strings.Fields(s.Reason), " ") // reports give it a line
			return err
		},
		func() schemaNode { return filledText },
	},
	{
		"owner", "Who answers for it.", false,
		func(s *cosa.Suppression, n *yaml.Node) error { return filled(n, &s.Owner) },
		func() schemaNode { return filledText },
	},
	{
		"expires", "The last day on which it holds, as 2006-01-02.", false,
		func(s *cosa.Suppression, n *yaml.Node) error {
			if _, err := time.Parse(time.DateOnly, n.Value); err != nil {
				return wrong(n, "%q is no day; write year, month and day as in %q", cosa.Bounded(n.Value, 40), "2027-03-31")
			}
			s.Expires = n.Value
			return nil
		},
		func() schemaNode { return schemaNode{Type: "string", Format: "date"} },
	},
}

var fingerprints = regexp.MustCompile(`^[0-9a-fA-F]{16}$`)

// leastFingerprint tells a fingerprint that an editor takes for a number, since
// it is of digits alone and has no quotes, from other numbers.
const leastFingerprint = 1_000_000_000

func suppressedRule(s *cosa.Suppression, n *yaml.Node) error {
	if n.Value == suppress.Unused {
		return wrong(n, "%s cannot be suppressed; remove the suppression that it is about, or put the rule under %q", n.Value, "disable")
	}
	s.Rule = n.Value
	return knownRule(n)
}

// suppressibleRules lists the rules whose findings can be suppressed.
func suppressibleRules() []string {
	return slices.DeleteFunc(rules.IDs(), func(id string) bool { return id == suppress.Unused })
}

func suppressedSetting(s *cosa.Suppression, n *yaml.Node) error {
	setting, ok := namedSetting(n.Value)
	if !ok {
		return knownName(n, "setting", settingNames())
	}
	s.Setting = setting.String()
	return nil
}

// namedSetting finds a setting by a header, or by its key in the YAML form.
func namedSetting(name string) (cosa.Setting, bool) {
	if s, ok := cosa.MatchHeader(name); ok {
		return s, true
	}
	for _, spec := range cosa.Settings() {
		if strings.EqualFold(strings.TrimSpace(name), spec.Key) {
			return spec.Setting, true
		}
	}
	return cosa.NoSetting, false
}

// words are the parts of a name that capitals, blanks and other signs divide.
var words = regexp.MustCompile(`[A-Z]*[a-z]+|[A-Z]+|[0-9]+`)

// settingSpellings is a pattern for the names that settings have in headers and
// in the YAML form, in any capitals and with any signs between their words.
func settingSpellings() string {
	known := make(map[string]bool)
	for _, spec := range cosa.Settings() {
		for _, name := range append([]string{spec.Header, spec.Key}, spec.Aliases...) {
			var b strings.Builder
			for i, word := range words.FindAllString(name, -1) {
				if i > 0 {
					b.WriteString("[^0-9A-Za-z]*")
				}
				for _, r := range strings.ToLower(word) {
					if upper := unicode.ToUpper(r); upper != r {
						fmt.Fprintf(&b, "[%c%c]", r, upper)
					} else {
						b.WriteRune(r)
					}
				}
			}
			known[b.String()] = b.Len() > 0
		}
	}
	delete(known, "")
	return "^\\s*(" + strings.Join(slices.Sorted(maps.Keys(known)), "|") + ")\\s*$"
}

func settingNames() []string {
	var names []string
	for _, spec := range cosa.Settings() {
		names = append(names, spec.Header)
	}
	return names
}

// filled reads a text that says something.
func filled(n *yaml.Node, to *string) error {
	*to = strings.TrimSpace(n.Value)
	if *to == "" || n.Tag == "!!null" {
		return wrong(n, "this is blank; write something, or remove the key")
	}
	return nil
}

// suppressionList reads the items of the suppressions.
func suppressionList(n *yaml.Node, to *[]cosa.Suppression) error {
	if n.Kind != yaml.SequenceNode {
		return wrong(n, "want a list of suppressions, as in %q", "- {rule: ..., profile: ..., reason: ...}")
	}
	lines := make(map[suppress.Key]int)
	for _, item := range n.Content {
		s, err := suppression(item)
		if err != nil {
			return err
		}
		key := suppress.KeyOf(&s)
		if line, twice := lines[key]; twice {
			return wrong(item, "the same findings are suppressed in line %d already", line)
		}
		lines[key] = item.Line
		*to = append(*to, s)
	}
	return nil
}

// suppression reads one item.
func suppression(item *yaml.Node) (cosa.Suppression, error) {
	s := cosa.Suppression{Position: cosa.Position{Line: item.Line, Column: item.Column}}
	if item.Kind != yaml.MappingNode {
		return s, wrong(item, "want the keys of a suppression, such as %s, profile and reason", suppressionKeys[0].name)
	}
	names := make([]string, len(suppressionKeys))
	for i, key := range suppressionKeys {
		names[i] = key.name
	}
	nodes := make(map[string]*yaml.Node)
	err := eachPair(item, func(key, value *yaml.Node) error {
		if err := knownName(key, "key of a suppression", names); err != nil {
			return err
		}
		if value.Kind != yaml.ScalarNode {
			return wrong(value, "want one %s", key.Value)
		}
		nodes[key.Value] = value
		return suppressionKeys[slices.Index(names, key.Value)].read(&s, value)
	})
	if err != nil {
		return s, err
	}
	for _, key := range suppressionKeys {
		if key.required && nodes[key.name] == nil {
			return s, wrong(item, "this suppression has no %s", key.name)
		}
	}
	if s.Fingerprint == "" && s.Profile == "" {
		return s, wrong(item, "this suppression would silence all of %s; add the %s of the finding, or put the rule under %q", s.Rule, orList(narrowingKeys), "disable")
	}
	return s, refuseCredential(&s, nodes["value"])
}

// refuseCredential returns an error if the value is a credential, which must
// not be written down.
func refuseCredential(s *cosa.Suppression, value *yaml.Node) error {
	if value == nil {
		return nil
	}
	setting, ok := cosa.MatchHeader(s.Setting)
	if ok && setting.Spec().Secret || *s.Value == cosa.Mask {
		return wrong(value, "credentials have no place here, and findings do not show them; leave the value out")
	}
	return nil
}
