package spreadsheet

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// matchColumns finds the settings that the template has no column for.
func (f *filler) matchColumns() error {
	p := f.plan
	var lacking []string
	for i := range cosa.Settings() {
		spec := &cosa.Settings()[i]
		if !exports(spec.Setting) || slices.ContainsFunc(p.columns, func(c fillColumn) bool { return c.setting == spec.Setting }) {
			continue
		}
		demanded := spec.Required == cosa.Required && spec.Default == ""
		if !demanded && !f.filled(spec.Setting) {
			continue
		}
		lacking = append(lacking, spec.Header)
		p.added = append(p.added, fillColumn{p.right + len(p.added) + 1, spec.Setting})
	}
	if len(lacking) == 0 {
		return nil
	}
	if !f.info.AddColumns {
		return f.problem(cosa.Position{Sheet: p.sheet.name, Line: p.head.row, Column: p.left},
			fmt.Sprintf("the header of the template lacks %s that the submission needs: %s", amount(len(lacking), "column", "columns"), joinSome(lacking, len(lacking), ", ")),
			"append the columns to its header with --add-columns, or give a newer copy of the official workbook")
	}
	if p.right+len(p.added) > sheetColumns {
		return f.problem(cosa.Position{Sheet: p.sheet.name, Line: p.head.row, Column: p.right}, "there is no room for more columns", "delete columns that are not needed")
	}
	p.columns = append(p.columns, p.added...)
	slices.SortFunc(p.columns, func(a, b fillColumn) int { return cmp.Compare(a.column, b.column) })
	f.result.Added = lacking
	return nil
}

// filled reports whether any row has a value of the setting.
func (f *filler) filled(s cosa.Setting) bool {
	return slices.ContainsFunc(f.texts[s], func(text string) bool { return text != "" })
}

// obstacle returns an error for what stands where the rows go.
func (f *filler) obstacle() error {
	p, facts := f.plan, f.facts
	at := func(row, column int) cosa.Position {
		return cosa.Position{Sheet: p.sheet.name, Line: row, Column: column}
	}
	if row := p.notes[0]; row > 0 && row <= p.last+1 {
		return f.problem(at(row, p.notes[1]), fmt.Sprintf("a note stands in the way of the rows, which go from row %d to row %d with a blank one below", p.first, p.last),
			"move it above the header, further down or to another sheet, in a copy of the template")
	}
	if row, column := p.beside[0], p.beside[1]; row > 0 {
		return f.problem(at(row, column), fmt.Sprintf("the cell holds something beside no data, where the rows go from row %d to row %d: a total or a note perhaps", p.first, p.last),
			"move it above the header, further down or to another sheet, in a copy of the template")
	}
	for _, m := range facts.merges {
		if m.lastRow < p.first || m.row > p.last || !p.spans(m) {
			continue
		}
		return f.problem(at(m.row, m.column), fmt.Sprintf("the cells %s are merged, where each row needs cells of its own", m.ref()), "unmerge them in a copy of the template")
	}
	if facts.blocked != [2]int{} {
		return f.problem(at(facts.blocked[0], facts.blocked[1]), "the cell stands in the way of the columns that --add-columns appends",
			"move it away from the right of the table, in a copy of the template")
	}
	if facts.array != [2]int{} {
		return f.problem(at(facts.array[0], facts.array[1]), "a formula of several cells reaches into the rows that are filled", "replace it by its values in a copy of the template")
	}
	if facts.orphan != [2]int{} {
		return f.problem(at(facts.orphan[0], facts.orphan[1]), "the cell shares its formula with a cell that is replaced", "write the formula into the cell again, in a copy of the template")
	}
	return nil
}

// ref writes an area as a sheet does.
func (s span) ref() string {
	from := cellName(s.column, s.row)
	if s.column == s.lastColumn && s.row == s.lastRow {
		return from
	}
	return from + ":" + cellName(s.lastColumn, s.lastRow)
}
