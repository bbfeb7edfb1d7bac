package cosa

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestNewRange(t *testing.T) {
	for _, c := range []struct {
		kind       NumberKind
		start, end string
		count      uint64
		err        error
	}{
		{ICCID, "8954310000000000000", "8954310099999999999", 100_000_000_000, nil},
		{ICCID, "89543100000000000000", "89543100999999999999", 100_000_000_000, nil},
		{ICCID, "8999999999999999999", "8999999999999999999", 1, nil},
		{ICCID, "8900000000000000000", "8999999999999999999", 100_000_000_000_000_000, nil},
		{ICCID, "8954310000000000000", "89543100999999999999", 0, ErrLengths},
		{ICCID, "8954310000000000001", "8954310000000000000", 0, ErrOrder},
		{ICCID, "895431000000000000", "8954310000000000000", 0, ErrNumber},
		{ICCID, "7954310000000000000", "8954310000000000000", 0, ErrNumber},
		{ICCID, "895431000000000000A", "8954310000000000000", 0, ErrNumber},
		{ICCID, "", "", 0, ErrNumber},
		{IMSI, "722310000000000", "722310999999999", 1_000_000_000, nil},
		{IMSI, "001010000000000", "001010000000099", 100, nil},
		{IMSI, "72231000000000", "722310999999999", 0, ErrNumber},
	} {
		r, err := NewRange(c.kind, c.start, c.end)
		if !errors.Is(err, c.err) {
			t.Errorf("NewRange(%s, %s): error %v, want %v", c.start, c.end, err, c.err)
		}
		if err == nil && (r.Count() != c.count || r.String() != c.start+"-"+c.end) {
			t.Errorf("%s: count %d, want %d", r, r.Count(), c.count)
		}
	}
}

// TestRangesAgainstBigIntegers compares interval arithmetic on keys with the
// same on the digits as arbitrary integers, 19-digit numbers widened by hand.
func TestRangesAgainstBigIntegers(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	number := func(n uint64) *big.Int { v, _ := new(big.Int).SetString(fmt.Sprintf("89%018d", n), 10); return v }
	make := func() (Range, *big.Int, *big.Int) {
		lo, width := r.Uint64N(60), r.Uint64N(30)
		if r.IntN(2) == 0 { // 19 digits: lo and hi count in tens
			got, err := NewRange(ICCID, fmt.Sprintf("89%017d", lo/10), fmt.Sprintf("89%017d", (lo+width)/10))
			if err != nil {
				t.Fatal(err)
			}
			return got, number(lo / 10 * 10), number((lo+width)/10*10 + 9)
		}
		got, err := NewRange(ICCID, fmt.Sprintf("89%018d", lo), fmt.Sprintf("89%018d", lo+width))
		if err != nil {
			t.Fatal(err)
		}
		return got, number(lo), number(lo + width)
	}
	for range 5000 {
		a, alo, ahi := make()
		b, blo, bhi := make()
		overlaps := alo.Cmp(bhi) <= 0 && blo.Cmp(ahi) <= 0
		contains := alo.Cmp(blo) <= 0 && bhi.Cmp(ahi) <= 0
		same := alo.Cmp(blo) == 0 && bhi.Cmp(ahi) == 0
		if a.Overlaps(b) != overlaps || a.Contains(b) != contains || a.Same(b) != same {
			t.Fatalf("%s and %s: overlaps %v contains %v same %v, want %v %v %v", a, b, a.Overlaps(b), a.Contains(b), a.Same(b), overlaps, contains, same)
		}
		both, ok := a.Intersect(b)
		if ok != overlaps {
			t.Fatalf("%s and %s: intersect %v", a, b, ok)
		}
		if ok && (!a.Contains(both) || !b.Contains(both) || !ICCID.Valid(both.Start) || !ICCID.Valid(both.End)) {
			t.Fatalf("%s and %s share %s", a, b, both)
		}
	}
}

func FuzzParseRange(f *testing.F) {
	f.Add("8954310000000000000-8954310099999999999")
	f.Add("8954310000000000000 – 8954310099999999999")
	f.Add("722310000000000-722310999999999")
	f.Add("-")
	f.Add("–")
	f.Add("1-2-3")
	f.Add("\xe2\x80")
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range []NumberKind{ICCID, IMSI} {
			r, err := ParseRange(kind, text)
			if err != nil {
				continue
			}
			again, err := ParseRange(kind, r.String())
			if err != nil || again != r {
				t.Errorf("%q reads as %v, and that as %v, %v", text, r, again, err)
			}
			if r.Count() == 0 || r.Lo > r.Hi {
				t.Errorf("%q is an empty range", text)
			}
		}
	})
}
