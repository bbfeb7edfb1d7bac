package spreadsheet

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"

	"github.com/cosakit/cosa/cosa"
)

// sheetFiller writes the data sheet again, as a stream: cells of the filled
// columns are made anew in the rows that are filled and lose their values in
// other data rows; what covers the rows reaches over the new ones. All else
// stays, byte for byte.
type sheetFiller struct {
	*filler
	walk   *sheetWalk
	out    *bufio.Writer
	prefix string
	looks  []columnFill
	known  map[textLook]int
	next   int    // first row that is not written yet
	widths string // of appended columns, until they are written
	listed bool   // the sheet has a list of columns
	buf    []byte
	tail   fillTail
	err    error // of making a cell
}

// columnFill is how the cells of a filled column are made.
type columnFill struct {
	fillColumn
	name   string // letters of the column
	always bool   // the number format must be Text
	style  int    // of cells that the template does not have
	plain  bool   // a blank cell need not be there
}

// textLook is a style of the template that is to be one for texts.
type textLook struct {
	style  int
	always bool
}

// writeSheet writes the part of the data sheet.
func (f *filler) writeSheet(out io.Writer) error {
	walk, src, err := f.book.walk(f.plan.sheet.part)
	if err != nil {
		return err
	}
	defer src.close()
	s := &sheetFiller{filler: f, walk: walk, out: bufio.NewWriterSize(out, 1<<16), known: make(map[textLook]int), next: f.plan.first}
	return s.write()
}

func (s *sheetFiller) put(b []byte) { _, _ = s.out.Write(b) } // a bufio.Writer keeps its error for Flush

func (s *sheetFiller) write() error {
	for s.err == nil {
		event, t, err := s.walk.next()
		if err != nil {
			return err
		}
		switch event {
		case walkEnd:
			s.put(s.walk.c.raw)
			return s.out.Flush()
		case headToken:
			s.head(t)
		case dataOpen:
			s.setLooks()
			before, tag := s.walk.c.tag()
			s.put(before)
			if s.widths != "" && !s.listed {
				s.put([]byte("<" + s.prefix + "cols>" + s.columnWidths() + "</" + s.prefix + "cols>"))
			}
			s.put(tag)
		case rowOpen:
			err = s.row()
		case dataClose:
			before, tag := s.walk.c.tag()
			s.put(before)
			s.rowsBefore(s.plan.last + 1)
			s.put(tag)
		case tailToken:
			s.behind(t)
		default:
			s.put(s.walk.c.raw)
		}
		if err != nil {
			return err
		}
	}
	return s.err
}

// head copies what stands in front of the rows.
func (s *sheetFiller) head(t token) {
	x := s.walk.c.x
	before, tag := s.walk.c.tag()
	switch {
	case t == tokenOpen && x.depth() == 1:
		s.prefix = tagPrefix(tag)
		s.setWidths()
		if bytes.Contains(bytes.ToLower(before), []byte("utf-16")) {
			before = []byte(xmlHeader) // what is written is UTF-8
		}
		s.put(before)
		s.put(tag)
	case t == tokenOpen && x.depth() == 2 && string(x.name) == "dimension":
		s.put(before)
		s.put(appendWith(nil, tag, "ref", s.facts.box.ref()))
	case t == tokenOpen && x.depth() == 2 && string(x.name) == "sheetPr" && s.facts.filtered:
		s.put(before)
		s.put(appendWithout(nil, tag, "filterMode"))
	case s.behindAdded(t):
		s.put(before)
		s.put([]byte(s.columnWidths()))
		s.put(tag)
	default:
		s.put(s.walk.c.raw)
	}
}

// setLooks decides on the styles of new cells: that of the first row below the
// header, else that of the row or the column.
func (s *sheetFiller) setLooks() {
	for _, c := range s.plan.columns {
		base, ok := s.facts.firstLooks[c.column]
		if !ok {
			base = s.facts.firstRow
		}
		if base < 0 {
			base = s.facts.columnStyle(c.column)
		}
		spec := c.setting.Spec()
		look := columnFill{fillColumn: c, name: cosa.ColumnName(c.column)}
		look.always = spec.Marked || spec.Secret || spec.Type == cosa.TypeDigits || spec.Type == cosa.TypeHex
		look.style = s.textStyle(&look, base)
		look.plain = look.style == s.facts.columnStyle(c.column)
		s.looks = append(s.looks, look)
	}
}

// textStyle is a cell style for texts: where the template's would let a program
// make numbers of digits that a person types, it is one that does not.
func (s *sheetFiller) textStyle(c *columnFill, base int) int {
	key := textLook{base, c.always}
	if style, known := s.known[key]; known {
		return style
	}
	style, ok := s.styles.asText(base, c.always)
	s.known[key] = style
	if !ok && s.err == nil {
		s.err = s.problem(cosa.Position{Sheet: s.plan.sheet.name}, "the template has too many cell styles, so that there is no room for one that keeps digits",
			"give a fresh copy of the official workbook")
	}
	return style
}

// rowsBefore writes rows that the template does not have.
func (s *sheetFiller) rowsBefore(line int) {
	for ; s.next < line && s.next <= s.plan.last && s.err == nil; s.next++ {
		s.buf = append(s.buf[:0], '<')
		s.buf = append(s.buf, s.prefix...)
		s.buf = append(s.buf, `row r="`...)
		s.buf = strconv.AppendInt(s.buf, int64(s.next), 10)
		if h := s.facts.firstHeight; h != nil {
			s.buf = append(s.buf, `" ht="`...)
			s.buf = append(s.buf, h...)
			s.buf = append(s.buf, `" customHeight="1`...)
		}
		s.buf = append(s.buf, `">`...)
		entry := s.rows.Entry(s.next - s.plan.first)
		for i := range s.looks {
			s.cell(entry, s.next, &s.looks[i], -1)
		}
		s.buf = append(s.buf, `</`...)
		s.buf = append(s.buf, s.prefix...)
		s.buf = append(s.buf, `row>`...)
		s.put(s.buf)
	}
}

// cell appends a cell of a filled row to the buffer; own is the style that it
// has in the template, -1 for none.
func (s *sheetFiller) cell(e cosa.Entry, row int, c *columnFill, own int) {
	style := c.style
	if own >= 0 {
		style = s.textStyle(c, own)
	}
	text := s.texts.of(e, c.setting)
	if text == "" && own < 0 && c.plain {
		return
	}
	if len(text) > cellUnits && units(text) > cellUnits && s.err == nil {
		s.err = s.problem(cosa.Position{Sheet: s.plan.sheet.name, Line: row, Column: c.column},
			fmt.Sprintf("the text of %s has %d characters, but a cell holds at most %d", c.setting, units(text), cellUnits), "shorten it")
	}
	s.textCell(c.name, row, style, text)
}

// textCell appends a cell with a text to the buffer, or without for "".
func (s *sheetFiller) textCell(column string, row, style int, text string) {
	s.buf = appendTextCell(s.buf, s.prefix, column, row, style, text)
}

// appendTextCell appends a cell that holds its text itself; prefix is that of
// the sheet's elements.
func appendTextCell(buf []byte, prefix, column string, row, style int, text string) []byte {
	buf = append(buf, '<')
	buf = append(buf, prefix...)
	buf = append(buf, `c r="`...)
	buf = append(buf, column...)
	buf = strconv.AppendInt(buf, int64(row), 10)
	if style != 0 {
		buf = append(buf, `" s="`...)
		buf = strconv.AppendInt(buf, int64(style), 10)
	}
	if text == "" {
		return append(buf, `"/>`...)
	}
	element := func(name string, attributes string) {
		buf = append(buf, '<')
		buf = append(buf, prefix...)
		buf = append(buf, name...)
		buf = append(buf, attributes...)
		buf = append(buf, '>')
	}
	end := func(name string) {
		buf = append(buf, '<', '/')
		buf = append(buf, prefix...)
		buf = append(buf, name...)
		buf = append(buf, '>')
	}
	buf = append(buf, `" t="inlineStr">`...)
	element("is", "")
	preserve := ""
	if needsPreserve(text) {
		preserve = ` xml:space="preserve"`
	}
	element("t", preserve)
	buf = appendEscaped(buf, text)
	end("t")
	end("is")
	end("c")
	return buf
}
