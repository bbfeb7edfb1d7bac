package form

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// reader reads the nodes of one file by the shape of the form.
type reader struct {
	b        *cosa.Builder
	source   *cosa.Source
	fields   fieldIndex
	keys     keySet
	words    map[string]string // all keys, by themselves
	file     string
	text     textLines // what is being read: to find the value behind an anchor or a tag
	limits   Limits
	nodes    int        // nodes of the documents so far
	visits   int        // nodes read, repeated ones included
	profiles int        // items of profiles so far, in all documents
	rows     queue      // rows that wait for their place
	made     int        // rows so far, waiting ones included
	name     string     // the profile being read, for findings
	findings int        // findings so far
	start    cosa.Place // where to report that there is nothing
	err      error      // first limit that was exceeded
}

func newReader(b *cosa.Builder, file string, format cosa.Format, limits Limits) *reader {
	source := b.Source(cosa.Source{File: file, Format: format})
	keys := knownKeys()
	return &reader{b: b, source: source, file: file, limits: limits, fields: newFieldIndex(), keys: keys, words: keys.words()}
}

// fail keeps the first error.
func (r *reader) fail(n *yaml.Node, problem, hint string) {
	if r.err == nil {
		at := cosa.Position{File: r.file, Line: n.Line, Column: n.Column}
		r.err = &cosa.ReadError{Position: at, Problem: problem, Hint: hint}
	}
}

func (r *reader) report(rule string, at cosa.Place, f cosa.Finding) {
	r.reportAt(rule, r.b.At(at), f)
}

func (r *reader) reportAt(rule string, at cosa.Position, f cosa.Finding) {
	f.Rule, f.Position, f.Profile = rule, at, r.name
	r.b.Report(f)
	if r.findings++; r.findings > r.limits.Faults && r.err == nil {
		r.err = &cosa.ReadError{
			Position: at, Problem: fmt.Sprintf("this is fault number %d in the shape of the file", r.findings),
			Hint: "is it a submission at all? cosa schema describes the form",
		}
	}
}

// wrongType reports a value of the wrong shape. The value is not shown, it may
// be a credential.
func (r *reader) wrongType(at cosa.Place, what, is, hint string) {
	r.report("wrong-type", at, cosa.Finding{
		Message: fmt.Sprintf("%s is %s", what, is), Hint: hint, Subject: what,
	})
}

// shape names what a node is.
func shape(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	if isNull(n) {
		return "blank"
	}
	return "a single value"
}

// isNull reports that a node is blank: nothing, ~ or null without quotes.
func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style&^yaml.TaggedStyle == 0
}

// resolve returns what an alias stands for.
func (r *reader) resolve(n *yaml.Node) *yaml.Node {
	for steps := 0; n.Kind == yaml.AliasNode && steps < r.limits.Depth; steps++ {
		n = n.Alias
	}
	return n
}

// visit resolves an alias and counts what is read. Without aliases nothing is
// counted more than once.
func (r *reader) visit(n *yaml.Node) *yaml.Node {
	n = r.resolve(n)
	if r.visits++; r.visits > r.nodes+r.limits.Aliases {
		r.fail(n, fmt.Sprintf("aliases repeat more than %d values", r.limits.Aliases), "write fewer aliases (*name and <<)")
	}
	return n
}

// measure counts the nodes of a document and bounds its depth.
func (r *reader) measure(n *yaml.Node, depth int) {
	if r.nodes++; depth > r.limits.Depth {
		r.fail(n, fmt.Sprintf("lists and mappings are nested deeper than %d levels", r.limits.Depth), "the form needs no more than six")
		return
	}
	for _, child := range n.Content {
		r.measure(child, depth+1)
	}
}

// document reads one document.
func (r *reader) document(root *yaml.Node) error {
	r.measure(root, 1)
	list, defaults := r.head(root)
	for i, n := range list {
		if r.profile(n, r.start, i, defaults); r.err != nil {
			break
		}
	}
	return r.err
}

// head reads what is not under profiles, and returns the items of that.
func (r *reader) head(root *yaml.Node) (list []*yaml.Node, defaults *item) {
	if r.err != nil {
		return nil, nil
	}
	r.name = ""
	root = r.visit(root)
	if isNull(root) {
		return nil, nil
	}
	if root.Kind != yaml.MappingNode {
		at := cosa.Position{File: r.file, Line: root.Line, Column: root.Column}
		r.reportAt("wrong-type", at, cosa.Finding{
			Message: "the file is " + shape(root), Hint: `it must be a mapping with the key "profiles"`,
		})
		return nil, nil
	}
	m := r.mapping(root, step{}, "the file", documentKeys())
	r.start = r.b.Place(m.line, m.column, 0, keyProfiles, 0)
	if version, ok := m.get(keyVersion); ok {
		if v := r.visit(version.value); v.Kind != yaml.ScalarNode || !isNull(v) && v.Value != "1" {
			text := shape(v)
			if v.Kind == yaml.ScalarNode {
				text = fmt.Sprintf("%q", shorten(v.Value))
			}
			r.fail(v, "the version of the form is "+text+", and only version 1 is known", `write "version: 1", or use a newer release of this program`)
			return nil, nil
		}
	}
	if p, ok := m.get(keySubmission); ok {
		r.texts(p, keySubmission, "the questionnaire's answers", questionKeys(), r.b.Answer)
	}
	if p, ok := m.get(keyPackage); ok {
		r.source.Package = true
		r.texts(p, keyPackage, "what describes the package", packageKeys(), r.b.Detail)
	}
	if p, ok := m.get(keyDefaults); ok {
		defaults = r.defaults(p)
	}
	p, ok := m.get(keyProfiles)
	if !ok || r.err != nil {
		return nil, defaults
	}
	r.start = r.place(p.key, step{key: keyProfiles})
	items := r.visit(p.value)
	switch {
	case isNull(items):
	case items.Kind != yaml.SequenceNode:
		r.wrongType(r.place(items, step{key: keyProfiles}), `"profiles"`, shape(items), "it must be a list: one item with - for each profile")
	case r.err == nil:
		list = items.Content
	}
	return list, defaults
}

// finish hands the waiting rows over and says if there are none at all.
func (r *reader) finish() error {
	r.flush()
	r.name = ""
	if r.made == 0 && r.findings == 0 && r.err == nil {
		if r.start == 0 {
			r.start = r.b.Place(1, 1, 0, "profiles", 0)
		}
		hint := `list them under the key "profiles", each with operator, country, targets, sim and connections`
		if r.source.Format == cosa.JSONL {
			hint = "write one on each line, with operator, country, targets, sim and connections"
		}
		r.report("no-entries", r.start, cosa.Finding{Message: "the file holds no profiles", Hint: hint})
	}
	return r.err
}

// texts reads a section of the document that maps keys to texts.
func (r *reader) texts(p pair, key, of string, keys []string, add func(key, text string, at cosa.Position)) {
	n := r.visit(p.value)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(r.place(n, step{key: key}), fmt.Sprintf("%q", key), shape(n), "it must be a mapping of "+of)
		return
	}
	m := r.mapping(n, step{key: key}, fmt.Sprintf("%q", key), keys)
	for _, p := range m.pairs {
		v := r.visit(p.value)
		if isNull(v) {
			continue
		}
		at := r.place(v, step{m.at, p.name, 0})
		if v.Kind != yaml.ScalarNode {
			r.wrongType(at, fmt.Sprintf("%q", p.name), shape(v), "it must be one text")
			continue
		}
		add(p.name, textOf(v), r.b.At(at))
	}
}

func shorten(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "..."
	}
	return text
}
