package spreadsheet

import (
	"bytes"
	"io"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// verify compares the new workbook with the old one: all parts but the edited
// sheets are the same bytes, and all cells but the edited ones hold the same.
// It tells which edits were made.
func (p *bookPatch) verify(before, after *workbook) error {
	old, now := before.archive.files, after.archive.files
	if len(old) != len(now) {
		return malformed("it has %d parts instead of %d", len(now), len(old))
	}
	for i, f := range old {
		if p.edit.changed[partName(f.Name)] == nil &&
			(f.Name != now[i].Name || f.CRC32 != now[i].CRC32 || f.CompressedSize64 != now[i].CompressedSize64 || f.UncompressedSize64 != now[i].UncompressedSize64) {
			return malformed("the part %q differs", f.Name)
		}
	}
	for _, s := range p.sheets {
		if len(s.cells) == 0 {
			continue
		}
		if err := s.compare(before, after); err != nil {
			return err
		}
		for _, at := range s.order() {
			c := s.cells[at]
			if !c.made && !slices.ContainsFunc(s.left, func(l patch.Left) bool { return l.Position == c.edit.Position }) {
				s.left = append(s.left, patch.Left{Edit: c.edit, Reason: leftGone})
				p.left = append(p.left, patch.Left{Edit: c.edit, Reason: leftGone})
			}
		}
	}
	return nil
}

// order lists the places of the edited cells by line and column.
func (s *sheetPatch) order() [][2]int {
	var all [][2]int
	for at := range s.cells {
		all = append(all, at)
	}
	slices.SortFunc(all, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return all
}

// compare reads a sheet of both workbooks.
func (s *sheetPatch) compare(before, after *workbook) error {
	old, oldSource, err := before.sheet(s.number)
	if err != nil {
		return err
	}
	defer oldSource.close()
	now, nowSource, err := after.sheet(s.number)
	if err != nil {
		return err
	}
	defer nowSource.close()
	for {
		a, err1 := old.next()
		b, err2 := now.next()
		if err1 == io.EOF && err2 == io.EOF {
			break
		}
		if err1 != nil || err2 != nil {
			return malformed("it cannot be read again: %v, %v", err1, err2)
		}
		if a.number != b.number || a.hidden != b.hidden || len(a.cells) != len(b.cells) {
			return malformed("row %d differs", a.number)
		}
		for i := range a.cells {
			if err := s.compareCell(a.number, &a.cells[i], &b.cells[i]); err != nil {
				return err
			}
		}
	}
	if err := old.finish(); err != nil {
		return err
	}
	return now.finish()
}

func (s *sheetPatch) compareCell(line int, a, b *cell) error {
	want := *a
	if c := s.cells[[2]int{line, a.column}]; c != nil && c.made {
		if !holds(string(a.raw), c.edit) || a.formula || a.kind != cosa.Text {
			return malformed("the cell %s%d does not hold the text that was to be edited", cosa.ColumnName(a.column), line)
		}
		want.raw = []byte(c.edit.New)
	}
	if want.column != b.column || !bytes.Equal(want.raw, b.raw) || !bytes.Equal(want.shown, b.shown) || want.kind != b.kind || want.formula != b.formula {
		return malformed("the cell %s%d differs", cosa.ColumnName(a.column), line)
	}
	return nil
}
