package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

const (
	manyInSheet = 20 // findings of one sheet from which the most severe come first
	valueLength = 120
	textLength  = 1000
)

// writeText writes the report for a person. Everything but values is ASCII,
// for consoles that know no UTF-8.
func writeText(w io.Writer, r *Report, o Options) error {
	folded := Fold(r.Findings)
	var left map[string]int
	if !o.All {
		folded, left = limit(folded)
	}
	t := &text{w: bufio.NewWriterSize(w, 1<<16), paint: o.Color}
	for len(folded) > 0 {
		n := sameSheet(folded)
		t.sheet(folded[:n])
		folded = folded[n:]
	}
	for _, rule := range sortedKeys(left) {
		t.line("%s: %s (--all lists them)", rule, plural(left[rule], "more finding"))
	}
	if len(left) > 0 {
		t.line("")
	}
	if o.Quiet {
		t.unjudged(r)
	} else {
		t.closing(r, o)
	}
	if t.err != nil {
		return t.err
	}
	return t.w.Flush()
}

func sameSheet(folded []Folded) int {
	n := 1
	for n < len(folded) && folded[n].Position.File == folded[0].Position.File && folded[n].Position.Sheet == folded[0].Position.Sheet {
		n++
	}
	return n
}

// text writes lines and remembers the first error.
type text struct {
	w     *bufio.Writer
	paint bool
	err   error
}

func (t *text) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format+"\n", args...)
	}
}

// sheet writes the findings of one file, or of one sheet of a workbook.
func (t *text) sheet(folded []Folded) {
	at := folded[0].Position
	heading := at.File
	if at.Sheet != "" {
		heading += ", sheet " + at.Sheet
	}
	t.line("%s", t.in(bold, cosa.Harmless(heading)))
	if len(folded) > manyInSheet {
		slices.SortStableFunc(folded, func(a, b Folded) int { return cmp.Compare(b.Severity, a.Severity) })
	}
	for i := range folded {
		t.finding(&folded[i])
	}
	t.line("")
}

func (t *text) finding(f *Folded) {
	where := f.Where()
	if where != "" {
		where += ": "
	}
	t.line("  %s%s: %s %s", t.in(bold, where), t.in(severityColor(f.Severity), f.Severity.String()),
		clean(f.Message), t.in(faint, "["+f.Rule+"]"))
	if about := about(f.Finding); about != "" {
		t.line("      %s", about)
	}
	others, left := otherPlaces(f.Finding)
	for _, related := range others {
		t.line("      %s: %s", t.place(f.Position, related.Position), clean(related.Message))
	}
	if left != "" {
		t.line("      %s", left)
	}
	if f.Hint != "" {
		t.line("      hint: %s", clean(f.Hint))
	}
}

// place writes a related position, without what is clear from the heading.
func (t *text) place(here, there cosa.Position) string {
	if here.File == there.File && here.Sheet == there.Sheet && there.Line > 0 {
		return there.Short()
	}
	return cosa.Harmless(there.String())
}

// closing writes the counts, what is worth knowing and what to do next.
func (t *text) closing(r *Report, o Options) {
	c := r.Count()
	counts := c.String()
	if c.Errors > 0 {
		counts = t.in(red, counts)
	} else if c.Warnings == 0 && r.Entries > 0 {
		counts = t.in(green, counts)
	}
	t.line("%s%s%s", counts, r.suppressed(), r.scope())
	for _, line := range r.quietLines(o.All) {
		t.line("suppressed: %s", line)
	}
	if n := r.fixable(); n > 0 {
		t.line("fixable: %s with one certain answer; cosa fix FILE proposes it", plural(n, "finding"))
	}
	t.unjudged(r)
	for _, note := range r.AllNotes() {
		t.line("note: %s", clean(note))
	}
	if r.Next != "" {
		t.line("next: %s", clean(r.Next))
	}
}

// unjudged writes what could not be evaluated: nobody is so quiet that no
// finding may mean that nothing was looked at.
func (t *text) unjudged(r *Report) {
	for _, s := range r.Unjudged() {
		t.line("not evaluated: %s", cosa.Harmless(s))
	}
}

// bySharedReason writes the rules that were skipped, those with one reason in
// one line.
func bySharedReason(skipped []rules.Skipped) []string {
	var reasons []string
	ids := make(map[string][]string)
	for _, s := range skipped {
		if ids[s.Reason] == nil {
			reasons = append(reasons, s.Reason)
		}
		ids[s.Reason] = append(ids[s.Reason], s.Rule)
	}
	for i, reason := range reasons {
		reasons[i] = strings.Join(ids[reason], ", ") + ": " + reason
	}
	return reasons
}

// style is the parameter of a terminal's SGR sequence.
type style string

const (
	bold   style = "1"
	faint  style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
	cyan   style = "36"
)

func severityColor(s cosa.Severity) style {
	switch s {
	case cosa.Error:
		return red
	case cosa.Warning:
		return yellow
	}
	return cyan
}

func (t *text) in(s style, words string) string {
	if !t.paint || words == "" {
		return words
	}
	return "\x1b[" + string(s) + "m" + words + "\x1b[0m"
}
