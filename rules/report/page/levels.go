package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

const (
	mostOfRule   = 200  // findings of one rule in full
	mostOfAll    = 2000 // findings of all rules in full
	mostWithAll  = 20_000
	mostRelated  = 5
	mostRowsOpen = 200 // findings whose rows are not folded
)

// level is all findings of one severity.
type level struct {
	Severity string
	Heading  string
	Count    int
	Rules    []ruleGroup
}

// Noun names what is counted.
func (l *level) Noun() string {
	if l.Count == 1 {
		return strings.TrimSuffix(l.Heading, "s")
	}
	return l.Heading
}

// ruleGroup is all findings of one rule.
type ruleGroup struct {
	ID       string
	Severity string
	Rule     *explanation // nil for a rule that the catalogue lacks
	Count    int
	Findings []findingView
	Left     string // "" for nothing left out

	order int
}

// findingView is one finding, ready to be laid out.
type findingView struct {
	Severity string
	Rule     string
	Where    string
	Source   string // file and sheet, "" where there is but one
	Message  string
	Hint     string
	Profile  string
	Value    string // where no row shows it
	Row      *rowView
	Open     bool
	Related  []relatedView
}

type relatedView struct {
	Where   string
	Message string
	Row     *rowView
}

// explanation is what the catalogue says of a rule.
type explanation struct {
	Title, Why, URL string
	Bad, Good       []string // rows
}

// levels sorts the findings by severity and rule. Errors are the last to be
// left out.
func (p *Page) levels() []level {
	levels := []level{
		{Severity: cosa.Error.String(), Heading: "Errors"},
		{Severity: cosa.Warning.String(), Heading: "Warnings"},
		{Severity: cosa.Info.String(), Heading: "Information"},
	}
	chosen := make(map[string]map[string][]*Finding)
	for i := range p.Findings {
		f := &p.Findings[i]
		name := f.Severity.String()
		if chosen[name] == nil {
			chosen[name] = make(map[string][]*Finding)
		}
		chosen[name][f.Rule] = append(chosen[name][f.Rule], f)
	}
	perRule, total := mostOfRule, mostOfAll
	if p.All {
		perRule, total = mostWithAll, mostWithAll
	}
	var shown []*Finding
	for i := range levels {
		l := &levels[i]
		for id, found := range chosen[l.Severity] {
			l.Rules = append(l.Rules, p.newRuleGroup(id, l.Severity, found))
		}
		slices.SortFunc(l.Rules, func(a, b ruleGroup) int {
			return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.ID, b.ID))
		})
		for n := range l.Rules {
			g := &l.Rules[n]
			l.Count += g.Count
			found := chosen[l.Severity][g.ID]
			g.limit(found, min(perRule, total), p.All)
			total -= len(g.Findings)
			shown = append(shown, found[:len(g.Findings)]...)
		}
	}
	p.fill(levels, shown)
	return slices.DeleteFunc(levels, func(l level) bool { return l.Count == 0 })
}

func (p *Page) newRuleGroup(id, severity string, found []*Finding) ruleGroup {
	g := ruleGroup{ID: id, Severity: severity, order: len(rules.Catalogue())}
	for _, f := range found {
		g.Count += f.Count
	}
	g.order = slices.IndexFunc(rules.Catalogue(), func(r *rules.Rule) bool { return r.ID == id })
	if g.order < 0 {
		g.order = len(rules.Catalogue())
		return g
	}
	r := rules.Catalogue()[g.order]
	g.Rule = &explanation{Title: r.Title, Why: r.Why, URL: r.URL(), Bad: exampleRows(r.Bad), Good: exampleRows(r.Good)}
	return g
}

// exampleRows are the example's lines.
func exampleRows(x rules.Example) []string {
	if x.Text == "" {
		return []string{"a row with nothing else to say"}
	}
	return strings.Split(x.Text, "\n")
}

// limit makes room for the findings that are shown in full and says what is
// left out.
func (g *ruleGroup) limit(found []*Finding, most int, all bool) {
	n := min(len(found), most)
	g.Findings = make([]findingView, n)
	if n == len(found) {
		return
	}
	left := 0
	for _, f := range found[n:] {
		left += f.Count
	}
	g.Left = plural(left, "more finding") + " of this rule"
	if n > 0 {
		g.Left = "and " + g.Left
	}
	g.Left += ", left out of this page to keep it readable; the formats for programs, such as json, have them all"
	if !all {
		g.Left += ", and --all puts more of them here"
	}
}

// fill writes the findings that are shown, in the order in which they were
// chosen, with the rows that they stand in.
func (p *Page) fill(levels []level, shown []*Finding) {
	rows := p.newRowFinder(shown)
	only := "" // the one file, which the heading names
	if p.Submission != nil && len(p.Submission.Sources()) == 1 {
		only = p.Submission.Sources()[0].File
	}
	next := 0
	for i := range levels {
		for n := range levels[i].Rules {
			for k := range levels[i].Rules[n].Findings {
				f := p.newFindingView(shown[next], rows)
				if only != "" && shown[next].Position.File == only { // not the configuration
					f.Source = ""
				}
				f.Open = next < mostRowsOpen
				levels[i].Rules[n].Findings[k] = f
				next++
			}
		}
	}
}

func (p *Page) newFindingView(f *Finding, rows *rowFinder) findingView {
	v := findingView{
		Severity: f.Severity.String(), Rule: f.Rule, Where: p.text(f.Where), Source: p.source(f.Position),
		Message: p.text(f.Message), Hint: p.text(f.Hint), Profile: p.name(f.Profile), Row: rows.view(f.Position, f.Setting),
	}
	if v.Row == nil && f.Value != "" {
		v.Value = p.value(f.Value)
	}
	for i, related := range f.Related {
		if i == mostRelated {
			v.Related = append(v.Related, relatedView{Message: plural(len(f.Related)-i, "more place")})
			break
		}
		where := related.Position.Short()
		if related.Position.File != f.Position.File || related.Position.Sheet != f.Position.Sheet {
			where = related.Position.String()
		}
		v.Related = append(v.Related, relatedView{Where: p.text(where), Message: p.text(related.Message), Row: rows.view(related.Position, f.Setting)})
	}
	return v
}

// source names the file and the sheet of a place.
func (p *Page) source(at cosa.Position) string {
	name := baseName(at.File)
	if at.Sheet != "" {
		name += ", sheet " + at.Sheet
	}
	return p.text(name)
}
