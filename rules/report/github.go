package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// annotations is how many annotations of one level GitHub shows for a step;
// what comes after them it drops without a word.
const annotations = 10

// writeGitHub writes workflow commands that GitHub shows beside the lines of a
// pull request and in the summary of a run. Findings beyond its limit follow
// in a group of the log, and the last annotation of the level says how many.
func writeGitHub(w io.Writer, r *Report, o Options) error {
	folded := Fold(r.Findings)
	slices.SortStableFunc(folded, func(a, b Folded) int { return cmp.Compare(b.Severity, a.Severity) })
	g := &github{w: bufio.NewWriterSize(w, 1<<16), dir: r.Dir}
	var rest []Folded
	for len(folded) > 0 {
		n := sameSeverity(folded)
		shown := folded[:n]
		if n > annotations {
			shown = folded[:annotations-1]
		}
		for i := range shown {
			g.annotation(&shown[i])
		}
		if more := folded[len(shown):n]; len(more) > 0 {
			g.command(githubLevel(more[0].Severity), []string{"title=" + property(plural(placesOf(more), "more "+more[0].Severity.String()))},
				"GitHub shows ten annotations of a kind; the log of this step lists the others")
			rest = append(rest, more...)
		}
		folded = folded[n:]
	}
	if len(rest) > 0 {
		left := map[string]int{}
		if !o.All {
			rest, left = limit(rest)
		}
		g.line("::group::%s", data("findings without an annotation"))
		for i := range rest {
			f := &rest[i]
			g.line("%s", plain(fmt.Sprintf("%s: %s: %s [%s]", place(f), f.Severity, clean(f.Message), f.Rule)))
		}
		for _, rule := range sortedKeys(left) {
			g.line("%s", plain(fmt.Sprintf("%s: %s (--all lists them)", rule, plural(left[rule], "more finding"))))
		}
		g.line("::endgroup::")
	}
	g.group("suppressed findings", r.quietLines(o.All))
	g.group("not evaluated", r.Unjudged())
	g.group("suppressions that the submission brings along", r.embeddedLines())
	if !o.Quiet {
		g.line("%s", plain(r.headline()))
	}
	if g.err != nil {
		return g.err
	}
	return g.w.Flush()
}

func sameSeverity(folded []Folded) int {
	n := 1
	for n < len(folded) && folded[n].Severity == folded[0].Severity {
		n++
	}
	return n
}

// github writes lines and remembers the first error.
type github struct {
	w   *bufio.Writer
	dir string
	err error
}

func (g *github) line(format string, args ...any) {
	if g.err == nil {
		_, g.err = fmt.Fprintf(g.w, format+"\n", args...)
	}
}

// group writes lines of the log that are folded under a title.
func (g *github) group(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	g.line("::group::%s", data(title))
	for _, line := range lines {
		g.line("%s", plain(line))
	}
	g.line("::endgroup::")
}

// annotation points at the line of a text. A workbook has no lines that GitHub
// could show: its annotation belongs to the file, and the title names the cell.
func (g *github) annotation(f *Folded) {
	var properties []string
	if f.Position.File != "" {
		properties = append(properties, "file="+property(fromDir(f.Position.File, g.dir)))
	}
	title := f.Rule
	if f.Position.Sheet == "" && f.Position.Line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", f.Position.Line))
		if f.Position.Column > 0 {
			properties = append(properties, fmt.Sprintf("col=%d", f.Position.Column))
		}
	} else if at := sheetPlace(f); at != "" {
		title = at + " " + title
	}
	properties = append(properties, "title="+property(cosa.Harmless(title)))
	message := clean(f.Message)
	if len(slices.Compact(slices.Clone(f.Places))) > 1 {
		message += "\nat " + cosa.Harmless(place(f))
	}
	if about := about(f.Finding); about != "" {
		message += "\n" + about
	}
	others, left := otherPlaces(f.Finding)
	for _, related := range others {
		message += "\n" + cosa.Harmless(related.Position.String()) + ": " + clean(related.Message)
	}
	if left != "" {
		message += "\n" + left
	}
	if f.Hint != "" {
		message += "\nhint: " + clean(f.Hint)
	}
	g.command(githubLevel(f.Severity), properties, message)
}

func (g *github) command(level string, properties []string, message string) {
	g.line("::%s %s::%s", level, strings.Join(properties, ","), data(message))
}

func githubLevel(s cosa.Severity) string {
	switch s {
	case cosa.Error:
		return "error"
	case cosa.Warning:
		return "warning"
	}
	return "notice"
}

// data escapes the message of a command.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// property escapes the value of a command's property.
func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// plain makes a line of the log that is no command: the runner obeys :: at the
// beginning of a line and ##[ anywhere in it.
func plain(s string) string {
	return "- " + strings.ReplaceAll(cosa.Harmless(s), "##[", "## [")
}
