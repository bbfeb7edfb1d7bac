package generate

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// free gives out numbers that nobody holds, from the first on.
type free struct {
	kind cosa.NumberKind
	gaps []gap
	most []uint64 // tree of the SIMs in gaps: most[1] is the greatest, leaves stand from len/2 on
}

// gap is a run of free numbers, by the keys of [cosa.Range].
type gap struct {
	lo, hi uint64
	digits int
}

// block is the number of numbers in whose blocks ranges are meant to begin.
const block = 100

// newFree finds what is free in some ranges, in their order.
func newFree(kind cosa.NumberKind, within, taken []cosa.Range) *free {
	f := &free{kind: kind}
	var held []cosa.Range
	for _, r := range taken {
		if r.Kind == kind {
			held = append(held, r)
		}
	}
	for _, w := range within {
		if w.Kind != kind {
			continue
		}
		for _, r := range ranges.Gaps(w, held) {
			f.gaps = append(f.gaps, gap{lo: r.Lo, hi: r.Hi, digits: len(w.Start)})
		}
		held = append(held, w)
	}
	leaves := 1
	for leaves < len(f.gaps) {
		leaves *= 2
	}
	f.most = make([]uint64, 2*leaves)
	for i := range f.gaps {
		f.most[leaves+i] = f.room(i)
	}
	for i := leaves - 1; i > 0; i-- {
		f.most[i] = max(f.most[2*i], f.most[2*i+1])
	}
	return f
}

// start is the first key of a gap on which a range may begin: a number that
// ends in 00.
func (f *free) start(g gap) uint64 {
	step := uint64(block)
	if g.digits < f.kind.Digits() {
		step *= 10
	}
	return (g.lo + step - 1) / step * step
}

// room is how many SIMs in a row a gap holds.
func (f *free) room(i int) uint64 {
	if lo := f.start(f.gaps[i]); lo <= f.gaps[i].hi {
		return (f.gaps[i].hi + 1 - lo) / unitOf(f.kind)
	}
	return 0
}

// largest is the greatest number of SIMs that can be taken at once.
func (f *free) largest() uint64 { return f.most[1] }

// take returns the first free range of so many SIMs; ok is false where there is
// none.
func (f *free) take(count uint64) (r cosa.Range, ok bool) {
	if f.most[1] < count {
		return cosa.Range{}, false
	}
	leaves := len(f.most) / 2
	i := 1
	for i < leaves {
		if i *= 2; f.most[i] < count {
			i++
		}
	}
	g := &f.gaps[i-leaves]
	lo := f.start(*g)
	hi := lo + count*unitOf(f.kind) - 1
	r = cosa.RangeOf(f.kind, lo, hi, g.digits)
	g.lo = hi + 1
	f.most[i] = f.room(i - leaves)
	for i /= 2; i > 0; i /= 2 {
		f.most[i] = max(f.most[2*i], f.most[2*i+1])
	}
	return r, true
}
