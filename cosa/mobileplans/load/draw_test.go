package load

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func mustRange(t *testing.T, text string) cosa.Range {
	t.Helper()
	r, err := cosa.ParseRange(cosa.ICCID, text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func numbers(sims []SIM) []string {
	var out []string
	for _, s := range sims {
		out = append(out, s.ICCID)
	}
	return out
}

func TestDraw(t *testing.T) {
	for _, test := range []struct {
		name   string
		ranges []string
		most   int
		want   []string
	}{
		{"ends and middle", []string{"8900100000000000000-8900100000000000099"}, 3, []string{"8900100000000000000", "8900100000000000049", "8900100000000000099"}},
		{"one", []string{"8900100000000000000-8900100000000000099"}, 1, []string{"8900100000000000000"}},
		{"all of a small one", []string{"8900100000000000007-8900100000000000008", "8900100000000001000-8900100000000001999"}, 5,
			[]string{"8900100000000000007", "8900100000000001000", "8900100000000000008", "8900100000000001499", "8900100000000001999"}},
		{"fewer than wanted", []string{"8900100000000000007-8900100000000000008"}, 5, []string{"8900100000000000007", "8900100000000000008"}},
		{"twice", []string{"8900100000000000007-8900100000000000008", "8900100000000000007-8900100000000000008"}, 5, []string{"8900100000000000007", "8900100000000000008"}},
		{"20 digits", []string{"89001000000000010003-89001000000000010029"}, 5, []string{"89001000000000010003", "89001000000000010010", "89001000000000010020"}},
		{"more ranges than wanted", []string{"8900100000000000000-8900100000000000000", "8900100000000000010-8900100000000000010", "8900100000000000020-8900100000000000020"}, 2,
			[]string{"8900100000000000000", "8900100000000000010"}},
		{"every number", []string{"8900000000000000000-8999999999999999999"}, 2, []string{"8900000000000000000", "8999999999999999999"}},
		{"none", nil, 5, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var held []cosa.Range
			for _, text := range test.ranges {
				held = append(held, mustRange(t, text))
			}
			if diff := cmp.Diff(test.want, numbers(Draw(held, test.most))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestDrawProperties draws from ranges by chance: SIMs are distinct, inside, as
// many as there can be, and the order of the ranges is of no account.
func TestDrawProperties(t *testing.T) {
	for seed := range uint64(100) {
		random := rand.New(rand.NewPCG(seed, 2))
		var held []cosa.Range
		all := make(map[string]bool)
		for range 1 + random.IntN(12) {
			first := random.IntN(900)
			last := first + random.IntN(90)
			held = append(held, mustRange(t, fmt.Sprintf("8900100000000%06d-8900100000000%06d", first, last)))
			for n := first; n <= last; n++ {
				all[fmt.Sprintf("8900100000000%06d", n)] = true
			}
		}
		most := 1 + random.IntN(300)
		drawn := numbers(Draw(held, most))
		seen := make(map[string]bool)
		for _, n := range drawn {
			if seen[n] || !all[n] {
				t.Fatalf("seed %d: %s is drawn twice or lies in no range", seed, n)
			}
			seen[n] = true
		}
		if want := min(most, len(all)); len(drawn) != want {
			t.Fatalf("seed %d: %d drawn, want %d", seed, len(drawn), want)
		}
		random.Shuffle(len(held), func(i, j int) { held[i], held[j] = held[j], held[i] })
		if diff := cmp.Diff(drawn, numbers(Draw(held, most))); diff != "" {
			t.Fatalf("seed %d: another order of ranges: %s", seed, diff)
		}
	}
}
