package diff

import (
	"fmt"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// crowd is the size of what a hostile file piles up.
const crowd = 1_000

// TestCrowdsEnd compares what would take time or room in proportion to the
// square of its size, or more; without bounds it would not end before the tests
// are stopped.
func TestCrowdsEnd(t *testing.T) {
	for name, make := range map[string]func(i int, after bool) row{
		"everybody holds the same numbers": func(i int, after bool) row {
			r := iccid("8900100000000000000", "8900100000000000999")
			if after {
				r = iccid("8900100000000000500", "8900100000000001999")
			}
			r[cosa.Operator] = fmt.Sprintf("Contoso %d", i)
			return r
		},
		"one name with many settings": func(i int, after bool) row {
			r := iccid(fmt.Sprintf("89001%014d", i*10), fmt.Sprintf("89001%014d", i*10+9))
			r[cosa.Operator], r[cosa.BrandingName] = "Contoso", fmt.Sprint(i, after)
			return r
		},
		"many names within wide ranges": func(i int, after bool) row {
			r := iccid(fmt.Sprintf("89001%014d", i*10), fmt.Sprintf("89001%014d", i*10+4))
			if i%2 == 0 {
				r = iccid("8900100000000000000", "8900100000009999999")
				r[cosa.SPN] = fmt.Sprint("a", i)
			}
			if after {
				r[cosa.PNN] = r[cosa.SPN]
				delete(r, cosa.SPN)
			}
			r[cosa.Operator] = "Contoso"
			return r
		},
		"conditions for networks": func(i int, after bool) row {
			r := row{cosa.Operator: "Contoso", cosa.MCC: fmt.Sprintf("range:%03d,%03d", i%500, i%500+i/500+1), cosa.IMSIStart: "pattern:00.*"}
			if after {
				r[cosa.MCC] = fmt.Sprintf("%03d", i%1000)
			}
			return r
		},
		"many connections": func(i int, after bool) row {
			r := iccid("8900100000000000000", "8900100000000000999")
			r[cosa.Operator], r[cosa.AccessString] = "Contoso", fmt.Sprint(i, after)
			return r
		},
		"everybody takes the network": func(i int, after bool) row {
			r := row{cosa.Operator: fmt.Sprint("Contoso ", i), cosa.MCC: "999", cosa.MNC: "70"}
			if after == (i%2 == 0) {
				r[cosa.ICCIDStart], r[cosa.ICCIDEnd] = "8900100000000000000", "8900100000000000999"
			}
			return r
		},
	} {
		t.Run(name, func(t *testing.T) {
			var rows [2][]row
			for i := range crowd {
				rows[0], rows[1] = append(rows[0], make(i, false)), append(rows[1], make(i, true))
			}
			old, new := sheet("a", rows[0]), sheet("b", rows[1])
			d := Compare(old, new, Options{})
			if d.Empty() {
				t.Error("nothing changed")
			}
			for _, f := range Formats() {
				_ = written(t, f.Name, &Report{Diff: d}, Style{})
			}
		})
	}
}
