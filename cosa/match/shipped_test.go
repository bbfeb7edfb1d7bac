package match

import (
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/provisioning"
)

// shipped reads the database that Windows ships, where the environment names
// it.
func shipped(t testing.TB) *cosa.Submission {
	t.Helper()
	path := os.Getenv("COSA_SHIPPED_DB")
	if path == "" {
		t.Skip("COSA_SHIPPED_DB does not name the shipped customizations.xml")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := cosa.NewBuilder()
	if err := provisioning.ReadCustomizations(b, "customizations.xml", f); err != nil {
		t.Fatal(err)
	}
	return b.Submission()
}

// simFor makes a SIM that meets the plain conditions of the entry's target.
func simFor(e cosa.Entry) SIM {
	sim := SIM{
		MCC: e.Text(cosa.MCC), MNC: e.Text(cosa.MNC), SPN: e.Text(cosa.SPN), PNN: e.Text(cosa.PNN),
		GID1: e.Text(cosa.GID1), ESIMProv: e.Text(cosa.ESIMProv),
	}
	sim.IMSI, sim.ICCID = firstOf(e, cosa.IMSI), firstOf(e, cosa.ICCID)
	return sim
}

func firstOf(e cosa.Entry, kind cosa.NumberKind) string {
	if all, _ := e.Ranges(kind); len(all) > 0 {
		return all[0].Start
	}
	return ""
}

// TestShippedRanges looks up SIMs inside every range of the database: the
// first, the last and one between them.
func TestShippedRanges(t *testing.T) {
	s := shipped(t)
	m := New(s)
	r := rand.New(rand.NewPCG(21, 22))
	tried, own, conditions := 0, 0, map[cosa.NumberKind]map[cosa.Entry]bool{cosa.ICCID: {}, cosa.IMSI: {}}
	for i := range m.targets {
		e := m.targets[i].entry
		for _, kind := range []cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
			all, ok := e.Ranges(kind)
			if !ok {
				t.Errorf("%s: a range cannot be told", e.Position(kind.Start()))
			}
			if len(all) > 0 {
				conditions[kind][e] = true
			}
			for _, interval := range all {
				middle := cosa.RangeOf(kind, interval.Lo+r.Uint64N(interval.Hi-interval.Lo+1)/10*10, interval.Hi, len(interval.Start))
				for _, number := range []string{interval.Start, interval.End, middle.Start} {
					sim := simFor(e)
					if kind == cosa.IMSI {
						sim.IMSI = number
					} else {
						sim.ICCID = number
					}
					want, got := naive(s, sim), m.outcome(sim)
					if diff := cmp.Diff(want, got); diff != "" {
						t.Fatalf("%s (-naive +matcher):\n%s", sim, diff)
					}
					tried++
					if got.Winner == e.Profile().Index {
						own++
					} else if got.Winner < 0 || got.Identifiers < e.Target().Identifiers() ||
						got.Identifiers == e.Target().Identifiers() && got.Winner < e.Profile().Index {
						t.Errorf("%s, from %s of profile %d: got %s", sim, e.Position(kind.Start()), e.Profile().Index, got)
					}
				}
			}
		}
	}
	t.Logf("%d SIMs in %d ICCID and %d IMSI conditions; %d get the range's own profile, %d a more specific or later one",
		tried, len(conditions[cosa.ICCID]), len(conditions[cosa.IMSI]), own, tried-own)
}

// near changes a thing or two of a SIM.
func near(r *rand.Rand, sim SIM, other SIM) SIM {
	fields := Fields()
	for range r.IntN(3) {
		f := &fields[r.IntN(len(fields))]
		*f.of(&sim) = f.Of(&other)
		if r.IntN(3) == 0 {
			*f.of(&sim) = ""
		}
	}
	for _, number := range []*string{&sim.IMSI, &sim.ICCID} {
		if *number != "" && r.IntN(2) == 0 {
			digits := []byte(*number)
			digits[5+r.IntN(len(digits)-5)] = byte('0' + r.IntN(10))
			*number = string(digits)
		}
	}
	if len(sim.ICCID) == 19 && r.IntN(8) == 0 {
		sim.ICCID += "7"
	}
	return sim
}

func TestAgainstNaiveOnShipped(t *testing.T) {
	s := shipped(t)
	m := New(s)
	r := rand.New(rand.NewPCG(31, 32))
	random := func() cosa.Entry { return s.Entry(r.IntN(s.Len())) }
	const sims = 2_000
	found := 0
	for range sims {
		sim := near(r, simFor(random()), simFor(random()))
		want, got := naive(s, sim), m.outcome(sim)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s (-naive +matcher):\n%s", sim, diff)
		}
		if got.Winner >= 0 {
			found++
		}
	}
	t.Logf("%d of %d SIMs get a profile", found, sims)
}
