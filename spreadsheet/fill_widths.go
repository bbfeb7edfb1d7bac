package spreadsheet

import (
	"fmt"
	"unicode/utf8"
)

// setWidths gives the appended columns widths, unless the sheet says something
// about these columns already.
func (s *sheetFiller) setWidths() {
	for _, c := range s.plan.added {
		for _, look := range s.facts.columns {
			if c.column >= look.first && c.column <= look.last {
				s.widths = ""
				return
			}
		}
		longest := 0
		for _, text := range s.texts[c.setting] {
			longest = max(longest, utf8.RuneCountInString(text))
		}
		s.widths += fmt.Sprintf(`<%scol min="%d" max="%[2]d" width="%g" customWidth="1"/>`, s.prefix, c.column, dataWidth(c.setting, longest))
	}
}

// behindAdded reports whether a token is what the widths of the appended
// columns stand in front of: those of later columns, or the end of the list.
func (s *sheetFiller) behindAdded(t token) bool {
	x := s.walk.c.x
	switch name := string(x.name); {
	case s.widths == "":
	case t == tokenOpen && x.depth() == 2 && name == "cols":
		s.listed = true
	case t == tokenOpen && x.depth() == 3 && name == "col":
		first, ok := parseIndex(x.attr("min"))
		return ok && first > s.plan.added[0].column
	case t == tokenClose && x.depth() == 1 && name == "cols":
		_, tag := s.walk.c.tag()
		return len(tag) > 0
	}
	return false
}

// columnWidths are the widths that were not written yet.
func (s *sheetFiller) columnWidths() string {
	widths := s.widths
	s.widths = ""
	return widths
}
