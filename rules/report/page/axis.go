package page

import (
	"cmp"
	"math"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// block is a stretch of the ICCID space that holds ranges close to each other.
// Keys are those of [cosa.Range].
type block struct {
	lo, hi uint64
	hit    bool     // a collision lies in it
	x, w   float64  // in percent of the axis
	steps  []uint64 // where the drawing may not tell sizes: the ends, all one step apart
}

// newBlocks joins ranges, sorted by their first number, to blocks: a gap
// that is more than twice as wide as what lies before it and as the range
// behind it breaks the axis.
func newBlocks(ranges []*held) []block {
	var pieces []block
	for _, h := range ranges {
		if n := len(pieces); n > 0 && h.Lo <= pieces[n-1].hi+1 {
			pieces[n-1].hi = max(pieces[n-1].hi, h.Hi)
			continue
		}
		pieces = append(pieces, block{lo: h.Lo, hi: h.Hi})
	}
	var blocks []block
	for _, piece := range pieces {
		if n := len(blocks); n > 0 {
			last := &blocks[n-1]
			if gap := piece.lo - last.hi; gap/2 <= max(last.hi-last.lo, piece.hi-piece.lo) {
				last.hi = piece.hi
				continue
			}
		}
		blocks = append(blocks, piece)
	}
	return blocks
}

// breakWidth is the room of a break of the axis, in percent.
const breakWidth = 2.0

// leastWidth is the width of a range too small to be seen to scale.
const leastWidth = 0.15

// spread gives each block its part of the axis: the logarithm of its size, so
// that small blocks can be seen beside large ones.
func spread(blocks []block) {
	gap := min(breakWidth, 30/float64(len(blocks)))
	room := 100 - gap*float64(len(blocks)-1)
	weight := func(b *block) float64 { return 4 + math.Log10(float64(b.hi-b.lo+1)) }
	total := 0.0
	for i := range blocks {
		total += weight(&blocks[i])
	}
	x := 0.0
	for i := range blocks {
		b := &blocks[i]
		b.x, b.w = x, room*weight(b)/total
		x += b.w + gap
	}
}

// equalSteps makes the block show the order of its ends only, not how far
// they are from each other.
func (b *block) equalSteps(ranges []*held) {
	for _, h := range ranges {
		if h.Lo >= b.lo && h.Hi <= b.hi {
			b.steps = append(b.steps, h.Lo, h.Hi+1)
		}
	}
	slices.Sort(b.steps)
	b.steps = slices.Compact(b.steps)
}

// at is the place of a key on the axis, in percent.
func (b *block) at(key uint64) float64 {
	part := float64(key-b.lo) / float64(b.hi-b.lo+1)
	if len(b.steps) > 1 {
		i, _ := slices.BinarySearch(b.steps, key)
		part = float64(i) / float64(len(b.steps)-1)
	}
	return b.x + b.w*part
}

// span is the place of a range of the block.
func (b *block) span(lo, hi uint64) (x, w float64) {
	x = b.at(lo)
	return percent(x), max(percent(b.at(hi+1)-x), leastWidth)
}

// blockOf finds the block that a key lies in.
func blockOf(blocks []block, key uint64) *block {
	i, found := slices.BinarySearchFunc(blocks, key, func(b block, key uint64) int { return cmp.Compare(b.lo, key) })
	if !found {
		i--
	}
	if i < 0 || key > blocks[i].hi {
		return nil
	}
	return &blocks[i]
}

// percent rounds to what can be seen.
func percent(x float64) float64 { return math.Round(x*1000) / 1000 }

// numbers are the first and last number of a block, in 20 digits.
func (b *block) numbers() cosa.Range {
	return cosa.RangeOf(cosa.ICCID, b.lo, b.hi, cosa.ICCID.Digits())
}
