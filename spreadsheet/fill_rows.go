package spreadsheet

import (
	"bytes"
	"strconv"

	"github.com/cosakit/cosa/cosa"
)

// rowPart is a cell of a row that is made anew.
type rowPart struct {
	column int
	make   func(own int) // appends it to the buffer; own is the style that it has, -1 for none
}

// row copies a row of the template, whose start tag was just read, with the
// cells that are made anew.
func (s *sheetFiller) row() error {
	number, p := s.walk.row, s.plan
	before, tag := s.walk.c.tag()
	s.put(before)
	s.rowsBefore(number)
	s.next = max(s.next, number+1)
	if number < p.first-1 {
		s.put(tag)
		return nil // its cells are copied as they come
	}
	tag = appendWith(nil, tag, "r", strconv.Itoa(number))
	if p.fills(number) || p.wasData(number) {
		tag = s.shownRow(tag)
	}
	parts := s.parts(number)
	if len(parts) > 0 {
		tag = appendWithout(nil, tag, "spans") // they say where the cells end
	}
	name, empty := tagName(tag), emptyTag(tag)
	if empty && len(parts) > 0 {
		s.put(append(bytes.TrimRight(tag[:len(tag)-2], " \t\r\n"), '>'))
	} else {
		s.put(tag)
	}
	return s.cells(parts, func() {
		if empty && len(parts) > 0 {
			s.put([]byte("</" + name + ">"))
		}
	})
}

// shownRow is a row's start tag without what hides it.
func (s *sheetFiller) shownRow(tag []byte) []byte {
	tag = appendWithout(nil, tag, "hidden")
	if _, from, to, ok := tagAttribute(tag, "ht"); ok && isZero(tag[from:to]) {
		tag = appendWithout(nil, tag, "ht")
		tag = appendWithout(nil, tag, "customHeight")
	}
	return tag
}

// parts are the cells that a row gets.
func (s *sheetFiller) parts(number int) []rowPart {
	p := s.plan
	var parts []rowPart
	switch {
	case number == p.head.row:
		for _, c := range p.added {
			parts = append(parts, rowPart{c.column, func(int) {
				s.textCell(cosa.ColumnName(c.column), number, s.facts.headLooks[p.right], c.setting.Spec().Header)
			}})
		}
	case p.fills(number):
		entry, replaced := s.rows.Entry(number-p.first), p.wasData(number)
		for i := range s.looks {
			look := &s.looks[i]
			parts = append(parts, rowPart{look.column, func(own int) {
				if replaced {
					own = -1 // how the old row was marked is not for the new one
				}
				s.cell(entry, number, look, own)
			}})
		}
	}
	return parts
}

// cellBytes bounds a cell that is looked at as a whole.
const cellBytes = 1 << 20

// cells copies the cells of a row with its new parts in their places; end is
// called behind them.
func (s *sheetFiller) cells(parts []rowPart, end func()) error {
	p := s.plan
	until := func(column int) {
		s.buf = s.buf[:0]
		for len(parts) > 0 && parts[0].column < column {
			parts[0].make(-1)
			parts = parts[1:]
		}
		s.put(s.buf)
	}
	old := p.wasData(s.walk.row)
	for s.err == nil {
		event, _, err := s.walk.next()
		if err != nil {
			return err
		}
		switch event {
		case rowClose:
			before, tag := s.walk.c.tag()
			s.put(before)
			until(sheetColumns + 1)
			s.put(tag)
			end()
			return nil
		case cellOpen:
			column := s.walk.column
			before, _ := s.walk.c.tag()
			s.put(before)
			until(column)
			style, _ := parseIndex(s.walk.c.x.attr("s"))
			switch {
			case len(parts) > 0 && parts[0].column == column:
				s.buf = s.buf[:0]
				parts[0].make(style)
				s.put(s.buf)
				parts = parts[1:]
				err = s.skipCell()
			case old && p.fillsColumn(column):
				if err = s.skipCell(); err == nil && style != 0 {
					s.buf = appendTextCell(s.buf[:0], s.prefix, cosa.ColumnName(column), s.walk.row, style, "")
					s.put(s.buf)
				}
			case old && p.extras[column]:
				err = s.formulaCell(style)
			default:
				err = s.copyCell()
			}
			if err != nil {
				return err
			}
		default:
			s.put(s.walk.c.raw)
		}
	}
	return s.err
}

// skipCell passes over the cell whose start tag was just read.
func (s *sheetFiller) skipCell() error {
	for {
		event, _, err := s.walk.next()
		if err != nil || event == cellClose {
			return err
		}
	}
}

// addressed is a cell's start tag with its address: without one it would stand
// elsewhere once cells in front of it are made or taken away.
func (s *sheetFiller) addressed() []byte {
	_, tag := s.walk.c.tag()
	return appendWith(nil, tag, "r", cellName(s.walk.column, s.walk.row))
}

// copyCell copies the cell whose start tag was just read.
func (s *sheetFiller) copyCell() error {
	s.put(s.addressed())
	for {
		event, _, err := s.walk.next()
		if err != nil {
			return err
		}
		s.put(s.walk.c.raw)
		if event == cellClose {
			return nil
		}
	}
}

// formulaCell copies a cell if it holds a formula, and else its style alone.
func (s *sheetFiller) formulaCell(style int) error {
	whole := s.addressed()
	formula := false
	for {
		event, t, err := s.walk.next()
		if err != nil {
			return err
		}
		whole = append(whole, s.walk.c.raw...)
		if len(whole) > cellBytes {
			return tooLarge("cell %s holds more than %s", cellName(s.walk.column, s.walk.row), bytesText(cellBytes))
		}
		formula = formula || t == tokenOpen && s.walk.c.x.depth() == 5 && string(s.walk.c.x.name) == "f"
		if event == cellClose {
			break
		}
	}
	switch {
	case formula:
		s.put(whole)
	case style != 0:
		s.buf = appendTextCell(s.buf[:0], s.prefix, cosa.ColumnName(s.walk.column), s.walk.row, style, "")
		s.put(s.buf)
	}
	return nil
}
