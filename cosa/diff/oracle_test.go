package diff

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// The world of the naive answers: so many ICCIDs and IMSIs, the last of each
// listed nowhere, in every network and with every name.
const (
	worldICCIDs = 14
	worldIMSIs  = 9
)

var (
	worldMCCs = []string{"001", "999", "elsewhere"}
	worldSPNs = []string{"Contoso", "contoso", "nobody"}
)

// card is a SIM of that world.
type card struct {
	iccid, imsi int
	mcc, spn    string
	esim        bool
}

// cards visits all SIMs of the given numbers.
func cards(iccids, imsis []int, visit func(card)) {
	for _, i := range iccids {
		for _, m := range imsis {
			for _, mcc := range worldMCCs {
				for _, spn := range worldSPNs {
					visit(card{i, m, mcc, spn, false})
					visit(card{i, m, mcc, spn, true})
				}
			}
		}
	}
}

func upTo(n int) []int {
	var list []int
	for i := range n {
		list = append(list, i)
	}
	return list
}

// aim is a target as the naive answers know it.
type aim struct {
	mcc, spn     string
	esim         bool
	iccids, imsi map[int]bool // nil for no demand
	row          row
}

func (a *aim) takes(c card) bool {
	return (a.mcc == "" || a.mcc == c.mcc) && (a.spn == "" || a.spn == c.spn) && (!a.esim || c.esim) &&
		(a.iccids == nil || a.iccids[c.iccid]) && (a.imsi == nil || a.imsi[c.imsi])
}

// lists reports that the target demands numbers of a kind.
func (a *aim) lists(kind cosa.NumberKind) bool {
	if kind == cosa.IMSI {
		return a.imsi != nil
	}
	return a.iccids != nil
}

// typical is a SIM of the target that meets no demand that it need not meet.
func (a *aim) typical(kind cosa.NumberKind, n int) card {
	c := card{worldICCIDs - 1, worldIMSIs - 1, a.mcc, a.spn, a.esim}
	if c.mcc == "" {
		c.mcc = "elsewhere"
	}
	if c.spn == "" {
		c.spn = "nobody"
	}
	if kind == cosa.IMSI {
		c.imsi = n
	} else {
		c.iccid = n
	}
	return c
}

type aims []aim

func (list aims) take(c card, but func(*aim) bool) bool {
	return slices.ContainsFunc(list, func(a aim) bool { return a.takes(c) && (but == nil || but(&a)) })
}

func randomInterval(r *rand.Rand, n int) (lo, hi int, all map[int]bool) {
	lo = r.IntN(n - 1)
	hi = min(lo+r.IntN(n/2), n-2)
	all = map[int]bool{}
	for i := lo; i <= hi; i++ {
		all[i] = true
	}
	return lo, hi, all
}

// randomAim makes a target; both allows one of ICCIDs and IMSIs.
func randomAim(r *rand.Rand, both bool) aim {
	a := aim{mcc: pick(r, "", "001", "999", "999"), spn: pick(r, "", "", "Contoso", "contoso"), esim: r.IntN(6) == 0}
	a.row = row{cosa.MNC: "70"}
	for s, text := range map[cosa.Setting]string{cosa.MCC: a.mcc, cosa.SPN: a.spn} {
		if text != "" {
			a.row[s] = text
		}
	}
	switch {
	case a.esim:
		a.row[cosa.ESIMProv] = "true"
	case r.IntN(4) == 0:
		a.row[cosa.ESIMProv] = "false"
	}
	kind := r.IntN(8)
	if kind <= 4 || both && kind == 5 {
		lo, hi, all := randomInterval(r, worldICCIDs)
		a.iccids = all
		switch r.IntN(3) {
		case 0: // perhaps parts of the ten numbers that are one SIM
			a.row[cosa.ICCIDStart], a.row[cosa.ICCIDEnd] = fmt.Sprintf("89001%014d%d", lo, r.IntN(2)*r.IntN(10)), fmt.Sprintf("89001%014d9", hi)
		default:
			a.row[cosa.ICCIDStart], a.row[cosa.ICCIDEnd] = fmt.Sprintf("89001%014d", lo), fmt.Sprintf("89001%014d", hi)
		}
	}
	if kind == 6 || both && kind >= 3 && kind <= 6 {
		lo, hi, all := randomInterval(r, worldIMSIs)
		a.imsi = all
		if r.IntN(4) == 0 && hi == lo {
			a.row[cosa.IMSIStart] = fmt.Sprintf("pattern:99970000000000%d", lo)
		} else {
			a.row[cosa.IMSIStart], a.row[cosa.IMSIEnd] = fmt.Sprintf("99970%010d", lo), fmt.Sprintf("99970%010d", hi)
		}
	}
	return a
}

// world is profiles by name, before and after.
type world struct {
	names []string
	sides [2]map[string]aims
}

func randomWorld(r *rand.Rand, both bool) *world {
	w := &world{names: []string{"Contoso", "Fabrikam", "Woodgrove"}}
	for side := range w.sides {
		w.sides[side] = map[string]aims{}
		for _, name := range w.names {
			if r.IntN(6) == 0 {
				continue // added, removed or neither
			}
			var list aims
			if side == 1 {
				for _, a := range w.sides[0][name] { // much stays
					if r.IntN(3) > 0 {
						list = append(list, a)
					}
				}
			}
			for len(list) == 0 || r.IntN(2) == 0 {
				list = append(list, randomAim(r, both))
			}
			w.sides[side][name] = list
		}
		if len(w.sides[side]) == 0 {
			return randomWorld(r, both)
		}
	}
	return w
}

// submission writes a side in rows of any order, in one format or the other.
func (w *world) submission(r *rand.Rand, side int) *cosa.Submission {
	var list []profile
	for _, name := range w.names {
		if w.sides[side][name] == nil {
			continue
		}
		p := profile{once: named(name, "", nil), connections: []row{apn("x", nil)}}
		for _, a := range w.sides[side][name] {
			p.targets = append(p.targets, a.row)
		}
		p.targets = shuffled(r, p.targets)
		list = append(list, p)
	}
	if r.IntN(2) == 0 {
		return sheet("a", shuffled(r, flat(list)))
	}
	return form("a", cosa.YAML, shuffled(r, list))
}

func (w *world) text() string {
	var b strings.Builder
	for side := range w.sides {
		for _, name := range w.names {
			for _, a := range w.sides[side][name] {
				fmt.Fprintln(&b, side, name, a.row)
			}
		}
	}
	return b.String()
}

type numbers map[int]bool

func (n numbers) list() []int { return slices.Sorted(maps.Keys(n)) }

// gains is the naive count of the numbers that has gains over had, by kind:
// numbers of SIMs that had did not take. Where a target demands both numbers,
// and the ICCID was taken all along with some IMSI, the IMSIs count.
func gains(had, has aims) [2]numbers {
	all := [2]numbers{{}, {}}
	for i := range has {
		a := &has[i]
		switch {
		case a.iccids != nil && a.imsi != nil:
			for n := range a.iccids {
				cases := map[card]bool{} // without numbers: taken before with some IMSI
				imsis := numbers{}
				cards([]int{n}, upTo(worldIMSIs), func(c card) {
					bare := card{mcc: c.mcc, spn: c.spn, esim: c.esim}
					probe := c
					for m := range a.imsi {
						probe.imsi = m
					}
					if !a.takes(probe) {
						return
					}
					cases[bare] = cases[bare] || had.take(c, func(b *aim) bool {
						return b.imsi != nil && (b.iccids != nil || a.imsi[c.imsi])
					})
					if a.takes(c) && !had.take(c, nil) {
						imsis[c.imsi] = true
					}
				})
				always := true
				for _, before := range cases {
					always = always && before
				}
				switch {
				case len(imsis) == 0:
				case always:
					maps.Copy(all[cosa.IMSI], imsis)
				default:
					all[cosa.ICCID][n] = true
				}
			}
		case a.iccids != nil:
			cards(upTo(worldICCIDs), []int{worldIMSIs - 1}, func(c card) {
				if a.takes(c) && !had.take(c, nil) {
					all[cosa.ICCID][c.iccid] = true
				}
			})
		case a.imsi != nil:
			cards([]int{worldICCIDs - 1}, upTo(worldIMSIs), func(c card) {
				if a.takes(c) && !had.take(c, nil) {
					all[cosa.IMSI][c.imsi] = true
				}
			})
		}
	}
	return all
}

// setNumbers are the numbers of a set in the world.
func setNumbers(s Set) numbers {
	all := numbers{}
	for _, p := range s.spans {
		for n := p.lo; n <= p.hi; n++ {
			if s.Kind == cosa.IMSI {
				all[int(n-999700000000000)] = true
			} else {
				all[int(n-100000000000000)] = true
			}
		}
	}
	return all
}

func TestGainsAgainstOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for round := range 200 {
		w := randomWorld(r, true)
		d := Compare(w.submission(r, 0), w.submission(r, 1), Options{})
		for _, name := range w.names {
			had, has := w.sides[0][name], w.sides[1][name]
			ch := changeOf(d, name)
			if ch == nil {
				ch = &Change{}
			}
			gained, lost := gains(had, has), gains(has, had)
			for kind := range ch.SIMs {
				ch.SIMs[kind].Gained.Kind, ch.SIMs[kind].Lost.Kind = cosa.NumberKind(kind), cosa.NumberKind(kind)
				for what, pair := range map[string][2]numbers{
					"gained": {gained[kind], setNumbers(ch.SIMs[kind].Gained)}, "lost": {lost[kind], setNumbers(ch.SIMs[kind].Lost)},
				} {
					if diff := cmp.Diff(pair[0].list(), pair[1].list()); diff != "" {
						t.Fatalf("round %d: %s %s %s (-naive +diff)\n%s\n%s\n%s", round, name, what, cosa.NumberKind(kind), diff, w.text(), printed(t, d))
					}
				}
			}
		}
	}
}

// changeOf finds the change of a profile by its new or old name. A renamed one
// is the change of neither.
func changeOf(d *Diff, name string) *Change {
	for i := range d.Changes {
		if d.Changes[i].Name == name || d.Changes[i].OldName == name {
			return &d.Changes[i]
		}
	}
	return nil
}

// relations tells for the numbers of a kind that name gains what another
// profile has to do with them. A number that moves in one case does not stay
// in another.
func (w *world) relations(from, to int, name, other string, kind cosa.NumberKind) map[string]numbers {
	had, has := w.sides[from][name], w.sides[to][name]
	theirs, now := w.sides[from][other], w.sides[to][other]
	found := map[string]numbers{"moved": {}, "moved network": {}, "held": {}, "held network": {}}
	lists := func(a *aim) bool { return a.lists(kind) }
	whole := func(a *aim) bool { return a.iccids == nil && a.imsi == nil }
	number := func(c card) int {
		if kind == cosa.IMSI {
			return c.imsi
		}
		return c.iccid
	}
	iccids, imsis := upTo(worldICCIDs), []int{worldIMSIs - 1}
	if kind == cosa.IMSI {
		iccids, imsis = []int{worldICCIDs - 1}, upTo(worldIMSIs)
	}
	cards(iccids, imsis, func(c card) {
		if !has.take(c, lists) || had.take(c, nil) || !theirs.take(c, nil) {
			return
		}
		listed, stays := theirs.take(c, lists), now.take(c, nil)
		switch {
		case listed && !stays:
			found["moved"][number(c)] = true
		case stays && (listed || now.take(c, lists)):
			found["held"][number(c)] = true
		}
	})
	for i := range has {
		if !has[i].lists(kind) {
			continue
		}
		of := has[i].iccids
		if kind == cosa.IMSI {
			of = has[i].imsi
		}
		for n := range of {
			switch c := has[i].typical(kind, n); {
			case had.take(c, nil) || !theirs.take(c, whole):
			case !now.take(c, nil):
				found["moved network"][n] = true
			case now.take(c, whole):
				found["held network"][n] = true
			}
		}
	}
	told := numbers{}
	for _, what := range []string{"moved", "moved network", "held", "held network"} {
		for n := range found[what] {
			if told[n] {
				delete(found[what], n)
			}
			told[n] = true
		}
	}
	return found
}

func TestSharesAgainstOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	words := map[How]string{MovedFrom: "moved", MovedTo: "moved", AlsoHeld: "held", StillHeld: "held"}
	for round := range 300 {
		w := randomWorld(r, false)
		d := Compare(w.submission(r, 0), w.submission(r, 1), Options{})
		if slices.ContainsFunc(d.Changes, func(ch Change) bool { return ch.Kind == Renamed }) {
			continue // two names for one profile
		}
		got, want := map[string][]int{}, map[string][]int{}
		for i := range d.Changes {
			for _, s := range d.Changes[i].Shares {
				k := fmt.Sprintln(d.Changes[i].Name, s.SIMs.Kind, s.How == MovedFrom || s.How == AlsoHeld, words[s.How]+strings.Repeat(" network", min(1, len(s.Network))), s.Other)
				all := setNumbers(s.SIMs)
				for _, n := range got[k] {
					all[n] = true // of another network
				}
				got[k] = all.list()
			}
		}
		for _, name := range w.names {
			for _, other := range w.names {
				for _, kind := range []cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
					for _, gained := range []bool{true, false} {
						from, to := 0, 1
						if !gained {
							from, to = 1, 0
						}
						if name == other {
							continue
						}
						for what, n := range w.relations(from, to, name, other, kind) {
							if len(n) > 0 {
								want[fmt.Sprintln(name, kind, gained, what, other)] = n.list()
							}
						}
					}
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d (-naive +diff):\n%s\n%s\n%s", round, diff, w.text(), printed(t, d))
		}
	}
}

// TestWorldsInAnyOrder compares worlds in another order of rows, and the other
// way round.
func TestWorldsInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for round := range 150 {
		w := randomWorld(r, true)
		old, new := w.submission(r, 0), w.submission(r, 1)
		d := Compare(old, new, Options{})
		want := printed(t, d)
		if diff := cmp.Diff(want, printed(t, Compare(w.submission(r, 0), w.submission(r, 1), Options{}))); diff != "" {
			t.Fatalf("round %d (-rows +shuffled rows):\n%s\n%s", round, diff, w.text())
		}
		if diff := cmp.Diff(mirrored(t, d, true), mirrored(t, Compare(new, old, Options{}), false)); diff != "" {
			t.Fatalf("round %d (-mirrored +compared the other way round):\n%s\n%s", round, diff, w.text())
		}
		if d := Compare(old, w.submission(r, 0), Options{}); !d.Empty() {
			t.Fatalf("round %d: it differs from itself:\n%s", round, printed(t, d))
		}
		for i := range d.Changes {
			told := map[string]numbers{}
			for _, s := range d.Changes[i].Shares {
				if s.Network != "" {
					continue
				}
				k := fmt.Sprintln(s.Other, s.SIMs.Kind, s.gains())
				for n := range setNumbers(s.SIMs) {
					if told[k] == nil {
						told[k] = numbers{}
					}
					if told[k][n] {
						t.Fatalf("round %d: %d both moves and stays:\n%s", round, n, want)
					}
					told[k][n] = true
				}
			}
		}
	}
}

// TestRangesArePairedInAnyOrder has several targets that the lost ones could
// have become.
func TestRangesArePairedInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	targets := func(ends ...string) []row {
		var all []row
		for _, end := range ends {
			target := iccid("8900100000000000000", "8900100000000000099")
			target[cosa.IMSIStart], target[cosa.IMSIEnd] = "999700000000000", "9997000000000"+end
			all = append(all, target)
		}
		return all
	}
	make := func(ends ...string) *cosa.Submission {
		p := profile{once: named("Contoso", "", nil), targets: targets(ends...), connections: []row{apn("x", nil)}}
		return sheet("a", shuffled(r, p.rows()))
	}
	want := ""
	for range 50 {
		got := printed(t, Compare(make("19", "29", "39"), make("24", "34", "44", "54"), Options{}))
		if want == "" {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("-rows +shuffled rows:\n%s", diff)
		}
	}
}
