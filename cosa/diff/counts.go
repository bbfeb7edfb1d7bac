package diff

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// count fills in the numbers of SIMs.
func (c *comparison) count(ch *Change, p *party, had, has []held) {
	ks := c.units.keys
	gained, lost := changedSets(ks, p.gained), changedSets(ks, p.lost)
	before, after := heldSets(ks, had), heldSets(ks, has)
	touched := changedSets(ks, p.gained, p.lost)
	all := ch.Kind != Changed || len(ch.Settings)+len(ch.Connections)+ch.Pairings > 0 ||
		slices.ContainsFunc(ch.Targets, func(t Target) bool { return t.told })
	if all {
		touched = heldSets(ks, had, has)
		for i, changed := range changedSets(ks, p.gained, p.lost) {
			touched[i] = normal(slices.Concat(touched[i], changed))
		}
	}
	for i := range ch.Rewritten {
		touched[cosa.ICCID] = normal(slices.Concat(touched[cosa.ICCID], ch.Rewritten[i].SIMs.spans))
	}
	for i := range ch.SIMs {
		set := func(spans []span) Set { return Set{cosa.NumberKind(i), spans} }
		ch.SIMs[i] = SIMs{
			Gained: set(gained[i]), Lost: set(lost[i]),
			HeldBefore: set(inBoth(gained[i], before[i])).Count(), StillHeld: set(inBoth(lost[i], after[i])).Count(),
			Touched: set(touched[i]).Count(),
			Old:     set(before[i]).Count(), New: set(after[i]).Count(),
		}
	}
	whole := func(changes []change, other *holding) []string {
		var names []string
		for _, c := range changes {
			if c.whole {
				names = append(names, ks.describe(&ks.list[c.key])+ks.except(c.key, other))
			}
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	ch.Whole.Gained, ch.Whole.Lost = whole(p.gained, p.before), whole(p.lost, p.after)
	ch.Whole.Touched = slices.Concat(ch.Whole.Gained, ch.Whole.Lost)
	if all {
		for _, h := range slices.Concat(had, has) {
			if k := &ks.list[h.key]; k.counting == countsNone {
				ch.Whole.Touched = append(ch.Whole.Touched, ks.describe(k))
			}
		}
	}
	slices.Sort(ch.Whole.Touched)
	ch.Whole.Touched = slices.Compact(ch.Whole.Touched)
}

// mostExcept bounds the networks that are told to stay of a condition.
const mostExcept = 3

// except tells which SIMs of a key that is a condition, such as a range of
// MCCs, the other side holds under other keys: " except those of 730-02".
func (ks *keys) except(key int32, other *holding) string {
	k := &ks.list[key]
	if other == nil || !ks.odd(k) {
		return ""
	}
	var names []string
	for _, hd := range other.all {
		if o := &ks.list[hd.key]; o.counting == countsNone && ks.compatible(k, o) {
			names = append(names, ks.describe(o))
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	names, more := few(slices.Compact(names), mostExcept, false)
	text := " except those of " + strings.Join(names, " and of ")
	if more > 0 {
		text += " and " + plurals(more, "more network")
	}
	return text
}

// Touched is the number of SIMs for which anything changes, ICCIDs and IMSIs
// together; those of whole networks are not among them.
func (ch *Change) Touched() uint64 { return ch.SIMs[cosa.ICCID].Touched + ch.SIMs[cosa.IMSI].Touched }
