package spreadsheet

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// parseArea reads a cell or a rectangle of cells.
func parseArea(ref []byte) (span, bool) {
	from, to, two := bytes.Cut(ref, []byte(":"))
	column, row, ok := parseRef(from)
	a := span{column, row, column, row}
	if two && ok {
		a.lastColumn, a.lastRow, ok = parseRef(to)
	}
	return a, ok && a.column <= a.lastColumn && a.row <= a.lastRow && a.lastColumn <= sheetColumns && a.lastRow <= sheetRows
}

// parseAreas reads a list of areas, separated by blanks.
func parseAreas(list []byte) ([]span, bool) {
	var areas []span
	for _, ref := range bytes.Fields(list) {
		a, ok := parseArea(ref)
		if !ok {
			return nil, false
		}
		areas = append(areas, a)
	}
	return areas, len(areas) > 0
}

func areasText(areas []span) string {
	texts := make([]string, len(areas))
	for i, a := range areas {
		texts[i] = a.ref()
	}
	return strings.Join(texts, " ")
}

// extend lets the areas of a list reach over the new rows where they cover data
// rows: those that cover the first one, and larger ones below the header. Of
// areas among each other the lowest is extended, and none into one of others.
func (p *fillPlan) extend(areas, others []span) bool {
	changed := false
	for i := range areas {
		a := &areas[i]
		covers := a.row <= p.first && a.lastRow >= p.first || a.row > p.first && a.lastRow > a.row && a.row <= p.last
		if !covers || a.lastRow >= p.last || a.lastColumn < p.left || a.column > p.right {
			continue
		}
		below := span{a.column, a.lastRow + 1, a.lastColumn, p.last}
		if slices.ContainsFunc(areas, below.meets) || slices.ContainsFunc(others, below.meets) {
			continue
		}
		a.lastRow = p.last
		changed = true
	}
	return changed
}

// meets reports whether two areas have cells in common.
func (s span) meets(o span) bool {
	return s.column <= o.lastColumn && s.lastColumn >= o.column && s.row <= o.lastRow && s.lastRow >= o.row
}

// namedArea finds areas in the formula of a name: sheet, first and last cell.
var namedArea = regexp.MustCompile(`('(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!(\$?[A-Za-z]{1,3}\$?[0-9]{1,7}):(\$?[A-Za-z]{1,3}\$?)([0-9]{1,7})`)

// resizeName lets the areas in a name's formula reach over the new rows where
// they cover the data rows.
func (p *fillPlan) resizeName(formula string) string {
	return namedArea.ReplaceAllStringFunc(formula, func(text string) string {
		part := namedArea.FindStringSubmatch(text)
		sheet := part[1]
		if strings.HasPrefix(sheet, "'") {
			sheet = strings.ReplaceAll(sheet[1:len(sheet)-1], "''", "'")
		}
		area, ok := parseArea([]byte(part[2] + ":" + part[3] + part[4]))
		if !ok || !strings.EqualFold(sheet, p.sheet.name) || area.row > p.first || area.lastRow < p.first || !p.crosses(area) {
			return text
		}
		end := part[3]
		if p.widens(area) {
			dollar := ""
			if strings.HasPrefix(end, "$") {
				dollar = "$"
			}
			end = dollar + cosa.ColumnName(p.right+len(p.added)) + strings.TrimLeft(strings.TrimPrefix(end, "$"), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
		}
		return part[1] + "!" + part[2] + ":" + end + strconv.Itoa(p.reach(area.lastRow))
	})
}

// widens reports whether an area covers all columns of the header, so that it
// takes in those that are appended.
func (p *fillPlan) widens(a span) bool {
	return len(p.added) > 0 && a.column <= p.left && a.lastColumn == p.right
}
