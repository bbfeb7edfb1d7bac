package form

import (
	"fmt"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// requoted writes a text as the scalar that it replaces is written; a text that
// would be read otherwise gets double quotes.
func requoted(n *yaml.Node, text string, format cosa.Format) string {
	switch {
	case format != cosa.YAML || n.Style&yaml.DoubleQuotedStyle != 0:
	case n.Style&yaml.SingleQuotedStyle != 0 && !strings.ContainsFunc(text, unprintable):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case n.Style == 0 && staysPlain(text):
		return text
	}
	return doubleQuoted(text)
}

// staysPlain reports that a text without quotes is read as that text, wherever
// it stands.
func staysPlain(text string) bool {
	return isPlain(text, true) || cosa.AllDigits(text) || isReserved(text) && !strings.EqualFold(text, "null")
}

// unprintable reports characters that a quoted text holds as an escape only.
func unprintable(r rune) bool {
	return !unicode.IsPrint(r) || r == unicode.ReplacementChar
}

// doubleQuoted writes a text in double quotes, as both YAML and JSON read it.
func doubleQuoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unprintable(r) && r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
