package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// rowsAgainst builds a submission of a sheet and a baseline of a database with
// one map of settings per row; rows of one profile follow each other.
func rowsAgainst(t testing.TB, own, baseline []map[cosa.Setting]string) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	source := b.Source(cosa.Source{File: "test.xlsx", Format: cosa.XLSX, Sheet: "APN", Header: 1})
	for i := range source.Columns {
		source.Columns[i] = i + 1
	}
	fill := func(rows []map[cosa.Setting]string) {
		for i, row := range rows {
			b.Row(i + 2)
			for s := range cosa.Setting(cosa.SettingCount) {
				if text, ok := row[s]; ok {
					b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
				}
			}
		}
	}
	fill(own)
	b.Baseline()
	b.Source(cosa.Source{File: "base.xml", Format: cosa.XML})
	fill(baseline)
	return b.Submission()
}

// demand is what a target demands, read anew from the row.
type demand struct {
	plain       [5]string
	ranges      [2][]cosa.Range
	given       [2]bool
	identifiers int
	profile     int
}

func readDemand(e cosa.Entry, profile int) demand {
	a := demand{profile: profile}
	for i, s := range plainIdentifiers {
		if a.plain[i] = e.Text(s); a.plain[i] != "" {
			a.identifiers++
		}
		if s == cosa.GID1 {
			a.plain[i] = strings.ToUpper(a.plain[i])
		}
	}
	switch e.Text(cosa.ESIMProv) {
	case "true", "1":
		a.identifiers++
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if a.ranges[kind], _ = e.Ranges(kind); e.Has(kind.Start()) {
			a.given[kind] = true
			a.identifiers++
		}
	}
	return a
}

// naiveMCCs are those that a SIM may have in the test.
var naiveMCCs = []string{"001", "310", "312", "320", "722", "999"}

func (a demand) meets(b demand) bool {
	for i := range a.plain {
		x, y := a.plain[i], b.plain[i]
		if x == "" || y == "" {
			continue
		}
		if plainIdentifiers[i] != cosa.MCC {
			if x != y {
				return false
			}
			continue
		}
		p, _ := cosa.ParseCondition(x)
		q, _ := cosa.ParseCondition(y)
		if !slices.ContainsFunc(naiveMCCs, func(mcc string) bool { return p.Matches(mcc) && q.Matches(mcc) }) {
			return false
		}
	}
	for kind := range a.ranges {
		if a.given[kind] && b.given[kind] && !slices.ContainsFunc(a.ranges[kind], func(r cosa.Range) bool {
			return slices.ContainsFunc(b.ranges[kind], r.Overlaps)
		}) {
			return false
		}
	}
	return true
}

// naiveAgainst compares every target of the submission with every target that
// it leaves of the baseline.
func naiveAgainst(s *cosa.Submission) []string {
	own := make(map[string]bool)
	targets := make(map[string]demand)
	add := func(e cosa.Entry, profile int) {
		a := readDemand(e, profile)
		targets[fmt.Sprint(a)] = a
	}
	for e := range s.Entries() {
		own[strings.ToLower(e.Text(cosa.Operator))] = true
		add(e, e.Profile().Index)
	}
	count := len(s.Profiles())
	replaced := make(map[int]bool)
	for e := range s.Baseline().Entries() {
		if own[strings.ToLower(e.Text(cosa.Operator))] {
			replaced[e.Profile().Index] = true
		}
	}
	for e := range s.Baseline().Entries() {
		if !replaced[e.Profile().Index] {
			add(e, count+e.Profile().Index)
		}
	}
	counts := make(map[string]int)
	for _, a := range targets {
		for _, b := range targets {
			if a.profile >= count || b.profile < count || !a.meets(b) {
				continue
			}
			for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
				if a.given[kind] && b.given[kind] {
					counts[fmt.Sprintf("%s %v %d-%d", kind, a.identifiers == b.identifiers, a.profile, b.profile)]++
					break
				}
			}
		}
	}
	var list []string
	for text, n := range counts {
		list = append(list, fmt.Sprintf("%s x%d", text, n))
	}
	slices.Sort(list)
	return list
}

func TestCollisionsWithBaselineAgainstNaive(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	hits := 0
	for round := range 400 {
		make := func(n int, database bool) []map[cosa.Setting]string {
			var list []map[cosa.Setting]string
			for range n {
				row := map[cosa.Setting]string{
					cosa.Operator: pick("Contoso", "Fabrikam", "Litware", "Northwind"), cosa.CountryRegion: "Argentina",
					cosa.MCC: pick("", "722", "310", "001"), cosa.SPN: pick("", "", "A", "a"), cosa.GID1: pick("", "", "ff", "FF"),
					cosa.ESIMProv: pick("", "", "true", "false"), cosa.BrandingName: pick("", "X"),
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
				if database {
					row[cosa.Operator] = pick("CONTOSO", "Fabrikam", "Wingtip", "Tailspin")
					if r.IntN(3) == 0 {
						row[cosa.MCC] = pick("!310", "range:300,320", "pattern:[37]\\d\\d", "! 722")
					}
					if row[cosa.ICCIDStart] != "" && r.IntN(3) == 0 {
						row[cosa.ICCIDStart], row[cosa.ICCIDEnd] = pick(`pattern:89001000000000(00[0-4]|02\d)\d\d`, `pattern:890010000000000[1-3][02468]\d{2,3}`, `pattern:89001\d*`, "!8900100000000001000"), ""
					}
					if row[cosa.IMSIStart] != "" && r.IntN(3) == 0 {
						row[cosa.IMSIStart], row[cosa.IMSIEnd] = pick(`pattern:7223100000(00[0-4]|02\d)\d\d`, `pattern:72231\d{10}`), ""
					}
				}
				list = append(list, row)
			}
			return list
		}
		s := rowsAgainst(t, make(r.IntN(12), false), make(r.IntN(25), true))
		in := &Input{Submission: s, Policy: PolicyCosa}
		in.findConditions()
		in.readBaseline()
		in.judge(ruleNamed(t, "iccid-format"), func(cosa.Finding) {})
		in.judge(ruleNamed(t, "imsi-format"), func(cosa.Finding) {})
		in.judge(ruleNamed(t, "mcc-format"), func(cosa.Finding) {})
		c := in.collide()
		hits += len(c.against)
		pairs := map[string]uint64{}
		for _, hit := range c.against {
			if hit.later.Row() >= s.Len() || hit.earlier.Row() < s.Len() {
				t.Fatalf("round %d: the finding does not stand in the submission", round)
			}
			k := in.common(hit)
			if k.sims == 0 || k.first.Start == "" {
				t.Fatalf("round %d: nothing shared: %+v", round, k)
			}
			if rows := 1 + len(hit.others); uint64(rows) != hit.more+1 {
				t.Fatalf("round %d: %d places of %d are kept", round, rows, hit.more+1)
			}
			pairs[fmt.Sprintf("%s %v %d-%d", hit.kind, hit.equal, in.number(hit.later), in.number(hit.earlier))] += hit.more + 1
		}
		var got []string
		for pair, n := range pairs {
			got = append(got, fmt.Sprintf("%s x%d", pair, n))
		}
		slices.Sort(got)
		if diff := cmp.Diff(naiveAgainst(s), got); diff != "" {
			t.Fatalf("round %d: collisions differ (-naive +sweep):\n%s", round, diff)
		}
	}
	if hits < 1000 {
		t.Errorf("only %d collisions in all rounds", hits)
	}
}

func ruleNamed(t *testing.T, id string) *Rule {
	t.Helper()
	r, err := Find(id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
