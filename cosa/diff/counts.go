package diff

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// keep notes what a profile held and still holds: what it had and has not
// lost, and what it has and has not gained. The two differ where targets
// became wider or narrower.
func (c *comparison) keep(p *party, had, has []held) {
	all := make(map[int32][]span)
	for _, side := range [...]struct {
		held    []held
		changes []change
	}{{had, p.lost}, {has, p.gained}} {
		if len(side.held) == 0 {
			continue
		}
		changed := make(map[int32][]span, len(side.changes))
		for _, ch := range side.changes {
			changed[ch.key] = ch.spans
			if ch.whole {
				changed[ch.key] = []span{}
			}
		}
		for _, h := range side.held {
			spans, is := changed[h.key]
			switch k := &c.units.keys.list[h.key]; {
			case k.counting == countsUnknown:
			case k.counting == countsNone:
				if !is {
					p.keptWhole = append(p.keptWhole, h.key)
				}
			default:
				if rest := minus(minus(h.spans, spans), all[h.key]); len(rest) > 0 {
					p.kept = append(p.kept, held{h.key, rest})
					all[h.key] = rest
				}
			}
		}
	}
	slices.Sort(p.keptWhole)
	p.keptWhole = slices.Compact(p.keptWhole)
}

// count fills in the numbers of SIMs.
func (c *comparison) count(ch *Change, p *party, had, has []held) {
	ks := c.units.keys
	gained, lost := changedSets(ks, p.gained), changedSets(ks, p.lost)
	before, after := heldSets(ks, had), heldSets(ks, has)
	touched := changedSets(ks, p.gained, p.lost)
	all := ch.Kind != Changed || len(ch.Settings)+len(ch.Connections)+ch.Pairings > 0 ||
		slices.ContainsFunc(ch.Targets, func(t Target) bool { return t.Mark == Altered })
	if all {
		touched = heldSets(ks, had, has)
	}
	for i := range ch.SIMs {
		set := func(spans []span) Set { return Set{cosa.NumberKind(i), spans} }
		ch.SIMs[i] = SIMs{
			Gained: set(gained[i]), Lost: set(lost[i]), Touched: set(touched[i]).Count(),
			Old: set(before[i]).Count(), New: set(after[i]).Count(),
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
