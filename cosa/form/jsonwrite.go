package form

import (
	"bufio"
	"fmt"
)

// jsonWriter writes trees as JSON.
type jsonWriter struct {
	*bufio.Writer
	compact bool // on one line, without blanks
}

func (j jsonWriter) value(t tree, indent int) {
	open, end := byte('['), byte(']')
	flow := t.kind == flowMapping || t.kind == flowList
	switch t.kind {
	case bareTree:
		j.WriteString(t.text)
		return
	case textTree:
		j.text(t.text)
		return
	case mappingTree, flowMapping:
		open, end = '{', '}'
	}
	j.WriteByte(open)
	for i := range t.items {
		if i > 0 {
			j.WriteByte(',')
		}
		switch {
		case j.compact:
		case !flow:
			j.line(indent + 2)
		case i > 0:
			j.WriteByte(' ')
		}
		if open == '{' {
			j.text(t.items[i].key)
			j.WriteByte(':')
			if !j.compact {
				j.WriteByte(' ')
			}
		}
		j.value(t.items[i], indent+2)
	}
	if !flow && !j.compact && len(t.items) > 0 {
		j.line(indent)
	}
	j.WriteByte(end)
}

func (j jsonWriter) line(indent int) {
	j.WriteByte('\n')
	for range indent {
		j.WriteByte(' ')
	}
}

// text writes a string; unlike encoding/json it leaves <, > and & as they are.
func (j jsonWriter) text(text string) {
	j.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			j.WriteByte('\\')
			j.WriteRune(r)
		case r == '\n':
			j.WriteString(`\n`)
		case r == '\t':
			j.WriteString(`\t`)
		case r == '\r':
			j.WriteString(`\r`)
		case r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(j, `\u%04x`, r)
		default:
			j.WriteRune(r)
		}
	}
	j.WriteByte('"')
}
