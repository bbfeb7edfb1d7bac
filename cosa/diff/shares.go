package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// The bounds of the search for profiles that share numbers.
const (
	mostMeetings = 50_000_000 // pairs of ranges that meet
	mostShared   = 4_000_000  // of those, pairs that one SIM can be in
)

// part is a run of numbers that a party gains, loses or keeps.
type part struct {
	span
	party, key int32
}

// meeting are two parties of which one has gained or lost what the other one
// has to do with.
type meeting struct {
	party, other int32
	how          How
	kind         cosa.NumberKind
}

// shares finds the profiles that gained numbers come from, lost ones go to, or
// that hold them all along. It returns false where it did not find all.
func (c *comparison) shares() bool {
	whole := true
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		gained := c.parts(kind, func(p *party) []change { return p.gained })
		lost := c.parts(kind, func(p *party) []change { return p.lost })
		if len(gained)+len(lost) == 0 {
			continue
		}
		var kept []part
		for i := range c.parties {
			kept = c.appendParts(kept, kind, i, c.parties[i].kept)
		}
		sortParts(kept)
		found := make(map[meeting][]span)
		most, shared := mostMeetings, mostShared
		rest := c.newRests()
		meet := func(a, b []part, how, back How) {
			whole = c.meet(a, b, &most, func(x, y *part, both span) bool {
				m := meeting{x.party, y.party, how, kind}
				back := meeting{y.party, x.party, back, kind}
				for _, s := range rest.of(x, y, how, both) {
					found[m] = append(found[m], s)
					if back.how != "" {
						found[back] = append(found[back], s)
					}
					shared--
				}
				return shared >= 0 && rest.budget >= 0
			}) && whole
		}
		meet(gained, lost, MovedFrom, MovedTo)
		meet(gained, kept, AlsoHeld, "")
		meet(lost, kept, StillHeld, "")
		for m, spans := range found {
			ch := c.parties[m.party].change
			ch.Shares = append(ch.Shares, Share{How: m.how, Other: c.parties[m.party].named(&c.parties[m.other], m.how), SIMs: Set{m.kind, normal(spans)}})
		}
	}
	whole = whole && c.combined <= mostJoined
	c.sharesOfNetworks()
	for i := range c.parties {
		if ch := c.parties[i].change; ch != nil {
			ch.Shares = joinShares(ch.Shares)
		}
	}
	return whole
}

// named is the name of another party in a share of this one.
func (p *party) named(o *party, how How) string {
	if name := o.name(how); name != p.change.Name && name != p.change.OldName {
		return name
	}
	return ""
}

// name is what the party is called in a share of another one.
func (p *party) name(how How) string {
	if p.new == nil || p.old != nil && how == MovedFrom {
		return p.old.name()
	}
	return p.new.name()
}

func (c *comparison) parts(kind cosa.NumberKind, of func(*party) []change) []part {
	var list []part
	for i := range c.parties {
		for _, ch := range of(&c.parties[i]) {
			list = c.appendParts(list, kind, i, []held{{ch.key, ch.spans}})
		}
	}
	sortParts(list)
	return list
}

func (c *comparison) appendParts(list []part, kind cosa.NumberKind, party int, all []held) []part {
	for _, h := range all {
		if (c.units.keys.list[h.key].counting == countsIMSI) != (kind == cosa.IMSI) {
			continue
		}
		for _, s := range h.spans {
			list = append(list, part{s, int32(party), h.key})
		}
	}
	return list
}

func sortParts(list []part) {
	slices.SortFunc(list, func(a, b part) int { return cmp.Compare(a.lo, b.lo) })
}

// meet visits the pairs of a and b that share numbers, belong to different
// parties and have keys that one SIM can meet. It returns false where it
// stopped early.
func (c *comparison) meet(a, b []part, most *int, visit func(x, y *part, both span) bool) bool {
	var openA, openB []*part
	for len(a) > 0 && len(b) > 0 || len(a) > 0 && len(openB) > 0 || len(b) > 0 && len(openA) > 0 {
		fromA := len(b) == 0 || len(a) > 0 && a[0].lo <= b[0].lo
		var next *part
		var others *[]*part
		if fromA {
			next, a = &a[0], a[1:]
			openA, others = append(openA, next), &openB
		} else {
			next, b = &b[0], b[1:]
			openB, others = append(openB, next), &openA
		}
		open := (*others)[:0]
		for _, o := range *others {
			if o.hi >= next.lo {
				open = append(open, o)
			}
		}
		*others = open
		for _, o := range open {
			if *most--; *most < 0 {
				return false
			}
			if o.party == next.party || !c.units.keys.compatible(&c.units.keys.list[o.key], &c.units.keys.list[next.key]) {
				continue
			}
			both, ok := common(o.span, next.span)
			x, y := next, o
			if !fromA {
				x, y = o, next
			}
			if ok && !visit(x, y, both) {
				return false
			}
		}
	}
	return true
}

// joinShares joins the shares of profiles of one name, the largest first. What
// is told of a number once is not told again: one that moves in one case does
// not stay in another, and one that is listed is not part of a network.
func joinShares(list []Share) []Share {
	order := [...]How{MovedFrom, AlsoHeld, MovedTo, StillHeld}
	rank := func(s *Share) int {
		n := slices.Index(order[:], s.How) * 2
		if s.Network != "" {
			n++
		}
		return n
	}
	slices.SortFunc(list, func(a, b Share) int {
		return cmp.Or(cmp.Compare(a.SIMs.Kind, b.SIMs.Kind), strings.Compare(a.Other, b.Other), cmp.Compare(rank(&a), rank(&b)), strings.Compare(a.Network, b.Network))
	})
	joined := list[:0]
	for _, s := range list {
		if n := len(joined); n > 0 && joined[n-1].How == s.How && joined[n-1].Other == s.Other && joined[n-1].Network == s.Network && joined[n-1].SIMs.Kind == s.SIMs.Kind {
			joined[n-1].SIMs.spans = normal(slices.Concat(joined[n-1].SIMs.spans, s.SIMs.spans))
			continue
		}
		joined = append(joined, s)
	}
	var told, latest []span // what was said of the profile, and what is being said
	for i := range joined {
		s := &joined[i]
		if i > 0 {
			last := &joined[i-1]
			switch {
			case last.Other != s.Other || last.SIMs.Kind != s.SIMs.Kind || last.gains() != s.gains():
				told, latest = nil, nil
			case rank(last) != rank(s):
				told, latest = normal(append(latest, told...)), nil
			}
		}
		s.SIMs.spans = minus(s.SIMs.spans, told)
		latest = append(latest, s.SIMs.spans...)
	}
	joined = slices.DeleteFunc(joined, func(s Share) bool { return s.SIMs.Len() == 0 })
	slices.SortStableFunc(joined, func(a, b Share) int {
		return cmp.Or(cmp.Compare(a.SIMs.Kind, b.SIMs.Kind), cmp.Compare(slices.Index(order[:], a.How), slices.Index(order[:], b.How)),
			strings.Compare(a.Network, b.Network), cmp.Compare(b.SIMs.Count(), a.SIMs.Count()), strings.Compare(a.Other, b.Other))
	})
	return joined
}

// gains reports that the share speaks of numbers that the profile gains.
func (s *Share) gains() bool { return s.How == MovedFrom || s.How == AlsoHeld }
