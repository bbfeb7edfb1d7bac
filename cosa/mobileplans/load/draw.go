package load

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// SIM is one that is asked for.
type SIM struct {
	ICCID string
	Known bool   // the endpoint has it
	Type  string // of its balance, "" for any
}

// Draw draws distinct SIMs from ranges of ICCIDs: as many from each, and all of
// a range that has fewer. They lie evenly in a range, and the ranges take turns.
// Equal ranges give equal SIMs. Of ICCIDs with 20 digits, which differ in a
// check digit, one of ten is drawn.
func Draw(held []cosa.Range, most int) []SIM {
	held = disjoint(held)
	if len(held) > most {
		for i := range most { // spread over the ranges
			held[i] = held[i*len(held)/most]
		}
		held = held[:most]
	}
	shares := shares(held, most)
	var sims []SIM
	for turn := uint64(0); ; turn++ {
		before := len(sims)
		for i, r := range held {
			if turn < shares[i] {
				sims = append(sims, SIM{ICCID: nth(r, turn, shares[i])})
			}
		}
		if len(sims) == before {
			return sims
		}
	}
}

// disjoint unites ranges with SIMs in common.
func disjoint(held []cosa.Range) []cosa.Range {
	held = slices.Clone(held)
	slices.SortFunc(held, func(a, b cosa.Range) int {
		return cmp.Or(cmp.Compare(len(a.Start), len(b.Start)), cmp.Compare(a.Lo, b.Lo))
	})
	var out []cosa.Range
	for _, r := range held {
		if n := len(out); n > 0 && len(out[n-1].Start) == len(r.Start) && r.Lo/10 <= out[n-1].Hi/10 {
			last := out[n-1]
			out[n-1] = cosa.RangeOf(r.Kind, last.Lo, max(last.Hi, r.Hi), len(r.Start))
			continue
		}
		out = append(out, r)
	}
	return out
}

// shares tells how many SIMs are drawn from each range.
func shares(held []cosa.Range, most int) []uint64 {
	order := make([]int, len(held)) // small ones first, which leave more to the others
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(held[a].Count(), held[b].Count()) })
	out := make([]uint64, len(held))
	left := uint64(most)
	for n, i := range order {
		ranges := uint64(len(order) - n)
		out[i] = min(held[i].Count(), (left+ranges-1)/ranges)
		left -= out[i]
	}
	return out
}

// nth returns the nth of so many SIMs that lie evenly in a range, its first and
// its last SIM among them.
func nth(r cosa.Range, n, of uint64) string {
	first, last := r.Lo/10, r.Hi/10 // of 19 digits
	number := first
	if of > 1 {
		// n/(of-1) of the way; the parts keep the product within 64 bits.
		gap, rest := (last-first)/(of-1), (last-first)%(of-1)
		number = first + n*gap + n*rest/(of-1)
	}
	key := max(number*10, r.Lo)
	if len(r.Start) == 19 {
		return cosa.RangeOf(r.Kind, key, key+9, 19).Start
	}
	return cosa.RangeOf(r.Kind, key, key, len(r.Start)).Start
}
