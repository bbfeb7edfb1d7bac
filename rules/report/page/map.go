package page

import (
	"cmp"
	"fmt"
	"slices"
)

// Bounds of the map.
const (
	panelBlocks = 8 // blocks of one axis
	mostPanels  = 6
	mostLanes   = 40  // of one panel
	mostBars    = 300 // of one lane
	mostTable   = 300 // ranges in words
)

// numberMap is the picture of who holds which ICCIDs.
type numberMap struct {
	Panels []panel
	Legend []mark // the kinds of marks that occur
	Notes  []string
	Table  []tableRow
	More   string // what the table leaves out
	Scaled bool   // lengths mean something

	hits int
}

// tableRow is a range of the map in words.
type tableRow struct {
	Profile    string
	First, End string
	Count      string
	Shared     []string
}

// newMap draws the submission's ICCID ranges; nil where it has none.
func (p *Page) newMap() *numberMap {
	ranges, unread := heldRanges(p.Submission)
	if len(ranges) == 0 {
		return nil
	}
	m := &numberMap{Scaled: p.Mask == nil}
	if unread > 0 {
		m.note("%s cannot be read and %s not drawn", plural(unread, "range"), isOrAre(unread))
	}
	marks, left := p.sharedRanges(ranges)
	if left {
		m.note("more collisions are among the findings than are marked here")
	}
	for _, rule := range []string{overlapRule, nestedRule, redundantRule} {
		if i := slices.IndexFunc(marks, func(s shared) bool { return s.rule == rule }); i >= 0 {
			m.Legend = append(m.Legend, mark{Rule: rule, Severity: marks[i].severity, Sign: signs[rule]})
		}
	}
	blocks := chooseBlocks(newBlocks(ranges), marks, m)
	ranges = slices.DeleteFunc(ranges, func(h *held) bool { return blockOf(blocks, h.Lo) == nil })
	marks = slices.DeleteFunc(marks, func(s shared) bool { return blockOf(blocks, s.Lo) == nil })
	m.hits = len(marks)
	for chunk := range slices.Chunk(blocks, panelBlocks) {
		m.Panels = append(m.Panels, p.newPanel(len(m.Panels)+1, chunk, ranges, marks))
	}
	m.table(p, ranges, marks)
	return m
}

func (m *numberMap) note(format string, args ...any) {
	m.Notes = append(m.Notes, fmt.Sprintf(format, args...))
}

// chooseBlocks keeps as many blocks as there is room for, those with
// collisions first.
func chooseBlocks(blocks []block, marks []shared, m *numberMap) []block {
	for _, s := range marks {
		if b := blockOf(blocks, s.Lo); b != nil {
			b.hit = true
		}
	}
	const most = panelBlocks * mostPanels
	if len(blocks) <= most {
		return blocks
	}
	m.note("%s of numbers, far from the others, %s left out", plural(len(blocks)-most, "block"), isOrAre(len(blocks)-most))
	slices.SortStableFunc(blocks, func(a, b block) int {
		if a.hit != b.hit {
			if a.hit {
				return -1
			}
			return 1
		}
		return 0
	})
	blocks = blocks[:most]
	slices.SortFunc(blocks, func(a, b block) int { return cmp.Compare(a.lo, b.lo) })
	return blocks
}

// table writes the map in words.
func (m *numberMap) table(p *Page, ranges []*held, marks []shared) {
	for i, h := range ranges {
		if i == mostTable {
			m.More = "and " + plural(len(ranges)-mostTable, "more range") + ", left out"
			break
		}
		row := tableRow{Profile: p.profileName(h.profile), First: p.text(h.Start), End: p.text(h.End), Count: grouped(h.Count())}
		for _, s := range marks {
			if s.concerns(h.profile) && h.Overlaps(s.Range) && len(row.Shared) < mostRelated {
				row.Shared = append(row.Shared, p.words(s, h.profile))
			}
		}
		m.Table = append(m.Table, row)
	}
}

// Summary says in a sentence what the map shows.
func (m *numberMap) Summary() string {
	lanes := 0
	for _, panel := range m.Panels {
		lanes += len(panel.Lanes)
	}
	collisions := "no collision is marked"
	switch {
	case m.hits == 1:
		collisions = "1 collision is marked, in each lane that has a part in it"
	case m.hits > 1:
		collisions = grouped(m.hits) + " collisions are marked, each in the drawn lanes that have a part in it"
	}
	return plural(lanes, "lane") + "; " + collisions
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
