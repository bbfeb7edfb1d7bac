package page

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// held is an ICCID range that a profile holds.
type held struct {
	cosa.Range
	profile int
	entry   cosa.Entry // the first row that states it
}

// heldRanges lists the distinct ranges of every profile, sorted by their first
// number, and counts those that cannot be read.
func heldRanges(s *cosa.Submission) (ranges []*held, unread int) {
	if !s.Used(cosa.Column(cosa.ICCIDStart)) {
		return nil, 0
	}
	type stated struct {
		profile    int
		start, end uint32
	}
	seen := make(map[stated]bool)
	for e := range s.Entries() {
		if e.ID(cosa.ICCIDStart) == 0 && e.ID(cosa.ICCIDEnd) == 0 || e.Deletes() {
			continue
		}
		k := stated{e.Profile().Index, e.ID(cosa.ICCIDStart), e.ID(cosa.ICCIDEnd)}
		if seen[k] {
			continue
		}
		seen[k] = true
		if r := e.Range(cosa.ICCID); r != nil {
			ranges = append(ranges, &held{*r, k.profile, e})
		} else {
			unread++
		}
	}
	slices.SortStableFunc(ranges, func(a, b *held) int {
		return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(b.Hi, a.Hi), cmp.Compare(a.profile, b.profile))
	})
	return ranges, unread
}

// heldBy lists the ranges of one profile.
func heldBy(p *cosa.Profile) []*held {
	var ranges []*held
	seen := make(map[[2]uint32]bool)
	for e := range p.Entries() {
		ends := [2]uint32{e.ID(cosa.ICCIDStart), e.ID(cosa.ICCIDEnd)}
		if r := e.Range(cosa.ICCID); r != nil && !seen[ends] {
			seen[ends] = true
			ranges = append(ranges, &held{*r, p.Index, e})
		}
	}
	return ranges
}
