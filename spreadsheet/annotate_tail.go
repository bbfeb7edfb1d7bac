package spreadsheet

import (
	"bytes"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// sheetTail is what changes behind the rows of a sheet.
type sheetTail struct {
	prefix   string
	begun    bool
	backTo   string      // name of the sheet of findings
	links    []*cellMark // cells that get a link to their finding
	relation string      // of the notes' shapes, if the sheet has none yet; "" for none
	dialect  dialect

	skipped int    // depth of an element that is left out, 0 for none
	shapes  string // relationship of the shapes that the sheet has
	linked  int    // links that stay
	opened  bool   // the list of links was begun
	held    []byte // start tag of the list of links, until one stays
	cells   map[[2]int]bool
	areas   []span
	done    bool // links were written
}

// tailOrder is the order of the elements behind the rows, from the links on.
var tailOrder = []string{
	"hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
	"cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
	"oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
}

// behind copies a token behind the rows.
func (s *sheetMarker) behind(t token, depth int) error {
	tail := &s.tail
	if tail.skipped > 0 {
		if t == tokenClose && depth < tail.skipped {
			tail.skipped = 0
		}
		return nil
	}
	name := string(s.c.x.name)
	before, tag := s.c.tag()
	switch {
	case t == tokenClose && depth == 0: // the end
		s.put(before)
		s.before(len(tailOrder))
		s.put(tag)
	case t == tokenOpen && depth == 2 && name == "hyperlinks":
		s.put(before)
		tail.held = bytes.Clone(tag)
	case t == tokenOpen && depth == 2:
		s.put(before)
		rank := slices.Index(tailOrder, name)
		if name == "AlternateContent" { // of oleObjects or controls
			rank = slices.Index(tailOrder, "oleObjects")
		}
		if name == "legacyDrawing" {
			tail.shapes = string(s.c.x.sheetLink())
		}
		if rank >= 0 {
			s.before(rank)
		}
		s.put(tag)
	case tail.held != nil || tail.opened:
		s.inLinks(t, depth, before, tag)
	default:
		s.put(s.c.raw)
	}
	return nil
}

// before writes what belongs in front of an element of the given rank.
func (s *sheetMarker) before(rank int) {
	tail := &s.tail
	if !tail.done && rank > slices.Index(tailOrder, "hyperlinks") {
		s.writeLinks()
		if tail.opened {
			s.put([]byte(`</` + tail.prefix + `hyperlinks>`))
			tail.opened = false
		}
	}
	if tail.relation != "" && tail.shapes == "" && rank > slices.Index(tailOrder, "legacyDrawing") {
		s.put([]byte(`<` + tail.prefix + `legacyDrawing xmlns:r="` + tail.dialect.relations + `" r:id="` + tail.relation + `"/>`))
		tail.shapes = tail.relation
		s.changed = true
	}
}

// inLinks copies the links that the sheet has, but for those of earlier marks.
func (s *sheetMarker) inLinks(t token, depth int, before, tag []byte) {
	tail := &s.tail
	switch {
	case t == tokenOpen && depth == 3 && s.old.link(s.c.x.attr("location")) && s.c.x.sheetLink() == nil:
		tail.skipped = 3
		s.changed = true
	case t == tokenOpen && depth == 3:
		s.openLinks()
		tail.linked++
		s.keepLink(s.c.x.attr("ref"))
		s.put(before)
		s.put(tag)
	case t == tokenClose && depth == 1:
		s.writeLinks()
		if tail.opened {
			if len(tag) == 0 {
				tag = []byte(`</` + tail.prefix + `hyperlinks>`)
			}
			s.put(before)
			s.put(tag)
		}
		tail.held, tail.opened = nil, false
	case tail.opened:
		s.put(s.c.raw)
	}
}

func (s *sheetMarker) openLinks() {
	tail := &s.tail
	if tail.opened {
		return
	}
	tail.opened = true
	open := tail.held
	if open == nil {
		open = []byte(`<` + tail.prefix + `hyperlinks>`)
	} else if emptyTag(open) {
		open = append(bytes.TrimRight(open[:len(open)-2], " \t\r\n"), '>')
	}
	s.put(open)
	tail.held = nil
}

// keepLink remembers the cells of a link that stays.
func (s *sheetMarker) keepLink(ref []byte) {
	tail := &s.tail
	from, to, two := bytes.Cut(ref, []byte(":"))
	column, line, ok := parseRef(from)
	if !ok {
		return
	}
	if !two {
		if tail.cells == nil {
			tail.cells = make(map[[2]int]bool)
		}
		tail.cells[[2]int{line, column}] = true
		return
	}
	if lastColumn, last, ok := parseRef(to); ok && len(tail.areas) < 1000 {
		tail.areas = append(tail.areas, span{column, line, lastColumn, last})
	}
}

// hasLink reports whether a cell has a link that stays.
func (t *sheetTail) hasLink(m *cellMark) bool {
	return t.cells[[2]int{m.line, m.column}] || slices.ContainsFunc(t.areas, func(a span) bool {
		return m.line >= a.row && m.line <= a.lastRow && m.column >= a.column && m.column <= a.lastColumn
	})
}

// backTip is what a link to the sheet of findings shows.
const backTip = "to the list of findings"

// writeLinks writes the links from marked cells to their findings.
func (s *sheetMarker) writeLinks() {
	tail := &s.tail
	if tail.done {
		return
	}
	tail.done = true
	for _, m := range tail.links {
		first := s.plan.first(m)
		if first < 0 || !m.linked || tail.linked >= linksMost || tail.hasLink(m) {
			continue
		}
		s.openLinks()
		tail.linked++
		s.changed = true
		s.put([]byte(linkXML(tail.prefix, cellName(m.column, m.line), tail.backTo, 1, s.plan.rowOf(first), backTip)))
	}
}

// linkXML is a link from a cell to a cell of a sheet.
func linkXML(prefix, ref, sheet string, column, line int, tip string) string {
	location := "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + cellName(column, line)
	return `<` + prefix + `hyperlink ref="` + ref + `" location="` + escapeAttribute(location) + `" tooltip="` + escapeAttribute(tip) + `"/>`
}

func cellName(column, line int) string {
	return cosa.Position{Sheet: "-", Line: line, Column: column}.Cell()
}
