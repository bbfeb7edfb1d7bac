package spreadsheet

import (
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

// longText is the length in bytes from which a cell counts towards
// Limits.LongText.
const longText = 255

var errLongText = errors.New("the text is too long")

// skip reads to the end of the element whose start tag was just read.
func (x *xmlScanner) skip() error {
	inside := x.depth()
	for x.depth() >= inside {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// collect appends the text of the element whose start tag was just read, and
// stops with errLongText where it is longer than so many characters.
func (x *xmlScanner) collect(to []byte, limit int) ([]byte, error) {
	inside := x.depth()
	for x.depth() >= inside {
		t, err := x.next()
		if err != nil {
			return to, err
		}
		if t != tokenText || x.depth() != inside {
			continue
		}
		to = append(to, x.text...)
		// Four bytes a character at most; the exact count is for later.
		if len(to)/utf8.UTFMax > limit {
			return to, errLongText
		}
	}
	return to, nil
}

// collectRuns appends the text of a string that may consist of runs (r) and
// have a reading aid (rPh), which is no part of it.
func (x *xmlScanner) collectRuns(to []byte, limit int) ([]byte, error) {
	inside := x.depth()
	for x.depth() >= inside {
		t, err := x.next()
		if err != nil {
			return to, err
		}
		if t != tokenOpen {
			continue
		}
		switch string(x.name) {
		case "t":
			to, err = x.collect(to, limit)
		case "r":
		default:
			err = x.skip()
		}
		if err != nil {
			return to, err
		}
	}
	return to, nil
}

// appendUnescaped resolves the escapes of OOXML, _xHHHH_ for a UTF-16 code
// unit; _x005F_ is an underscore that begins no escape.
func appendUnescaped(to, text []byte) []byte {
	for i := 0; i < len(text); {
		unit, ok := escapeAt(text, i)
		if !ok {
			to = append(to, text[i])
			i++
			continue
		}
		i += 7
		r := rune(unit)
		if utf16.IsSurrogate(r) {
			low, ok := escapeAt(text, i)
			if r = utf16.DecodeRune(r, rune(low)); ok && r != utf8.RuneError {
				i += 7
			}
		}
		to = utf8.AppendRune(to, r)
	}
	return to
}

func escapeAt(text []byte, i int) (unit uint16, ok bool) {
	if i+7 > len(text) || text[i] != '_' || text[i+1] != 'x' || text[i+6] != '_' {
		return 0, false
	}
	for _, c := range text[i+2 : i+6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		unit = unit<<4 | uint16(c)
	}
	return unit, true
}
