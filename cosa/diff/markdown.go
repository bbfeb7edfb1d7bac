package diff

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Lengths of lists in a comment, unless all is wanted. Code hosts take
// comments of 65,536 characters; the details end before that.
const (
	markdownProfiles = 50
	markdownLines    = 20
	markdownBytes    = 55_000
)

// writeMarkdown writes the report for a comment. Whatever a file holds stands
// in code spans, where nothing is a link, a mention or HTML.
func writeMarkdown(w io.Writer, r *Report, s Style) error {
	m := &markdown{style: s}
	m.line("## %s", r.summary())
	m.line("")
	scope := r.scope(code)
	if m.style.Alone {
		scope = strings.TrimSuffix(scope, wholeHint)
	}
	m.line("%s → %s: %s.", code(r.Old.name()), code(r.New.name()), scope)
	if len(r.Package) > 0 {
		m.values("Package", r.Package)
	}
	m.overview(r)
	shown := 0
	for i := range r.Changes {
		before := m.out.Len()
		m.change(&r.Changes[i])
		if m.out.Len() > markdownBytes && !s.All {
			m.out.Truncate(before)
			break
		}
		shown++
	}
	if more := len(r.Changes) - shown; more > 0 {
		m.line("")
		m.line("The details of %s are left out here.", plurals(more, "more profile"))
	}
	if !s.Quiet {
		m.line("")
		for _, note := range r.notes() {
			m.line("- %s", code(note))
		}
	}
	_, err := w.Write(m.out.Bytes())
	return err
}

type markdown struct {
	out   bytes.Buffer
	style Style
}

func (m *markdown) line(format string, args ...any) {
	fmt.Fprintf(&m.out, format+"\n", args...)
}

// code makes text inert: a code span that no text can end.
func code(text string) string {
	text = cosa.Harmless(cosa.Bounded(text, 2*valueLength))
	if strings.TrimSpace(text) == "" {
		return "(blank)"
	}
	longest, run := 0, 0
	for _, r := range text {
		run++
		if r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 || strings.Trim(text, " ") != text {
		text = " " + text + " "
	}
	return fence + text + fence
}

// cell is code in a table, where bars are escaped in code spans too.
func cell(text string) string { return strings.ReplaceAll(code(text), "|", `\|`) }

func (m *markdown) overview(r *Report) {
	if len(r.Changes) == 0 {
		return
	}
	m.line("")
	m.line("| Profile | | SIMs | Settings | Targets | Connections |")
	m.line("|---|---|---|--:|---|---|")
	changes, more := few(r.Changes, markdownProfiles, m.style.All)
	for i := range changes {
		ch := &changes[i]
		m.line("| %s | %s | %s | %d | %s | %s |", cell(ch.title()), ch.verb(), m.headline(ch), len(ch.Settings), ch.targetMarks(), ch.connectionMarks())
	}
	if more > 0 {
		m.line("| and %s | | | | | |", plurals(more, "more profile"))
	}
}

// headline tells the numbers; what names networks is code.
func (m *markdown) headline(ch *Change) string {
	if parts := ch.numbers(); len(parts) > 0 {
		for i, part := range parts {
			if sign, name, ok := strings.Cut(part, "all SIMs of "); ok {
				parts[i] = sign + "all SIMs of " + cell(name)
			}
		}
		return strings.Join(parts, ", ")
	}
	return "-"
}

func (m *markdown) change(ch *Change) {
	m.line("")
	m.line("### %s: %s", code(ch.title()), ch.verb())
	if ch.Kind == DeleteRequested || ch.Kind == DeleteWithdrawn {
		m.line("")
		m.line("%s.", ch.headline())
		return
	}
	if len(ch.Settings) > 0 {
		m.values("Setting", ch.Settings)
	}
	for i := range ch.SIMs {
		kind := cosa.NumberKind(i)
		m.set("+", ch.SIMs[i].Gained, ch.sharesOf(kind, true))
		m.set("-", ch.SIMs[i].Lost, ch.sharesOf(kind, false))
	}
	for i := range ch.Rewritten {
		m.line("")
		m.line("%s.", ch.Rewritten[i].words())
	}
	m.networks("+", ch.Whole.Gained)
	m.networks("-", ch.Whole.Lost)
	if len(ch.Targets) > 0 {
		m.fold("Targets: "+ch.targetMarks(), len(ch.Targets), func() {
			targets, more := few(ch.Targets, markdownLines, m.style.All)
			m.line("| | Target | |")
			m.line("|---|---|---|")
			for i := range targets {
				t := &targets[i]
				note := t.uncounted()
				if parts := t.lines("->"); len(parts) > 0 {
					note = cell(strings.Join(parts, "; "))
				}
				m.line("| %s | %s | %s |", t.Mark.sign(), cell(t.Text()), strings.TrimSpace(note))
			}
			m.more(more)
		})
	}
	if len(ch.Connections) > 0 {
		m.fold("Connections: "+ch.connectionMarks(), len(ch.Connections), func() {
			connections, more := few(ch.Connections, markdownLines, m.style.All)
			m.line("| | Connection | |")
			m.line("|---|---|---|")
			for i := range connections {
				c := &connections[i]
				note := ""
				if text := strings.Join(c.lines("->"), "; "); text != "" {
					note = cell(text)
				}
				m.line("| %s | %s | %s |", c.Mark.sign(), cell(c.Name), note)
			}
			m.more(more)
		})
	}
	if ch.Pairings > 0 {
		m.line("")
		m.line("%s.", ch.pairings())
	}
}

func (m *markdown) values(what string, list []Value) {
	m.line("")
	m.line("| %s | Old | New |", what)
	m.line("|---|---|---|")
	for i := range list {
		v := &list[i]
		if v.Masked && v.Old != "" && v.New != "" {
			old, words := cell(cosa.Mask), "changed"
			if v.carried() {
				old = "carried XML, not shown"
			}
			if in := v.elements(); in != "" {
				words += " in " + cell(strings.TrimPrefix(in, " in "))
			}
			m.line("| %s | %s | %s |", v.Name(), old, words)
			continue
		}
		m.line("| %s | %s | %s |", v.Name(), v.markdownSide(v.Old, v.from()), v.markdownSide(v.New, v.to()))
	}
}

// markdownSide writes a value as code, and what is said of a missing or masked
// one as it is.
func (v *Value) markdownSide(text, words string) string {
	if text == "" || v.Masked {
		return words
	}
	return cell(shown(text))
}

func (m *markdown) more(n int) {
	if n > 0 {
		m.line("| | and %s more | |", grouped(uint64(n)))
	}
}

// fold writes a list, a long one folded.
func (m *markdown) fold(title string, n int, write func()) {
	m.line("")
	if n <= 5 {
		m.line("%s", title)
		m.line("")
		write()
		return
	}
	m.line("<details><summary>%s</summary>", html.EscapeString(title))
	m.line("")
	write()
	m.line("")
	m.line("</details>")
}

func (m *markdown) set(sign string, s Set, shares []Share) {
	if s.Len() == 0 {
		return
	}
	m.fold("**"+sign+plural(s.Count(), s.Kind.String())+"**", 0, func() {
		for i := range shares {
			m.line("- %s", m.share(&shares[i]))
		}
	})
	m.fold(plurals(s.Len(), "range"), s.Len(), func() {
		m.line("| | %ss | SIMs |", s.Kind)
		m.line("|---|---|--:|")
		list, more := runs(s, markdownLines, m.style.All)
		for _, r := range list {
			m.line("| %s | `%s-%s` | %s |", sign, r.Start, r.End, grouped(r.Count))
		}
		m.more(more)
	})
}

// share tells of another profile with its name as code.
func (m *markdown) share(s *Share) string {
	named := *s
	if s.Other != "" {
		named.Other = "\x00"
	}
	if s.Network != "" {
		named.Network = "\x01"
	}
	return strings.NewReplacer(shown("\x00"), code(s.Other), shown("\x01"), code(s.Network)).Replace(named.words())
}

func (m *markdown) networks(sign string, names []string) {
	if len(names) == 0 {
		return
	}
	m.line("")
	list, more := few(names, markdownLines, m.style.All)
	for _, name := range list {
		m.line("- **%s** all SIMs of %s (number unknown)", sign, code(name))
	}
	if more > 0 {
		m.line("- and %s more", grouped(uint64(more)))
	}
}
