package spreadsheet

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// table hands the rows below a header to a Builder.
type table struct {
	b      *cosa.Builder
	at     cosa.Position // file and sheet
	head   *header
	target []int // by sheet column: cosa.Column of a setting or an extra, or one of the marks below
	names  []string
	extras int
	filled [cosa.SettingCount]bool // settings with a value in a data row
	source *cosa.Source

	gap        bool // a blank row was met since the last data row
	lastRow    int  // last row that is not blank
	first      int  // first data row
	last       int  // last data row
	rows       int
	hidden     []hiddenRow
	hiddenToo  int // hidden rows beyond those
	hiddenLast int
	left       int // rows left out
	leftFirst  int
}

// Marks in table.target.
const (
	noColumn    = -1 // no header
	extraColumn = -2 // an extra whose first value was not met yet
)

// extrasKept bounds the columns with values that are no settings.
const extrasKept = 128

// hiddenRow is a hidden data row and its first filled column.
type hiddenRow struct {
	row, column int
}

// hiddenTold bounds the findings on hidden rows.
const hiddenTold = 1000

// newTable announces the source and reports what is wrong with its header.
func newTable(b *cosa.Builder, source cosa.Source, head *header) *table {
	t := &table{b: b, at: cosa.Position{File: source.File, Sheet: source.Sheet}, head: head, lastRow: head.row}
	source.Header = head.row
	fixes := head.fixes()
	var first [cosa.SettingCount]*headerColumn
	for i := range head.columns {
		c := &head.columns[i]
		for len(t.target) <= c.column {
			t.target = append(t.target, noColumn)
			t.names = append(t.names, "")
		}
		switch {
		case c.setting == cosa.NoSetting && t.head.any:
			t.target[c.column] = extraColumn
			t.names[c.column] = c.text
			if same := slices.IndexFunc(head.columns[:i], func(o headerColumn) bool { return o.text == c.text }); same >= 0 {
				t.sameName(c, &head.columns[same])
			}
		case c.setting == cosa.NoSetting:
			t.target[c.column] = extraColumn
			t.names[c.column] = c.text
			t.unknownHeader(c, fixes[i])
		case first[c.setting] != nil:
			t.target[c.column] = extraColumn
			t.names[c.column] = c.text
			t.duplicateHeader(c, first[c.setting])
		default:
			first[c.setting] = c
			t.target[c.column] = int(c.setting)
			source.Columns[c.setting] = c.column
		}
	}
	t.source = b.Source(source)
	for column, to := range t.target {
		if t.head.any && to == extraColumn && t.extras < extrasKept {
			t.extras++
			t.keep(column)
		}
	}
	return t
}

func (t *table) place(row, column int) cosa.Position {
	p := t.at
	p.Line, p.Column = row, column
	return p
}

func (t *table) columnName(column int) string {
	if t.at.Sheet == "" {
		return fmt.Sprintf("field %d", column)
	}
	return "column " + cosa.ColumnName(column)
}

// rowKind is what a row below the header is taken for.
type rowKind uint8

const (
	rowOfNothing rowKind = iota // blank, or without any value of a setting
	rowOfNotes                  // set apart from the table: a note or a legend
	rowOfData
)

// judge says what the next row of the sheet is, and which is the first column
// of a setting that holds something.
func (t *table) judge(r *row) (kind rowKind, column int) {
	if r.number <= t.head.row {
		return rowOfNothing, 0
	}
	if t.head.any {
		for i := range r.cells {
			if c := &r.cells[i]; !c.blank() {
				return rowOfData, c.column
			}
		}
		return rowOfNothing, 0
	}
	known := 0
	operator, identifier := false, false
	for i := range r.cells {
		c := &r.cells[i]
		if c.column >= len(t.target) {
			break
		}
		to := t.target[c.column]
		if to < 0 || to >= cosa.SettingCount || c.blank() {
			continue
		}
		if known++; known == 1 {
			column = c.column
			if !t.gap && r.number == t.lastRow+1 {
				break // directly below data, so that it need not be told from a note
			}
		}
		switch s := cosa.Setting(to); {
		case s == cosa.Operator:
			operator = true
		case s == cosa.UpdateType:
			_, identifier = s.Canonical(string(c.raw))
		case s >= cosa.MCC && s <= cosa.ICCIDEnd && s != cosa.SPN && s != cosa.PNN:
			identifier = identifier || c.kind != cosa.Text || allDigits(c.raw)
		}
	}
	if known == 0 {
		t.gap = true
		return rowOfNothing, 0
	}
	t.gap = t.gap || r.number > t.lastRow+1
	t.lastRow = r.number
	if t.gap && !operator && !identifier && known <= 2 {
		return rowOfNotes, column
	}
	t.gap = false
	return rowOfData, column
}

// row takes the next row of the sheet.
func (t *table) row(r *row) error {
	kind, column := t.judge(r)
	switch kind {
	case rowOfNothing:
		return nil
	case rowOfNotes:
		t.leaveOut(r.number)
		return nil
	}
	t.add(r)
	if r.hidden {
		t.hide(r.number, column)
	}
	return t.values(r)
}

// leaveOut says that a row set apart from the table is taken for a note or a
// legend. A run of such rows is one note.
func (t *table) leaveOut(row int) {
	what := fmt.Sprintf("row %d", row)
	if t.left > 0 {
		t.source.Notes = t.source.Notes[:len(t.source.Notes)-1]
		what = fmt.Sprintf("rows %d to %d", t.leftFirst, row)
	} else {
		t.leftFirst = row
	}
	t.left++
	t.source.Notes = append(t.source.Notes, what+" below a blank row, without an Operator: taken for notes and left out")
}

func (t *table) add(r *row) {
	if t.rows == 0 {
		t.first = r.number
	}
	t.rows++
	t.last = r.number
	t.b.Row(r.number)
}

// values sets the row's values.
func (t *table) values(r *row) error {
	for i := range r.cells {
		c := &r.cells[i]
		to := noColumn
		if c.column < len(t.target) {
			to = t.target[c.column]
		}
		if to < 0 {
			if to == noColumn && c.blank() {
				continue
			}
			var err error
			if to, err = t.extra(r.number, c.column, to); err != nil {
				return err
			}
		}
		if to < cosa.SettingCount && !t.filled[to] && !c.blank() {
			t.filled[to] = true
		}
		if c.kind == cosa.Date && to < cosa.SettingCount {
			t.date(r.number, c, cosa.Setting(to))
		}
		t.b.Set(cosa.Column(to), c.value())
	}
	return nil
}

// extra makes the column that keeps values of no setting.
func (t *table) extra(row, column, mark int) (int, error) {
	for len(t.target) <= column {
		t.target = append(t.target, noColumn)
		t.names = append(t.names, "")
	}
	if t.extras++; t.extras > extrasKept {
		return 0, tooLarge("more than %d columns that are no settings have values", extrasKept)
	}
	if mark == noColumn {
		t.names[column] = t.columnName(column)
		t.namelessColumn(row, column)
	}
	return t.keep(column), nil
}

// keep makes the extra column of a column of the sheet.
func (t *table) keep(column int) int {
	to := int(t.b.Extra(t.uniqueName(column)))
	t.target[column] = to
	for len(t.source.Extras) <= to-cosa.SettingCount {
		t.source.Extras = append(t.source.Extras, 0)
	}
	t.source.Extras[to-cosa.SettingCount] = column
	return to
}

// uniqueName tells the extra columns of this table that are named alike apart.
func (t *table) uniqueName(column int) string {
	name, same := t.names[column], 1
	for c, other := range t.names {
		if c != column && other == name && t.target[c] >= cosa.SettingCount {
			same++
		}
	}
	if same > 1 {
		return fmt.Sprintf("%s (%d)", name, same)
	}
	return name
}

func (t *table) hide(row, column int) {
	if len(t.hidden) == hiddenTold {
		t.hiddenToo, t.hiddenLast = t.hiddenToo+1, row
		return
	}
	t.hidden = append(t.hidden, hiddenRow{row, column})
}
