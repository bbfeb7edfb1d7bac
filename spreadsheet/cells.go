package spreadsheet

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// cell is one filled cell of a row.
type cell struct {
	column  int
	raw     []byte
	shown   []byte // nil where it is raw
	kind    cosa.ValueType
	formula bool
	stable  bool // raw stays as it is while the workbook is read
}

func (c *cell) value() cosa.Cell {
	return cosa.Cell{Raw: c.raw, Shown: c.shown, Type: c.kind, Formula: c.formula}
}

// blank reports that the cell shows nothing but blanks.
func (c *cell) blank() bool {
	if c.kind == cosa.Missing {
		return false
	}
	for i := 0; i < len(c.raw); i++ {
		if b := c.raw[i]; b >= utf8.RuneSelf || b == '\'' {
			return cosa.CleanText(string(c.raw)) == ""
		} else if b > ' ' {
			return false
		}
	}
	return true
}

// row is one row of a sheet or one record of a text file, with its filled
// cells in ascending columns.
type row struct {
	number int
	hidden bool
	cells  []cell
}

// cellType is what a cell's t attribute says.
type cellType uint8

const (
	cellNumber cellType = iota
	cellShared
	cellString
	cellInline
	cellBool
	cellError
	cellDate
)

func parseCellType(t []byte) (cellType, bool) {
	switch string(t) {
	case "", "n":
		return cellNumber, true
	case "s":
		return cellShared, true
	case "str":
		return cellString, true
	case "inlineStr":
		return cellInline, true
	case "b":
		return cellBool, true
	case "e":
		return cellError, true
	case "d":
		return cellDate, true
	}
	return 0, false
}

// stored is a cell as the XML has it.
type stored struct {
	column  int
	style   int
	kind    cellType
	text    []byte
	valued  bool // it has a v or is element
	formula bool
}

// add takes a cell into the row: it resolves shared strings, looks at the
// number format and drops what is empty.
func (s *sheetScanner) add(c stored) error {
	out := cell{column: c.column, raw: c.text, formula: c.formula}
	switch c.kind {
	case cellNumber:
		out.raw = bytes.Trim(c.text, " \t\r\n")
		if len(out.raw) == 0 {
			break
		}
		out.kind, out.shown = s.number(out.raw, c.style)
	case cellShared:
		if len(bytes.TrimSpace(c.text)) == 0 {
			out.raw = nil
			break
		}
		n, ok := parseIndex(bytes.TrimSpace(c.text))
		if !ok || n >= s.book.strings.len() {
			return malformed("it refers to shared text %.20q, of which there are %d", c.text, s.book.strings.len())
		}
		out.raw, out.stable = s.book.strings.at(n), true
	case cellString, cellInline:
		if bytes.Contains(c.text, []byte("_x")) {
			start := len(s.text)
			s.text = appendUnescaped(s.text, c.text)
			out.raw = s.text[start:len(s.text):len(s.text)]
		}
	case cellBool:
		out.raw = bytes.TrimSpace(c.text)
		switch string(out.raw) {
		case "1", "true":
			out.raw, out.kind = textTrue, cosa.Bool
		case "0", "false":
			out.raw, out.kind = textFalse, cosa.Bool
		case "":
		default:
			return malformed("%.20q is stored as a truth value", c.text)
		}
	case cellError:
		out.kind = cosa.Err
	case cellDate:
		out.kind = cosa.Date
	}
	if len(out.raw) == 0 {
		switch {
		case !c.formula:
			return nil
		case c.kind == cellNumber || !c.valued:
			out.kind, out.raw = cosa.Missing, nil
		default:
			out.kind = cosa.Text // a formula that yields an empty text
		}
	}
	if len(out.raw) > longText {
		if err := s.book.long(len(out.raw)); err != nil {
			return err
		}
	}
	s.row.cells = append(s.row.cells, out)
	return nil
}

// textTrue and textFalse are shared by all cells and never written to.
var (
	textTrue  = []byte("TRUE")
	textFalse = []byte("FALSE")
)

// number says what a stored number is under its style, and what is shown
// where that is not the stored text.
func (s *sheetScanner) number(raw []byte, style int) (cosa.ValueType, []byte) {
	format := s.book.styles.format(style)
	if format.date {
		return cosa.Date, nil
	}
	if plainInteger(raw) && (format.pad == 0 || len(raw) > 15) {
		return cosa.Number, nil
	}
	value, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || len(bytes.Trim(raw, "0123456789+-.eE")) > 0 {
		return cosa.Text, nil
	}
	start := len(s.text)
	if value > -1e15 && value < 1e15 {
		s.text = strconv.AppendFloat(s.text, value, 'f', -1, 64)
	} else {
		s.text = append(s.text, raw...)
	}
	shown := s.text[start:len(s.text):len(s.text)]
	if format.pad > 0 && len(shown) <= 15 && allDigits(shown) {
		padded := len(s.text)
		for n := len(shown); n < format.pad; n++ {
			s.text = append(s.text, '0')
		}
		s.text = append(s.text, shown...)
		return cosa.Padded, s.text[padded:len(s.text):len(s.text)]
	}
	if bytes.Equal(shown, raw) {
		return cosa.Number, nil
	}
	return cosa.Number, shown
}

// plainInteger reports digits without a leading zero.
func plainInteger(b []byte) bool { return allDigits(b) && (b[0] != '0' || len(b) == 1) }

func allDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// parseIndex reads a number of at most 9 digits.
func parseIndex(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// parseRef reads a cell's address. ok is false for another form.
func parseRef(ref []byte) (column, line int, ok bool) {
	i := 0
	for i < len(ref) && ref[i] == '$' {
		i++
	}
	start := i
	for ; i < len(ref) && i < start+4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A'+1)
	}
	if i == start {
		return 0, 0, false
	}
	if i < len(ref) && ref[i] == '$' {
		i++
	}
	line, ok = parseIndex(ref[i:])
	return column, line, ok && line > 0
}

// fastCell reads the cell at the window's position if it has the form that
// nearly all cells have and lies in the window whole. Where it does not, it
// takes nothing and slowCell does the work.
func (s *sheetScanner) fastCell() (ok bool, err error) {
	b := s.x.buf[s.x.pos:]
	if len(b) < 16 || b[1] != 'c' {
		return false, nil
	}
	c := stored{column: s.column + 1}
	i := 2
attributes:
	for i+3 < len(b) {
		switch b[i] {
		case '>':
			i++
			break attributes
		case '/':
			if b[i+1] != '>' {
				return false, nil
			}
			s.x.pos += i + 2
			return true, s.place(&c)
		case ' ':
		default:
			return false, nil
		}
		if b[i+2] != '=' || b[i+3] != '"' {
			return false, nil
		}
		key := b[i+1]
		i += 4
		switch key {
		case 'r':
			column, line := 0, 0
			for ; i < len(b) && b[i] >= 'A' && b[i] <= 'Z' && column < 1<<20; i++ {
				column = column*26 + int(b[i]-'A'+1)
			}
			for ; i < len(b) && b[i] >= '0' && b[i] <= '9' && line < 1<<30; i++ {
				line = line*10 + int(b[i]-'0')
			}
			if column == 0 || line != s.row.number {
				return false, nil
			}
			c.column = column
		case 's':
			for ; i < len(b) && b[i] >= '0' && b[i] <= '9' && c.style < 1<<20; i++ {
				c.style = c.style*10 + int(b[i]-'0')
			}
		case 't':
			end := i
			for end < len(b) && end < i+10 && b[end] != '"' {
				end++
			}
			var known bool
			if c.kind, known = parseCellType(b[i:end]); !known {
				return false, nil
			}
			i = end
		default:
			return false, nil
		}
		if i >= len(b) || b[i] != '"' {
			return false, nil
		}
		i++
	}
	rest := b[i:]
	var after string
	switch {
	case hasPrefix(rest, "<v>"):
		i += len("<v>")
		after = "</v></c>"
	case hasPrefix(rest, "<is><t>"):
		i += len("<is><t>")
		after = "</t></is></c>"
	case hasPrefix(rest, `<is><t xml:space="preserve">`):
		i += len(`<is><t xml:space="preserve">`)
		after = "</t></is></c>"
	case hasPrefix(rest, "</c>"):
		s.x.pos += i + len("</c>")
		return true, s.place(&c)
	default:
		return false, nil
	}
	if (after[2] == 't') != (c.kind == cellInline) {
		return false, nil
	}
	start := i
	for i < len(b) && textClass[b[i]] != classOther {
		i++
	}
	if !hasPrefix(b[i:], after) {
		return false, nil
	}
	c.text, c.valued = b[start:i], true
	if i-start > s.limits.CellLength {
		return false, nil
	}
	s.x.pos += i + len(after)
	s.rowBytes += int64(i - start)
	return true, s.place(&c)
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}

// place checks the cell's column and takes the cell in.
func (s *sheetScanner) place(c *stored) error {
	switch {
	case c.column <= s.column:
		return malformed("cell %s%d stands behind cell %s%d", cosa.ColumnName(c.column), s.row.number, cosa.ColumnName(s.column), s.row.number)
	case c.column > s.limits.Columns:
		return tooLarge("row %d has a cell in column %d; %d columns are the most", s.row.number, c.column, s.limits.Columns)
	case s.rowBytes > s.limits.RowBytes:
		return tooLarge("row %d holds more than %s of text", s.row.number, bytesText(s.limits.RowBytes))
	}
	s.column = c.column
	if c.text == nil && !c.formula {
		return nil
	}
	return s.add(*c)
}

// slowCell reads a cell of any legal form; its start tag was just read.
func (s *sheetScanner) slowCell() error {
	c := stored{column: s.column + 1}
	var known bool
	if c.kind, known = parseCellType(s.x.attr("t")); !known {
		return malformed("row %d has a cell of the unknown type %.20q", s.row.number, s.x.attr("t"))
	}
	if ref := s.x.attr("r"); ref != nil {
		column, line, ok := parseRef(ref)
		if !ok || line != s.row.number {
			return malformed("row %d has a cell with the address %.20q", s.row.number, ref)
		}
		c.column = column
	}
	if style := s.x.attr("s"); style != nil {
		c.style, _ = parseIndex(style)
	}
	s.value = s.value[:0]
	inside := s.x.depth()
	for s.x.depth() >= inside {
		t, err := s.x.next()
		if err != nil {
			return err
		}
		if t != tokenOpen {
			continue
		}
		switch string(s.x.name) {
		case "f":
			c.formula = true
			err = s.x.skip()
		case "v":
			if c.kind == cellInline {
				err = s.x.skip()
				break
			}
			c.valued = true
			err = s.collect()
		case "is":
			c.valued = true
			err = s.collectRuns()
		default:
			err = s.x.skip()
		}
		if err != nil {
			return err
		}
	}
	if c.valued {
		if utf8.RuneCount(s.value) > s.limits.CellLength {
			return s.tooLong(c.column)
		}
		start := len(s.text)
		s.text = append(s.text, s.value...)
		c.text = s.text[start:len(s.text):len(s.text)]
		s.rowBytes += int64(len(s.value))
	}
	return s.place(&c)
}

func (s *sheetScanner) tooLong(column int) error {
	return tooLarge("cell %s%d holds more than %d characters", cosa.ColumnName(column), s.row.number, s.limits.CellLength)
}

// collect appends the text of the element whose start tag was just read.
func (s *sheetScanner) collect() error {
	var err error
	s.value, err = s.x.collect(s.value, s.limits.CellLength)
	if err == errLongText {
		return s.tooLong(s.column + 1)
	}
	return err
}

// collectRuns appends the text of an inline string.
func (s *sheetScanner) collectRuns() error {
	var err error
	s.value, err = s.x.collectRuns(s.value, s.limits.CellLength)
	if err == errLongText {
		return s.tooLong(s.column + 1)
	}
	return err
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
