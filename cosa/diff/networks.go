package diff

import "github.com/cosakit/cosa/cosa"

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
			if int(other) == party {
				continue
			}
			o := &c.parties[other]
			spans := ch.spans
			switch how {
			case MovedFrom:
				spans = o.after.numbersLeft(&ks.list[ch.key], spans, &c.budget)
			case MovedTo:
				spans = o.before.numbersLeft(&ks.list[ch.key], spans, &c.budget)
			}
			p.change.Shares = append(p.change.Shares, Share{
				How: how, Other: p.named(o, how), SIMs: Set{kind, spans}, Network: ks.describe(&wide),
			})
		}
	}
}
