package spreadsheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// header is a row that names settings, or two: an upper one that names groups
// ("IMSI Range") over a lower one that names their members ("Start", "End").
type header struct {
	row      int // the lower row
	columns  []headerColumn
	settings int  // distinct settings named
	telling  bool // names a setting that other tables hardly have
	any      bool // of any table: the columns need not be settings
}

// headerColumn is one column of a header.
type headerColumn struct {
	column  int
	row     int          // of the cell that names it
	text    string       // of that cell
	group   string       // of the group above, "" where there is none
	setting cosa.Setting // cosa.NoSetting where it is unknown
}

// good reports that this is the header of a submission and not of some other
// table that also knows operators and countries.
func (h *header) good() bool { return h.telling && h.settings >= 2 }

// rival reports that this may be the header of rows that belong to the
// submission, and not that of a log of its changes.
func (h *header) rival() bool {
	return h.good() && h.settings >= 3 && slices.ContainsFunc(h.columns, func(c headerColumn) bool {
		if c.setting == cosa.NoSetting {
			return false
		}
		section := c.setting.Spec().Section
		return section == cosa.SectionTarget || section == cosa.SectionConnection
	})
}

// better reports whether h names more than o.
func (h *header) better(o *header) bool {
	if h.good() != o.good() {
		return h.good()
	}
	return h.settings > o.settings
}

// telling reports whether a setting's header tells a submission from a list of
// operators or networks.
func telling(s cosa.Setting) bool {
	switch s.Spec().Kind {
	case cosa.KindSIM, cosa.KindConnection:
		return true
	}
	switch s {
	case cosa.UpdateType, cosa.IMSIStart, cosa.IMSIEnd, cosa.ICCIDStart, cosa.ICCIDEnd:
		return true
	}
	return false
}

// headerFinder looks for the header among the first rows of a sheet.
type headerFinder struct {
	best   header
	filled bool // a row with values follows the best header
	above  headRow
	any    bool   // any table is looked for, see ReadOptions.AnyTable
	first  header // row that is not blank, if any table is looked for
	below  bool   // a row with values follows that
}

// leastNamed is how many settings the header of any table names, unless it is
// simply the first row: a title may stand above it.
const leastNamed = 2

// settle chooses the header of any table once all rows were looked at.
func (f *headerFinder) settle() {
	if f.any && f.best.settings < leastNamed {
		f.best, f.filled = f.first, f.below
	}
	f.best.any = f.any
}

// found reports that there is a header.
func (f *headerFinder) found() bool { return f.best.good() || f.any && len(f.best.columns) > 0 }

// headRow is the text of a row that may be a header.
type headRow struct {
	number int
	cells  []headCell
}

type headCell struct {
	column int
	text   string
}

// headerLength bounds the text of a header in bytes; what is longer is cut.
const headerLength = 1000

// look takes the next row of the sheet.
func (f *headerFinder) look(r *row) {
	this := headRow{number: r.number}
	filled := false
	for i := range r.cells {
		c := &r.cells[i]
		if c.blank() {
			continue
		}
		filled = true
		if c.kind != cosa.Text {
			continue
		}
		raw := c.raw
		if len(raw) > headerLength {
			raw = raw[:headerLength]
		}
		if text := cosa.CleanText(strings.ToValidUTF8(string(raw), "")); text != "" {
			this.cells = append(this.cells, headCell{c.column, text})
		}
	}
	single := singleHeader(this)
	if f.any && filled {
		f.below = f.below || f.first.row > 0
		if f.first.row == 0 && len(single.columns) > 0 {
			f.first = single
		}
	}
	found := &single
	if f.above.number == this.number-1 && len(f.above.cells) > 0 {
		if pair := pairHeader(f.above, this); pair.better(found) {
			found = &pair
		}
	}
	if found.better(&f.best) {
		f.best, f.filled = *found, false
	} else if filled && f.best.row > 0 {
		f.filled = true
	}
	f.above = this
}

func singleHeader(r headRow) header {
	h := header{row: r.number}
	for _, c := range r.cells {
		h.add(headerColumn{column: c.column, row: r.number, text: c.text}, c.text)
	}
	return h.counted()
}

// pairHeader joins a row with the groups above it. A group reaches from its
// cell to the next one of its row, be the cells merged or not.
func pairHeader(upper, lower headRow) header {
	h := header{row: lower.number}
	group := ""
	for i, j := 0, 0; i < len(upper.cells) || j < len(lower.cells); {
		switch {
		case j == len(lower.cells) || i < len(upper.cells) && upper.cells[i].column < lower.cells[j].column:
			// Only the upper row names this column, as where both rows are merged.
			c := upper.cells[i]
			h.add(headerColumn{column: c.column, row: upper.number, text: c.text}, c.text)
			group = c.text
			i++
		default:
			c := lower.cells[j]
			if i < len(upper.cells) && upper.cells[i].column == c.column {
				group = upper.cells[i].text
				i++
			}
			h.add(headerColumn{column: c.column, row: lower.number, text: c.text, group: group}, group+" "+c.text, c.text)
			j++
		}
	}
	return h.counted()
}

// add appends a column that is the first setting that one of names names.
func (h *header) add(c headerColumn, names ...string) {
	c.setting = cosa.NoSetting
	for _, name := range names {
		if len(name) > 2*headerLength || !utf8.ValidString(name) {
			continue
		}
		if s, ok := cosa.MatchHeader(name); ok {
			c.setting = s
			break
		}
	}
	h.columns = append(h.columns, c)
}

func (h header) counted() header {
	var named [cosa.SettingCount]bool
	for _, c := range h.columns {
		if c.setting != cosa.NoSetting && !named[c.setting] {
			named[c.setting] = true
			h.settings++
			h.telling = h.telling || telling(c.setting)
		}
	}
	return h
}
