package diff

import (
	"slices"

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
	whole := func(changes []change) []string {
		var names []string
		for _, c := range changes {
			if c.whole {
				names = append(names, ks.describe(&ks.list[c.key]))
			}
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	ch.Whole.Gained, ch.Whole.Lost = whole(p.gained), whole(p.lost)
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

// Touched is the number of SIMs for which anything changes, ICCIDs and IMSIs
// together; those of whole networks are not among them.
func (ch *Change) Touched() uint64 { return ch.SIMs[cosa.ICCID].Touched + ch.SIMs[cosa.IMSI].Touched }
