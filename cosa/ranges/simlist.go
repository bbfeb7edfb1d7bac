package ranges

import (
	"bytes"
	"io"
	"slices"
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
	var delimiter byte // 0 where there are no columns
	column, first := 0, true
	var fields []string
	return lines(file, r, func(line []byte, at cosa.Position) error {
		if len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		if first {
			first = false
			delimiter = delimiterOf(line)
			fields = split(fields[:0], string(line), delimiter)
			column = slices.IndexFunc(fields, func(name string) bool { return strings.EqualFold(cosa.CleanText(name), kind.String()) })
			switch {
			case column >= 0:
				return nil
			case delimiter != 0:
				return &cosa.ReadError{
					Position: at, Problem: "no column is named " + kind.String(),
					Hint: "name the column with the numbers so, or give one number a line",
				}
			}
			column = 0
		}
		text := string(line)
		if delimiter != 0 || strings.HasPrefix(text, `"`) {
			if fields = split(fields[:0], text, delimiter); column >= len(fields) {
				return each("", at)
			}
			text = fields[column]
		}
		return each(kind.Start().Clean(text), at)
	})
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

// split cuts a line into fields, which may be quoted; a quoted field does not
// go on in the next line. Without a delimiter the line is one field.
func split(fields []string, line string, delimiter byte) []string {
	for {
		var field string
		rest, quoted := strings.CutPrefix(line, `"`)
		if quoted {
			end := closing(rest)
			field, rest = strings.ReplaceAll(rest[:end], `""`, `"`), strings.TrimPrefix(rest[end:], `"`)
		} else {
			rest = line
		}
		i := -1
		if delimiter != 0 {
			i = strings.IndexByte(rest, delimiter)
		}
		if i < 0 {
			return append(fields, field+rest)
		}
		fields = append(fields, field+rest[:i])
		line = rest[i+1:]
	}
}

// closing is where the quote that closes a field stands, or the text's end.
func closing(text string) int {
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
