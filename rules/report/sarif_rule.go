package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/rules"
)

type (
	sarifRule struct {
		ID       string          `json:"id"`
		Short    *sarifMessage   `json:"shortDescription,omitempty"`
		Full     *sarifMessage   `json:"fullDescription,omitempty"`
		Help     *sarifMessage   `json:"help,omitempty"`
		HelpURI  string          `json:"helpUri,omitempty"`
		Default  *sarifDefault   `json:"defaultConfiguration,omitempty"`
		Property *sarifRuleExtra `json:"properties,omitempty"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifRuleExtra struct {
		Tags []string `json:"tags"`
	}
)

// rules lists the rules that the report names, in the order of the catalogue,
// then those that the catalogue does not know, and remembers their places.
func (s *sarif) rules() []sarifRule {
	named := make(map[string]bool)
	var strangers []string
	name := func(id string) {
		if s.report.rule(id) == nil && !named[id] {
			strangers = append(strangers, id)
		}
		named[id] = true
	}
	for i := range s.report.Findings {
		name(s.report.Findings[i].Rule)
	}
	for i := range s.report.Silenced {
		name(s.report.Silenced[i].Rule)
	}
	for _, skipped := range s.report.NotEvaluated {
		name(skipped.Rule)
	}
	list := []sarifRule{}
	for _, rule := range s.report.catalogue() {
		if named[rule.ID] {
			s.index[rule.ID] = len(list)
			list = append(list, newSARIFRule(rule, s.report.Policy))
		}
	}
	slices.Sort(strangers)
	for _, id := range strangers {
		s.index[id] = len(list)
		list = append(list, sarifRule{ID: id})
	}
	return list
}

func newSARIFRule(r *rules.Rule, policy rules.Policy) sarifRule {
	var text, markdown strings.Builder
	text.WriteString(r.Why)
	markdown.WriteString(proseMarkdown(r.Why))
	for _, example := range [...]struct{ title, text string }{{"Bad", r.Bad.Text}, {"Good", r.Good.Text}} {
		block := strings.Trim(example.text, "\n")
		if block == "" {
			continue
		}
		mark := fence(block, 3)
		fmt.Fprintf(&text, "\n\n%s:\n\n%s", example.title, block)
		fmt.Fprintf(&markdown, "\n\n**%s**\n\n%s\n%s\n%s", example.title, mark, block, mark)
	}
	if r.URL() != "" {
		fmt.Fprintf(&text, "\n\nDocumented at %s", r.URL())
		fmt.Fprintf(&markdown, "\n\n[Documentation](%s)", r.URL())
	}
	return sarifRule{
		ID: r.ID, Short: &sarifMessage{Text: r.Title}, Full: &sarifMessage{Text: r.Why},
		Help: &sarifMessage{Text: text.String(), Markdown: markdown.String()}, HelpURI: r.URL(),
		Default: &sarifDefault{sarifLevel(r.SeverityUnder(policy))}, Property: &sarifRuleExtra{[]string{string(r.Group)}},
	}
}
