package ranges

import (
	"math/bits"
	"slices"
	"sort"

	"github.com/cosakit/cosa/cosa"
)

// Verdict is how a number of a SIM list fares.
type Verdict uint8

// The verdicts.
const (
	Covered     Verdict = iota
	OtherLength         // only ranges of the other form hold it, as 19 digits are held by 20
	Outside             // no range holds it
	WrongLength         // digits, but not as many as a number has
	Damaged             // no number at all, such as one in scientific notation
	verdicts
)

// String names the verdict in the words of the reports.
func (v Verdict) String() string {
	return [...]string{"covered", "only in ranges of the other length", "outside every range", "of the wrong length", "damaged"}[v]
}

// Sample is a number of a SIM list with its place.
type Sample struct {
	Number   string
	Problem  string // "" where the verdict says it all
	Position cosa.Position
}

// Coverage counts how the numbers of a SIM list fall into ranges. What it
// keeps grows with the ranges, not with the list.
type Coverage struct {
	Samples [verdicts][]Sample // the first of each verdict but Covered
	Numbers uint64             // all that were added
	Rounded uint64             // whose digits from the 16th on are zero

	kind   cosa.NumberKind
	ranges []cosa.Range
	index  *Index
	most   int

	// The keys at which a range begins or has just ended cut the space into
	// segments that lie in a range as a whole or not at all.
	bounds []uint64
	forms  []uint8  // by segment: bit f is set where a range of form f holds it
	counts []uint64 // by segment
	apart  []uint64 // by range: numbers that lie in several segments
	totals [verdicts]uint64
	seen   pages
}

// NewCoverage prepares to count; at most so many samples are kept of each
// verdict.
func NewCoverage(kind cosa.NumberKind, all []cosa.Range, most int) *Coverage {
	c := &Coverage{kind: kind, ranges: all, index: NewIndex(all), most: most, apart: make([]uint64, len(all))}
	c.bounds = append(c.bounds, 0)
	for _, r := range all {
		c.bounds = append(c.bounds, r.Lo, r.Hi+1)
	}
	slices.Sort(c.bounds)
	c.bounds = slices.Compact(c.bounds)
	c.forms, c.counts = make([]uint8, len(c.bounds)), make([]uint64, len(c.bounds))
	for f, group := range byLength(all) {
		for _, r := range union(group) {
			for i := c.segment(r.Lo); i < len(c.bounds) && c.bounds[i] <= r.Hi; i++ {
				c.forms[i] |= 1 << f
			}
		}
	}
	return c
}

// segment is the segment that a key lies in.
func (c *Coverage) segment(key uint64) int {
	return sort.Search(len(c.bounds), func(i int) bool { return c.bounds[i] > key }) - 1
}

// Add counts a number as the list has it.
func (c *Coverage) Add(text string, at cosa.Position) Verdict {
	c.Numbers++
	number, fault := ParseNumber(c.kind, text)
	verdict := Damaged
	switch {
	case fault == "":
		verdict = c.place(number)
	case cosa.AllDigits(text) && !rightLength(c.kind, text):
		verdict = WrongLength
	}
	c.totals[verdict]++
	if verdict != Covered && len(c.Samples[verdict]) < c.most {
		c.Samples[verdict] = append(c.Samples[verdict], Sample{Number: text, Problem: fault, Position: at})
	}
	return verdict
}

func (c *Coverage) place(number cosa.Range) Verdict {
	c.seen.add(unit(c.kind, number.Lo))
	if c.kind == cosa.ICCID && allZero(number.Start[15:]) {
		c.Rounded++
	}
	first, last := c.segment(number.Lo), c.segment(number.Hi)
	held := c.forms[first]
	if first == last {
		c.counts[first]++
	} else {
		for i := first; i <= last; i++ {
			held |= c.forms[i]
		}
		c.index.Find(number, func(i int) bool {
			c.apart[i]++
			return true
		})
	}
	switch {
	case held&(1<<form(number)) != 0:
		return Covered
	case held != 0:
		return OtherLength
	}
	return Outside
}

func allZero(digits string) bool {
	for i := range len(digits) {
		if digits[i] != '0' {
			return false
		}
	}
	return true
}

// Count is how many numbers had a verdict.
func (c *Coverage) Count(v Verdict) uint64 { return c.totals[v] }

// Held counts, for each range, the numbers that it holds, in whichever form.
func (c *Coverage) Held() []uint64 {
	sums := make([]uint64, len(c.counts)+1)
	for i, n := range c.counts {
		sums[i+1] = sums[i] + n
	}
	held := make([]uint64, len(c.ranges))
	for i, r := range c.ranges {
		held[i] = sums[c.segment(r.Hi)+1] - sums[c.segment(r.Lo)] + c.apart[i]
	}
	return held
}

// Duplicates counts the numbers that were added before. ok is false where the
// numbers were too far apart to remember them all.
func (c *Coverage) Duplicates() (n uint64, ok bool) { return c.seen.repeated, !c.seen.full }

const (
	pageBits  = 15
	mostPages = 1 << 14 // 64 MiB
)

// pages remember numbers as bits, close ones in one page.
type pages struct {
	pages    map[uint64]*[1 << pageBits / 64]uint64
	repeated uint64
	full     bool
}

func (p *pages) add(n uint64) {
	page := p.pages[n>>pageBits]
	if page == nil {
		if p.full || len(p.pages) >= mostPages {
			p.full = true
			return
		}
		if p.pages == nil {
			p.pages = make(map[uint64]*[1 << pageBits / 64]uint64)
		}
		page = new([1 << pageBits / 64]uint64)
		p.pages[n>>pageBits] = page
	}
	word, bit := &page[n>>6&(1<<pageBits/64-1)], bits.RotateLeft64(1, int(n&63))
	if *word&bit != 0 {
		p.repeated++
	}
	*word |= bit
}
