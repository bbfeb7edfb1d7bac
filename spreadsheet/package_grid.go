package spreadsheet

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// grid is a small sheet as a list of rows.
type grid struct {
	rows []gridRow
}

type gridRow struct {
	height float64
	cells  []gridCell
}

// gridCell is a text, or a number where stored is not empty, or only a style.
type gridCell struct {
	style  int
	text   string
	stored string
}

// add appends a row of texts that share a style.
func (g *grid) add(style int, texts ...string) {
	cells := make([]gridCell, len(texts))
	for i, text := range texts {
		cells[i] = gridCell{style: style, text: text}
	}
	g.rows = append(g.rows, gridRow{cells: cells})
}

// addRow appends a row of ready cells.
func (g *grid) addRow(cells ...gridCell) { g.rows = append(g.rows, gridRow{cells: cells}) }

// gap appends an empty row.
func (g *grid) gap() { g.rows = append(g.rows, gridRow{}) }

// height sets the height in points of the last row.
func (g *grid) height(points float64) { g.rows[len(g.rows)-1].height = points }

// count is a cell that holds a number. Numbers of more than 15 digits, which a
// number cell would change, are text.
func count(style int, n uint64) gridCell {
	text := strconv.FormatUint(n, 10)
	if len(text) > 15 {
		return gridCell{style: style, text: text}
	}
	return gridCell{style: style, stored: text}
}

func (g *grid) columns() int {
	n := 1
	for _, row := range g.rows {
		n = max(n, len(row.cells))
	}
	return n
}

func (g *grid) write(w *cellWriter) {
	for _, row := range g.rows {
		w.start(row.height)
		for i, cell := range row.cells {
			switch {
			case cell.stored != "":
				w.stored(i+1, cell.style, "", cell.stored)
			case cell.text != "":
				w.text(i+1, cell.style, cell.text)
			case cell.style != 0:
				w.blank(i+1, cell.style)
			}
		}
		w.end()
	}
}

// fit gives every row without a height the height of its longest wrapped
// text in columns of so many characters; spreadsheet programs do not agree on
// when they do so themselves. Texts of the styles in loose do not wrap.
func (g *grid) fit(widths []float64, loose ...int) {
	for i := range g.rows {
		row := &g.rows[i]
		if row.height > 0 || len(row.cells) == 0 {
			continue
		}
		lines := 1
		for column, cell := range row.cells {
			if column < len(widths) && cell.text != "" && !slices.Contains(loose, cell.style) {
				lines = max(lines, wrapped(cell.text, widths[column]))
			}
		}
		row.height = min(409, float64(4+13*lines)) // 409 points is the most that Excel takes
	}
}

// wrapped estimates the lines of text in a column of width characters.
func wrapped(text string, width float64) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + int(float64(utf8.RuneCountInString(line))/(width+1))
	}
	return lines
}

// page makes a sheet of the grid.
func (g *grid) page(name string) page {
	return page{name: name, rows: max(1, len(g.rows)), columns: g.columns(), cells: g.write}
}
