package ranges

import (
	"bytes"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// delimiters are what may stand between the columns of a SIM list; the first
// that its first line holds is it.
const delimiters = "\t;,|"

// ReadNumbers calls each with every number of a SIM list, as it is written but
// for blanks and invisible characters around the digits. The list has one
// number a line, or columns with headers, one of which is ICCID or IMSI. Blank
// lines are passed over; a line of a list with columns that lacks the number
// counts as a blank number. What is kept of the list is one line.
func ReadNumbers(kind cosa.NumberKind, file string, r io.Reader, each func(text string, at cosa.Position) error) error {
	return fields(kind, file, r, func(field []byte, line int) error {
		return each(cleaned(kind, field), cosa.Position{File: file, Line: line})
	})
}

// cleaned is the number that a field means.
func cleaned(kind cosa.NumberKind, field []byte) string {
	if _, _, ok := cosa.NumberKey(kind, field); ok {
		return string(field)
	}
	return kind.Start().Clean(string(field))
}

// fields calls each with the field of every line of a SIM list that has the
// number, as it is written, and with the line's number.
func fields(kind cosa.NumberKind, file string, r io.Reader, each func(field []byte, line int) error) error {
	var delimiter byte // 0 where there are no columns
	column, first := 0, true
	return lines(file, r, func(line []byte, n int) error {
		if isBlank(line) {
			return nil
		}
		if first {
			first = false
			delimiter = delimiterOf(line)
			column = columnOf(kind, line, delimiter)
			switch {
			case column >= 0:
				return nil
			case delimiter != 0:
				return &cosa.ReadError{
					Position: cosa.Position{File: file, Line: n}, Problem: "no column is named " + kind.String(),
					Hint: "name the column with the numbers so, or give one number a line",
				}
			}
			column = 0
		}
		if delimiter == 0 && line[0] != '"' {
			return each(line, n)
		}
		for i := 0; ; i++ {
			field, rest, more := cutField(line, delimiter)
			switch {
			case i == column:
				return each(field, n)
			case !more:
				return each(nil, n)
			}
			line = rest
		}
	})
}

// isBlank reports that a line holds nothing but white space.
func isBlank(line []byte) bool {
	return len(line) == 0 || !isDigit(line[0]) && len(bytes.TrimSpace(line)) == 0
}

// columnOf is the place of the column that a header line names like the kind,
// -1 for none.
func columnOf(kind cosa.NumberKind, line []byte, delimiter byte) int {
	for i := 0; ; i++ {
		name, rest, more := cutField(line, delimiter)
		switch {
		case strings.EqualFold(cosa.CleanText(string(name)), kind.String()):
			return i
		case !more:
			return -1
		}
		line = rest
	}
}

// delimiterOf is the delimiter of a header line, 0 for none.
func delimiterOf(line []byte) byte {
	for i := range len(delimiters) {
		if bytes.IndexByte(line, delimiters[i]) >= 0 {
			return delimiters[i]
		}
	}
	return 0
}

// cutField cuts the first field, which may be quoted, off a line; more is false
// where it is the last one. A quoted field does not go on in the next line.
// Without a delimiter the line is one field.
func cutField(line []byte, delimiter byte) (field, rest []byte, more bool) {
	rest = line
	quoted := len(line) > 0 && line[0] == '"'
	if quoted {
		end := 1 + closing(line[1:])
		field, rest = line[1:end], line[min(end+1, len(line)):]
	}
	behind := rest // what stands behind the quotes, or all of a field without
	if i := bytes.IndexByte(rest, delimiter); delimiter != 0 && i >= 0 {
		behind, rest, more = rest[:i], rest[i+1:], true
	}
	switch {
	case !quoted:
		return behind, rest, more
	case len(behind) == 0 && bytes.IndexByte(field, '"') < 0:
		return field, rest, more
	}
	return append(bytes.ReplaceAll(field, []byte(`""`), []byte(`"`)), behind...), rest, more
}

// closing is where the quote that closes a field stands, or the text's end.
func closing(text []byte) int {
	for i := 0; i < len(text); i++ {
		if text[i] == '"' {
			if i+1 < len(text) && text[i+1] == '"' {
				i++
				continue
			}
			return i
		}
	}
	return len(text)
}
