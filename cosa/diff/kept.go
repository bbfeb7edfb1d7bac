package diff

import "slices"

// mostJoined bounds the work of finding out what kinds of targets of one
// profile, some lost and some gained, have in common.
const mostJoined = 2_000_000

// changes finds what a profile gains and loses, and what it holds all along:
// what it had and has not lost, what it has and has not gained, and what it
// holds under one demand where it held it under another.
func (c *comparison) changes(p *party, had, has []held) {
	p.before, p.after = newHolding(c.units.keys, had), newHolding(c.units.keys, has)
	var stay, still []held
	p.gained, stay = p.after.without(p.before, &c.budget)
	p.lost, still = p.before.without(p.after, &c.budget)
	c.keep(p, stay)
	c.keep(p, still)
	if len(c.parties) > 1 { // or nobody asks
		c.keepJoined(p, p.lost, p.gained)
		c.keepJoined(p, numbered(p.lost), c.wholes(stay))
		c.keepJoined(p, c.wholes(still), numbered(p.gained))
	}
	slices.Sort(p.keptWhole)
	p.keptWhole = slices.Compact(p.keptWhole)
}

// keepAll notes what a profile of which no target changes holds.
func (c *comparison) keepAll(p *party, list []held) {
	ks := c.units.keys
	for _, hd := range list {
		k := ks.list[hd.key]
		if ks.both(&k) {
			p.kept = ks.appendBlock(p.kept, &k, hd.spans, ks.others[k.other].spans)
			continue
		}
		c.keep(p, []held{hd})
	}
}

func (c *comparison) keep(p *party, list []held) {
	for _, hd := range list {
		switch counting := c.units.keys.list[hd.key].counting; {
		case counting == countsNone:
			p.keptWhole = append(p.keptWhole, hd.key)
		case counting.numbered() && len(hd.spans) > 0:
			p.kept = append(p.kept, hd)
		}
	}
}

// keepJoined notes what is in one of the old and one of the new.
func (c *comparison) keepJoined(p *party, old, new []change) {
	ks := c.units.keys
	for _, l := range old {
		for _, g := range new {
			if c.combined++; c.combined > mostJoined {
				return
			}
			a, b := &ks.list[l.key], &ks.list[g.key]
			if l.key == g.key || !l.whole && !g.whole && a.counting != b.counting || !ks.compatible(a, b) {
				continue
			}
			var spans []span
			switch {
			case l.whole:
				spans = g.spans
			case g.whole:
				spans = l.spans
			default:
				c.combined += len(l.spans) + len(g.spans)
				if spans = inBoth(l.spans, g.spans); len(spans) == 0 {
					continue
				}
			}
			k := ks.joined(a, b)
			c.combined += 20 // a key takes room
			c.keep(p, []held{{ks.number(k), spans}})
		}
	}
}

func numbered(list []change) []change {
	var all []change
	for _, ch := range list {
		if !ch.whole {
			all = append(all, ch)
		}
	}
	return all
}

// wholes are the whole networks of a list.
func (c *comparison) wholes(list []held) []change {
	var all []change
	for _, hd := range list {
		if c.units.keys.list[hd.key].counting == countsNone {
			all = append(all, change{key: hd.key, whole: true})
		}
	}
	return all
}
