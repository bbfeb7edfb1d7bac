package spreadsheet

import (
	"bytes"
	"slices"
)

// factScan reads the facts.
type factScan struct {
	*sheetFacts
	plan   *fillPlan
	walk   *sheetWalk
	goes   bool // the cell being read
	shared bool // its value is the number of a shared text
	style  int
	filled bool // it holds something
	value  []byte
	kept   map[int]bool
	text   bool // of the value is read
	sharer map[string][2]int

	extension string // the kind of extension that was met last
	listing   bool   // its list of areas is being read
}

func (w *workbook) sheetFacts(p *fillPlan) (*sheetFacts, error) {
	walk, src, err := w.walk(p.sheet.part)
	if err != nil {
		return nil, err
	}
	defer src.close()
	s := &factScan{
		sheetFacts: &sheetFacts{
			headLooks: make(map[int]int), firstLooks: make(map[int]int), firstRow: -1,
			formulaRows: make(map[int]int), masters: make(map[string]bool), textsGone: make(map[int]bool),
			targetsGone: make(map[string]bool), targetsKept: make(map[string]bool),
		},
		plan: p, walk: walk, kept: make(map[int]bool), sharer: make(map[string][2]int),
	}
	for {
		event, t, err := walk.next()
		if err != nil {
			return nil, err
		}
		switch event {
		case walkEnd:
			s.finish()
			return s.sheetFacts, nil
		case headToken:
			if t == tokenOpen && string(walk.c.x.name) == "col" {
				s.column()
			}
		case rowOpen:
			s.row()
		case cellOpen:
			s.cell()
		case cellToken:
			s.inside(t)
		case cellClose:
			s.endCell()
		case tailToken:
			switch {
			case t == tokenOpen:
				if err := s.tail(); err != nil {
					return nil, err
				}
			case t == tokenText && s.listing:
				s.value = append(s.value, walk.c.x.text...)
			case t == tokenClose && s.listing:
				s.listing = false
				s.check(s.value)
			}
		}
	}
}

func (s *factScan) column() {
	x := s.walk.c.x
	first, ok1 := parseIndex(x.attr("min"))
	last, ok2 := parseIndex(x.attr("max"))
	if !ok1 || !ok2 || len(s.columns) >= sheetColumns {
		return
	}
	style, _ := parseIndex(x.attr("style"))
	s.columns = append(s.columns, columnLook{first: first, last: last, style: style})
	if isTrue(x.attr("hidden")) || isZero(x.attr("width")) {
		s.hidden = append(s.hidden, columnSpan{first, last})
	}
}

func (s *factScan) row() {
	if s.walk.row != s.plan.first {
		return
	}
	x := s.walk.c.x
	if style, ok := parseIndex(x.attr("s")); ok && isTrue(x.attr("customFormat")) {
		s.firstRow = style
	}
	if height := x.attr("ht"); isTrue(x.attr("customHeight")) && !isZero(height) && len(bytes.Trim(height, "0123456789.")) == 0 {
		s.firstHeight = bytes.Clone(height)
	}
}

func (s *factScan) cell() {
	row, column, p := s.walk.row, s.walk.column, s.plan
	x := s.walk.c.x
	style, _ := parseIndex(x.attr("s"))
	switch row {
	case p.head.row:
		s.headLooks[column] = style
	case p.first:
		s.firstLooks[column] = style
	}
	s.style, s.filled, s.text = style, false, false
	s.shared = string(x.attr("t")) == "s"
	s.value = s.value[:0]
	s.goes = p.fillsColumn(column) && (p.fills(row) || p.wasData(row)) || p.extras[column] && p.wasData(row)
}

// inside reads a token of a cell.
func (s *factScan) inside(t token) {
	x := s.walk.c.x
	depth := x.depth()
	switch {
	case t == tokenOpen && depth == 5:
		s.filled = true
		s.text = string(x.name) == "v"
		if string(x.name) == "f" {
			s.formula()
		}
	case t == tokenText && s.text && s.shared && len(s.value) < 20:
		s.value = append(s.value, x.text...)
	case t == tokenClose:
		s.text = s.text && depth > 4
	}
}

// formula looks at the start tag of a formula.
func (s *factScan) formula() {
	row, column, p := s.walk.row, s.walk.column, s.plan
	x := s.walk.c.x
	s.formulas = true
	if p.extras[column] {
		s.goes = false // helper formulas stay, also beside old data
	}
	kind, group := string(x.attr("t")), string(x.attr("si"))
	if (kind == "array" || kind == "dataTable") && s.array == [2]int{} {
		if area, ok := parseArea(x.attr("ref")); ok && area != (span{column, row, column, row}) && p.touches(area) {
			s.array = [2]int{row, column}
		}
	}
	switch {
	case s.goes:
		s.formulaLost = true
		if kind == "shared" && x.attr("ref") != nil {
			s.masters[group] = true
		}
	case row > p.head.row:
		s.formulaRows[column] = row
		if _, ok := s.sharer[group]; kind == "shared" && x.attr("ref") == nil && !ok {
			s.sharer[group] = [2]int{row, column}
		}
	}
}

func (s *factScan) endCell() {
	row, column, p := s.walk.row, s.walk.column, s.plan
	if s.filled && len(p.added) > 0 && row >= p.head.row && row <= p.last && s.blocked == [2]int{} &&
		slices.ContainsFunc(p.added, func(c fillColumn) bool { return c.column == column }) {
		s.blocked = [2]int{row, column}
	}
	if number, ok := parseIndex(bytes.TrimSpace(s.value)); ok && s.shared {
		if s.goes {
			s.textsGone[number] = true
		} else {
			s.kept[number] = true
		}
	}
	if s.goes && s.filled && s.style == 0 {
		return // nothing is left of it unless it is filled
	}
	s.box.cover(span{column, row, column, row})
}

func (s *factScan) tail() error {
	x, p := s.walk.c.x, s.plan
	depth, name := x.depth(), string(x.name)
	if name != "hyperlink" || depth != 3 || !p.replacesLink(x.attr("ref")) {
		for _, a := range x.attrs {
			s.targetsKept[string(a.value)] = true
		}
	} else if id := x.sheetLink(); id != nil {
		s.targetsGone[string(id)] = true
	}
	switch {
	case name == "mergeCell" && depth == 3:
		area, ok := parseArea(x.attr("ref"))
		if !ok {
			return malformed("it merges the cells %.40q", x.attr("ref"))
		}
		if len(s.merges) == mergesKept {
			return tooLarge("it has more than %d merged areas", mergesKept)
		}
		if area.row != area.lastRow || area.column != area.lastColumn {
			s.merges = append(s.merges, area)
		}
	case name == "sheetProtection" && depth == 2:
		s.protected = isTrue(x.attr("sheet"))
	case name == "autoFilter" && depth == 2:
		if area, ok := parseArea(x.attr("ref")); ok && p.heads(area) {
			s.filter = &area
		}
	case name == "filterColumn" && depth == 3:
		s.filtered = s.filtered || s.filter != nil
	case name == "dataValidation" && depth == 3:
		s.check(x.attr("sqref"))
	case name == "dataValidation" || name == "conditionalFormatting":
		s.extension = name
	case name == "sqref" && s.extension == "dataValidation":
		s.listing, s.value = true, s.value[:0]
	case name == "hyperlink" && depth == 3:
		if p.replacesLink(x.attr("ref")) {
			s.linksLost++
		} else {
			s.links++
		}
	case name == "ignoredErrors" && depth == 2:
		s.ignored = true
	}
	return nil
}

// check remembers where a check of typed values stands.
func (s *factScan) check(list []byte) {
	areas, ok := parseAreas(list)
	if s.manyChecks = s.manyChecks || len(s.checks)+len(areas) > areasKept; ok && !s.manyChecks {
		s.checks = append(s.checks, areas...)
	}
}

func (s *factScan) finish() {
	p := s.plan
	for group := range s.masters {
		if at, ok := s.sharer[group]; ok && (s.orphan == [2]int{} || at[0] < s.orphan[0]) {
			s.orphan = at
		}
	}
	s.textsKept = make(map[int]bool)
	for number := range s.textsGone {
		if s.kept[number] {
			s.textsKept[number] = true
		}
	}
	s.box.cover(span{p.columns[0].column, p.first, p.columns[len(p.columns)-1].column, p.last})
	if len(p.added) > 0 {
		s.box.cover(span{p.left, p.head.row, p.columns[len(p.columns)-1].column, p.head.row})
	}
}
