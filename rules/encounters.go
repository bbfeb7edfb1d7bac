package rules

import (
	"fmt"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// encounters files the pairs of targets whose ranges of a kind share a number.
type encounters struct {
	in        *Input
	kind      cosa.NumberKind
	found     map[meeting]*collision
	told      map[[2]int32]bool // pairs with a condition, which share several intervals
	untold    int               // collisions that there is no room for
	undecided untoldPlaces      // targets whose conditions cannot be compared
}

// meet files a pair of targets.
func (m *encounters) meet(s, t *ranged, x, y interval.Span) {
	own := int32(m.in.Submission.Len())
	if s.row >= own && t.row >= own || s.row == t.row {
		return // the baseline's own affair, and one target's
	}
	in := m.in
	first, last := s, t
	if first.row > last.row {
		first, last = last, first
	}
	if last.row >= own {
		first, last = last, first // the finding stands in the submission
	}
	where := meeting{later: last.row, other: first.profile, kind: m.kind, equal: s.identifiers == t.identifiers}
	earlier, later := in.entry(first.row), in.entry(last.row)
	known := true
	if s.profile == t.profile {
		twins := s.digits != t.digits && x.Lo == y.Lo && x.Hi == y.Hi
		if twins || s.key != t.key || s.identifiers != t.identifiers {
			return
		}
		where.other = -1
	} else {
		var compatible bool
		if compatible, known = in.compatible(&s.key, &t.key); !compatible {
			return
		}
		known = known && !s.more && !t.more
	}
	if s.identifiers > 1 && t.identifiers > 1 {
		given, share, sure := in.shareNumbers(earlier, later, 1-m.kind)
		if given && (!share || m.kind == cosa.IMSI) {
			return // no SIM satisfies both, or the ICCID ranges tell it already
		}
		known = known && sure
	}
	if !known {
		m.undecided.add(later.Position(m.kind.Start()))
		return
	}
	if s.digits == 0 || t.digits == 0 {
		pair := [2]int32{min(s.row, t.row), max(s.row, t.row)}
		switch {
		case m.told[pair]:
			return
		case len(m.told) >= 10*reportBudget:
			m.untold++
			return
		case m.told == nil:
			m.told = make(map[[2]int32]bool)
		}
		m.told[pair] = true
	}
	hit := m.found[where]
	if hit == nil {
		if len(m.found) >= reportBudget {
			m.untold++
			return
		}
		m.found[where] = &collision{meeting: where, earlier: earlier, later: later, ranges: digestOf(x, y)}
		return
	}
	hit.ranges += digestOf(x, y)
	further := first.row
	if row := int32(hit.earlier.Row()); further < row {
		hit.earlier, further = earlier, row
	}
	if hit.more++; len(hit.others) < otherPlaces {
		hit.others = append(hit.others, further)
	}
}

// digestOf makes a number of two spans, the same in either order and on every
// run.
func digestOf(x, y interval.Span) uint64 {
	mix := func(n uint64) uint64 { // the finalizer of SplitMix64
		n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
		n = (n ^ n>>27) * 0x94d049bb133111eb
		return n ^ n>>31
	}
	one := func(s interval.Span) uint64 { return mix(mix(s.Lo) + s.Hi) }
	return mix(one(x) + one(y))
}

// shareNumbers reports whether two rows demand numbers of a kind, both of
// them, and whether there is a number that both allow. sure is false where
// that cannot be told.
func (in *Input) shareNumbers(a, b cosa.Entry, kind cosa.NumberKind) (given, share, sure bool) {
	if in.conditions == nil || !in.conditions.kinds[kind] {
		p, q := in.rangeOf(a, kind), in.rangeOf(b, kind)
		if p == nil || q == nil {
			return false, false, true
		}
		return true, p.Overlaps(*q), true
	}
	if !hasRange(a, kind) || !hasRange(b, kind) {
		return false, false, true
	}
	p, knownA := in.spansOf(a, kind)
	q, knownB := in.spansOf(b, kind)
	if !knownA || !knownB {
		return false, false, in.condition(a, kind.Start()) == "" && in.condition(b, kind.Start()) == ""
	}
	return true, meet(p, q), true
}

// untoldPlaces counts places that a rule cannot judge, and keeps the first.
type untoldPlaces struct {
	first cosa.Position
	n     int
	last  cosa.Position
}

func (u *untoldPlaces) add(p cosa.Position) {
	if u.n == 0 {
		u.first = p
	} else if p == u.last {
		return
	}
	u.last = p
	u.n++
}

// String says where the first one is, what it is, and how many more there are.
func (u *untoldPlaces) String(what string) string {
	text := fmt.Sprintf("%s %s", u.first, what)
	if u.n > 1 {
		text += fmt.Sprintf("; likewise %s more", count(u.n-1, "place"))
	}
	return text
}
