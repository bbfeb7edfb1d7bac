package interval

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type pair struct{ A, B int32 }

// naive compares every span with every other.
func naive(spans []Span) []pair {
	var pairs []pair
	for i, a := range spans {
		for _, b := range spans[i+1:] {
			if a.Overlaps(b) {
				pairs = append(pairs, order(a, b))
			}
		}
	}
	return sorted(pairs)
}

func order(a, b Span) pair {
	return pair{min(a.Ref, b.Ref), max(a.Ref, b.Ref)}
}

func sorted(pairs []pair) []pair {
	slices.SortFunc(pairs, func(p, q pair) int {
		if p.A != q.A {
			return int(p.A - q.A)
		}
		return int(p.B - q.B)
	})
	return pairs
}

// shape makes n spans; small numbers make many of them share ends.
func shape(r *rand.Rand, n int, space, width uint64) []Span {
	spans := make([]Span, n)
	for i := range spans {
		lo := r.Uint64N(space)
		spans[i] = Span{Lo: lo, Hi: lo + r.Uint64N(width), Ref: int32(i)}
	}
	return spans
}

func TestPairsAgainstNaive(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 400 {
		spans := shape(r, r.IntN(60), 1+r.Uint64N(400), 1+r.Uint64N(100))
		if round%7 == 0 { // all nested
			for i := range spans {
				spans[i].Lo, spans[i].Hi = uint64(i), uint64(1000-i)
			}
		}
		want := naive(spans)
		r.Shuffle(len(spans), func(i, j int) { spans[i], spans[j] = spans[j], spans[i] })
		Sort(spans)
		var got []pair
		Pairs(spans, func(a, b Span) bool {
			got = append(got, order(a, b))
			return true
		})
		if diff := cmp.Diff(want, sorted(got)); diff != "" {
			t.Fatalf("round %d: pairs differ (-naive +sweep):\n%s", round, diff)
		}
		if n := Count(spans); n != uint64(len(want)) {
			t.Fatalf("round %d: Count is %d, the naive answer %d", round, n, len(want))
		}
	}
}

func TestSortIsStableAndComplete(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 2, 1023, 1024, 50_000} {
		for _, space := range []uint64{1, 3, 1 << 20, 1 << 63} {
			spans := shape(r, n, space, 10)
			want := slices.Clone(spans)
			slices.SortStableFunc(want, func(a, b Span) int {
				if a.Lo < b.Lo {
					return -1
				} else if a.Lo > b.Lo {
					return 1
				}
				return 0
			})
			Sort(spans)
			if !slices.Equal(spans, want) {
				t.Fatalf("n=%d space=%d: differs from slices.SortStableFunc", n, space)
			}
		}
	}
}

func BenchmarkMillion(b *testing.B) {
	const n = 1_000_000
	r := rand.New(rand.NewPCG(5, 6))
	shapes := map[string]func(i int) Span{
		"disjoint": func(i int) Span { return Span{Lo: uint64(i) * 1000, Hi: uint64(i)*1000 + 999} },
		"light": func(i int) Span {
			lo := r.Uint64N(1 << 59)
			return Span{Lo: lo, Hi: lo + 1<<40}
		},
		"nested": func(i int) Span { return Span{Lo: uint64(i), Hi: 1<<59 - uint64(i)} },
	}
	for _, name := range []string{"disjoint", "light", "nested"} {
		b.Run(name, func(b *testing.B) {
			from := make([]Span, n)
			for i := range from {
				from[i] = shapes[name](i)
				from[i].Ref = int32(i)
			}
			r.Shuffle(n, func(i, j int) { from[i], from[j] = from[j], from[i] })
			spans := make([]Span, n)
			for b.Loop() {
				copy(spans, from)
				Sort(spans)
				if Count(spans) < 4*n {
					Pairs(spans, func(_, _ Span) bool { return true })
				}
			}
		})
	}
}
