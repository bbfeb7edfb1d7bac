package cmd

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// rulesOptions are the choices of cosa rules.
type rulesOptions struct {
	rule   string // "" for all
	format string
}

// catalogueFormat is a way to write rules.
type catalogueFormat struct {
	name string
	all  func(w io.Writer, list []*rules.Rule) error
	one  func(w io.Writer, r *rules.Rule) error
}

// catalogueFormats lists the formats of cosa rules, the default first.
var catalogueFormats = []catalogueFormat{
	{"text", textCatalogue, textRule},
	{"json", jsonCatalogue, jsonRule},
	{"markdown", markdownCatalogue, markdownRule},
}

func catalogueFormatNames() []string {
	var names []string
	for _, f := range catalogueFormats {
		names = append(names, f.name)
	}
	return names
}

func rulesCommand(p *program) *cobra.Command {
	var o rulesOptions
	names := catalogueFormatNames()
	c := &cobra.Command{
		Use:   "rules [flags] [RULE]",
		Short: "List the rules, or explain one",
		Long:  "rules lists the catalogue, or explains one rule: why it matters, where it is\ndocumented, a bad example and a good one.",
		Example: `  cosa rules
  cosa rules iccid-range-overlap`,
		Args:              arguments(0, 1, "at most one rule"),
		ValidArgsFunction: cobra.FixedCompletions(rules.IDs(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			o.rule = strings.Join(args, "")
			return p.rules(o)
		},
	}
	c.Flags().StringVarP(&o.format, "format", "f", names[0], "`FORMAT`: "+orList(names))
	complete(c, "format", names)
	return c
}

func (p *program) rules(o rulesOptions) error {
	if err := choice("format", o.format, catalogueFormatNames()); err != nil {
		return err
	}
	write := func(w io.Writer, f catalogueFormat) error { return f.all(w, rules.Catalogue()) }
	if o.rule != "" {
		r, err := rules.Find(o.rule)
		if err != nil {
			return usagef("%w (cosa rules lists them)", err)
		}
		write = func(w io.Writer, f catalogueFormat) error { return f.one(w, r) }
	}
	for _, f := range catalogueFormats {
		if f.name == o.format {
			w := bufio.NewWriter(p.Out)
			if err := write(w, f); err != nil {
				return cannotWrite("standard output", err)
			}
			return cannotWrite("standard output", w.Flush())
		}
	}
	return nil
}

// chapters yields the rules by group, in the order of the catalogue.
func chapters(list []*rules.Rule, yield func(group rules.Group, list []*rules.Rule)) {
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Group == list[0].Group {
			n++
		}
		yield(list[0].Group, list[:n])
		list = list[n:]
	}
}

func textCatalogue(w io.Writer, list []*rules.Rule) error {
	var b bytes.Buffer
	wide := 0
	for _, r := range list {
		wide = max(wide, len(r.ID))
	}
	chapters(list, func(group rules.Group, list []*rules.Rule) {
		fmt.Fprintf(&b, "%s\n", group)
		for _, r := range list {
			fmt.Fprintf(&b, "  %-*s  %-7s  %s\n", wide, r.ID, r.Severity, r.Title)
		}
		fmt.Fprintln(&b)
	})
	fmt.Fprintf(&b, "%d rules; cosa rules RULE explains one\n", len(list))
	_, err := b.WriteTo(w)
	return err
}

func textRule(w io.Writer, r *rules.Rule) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s (%s): %s\n\n", r.ID, r.Severity, r.Title)
	fmt.Fprintf(&b, "%s\n\n", wrapped(r.Why, 78))
	for _, note := range policyNotes(r) {
		fmt.Fprintf(&b, "%s\n\n", wrapped(note, 78))
	}
	for _, example := range examples(r) {
		fmt.Fprintf(&b, "%s:\n\n%s\n\n", example.title, indented(example.text))
	}
	if r.URL() != "" {
		fmt.Fprintf(&b, "documented at %s\n", r.URL())
	}
	_, err := b.WriteTo(w)
	return err
}

// policyNotes says what policies change about a rule, and who else can act on
// it.
func policyNotes(r *rules.Rule) []string {
	var notes []string
	if r.Marketplace {
		notes = append(notes, fmt.Sprintf("Under the policy %s it applies to every row that is not Delete, under the policy %s to rows with %s = Yes.",
			rules.PolicyMobilePlans, rules.PolicyCosa, cosa.SupportDataMarketplace))
	}
	if r.Fixable() {
		notes = append(notes, "Where the answer is certain, cosa fix makes the correction.")
	}
	if r.Submitted {
		notes = append(notes, "Databases of what devices have (xml, ppkg, apndb) are not held to it.")
	}
	if under := r.SeverityUnder(rules.PolicyCosa); under != r.Severity {
		notes = append(notes, fmt.Sprintf("Under the policy %s its severity is %s.", rules.PolicyCosa, under))
	}
	return notes
}

type ruleExample struct{ title, text string }

func examples(r *rules.Rule) []ruleExample {
	var list []ruleExample
	for _, e := range []struct {
		title string
		rules.Example
	}{{"bad", r.Bad}, {"good", r.Good}} {
		if text := strings.Trim(e.Text, "\n"); text != "" {
			list = append(list, ruleExample{e.title, text})
		}
		if text := strings.Trim(e.Against, "\n"); text != "" {
			list = append(list, ruleExample{e.title + ", against the baseline", text})
		}
	}
	return list
}

func indented(text string) string { return "    " + strings.ReplaceAll(text, "\n", "\n    ") }

// wrapped breaks text into lines of at most width characters.
func wrapped(text string, width int) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(text) {
		switch {
		case column == 0:
		case column+1+len(word) > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}

// markdownCatalogue writes tables whose links are defined at the end, so that
// they can be read as text as well.
func markdownCatalogue(w io.Writer, list []*rules.Rule) error {
	var b bytes.Buffer
	pages := make(map[string]string)
	chapters(list, func(group rules.Group, list []*rules.Rule) {
		if b.Len() > 0 {
			fmt.Fprintln(&b)
		}
		fmt.Fprintf(&b, "### %s\n\n| rule | severity | finding |\n|---|---|---|\n", group)
		for _, r := range list {
			id := fmt.Sprintf("`%s`", r.ID)
			if r.Page != "" {
				pages[r.Page] = r.URL()
				id = fmt.Sprintf("[%s][%s]", id, r.Page)
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", id, r.Severity, escapedMarkdown(r.Title))
		}
	})
	fmt.Fprintln(&b)
	for _, page := range slices.Sorted(maps.Keys(pages)) {
		fmt.Fprintf(&b, "[%s]: %s\n", page, pages[page])
	}
	_, err := b.WriteTo(w)
	return err
}

func markdownRule(w io.Writer, r *rules.Rule) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## `%s`\n\n**%s**: %s\n\n%s\n", r.ID, r.Severity, escapedMarkdown(r.Title), escapedMarkdown(r.Why))
	for _, note := range policyNotes(r) {
		fmt.Fprintf(&b, "\n%s\n", escapedMarkdown(note))
	}
	for _, example := range examples(r) {
		fmt.Fprintf(&b, "\n%s:\n\n```\n%s\n```\n", strings.ToUpper(example.title[:1])+example.title[1:], example.text)
	}
	if r.URL() != "" {
		fmt.Fprintf(&b, "\n[Documentation](%s)\n", r.URL())
	}
	_, err := b.WriteTo(w)
	return err
}

func escapedMarkdown(text string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;").Replace(text)
}

// jsonRuleEntry is a rule in the JSON catalogue.
type jsonRuleEntry struct {
	ID           string   `json:"id"`
	Group        string   `json:"group"`
	Severity     string   `json:"severity"`
	UnderCosa    string   `json:"severityUnderCosa"`
	MobilePlans  bool     `json:"mobilePlansOnly"`
	Title        string   `json:"title"`
	Why          string   `json:"why"`
	Bad          string   `json:"bad"`
	Good         string   `json:"good"`
	Source       string   `json:"source"`
	PolicyNotes  []string `json:"policyNotes"`
	BadAgainst   string   `json:"badAgainst"`
	GoodAgainst  string   `json:"goodAgainst"`
	ExampleForms []string `json:"exampleForms"`
}

func newJSONRule(r *rules.Rule) jsonRuleEntry {
	return jsonRuleEntry{
		ID: r.ID, Group: string(r.Group), Severity: r.Severity.String(), UnderCosa: r.SeverityUnder(rules.PolicyCosa).String(),
		MobilePlans: r.Marketplace, Title: r.Title, Why: r.Why, Bad: r.Bad.Text, Good: r.Good.Text, Source: r.URL(),
		BadAgainst: r.Bad.Against, GoodAgainst: r.Good.Against,
		PolicyNotes:  append([]string{}, policyNotes(r)...),
		ExampleForms: []string{string(r.Bad.Form), string(r.Good.Form)},
	}
}

func jsonCatalogue(w io.Writer, list []*rules.Rule) error {
	entries := make([]jsonRuleEntry, len(list))
	for i, r := range list {
		entries[i] = newJSONRule(r)
	}
	return writeIndented(w, entries)
}

func jsonRule(w io.Writer, r *rules.Rule) error { return writeIndented(w, newJSONRule(r)) }

func writeIndented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
