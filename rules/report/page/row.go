package page

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// manyRows is how many rows of YAML, JSON or XML are searched for a place
// setting by setting.
const manyRows = 5000

// rowView is a row as it stands in the sheet, without the cells that are
// blank.
type rowView struct {
	Title string
	Cells []cellView
}

// cellView is one cell of a row.
type cellView struct {
	Column string // letters of the column, "" outside sheets
	Header string
	Text   string
	Note   string // how the cell is stored, where that is not text
	Faulty bool
	Blank  bool

	order int
}

// rowFinder finds the rows that places are in.
type rowFinder struct {
	page   *Page
	sheets []sheetRows
	placed map[cosa.Position]cosa.Entry
}

// sheetRows are the rows of one sheet or CSV file.
type sheetRows struct {
	source     *cosa.Source
	submission *cosa.Submission
	first, n   int
}

// newRowFinder prepares to find the rows of some findings and of what they
// are related to.
func (p *Page) newRowFinder(findings []*Finding) *rowFinder {
	r := &rowFinder{page: p, placed: make(map[cosa.Position]cosa.Entry)}
	if p.Submission == nil {
		return r
	}
	submissions := []*cosa.Submission{p.Submission}
	if before := p.Submission.Baseline(); before != nil {
		submissions = append(submissions, before)
	}
	for _, s := range submissions {
		first := 0
		for _, source := range s.Sources() {
			n := 0
			for range s.EntriesOf(source) {
				n++
			}
			if source.HasPlaces() {
				r.place(s, source, findings, n)
			} else {
				r.sheets = append(r.sheets, sheetRows{source, s, first, n})
			}
			first += n
		}
	}
	return r
}

// place notes the first row of every place in a text that findings speak of.
func (r *rowFinder) place(s *cosa.Submission, source *cosa.Source, findings []*Finding, rows int) {
	wanted := make(map[cosa.Position]bool)
	named := make(map[cosa.Setting]bool)
	for _, f := range findings {
		if setting, ok := cosa.MatchHeader(f.Setting); ok {
			named[setting] = true
		}
		wanted[f.Position] = f.Position.File == source.File
		for i, related := range f.Related {
			if i < mostRelated {
				wanted[related.Position] = related.Position.File == source.File
			}
		}
	}
	var settings []cosa.Setting
	for i := range cosa.Settings() {
		if setting := cosa.Setting(i); named[setting] || rows <= manyRows && s.Used(cosa.Column(setting)) {
			settings = append(settings, setting)
		}
	}
	for e := range s.EntriesOf(source) {
		for _, setting := range settings {
			at := e.Position(setting)
			if _, known := r.placed[at]; wanted[at] && !known {
				r.placed[at] = e
			}
		}
	}
}

// entry finds the row that a place is in.
func (r *rowFinder) entry(at cosa.Position) (cosa.Entry, bool) {
	if e, ok := r.placed[at]; ok {
		return e, true
	}
	for _, sheet := range r.sheets {
		if sheet.source.File != at.File || sheet.source.Sheet != at.Sheet || at.Line == 0 {
			continue
		}
		row := func(i int) cosa.Entry { return sheet.submission.Entry(sheet.first + i) }
		i := sort.Search(sheet.n, func(i int) bool { return row(i).Line() >= at.Line })
		if i < sheet.n && row(i).Line() == at.Line {
			return row(i), true
		}
	}
	return cosa.Entry{}, false
}

// view shows the row that a place is in, with the cell at the place marked;
// nil where there is none. A setting tells the cell where the place does not.
func (r *rowFinder) view(at cosa.Position, setting string) *rowView {
	e, ok := r.entry(at)
	if !ok {
		return nil
	}
	source := e.Source()
	v := &rowView{Title: "row " + strconv.Itoa(e.Line())}
	if source.HasPlaces() {
		v.Title = "the row that line " + strconv.Itoa(at.Line) + " makes"
	}
	faulty, named := cosa.MatchHeader(setting)
	for i := range cosa.Settings() {
		s := cosa.Setting(i)
		column := source.Columns[s]
		hit := named && s == faulty
		if at.Column > 0 && at.Sheet != "" {
			hit = column == at.Column
		}
		if hit || e.Has(s) {
			cell := r.page.newCell(e, s)
			cell.Faulty, cell.order = hit, column
			if at.Sheet != "" {
				cell.Column = cosa.ColumnName(column)
			}
			v.Cells = append(v.Cells, cell)
		}
	}
	slices.SortStableFunc(v.Cells, func(a, b cellView) int { return cmp.Compare(a.order, b.order) })
	return v
}

func (p *Page) newCell(e cosa.Entry, s cosa.Setting) cellView {
	value := e.Value(s)
	c := cellView{Header: s.String(), Blank: value.Text == "" && value.Raw == ""}
	switch {
	case s.Spec().Secret && !c.Blank:
		c.Text = cosa.Mask
		return c
	case value.Type == cosa.Text && value.Raw != "":
		c.Text = p.value(value.Raw)
	default:
		c.Text = p.value(value.Text)
	}
	var notes []string
	switch value.Type {
	case cosa.Number, cosa.Padded:
		notes = append(notes, "number")
	case cosa.Date:
		notes = append(notes, "date")
	case cosa.Err:
		notes = append(notes, "error value")
	case cosa.Missing:
		notes = append(notes, "no result")
	}
	if value.Formula {
		notes = append(notes, "formula")
	}
	if value.Merged {
		notes = append(notes, "merged")
	}
	c.Note = strings.Join(notes, ", ")
	return c
}
