package rules

import (
	"cmp"
	"slices"
	"sort"

	"github.com/cosakit/cosa/cosa"
)

// mostNear bounds how many rows of the baseline are looked at for the one that
// a row most likely stands for.
const mostNear = 32

// mostTwofold bounds how many are looked at for one whose two ranges are both
// others.
const mostTwofold = 1024

// nearby are rows of the baseline that are the same but for a part. Where that
// is a range they are sorted by its first number, and those without any stand
// apart.
type nearby struct {
	rows   []int32
	ranges []cosa.Range
	bare   []int32
}

// nearest returns the row of the baseline that is the row's but for one part
// of its identity, and that part; nil where there is none. Rows that were
// found to be another one's, and those with a condition, do not count.
func (p *pairing) nearest(row *paired) (*paired, parts) {
	for _, slip := range slips {
		if slip == partRanges && (!hasRange(row.Entry, cosa.ICCID) || !hasRange(row.Entry, cosa.IMSI)) {
			continue
		}
		list := p.but(slip)[row.identity.without(slip)]
		if list == nil {
			continue
		}
		rows := list.rows
		if kind, ok := slip.kind(); ok {
			if r := p.in.rangeOf(row.Entry, kind); r != nil {
				at, _ := slices.BinarySearchFunc(list.ranges, r.Lo, func(other cosa.Range, lo uint64) int { return cmp.Compare(other.Lo, lo) })
				rows = rows[max(0, at-mostNear/2):min(len(rows), at+mostNear/2)]
				if other := p.nearestOf(row, rows, slip); other != nil {
					return other, slip
				}
				rows = list.bare
			}
		}
		if slip == partRanges {
			rows = slices.DeleteFunc(slices.Clone(rows[:min(len(rows), mostTwofold)]), func(j int32) bool {
				p.left--
				return !p.touches(row, &p.theirs[j])
			})
		}
		if other := p.nearestOf(row, rows, slip); other != nil {
			return other, slip
		}
	}
	return nil, 0
}

// but lists the baseline's rows by their identity but for a part.
func (p *pairing) but(slip parts) map[identity]*nearby {
	if index, ok := p.near[slip]; ok {
		return index
	}
	index := make(map[identity]*nearby)
	kind, ranged := slip.kind()
	for j := range p.theirs {
		other := &p.theirs[j]
		if !other.sound || other.partner >= 0 || slices.ContainsFunc(slip.settings(), func(s cosa.Setting) bool { return p.in.condition(other.Entry, s) != "" }) {
			continue
		}
		key := other.identity.without(slip)
		list := index[key]
		if list == nil {
			list = &nearby{}
			index[key] = list
		}
		switch r := p.in.rangeOf(other.Entry, kind); {
		case !ranged:
			list.rows = append(list.rows, int32(j))
		case r != nil:
			list.rows, list.ranges = append(list.rows, int32(j)), append(list.ranges, *r)
		case !hasRange(other.Entry, kind):
			list.bare = append(list.bare, int32(j))
		}
	}
	if ranged {
		for _, list := range index {
			sort.Stable(list)
		}
	}
	if p.near == nil {
		p.near = make(map[parts]map[identity]*nearby)
	}
	p.near[slip] = index
	return index
}

// Len, Less and Swap sort by the first number.
func (n *nearby) Len() int           { return len(n.rows) }
func (n *nearby) Less(i, j int) bool { return n.ranges[i].Lo < n.ranges[j].Lo }
func (n *nearby) Swap(i, j int) {
	n.rows[i], n.rows[j] = n.rows[j], n.rows[i]
	n.ranges[i], n.ranges[j] = n.ranges[j], n.ranges[i]
}

// nearestOf returns the row of a list that differs least from a row, which
// differs from all of them in a part. Of ranges the one with the row's numbers
// is nearest, then one that has an end in common; a row that stands for
// another one already is taken only for its numbers.
func (p *pairing) nearestOf(row *paired, list []int32, slip parts) *paired {
	var best *paired
	least := 0
	kind, ranged := slip.kind()
	for _, j := range list[:min(len(list), mostNear)] {
		other := &p.theirs[j]
		if p.left--; p.left < 0 {
			return nil
		}
		if other.partner >= 0 {
			continue
		}
		far := 4 * len(p.differences(row, other))
		if ranged {
			share, apart := apart(p.in.rangeOf(row.Entry, kind), p.in.rangeOf(other.Entry, kind))
			if other.meant && !share {
				continue
			}
			far += apart
		} else if other.meant {
			continue
		}
		if best == nil || far < least {
			best, least = other, far
		}
	}
	return best
}

// apart says whether two ranges share a number, and how far they lie from each
// other.
func apart(mine, theirs *cosa.Range) (share bool, far int) {
	switch {
	case mine == nil || theirs == nil:
		return true, 3 // the whole network has the numbers
	case mine.Overlaps(*theirs):
		return true, 0
	case mine.Start == theirs.Start || mine.End == theirs.End:
		return false, 1
	}
	far = 2
	for i := range min(len(mine.Start), len(theirs.Start)) {
		if mine.Start[i] != theirs.Start[i] {
			far++
		}
	}
	return false, far
}
