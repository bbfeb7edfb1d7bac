package cmd

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
)

// simList reads SIMs line by line: a table whose first line names the columns,
// or one ICCID a line.
type simList struct {
	name      string
	lines     *bufio.Scanner
	separator string         // of the columns, "" where a line is an ICCID
	columns   []*match.Field // nil for those that are not used
	unused    []string       // names of those
	pending   bool           // the first line is a SIM and not yet told

	line    int
	text    string
	sim     match.SIM
	problem string // why the line is no SIM
	err     error
}

// simLine is the longest line of a list of SIMs, in bytes.
const simLine = 64 << 10

// newSIMList reads the first line.
func newSIMList(name string, r io.Reader) (*simList, error) {
	l := &simList{name: name, lines: bufio.NewScanner(r)}
	l.lines.Buffer(make([]byte, 4096), simLine)
	if !l.scan() {
		return l, l.err
	}
	l.text = strings.TrimPrefix(l.text, "\ufeff")
	if strings.Contains(l.text, "\x00") || !utf8.ValidString(l.text) {
		return nil, &cosa.ReadError{Position: at(name), Problem: "is not a list of SIMs as plain text", Hint: "save it as CSV in the encoding UTF-8"}
	}
	for _, separator := range [...]string{"\t", ";", ","} {
		if known, err := l.header(separator); err != nil || known {
			return l, err
		}
	}
	if strings.Trim(l.text, "0123456789 -Ff") != "" {
		return nil, &cosa.ReadError{
			Position: cosa.Position{File: name, Line: l.line}, Problem: "the first line is neither an ICCID nor names of columns",
			Hint: "known columns are " + strings.Join(simColumns(), ", "),
		}
	}
	l.columns, l.pending = []*match.Field{simField("iccid")}, true
	return l, nil
}

func simColumns() []string {
	fields := match.Fields()
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].Key
	}
	return names
}

// simField finds a field by the name of a column; case, blanks and signs do
// not matter.
func simField(column string) *match.Field {
	column = strings.ToLower(strings.NewReplacer(" ", "", "_", "", "-", "").Replace(cosa.CleanText(column)))
	fields := match.Fields()
	for i := range fields {
		if strings.ToLower(fields[i].Key) == column {
			return &fields[i]
		}
	}
	return nil
}

// header takes the first line as names of columns; known is false where it
// names none that is known.
func (l *simList) header(separator string) (known bool, err error) {
	names, problem := splitLine(l.text, separator)
	if problem != "" {
		return false, nil
	}
	var columns []*match.Field
	var unused []string
	for _, name := range names {
		f := simField(name)
		if f == nil {
			unused = append(unused, name)
		}
		for _, other := range columns {
			if f != nil && other == f {
				return false, &cosa.ReadError{Position: cosa.Position{File: l.name, Line: l.line}, Problem: "two columns are named " + f.Key, Hint: "delete or rename one"}
			}
		}
		columns = append(columns, f)
		known = known || f != nil
	}
	if known {
		l.separator, l.columns, l.unused = separator, columns, unused
	}
	return known, nil
}

// empty reports whether no line is left; a line that there is stays.
func (l *simList) empty() bool {
	l.pending = l.pending || l.scan()
	return !l.pending
}

// next reads the next SIM; where it returns false, err says whether that is
// the end.
func (l *simList) next() bool {
	if !l.pending && !l.scan() {
		return false
	}
	l.pending = false
	l.sim, l.problem = match.SIM{}, ""
	values := []string{strings.TrimSpace(l.text)}
	if l.separator != "" {
		values, l.problem = splitLine(l.text, l.separator)
	}
	if len(values) > len(l.columns) {
		l.problem = "it has more values than there are columns"
	}
	for i, value := range values {
		if l.problem != "" {
			return true
		}
		if f := l.columns[i]; f != nil && value != "" {
			if err := f.Set(&l.sim, value); err != nil {
				l.problem = err.Error()
			}
		}
	}
	if l.problem == "" && l.sim == (match.SIM{}) {
		l.problem = "nothing is known of the SIM"
	}
	return true
}

// scan reads the next line that is not blank.
func (l *simList) scan() bool {
	for l.lines.Scan() {
		l.line++
		if l.text = l.lines.Text(); strings.TrimSpace(l.text) != "" {
			return true
		}
	}
	if err := l.lines.Err(); err == bufio.ErrTooLong {
		l.err = &cosa.ReadError{
			Position: cosa.Position{File: l.name, Line: l.line + 1}, Problem: "a line of more than " + strconv.Itoa(simLine>>10) + " KiB",
			Hint: "write one SIM a line",
		}
	} else if err != nil {
		l.err = cannotRead(l.name, err)
	}
	return false
}

// input is what the SIM is known by: its ICCID, else its IMSI, else the line.
func (l *simList) input() string {
	switch {
	case l.problem != "":
	case l.sim.ICCID != "":
		return l.sim.ICCID
	case l.sim.IMSI != "":
		return l.sim.IMSI
	}
	return strings.TrimSpace(l.text)
}

// splitLine splits a line of a table. Values may be in quotes, but do not go
// over several lines.
func splitLine(text, separator string) (values []string, problem string) {
	if !strings.Contains(text, `"`) {
		return strings.Split(text, separator), ""
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes = rune(separator[0]), true
	values, err := r.Read()
	if err != nil {
		return nil, "its quotes are not closed"
	}
	return values, ""
}
