package spreadsheet

import (
	"maps"
	"slices"
)

// sheetFacts is what the XML of a template's data sheet says besides values.
type sheetFacts struct {
	columns     []columnLook
	hidden      []columnSpan
	headLooks   map[int]int // styles of the header's cells, by column
	firstLooks  map[int]int // styles of the cells in the first row below it
	firstRow    int         // style of that row's other cells, -1 for none
	firstHeight []byte      // height of that row, nil for the default
	box         span        // around all cells that stay
	merges      []span
	checks      []span // areas with drop-downs or other checks
	manyChecks  bool   // too many of them to be extended
	filter      *span  // of the sheet's filter
	filtered    bool   // a filter that is resized hides rows
	protected   bool
	links       int // that stay
	linksLost   int
	targetsGone map[string]bool // relationships of the links that go
	targetsKept map[string]bool // of all else
	ignored     bool            // the sheet says which warnings are off

	formulas    bool        // there are some
	formulaLost bool        // one is replaced
	formulaRows map[int]int // last row with a formula, by column that is not filled
	masters     map[string]bool
	blocked     [2]int // row and column of what stands in an appended column, 0 for none
	array       [2]int // of a formula of several cells where rows are filled
	orphan      [2]int // of a cell that shares a formula with one that goes

	textsGone map[int]bool // shared texts of cells that go
	textsKept map[int]bool // of those of the sheet's other cells, the ones among textsGone
}

// areasKept bounds the areas of checks that are remembered.
const areasKept = 5_000

// heads reports whether an area begins with the header and covers some of its
// columns, as that of a filter or a table does.
func (p *fillPlan) heads(a span) bool {
	return a.row == p.head.row && a.column <= p.right && a.lastColumn >= p.left
}

// replacesLink reports whether a link lies on cells that are replaced.
func (p *fillPlan) replacesLink(ref []byte) bool {
	a, ok := parseArea(ref)
	if !ok || a.row <= p.head.row {
		return false
	}
	for column := a.column; column <= min(a.lastColumn, sheetColumns); column++ {
		if !p.fillsColumn(column) && !p.extras[column] {
			return false
		}
	}
	inside := func(row int) bool { return p.fills(row) || p.wasData(row) }
	return inside(a.row) && inside(a.lastRow)
}

// cover makes an area reach over another one.
func (s *span) cover(o span) {
	if *s == (span{}) {
		*s = o
		return
	}
	s.column, s.row = min(s.column, o.column), min(s.row, o.row)
	s.lastColumn, s.lastRow = max(s.lastColumn, o.lastColumn), max(s.lastRow, o.lastRow)
}

// columnStyle is the style of a column's cells that are not there.
func (s *sheetFacts) columnStyle(column int) int {
	for _, c := range s.columns {
		if column >= c.first && column <= c.last {
			return c.style
		}
	}
	return 0
}

func (s *sheetFacts) isHidden(column int) bool {
	return slices.ContainsFunc(s.hidden, func(c columnSpan) bool { return column >= c.first && column <= c.last })
}

// formulasEnd lists the columns whose formulas end above the last row.
func (s *sheetFacts) formulasEnd(p *fillPlan) []int {
	var columns []int
	for _, column := range slices.Sorted(maps.Keys(s.formulaRows)) {
		if row := s.formulaRows[column]; row >= p.first && row < p.last && p.extras[column] {
			columns = append(columns, column)
		}
	}
	return columns
}

// touches reports whether an area holds cells that are filled or cleared.
func (p *fillPlan) touches(a span) bool {
	last := p.last
	if n := len(p.old); n > 0 {
		last = max(last, p.old[n-1])
	}
	return a.row <= last && a.lastRow >= p.first && p.crosses(a)
}

// spans reports whether an area has cells in a column between the first and
// the last of the header, where the reader takes it for a part of the data.
func (p *fillPlan) spans(a span) bool {
	head := p.head.columns
	return a.lastColumn >= head[0].column && a.column <= max(head[len(head)-1].column, p.columns[len(p.columns)-1].column)
}

// crosses reports whether an area has cells in a column that is filled.
func (p *fillPlan) crosses(a span) bool {
	return slices.ContainsFunc(p.columns, func(c fillColumn) bool { return c.column >= a.column && c.column <= a.lastColumn })
}
