package diff

import (
	"fmt"

	"github.com/cosakit/cosa/cosa"
)

// Rewriting is ICCIDs of the same SIMs, under the same demands, that targets
// write with other numbers of digits than before. Windows compares numbers as
// they are written.
type Rewriting struct {
	SIMs          Set
	Before, After []int // numbers of digits: 19, 20 or both
}

// lengths are the numbers of one key by the digits that they are written with,
// 19 and 20.
type lengths [2][]span

// forms takes the numbers apart into those that are written with 19 digits
// only, with 20 only and with both.
func (w lengths) forms() [3][]span {
	return [...][]span{minus(w[0], w[1]), minus(w[1], w[0]), inBoth(w[0], w[1])}
}

// digits are the numbers of digits of each of the forms.
func digits() [3][]int { return [...][]int{{19}, {20}, {19, 20}} }

// lengths returns the ICCIDs of targets by key. Those of patterns are of any
// length and left out.
func (us *units) lengths(list []unit) map[int32]lengths {
	all := make(map[int32]lengths)
	for i := range list {
		u := &list[i]
		if us.keys.list[u.key].counting != countsICCID || u.digits == 0 {
			continue
		}
		form := 0
		if u.digits != 19 {
			form = 1
		}
		w := all[u.key]
		if n := len(w[form]); n == 0 || w[form][n-1] != (span{u.lo, u.hi}) {
			w[form] = append(w[form], span{u.lo, u.hi})
		}
		all[u.key] = w
	}
	for key, w := range all {
		for form := range w {
			w[form] = normal(w[form])
		}
		all[key] = w
	}
	return all
}

// rewritings finds the ICCIDs that only their digits tell from those before.
func (c *comparison) rewritings(before, after []unit) []Rewriting {
	var sets [3][3][]span
	old, new := c.units.lengths(before), c.units.lengths(after)
	for key, w := range old {
		now, both := new[key]
		if !both {
			continue
		}
		then, next := w.forms(), now.forms()
		for i := range then {
			for j := range next {
				if i != j {
					sets[i][j] = append(sets[i][j], inBoth(then[i], next[j])...)
				}
			}
		}
	}
	var list []Rewriting
	for i := range sets {
		for j, spans := range sets[i] {
			if len(spans) > 0 {
				list = append(list, Rewriting{Set{cosa.ICCID, normal(spans)}, digits()[i], digits()[j]})
			}
		}
	}
	return list
}

// short tells it in a headline: 100 ICCIDs now written with 20 digits.
func (r *Rewriting) short() string {
	return plural(r.SIMs.Count(), "ICCID") + " " + r.how()
}

// words tells it in a sentence.
func (r *Rewriting) words() string {
	are := "are the same SIMs"
	if r.SIMs.Count() == 1 {
		are = "is the same SIM"
	}
	return plural(r.SIMs.Count(), "ICCID") + " " + are + ", " + r.how() + "; Windows compares numbers as they are written"
}

func (r *Rewriting) how() string {
	switch {
	case len(r.After) == 2:
		return fmt.Sprintf("now written with %d digits as well", 39-r.Before[0])
	case len(r.Before) == 2:
		return fmt.Sprintf("no longer written with %d digits", 39-r.After[0])
	}
	return fmt.Sprintf("now written with %d digits", r.After[0])
}
