package ranges

import (
	"math"
	"math/bits"
	"slices"

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
	bounds   []uint64 // the first is 0; narrow more lie beyond every key
	forms    []uint8  // by segment: bit f is set where a range of form f holds it
	counts   []uint64 // by segment
	apart    []uint64 // by range: numbers that lie in several segments
	totals   [verdicts]uint64
	seen     pages
	repeated uint64
}

// NewCoverage prepares to count; at most so many samples are kept of each
// verdict.
func NewCoverage(kind cosa.NumberKind, all []cosa.Range, most int) *Coverage {
	c := &Coverage{kind: kind, ranges: all, index: NewIndex(all), most: most, apart: make([]uint64, len(all)), seen: newPages()}
	c.bounds = append(c.bounds, 0)
	for _, r := range all {
		c.bounds = append(c.bounds, r.Lo, r.Hi+1)
	}
	slices.Sort(c.bounds)
	c.bounds = slices.Compact(c.bounds)
	for range narrow {
		c.bounds = append(c.bounds, math.MaxUint64)
	}
	c.forms, c.counts = make([]uint8, len(c.bounds)), make([]uint64, len(c.bounds))
	for f, group := range byLength(all) {
		for _, r := range union(group) {
			for i := c.anywhere(r.Lo); c.bounds[i] <= r.Hi; i++ {
				c.forms[i] |= 1 << f
			}
		}
	}
	return c
}

// anywhere is the segment that a key lies in.
func (c *Coverage) anywhere(key uint64) int { return c.segment(key, 0, len(c.bounds)-1) }

// narrow is how many segments are few.
const narrow = 8

// segment is the one from first to last that a key lies in.
func (c *Coverage) segment(key uint64, first, last int) int {
	if last-first < narrow {
		first = c.skip(key, first, 4)
		first = c.skip(key, first, 2)
		return c.skip(key, first, 1)
	}
	for n := last - first + 1; n > 1; {
		half := n / 2
		first = c.skip(key, first, half)
		n -= half
	}
	return first
}

// skip passes over n segments if that leads to no key behind the given one. It
// has no branch: which way it would go cannot be foreseen.
func (c *Coverage) skip(key uint64, first, n int) int {
	_, behind := bits.Sub64(key, c.bounds[first+n], 0)
	return first + n&(int(behind)-1)
}

// Add counts a number as the list has it.
func (c *Coverage) Add(text string, at cosa.Position) Verdict {
	key, width, ok := cosa.NumberKey(c.kind, text)
	if !ok {
		return c.fault(text, at)
	}
	n := simNumber{key: key, width: uint8(width)}
	c.find(&n)
	c.remember(&n)
	verdict := c.place(&n)
	if c.wants(verdict) {
		c.Samples[verdict] = append(c.Samples[verdict], Sample{Number: text, Position: at})
	}
	return verdict
}

// wants reports whether there is room for a sample of a verdict.
func (c *Coverage) wants(v Verdict) bool { return v != Covered && len(c.Samples[v]) < c.most }

// fault counts what is no number of the kind.
func (c *Coverage) fault(text string, at cosa.Position) Verdict {
	verdict := Damaged
	if cosa.AllDigits(text) && !rightLength(c.kind, text) {
		verdict = WrongLength
	}
	c.Numbers++
	c.totals[verdict]++
	if c.wants(verdict) {
		c.Samples[verdict] = append(c.Samples[verdict], Sample{Number: text, Problem: numberFault(c.kind, text), Position: at})
	}
	return verdict
}

// simNumber is a well-formed number of a list.
type simNumber struct {
	key         uint64
	line        int
	met         *uint64 // where its SIM is remembered, nil for nowhere
	first, last int32   // the segments that it may lie in
	width       uint8   // of its keys
}

// form is that of [form].
func (n *simNumber) form(kind cosa.NumberKind) int {
	if n.digits(kind) < kind.Digits() {
		return 0
	}
	return 1
}

// digits is how many the number has.
func (n *simNumber) digits(kind cosa.NumberKind) int {
	if n.width > 1 {
		return kind.Digits() - 1
	}
	return kind.Digits()
}

// find finds out where a number may lie and where its SIM is remembered.
func (c *Coverage) find(n *simNumber) {
	u := unit(c.kind, n.key)
	slot := c.seen.find(u >> pageBits)
	if slot.set == nil && !c.open(slot, u>>pageBits) {
		n.met, n.first, n.last = nil, 0, int32(len(c.bounds)-1)
		return
	}
	n.met, n.first, n.last = slot.set.word(u), slot.first, slot.last
}

// remember remembers the SIM of a number that was found.
func (c *Coverage) remember(n *simNumber) {
	if n.met != nil {
		bit := unit(c.kind, n.key) % 64
		c.repeated += *n.met >> bit & 1
		*n.met |= 1 << bit
	}
}

// open makes a free slot the page with a number, unless there are too many.
func (c *Coverage) open(slot *page, number uint64) bool {
	set := c.seen.take()
	if set == nil {
		return false
	}
	first, end := number<<pageBits, (number+1)<<pageBits
	if c.kind == cosa.ICCID {
		first, end = first*10, end*10
	}
	*slot = page{number: number, set: set, first: int32(c.anywhere(first)), last: int32(c.anywhere(end - 1))}
	return true
}

// place counts a number that was found.
func (c *Coverage) place(n *simNumber) Verdict {
	c.Numbers++
	if c.kind == cosa.ICCID && n.key%1e5 == 0 {
		c.Rounded++
	}
	first := c.segment(n.key, int(n.first), int(n.last))
	held := c.forms[first]
	hi := n.key + uint64(n.width) - 1
	if hi < c.bounds[first+1] {
		c.counts[first]++
	} else {
		for i := first + 1; c.bounds[i] <= hi; i++ {
			held |= c.forms[i]
		}
		c.index.Find(cosa.Range{Kind: c.kind, Lo: n.key, Hi: hi}, func(i int) bool {
			c.apart[i]++
			return true
		})
	}
	verdict := Outside
	switch {
	case held&(1<<n.form(c.kind)) != 0:
		verdict = Covered
	case held != 0:
		verdict = OtherLength
	}
	c.totals[verdict]++
	return verdict
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
		held[i] = sums[c.anywhere(r.Hi)+1] - sums[c.anywhere(r.Lo)] + c.apart[i]
	}
	return held
}

// Duplicates counts the numbers that were added before. ok is false where the
// numbers were too far apart to remember them all.
func (c *Coverage) Duplicates() (n uint64, ok bool) { return c.repeated, !c.seen.full }
