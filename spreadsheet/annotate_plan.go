package spreadsheet

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// Bounds of what an annotated workbook shows. Programs get slow with very many
// notes and links; Excel allows 65,530 links in a sheet.
const (
	notesMost  = 2_000
	listedMost = 30_000
	linksMost  = 65_000
)

// cellMark is a cell with findings.
type cellMark struct {
	line, column int
	severity     cosa.Severity
	findings     []int // numbers of its findings, worst first
	noted        bool  // gets a note
	linked       bool  // gets a link to its finding, since it holds something
}

// markPlan says which cells of which sheets are marked.
type markPlan struct {
	findings []cosa.Finding
	listed   int                    // findings in the table: the first ones
	tableRow int                    // of the header of the table
	sheets   map[string][]*cellMark // by the sheet's name, by line and column
	cells    int
}

// planMarks sorts the findings of a file by cell.
func planMarks(w *workbook, findings []cosa.Finding) *markPlan {
	p := &markPlan{findings: findings, listed: min(len(findings), listedMost), sheets: make(map[string][]*cellMark)}
	known := make(map[string]bool)
	for _, s := range w.sheets {
		known[s.name] = true
	}
	at := make(map[cosa.Position]*cellMark)
	var all []*cellMark
	for i := range findings {
		f := &findings[i]
		if !p.marks(w, known, f.Position) {
			continue
		}
		place := cosa.Position{Sheet: f.Position.Sheet, Line: f.Position.Line, Column: f.Position.Column}
		m := at[place]
		if m == nil {
			m = &cellMark{line: place.Line, column: place.Column}
			at[place] = m
			all = append(all, m)
			p.sheets[place.Sheet] = append(p.sheets[place.Sheet], m)
		}
		m.severity = max(m.severity, f.Severity, cosa.Info)
		m.findings = append(m.findings, i)
	}
	p.cells = len(all)
	for _, m := range all {
		slices.SortStableFunc(m.findings, func(a, b int) int { return int(findings[b].Severity) - int(findings[a].Severity) })
	}
	for _, marks := range p.sheets {
		slices.SortFunc(marks, func(a, b *cellMark) int { return cmp.Or(a.line-b.line, a.column-b.column) })
	}
	slices.SortStableFunc(all, func(a, b *cellMark) int { return int(b.severity) - int(a.severity) })
	for _, m := range all[:min(len(all), notesMost)] {
		m.noted = true
	}
	return p
}

// marks reports whether a finding stands on a cell of the workbook.
func (p *markPlan) marks(w *workbook, known map[string]bool, at cosa.Position) bool {
	return at.File == w.file && known[at.Sheet] && at.Line >= 1 && at.Line <= sheetRows && at.Column >= 1 && at.Column <= sheetColumns
}

// first is the number of the first finding of a cell that the table lists, or
// -1.
func (p *markPlan) first(m *cellMark) int {
	for _, i := range m.findings {
		if i < p.listed {
			return i
		}
	}
	return -1
}
