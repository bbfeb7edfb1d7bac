package diff

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Lengths of lists in a text, unless all is wanted.
const (
	textProfiles = 100
	textLines    = 20
	textRanges   = 8
)

// writeText writes the report for a person. Everything but values is ASCII,
// for consoles that know no UTF-8.
func writeText(w io.Writer, r *Report, s Style) error {
	t := &text{w: bufio.NewWriterSize(w, 1<<16), style: s}
	t.line("%s -> %s", t.in(bold, r.Old.name()), t.in(bold, r.New.name()))
	t.line("%s", r.scope(asIs))
	for i := range r.Package {
		t.line("package %s: %s", r.Package[i].Name(), r.Package[i].words("->"))
	}
	t.line("")
	changes, more := few(r.Changes, textProfiles, s.All)
	for i := range changes {
		t.change(&changes[i])
	}
	if more > 0 {
		t.line("and %s (--all lists them)", plurals(more, "more profile"))
		t.line("")
	}
	t.line("%s", t.in(bold, r.summary()))
	if !s.Quiet {
		for _, note := range r.notes() {
			t.line("note: %s", cosa.Harmless(note))
		}
	}
	if t.err != nil {
		return t.err
	}
	return t.w.Flush()
}

// text writes lines and remembers the first error.
type text struct {
	w     *bufio.Writer
	style Style
	err   error
}

func (t *text) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format+"\n", args...)
	}
}

func (t *text) change(ch *Change) {
	t.line("%s %s %s: %s", t.in(colorOf(ch.sign()), ch.sign()), t.in(bold, ch.title()), ch.verb(), ch.headline())
	if ch.Kind == Removed {
		t.numbers(ch)
		t.line("")
		return
	}
	for i := range ch.Settings {
		t.line("    %s: %s", ch.Settings[i].Name(), ch.Settings[i].words("->"))
	}
	t.numbers(ch)
	if len(ch.Targets) > 0 {
		t.line("    targets: %s", ch.targetMarks())
		targets, more := few(ch.Targets, textLines, t.style.All)
		for i := range targets {
			target := &targets[i]
			t.line("      %s %s%s%s", t.in(colorOf(target.Mark.sign()), target.Mark.sign()), shown(target.Text()), behind(target.lines("->")), target.uncounted())
		}
		t.more(more)
	}
	if len(ch.Connections) > 0 {
		t.line("    connections: %s", ch.connectionMarks())
		connections, more := few(ch.Connections, textLines, t.style.All)
		for i := range connections {
			c := &connections[i]
			t.line("      %s %s%s", t.in(colorOf(c.Mark.sign()), c.Mark.sign()), shown(c.Name), behind(c.lines("->")))
		}
		t.more(more)
	}
	if ch.Pairings > 0 {
		t.line("    %s", ch.pairings())
	}
	t.line("")
}

func (t *text) more(n int) {
	if n > 0 {
		t.line("      and %s more (--all lists them)", grouped(uint64(n)))
	}
}

// numbers lists the SIMs gained and lost.
func (t *text) numbers(ch *Change) {
	for i := range ch.SIMs {
		kind := cosa.NumberKind(i)
		t.set(ch.SIMs[i].Gained, "+", ch.sharesOf(kind, true))
		t.set(ch.SIMs[i].Lost, "-", ch.sharesOf(kind, false))
	}
	for i := range ch.Rewritten {
		t.line("    %s %s", t.in(yellow, "~"), ch.Rewritten[i].words())
	}
	for _, part := range [...]struct {
		sign  string
		names []string
	}{{"+", ch.Whole.Gained}, {"-", ch.Whole.Lost}} {
		names, more := few(part.names, textLines, t.style.All)
		for _, name := range names {
			t.line("    %s all SIMs of %s (number unknown)", t.in(colorOf(part.sign), part.sign), shown(name))
		}
		t.more(more)
	}
}

func (t *text) set(s Set, sign string, shares []Share) {
	if s.Len() == 0 {
		return
	}
	t.line("    %s %s", t.in(colorOf(sign), sign), t.in(bold, plural(s.Count(), s.Kind.String())))
	list, more := runs(s, textRanges, t.style.All)
	for _, r := range list {
		t.line("        %s-%s  %s", r.Start, r.End, grouped(r.Count))
	}
	if more > 0 {
		t.line("        and %s (--all lists them)", plurals(more, "more range"))
	}
	for i := range shares {
		list, more := runs(shares[i].SIMs, 1, false)
		where := list[0].Start + "-" + list[0].End
		if more > 0 {
			where += fmt.Sprintf(" and %s", plurals(more, "more range"))
		}
		t.line("      %s: %s", shares[i].words(), where)
	}
}

// lines tells the settings that changed, one by one.
func lines(list []Value, arrow string) []string {
	var parts []string
	for i := range list {
		parts = append(parts, list[i].Name()+" "+list[i].words(arrow))
	}
	return parts
}

// lines tells what changed; of a new connection what it says.
func (c *Connection) lines(arrow string) []string {
	if c.Mark == Altered {
		return lines(c.Settings, arrow)
	}
	var parts []string
	for i := range c.Settings {
		v := &c.Settings[i]
		if c.Mark == Gained && v.Setting != cosa.AccessString && v.Setting != cosa.PurposeGroups {
			parts = append(parts, v.Name()+" "+v.to())
		}
	}
	return parts
}

// lines tells what became of the target's numbers, and what changed.
func (t *Target) lines(arrow string) []string {
	parts := lines(t.Settings, arrow)
	if t.Note != "" {
		parts = append([]string{t.Note}, parts...)
	}
	return parts
}

// behind writes lines behind what they are about.
func behind(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return ": " + strings.Join(lines, "; ")
}

// uncounted says that the target's numbers are not among those counted.
func (t *Target) uncounted() string {
	if t.Counted {
		return ""
	}
	return " (not counted)"
}

// style is the parameter of a terminal's SGR sequence.
type style string

const (
	bold   style = "1"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

func colorOf(sign string) style {
	switch sign {
	case "+":
		return green
	case "-":
		return red
	}
	return yellow
}

func (t *text) in(s style, words string) string {
	if !t.style.Color || words == "" {
		return words
	}
	return "\x1b[" + string(s) + "m" + words + "\x1b[0m"
}
