package report

import (
	"strings"
	"unicode"

	"github.com/cosakit/cosa/cosa"
)

// words writes a sentence as Markdown in which nothing of what a file holds is
// a link, a mention, a reference or markup: plain words stay as they are, and
// whatever else stands in it, such as quoted values and numbers, is code.
func words(text string) string {
	text = inert(text)
	var out, run []string
	flush := func() {
		if len(run) > 0 {
			out = append(out, codeIn(strings.Join(run, " ")))
			run = nil
		}
	}
	quoted := false
	for _, word := range strings.Split(text, " ") {
		quotes := strings.Count(word, `"`)
		if !quoted && quotes > 0 { // a quoted value is a code span of its own
			flush()
		}
		if quoted || quotes > 0 || !plainWord(word) {
			run = append(run, word)
		} else {
			flush()
			out = append(out, word)
		}
		if quotes%2 == 1 {
			quoted = !quoted
		}
		if !quoted && quotes > 0 {
			flush()
		}
	}
	flush()
	return strings.Join(out, " ")
}

// codeIn makes a part of a sentence code, without the sentence's own marks
// around it.
func codeIn(text string) string {
	core := strings.TrimRight(text, ",;:.?")
	tail := text[len(core):]
	head := ""
	if inner, ok := strings.CutPrefix(core, "("); ok && strings.HasSuffix(inner, ")") {
		head, core, tail = "(", strings.TrimSuffix(inner, ")"), ")"+tail
	}
	if inner := strings.Trim(core, `"`); len(inner) == len(core)-2 && inner != "" && !strings.Contains(inner, `"`) && core[0] == '"' {
		core = inner
	}
	if strings.TrimSpace(core) == "" {
		return code(text)
	}
	return head + code(core) + tail
}

// plainWord reports whether a word means nothing to Markdown and to a code
// host: letters, or a short number, with the marks of a sentence. Words that
// mix letters and digits may be references (ABC-123) or hashes of commits.
func plainWord(word string) bool {
	letters, digits, run := 0, 0, 0
	for i, r := range word {
		if '0' <= r && r <= '9' {
			digits++
			if run++; run == 7 {
				return false
			}
			continue
		}
		run = 0
		switch {
		case unicode.IsLetter(r):
			letters++
		case strings.ContainsRune("(),;?'…=→–—.-/", r):
		case r == ':' && i == len(word)-1:
		default:
			return false
		}
	}
	lower := strings.ToLower(word)
	return (letters == 0 || digits == 0) && !strings.Contains(lower, "www.") && !strings.Contains(word, "//") &&
		(word == "-" || !strings.HasPrefix(word, "-")) && !hexWord(lower)
}

// hexWord reports whether a word of letters could be the hash of a commit.
func hexWord(word string) bool {
	return len(word) >= 7 && strings.Trim(word, "abcdef") == ""
}

// code makes text inert: a code span that no text can end.
func code(text string) string {
	text = inert(text)
	if strings.TrimSpace(text) == "" {
		return "(blank)"
	}
	mark := fence(text, 1)
	if len(mark) > 1 || strings.Trim(text, " ") != text {
		text = " " + text + " "
	}
	return mark + text + mark
}

// inert bounds a text both as it stands in the file and as it is shown.
func inert(text string) string {
	return cosa.Bounded(cosa.Harmless(cosa.Bounded(text, markdownText)), markdownText)
}

// fence is a run of at least n backticks that does not stand in the text.
func fence(text string, n int) string {
	run := 0
	for _, r := range text {
		run++
		if r != '`' {
			run = 0
		}
		n = max(n, run+1)
	}
	return strings.Repeat("`", n)
}

// tableCell escapes bars, which end a cell even in code. A backslash before
// one would be read in different ways, so a blank parts them.
func tableCell(text string) string {
	return strings.NewReplacer(`\|`, `\ \|`, "|", `\|`).Replace(text)
}

// proseMarkdown escapes our own prose.
func proseMarkdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "<", "&lt;", "&", "&amp;").Replace(text)
}
