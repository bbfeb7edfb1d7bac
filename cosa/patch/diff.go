package patch

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Look is how a diff looks.
type Look struct {
	Old, New string // names of the two files
	Tabs     bool   // tabs separate fields and stay
	Hidden   []Span // what is masked, in the text as it is by now
}

// Diff writes the changed lines as a unified diff without context. It is for
// reading: hidden parts are masked, and characters that cannot be seen are
// written as escapes.
func (t *Text) Diff(w io.Writer, look Look) error {
	if t.Edits() == 0 {
		return nil
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "--- %s\n+++ %s\n", cosa.Harmless(look.Old), cosa.Harmless(look.New))
	before, after, changes := t.shown(look.Hidden)
	for _, h := range hunks(lines(before), lines(after), changes) {
		h.write(out, look.Tabs)
	}
	return out.Flush()
}

// change is an edit in the texts as they are shown.
type change struct {
	before, after Span
	title         string
}

// shown returns both texts with the hidden parts masked.
func (t *Text) shown(hidden []Span) (before, after string, changes []change) {
	type part struct {
		Edit
		mask bool
	}
	var parts []part
	for _, e := range t.edits {
		parts = append(parts, part{Edit: e})
	}
	for _, s := range t.originals(hidden) {
		mask := cosa.Mask + strings.Repeat("\n", strings.Count(t.original[s.From:s.To], "\n"))
		parts = append(parts, part{Edit{Span: s, Text: mask}, true})
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.From, b.From) })
	var old, now strings.Builder
	at := 0
	for _, p := range parts {
		old.WriteString(t.original[at:p.From])
		now.WriteString(t.original[at:p.From])
		at = p.To
		c := change{before: Span{From: old.Len()}, after: Span{From: now.Len()}, title: p.Title}
		now.WriteString(p.Text)
		if p.mask {
			old.WriteString(p.Text)
			continue
		}
		old.WriteString(t.original[p.From:p.To])
		c.before.To, c.after.To = old.Len(), now.Len()
		changes = append(changes, c)
	}
	old.WriteString(t.original[at:])
	now.WriteString(t.original[at:])
	return old.String(), now.String(), changes
}

// lineIndex is a text with the offsets of its lines.
type lineIndex struct {
	text   string
	starts []int
}

func lines(text string) *lineIndex {
	l := &lineIndex{text: text, starts: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// at is the number of the line, from 0, that an offset lies in.
func (l *lineIndex) at(offset int) int {
	n, found := slices.BinarySearch(l.starts, offset)
	if found {
		return n
	}
	return n - 1
}

// hunk is a run of changed lines: first and last, from 0.
type hunk struct {
	before, after           *lineIndex
	first, last, now, nowTo int
	titles                  []string
}

func hunks(before, after *lineIndex, changes []change) []hunk {
	var all []hunk
	for _, c := range changes {
		h := hunk{before: before, after: after, first: before.at(c.before.From), last: before.at(c.before.To), now: after.at(c.after.From), nowTo: after.at(c.after.To)}
		if n := len(all) - 1; n >= 0 && h.first <= all[n].last {
			all[n].last, all[n].nowTo = max(all[n].last, h.last), max(all[n].nowTo, h.nowTo)
			if !slices.Contains(all[n].titles, c.title) {
				all[n].titles = append(all[n].titles, c.title)
			}
			continue
		}
		h.titles = []string{c.title}
		all = append(all, h)
	}
	return all
}

func (h hunk) write(out io.Writer, tabs bool) {
	title := strings.TrimRight(" "+cosa.Harmless(strings.Join(h.titles, "; ")), " ")
	fmt.Fprintf(out, "@@ -%s +%s @@%s\n", place(h.first, h.last), place(h.now, h.nowTo), title)
	h.before.write(out, "-", Span{h.first, h.last}, tabs)
	h.after.write(out, "+", Span{h.now, h.nowTo}, tabs)
}

// place writes the lines of a hunk as a diff does: 7 or 7,2.
func place(first, last int) string {
	if first == last {
		return fmt.Sprint(first + 1)
	}
	return fmt.Sprintf("%d,%d", first+1, last-first+1)
}

// write writes a run of lines, each behind a sign.
func (l *lineIndex) write(out io.Writer, sign string, run Span, tabs bool) {
	for n := run.From; n <= run.To && n < len(l.starts); n++ {
		end := len(l.text)
		if n+1 < len(l.starts) {
			end = l.starts[n+1] - 1
		}
		line := strings.TrimSuffix(l.text[l.starts[n]:end], "\r")
		pieces := []string{line}
		if tabs {
			pieces = strings.Split(line, "\t")
		}
		for i := range pieces {
			pieces[i] = cosa.Harmless(cosa.MaskUserInfo(pieces[i]))
		}
		fmt.Fprintf(out, "%s%s\n", sign, strings.Join(pieces, "\t"))
	}
}
