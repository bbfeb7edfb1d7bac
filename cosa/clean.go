package cosa

import "strings"

// CleanText returns raw as the rules read it: without invisible characters
// (zero-width space, soft hyphen, byte order mark, direction marks), with
// non-breaking spaces, tabs and line breaks as plain blanks, full-width forms
// of ASCII as ASCII, without a leading apostrophe and surrounding blanks.
func CleanText(raw string) string {
	if plain(raw) {
		return strings.Trim(raw, " ")
	}
	var b strings.Builder
	for _, r := range raw {
		switch {
		case isZeroWidth(r):
		case isBlank(r):
			b.WriteByte(' ')
		case r >= 0xff01 && r <= 0xff5e: // full-width forms of ! to ~
			b.WriteRune(r - 0xff01 + '!')
		default:
			b.WriteRune(r)
		}
	}
	text := strings.Trim(b.String(), " ")
	if rest, ok := strings.CutPrefix(text, "'"); ok {
		text = strings.TrimLeft(rest, " ")
	}
	return text
}

// Invisible names the first kind of character in raw that [CleanText] takes
// away or replaces, or returns "" where there is none but plain blanks.
func Invisible(raw string) string {
	if plain(raw) {
		return ""
	}
	if strings.HasPrefix(strings.TrimLeft(raw, " "), "'") {
		return "a leading apostrophe"
	}
	for _, r := range raw {
		switch {
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
		case r >= 0xff10 && r <= 0xff19:
			return "a full-width digit"
		case r >= 0xff01 && r <= 0xff5e:
			return "a full-width character"
		case r != ' ' && isBlank(r):
			return "an unusual space"
		}
	}
	return ""
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

func isZeroWidth(r rune) bool {
	switch {
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069:
		return true
	case r == 0xad, r == 0xfeff, r == 0x180e:
		return true
	}
	return false
}

func isBlank(r rune) bool {
	switch {
	case r == ' ', r == '\t', r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0xa0:
		return true
	case r >= 0x2000 && r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000, r == 0x1680:
		return true
	}
	return false
}
