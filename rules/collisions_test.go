package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// rows builds a submission of a sheet with one map of settings per row.
func rows(t testing.TB, list ...map[cosa.Setting]string) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	source := b.Source(cosa.Source{File: "test.xlsx", Format: cosa.XLSX, Sheet: "APN", Header: 1})
	for i := range source.Columns {
		source.Columns[i] = i + 1
	}
	for i, row := range list {
		b.Row(i + 2)
		for s, text := range row {
			b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
		}
	}
	return b.Submission()
}

// meetings lists which profiles collide, as text, for comparing.
func meetings(c *collisions) []string {
	pairs := make(map[string]uint64)
	for _, hit := range c.between {
		p, q := hit.earlier.Profile().Index, hit.later.Profile().Index
		pairs[fmt.Sprintf("%s %v %d-%d", hit.kind, hit.equal, min(p, q), max(p, q))] += hit.more + 1
	}
	var list []string
	for pair, n := range pairs {
		list = append(list, fmt.Sprintf("%s x%d", pair, n))
	}
	slices.Sort(list)
	return list
}

// naiveMeetings compares every target with every other, as the words of the
// rule say.
func naiveMeetings(s *cosa.Submission) []string {
	type pair struct {
		kind  cosa.NumberKind
		equal bool
		p, q  int
	}
	counts := make(map[pair]int)
	var targets []cosa.Target
	seen := make(map[string]bool)
	for e := range s.Entries() {
		t := e.Target()
		if id := fmt.Sprint(e.Profile().Index, t, t.ESIM); !seen[id] {
			seen[id] = true
			targets = append(targets, t)
		}
	}
	for i, t := range targets {
		for _, u := range targets[:i] {
			p, q := u.Entry.Profile().Index, t.Entry.Profile().Index
			if p == q || !t.Compatible(u) {
				continue
			}
			equal := t.Identifiers() == u.Identifiers()
			switch {
			case t.ICCID != nil && u.ICCID != nil:
				counts[pair{cosa.ICCID, equal, min(p, q), max(p, q)}]++
			case t.IMSI != nil && u.IMSI != nil:
				counts[pair{cosa.IMSI, equal, min(p, q), max(p, q)}]++
			}
		}
	}
	var list []string
	for p, n := range counts {
		list = append(list, fmt.Sprintf("%s %v %d-%d x%d", p.kind, p.equal, p.p, p.q, n))
	}
	slices.Sort(list)
	return list
}

func TestCollisionsAgainstNaive(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	for round := range 300 {
		var list []map[cosa.Setting]string
		for range r.IntN(40) {
			row := map[cosa.Setting]string{
				cosa.Operator: pick("Contoso", "Fabrikam", "Litware"), cosa.CountryRegion: "Argentina",
				cosa.MCC: pick("", "722", "722", "001"), cosa.SPN: pick("", "", "A", "a"), cosa.GID1: pick("", "", "ff", "FF", "0A"),
				cosa.ESIMProv: pick("", "", "true", "false", "1"), cosa.BrandingName: pick("", "X"),
			}
			if row[cosa.MCC] != "" {
				row[cosa.MNC] = pick("310", "31")
			}
			if r.IntN(4) > 0 {
				lo := r.IntN(40)
				start, end := fmt.Sprintf("89001000000000%03d00", lo), fmt.Sprintf("89001000000000%03d99", lo+r.IntN(10))
				if r.IntN(3) == 0 {
					start, end = start+"0", end+"9"
				}
				row[cosa.ICCIDStart], row[cosa.ICCIDEnd] = start, end
			}
			if r.IntN(3) == 0 {
				lo := r.IntN(40)
				row[cosa.IMSIStart], row[cosa.IMSIEnd] = fmt.Sprintf("7223100000%03d00", lo), fmt.Sprintf("7223100000%03d99", lo+r.IntN(10))
			}
			list = append(list, row)
		}
		s := rows(t, list...)
		in := &Input{Submission: s, Policy: PolicyCosa}
		if diff := cmp.Diff(naiveMeetings(s), meetings(in.collide())); diff != "" {
			t.Fatalf("round %d: collisions differ (-naive +sweep):\n%s", round, diff)
		}
	}
}
