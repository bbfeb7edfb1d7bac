package spreadsheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// wholeRunes returns the length of b without an unfinished rune at its end.
func wholeRunes(b []byte) int {
	for i := len(b) - 1; i >= 0 && i >= len(b)-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return len(b)
}

// asciiText reports that b is ASCII that stands for itself.
func asciiText(b []byte) bool {
	for _, c := range b {
		if textClass[c] != classPlain && c != '_' {
			return false
		}
	}
	return true
}

// Classes of bytes in character data.
const (
	classPlain = iota
	classEscape
	classOther // needs decoding or checking
)

// textClass tells bytes that stand for themselves from those to look at: the
// underscore may begin an escape of OOXML.
var textClass = func() (table [256]byte) {
	for c := range table {
		switch {
		case c == '_':
			table[c] = classEscape
		case c < 0x20 && c != '\t' && c != '\n', c >= 0x7f, c == '&', c == '<':
			table[c] = classOther
		}
	}
	return table
}()

// nameByte tells the bytes of element and attribute names.
var nameByte = func() (table [256]bool) {
	for c := range table {
		table[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
			c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
	}
	return table
}()

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// appendChecked appends text that holds no references, with line ends as XML
// has them, and refuses bytes that are no UTF-8 and characters that XML does
// not have.
func appendChecked(to, text []byte) ([]byte, error) {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\r':
			to = append(to, '\n')
			i++
			if i < len(text) && text[i] == '\n' {
				i++
			}
		case c < 0x20 && c != '\t' && c != '\n':
			return to, malformed("it holds the character U+%04X, which XML does not allow", c)
		case c < utf8.RuneSelf:
			to = append(to, c)
			i++
		default:
			r, n := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && n <= 1 || r == 0xfffe || r == 0xffff {
				return to, malformed("it is not valid UTF-8")
			}
			to = append(to, text[i:i+n]...)
			i += n
		}
	}
	return to, nil
}

// appendDecoded is appendChecked for text that may hold references.
func appendDecoded(to, text []byte) ([]byte, error) {
	var err error
	for len(text) > 0 {
		amp := bytes.IndexByte(text, '&')
		if amp < 0 {
			return appendChecked(to, text)
		}
		if to, err = appendChecked(to, text[:amp]); err != nil {
			return to, err
		}
		end := bytes.IndexByte(text[amp:], ';')
		if end < 0 {
			return to, malformed("a stray & in the text")
		}
		r, err := reference(text[amp+1 : amp+end])
		if err != nil {
			return to, err
		}
		to = utf8.AppendRune(to, r)
		text = text[amp+end+1:]
	}
	return to, nil
}

// reference resolves the name between & and ;.
func reference(name []byte) (rune, error) {
	switch string(name) {
	case "lt":
		return '<', nil
	case "gt":
		return '>', nil
	case "amp":
		return '&', nil
	case "quot":
		return '"', nil
	case "apos":
		return '\'', nil
	}
	if len(name) > 1 && len(name) < 12 && name[0] == '#' {
		digits, base := string(name[1:]), 10
		if digits[0] == 'x' {
			digits, base = digits[1:], 16
		}
		n, err := strconv.ParseUint(digits, base, 32)
		if err == nil && (n >= 0x20 || n == '\t' || n == '\n' || n == '\r') && utf8.ValidRune(rune(n)) && n <= utf8.MaxRune {
			return rune(n), nil
		}
	}
	return 0, malformed("the reference &%.20s; is unknown", name)
}
