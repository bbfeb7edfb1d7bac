package spreadsheet

import (
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

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
	return s.add(c)
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
	constant := false
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
			constant, err = s.truthConstant(c.kind)
			c.formula = true
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
		c.formula = c.formula && !constant
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

// truthConstant reads a formula, whose start tag was just read, and reports
// whether it is TRUE() or FALSE(): LibreOffice, which knows no truth values,
// writes them so.
func (s *sheetScanner) truthConstant(kind cellType) (bool, error) {
	if kind != cellBool {
		return false, s.x.skip()
	}
	start := len(s.value)
	err := s.collect()
	text := string(s.value[start:])
	s.value = s.value[:start]
	return text == "TRUE()" || text == "FALSE()", err
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
