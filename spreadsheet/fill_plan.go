package spreadsheet

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// fillPlan says which cells of a template get values and which lose them.
type fillPlan struct {
	sheet       sheetInfo
	head        *header
	columns     []fillColumn // that are filled, by column
	added       []fillColumn // those of them that the header lacks
	extras      map[int]bool // columns under a header of no setting
	left, right int          // columns of the header before any was added
	first, last int          // rows that are filled
	old         []int        // data rows of the template, ascending
	lost        []string     // columns whose values go with these
	beside      [2]int       // row and column of the first text in a column of no setting where a row is filled, beside no data; 0 for none
	notes       [2]int       // row and column of the first note below the header, 0 for none
	rivals      []string     // other sheets with such a header
}

// fillColumn is a column of the data sheet and its setting.
type fillColumn struct {
	column  int
	setting cosa.Setting
}

// planFill finds the header of a template and what stands below it.
func (w *workbook) planFill(sheet string, rows int) (*fillPlan, error) {
	found, err := w.headers(ReadOptions{Sheet: sheet})
	if err != nil {
		return nil, err
	}
	best := w.choose(found)
	if best < 0 {
		return nil, w.noFillHeader(found)
	}
	chosen := &found[best]
	p := &fillPlan{sheet: w.sheets[chosen.sheet], head: &chosen.finder.best, extras: make(map[int]bool)}
	p.first, p.last = p.head.row+1, p.head.row+rows
	for i := range found {
		if f := &found[i]; i != best && f.finder.best.rival() && !w.ours(f.sheet) {
			p.rivals = append(p.rivals, fmt.Sprintf("%q", w.sheets[f.sheet].name))
		}
	}
	if p.last > sheetRows {
		return nil, &cosa.ReadError{
			Position: cosa.Position{File: w.file, Sheet: p.sheet.name},
			Problem:  fmt.Sprintf("%d rows do not fit below the header in row %d of the sheet, which holds %d", rows, p.head.row, sheetRows),
			Hint:     "split the submission",
		}
	}
	t := newTable(cosa.NewBuilder(), cosa.Source{File: w.file, Sheet: p.sheet.name}, p.head)
	if err := t.ambiguous(); err != nil {
		return nil, err
	}
	p.takeColumns(t)
	if err := w.planRows(p, t, chosen.sheet); err != nil {
		var told *cosa.ReadError
		if errors.As(err, &told) {
			return nil, err
		}
		return nil, w.fail(p.sheet.name, fmt.Sprintf("the sheet %q", p.sheet.name), err)
	}
	return p, nil
}

// ambiguous returns an error where two columns name one setting: the reader
// would refuse what is written.
func (t *table) ambiguous() error {
	for i := range t.head.columns {
		c := &t.head.columns[i]
		if c.setting == cosa.NoSetting || t.source.Columns[c.setting] == c.column {
			continue
		}
		for j := range t.head.columns[:i] {
			first := &t.head.columns[j]
			if first.setting != c.setting {
				continue
			}
			return &cosa.ReadError{
				Position: t.place(c.row, c.column),
				Problem: fmt.Sprintf("the header %q names the setting %s, and so does %q in %s, so that it is not certain which column the values belong in",
					short(c.text), c.setting, short(first.text), cellName(first.column, first.row)),
				Hint: "delete or rename one of the two, in a copy of the template",
			}
		}
	}
	return nil
}

// takeColumns finds the columns of the table: those of settings, and those of
// other headers that adjoin them. What stands apart, such as the lists that
// drop-downs offer, is none of the table.
func (p *fillPlan) takeColumns(t *table) {
	for from := 0; from < len(t.target); {
		if t.target[from] == noColumn {
			from++
			continue
		}
		to := from
		for to < len(t.target) && t.target[to] != noColumn {
			to++
		}
		if slices.ContainsFunc(t.target[from:to], func(c int) bool { return c >= 0 }) {
			for column := from; column < to; column++ {
				if t.target[column] >= 0 {
					p.columns = append(p.columns, fillColumn{column, cosa.Setting(t.target[column])})
				} else {
					p.extras[column] = true
				}
			}
			if p.left == 0 {
				p.left = from
			}
			p.right = to - 1
		}
		from = to
	}
}

func (w *workbook) noFillHeader(found []foundHeader) error {
	var names []string
	for i := range found {
		names = append(names, fmt.Sprintf("%q", w.sheets[found[i].sheet].name))
	}
	return &cosa.ReadError{
		Position: cosa.Position{File: w.file},
		Problem: fmt.Sprintf("no row in the first %d of the sheet %s is a header that names settings such as %s, %s and %s",
			w.limits.HeaderWithin, joinSome(names, 5, ", "), cosa.UpdateType, cosa.Operator, cosa.AccessString),
		Hint: "give a copy of the official workbook as the template; `cosa init` writes one like it",
	}
}

// planRows looks at the rows below the header as the reader does.
func (w *workbook) planRows(p *fillPlan, t *table, sheet int) error {
	s, src, err := w.sheet(sheet)
	if err != nil {
		return err
	}
	defer src.close()
	lost := make(map[int]bool)
	for {
		r, err := s.next()
		if err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		kind, column := t.judge(r)
		switch {
		case kind == rowOfNotes && p.notes[0] == 0:
			p.notes = [2]int{r.number, column}
		case kind == rowOfNothing && p.fills(r.number) && p.beside[0] == 0:
			for i := range r.cells {
				if c := &r.cells[i]; p.extras[c.column] && !c.formula && !c.blank() {
					p.beside = [2]int{r.number, c.column}
					break
				}
			}
		case kind == rowOfData:
			if !t.replaceable(r) {
				return t.doubtful(r.number, column)
			}
			p.old = append(p.old, r.number)
			for i := range r.cells {
				if c := &r.cells[i]; p.extras[c.column] && !c.formula && !c.blank() && !lost[c.column] {
					lost[c.column] = true
					p.lost = append(p.lost, fmt.Sprintf("column %s (%s)", cosa.ColumnName(c.column), short(t.names[c.column])))
				}
			}
		}
	}
	return s.finish()
}

// replaceable reports whether a row that the reader takes for data surely is
// that, and not an explanation of the columns or a total.
func (t *table) replaceable(r *row) bool {
	for i := range r.cells {
		c := &r.cells[i]
		if c.column >= len(t.target) || t.target[c.column] < 0 || t.target[c.column] >= cosa.SettingCount || c.blank() {
			continue
		}
		switch s := cosa.Setting(t.target[c.column]); {
		case s == cosa.UpdateType:
			if _, ok := s.Canonical(string(c.raw)); ok && c.kind == cosa.Text {
				return true
			}
		case s == cosa.MCC, s == cosa.MNC, s >= cosa.IMSIStart && s <= cosa.ICCIDEnd:
			if c.kind == cosa.Number || c.kind == cosa.Padded || c.kind == cosa.Text && identifies(string(c.raw)) {
				return true
			}
		}
	}
	return false
}

// identifies reports whether a text is an identifier, in groups perhaps, and
// not a word on how long one is.
func identifies(text string) bool {
	text = cosa.CleanText(text)
	if cosa.AllDigits(text) {
		return true
	}
	const least = 10
	text = strings.NewReplacer(" ", "", "-", "").Replace(text)
	return len(text) >= least && cosa.AllDigits(text)
}

func (t *table) doubtful(row, column int) error {
	return &cosa.ReadError{
		Position: t.place(row, column),
		Problem: fmt.Sprintf("row %d below the header holds something, but no %s such as Add and no digits in %s, %s, IMSI or ICCID, so that it may be more than an old data row",
			row, cosa.UpdateType, cosa.MCC, cosa.MNC),
		Hint: "move it above the header or delete it, in a copy of the template",
	}
}

// wasData reports whether a row of the template held data.
func (p *fillPlan) wasData(row int) bool {
	_, ok := slices.BinarySearch(p.old, row)
	return ok
}

// fills reports whether a row gets values.
func (p *fillPlan) fills(row int) bool { return row >= p.first && row <= p.last }

// fillsColumn reports whether a column's cells are made anew.
func (p *fillPlan) fillsColumn(column int) bool { return p.at(column) >= 0 }

// at is the number of a filled column, -1 for another one.
func (p *fillPlan) at(column int) int {
	i, ok := slices.BinarySearchFunc(p.columns, column, func(c fillColumn, column int) int { return c.column - column })
	if !ok {
		return -1
	}
	return i
}

// reach is the last row that an area should have which covers data rows: it
// grows over the new rows, and where it ended with the old ones it ends with
// the new ones.
func (p *fillPlan) reach(lastRow int) int {
	if lastRow < p.last || len(p.old) > 0 && lastRow == p.old[len(p.old)-1] {
		return p.last
	}
	return lastRow
}
