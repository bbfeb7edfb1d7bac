package rules

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// mostNear bounds how many rows of the baseline are looked at for the one that
// a row most likely stands for.
const mostNear = 500

// nearest returns the row of the baseline that is the row's but for one part
// of its identity, and that part; nil where there is none. Rows that were
// found to be another one's, and those with a condition, do not count.
func (p *pairing) nearest(row *paired) (*paired, parts) {
	for _, slip := range slips {
		if other := p.nearestOf(row, p.but(slip)[row.identity.without(slip)], slip); other != nil {
			return other, slip
		}
	}
	return nil, 0
}

// but lists the baseline's rows by their identity but for a part.
func (p *pairing) but(slip parts) map[identity][]int32 {
	if index, ok := p.near[slip]; ok {
		return index
	}
	index := make(map[identity][]int32)
	for j := range p.theirs {
		if other := &p.theirs[j]; other.sound && other.partner < 0 {
			key := other.identity.without(slip)
			index[key] = append(index[key], int32(j))
		}
	}
	if p.near == nil {
		p.near = make(map[parts]map[identity][]int32)
	}
	p.near[slip] = index
	return index
}

// nearestOf returns the row of a list that differs least from a row, which
// differs from all of them in a part. Of ranges the one with the row's numbers
// is nearest, then one that has an end in common; a row that stands for
// another one already is taken only for its numbers.
func (p *pairing) nearestOf(row *paired, list []int32, slip parts) *paired {
	var best *paired
	least := 0
	for _, j := range list[:min(len(list), mostNear)] {
		other := &p.theirs[j]
		if p.left--; p.left < 0 {
			return nil
		}
		if other.partner >= 0 || slices.ContainsFunc(slip.settings(), func(s cosa.Setting) bool { return p.in.condition(other.Entry, s) != "" }) {
			continue
		}
		far := 4 * len(p.differences(row, other))
		if slip&(partICCID|partIMSI) != 0 {
			share, apart := p.apart(row, other, slip)
			if apart < 0 || other.meant && !share {
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

// apart says whether the ranges of two rows share a number, and how far they
// lie from each other; -1 where only one of them has a range.
func (p *pairing) apart(row, other *paired, slip parts) (share bool, far int) {
	kind := cosa.ICCID
	if slip == partIMSI {
		kind = cosa.IMSI
	}
	mine, theirs := p.in.rangeOf(row.Entry, kind), p.in.rangeOf(other.Entry, kind)
	switch {
	case mine == nil || theirs == nil:
		return false, -1
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

// mayBeUnread reports whether a row of the baseline that cannot be read may be
// the row.
func (p *pairing) mayBeUnread(row *paired) bool {
	return slices.ContainsFunc(p.unread, func(j int32) bool {
		p.left--
		return p.fits(&p.theirs[j], row)
	})
}

// fits reports whether a row some parts of which nobody can tell may be
// another one: the other parts are the same, and the ends of a range that can
// be read lie in the other's.
func (p *pairing) fits(doubtful, other *paired) bool {
	if doubtful.identity.without(doubtful.doubtful) != other.identity.without(doubtful.doubtful) {
		return false
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if doubtful.doubtful&rangePart(kind) == 0 || !hasRange(doubtful.Entry, kind) {
			continue
		}
		if !hasRange(other.Entry, kind) {
			return false
		}
		theirs, known := p.in.rangesOf(other.Entry, kind)
		if !known {
			continue
		}
		given, within := false, false
		for _, s := range [...]cosa.Setting{kind.Start(), kind.End()} {
			if !p.in.Good(doubtful.Entry, s) {
				continue
			}
			text := doubtful.Text(s)
			end, err := cosa.NewRange(kind, text, text)
			if err != nil {
				continue
			}
			given = true
			within = within || slices.ContainsFunc(theirs, end.Overlaps)
		}
		if given && !within {
			return false
		}
	}
	return true
}
