package spreadsheet

import (
	"slices"
)

// fillTail is what changes behind the rows of a template's data sheet.
type fillTail struct {
	skipped int // depth of an element that is left out, 0 for none
	ignored bool
	areas   bool   // the text of an extension's list of areas is being read
	list    []byte // that text
	inside  int    // depth of an extension's check or format, 0 for none
	checks  bool   // it is a check
}

// behind copies a token behind the rows.
func (s *sheetFiller) behind(t token) {
	tail, x := &s.tail, s.walk.c.x
	depth, name := x.depth(), string(x.name)
	if tail.skipped > 0 {
		if t == tokenClose && depth < tail.skipped {
			tail.skipped = 0
		}
		return
	}
	before, tag := s.walk.c.tag()
	switch {
	case t == tokenOpen && depth == 2:
		s.put(before)
		if tailRank(name) > slices.Index(tailOrder, "ignoredErrors") {
			s.ignoreDigits()
		}
		switch {
		case name == "autoFilter" && s.facts.filter != nil:
			tag = appendWith(nil, tag, "ref", s.plan.resized(*s.facts.filter).ref())
		case name == "conditionalFormatting":
			tag = s.extended(tag, nil)
		case name == "hyperlinks" && s.facts.links == 0 && s.facts.linksLost > 0:
			tail.skipped = depth
			return
		}
		s.put(tag)
	case t == tokenOpen && depth == 3 && s.leavesOut(name):
		tail.skipped = depth
	case t == tokenOpen && depth == 3 && name == "dataValidation":
		s.put(before)
		s.put(s.extended(tag, s.facts.checks))
	case t == tokenOpen && depth == 3 && (name == "protectedRange" || name == "ignoredError"):
		s.put(before)
		s.put(s.extended(tag, nil))
	case t == tokenClose && depth == 0:
		s.put(before)
		s.ignoreDigits()
		s.put(tag)
	case depth >= 3 || tail.inside > 0:
		s.extension(t, depth, name)
	default:
		s.put(s.walk.c.raw)
	}
}

// leavesOut reports the members of lists that do not fit the new rows.
func (s *sheetFiller) leavesOut(name string) bool {
	switch name {
	case "filterColumn", "sortState":
		return s.facts.filter != nil
	case "hyperlink":
		return s.plan.replacesLink(s.walk.c.x.attr("ref"))
	}
	return false
}

// tailRank is the place of an element in the order of those behind the rows.
func tailRank(name string) int {
	if name == "AlternateContent" { // of oleObjects or controls
		name = "oleObjects"
	}
	return slices.Index(tailOrder, name)
}

// extended is a start tag whose list of areas reaches over the new rows. The
// lists of others are not touched.
func (s *sheetFiller) extended(tag []byte, others []span) []byte {
	areas, ok := parseAreas(s.walk.c.x.attr("sqref"))
	if !ok || len(areas) > areasKept || others != nil && s.facts.manyChecks {
		return tag
	}
	if !s.plan.extend(areas, others) {
		return tag
	}
	return appendWith(nil, tag, "sqref", areasText(areas))
}

// extension copies a token of the extensions, where newer checks and formats
// keep their areas as text.
func (s *sheetFiller) extension(t token, depth int, name string) {
	tail := &s.tail
	switch {
	case t == tokenOpen && tail.inside == 0 && (name == "dataValidation" || name == "conditionalFormatting"):
		tail.inside, tail.checks = depth, name == "dataValidation"
	case t == tokenClose && depth < tail.inside:
		tail.inside = 0
	case t == tokenOpen && tail.inside > 0 && depth == tail.inside+1 && name == "sqref":
		tail.areas, tail.list = true, tail.list[:0]
	case t == tokenText && tail.areas:
		tail.list = append(tail.list, s.walk.c.raw...)
		return
	case t == tokenClose && tail.areas:
		tail.areas = false
		var others []span
		if tail.checks {
			others = s.facts.checks
		}
		areas, ok := parseAreas(tail.list)
		if ok && len(areas) <= areasKept && !(tail.checks && s.facts.manyChecks) && s.plan.extend(areas, others) {
			tail.list = []byte(areasText(areas))
		}
		s.put(tail.list)
	}
	s.put(s.walk.c.raw)
}

// ignoreDigits writes that digits stored as text are meant, so that Excel
// offers nobody to make numbers of them; a sheet that says something about its
// warnings is left as it is.
func (s *sheetFiller) ignoreDigits() {
	if s.tail.ignored || s.facts.ignored {
		return
	}
	s.tail.ignored = true
	columns := s.plan.columns
	area := span{columns[0].column, s.plan.first, columns[len(columns)-1].column, s.plan.last}
	s.put([]byte(`<` + s.prefix + `ignoredErrors><` + s.prefix + `ignoredError sqref="` + area.ref() + `" numberStoredAsText="1"/></` + s.prefix + `ignoredErrors>`))
}

// resized is the area of a filter or a table that begins with the header, with
// the new rows and the columns that were appended.
func (p *fillPlan) resized(a span) span {
	if p.widens(a) {
		a.lastColumn += len(p.added)
	}
	a.lastRow = p.reach(a.lastRow)
	return a
}
