package render

import (
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

type overlapsTree struct {
	header
	Total        uint64        `json:"total"`
	NotShown     uint64        `json:"notShown"`
	Pairs        []pairTree    `json:"pairs"`
	NotEvaluated []unknownTree `json:"notEvaluated"`
}

type pairTree struct {
	Class  ranges.Class `json:"class"`
	First  holderTree   `json:"first"`
	Second holderTree   `json:"second"`
	Shared rangeTree    `json:"shared"`
}

// Overlaps writes pairs of ranges that share numbers; total is how many there
// are.
func (s Style) Overlaps(w io.Writer, h *ranges.Holdings, pairs []ranges.Overlap, total uint64) error {
	d := document{
		header: []string{"class", "shared start", "shared end", "sims", "first", "first profile", "first target", "first from",
			"second", "second profile", "second target", "second from"},
		right: "   >",
	}
	tree := overlapsTree{header: s.header(), Total: total, NotShown: total - uint64(len(pairs)), Pairs: []pairTree{}, NotEvaluated: unknownOf(h.Unknown)}
	for _, p := range pairs {
		a, b := &h.Ranges[p.A], &h.Ranges[p.B]
		tree.Pairs = append(tree.Pairs, pairTree{Class: p.Class, First: holderOf(*a), Second: holderOf(*b), Shared: treeOf(p.Shared)})
		d.ranges = append(d.ranges, p.Shared)
		d.notes = append(d.notes, oneLine(fmt.Sprintf("%s: %s, %s", p.Class, a.Profile, b.Profile)))
		if s.Format == Table {
			d.rows = append(d.rows, []string{string(p.Class), number(p.Shared.Count()), p.Shared.String(), a.String() + " " + who(a), b.String() + " " + who(b)})
		} else {
			d.rows = append(d.rows, []string{string(p.Class), p.Shared.Start, p.Shared.End, number(p.Shared.Count()),
				a.String(), a.Profile, a.Target, a.Position.String(), b.String(), b.Profile, b.Target, b.Position.String()})
		}
	}
	if s.Format == Table {
		d.header, d.right = []string{"class", "sims", "shared", "first", "second"}, " >"
	}
	d.foot = []string{count(total, "pair") + " of ranges share numbers, whatever their other identifiers"}
	if tree.NotShown > 0 {
		d.foot[0] += fmt.Sprintf("; %s more are not shown (--limit)", Thousands(tree.NotShown))
	}
	d.foot = append(d.foot, unknownLines(h.Unknown)...)
	d.tree = tree
	return s.write(w, d)
}

type findingsTree struct {
	header
	Findings     []findingTree `json:"findings"`
	NotEvaluated []skippedTree `json:"notEvaluated"`
}

type findingTree struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	placeTree
	Profile string        `json:"profile"`
	Value   string        `json:"value"`
	Related []relatedTree `json:"related"`
}

type relatedTree struct {
	Message string `json:"message"`
	placeTree
}

type skippedTree struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
}

// Skipped is a rule that could not be applied to all, and why.
type Skipped struct{ Rule, Reason string }

// Findings writes overlaps as the rules see them.
func (s Style) Findings(w io.Writer, findings []cosa.Finding, skipped []Skipped) error {
	tree := findingsTree{header: s.header(), Findings: []findingTree{}, NotEvaluated: []skippedTree{}}
	d := document{header: []string{"severity", "place", "message", "rule"}}
	for i := range findings {
		f := &findings[i]
		t := findingTree{
			Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Hint: f.Hint,
			placeTree: placeOf(f.Position), Profile: f.Profile, Value: f.Value, Related: []relatedTree{},
		}
		for _, r := range f.Related {
			t.Related = append(t.Related, relatedTree{r.Message, placeOf(r.Position)})
		}
		tree.Findings = append(tree.Findings, t)
		d.rows = append(d.rows, []string{f.Severity.String(), f.Position.String(), f.Message, f.Rule})
	}
	d.foot = []string{count(uint64(len(findings)), "finding") + " about ranges that share numbers"}
	for _, x := range skipped {
		tree.NotEvaluated = append(tree.NotEvaluated, skippedTree(x))
		d.foot = append(d.foot, fmt.Sprintf("not evaluated: %s: %s", x.Rule, x.Reason))
	}
	d.tree = tree
	return s.write(w, d)
}
