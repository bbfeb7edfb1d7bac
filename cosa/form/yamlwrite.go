package form

import (
	"bufio"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// yamlWriter writes trees as YAML. Lines are never folded: a text stays on the
// line of its key.
type yamlWriter struct{ *bufio.Writer }

// mapping writes keys; the place of the first one is already reached.
func (y yamlWriter) mapping(items []tree, indent int) {
	if len(items) == 0 {
		y.WriteString("{}\n")
		return
	}
	for i := range items {
		if i > 0 {
			y.indent(indent)
		}
		t := &items[i]
		y.WriteString(t.key)
		y.WriteByte(':')
		switch {
		case t.kind == mappingTree && len(t.items) > 0:
			y.WriteByte('\n')
			y.indent(indent + 2)
			y.mapping(t.items, indent+2)
		case t.kind == listTree:
			y.WriteByte('\n')
			y.list(t.items, indent+2)
		default:
			y.WriteByte(' ')
			y.flow(t, false)
			y.WriteByte('\n')
		}
	}
}

func (y yamlWriter) list(items []tree, indent int) {
	for i := range items {
		y.indent(indent)
		y.WriteString("- ")
		if items[i].kind == mappingTree {
			y.mapping(items[i].items, indent+2)
			continue
		}
		y.flow(&items[i], false)
		y.WriteByte('\n')
	}
}

// flow writes a value on one line; inside says that brackets enclose it.
func (y yamlWriter) flow(t *tree, inside bool) {
	open, end := "[", "]"
	switch t.kind {
	case bareTree:
		y.WriteString(t.text)
		return
	case textTree:
		if isPlain(t.text, inside) {
			y.WriteString(t.text)
		} else {
			y.quoted(t.text)
		}
		return
	case mappingTree, flowMapping:
		open, end = "{", "}"
	}
	y.WriteString(open)
	for i := range t.items {
		if i > 0 {
			y.WriteString(", ")
		}
		if open == "{" {
			y.WriteString(t.items[i].key)
			y.WriteString(": ")
		}
		y.flow(&t.items[i], true)
	}
	y.WriteString(end)
}

func (y yamlWriter) indent(n int) {
	for range n {
		y.WriteByte(' ')
	}
}

// quoted writes a text in double quotes, with everything escaped that is not
// seen or that a reader of YAML might change.
func (y yamlWriter) quoted(text string) {
	y.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			y.WriteByte('\\')
			y.WriteRune(r)
		case r == '\n':
			y.WriteString(`\n`)
		case r == '\t':
			y.WriteString(`\t`)
		case r == '\r':
			y.WriteString(`\r`)
		case r == ' ' || unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != 0xfeff && r != utf8.RuneError:
			y.WriteRune(r)
		case r <= 0xff:
			fmt.Fprintf(y, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(y, `\u%04x`, r)
		default:
			fmt.Fprintf(y, `\U%08x`, r)
		}
	}
	y.WriteByte('"')
}

// isPlain reports that every reader of YAML takes text without quotes for
// that text. It is stricter than YAML: digits are quoted unless they are a
// range, and so is all that looks like another type.
func isPlain(text string, inside bool) bool {
	if text == "" || text[len(text)-1] == ' ' || text[len(text)-1] == ':' || isReserved(text) {
		return false
	}
	if first := text[0]; first < 'A' || first > 'Z' && first < 'a' || first > 'z' && first < utf8.RuneSelf {
		return isDigitRange(text)
	}
	for i, r := range text {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		case strings.ContainsRune("._-/@+()!$*;=~%^", r):
		case r == ' ':
			if strings.HasPrefix(text[i+1:], "#") {
				return false
			}
		case strings.ContainsRune("&#'\"?<>|", r):
			if inside {
				return false
			}
		case r == ',':
			if inside {
				return false
			}
		case r == ':':
			if inside || text[i+1] == ' ' {
				return false
			}
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
		default:
			return false
		}
	}
	return true
}

// isReserved reports words that YAML 1.1 or 1.2 reads as another type.
func isReserved(text string) bool {
	switch strings.ToLower(text) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf":
		return true
	}
	return false
}

func isDigitRange(text string) bool {
	start, end, ok := strings.Cut(text, "-")
	return ok && len(start) > 10 && len(end) > 10 &&
		strings.Trim(start, "0123456789") == "" && strings.Trim(end, "0123456789") == ""
}
