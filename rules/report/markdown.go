package report

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

const (
	// markdownBytes ends the tables, well before the 65,536 characters that
	// code hosts take; what is said after them is shorter than the rest.
	markdownBytes  = 45_000
	markdownOpen   = 10 // rows of a table from which it is folded
	markdownText   = 400
	markdownNotes  = 10
	markdownPlaces = 300
)

// writeMarkdown writes a comment for a pull request: what was found in a line,
// and a table of findings for each severity, a long one folded. The comment
// fits the limit of code hosts and says what it leaves out.
func writeMarkdown(w io.Writer, r *Report, o Options) error {
	m := &markdown{}
	m.line("### %s: %s", words(r.Tool.Name), r.Count())
	m.line("")
	m.line("Checked %s%s.", strings.TrimPrefix(r.scope(), " in "), r.suppressed())
	folded := Fold(r.Findings)
	slices.SortStableFunc(folded, func(a, b Folded) int { return cmp.Compare(b.Severity, a.Severity) })
	for len(folded) > 0 {
		n := sameSeverity(folded)
		m.table(r, folded[:n], o)
		folded = folded[n:]
	}
	m.suppressed(r, o)
	m.closing(r, o)
	_, err := w.Write(m.out.Bytes())
	return err
}

type markdown struct{ out bytes.Buffer }

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(&m.out, format+"\n", args...) }

// table writes the findings of one severity.
func (m *markdown) table(r *Report, folded []Folded, o Options) {
	total := placesOf(folded)
	title := plural(total, folded[0].Severity.String())
	left := map[string]int{}
	if !o.All {
		folded, left = limit(folded)
	}
	m.line("")
	folds := len(folded) > markdownOpen
	if folds {
		m.line("<details><summary><b>%s</b></summary>", html.EscapeString(title))
	} else {
		m.line("**%s**", title)
	}
	m.line("")
	m.line("| place | finding | rule |")
	m.line("|---|---|---|")
	for i := range folded {
		row := markdownRow(r, &folded[i])
		if m.out.Len()+len(row) > markdownBytes {
			folded, left = folded[:i], nil
			break
		}
		m.line("%s", row)
	}
	for _, rule := range sortedKeys(left) {
		m.line("")
		m.line("%s: %s.", code(rule), plural(left[rule], "more finding"))
	}
	if more := total - placesOf(folded); more > 0 && left == nil {
		m.line("")
		m.line("%s left out of this comment; the full report has them.", plural(more, "more finding"))
	}
	if folds {
		m.line("")
		m.line("</details>")
	}
}

func markdownRow(r *Report, f *Folded) string {
	text := words(f.Message)
	if about := markdownAbout(f.Finding); about != "" {
		text += "<br>" + about
	}
	others, left := otherPlaces(f.Finding)
	for _, related := range others {
		text += "<br>" + words(related.Message) + ": " + code(related.Position.String())
	}
	if left != "" {
		text += "<br>" + left
	}
	if f.Hint != "" {
		text += "<br>→ " + words(f.Hint)
	}
	rule := code(f.Rule)
	if known := r.rule(f.Rule); known != nil && known.URL() != "" {
		rule = "[" + rule + "](" + known.URL() + ")"
	}
	return fmt.Sprintf("| %s | %s | %s |", tableCell(code(cosa.Bounded(place(f), markdownPlaces))), tableCell(text), tableCell(rule))
}

// markdownAbout names the setting with its value, and the profile.
func markdownAbout(f *cosa.Finding) string {
	var parts []string
	if f.Setting != "" {
		parts = append(parts, words(f.Setting))
	}
	if f.Value != "" {
		parts = append(parts, code(cosa.Bounded(f.Value, valueLength)))
	}
	about := strings.Join(parts, " = ")
	if f.Profile != "" {
		about = strings.TrimPrefix(about+", profile "+code(f.Profile), ", ")
	}
	return about
}

// suppressed lists what does not count, folded.
func (m *markdown) suppressed(r *Report, o Options) {
	most := manyOfOneRule
	if o.All {
		most = len(r.Silenced)
	}
	list, left := r.quieted(most)
	if len(list) == 0 {
		return
	}
	m.line("")
	m.line("<details><summary><b>%s</b></summary>", html.EscapeString(plural(len(r.Silenced), "suppressed finding")))
	m.line("")
	m.line("| place | finding | reason |")
	m.line("|---|---|---|")
	for i := range list {
		q := &list[i]
		row := fmt.Sprintf("| %s | %s %s | %s |", tableCell(code(cosa.Bounded(place(&q.Folded), markdownPlaces))), q.Severity, tableCell(code(q.Rule)), tableCell(words(q.reason)))
		if m.out.Len()+len(row) > markdownBytes {
			for j := range list[i:] {
				left += len(list[i+j].Places)
			}
			break
		}
		m.line("%s", row)
	}
	if left > 0 {
		m.line("")
		m.line("%s left out of this comment; the full report has them.", plural(left, "more finding"))
	}
	m.line("")
	m.line("</details>")
}

// closing tells of rules that were not evaluated and of notes.
func (m *markdown) closing(r *Report, o Options) {
	var notes []string
	for _, s := range r.Unjudged() {
		notes = append(notes, "not evaluated: "+s)
	}
	if !o.Quiet {
		notes = append(notes, r.AllNotes()...)
	}
	if len(notes) == 0 {
		return
	}
	more := len(notes) - markdownNotes
	if more > 0 {
		notes = notes[:markdownNotes]
	}
	m.line("")
	for _, note := range notes {
		m.line("- %s", words(note))
	}
	if more > 0 {
		m.line("- and %s", plural(more, "more note"))
	}
}
