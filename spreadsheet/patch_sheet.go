package spreadsheet

import (
	"bufio"
	"bytes"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// sheetPatch is what is edited in one sheet.
type sheetPatch struct {
	sheetInfo
	number int // of the sheet in its workbook
	book   *workbook
	tables []span
	cells  map[[2]int]*cellPatch // by line and column
	left   []patch.Left
}

// cellPatch is an edited cell.
type cellPatch struct {
	edit cosa.Edit
	made bool
}

func (s *sheetPatch) plan(e cosa.Edit) error {
	at := e.Position
	for _, t := range s.tables {
		if at.Line == t.row && at.Column >= t.column && at.Column <= t.lastColumn {
			s.left = append(s.left, patch.Left{Edit: e, Reason: leftTable})
			return nil
		}
	}
	s.cells[[2]int{at.Line, at.Column}] = &cellPatch{edit: e}
	return nil
}

// write copies the sheet, as a stream, with new content in the edited cells.
func (s *sheetPatch) write(to io.Writer) error {
	src, err := s.book.source(s.part, s.book.limits.SheetBytes)
	if err != nil {
		return err
	}
	defer src.close()
	p := &patchedSheet{c: newXMLCopier(src, s.book.limits.Depth), out: bufio.NewWriterSize(to, 1<<16), sheet: s}
	for {
		t, err := p.c.next()
		if err != nil {
			return err
		}
		depth, name := p.c.x.depth(), ""
		if t == tokenOpen {
			name = string(p.c.x.name)
		}
		switch {
		case t == tokenEnd:
			p.put(p.c.raw)
			return p.out.Flush()
		case depth == 1 && name != "":
			p.root()
		case depth == 2 && name != "":
			p.inData = name == "sheetData"
			p.put(p.c.raw)
		case p.inData && depth == 3 && name == "row":
			err = p.beginRow()
		case p.inData && depth == 4 && name == "c":
			err = p.cell()
		default:
			p.put(p.c.raw)
		}
		if err != nil {
			return err
		}
	}
}

// patchedSheet writes one sheet.
type patchedSheet struct {
	c      *xmlCopier
	out    *bufio.Writer
	sheet  *sheetPatch
	inData bool
	row    int
	column int
	held   []byte // the cell as it was
	text   []byte // the cell as it will be
}

func (p *patchedSheet) put(b []byte) { _, _ = p.out.Write(b) } // a bufio.Writer keeps its error for Flush

func (p *patchedSheet) root() {
	before, tag := p.c.tag()
	if bytes.Contains(bytes.ToLower(before), []byte("utf-16")) {
		before = []byte(xmlHeader) // what is written is UTF-8
	}
	p.put(before)
	p.put(tag)
}

func (p *patchedSheet) beginRow() error {
	number, err := rowNumber(p.c.x, p.row)
	p.row, p.column = number, 0
	p.put(p.c.raw)
	return err
}

// cell copies a cell, whose start tag was just read, or writes it anew.
func (p *patchedSheet) cell() error {
	column, err := cellColumn(p.c.x, p.row, p.column)
	if err != nil {
		return err
	}
	p.column = column
	c := p.sheet.cells[[2]int{p.row, column}]
	before, tag := p.c.tag()
	p.put(before)
	if c == nil || emptyTag(tag) {
		p.put(tag)
		return nil
	}
	prefix := tagPrefix(tag)
	p.text = appendWith(p.text[:0], tag, "t", "inlineStr")
	p.text = append(p.text, `<`+prefix+`is><`+prefix+`t xml:space="preserve">`...)
	p.text = appendEscaped(p.text, c.edit.New)
	p.text = append(p.text, `</`+prefix+`t></`+prefix+`is>`...)
	p.held = append(p.held[:0], tag...)
	inside, formula := p.c.x.depth(), false
	for {
		t, err := p.c.next()
		if err != nil {
			return err
		}
		if t == tokenClose && p.c.x.depth() < inside {
			break
		}
		formula = formula || t == tokenOpen && p.c.x.depth() == inside+1 && string(p.c.x.name) == "f"
		p.held = append(p.held, p.c.raw...)
	}
	between, end := p.c.tag()
	if formula {
		p.sheet.left = append(p.sheet.left, patch.Left{Edit: c.edit, Reason: leftFormula})
		p.put(append(p.held, between...))
		p.put(end)
		return nil
	}
	c.made = true
	p.put(p.text)
	p.put(end)
	return nil
}
