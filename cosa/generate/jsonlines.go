package generate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// Limits of a table of JSON Lines.
const (
	lineLength  = 4 << 20
	mostLines   = 4 << 20
	mostColumns = 128
	mostFaults  = 10_000
	cellLength  = 32767 // as in a sheet
)

// ReadLines reads a table of JSON Lines into b: an object on each line, whose
// keys are columns. Values are texts, numbers, true or false, and null for
// blank; a number is the text that stands there. Columns are extra ones, also
// where they are named after settings, and the position of a value is its line
// and character. Lines that are no such object are [*Faults], all at once.
func ReadLines(b *cosa.Builder, file string, r io.Reader) error {
	l := &lineReader{b: b, file: file, columns: make(map[string]cosa.Column), faults: &Faults{}}
	b.Source(cosa.Source{File: file, Format: cosa.JSON})
	in := bufio.NewReaderSize(r, 64<<10)
	for l.number = 1; ; l.number++ {
		text, err := l.next(in)
		if len(bytes.TrimSpace(text)) > 0 {
			l.line(text)
		}
		if errors.Is(err, io.EOF) || l.faults.Total > mostFaults {
			break // what has so many is no such table
		}
		if err != nil {
			return err
		}
		if l.number == mostLines {
			return &cosa.ReadError{Position: cosa.Position{File: file, Line: l.number}, Problem: "more lines than the 4,194,304 that can be read", Hint: "split the file"}
		}
	}
	if err := l.faults.err(); err != nil {
		return err
	}
	if l.rows == 0 {
		b.Report(cosa.Finding{Rule: "no-entries", Message: "no data rows were found", Hint: "write one JSON object on each line", Position: cosa.Position{File: file, Line: 1, Column: 1}})
	}
	return nil
}

// lineReader reads the lines of a file.
type lineReader struct {
	b       *cosa.Builder
	file    string
	number  int
	rows    int
	long    []byte
	text    []byte // the line
	pos     int
	columns map[string]cosa.Column
	seen    []int // line that last had the column
	faults  *Faults
}

// next returns the next line, which is good until the next call.
func (l *lineReader) next(in *bufio.Reader) ([]byte, error) {
	l.long = l.long[:0]
	for {
		part, err := in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			if l.long = append(l.long, part...); len(l.long) > lineLength {
				return nil, &cosa.ReadError{Position: cosa.Position{File: l.file, Line: l.number}, Problem: "the line is longer than 4 MiB", Hint: "write one JSON object on each line"}
			}
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, &cosa.ReadError{Position: cosa.Position{File: l.file}, Problem: "cannot read", Err: err}
		}
		if len(l.long) > 0 {
			l.long = append(l.long, part...)
			part = l.long
		}
		if l.number == 1 {
			part = bytes.TrimPrefix(part, []byte("\ufeff"))
		}
		return part, err
	}
}

func (l *lineReader) fail(problem, hint string) bool {
	at := cosa.Position{File: l.file, Line: l.number, Column: l.column(l.pos)}
	l.faults.add(at, hint, "%s", problem)
	return false
}

func (l *lineReader) column(pos int) int { return utf8.RuneCount(l.text[:pos]) + 1 }

func (l *lineReader) blanks() byte {
	for l.pos < len(l.text) && strings.IndexByte(" \t\r\n", l.text[l.pos]) >= 0 {
		l.pos++
	}
	if l.pos == len(l.text) {
		return 0
	}
	return l.text[l.pos]
}

// line reads one object.
func (l *lineReader) line(text []byte) {
	l.text, l.pos = text, 0
	if l.blanks() != '{' {
		l.fail("not a JSON object", "each line must be one, as in {\"operator\": \"Contoso\"}")
		return
	}
	l.pos++
	l.b.Row(l.number)
	l.rows++
	if l.members() && l.blanks() != 0 {
		l.fail("text follows the object", "write each object on a line of its own")
	}
}

// members reads what stands between braces, behind the first one.
func (l *lineReader) members() bool {
	if l.blanks() == '}' {
		l.pos++
		return true
	}
	for l.member() {
		switch l.blanks() {
		case ',':
			l.pos++
		case '}':
			l.pos++
			return true
		default:
			return l.fail("not valid JSON: a comma or } is expected", "")
		}
	}
	return false
}

// member reads a key and its value.
func (l *lineReader) member() bool {
	if l.blanks() != '"' {
		return l.fail("not valid JSON: a key in double quotes is expected", "")
	}
	at := l.pos
	key, ok := l.quoted()
	if !ok {
		return false
	}
	if l.blanks() != ':' {
		return l.fail("not valid JSON: a colon is expected after the key", "")
	}
	l.pos++
	l.blanks()
	column, ok := l.columns[string(key)]
	if !ok {
		if len(l.columns) == mostColumns {
			l.pos = at
			return l.fail("more than 128 different keys", "write one flat object on each line, with the same keys")
		}
		column = l.b.Extra(string(key))
		l.columns[string(key)] = column
		l.seen = append(l.seen, 0)
	}
	index := int(column) - cosa.SettingCount
	if l.seen[index] == l.number {
		l.pos = at
		return l.fail("the key \""+short(string(key))+"\" stands in the object twice", "delete one of them")
	}
	l.seen[index] = l.number
	at = l.pos
	value, ok := l.value()
	if ok && len(value) > cellLength && utf8.RuneCount(value) > cellLength {
		l.pos = at
		return l.fail("the value holds more than 32,767 characters", "")
	}
	if ok {
		l.b.SetAt(column, cosa.Cell{Raw: value}, cosa.Here(l.column(at)))
	}
	return ok
}

// value reads a value that is not a list or an object.
func (l *lineReader) value() ([]byte, bool) {
	switch c := l.blanks(); {
	case c == '"':
		return l.quoted()
	case c == '{' || c == '[':
		return nil, l.fail("a list or an object stands where one value belongs", "write the items of a list as one text, with commas")
	}
	start := l.pos
	for l.pos < len(l.text) && strings.IndexByte(" \t\r\n,}", l.text[l.pos]) < 0 {
		l.pos++
	}
	switch word := l.text[start:l.pos]; {
	case string(word) == "null":
		return nil, true
	case json.Valid(word):
		return word, true
	}
	l.pos = start
	return nil, l.fail("not valid JSON: no value stands here", "texts need double quotes, and so do digits with leading zeros")
}

// quoted reads a text in quotes.
func (l *lineReader) quoted() ([]byte, bool) {
	start := l.pos
	plain := true
	for l.pos++; l.pos < len(l.text) && l.text[l.pos] != '\n' && l.text[l.pos] != '\r'; l.pos++ {
		switch c := l.text[l.pos]; {
		case c == '\\':
			plain = false
			l.pos++
		case c == '"':
			l.pos++
			text := l.text[start:l.pos]
			if !utf8.Valid(text) {
				l.pos = start
				return nil, l.fail("the text holds bytes that are not UTF-8", "save the file as UTF-8")
			}
			if plain {
				return text[1 : len(text)-1], true
			}
			var unquoted string
			if json.Unmarshal(text, &unquoted) != nil || lostHalf(unquoted, text) {
				l.pos = start
				return nil, l.fail("not valid JSON: an escape (\\) in this text is none", "")
			}
			return []byte(unquoted), true
		case c < ' ':
			return nil, l.fail("not valid JSON: a control character stands in a text", "write it as an escape, as in \\n or \\t")
		}
	}
	l.pos = start
	return nil, l.fail("not valid JSON: the quotes of this text are not closed", "")
}

// lostHalf reports that an escape was half of a surrogate pair, which the
// standard library replaces.
func lostHalf(unquoted string, text []byte) bool {
	return strings.ContainsRune(unquoted, utf8.RuneError) &&
		!bytes.ContainsRune(text, utf8.RuneError) && !bytes.Contains(bytes.ToLower(text), []byte(`\ufffd`))
}
