package diff

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// pick returns one of the texts.
func pick(r *rand.Rand, texts ...string) string { return texts[r.IntN(len(texts))] }

// span19 is how many 19-digit numbers the random ranges lie in.
const span19 = 40

func randomTarget(r *rand.Rand) row {
	t := row{cosa.MCC: pick(r, "", "001", "999"), cosa.MNC: "70", cosa.SPN: pick(r, "", "", "Contoso", "contoso"), cosa.ESIMProv: pick(r, "", "", "", "true", "false")}
	lo := r.IntN(span19)
	hi := min(lo+r.IntN(12), span19-1)
	switch r.IntN(8) {
	case 0:
	case 1, 2: // 20 digits, perhaps parts of ten
		t[cosa.ICCIDStart] = fmt.Sprintf("89001%014d%d", lo, r.IntN(2)*r.IntN(10))
		t[cosa.ICCIDEnd] = fmt.Sprintf("89001%014d%d", hi, 9)
	case 3:
		t[cosa.ICCIDStart] = fmt.Sprintf("pattern:89001000000000000[0-%d]%d", r.IntN(4), r.IntN(10))
	default:
		t[cosa.ICCIDStart] = fmt.Sprintf("89001%014d", lo)
		t[cosa.ICCIDEnd] = fmt.Sprintf("89001%014d", hi)
	}
	for s, text := range t {
		if text == "" {
			delete(t, s)
		}
	}
	return t
}

func randomProfiles(r *rand.Rand) []profile {
	var list []profile
	for _, name := range []string{"Contoso", "Fabrikam", "Woodgrove", "Contoso"} {
		if r.IntN(5) == 0 {
			continue
		}
		p := profile{once: named(name, "Argentina", row{cosa.BrandingName: pick(r, "a", "b")})}
		for range 1 + r.IntN(3) {
			p.targets = append(p.targets, randomTarget(r))
		}
		for range 1 + r.IntN(2) {
			p.connections = append(p.connections, apn(pick(r, "x", "y", "z"), row{cosa.IPType: pick(r, "IPv4", "IPv6"), cosa.AutoConnectOrder: pick(r, "1", "2")}))
		}
		list = append(list, p)
	}
	if len(list) == 0 {
		return randomProfiles(r)
	}
	return list
}

// respelt writes what rows say in other spellings of the same, and what Windows
// assumes where they say nothing.
func respelt(rows []row) []row {
	var all []row
	for _, r := range rows {
		n := row{}
		for s, text := range r {
			n[s] = text
		}
		n[cosa.UpdateType] = "Keep"
		n[cosa.AlwaysOn] = "Enabled"
		n[cosa.PurposeGroups] = "{3e5545d2-1137-4dc8-a198-33f1c657515f}"
		n[cosa.IPType] = strings.ToUpper(n[cosa.IPType])
		for _, spec := range cosa.Settings() {
			if spec.Default != "" && n[spec.Setting] == "" {
				n[spec.Setting] = spec.Default
			}
		}
		all = append(all, n)
	}
	return all
}

func printed(t *testing.T, d *Diff) string {
	t.Helper()
	var out bytes.Buffer
	if err := writeText(&out, &Report{Diff: d}, Style{All: true}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestNothingDiffersFromItself(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		p := randomProfiles(r)
		rows := flat(p)
		for name, pair := range map[string][2]*cosa.Submission{
			"the same":        {sheet("a", rows), sheet("b", rows)},
			"shuffled rows":   {sheet("a", rows), sheet("b", shuffled(r, rows))},
			"respelt":         {sheet("a", rows), sheet("b", respelt(shuffled(r, rows)))},
			"another format":  {form("a", cosa.YAML, p), sheet("b", shuffled(r, rows))},
			"a database":      {form("a", cosa.XML, p), sheet("b", rows)},
			"a form shuffled": {form("a", cosa.YAML, p), form("b", cosa.JSON, shuffled(r, p))},
		} {
			if d := Compare(pair[0], pair[1], Options{}); !d.Empty() {
				t.Fatalf("round %d, %s:\n%s", round, name, printed(t, d))
			}
		}
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 60 {
		a, b := flat(randomProfiles(r)), flat(randomProfiles(r))
		want := printed(t, Compare(sheet("a", a), sheet("b", b), Options{}))
		got := printed(t, Compare(sheet("a", shuffled(r, a)), sheet("b", shuffled(r, b)), Options{}))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d (-rows +shuffled rows):\n%s", round, diff)
		}
	}
}

// mirrored is what a difference looks like from the other side, as JSON lines
// in no particular order.
func mirrored(t *testing.T, d *Diff, mirror bool) []string {
	t.Helper()
	renamed := map[string]string{} // shares name another profile by its old or its new name
	for i := range d.Changes {
		if ch := &d.Changes[i]; ch.OldName != "" {
			both := []string{ch.Name, ch.OldName}
			slices.Sort(both)
			renamed[ch.Name], renamed[ch.OldName] = both[0], both[0]
		}
	}
	var all []string
	for i := range d.Changes {
		ch := newJSONChange(&d.Changes[i])
		for n := range ch.Shares {
			if name, ok := renamed[ch.Shares[n].Profile]; ok {
				ch.Shares[n].Profile = name
			}
		}
		for n := range ch.Connections {
			if ch.Connections[n].Change == Altered {
				ch.Connections[n].Connection = "" // that of the new side
			}
		}
		for n := range ch.Targets {
			if ch.Targets[n].Note != "" {
				ch.Targets[n].Target, ch.Targets[n].Note = "", "" // likewise
			}
		}
		if mirror {
			ch = mirrorOf(ch)
		}
		slices.SortFunc(ch.Shares, func(a, b jsonShare) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		slices.SortFunc(ch.Rewritten, func(a, b jsonRewriting) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		slices.SortFunc(ch.Connections, func(a, b jsonConnection) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		slices.SortFunc(ch.Targets, func(a, b jsonTarget) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		line, err := json.MarshalIndent(ch, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(line))
	}
	slices.Sort(all)
	return all
}

func mirrorOf(ch jsonChange) jsonChange {
	kinds := map[Kind]Kind{Added: Removed, Removed: Added, DeleteRequested: DeleteWithdrawn, DeleteWithdrawn: DeleteRequested}
	if k, ok := kinds[ch.Kind]; ok {
		ch.Kind = k
	}
	if ch.OldProfile != "" {
		ch.Profile, ch.OldProfile = ch.OldProfile, ch.Profile
	}
	marks := map[Mark]Mark{Gained: Lost, Lost: Gained, Altered: Altered}
	swap := func(list []jsonValue) {
		for i := range list {
			list[i].Old, list[i].New = list[i].New, list[i].Old
		}
	}
	swap(ch.Settings)
	for i := range ch.Targets {
		ch.Targets[i].Change = marks[ch.Targets[i].Change]
		swap(ch.Targets[i].Settings)
	}
	for i := range ch.Connections {
		ch.Connections[i].Change = marks[ch.Connections[i].Change]
		swap(ch.Connections[i].Settings)
	}
	for _, s := range []*jsonSIMs{&ch.ICCID, &ch.IMSI} {
		s.Gained, s.Lost, s.Old, s.New, s.Before, s.Still = s.Lost, s.Gained, s.New, s.Old, s.Still, s.Before
	}
	ch.Networks.Gained, ch.Networks.Lost = ch.Networks.Lost, ch.Networks.Gained
	for i := range ch.Rewritten {
		ch.Rewritten[i].Before, ch.Rewritten[i].After = ch.Rewritten[i].After, ch.Rewritten[i].Before
	}
	hows := map[How]How{MovedFrom: MovedTo, MovedTo: MovedFrom, AlsoHeld: StillHeld, StillHeld: AlsoHeld}
	for i := range ch.Shares {
		ch.Shares[i].How = hows[ch.Shares[i].How]
	}
	return ch
}

func TestMirror(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 100 {
		a, b := form("a", cosa.YAML, randomProfiles(r)), form("b", cosa.YAML, randomProfiles(r))
		there, back := mirrored(t, Compare(a, b, Options{}), true), mirrored(t, Compare(b, a, Options{}), false)
		if diff := cmp.Diff(there, back); diff != "" {
			t.Fatalf("round %d (-mirrored +compared the other way round):\n%s", round, diff)
		}
	}
}

// sim is what the naive count knows of a SIM.
type sim struct {
	number   int // of 19 digits, the last of them
	mcc, spn string
	esim     bool
}

// holds is the naive answer to whether a row takes a SIM; numbered says
// whether by its number.
func holds(e cosa.Entry, s sim) (taken, numbered bool) {
	if mcc := e.Text(cosa.MCC); mcc != "" && mcc != s.mcc {
		return false, false
	}
	if spn := e.Text(cosa.SPN); spn != "" && spn != s.spn {
		return false, false
	}
	if e.Has(cosa.ESIMProv) && cosa.ESIMProv.True(e.Text(cosa.ESIMProv)) && !s.esim {
		return false, false
	}
	if !e.Has(cosa.ICCIDStart) {
		return true, false
	}
	start, end := e.Text(cosa.ICCIDStart), e.Text(cosa.ICCIDEnd)
	number := fmt.Sprintf("89001%014d", s.number)
	if c, ok := cosa.ParseCondition(start); ok && cosa.IsCondition(start) {
		return c.Matches(number), true
	}
	return start[:19] <= number && number <= end[:19], true
}

func sims() []sim {
	var all []sim
	for n := range span19 + 2 {
		for _, mcc := range []string{"001", "999", "other"} {
			for _, spn := range []string{"Contoso", "contoso", "other"} {
				all = append(all, sim{n, mcc, spn, false}, sim{n, mcc, spn, true})
			}
		}
	}
	return all
}

// naive counts the numbers that b takes of some SIM which a does not take at
// all.
func naive(a, b *cosa.Profile) map[int]bool {
	numbers := map[int]bool{}
	for _, s := range sims() {
		if n, byNumber := takes(b, s); n && byNumber {
			if before, _ := takes(a, s); !before {
				numbers[s.number] = true
			}
		}
	}
	return numbers
}

func takes(p *cosa.Profile, s sim) (taken, numbered bool) {
	if p == nil {
		return false, false
	}
	for e := range p.Entries() {
		t, n := holds(e, s)
		taken, numbered = taken || t, numbered || t && n
	}
	return taken, numbered
}

func TestNumbersAgainstNaiveCount(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for round := range 40 {
		var one, two []profile
		for _, p := range randomProfiles(r) {
			one = append(one, p)
			q := randomProfiles(r)[0]
			q.once = p.once
			two = append(two, q)
		}
		one, two = unique(one), unique(two)
		a, b := form("a", cosa.YAML, one), form("b", cosa.YAML, two)
		d := Compare(a, b, Options{})
		changes := map[string]*Change{}
		for i := range d.Changes {
			changes[d.Changes[i].Name] = &d.Changes[i]
		}
		for i := range a.Profiles() {
			p, q := &a.Profiles()[i], &b.Profiles()[i]
			ch := changes[p.Name()]
			if ch == nil {
				ch = &Change{}
			}
			for what, pair := range map[string]struct {
				want map[int]bool
				got  Set
			}{"gained": {naive(p, q), ch.SIMs[cosa.ICCID].Gained}, "lost": {naive(q, p), ch.SIMs[cosa.ICCID].Lost}} {
				if got := numbersOf(pair.got); !cmp.Equal(got, pair.want) {
					t.Fatalf("round %d, %s: %s %v, the naive count says %v\n%s", round, p.Name(), what, got, pair.want, printed(t, d))
				}
			}
		}
	}
}

func unique(list []profile) []profile {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(p profile) bool {
		name := p.once[cosa.Operator]
		again := seen[name]
		seen[name] = true
		return again
	})
}

func numbersOf(s Set) map[int]bool {
	numbers := map[int]bool{}
	for _, p := range s.spans {
		for n := p.lo; n <= p.hi; n++ {
			numbers[int(n-100000000000000)] = true
		}
	}
	return numbers
}

// TestSharesAgainstNaiveCount moves plain ranges of one network between three
// profiles.
func TestSharesAgainstNaiveCount(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	names := []string{"Contoso", "Fabrikam", "Woodgrove"}
	for round := range 60 {
		var sides [2][]profile
		var owned [2][3]map[int]bool
		for side := range sides {
			for i, name := range names {
				p := profile{once: named(name, "", nil), connections: []row{apn("x", nil)}}
				owned[side][i] = map[int]bool{}
				for range 1 + r.IntN(3) {
					lo := r.IntN(span19)
					hi := min(lo+r.IntN(10), span19-1)
					for n := lo; n <= hi; n++ {
						owned[side][i][n] = true
					}
					if r.IntN(2) == 0 {
						p.targets = append(p.targets, iccid(fmt.Sprintf("89001%014d", lo), fmt.Sprintf("89001%014d", hi)))
					} else {
						p.targets = append(p.targets, iccid(fmt.Sprintf("89001%014d0", lo), fmt.Sprintf("89001%014d9", hi)))
					}
				}
				sides[side] = append(sides[side], p)
			}
		}
		d := Compare(form("a", cosa.YAML, sides[0]), form("b", cosa.YAML, sides[1]), Options{})
		got, want := map[string]map[int]bool{}, map[string]map[int]bool{}
		for i := range d.Changes {
			for _, s := range d.Changes[i].Shares {
				got[fmt.Sprint(d.Changes[i].Name, s.How, s.Other)] = numbersOf(s.SIMs)
			}
		}
		for i, p := range names {
			for j, q := range names {
				for n := range span19 {
					pBefore, pAfter := owned[0][i][n], owned[1][i][n]
					qBefore, qAfter := owned[0][j][n], owned[1][j][n]
					var how How
					switch {
					case i == j || pBefore == pAfter:
					case pAfter && qBefore && !qAfter:
						how = MovedFrom
					case pAfter && qBefore:
						how = AlsoHeld
					case pBefore && qAfter && !qBefore:
						how = MovedTo
					case pBefore && qAfter:
						how = StillHeld
					}
					if how != "" {
						k := fmt.Sprint(p, how, q)
						if want[k] == nil {
							want[k] = map[int]bool{}
						}
						want[k][n] = true
					}
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d (-naive +diff):\n%s\n%s", round, diff, printed(t, d))
		}
	}
}
