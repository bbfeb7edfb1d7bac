package spreadsheet

import (
	"bytes"
	"strconv"
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
func (s *sheetScanner) add(c *stored) error {
	out := cell{column: c.column, raw: c.text, formula: c.formula}
	switch c.kind {
	case cellNumber:
		out.raw = bytes.Trim(c.text, " \t\r\n")
		if len(out.raw) == 0 {
			break
		}
		out.kind, out.shown = s.number(out.raw, c.style)
	case cellShared:
		n, ok := parseIndex(c.text)
		if !ok {
			index := bytes.TrimSpace(c.text)
			if len(index) == 0 {
				out.raw = nil
				break
			}
			n, ok = parseIndex(index)
		}
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
