package provisioning

import (
	"bufio"
	"strings"
)

// writer writes elements as the shipped file has them: two blanks a level, an
// element with a text on one line.
type writer struct {
	*bufio.Writer
	newline string
}

var textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
var attrEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#xD;", "\n", "&#xA;", "\t", "&#x9;")

// element writes an element and what is in it. indent < 0 puts all on one
// line.
func (w *writer) element(e *element, indent int) {
	w.indent(indent)
	w.WriteByte('<')
	w.WriteString(rawName(e.name))
	for _, a := range e.attrs {
		w.WriteByte(' ')
		w.WriteString(rawName(a.name))
		w.WriteString(`="`)
		attrEscapes.WriteString(w, legal(a.value))
		w.WriteByte('"')
	}
	switch {
	case len(e.children) > 0:
		w.WriteByte('>')
		w.line(indent)
		next := indent
		if indent >= 0 {
			next++
		}
		for _, c := range e.children {
			w.element(c, next)
		}
		w.indent(indent)
		w.end(e)
	case e.text == "" && len(e.attrs) > 0:
		w.WriteString(" />")
	default:
		w.WriteByte('>')
		textEscapes.WriteString(w, legal(e.text))
		w.end(e)
	}
	if indent != 0 { // the file ends with the root's last character
		w.line(indent)
	}
}

// legal returns text without the characters that XML cannot hold, not even
// escaped.
func legal(text string) string {
	if !strings.ContainsFunc(text, notXML) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if notXML(r) {
			return -1
		}
		return r
	}, text)
}

func (w *writer) end(e *element) {
	w.WriteString("</")
	w.WriteString(rawName(e.name))
	w.WriteByte('>')
}

func (w *writer) indent(n int) {
	for range n {
		w.WriteString("  ")
	}
}

func (w *writer) line(indent int) {
	if indent >= 0 {
		w.WriteString(w.newline)
	}
}

// fragment writes an element on one line, or nothing for one that is empty.
func fragment(e *element) string {
	if e.empty() {
		return ""
	}
	var b strings.Builder
	w := writer{Writer: bufio.NewWriter(&b)}
	w.element(e.alone(), -1)
	w.Flush() // a strings.Builder takes everything
	return b.String()
}
