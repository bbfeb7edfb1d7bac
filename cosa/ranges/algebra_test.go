package ranges

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// space is a few numbers of a kind: IMSIs from 001010000000000 on, or the
// ICCIDs, in both forms, of the SIMs from 8900100000000000000 on.
type space struct {
	kind cosa.NumberKind
	r    *rand.Rand
	size uint64 // SIMs
}

func (s space) key(i uint64) uint64 {
	if s.kind == cosa.IMSI {
		return 1010000000000 + i
	}
	return 1000000000000000_00 + i
}

// random makes a range; that of an ICCID has 19 or 20 digits.
func (s space) random() cosa.Range {
	width := uint64(1)
	digits := s.kind.Digits()
	if s.kind == cosa.ICCID {
		width = 10
		if s.r.IntN(2) == 0 {
			digits = 19
			lo := s.r.Uint64N(s.size)
			hi := lo + s.r.Uint64N(min(s.size-lo, 1+s.r.Uint64N(20)))
			return cosa.RangeOf(s.kind, s.key(lo*10), s.key(hi*10+9), 19)
		}
	}
	lo := s.r.Uint64N(s.size * width)
	hi := lo + s.r.Uint64N(min(s.size*width-lo, 1+s.r.Uint64N(20*width)))
	return cosa.RangeOf(s.kind, s.key(lo), s.key(hi), digits)
}

func (s space) some(n int) []cosa.Range {
	all := make([]cosa.Range, n)
	for i := range all {
		all[i] = s.random()
	}
	return all
}

// each runs a test on spaces of both kinds.
func each(t *testing.T, rounds int, test func(t *testing.T, s space)) {
	for _, kind := range []cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		r := rand.New(rand.NewPCG(uint64(kind), 7))
		for i := range rounds {
			t.Run(fmt.Sprintf("%s/%d", kind, i), func(t *testing.T) {
				test(t, space{kind: kind, r: r, size: 1 + r.Uint64N(60)})
			})
			if t.Failed() {
				return
			}
		}
	}
}

// numbers are keys by the form they are written in.
type numbers [2]map[uint64]bool

func held(ranges []cosa.Range) numbers {
	n := numbers{{}, {}}
	for _, r := range ranges {
		for key := r.Lo; key <= r.Hi; key++ {
			n[form(r)][key] = true
		}
	}
	return n
}

// keys are those of both forms.
func (n numbers) keys() map[uint64]bool {
	all := make(map[uint64]bool)
	for _, keys := range n {
		for key := range keys {
			all[key] = true
		}
	}
	return all
}

func (n numbers) sims(kind cosa.NumberKind) uint64 {
	sims := make(map[uint64]bool)
	for key := range n.keys() {
		sims[unit(kind, key)] = true
	}
	return uint64(len(sims))
}

// sound checks that ranges are what they say, in order, and that those of one
// form neither overlap nor abut.
func sound(t *testing.T, ranges []cosa.Range) {
	t.Helper()
	for i, r := range ranges {
		again, err := cosa.NewRange(r.Kind, r.Start, r.End)
		if err != nil || again != r {
			t.Fatalf("range %v is not what it says: %v, %v", r, again, err)
		}
		if i > 0 && Compare(ranges[i-1], r) >= 0 {
			t.Fatalf("%v stands before %v", ranges[i-1], r)
		}
		for _, o := range ranges[:i] {
			if form(o) == form(r) && o.Hi+1 >= r.Lo {
				t.Fatalf("%v and %v touch", o, r)
			}
		}
	}
}

func TestMerge(t *testing.T) {
	each(t, 300, func(t *testing.T, s space) {
		all := s.some(s.r.IntN(15))
		merged := Merge(all)
		sound(t, merged)
		if diff := cmp.Diff(held(all), held(merged)); diff != "" {
			t.Fatalf("%v: numbers differ:\n%s", all, diff)
		}
		if got, want := SIMs(all), held(all).sims(s.kind); got != want {
			t.Fatalf("%v: %d SIMs, want %d", all, got, want)
		}
		s.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		before := slices.Clone(all)
		if diff := cmp.Diff(merged, Merge(all)); diff != "" {
			t.Fatalf("shuffled input merges otherwise:\n%s", diff)
		}
		joined := Join(all)
		sound(t, joined)
		if diff := cmp.Diff(held(all).keys(), held(joined).keys()); diff != "" {
			t.Fatalf("%v: joined, numbers differ:\n%s", all, diff)
		}
		for i := 1; i < len(joined); i++ {
			if joined[i-1].Hi+1 >= joined[i].Lo {
				t.Fatalf("joined ranges %v and %v touch", joined[i-1], joined[i])
			}
		}
		if diff := cmp.Diff(before, all); diff != "" {
			t.Fatalf("the input was changed:\n%s", diff)
		}
	})
}

func TestGapsAndCarve(t *testing.T) {
	each(t, 500, func(t *testing.T, s space) {
		within, others := s.random(), s.some(s.r.IntN(8))
		gaps := Gaps(within, others)
		sound(t, gaps)
		want := held([]cosa.Range{within}).keys()
		for key := range held(others).keys() {
			delete(want, key)
		}
		if diff := cmp.Diff(want, held(gaps).keys()); diff != "" {
			t.Fatalf("%v without %v is %v:\n%s", within, others, gaps, diff)
		}
		for _, g := range gaps {
			if len(g.Start) < len(within.Start) {
				t.Fatalf("%v lost a digit of %v", g, within)
			}
			if whole := g.Lo%10 == 0 && g.Hi%10 == 9; len(within.Start) == 19 && whole && len(gaps) == 1 && len(g.Start) != 19 {
				t.Fatalf("%v has a digit more than %v", g, within)
			}
		}
		inside := slices.DeleteFunc(slices.Clone(others), func(r cosa.Range) bool { return !within.Contains(r) })
		pieces, err := Carve(within, inside)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(Gaps(within, inside), bare(pieces)); diff != "" {
			t.Fatal(diff)
		}
		if _, err := Carve(within, others); (err != nil) != (len(inside) < len(others)) {
			t.Fatalf("cuts %v out of %v: %v", others, within, err)
		}
		// What was carved off and what is left make the whole again.
		if whole := Join(slices.Concat(bare(pieces), inside)); len(whole) != 1 || !whole[0].Same(within) {
			t.Fatalf("%v carved by %v makes %v", within, inside, whole)
		}
	})
}

func bare(pieces []Piece) []cosa.Range {
	ranges := make([]cosa.Range, len(pieces))
	for i, p := range pieces {
		ranges[i] = p.Range
	}
	return ranges
}

func TestSplit(t *testing.T) {
	each(t, 200, func(t *testing.T, s space) {
		r, size := s.random(), 1+s.r.Uint64N(70)
		var parts []cosa.Range
		for p := range Split(r, size) {
			if len(parts) > 0 && parts[len(parts)-1].Hi+1 != p.Lo {
				t.Fatalf("%v by %d: %v does not follow %v", r, size, p, parts[len(parts)-1])
			}
			if len(p.Start) != len(r.Start) {
				t.Fatalf("%v has another length than %v", p, r)
			}
			parts = append(parts, p.Range)
		}
		if uint64(len(parts)) != Pieces(r, size) || parts[0].Lo != r.Lo || parts[len(parts)-1].Hi != r.Hi {
			t.Fatalf("%v by %d: %v", r, size, parts)
		}
		for i, p := range parts {
			if p.Count() > size || p.Count() < size && i < len(parts)-1 {
				t.Fatalf("%v by %d: piece %v has %d", r, size, p, p.Count())
			}
		}
		for range Split(r, 0) {
			t.Fatal("pieces of nothing")
		}
	})
}

func TestIndex(t *testing.T) {
	each(t, 200, func(t *testing.T, s space) {
		all, number := s.some(s.r.IntN(40)), s.random()
		want := []int{}
		for i, r := range all {
			if r.Overlaps(number) {
				want = append(want, i)
			}
		}
		x := NewIndex(all)
		got := []int{}
		x.Find(number, func(i int) bool {
			if len(got) > 0 && Compare(all[got[len(got)-1]], all[i]) > 0 {
				t.Fatalf("%v is visited after %v", all[i], all[got[len(got)-1]])
			}
			got = append(got, i)
			return true
		})
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%v in %v:\n%s", number, all, diff)
		}
		if n := x.Count(number); n != len(want) {
			t.Fatalf("counts %d, want %d", n, len(want))
		}
		visits := 0
		x.Find(number, func(int) bool { visits++; return false })
		if visits > 1 {
			t.Fatal("goes on when told to stop")
		}
	})
}

func TestCoverage(t *testing.T) {
	each(t, 150, func(t *testing.T, s space) {
		all := s.some(s.r.IntN(10))
		c := NewCoverage(s.kind, all, 5)
		wantHeld := make([]uint64, len(all))
		sims := make(map[uint64]int)
		repeated := uint64(0)
		for range s.r.IntN(60) {
			number := s.random()
			digits := len(number.Start)
			number, fault := ParseNumber(s.kind, number.Start)
			if fault != "" {
				t.Fatal(fault)
			}
			if sims[unit(s.kind, number.Lo)]++; sims[unit(s.kind, number.Lo)] > 1 {
				repeated++
			}
			want := Outside
			for i, r := range all {
				if r.Overlaps(number) {
					wantHeld[i]++
					if len(r.Start) == digits {
						want = Covered
					} else if want == Outside {
						want = OtherLength
					}
				}
			}
			if got := c.Add(number.Start, cosa.Position{}); got != want {
				t.Fatalf("%s in %v: %s, want %s", number.Start, all, got, want)
			}
		}
		if diff := cmp.Diff(wantHeld, c.Held()); diff != "" {
			t.Fatalf("%v: %s", all, diff)
		}
		if n, ok := c.Duplicates(); n != repeated || !ok {
			t.Fatalf("%d duplicates, %v, want %d", n, ok, repeated)
		}
	})
}

func TestVerdicts(t *testing.T) {
	c := NewCoverage(cosa.ICCID, nil, 1)
	for text, want := range map[string]Verdict{
		"8900100000000000001": Outside, "890010000000000001": WrongLength, "890010000000000000001": WrongLength,
		"7900100000000000001": Damaged, "8.90010E+18": Damaged, "8,9001E18": Damaged, "": Damaged, "890010000000000001F": Damaged,
	} {
		if got := c.Add(text, cosa.Position{}); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if len(c.Samples[Damaged]) != 1 || c.Count(Damaged) != 5 {
		t.Errorf("%d samples of %d", len(c.Samples[Damaged]), c.Count(Damaged))
	}
}

func TestOverlaps(t *testing.T) {
	each(t, 150, func(t *testing.T, s space) {
		var all []Held
		for _, r := range s.some(s.r.IntN(20)) {
			all = append(all, Held{Range: r})
		}
		want := make(map[[2]int]Overlap)
		for i := range all {
			for j := range all[:i] {
				shared := 0
				for key := all[i].Lo; key <= all[i].Hi; key++ {
					if all[j].Lo <= key && key <= all[j].Hi {
						shared++
					}
				}
				if shared > 0 {
					both, _ := all[j].Intersect(all[i].Range)
					want[[2]int{j, i}] = Overlap{A: j, B: i, Class: Classify(all[j].Range, all[i].Range), Shared: both}
					if uint64(shared) != both.Hi-both.Lo+1 {
						t.Fatalf("%v and %v share %v", all[j], all[i], both)
					}
				}
			}
		}
		pairs, total := Overlaps(all, 1000)
		got := make(map[[2]int]Overlap)
		for _, p := range pairs {
			got[[2]int{p.A, p.B}] = p
		}
		if diff := cmp.Diff(want, got); diff != "" || total != uint64(len(want)) {
			t.Fatalf("%d pairs, want %d:\n%s", total, len(want), diff)
		}
		if few, all := Overlaps(all, 1); len(few) > 1 || all != total {
			t.Fatalf("%d of %d pairs, want 1 of %d", len(few), all, total)
		}
	})
}

func TestInPart(t *testing.T) {
	for text, want := range map[string]uint64{
		"8900100000000000000-8900100000000000099":                                             0,
		"89001000000000000000-89001000000000000152 89001000000000000158-89001000000000000999": 1,
		"89001000000000000000-89001000000000000152 89001000000000000153-89001000000000000999": 0,
		"89001000000000000005-89001000000000000007":                                           1,
		"89001000000000000005-89001000000000000017":                                           2,
	} {
		var list []cosa.Range
		for _, one := range strings.Fields(text) {
			r, err := Parse(cosa.ICCID, one)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, r)
		}
		if got := InPart(list); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
