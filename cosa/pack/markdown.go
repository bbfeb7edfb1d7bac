package pack

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// document is a Markdown text that is being written.
type document struct{ strings.Builder }

func (d *document) line(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *document) bytes() []byte { return []byte(d.String()) }

// safe is a text as it may be shown: without passwords and control characters.
func safe(text string) string { return cosa.Harmless(cosa.MaskUserInfo(text)) }

// safeLines is safe for a text of several lines.
func safeLines(text string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		lines = append(lines, safe(line))
	}
	return strings.Join(lines, "\n")
}

// fenceOf is a fence that is longer than any in the text.
func fenceOf(text string, least int) string {
	longest, run := least-1, 0
	for _, r := range text {
		if r == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return strings.Repeat("`", longest+1)
}

// value writes a text as a code span, or as a block if it has several lines.
func (d *document) value(name, text string) {
	text = strings.TrimRight(text, "\r\n")
	if !strings.Contains(text, "\n") {
		d.line("- %s: %s", name, code(text))
		return
	}
	text = safeLines(text)
	fence := fenceOf(text, 3)
	d.line("- %s:\n\n  %s\n  %s\n  %s\n", name, fence, strings.ReplaceAll(text, "\n", "\n  "), fence)
}

// code writes a text as a code span, in which nothing has a meaning.
func code(text string) string {
	text = safe(text)
	fence := fenceOf(text, 1)
	if text == "" || strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// cell is a code span in a table, blank for a blank text.
func cell(text string) string {
	if text == "" {
		return ""
	}
	return strings.ReplaceAll(code(text), "|", `\|`)
}

// escaped writes a text in which only characters stand for themselves.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range safe(text) {
		switch {
		case r == '<':
			b.WriteString("&lt;")
			continue
		case r == '&':
			b.WriteString("&amp;")
			continue
		case strings.ContainsRune("\\`*_[]#|~", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return strings.ReplaceAll(b.String(), "://", ":&#47;/") // no link is made of it
}
