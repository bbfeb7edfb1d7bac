package diff

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// renumbered pairs lost targets with gained ones that are the same but for
// one of their two ranges, for the digits that it is written with, or for the
// hardware ids of an APN database. The rest
// of the lost and the gained ones is returned. Targets are taken in the order in
// which they are told, whatever the order of rows.
func (c *comparison) renumbered(list []Target, lost, gained [][]unit, pairs *pairings) (all []Target, restLost, restGained [][]unit) {
	if len(lost) > 0 && len(gained) > 0 {
		for _, targets := range [...][][]unit{lost, gained} {
			slices.SortFunc(targets, func(x, y []unit) int { return compareTargets(c.target("", &x[0]), c.target("", &y[0])) })
		}
	}
	for _, same := range [...]func(u *unit) (unit, bool){c.butDigits, c.butOther, c.butCounted, c.butHashes} {
		if len(lost) == 0 || len(gained) == 0 {
			break
		}
		waiting := make(map[unit][]int)
		for i := range lost {
			if k, ok := same(&lost[i][0]); ok {
				waiting[k] = append(waiting[k], i)
			}
		}
		taken := make(map[int]bool)
		restGained = nil
		for _, a := range gained {
			k, ok := same(&a[0])
			if first := waiting[k]; ok && len(first) > 0 && (k.key < 0 || c.sharesSIMs(&lost[first[0]][0], &a[0])) {
				waiting[k] = first[1:]
				taken[first[0]] = true
				list = append(list, c.renumberedTarget(lost[first[0]], a, pairs))
				continue
			}
			restGained = append(restGained, a)
		}
		gained, restLost = restGained, nil
		for i := range lost {
			if !taken[i] {
				restLost = append(restLost, lost[i])
			}
		}
		lost = restLost
	}
	return list, lost, gained
}

// sharesSIMs reports that ranges of two targets share a number, or cannot be
// told.
func (c *comparison) sharesSIMs(a, b *unit) bool {
	return overlap(c.numbersOf(cosa.ICCID, a), c.numbersOf(cosa.ICCID, b))
}

// butDigits is what a target of an ICCID range says but for the number of
// digits.
func (c *comparison) butDigits(u *unit) (unit, bool) {
	return unit{key: u.key, lo: u.lo, hi: u.hi}, u.digits >= 19 && c.units.keys.list[u.key].counting == countsICCID
}

// butOther is what a target of two ranges says but for the IMSIs.
func (c *comparison) butOther(u *unit) (unit, bool) {
	k := c.units.keys.list[u.key]
	if k.counting != countsICCID || k.other == 0 {
		return unit{}, false
	}
	k.other = 0
	return unit{key: c.units.keys.number(k), lo: u.lo, hi: u.hi, condition: u.condition, digits: u.digits}, true
}

// butCounted is what a target of two ranges says but for the ICCIDs.
func (c *comparison) butCounted(u *unit) (unit, bool) {
	k := &c.units.keys.list[u.key]
	return unit{key: u.key}, k.counting == countsICCID && k.other != 0
}

func (c *comparison) renumberedTarget(before, after []unit, pairs *pairings) Target {
	pairs.compare(before, after)
	t := c.target(Altered, &after[0])
	t.Settings = c.attributes(before, after)
	t.told = len(t.Settings) > 0
	b, a := before[0].entry, after[0].entry
	if c.idsOf(&before[0]) != nil {
		t.Note = c.hashesNote(&before[0], &after[0])
		return t
	}
	kind := cosa.ICCID
	if before[0].key != after[0].key {
		kind = cosa.IMSI
	}
	for _, s := range [...]cosa.Setting{kind.Start(), kind.End()} {
		if x, y := canonical(s, b.Value(s)), canonical(s, a.Value(s)); x != y {
			t.Settings = append(t.Settings, Value{Setting: s, Old: x, New: y})
		}
	}
	t.Note = c.renumberedNote(kind, &before[0], &after[0])
	return t
}

func (c *comparison) renumberedNote(kind cosa.NumberKind, before, after *unit) string {
	if kind == cosa.ICCID && before.condition == 0 && after.condition == 0 && before.lo == after.lo && before.hi == after.hi {
		old, new := len(before.entry.Text(cosa.ICCIDStart)), len(after.entry.Text(cosa.ICCIDStart))
		if old == new {
			return "the same SIMs by their first 19 digits, but other ones by the 20th"
		}
		return "the same SIMs, now written with " + grouped(uint64(new)) + " digits"
	}
	x, y := c.numbersOf(kind, before), c.numbersOf(kind, after)
	verb := "changed"
	switch {
	case x == nil || y == nil:
	case len(minus(y, x)) == 0:
		verb = "narrowed by " + grouped(Set{kind, minus(x, y)}.Count())
	case len(minus(x, y)) == 0:
		verb = "widened by " + grouped(Set{kind, minus(y, x)}.Count())
	case len(inBoth(x, y)) == 0:
		verb = "replaced"
	}
	return kind.String() + " range " + verb
}

// numbersOf are the numbers of a kind that a target of two ranges demands, nil
// where they cannot be told.
func (c *comparison) numbersOf(kind cosa.NumberKind, u *unit) []span {
	switch {
	case kind == cosa.IMSI:
		return c.units.keys.others[c.units.keys.list[u.key].other].spans
	case u.condition == 0:
		return []span{{u.lo, u.hi}}
	}
	return c.units.conditions[u.condition].spans
}
