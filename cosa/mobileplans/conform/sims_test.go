package conform

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func parsed(t *testing.T, texts ...string) []cosa.Range {
	t.Helper()
	var list []cosa.Range
	for _, text := range texts {
		r, err := cosa.ParseRange(cosa.ICCID, text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

func drawn(sims SIMs) *run {
	r := &run{Options: Options{SIMs: sims}, report: &Report{}}
	r.draw()
	return r
}

func TestDraw(t *testing.T) {
	r := drawn(SIMs{Ranges: parsed(t,
		"8900000000000000000-8900000000000000099", "8900000000000000100-8900000000000000199",
		"8900000000000000300-8900000000000000300", "89999999999999999900-89999999999999999999",
	)})
	type got struct{ inside, outside []string }
	var all []got
	for _, d := range r.drawn {
		all = append(all, got{d.inside, d.outside})
	}
	want := []got{
		{[]string{"8900000000000000000", "8900000000000000049", "8900000000000000099"}, nil}, // the first number of all, and a neighbour
		{[]string{"8900000000000000100", "8900000000000000149", "8900000000000000199"}, []string{"8900000000000000200"}},
		{[]string{"8900000000000000300"}, []string{"8900000000000000299", "8900000000000000301"}},
		{[]string{"89999999999999999900", "89999999999999999949", "89999999999999999999"}, []string{"89999999999999999899"}},
	}
	if diff := cmp.Diff(want, all, cmp.AllowUnexported(got{}), cmp.Comparer(slices.Equal[[]string])); diff != "" {
		t.Error(diff)
	}
}

// TestDrawProperties draws from random ranges and compares with what each
// number's place is by text alone.
func TestDrawProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	number := func(digits int) string {
		b := []byte("89" + strings.Repeat("0", digits-2))
		for i := range 4 { // few numbers, so that ranges meet
			b[len(b)-1-i*random.IntN(3)] = byte('0' + random.IntN(10))
		}
		return string(b)
	}
	holds := func(r cosa.Range, iccid string) bool {
		return len(r.Start) == len(iccid) && r.Start <= iccid && iccid <= r.End
	}
	for range 500 {
		var sims SIMs
		for range 1 + random.IntN(30) {
			digits := 19 + random.IntN(2)
			a, b := number(digits), number(digits)
			sims.Ranges = append(sims.Ranges, parsed(t, min(a, b)+"-"+max(a, b))...)
		}
		r := drawn(sims)
		if len(r.drawn) == 0 || len(r.drawn) > mostRanges {
			t.Fatalf("%d ranges are drawn from of %d", len(r.drawn), len(sims.Ranges))
		}
		for _, d := range r.drawn {
			if d.inside[0] != d.Start || d.inside[len(d.inside)-1] != d.End {
				t.Errorf("%s: %s", d.Range, d.inside)
			}
			for _, iccid := range d.inside {
				if !holds(d.Range, iccid) {
					t.Errorf("%s is not in %s", iccid, d.Range)
				}
			}
			for _, iccid := range append(d.outside, r.unknown) {
				if !cosa.ICCID.Valid(iccid) || slices.ContainsFunc(sims.Ranges, func(held cosa.Range) bool { return holds(held, iccid) }) {
					t.Errorf("%s is to be outside", iccid)
				}
			}
		}
		if first := r.candidates()[0]; len(r.unknown) != len(first) {
			t.Errorf("%s is made of %s", r.unknown, first)
		}
	}
}

func TestUnknownIsNone(t *testing.T) {
	all := SIMs{Ranges: parsed(t, "8900000000000000000-8999999999999999999"), Known: []KnownSIM{{ICCID: "8900100000000000001"}}}
	if r := drawn(all); r.unknown != "" || unknownSIM(r) == "" {
		t.Errorf("%q was made, and every number is taken", r.unknown)
	}
	known := SIMs{Known: []KnownSIM{{ICCID: "8999900000000000001"}}}
	if r := drawn(known); r.unknown == "8999900000000000001" || len(r.unknown) != 19 {
		t.Errorf("%q was made", r.unknown)
	}
}

// TestCasesAreWhole makes sure that no case lacks what a report tells.
func TestCasesAreWhole(t *testing.T) {
	seen := make(map[string]bool)
	for _, c := range Cases() {
		if c.ID == "" || c.Title == "" || c.Demand == "" || !strings.HasPrefix(c.Source, cosa.DocumentationRoot) || c.check == nil {
			t.Errorf("%+v lacks something", c)
		}
		if seen[c.ID] || strings.ToLower(c.ID) != c.ID {
			t.Errorf("the id %q", c.ID)
		}
		seen[c.ID] = true
	}
}
