package spreadsheet

import (
	"bytes"
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// Patch writes a workbook again with edited cells, which hold their new texts
// themselves and keep their styles. Everything else of their sheets stays byte
// for byte, and the other parts of the package go over as they lie in the file.
// Cells that hold formulas, and headers of Excel tables, are left alone. What
// was written is compared cell by cell.
//
// file is the name that the edits have for the workbook.
func Patch(file string, r io.ReaderAt, size int64, edits []cosa.Edit, limits Limits) ([]byte, []patch.Left, error) {
	w, err := openWorkbook(file, r, size, limits.orDefault())
	if err != nil {
		return nil, nil, err
	}
	p := &bookPatch{book: w, edit: &packageEdit{book: w, changed: make(map[string]func(io.Writer) error), gone: make(map[string]bool), taken: make(map[string]bool)}}
	for _, e := range edits {
		if err := p.plan(e); err != nil {
			return nil, nil, w.wrap(err)
		}
	}
	for _, s := range p.sheets {
		if len(s.cells) > 0 {
			p.edit.stream(s.part, s.write)
		}
	}
	var out bytes.Buffer
	if err := p.edit.write(&out); err != nil {
		return nil, nil, w.wrap(err)
	}
	for _, s := range p.sheets {
		p.left = append(p.left, s.left...)
	}
	before, err := openWorkbook(file, r, size, w.limits) // whose bounds on what is read are its own
	if err != nil {
		return nil, nil, err
	}
	after, err := openWorkbook(file, bytes.NewReader(out.Bytes()), int64(out.Len()), w.limits)
	if err == nil {
		err = p.verify(before, after)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errUneven, err)
	}
	return out.Bytes(), p.left, nil
}

// bookPatch is what is edited in a workbook.
type bookPatch struct {
	book   *workbook
	edit   *packageEdit
	sheets []*sheetPatch
	left   []patch.Left
}

// plan gives an edit to its sheet.
func (p *bookPatch) plan(e cosa.Edit) error {
	at := e.Position
	for _, s := range p.sheets {
		if s.name == at.Sheet {
			return s.plan(e)
		}
	}
	for i, info := range p.book.sheets {
		if info.name != at.Sheet {
			continue
		}
		tables, err := p.book.tables(info.part)
		if err != nil {
			return err
		}
		s := &sheetPatch{sheetInfo: info, number: i, book: p.book, tables: tables, cells: make(map[[2]int]*cellPatch)}
		p.sheets = append(p.sheets, s)
		return s.plan(e)
	}
	p.left = append(p.left, patch.Left{Edit: e, Reason: leftGone})
	return nil
}

// tables are the header rows of a sheet's tables.
func (w *workbook) tables(part string) ([]span, error) {
	links, err := w.relationships(part)
	if err != nil {
		return nil, err
	}
	var headers []span
	for _, l := range links {
		if l.kind != "table" {
			continue
		}
		err := w.scan(l.target, func(x *xmlScanner) error {
			if _, err := x.next(); err != nil {
				return err
			}
			if string(x.attr("headerRowCount")) == "0" {
				return nil
			}
			from, to, _ := bytes.Cut(x.attr("ref"), []byte(":"))
			column, row, ok1 := parseRef(from)
			lastColumn, _, ok2 := parseRef(to)
			if ok1 && ok2 {
				headers = append(headers, span{column, row, lastColumn, row})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return headers, nil
}
