package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// value is what the file says about one setting.
type value struct {
	setting cosa.Setting
	wrong   bool
	at      cosa.Place
	text    string
}

// part holds the values of one mapping: a target, a connection, the SIM
// settings, a profile's own keys or what a row has of its own.
type part struct {
	at     cosa.Place // first key
	line   int
	values []value
}

// field is a key of a section: one setting, or the two ends of a range.
type field struct {
	setting, end cosa.Setting
	isRange      bool
}

// fieldIndex finds the fields of each section by key.
type fieldIndex [4]map[string]field

func newFieldIndex() fieldIndex {
	var index fieldIndex
	for i := range index {
		index[i] = make(map[string]field)
	}
	for _, spec := range cosa.Settings() {
		base, end, isRange := strings.Cut(spec.Key, ".")
		f := index[spec.Section][base]
		switch {
		case !isRange:
			f = field{setting: spec.Setting}
		case end == "start":
			f.setting, f.isRange = spec.Setting, true
		default:
			f.end, f.isRange = spec.Setting, true
		}
		index[spec.Section][base] = f
	}
	update := field{setting: cosa.UpdateType}
	index[cosa.SectionTarget][cosa.UpdateType.Spec().Key] = update
	index[cosa.SectionConnection][cosa.UpdateType.Spec().Key] = update
	return index
}

// part reads the settings of a section from a mapping's pairs.
func (r *reader) part(m *mapping, section cosa.Section) *part {
	p := &part{at: m.at, line: m.line, values: make([]value, 0, len(m.pairs)+2)}
	for _, pair := range m.pairs {
		if f, ok := r.fields[section][pair.name]; ok {
			r.field(p, f, pair)
		}
	}
	// A misspelt key is one mistake; its setting is not missing as well.
	for _, pair := range m.meant {
		if _, given := m.get(pair.name); given {
			continue
		}
		if f, ok := r.fields[section][pair.name]; ok {
			p.wrong(f, r.place(pair.key, step{m.at, pair.name, 0}))
		}
	}
	return p
}

func (p *part) wrong(f field, at cosa.Place) {
	p.values = append(p.values, value{setting: f.setting, wrong: true, at: at})
	if f.isRange {
		p.values = append(p.values, value{setting: f.end, wrong: true, at: at})
	}
}

// wrongPart stands for a mapping of the wrong shape: nothing in it is missing.
func (r *reader) wrongPart(section cosa.Section, n *yaml.Node, at cosa.Place) *part {
	p := &part{at: at, line: n.Line}
	for _, spec := range cosa.Settings() {
		if spec.Section == section {
			p.values = append(p.values, value{setting: spec.Setting, wrong: true, at: at})
		}
	}
	return p
}

// field reads one key.
func (r *reader) field(p *part, f field, pair pair) {
	n := r.visit(pair.value)
	at := r.valuePlace(n, pair, p.at)
	spec := f.setting.Spec()
	switch {
	case f.isRange:
		r.rangeField(p, f, pair.name, n, at)
	case n.Kind == yaml.ScalarNode:
		p.values = append(p.values, value{setting: f.setting, at: at, text: textOf(n)})
	case n.Kind == yaml.SequenceNode && isList(f.setting):
		text, ok := r.list(n, at, pair.name)
		p.values = append(p.values, value{setting: f.setting, at: at, text: text, wrong: !ok})
	default:
		hint := "it must be one value"
		switch {
		case isList(f.setting):
			hint = "it must be a list, or one text with commas"
		case n.Kind == yaml.MappingNode && looksLikeRange(n):
			hint = `start and end belong under "iccid" or "imsi"`
		}
		r.report("wrong-type", at, cosa.Finding{
			Message: fmt.Sprintf("%q is %s", pair.name, shape(n)), Hint: hint, Setting: spec.Header,
		})
		p.wrong(f, at)
	}
}

// isList reports that a setting may be written as a list.
func isList(s cosa.Setting) bool {
	return s == cosa.WifiProfiles || s.Spec().Type == cosa.TypePurposes
}

func looksLikeRange(n *yaml.Node) bool {
	return len(n.Content) > 0 && (n.Content[0].Value == "start" || n.Content[0].Value == "end")
}

// textOf returns the text of a scalar as written. The line break that ends a
// block of text is none of it: a reader of YAML adds it to every block that
// does not say |- or >-.
func textOf(n *yaml.Node) string {
	switch {
	case isNull(n):
		return ""
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return strings.TrimSuffix(n.Value, "\n")
	}
	return n.Value
}

// valuePlace is the place of a value; a key without any text behind it stands
// for its value.
func (r *reader) valuePlace(n *yaml.Node, p pair, parent cosa.Place) cosa.Place {
	if n.Kind == yaml.ScalarNode && n.Value == "" && isNull(n) {
		n = p.key
	}
	return r.place(n, step{parent, p.name, 0})
}

// list reads a list of texts and joins them as a cell holds them.
func (r *reader) list(n *yaml.Node, at cosa.Place, name string) (string, bool) {
	var items []string
	for i, child := range n.Content {
		child = r.visit(child)
		if r.err != nil {
			return "", false
		}
		if child.Kind != yaml.ScalarNode || isNull(child) {
			r.wrongType(r.place(child, step{at, "", i}), fmt.Sprintf("an item of %q", name), shape(child), "each item must be one text")
			return "", false
		}
		items = append(items, textOf(child))
	}
	return strings.Join(items, ", "), true
}

// rangeField reads START-END or a mapping of start and end.
func (r *reader) rangeField(p *part, f field, name string, n *yaml.Node, at cosa.Place) {
	switch n.Kind {
	case yaml.ScalarNode:
		r.shortRange(p, f, n, at, step{p.at, name, 0})
	case yaml.MappingNode:
		m := r.mapping(n, step{p.at, name, 0}, fmt.Sprintf("%q", name), rangeKeys)
		ends := [...]field{{setting: f.setting}, {setting: f.end}}
		for i, key := range rangeKeys {
			if end, ok := m.get(key); ok {
				in := part{at: m.at}
				r.field(&in, ends[i], end)
				p.values = append(p.values, in.values...)
			} else if end, ok := find(m.meant, key); ok {
				p.wrong(ends[i], r.place(end.key, step{m.at, key, 0}))
			} else if m.unknown != nil {
				// It may well stand for this end, however far from its name.
				p.wrong(ends[i], r.place(m.unknown, step{m.at, key, 0}))
			} else {
				p.values = append(p.values, value{setting: ends[i].setting, at: r.b.Place(m.line, m.column, m.at, key, 0)})
			}
		}
	default:
		r.report("wrong-type", at, cosa.Finding{
			Message: fmt.Sprintf("%q is %s", name, shape(n)),
			Hint:    "write START-END, or a mapping with start and end; a target has one range, so list more targets for more ranges",
			Setting: f.setting.Spec().Header,
		})
		p.wrong(f, at)
	}
}

// shortRange reads START-END; the column of the end is that of its own digits.
func (r *reader) shortRange(p *part, f field, n *yaml.Node, at cosa.Place, path step) {
	text := textOf(n)
	start, end, ok := cosa.SplitRange(text)
	if cosa.IsCondition(text) {
		p.values = append(p.values, value{setting: f.setting, at: at, text: text}, value{setting: f.end, at: at})
		return
	}
	if !ok {
		start = text
	}
	p.values = append(p.values, value{setting: f.setting, at: at, text: start})
	switch {
	case ok:
		if column, exact := r.content(n); exact && end != "" {
			column += utf8.RuneCountInString(text[:strings.LastIndex(text, end)])
			at = r.b.Place(n.Line, column, path.parent, path.key, 0)
		}
		p.values = append(p.values, value{setting: f.end, at: at, text: end})
	case text == "":
		p.values = append(p.values, value{setting: f.end, at: at})
	case strings.Contains(strings.Trim(text, "- "), "-"):
		// The start is a text that cannot be read; that is the one finding.
		p.values = append(p.values, value{setting: f.end, wrong: true, at: at})
	}
}
