package report

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// quieted are the findings of one rule that are suppressed for one reason in
// one file or sheet.
type quieted struct {
	Folded
	reason string
}

// fewQuieted bounds how many lines of them a person is shown unasked.
const fewQuieted = 20

// quieted lists the suppressed findings for a person, and how many are left
// out of the list.
func (r *Report) quieted(most int) (list []quieted, left int) {
	type key struct {
		rule, reason, file, sheet string
		severity                  cosa.Severity
	}
	index := make(map[key]int)
	for i := range r.Silenced {
		s := &r.Silenced[i]
		reason := because(s.Reason, s.Owner, s.Expires)
		k := key{s.Rule, reason, s.Position.File, s.Position.Sheet, s.Severity}
		n, ok := index[k]
		switch {
		case !ok && len(list) == most:
			left++
			continue
		case !ok:
			n = len(list)
			index[k] = n
			list = append(list, quieted{Folded{Finding: &s.Finding}, reason})
		}
		list[n].Places = append(list[n].Places, s.Position)
	}
	return list, left
}

// quietLines writes the suppressed findings as lines of text.
func (r *Report) quietLines(all bool) []string {
	most := fewQuieted
	if all {
		most = len(r.Silenced)
	}
	list, left := r.quieted(most)
	var lines []string
	for i := range list {
		q := &list[i]
		number := ""
		if len(q.Places) > 1 {
			number = fmt.Sprintf(", %d findings", len(q.Places))
		}
		lines = append(lines, fmt.Sprintf("%s: %s [%s]%s: %s", cosa.Harmless(place(&q.Folded)), q.Severity, q.Rule, number, q.reason))
	}
	if left > 0 {
		lines = append(lines, plural(left, "more finding")+" (--all lists them)")
	}
	return lines
}

// fewEmbedded bounds how many embedded suppressions a person is shown.
const fewEmbedded = 50

// AllNotes are the report's notes, and the suppressions that the submission
// brings along.
func (r *Report) AllNotes() []string {
	lines := r.embeddedLines()
	if len(lines) == 0 {
		return r.Notes
	}
	return append(append([]string{}, r.Notes...), lines...)
}

func (r *Report) embeddedLines() []string {
	var lines []string
	accepted := false
	for i := range r.Embedded {
		accepted = accepted || r.Embedded[i].State != NotApplied
		if i < fewEmbedded {
			lines = append(lines, r.Embedded[i].String())
		}
	}
	if n := len(r.Embedded) - fewEmbedded; n > 0 {
		lines = append(lines, plural(n, "more embedded suppression")+"; the JSON report lists them")
	}
	if len(lines) > 0 && !accepted {
		lines = append(lines, "the submission brings suppressions along; they count only with --accept-embedded")
	}
	return lines
}

// joined writes the reasons of a rule's suppressed findings, each once.
func joined(list []quieted) string {
	var reasons []string
	for _, q := range list {
		reasons = append(reasons, plural(len(q.Places), "finding")+": "+q.reason)
	}
	return strings.Join(reasons, "; ")
}
