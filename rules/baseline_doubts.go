package rules

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// doubts are rows some parts of which nobody can tell, by what can be told of
// them.
type doubts struct {
	in   *Input
	rows map[parts]map[identity]*alikeDoubts
}

// alikeDoubts are rows of which the same is in doubt, and the rest is the same.
type alikeDoubts struct {
	any   bool // one of them may be any row
	kinds [2]doubtfulRanges
}

// doubtfulRanges are ranges of a kind that nobody can tell.
type doubtfulRanges struct {
	any    bool         // one of them has no end that can be read
	ends   []cosa.Range // of one number each
	sorted bool
}

// add notes a row.
func (d *doubts) add(row *paired) {
	if d.rows == nil {
		d.rows = make(map[parts]map[identity]*alikeDoubts)
	}
	index := d.rows[row.doubtful]
	if index == nil {
		index = make(map[identity]*alikeDoubts)
		d.rows[row.doubtful] = index
	}
	told := row.identity.without(row.doubtful)
	alike := index[told]
	if alike == nil {
		alike = &alikeDoubts{}
		index[told] = alike
	}
	ranged := false
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if row.doubtful&rangePart(kind) == 0 || !hasRange(row.Entry, kind) {
			continue
		}
		ranged = true
		ranges := &alike.kinds[kind]
		before := len(ranges.ends)
		for _, s := range [...]cosa.Setting{kind.Start(), kind.End()} {
			if !d.in.Good(row.Entry, s) {
				continue
			}
			text := row.Text(s)
			if end, err := cosa.NewRange(kind, text, text); err == nil {
				ranges.ends, ranges.sorted = append(ranges.ends, end), false
			}
		}
		ranges.any = ranges.any || len(ranges.ends) == before
	}
	alike.any = alike.any || !ranged
}

// mayBe reports whether one of the rows may be another row: all that can be
// told is the same, and an end of a range that can be read lies in the other's.
func (d *doubts) mayBe(other *paired) bool {
	for doubtful, index := range d.rows {
		alike := index[other.identity.without(doubtful)]
		if alike == nil {
			continue
		}
		if alike.any {
			return true
		}
		for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
			if hasRange(other.Entry, kind) && alike.kinds[kind].mayBe(d.in.rangesOf(other.Entry, kind)) {
				return true
			}
		}
	}
	return false
}

// mayBe reports whether one of the ranges may be made of some others.
func (r *doubtfulRanges) mayBe(others []cosa.Range, known bool) bool {
	if r.any || !known && len(r.ends) > 0 {
		return true
	}
	if !r.sorted {
		slices.SortFunc(r.ends, func(a, b cosa.Range) int { return cmp.Compare(a.Lo, b.Lo) })
		r.sorted = true
	}
	const widest = 10 // a number of 19 digits stands for ten of 20
	return slices.ContainsFunc(others, func(other cosa.Range) bool {
		lo := other.Lo - min(other.Lo, widest)
		i, _ := slices.BinarySearchFunc(r.ends, lo, func(end cosa.Range, lo uint64) int { return cmp.Compare(end.Lo, lo) })
		for ; i < len(r.ends) && r.ends[i].Lo <= other.Hi; i++ {
			if r.ends[i].Overlaps(other) {
				return true
			}
		}
		return false
	})
}
