package page

import (
	"cmp"
	"slices"
)

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
	More  string // what there is no room for
	Bars  []bar
	Marks []mark

	profile int
	ranges  int
	hits    int
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

// newPanel draws the ranges and marks that lie in some blocks.
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
		l.Label = l.Name + ": " + plural(l.ranges, "range")
		if l.hits > 0 {
			l.Label += ", " + plural(l.hits, "collision")
		}
		if l.ranges > mostBars || l.hits > mostBars {
			l.More = "the first " + plural(mostBars, "range") + " of " + grouped(l.ranges)
		}
	}
}

func (l *lane) bar(p *Page, b *block, h *held) {
	l.ranges++
	if len(l.Bars) < mostBars {
		x, w := b.span(h.Lo, h.Hi)
		l.Bars = append(l.Bars, bar{x, w, l.Name + ": " + p.text(h.String()) + ", " + plural(h.Count(), "SIM")})
	}
}

func (l *lane) mark(p *Page, b *block, s shared) {
	l.hits++
	if len(l.Marks) < mostBars {
		x, w := b.span(s.Lo, s.Hi)
		l.Marks = append(l.Marks, mark{bar{x, w, p.words(s, l.profile)}, percent(x + w/2), s.rule, s.severity, signs[s.rule]})
	}
}
