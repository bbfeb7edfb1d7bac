package spreadsheet

import (
	"bytes"
	"io"
)

// sheetScanner reads one sheet row by row.
type sheetScanner struct {
	x      *xmlScanner
	book   *workbook
	limits Limits
	slow   bool // no shortcuts, for tests

	filtered bool // a filter hides rows
	columns  []columnSpan
	merges   []span

	row      row
	column   int    // column of the last cell
	text     []byte // text of the row's cells that does not lie in the window
	detached int    // cells whose text was moved into text
	value    []byte // text of the cell being read
	rowBytes int64
	last     int // number of the last row
	state    sheetState
}

type sheetState uint8

const (
	beforeData sheetState = iota
	inData
	afterData
)

// columnSpan is a run of hidden columns.
type columnSpan struct{ first, last int }

// span is a rectangle of cells.
type span struct{ column, row, lastColumn, lastRow int }

// mergesKept bounds the merged areas that are remembered.
const mergesKept = 100_000

func newSheetScanner(src *pipe, book *workbook) *sheetScanner {
	s := &sheetScanner{x: newXMLScanner(src, book.limits.Depth), book: book, limits: book.limits}
	s.x.detach = s.detach
	return s
}

// detach moves the row's text out of the window, which is about to go.
func (s *sheetScanner) detach() {
	for i := s.detached; i < len(s.row.cells); i++ {
		c := &s.row.cells[i]
		if c.stable {
			continue
		}
		start := len(s.text)
		s.text = append(s.text, c.raw...)
		c.raw = s.text[start:len(s.text):len(s.text)]
	}
	s.detached = len(s.row.cells)
}

// begin reads up to the first row.
func (s *sheetScanner) begin() error {
	t, err := s.x.next()
	if err != nil {
		return err
	}
	if t != tokenOpen || string(s.x.name) != "worksheet" {
		return malformed("it is no worksheet but %.40q", s.x.name)
	}
	for {
		t, err := s.x.next()
		if err != nil {
			return err
		}
		switch {
		case t == tokenEnd || t == tokenClose && s.x.depth() == 0:
			return malformed("it has no sheetData")
		case t != tokenOpen:
			continue
		}
		switch string(s.x.name) {
		case "sheetData":
			s.state = inData
			return nil
		case "sheetPr":
			s.filtered = isTrue(s.x.attr("filterMode"))
			err = s.x.skip()
		case "cols":
		case "col":
			s.hiddenColumns()
			err = s.x.skip()
		default:
			err = s.x.skip()
		}
		if err != nil {
			return err
		}
	}
}

func (s *sheetScanner) hiddenColumns() {
	first, ok1 := parseIndex(s.x.attr("min"))
	last, ok2 := parseIndex(s.x.attr("max"))
	if ok1 && ok2 && len(s.columns) < s.limits.Columns && (isTrue(s.x.attr("hidden")) || isZero(s.x.attr("width"))) {
		s.columns = append(s.columns, columnSpan{first, last})
	}
}

func isTrue(value []byte) bool { return string(value) == "1" || string(value) == "true" }

// isZero reports a width or height of zero, which hides as well.
func isZero(value []byte) bool {
	return len(value) > 0 && len(bytes.Trim(value, "0.")) == 0
}

// next returns the next row, which is good until the next call, or io.EOF
// behind the last.
func (s *sheetScanner) next() (*row, error) {
	return s.scan(s.row.cells[:0], s.text[:0])
}

// nextInto is next for a [rowSource].
func (s *sheetScanner) nextInto(cells []cell, text []byte) (*row, []byte, error) {
	r, err := s.scan(cells, text)
	if err == nil {
		s.detach()
	}
	return r, s.text, err
}

func (s *sheetScanner) scan(cells []cell, text []byte) (*row, error) {
	if s.state == beforeData {
		if err := s.begin(); err != nil {
			return nil, err
		}
	}
	s.row = row{cells: cells}
	s.text, s.detached, s.rowBytes, s.column = text, 0, 0, 0
	for s.state == inData {
		t, err := s.x.next()
		if err != nil {
			return nil, err
		}
		switch {
		case t == tokenClose: // of sheetData: all others were read whole
			s.state = afterData
		case t == tokenOpen && string(s.x.name) == "row":
			if err := s.beginRow(); err != nil {
				return nil, err
			}
			return &s.row, s.cells()
		case t == tokenOpen:
			if err := s.x.skip(); err != nil {
				return nil, err
			}
		case t == tokenText && len(bytes.TrimSpace(s.x.text)) > 0:
			return nil, malformed("text stands between the rows behind row %d", s.last)
		}
	}
	return nil, io.EOF
}

func (s *sheetScanner) beginRow() error {
	s.row.number = s.last + 1
	if r := s.x.attr("r"); r != nil {
		n, ok := parseIndex(r)
		if !ok {
			return malformed("a row behind row %d has the number %.20q", s.last, r)
		}
		if n <= s.last {
			return malformed("row %d stands behind row %d", n, s.last)
		}
		s.row.number = n
	}
	if s.row.number > s.limits.Rows {
		return tooLarge("it has a row %d; %d rows are the most", s.row.number, s.limits.Rows)
	}
	s.last = s.row.number
	s.row.hidden = isTrue(s.x.attr("hidden")) || isZero(s.x.attr("ht"))
	return nil
}

// cells reads the cells of the row whose start tag was just read.
func (s *sheetScanner) cells() error {
	inside := s.x.depth()
	for {
		for !s.slow && !s.x.closing && !s.x.cdata && s.x.pos < len(s.x.buf) && s.x.buf[s.x.pos] == '<' {
			ok, err := s.fastCell()
			if err != nil {
				return err
			}
			if !ok {
				break
			}
		}
		t, err := s.x.next()
		if err != nil {
			return err
		}
		switch {
		case t == tokenClose && s.x.depth() < inside:
			return nil
		case t == tokenOpen && string(s.x.name) == "c":
			err = s.slowCell()
		case t == tokenOpen:
			err = s.x.skip()
		case t == tokenText && len(bytes.TrimSpace(s.x.text)) > 0:
			err = malformed("text stands between the cells of row %d", s.row.number)
		}
		if err != nil {
			return err
		}
	}
}

// finish reads what stands behind the rows, to the end of the part, where its
// checksum is compared.
func (s *sheetScanner) finish() error {
	for {
		t, err := s.x.next()
		if err != nil || t == tokenEnd {
			return err
		}
		if t != tokenOpen {
			continue
		}
		switch string(s.x.name) {
		case "sheetData":
			return malformed("it has two sheetData")
		case "mergeCell":
			if err := s.merge(); err != nil {
				return err
			}
		}
	}
}

func (s *sheetScanner) merge() error {
	ref := s.x.attr("ref")
	from, to, two := bytes.Cut(ref, []byte(":"))
	column, row, ok := parseRef(from)
	m := span{column, row, column, row}
	if two && ok {
		m.lastColumn, m.lastRow, ok = parseRef(to)
	}
	if !ok || m.lastColumn < m.column || m.lastRow < m.row {
		return malformed("it merges the cells %.40q", ref)
	}
	if m.lastColumn == m.column && m.lastRow == m.row {
		return nil
	}
	if len(s.merges) == mergesKept {
		return tooLarge("it has more than %d merged areas", mergesKept)
	}
	s.merges = append(s.merges, m)
	return nil
}
