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
		meet := func(a, b []part, how, back How) {
			whole = c.meet(a, b, &most, func(x, y *part, both span) bool {
				m := meeting{x.party, y.party, how, kind}
				found[m] = append(found[m], both)
				if back != "" {
					m = meeting{y.party, x.party, back, kind}
					found[m] = append(found[m], both)
				}
				shared--
				return shared >= 0
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
	c.sharesOfNetworks()
	for i := range c.parties {
		if ch := c.parties[i].change; ch != nil {
			ch.Shares = joinShares(ch.Shares)
		}
	}
	return whole
}

// mostOwners bounds the profiles that are told of as taking one network as a
// whole.
const mostOwners = 20

// owners are the parties that take networks as a whole, by key.
type owners map[int32][]int32

func (o owners) add(keys *keys, key int32, party int) {
	if len(o[key]) < mostOwners && keys.list[key].plain != ([len(identifiers)]uint32{}) {
		o[key] = append(o[key], int32(party))
	}
}

// sharesOfNetworks finds the profiles that take as a whole the networks in
// which numbers are gained or lost.
func (c *comparison) sharesOfNetworks() {
	ks := c.units.keys
	kept, gained, lost := owners{}, owners{}, owners{}
	any := false
	for i := range c.parties {
		p := &c.parties[i]
		any = any || len(p.gained)+len(p.lost) > 0
		for _, key := range p.keptWhole {
			kept.add(ks, key, i)
		}
		for _, ch := range p.gained {
			if ch.whole {
				gained.add(ks, ch.key, i)
			}
		}
		for _, ch := range p.lost {
			if ch.whole {
				lost.add(ks, ch.key, i)
			}
		}
	}
	if !any {
		return
	}
	shapes := make(map[shape]bool)
	for _, o := range [...]owners{kept, gained, lost} {
		for key := range o {
			shapes[ks.list[key].shape()] = true
		}
	}
	for i := range c.parties {
		p := &c.parties[i]
		for _, ch := range p.gained {
			c.sharesUnder(i, ch, shapes, lost, MovedFrom)
			c.sharesUnder(i, ch, shapes, kept, AlsoHeld)
		}
		for _, ch := range p.lost {
			c.sharesUnder(i, ch, shapes, gained, MovedTo)
			c.sharesUnder(i, ch, shapes, kept, StillHeld)
		}
	}
}

func (c *comparison) sharesUnder(party int, ch change, shapes map[shape]bool, o owners, how How) {
	ks := c.units.keys
	if ch.whole || len(o) == 0 {
		return
	}
	kind := cosa.ICCID
	if ks.list[ch.key].counting == countsIMSI {
		kind = cosa.IMSI
	}
	p := &c.parties[party]
	for s := range shapes {
		wide, ok := ks.list[ch.key].reduced(s)
		if !ok {
			continue
		}
		n, ok := ks.numbers[wide]
		if !ok {
			continue
		}
		for _, other := range o[n] {
			if int(other) != party {
				p.change.Shares = append(p.change.Shares, Share{
					How: how, Other: p.named(&c.parties[other], how), SIMs: Set{kind, ch.spans}, Network: ks.describe(&wide),
				})
			}
		}
	}
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

// joinShares joins the shares of profiles of one name, the largest first.
func joinShares(list []Share) []Share {
	how := []How{MovedFrom, AlsoHeld, MovedTo, StillHeld}
	slices.SortFunc(list, func(a, b Share) int {
		return cmp.Or(cmp.Compare(a.SIMs.Kind, b.SIMs.Kind), cmp.Compare(slices.Index(how, a.How), slices.Index(how, b.How)),
			strings.Compare(a.Network, b.Network), strings.Compare(a.Other, b.Other))
	})
	joined := list[:0]
	for _, s := range list {
		if n := len(joined); n > 0 && joined[n-1].How == s.How && joined[n-1].Other == s.Other && joined[n-1].Network == s.Network && joined[n-1].SIMs.Kind == s.SIMs.Kind {
			joined[n-1].SIMs.spans = normal(slices.Concat(joined[n-1].SIMs.spans, s.SIMs.spans))
			continue
		}
		joined = append(joined, s)
	}
	slices.SortStableFunc(joined, func(a, b Share) int {
		return cmp.Or(cmp.Compare(a.SIMs.Kind, b.SIMs.Kind), cmp.Compare(slices.Index(how, a.How), slices.Index(how, b.How)),
			strings.Compare(a.Network, b.Network), cmp.Compare(b.SIMs.Count(), a.SIMs.Count()))
	})
	return joined
}
