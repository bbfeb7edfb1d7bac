package spreadsheet

import (
	"bufio"
	"bytes"
	"io"
	"strconv"

	"github.com/cosakit/cosa/cosa"
)

// sheetMarker writes a sheet again, as a stream: the style of marked cells is
// changed, cells are added where a finding stands on none, links and the
// reference to the notes come behind the rows. All else stays, byte for byte.
type sheetMarker struct {
	c      *xmlCopier
	out    *bufio.Writer
	styles *markStyles
	old    *oldMarks // of an earlier run, nil for none
	marks  []*cellMark
	plan   *markPlan

	prefix  string
	columns []columnLook
	grid    noteGrid
	row     int
	column  int
	current *cellMark // of the cell being copied, or nil
	rowLook int       // style of the row's cells that are not there, -1 for none
	tail    sheetTail
	buf     []byte

	unmarked int  // cells for which there was no style
	changed  bool // something differs from the part as it was
}

// columnLook is the style and the width of a run of columns.
type columnLook struct {
	first, last int
	style       int
	pixels      int
}

// write copies the whole part.
func (s *sheetMarker) write() error {
	for {
		t, err := s.c.next()
		if err != nil {
			return err
		}
		if t == tokenEnd {
			s.put(s.c.raw)
			return s.out.Flush()
		}
		depth := s.c.x.depth()
		switch {
		case t == tokenOpen && depth == 1:
			before, tag := s.c.tag()
			s.prefix = tagPrefix(tag)
			s.tail.prefix = s.prefix
			if bytes.Contains(bytes.ToLower(before), []byte("utf-16")) {
				before = []byte(xmlHeader) // what is written is UTF-8
			}
			s.put(before)
			s.put(tag)
		case t == tokenOpen && depth == 2 && string(s.c.x.name) == "sheetData":
			if err := s.data(); err != nil {
				return err
			}
			s.tail.begun = true
		case s.tail.begun:
			if err := s.behind(t, depth); err != nil {
				return err
			}
		default:
			if t == tokenOpen {
				s.lookAt(string(s.c.x.name))
			}
			s.put(s.c.raw)
		}
	}
}

func (s *sheetMarker) put(b []byte) { _, _ = s.out.Write(b) } // a bufio.Writer keeps its error for Flush

// lookAt remembers what the elements in front of the rows say of their looks.
func (s *sheetMarker) lookAt(name string) {
	switch name {
	case "sheetFormatPr":
		s.grid.format(s.c.x.attr("defaultColWidth"), s.c.x.attr("baseColWidth"), s.c.x.attr("defaultRowHeight"))
	case "col":
		first, ok1 := parseIndex(s.c.x.attr("min"))
		last, ok2 := parseIndex(s.c.x.attr("max"))
		if ok1 && ok2 && len(s.columns) < sheetColumns {
			style, _ := parseIndex(s.c.x.attr("style"))
			look := columnLook{first: first, last: last, style: style, pixels: columnPixels(s.c.x.attr("width"))}
			if isTrue(s.c.x.attr("hidden")) {
				look.pixels = 0
			}
			s.columns = append(s.columns, look)
		}
	}
}

// data copies the rows; the start tag of sheetData was just read.
func (s *sheetMarker) data() error {
	before, tag := s.c.tag()
	empty := emptyTag(tag)
	s.put(before)
	if empty && len(s.marks) > 0 {
		name := tagName(tag)
		s.put(bytes.TrimRight(tag[:len(tag)-2], " \t\r\n"))
		s.put([]byte{'>'})
		s.rowsBefore(sheetRows + 1)
		s.put([]byte("</" + name + ">"))
	} else {
		s.put(tag)
	}
	for {
		t, err := s.c.next()
		if err != nil {
			return err
		}
		switch {
		case t == tokenClose && s.c.x.depth() == 1:
			before, tag := s.c.tag()
			s.put(before)
			if !empty {
				s.rowsBefore(sheetRows + 1)
			}
			s.put(tag)
			return nil
		case t == tokenOpen && s.c.x.depth() == 3 && string(s.c.x.name) == "row":
			if err := s.oneRow(); err != nil {
				return err
			}
		default:
			s.put(s.c.raw)
		}
	}
}

// rowsBefore writes rows that are not there and whose cells are marked.
func (s *sheetMarker) rowsBefore(line int) {
	for len(s.marks) > 0 && s.marks[0].line < line {
		s.row, s.rowLook = s.marks[0].line, -1
		number := strconv.Itoa(s.row)
		s.put([]byte(`<` + s.prefix + `row r="` + number + `">`))
		s.cellsBefore(sheetColumns + 1)
		s.put([]byte(`</` + s.prefix + `row>`))
	}
}

// cellsBefore writes cells of the row that are not there and are marked.
func (s *sheetMarker) cellsBefore(column int) {
	for len(s.marks) > 0 && s.marks[0].line == s.row && s.marks[0].column < column {
		m := s.marks[0]
		style, ok := s.styles.mark(s.baseStyle(m.column), m.severity)
		if !ok {
			s.unmarked++
		}
		s.buf = append(s.buf[:0], '<')
		s.buf = append(s.buf, s.prefix...)
		s.buf = append(s.buf, `c r="`...)
		s.buf = append(s.buf, cosa.ColumnName(m.column)...)
		s.buf = strconv.AppendInt(s.buf, int64(m.line), 10)
		s.buf = append(s.buf, `" s="`...)
		s.buf = strconv.AppendInt(s.buf, int64(style), 10)
		s.buf = append(s.buf, `"/>`...)
		s.put(s.buf)
		s.marks = s.marks[1:]
		s.changed = true
	}
}

// baseStyle is the style of a cell of the row that is not there.
func (s *sheetMarker) baseStyle(column int) int {
	if s.rowLook >= 0 {
		return s.rowLook
	}
	for _, c := range s.columns {
		if column >= c.first && column <= c.last {
			return c.style
		}
	}
	return 0
}

// oneRow copies a row, whose start tag was just read.
func (s *sheetMarker) oneRow() error {
	number, err := rowNumber(s.c.x, s.row)
	if err != nil {
		return err
	}
	look := -1
	if style, ok := parseIndex(s.c.x.attr("s")); ok && isTrue(s.c.x.attr("customFormat")) {
		look = style
	}
	before, tag := s.c.tag()
	s.put(before)
	if len(s.marks) > 0 && s.marks[0].line < number {
		s.rowsBefore(number)
	}
	s.row, s.column, s.rowLook = number, 0, look
	if emptyTag(tag) && len(s.marks) > 0 && s.marks[0].line == number {
		s.put(bytes.TrimRight(tag[:len(tag)-2], " \t\r\n"))
		name := tagName(tag)
		s.put([]byte{'>'})
		s.cellsBefore(sheetColumns + 1)
		s.put([]byte("</" + name + ">"))
	} else {
		s.put(tag)
	}
	for {
		t, err := s.c.next()
		if err != nil {
			return err
		}
		switch depth := s.c.x.depth(); {
		case t == tokenClose && depth == 2:
			before, tag := s.c.tag()
			s.put(before)
			s.cellsBefore(sheetColumns + 1)
			s.put(tag)
			return nil
		case t == tokenText && depth > 4 && s.current != nil:
			// openpyxl takes the place that a link leads to for the value of a blank cell.
			s.current.linked = true
			s.put(s.c.raw)
		case t == tokenOpen && depth == 4 && string(s.c.x.name) == "c":
			if err := s.cell(); err != nil {
				return err
			}
		default:
			s.put(s.c.raw)
		}
	}
}

// cell copies a cell's start tag, with another style where it is marked or was
// marked before.
func (s *sheetMarker) cell() error {
	column, err := cellColumn(s.c.x, s.row, s.column)
	if err != nil {
		return err
	}
	s.column, s.current = column, nil
	style, _ := parseIndex(s.c.x.attr("s"))
	before, tag := s.c.tag()
	s.put(before)
	if len(s.marks) > 0 && s.marks[0].line == s.row && s.marks[0].column < column {
		s.cellsBefore(column)
	}
	former, was := s.styles.former(s.old, style)
	marked := len(s.marks) > 0 && s.marks[0].line == s.row && s.marks[0].column == column
	switch {
	case marked:
		if was {
			style = former
		}
		next, ok := s.styles.mark(style, s.marks[0].severity)
		if !ok {
			s.unmarked++
		}
		s.current = s.marks[0]
		s.marks = s.marks[1:]
		s.changed = true
		s.put(s.styled(tag, next))
	case was && emptyTag(tag) && former == s.baseStyle(column):
		s.changed = true // the cell was added for its mark
	case was && former == 0:
		s.changed = true
		s.buf = appendWithout(s.buf[:0], tag, "s")
		s.put(s.buf)
	case was:
		s.changed = true
		s.put(s.styled(tag, former))
	default:
		s.put(tag)
	}
	return nil
}

func (s *sheetMarker) styled(tag []byte, style int) []byte {
	s.buf = appendWith(s.buf[:0], tag, "s", strconv.Itoa(style))
	return s.buf
}

// markSheet opens a sheet to be written again.
func (w *workbook) markSheet(part string, out io.Writer, s *sheetMarker) (*pipe, error) {
	src, err := w.source(part, w.limits.SheetBytes)
	if err != nil {
		return nil, err
	}
	s.c = newXMLCopier(src, w.limits.Depth)
	s.out = bufio.NewWriterSize(out, 1<<16)
	return src, nil
}
