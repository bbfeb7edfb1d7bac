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
	mostTable   = 300
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

// panel is a part of the numbers with an axis of its own.
type panel struct {
	Number int
	Blocks []axisBlock
	Breaks []float64
	Lanes  []lane
	More   string // lanes left out
}

// axisBlock is an unbroken part of an axis.
type axisBlock struct {
	Letter     string
	X, W, Mid  float64
	First, End string
	Count      string
	Gap        string // numbers between it and the block before
}

// lane is one profile.
type lane struct {
	Name  string
	From  string // where the profile begins, if others have its name
	Label string // says what the lane shows, for who does not see it
	Bars  []bar
	Marks []mark

	profile int
}

type bar struct {
	X, W  float64
	Title string
}

type mark struct {
	bar
	Mid      float64
	Rule     string
	Severity string
	Sign     string
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

func (p *Page) newPanel(number int, blocks []block, ranges []*held, marks []shared) panel {
	v := panel{Number: number}
	spread(blocks)
	for i := range blocks {
		b := &blocks[i]
		if p.Mask != nil {
			b.equalSteps(ranges)
		}
		all := b.numbers()
		a := axisBlock{
			Letter: string(rune('A' + i)), X: percent(b.x), W: percent(b.w), Mid: percent(b.x + b.w/2),
			First: p.text(all.Start), End: p.text(all.End), Count: plural(all.Count(), "number"),
		}
		if i > 0 {
			before := blocks[i-1]
			v.Breaks = append(v.Breaks, percent((before.x+before.w+b.x)/2))
			if p.Mask == nil {
				a.Gap = plural((b.lo-before.hi-1)/10, "number")
			}
		}
		v.Blocks = append(v.Blocks, a)
	}
	index := make(map[int]int)
	for _, h := range ranges {
		if b := blockOf(blocks, h.Lo); b != nil {
			n, ok := index[h.profile]
			if !ok {
				n = len(v.Lanes)
				index[h.profile] = n
				v.Lanes = append(v.Lanes, lane{Name: p.profileName(h.profile), From: h.entry.Profile().First().Start().Short(), profile: h.profile})
			}
			v.Lanes[n].bar(p, b, h)
		}
	}
	for _, s := range marks {
		if b := blockOf(blocks, s.Lo); b != nil {
			for _, profile := range slices.Compact(s.profiles[:]) {
				if n, ok := index[profile]; ok {
					v.Lanes[n].mark(p, b, s)
				}
			}
		}
	}
	v.arrange()
	return v
}

// arrange puts the lanes in the order of the profiles, the first ones and
// those with marks where there are too many.
func (v *panel) arrange() {
	order := func(a, b lane) int { return cmp.Compare(a.profile, b.profile) }
	if n := len(v.Lanes) - mostLanes; n > 0 {
		v.More = "and " + plural(n, "more profile") + ", left out"
		slices.SortStableFunc(v.Lanes, func(a, b lane) int {
			return cmp.Or(-cmp.Compare(min(len(a.Marks), 1), min(len(b.Marks), 1)), order(a, b))
		})
		v.Lanes = v.Lanes[:mostLanes]
	}
	slices.SortFunc(v.Lanes, order)
	names := make(map[string]int)
	for _, l := range v.Lanes {
		names[l.Name]++
	}
	for i := range v.Lanes {
		l := &v.Lanes[i]
		if names[l.Name] == 1 {
			l.From = ""
		}
		l.Label = l.Name + ": " + plural(len(l.Bars), "range")
		if len(l.Marks) > 0 {
			l.Label += ", " + plural(len(l.Marks), "collision")
		}
	}
}

func (l *lane) bar(p *Page, b *block, h *held) {
	if len(l.Bars) < mostBars {
		x, w := b.span(h.Lo, h.Hi)
		l.Bars = append(l.Bars, bar{x, w, l.Name + ": " + p.text(h.String()) + ", " + plural(h.Count(), "SIM")})
	}
}

func (l *lane) mark(p *Page, b *block, s shared) {
	if len(l.Marks) < mostBars {
		x, w := b.span(s.Lo, s.Hi)
		l.Marks = append(l.Marks, mark{bar{x, w, p.words(s, l.profile)}, percent(x + w/2), s.rule, s.severity, signs[s.rule]})
	}
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
		collisions = "1 collision is marked, in each of its lanes"
	case m.hits > 1:
		collisions = grouped(m.hits) + " collisions are marked, each in all of its lanes"
	}
	return plural(lanes, "lane") + "; " + collisions
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
