package spreadsheet

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// The findings of the reader: what stands in the layout of a sheet and not in
// its values.
const (
	ruleNoEntries       = "no-entries"
	ruleHeaderUnknown   = "header-unknown"
	ruleHeaderDuplicate = "header-duplicate"
	ruleSheetIgnored    = "sheet-ignored"
	ruleMerged          = "merged-cells"
	ruleHidden          = "hidden-data"
	ruleWrongType       = "wrong-type"
)

// mergesTold bounds the findings on merged cells.
const mergesTold = 1000

// short cuts a text for a message.
func short(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "..."
	}
	return text
}

func headerNames() []string {
	var names []string
	for _, spec := range cosa.Settings() {
		names = append(names, spec.Header)
		names = append(names, spec.Aliases...)
	}
	return names
}

// nearestSetting finds the setting that an unknown header comes near to.
func nearestSetting(texts ...string) (cosa.Setting, bool) {
	for _, text := range texts {
		if len(text) == 0 || len(text) > 60 {
			continue
		}
		if near := cosa.Nearest(text, headerNames()); near != "" {
			return cosa.MatchHeader(near)
		}
	}
	return cosa.NoSetting, false
}

func (t *table) unknownHeader(c *headerColumn, fix *cosa.Fix) {
	f := cosa.Finding{
		Rule:     ruleHeaderUnknown,
		Message:  fmt.Sprintf("the header %q is no known setting, so the values below it are not checked", short(c.text)),
		Hint:     "remove the column if Microsoft need not see it",
		Position: t.place(c.row, c.column),
		Value:    c.text,
		Fix:      fix,
	}
	combined := ""
	if c.group != "" {
		combined = c.group + " - " + c.text
	}
	if s, ok := nearestSetting(combined, c.text); ok {
		f.Hint = fmt.Sprintf("did you mean %q? otherwise remove the column if Microsoft need not see it", s.String())
	}
	t.b.Report(f)
}

func (t *table) duplicateHeader(c, first *headerColumn) {
	t.b.Report(cosa.Finding{
		Rule: ruleHeaderDuplicate,
		Message: fmt.Sprintf("the header %q names the setting %s, which %s already is; only %s is read",
			short(c.text), c.setting, t.columnName(first.column), t.columnName(first.column)),
		Hint:     "keep one of the two columns and remove the other",
		Position: t.place(c.row, c.column),
		Setting:  c.setting.String(),
		Value:    c.text,
		Related:  []cosa.Related{{Message: "the first column of this setting", Position: t.place(first.row, first.column)}},
	})
}

// sameName is duplicateHeader for columns that are no settings.
func (t *table) sameName(c, first *headerColumn) {
	t.b.Report(cosa.Finding{
		Rule:     ruleHeaderDuplicate,
		Message:  fmt.Sprintf("the header %q is that of %s too; only %s is read", short(c.text), t.columnName(first.column), t.columnName(first.column)),
		Hint:     "give each column a name of its own",
		Position: t.place(c.row, c.column),
		Value:    c.text,
		Related:  []cosa.Related{{Message: "the first column of this name", Position: t.place(first.row, first.column)}},
	})
}

func (t *table) namelessColumn(row, column int) {
	t.b.Report(cosa.Finding{
		Rule:     ruleHeaderUnknown,
		Message:  fmt.Sprintf("%s has values (the first in row %d) but no header", t.columnName(column), row),
		Hint:     "write the setting's name into the header row, or clear the column",
		Position: t.place(t.head.row, column),
		Subject:  t.columnName(column),
	})
}

// date reports a date in a setting that takes nearly any text: what is read is
// the number behind it, which nobody sees in the cell. In other settings that
// number is wrong as it stands, and rules say so.
func (t *table) date(row int, c *cell, s cosa.Setting) {
	spec := s.Spec()
	if spec.Marked || spec.Type != cosa.TypeText && spec.Type != cosa.TypeToken && spec.Type != cosa.TypeInteger {
		return
	}
	f := cosa.Finding{
		Rule:     ruleWrongType,
		Message:  fmt.Sprintf("the cell of %s holds a date, which is stored as a mere number", s),
		Hint:     "format the cell as Text and type the value again",
		Position: t.place(row, c.column),
		Setting:  s.String(),
		Value:    string(c.raw),
	}
	if spec.Secret {
		f.Value = cosa.Mask
	}
	t.b.Report(f)
}

// noRows reports a table without rows.
func (t *table) noRows() {
	if t.rows > 0 {
		return
	}
	where := "below the header"
	if t.at.Sheet != "" {
		where = fmt.Sprintf("below the header in row %d of the sheet %q", t.head.row, t.at.Sheet)
	}
	t.b.Report(cosa.Finding{
		Rule:     ruleNoEntries,
		Message:  "no data rows were found " + where,
		Hint:     "fill in one row for each target and access point, directly below the header",
		Position: t.place(t.head.row, t.head.columns[0].column),
	})
}

// reportHidden reports hidden rows and columns that hold data.
func (t *table) reportHidden(columns []columnSpan, filtered bool) {
	message, hint := "the row holds data and is hidden", "unhide the rows and check them, or delete them: they are part of the submission"
	if filtered {
		message, hint = message+" by a filter", "clear the filter (Data > Clear) and check the rows, or delete them: they are part of the submission"
	}
	for i, h := range t.hidden {
		f := cosa.Finding{Rule: ruleHidden, Message: message, Hint: hint, Position: t.place(h.row, h.column)}
		if i == hiddenTold-1 && t.hiddenToo > 0 {
			f.Message += fmt.Sprintf("; hidden rows with data beyond it: %d, down to row %d", t.hiddenToo, t.hiddenLast)
		}
		t.b.Report(f)
	}
	for _, c := range t.head.columns {
		if c.setting == cosa.NoSetting || t.source.Columns[c.setting] != c.column || !t.filled[c.setting] {
			continue
		}
		for _, span := range columns {
			if c.column >= span.first && c.column <= span.last {
				t.b.Report(cosa.Finding{
					Rule:     ruleHidden,
					Message:  fmt.Sprintf("%s (%s) holds data and is hidden", t.columnName(c.column), c.setting),
					Hint:     "unhide the column and check it, or clear it: it is part of the submission",
					Position: t.place(c.row, c.column),
					Setting:  c.setting.String(),
				})
				break
			}
		}
	}
}

func (t *table) hiddenSheet() {
	t.b.Report(cosa.Finding{
		Rule:     ruleHidden,
		Message:  fmt.Sprintf("the sheet %q holds the data and is hidden", t.at.Sheet),
		Hint:     "unhide the sheet, so that everyone sees what is submitted",
		Position: t.place(t.head.row, t.head.columns[0].column),
	})
}

// reportMerges reports merged cells that touch the data, and lets the first
// column of each stand for its rows.
func (t *table) reportMerges(merges []span) error {
	if t.rows == 0 {
		return nil
	}
	left, right := t.head.columns[0].column, t.head.columns[len(t.head.columns)-1].column
	told, more := 0, 0
	cells := (t.last - t.first + 1) * len(t.target) // that merged areas can cover unless they overlap
	var last cosa.Finding
	for _, m := range merges {
		if m.lastRow < t.first || m.row > t.last || m.lastColumn < left || m.column > right {
			continue
		}
		if cells -= t.merge(m); cells < 0 {
			return malformed("its merged areas overlap")
		}
		if told == mergesTold {
			more++
			continue
		}
		if told > 0 {
			t.b.Report(last)
		}
		told++
		from := cosa.ColumnName(m.column) + fmt.Sprint(m.row)
		last = cosa.Finding{
			Rule:     ruleMerged,
			Message:  fmt.Sprintf("the cells %s:%s%d are merged: only %s holds a value, the others are blank", from, cosa.ColumnName(m.lastColumn), m.lastRow, from),
			Hint:     "unmerge the cells and fill in each of them",
			Position: t.place(m.row, m.column),
		}
		if m.column < len(t.target) && t.target[m.column] >= 0 && t.target[m.column] < cosa.SettingCount {
			last.Setting = cosa.Setting(t.target[m.column]).String()
		}
	}
	if more > 0 {
		last.Message += fmt.Sprintf("; so are %d more areas of this sheet", more)
	}
	if told > 0 {
		t.b.Report(last)
	}
	return nil
}

// merge gives the rows of a merged area its value, so that nothing below the
// first cell counts as missing. It returns how many cells the area covers.
func (t *table) merge(m span) int {
	first, last := max(m.row, t.first), min(m.lastRow, t.last)
	end := min(m.lastColumn, len(t.target)-1)
	for column := m.column; column <= end; column++ {
		switch to := t.target[column]; {
		case to < 0:
		case column == m.column && m.row >= t.first:
			t.b.Merged(cosa.Column(to), m.row, last)
		default:
			t.b.Covered(cosa.Column(to), first, last)
		}
	}
	return (last - first + 1) * max(end-m.column+1, 1)
}

// reportIgnored reports a sheet that could have been the data sheet.
func (t *table) reportIgnored(sheet sheetInfo, head *header) {
	what := "sheet"
	if sheet.hidden {
		what = "hidden sheet"
	}
	t.b.Report(cosa.Finding{
		Rule:     ruleSheetIgnored,
		Message:  fmt.Sprintf("the %s %q has such a header too and was not read; %q was", what, sheet.name, t.at.Sheet),
		Hint:     fmt.Sprintf("put all rows into one sheet, or choose with --sheet %q", sheet.name),
		Position: cosa.Position{File: t.at.File, Sheet: sheet.name, Line: head.row, Column: head.columns[0].column},
		Value:    sheet.name,
		Related:  []cosa.Related{{Message: "the header that was used", Position: t.place(t.head.row, t.head.columns[0].column)}},
	})
}

// noHeader reports that nothing looks like a header.
func noHeader(b *cosa.Builder, source cosa.Source, sheets []string, within int, anyTable bool) {
	b.Source(source)
	where := fmt.Sprintf("in the first %d lines", within)
	at := cosa.Position{File: source.File, Sheet: source.Sheet, Line: 1, Column: 1}
	if len(sheets) > 0 {
		quoted := make([]string, 0, len(sheets))
		for i, name := range sheets {
			if i == 5 {
				quoted = append(quoted, fmt.Sprintf("%d more", len(sheets)-5))
				break
			}
			quoted = append(quoted, fmt.Sprintf("%q", name))
		}
		where = fmt.Sprintf("in the first %d rows of the sheet %s", within, strings.Join(quoted, ", "))
		at.Sheet = sheets[0]
	}
	if anyTable {
		b.Report(cosa.Finding{
			Rule:     ruleNoEntries,
			Message:  fmt.Sprintf("no data rows were found: no row %s is a header that names the columns", where),
			Hint:     "name the columns in the first row",
			Position: at,
		})
		return
	}
	b.Report(cosa.Finding{
		Rule: ruleNoEntries,
		Message: fmt.Sprintf("no data rows were found: no row %s is a header that names settings such as %s, %s, %s and %s",
			where, cosa.UpdateType, cosa.CountryRegion, cosa.Operator, cosa.AccessString),
		Hint:     "name the columns as in the COSA update spreadsheet; `cosa init` writes an empty one",
		Position: at,
	})
}
