package cosa

import (
	"strings"
	"unicode"
)

// Clean returns raw, a value of s, as the rules read it. Credentials are left
// as they are. In names, full-width letters and digits are left, since they
// may be meant; elsewhere they become ASCII. In digit strings only the plain
// blank counts as a character: every other space is taken away. Lists may be
// written one item a line. For the rest see [CleanText].
func (s Setting) Clean(raw string) string {
	switch spec := s.Spec(); {
	case spec.Secret:
		return raw
	case spec.Type == TypeText:
		return cleanText(raw, cleaning{blank: " "})
	case spec.Type == TypeDigits || spec.Type == TypeHex:
		return cleanText(raw, cleaning{narrow: true})
	case (spec.Type == TypePurposes || spec.Type == TypeFiles) && strings.ContainsAny(raw, "\r\n"):
		return cleanList(raw)
	}
	return CleanText(raw)
}

// cleanList joins a list that was written one item a line.
func cleanList(raw string) string {
	var items []string
	for line := range strings.FieldsFuncSeq(raw, func(r rune) bool { return r == '\r' || r == '\n' }) {
		if item := strings.TrimRight(strings.TrimLeft(CleanText(line), ",; '"), ",; "); item != "" {
			items = append(items, item)
		}
	}
	return strings.Join(items, ", ")
}

// Invisible names the first kind of character in raw, a value of s, that a
// person cannot see or did not mean to type, or returns "".
func (s Setting) Invisible(raw string) string {
	spec := s.Spec()
	if plain(raw) {
		return ""
	}
	if !spec.Secret && strings.HasPrefix(strings.TrimLeft(raw, " "), "'") {
		return "a leading apostrophe"
	}
	for _, r := range raw {
		switch {
		case isFullWidth(r) && (spec.Secret || spec.Type == TypeText):
		case r >= '０' && r <= '９':
			return "a full-width digit"
		case isFullWidth(r):
			return "a full-width character"
		case r == 0xa0 || r == 0x202f || r == 0x2007:
			return "a non-breaking space"
		case r == '\t':
			return "a tab"
		case r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
			return "a line break"
		case r == 0xad:
			return "a soft hyphen"
		case r >= 0x200e && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return "a text direction mark"
		case isZeroWidth(r):
			return "a zero-width character"
		case r != ' ' && isBlank(r) && r != 0x3000:
			return "an unusual space"
		case isControl(r):
			return "a control character"
		}
	}
	return ""
}

// CleanText returns raw without invisible characters (zero-width space, soft
// hyphen, byte order mark, direction marks), with non-breaking spaces, tabs
// and line breaks as plain blanks, full-width forms of ASCII as ASCII, without
// leading apostrophes and surrounding blanks. Cleaning twice changes nothing.
func CleanText(raw string) string { return cleanText(raw, cleaning{narrow: true, blank: " "}) }

// cleaning says what becomes of characters that are not simply invisible.
type cleaning struct {
	narrow bool   // full-width forms become ASCII
	blank  string // what stands for a space that is no plain blank
}

func cleanText(raw string, how cleaning) string {
	if plain(raw) {
		return strings.Trim(raw, " ")
	}
	var b strings.Builder
	for _, r := range raw {
		switch {
		case isZeroWidth(r):
		case r != ' ' && isBlank(r):
			b.WriteString(how.blank)
		case how.narrow && isFullWidth(r):
			b.WriteRune(r - '！' + '!')
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimRight(strings.TrimLeft(b.String(), " '"), " ")
}

// plain reports that raw is printable ASCII that does not begin with an
// apostrophe, so that there is nothing to clean but blanks.
func plain(raw string) bool {
	for i := 0; i < len(raw); i++ {
		if c := raw[i]; c < 0x20 || c > 0x7e || c == '\'' && strings.Trim(raw[:i], " ") == "" {
			return false
		}
	}
	return true
}

// isFullWidth reports whether r is the full-width form of printable ASCII.
func isFullWidth(r rune) bool { return r >= '！' && r <= '～' }

func isZeroWidth(r rune) bool {
	switch {
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069:
		return true
	case r == 0xad, r == 0xfeff, r == 0x180e:
		return true
	}
	return false
}

// isControl reports whether r is a control character that is no blank.
func isControl(r rune) bool { return unicode.IsControl(r) && !isBlank(r) }

func isBlank(r rune) bool {
	switch {
	case r == ' ', r == '\t', r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0xa0:
		return true
	case r >= 0x2000 && r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000, r == 0x1680:
		return true
	}
	return false
}
