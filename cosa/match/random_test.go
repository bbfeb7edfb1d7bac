package match

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// pick returns one of the texts; blank is one of them more often than not.
func pick(r *rand.Rand, texts ...string) string { return texts[r.IntN(len(texts))] }

// number makes a small one of its kind, so that ranges meet.
func number(r *rand.Rand, digits int) string {
	switch digits {
	case 15:
		return pick(r, "99970", "999070", "00101")[:5] + fmt.Sprintf("%010d", r.IntN(40))
	case 19:
		return fmt.Sprintf("8999%015d", r.IntN(40))
	}
	return fmt.Sprintf("8999%016d", r.IntN(400))
}

func randomRange(r *rand.Rand, digits int) (start, end string) {
	start, end = number(r, digits), number(r, digits)
	if start > end && r.IntN(20) > 0 {
		start, end = end, start
	}
	if r.IntN(40) == 0 {
		end = ""
	}
	return start, end
}

// randomSubmission makes profiles of small numbers and few names.
func randomSubmission(r *rand.Rand, format cosa.Format, profiles int) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "random", Format: format})
	for p := range profiles {
		update := ""
		if r.IntN(15) == 0 {
			update = "Delete"
		}
		for range 1 + r.IntN(3) {
			target := map[cosa.Setting]string{
				cosa.MCC:  pick(r, "", "999", "999", "001", "!999", "range:001,999", "pattern:99\\d"),
				cosa.MNC:  pick(r, "", "70", "70", "070", "71", "01", "!70", "range:70,75", "pattern:7\\d"),
				cosa.SPN:  pick(r, "", "", "", "Contoso", "contoso", "!Contoso", "pattern:Con.*"),
				cosa.PNN:  pick(r, "", "", "", "", "Net"),
				cosa.GID1: pick(r, "", "", "", "", "ab", "AB", "0F", "pattern:a[b-d]"),
			}
			if r.IntN(12) == 0 {
				target[cosa.ESIMProv] = pick(r, "true", "1", "false", "0")
			}
			if r.IntN(3) == 0 {
				target[cosa.IMSIStart], target[cosa.IMSIEnd] = randomRange(r, 15)
			}
			if r.IntN(2) == 0 {
				target[cosa.ICCIDStart], target[cosa.ICCIDEnd] = randomRange(r, 19+r.IntN(2))
			} else if r.IntN(6) == 0 {
				target[cosa.ICCIDStart] = pick(r, `pattern:8999\d+[13]`, `!pattern:8999\d+[13]`, "!range:8999000000000000000,8999000000000000010")
			}
			if r.IntN(30) == 0 {
				target[cosa.TargetXML] = pick(r, `<TargetState Copy="2" />`, `<TargetState><Condition Name="uiname" Value=""></Condition></TargetState>`,
					`<TargetState><Condition Name="Colour" Value="red"></Condition></TargetState>`)
			}
			for connection := range 1 + r.IntN(2) {
				b.Row(p + 1)
				b.Profile(p)
				b.SetText(cosa.Operator, fmt.Sprint("Operator ", p), 0)
				b.SetText(cosa.UpdateType, update, 0)
				b.SetText(cosa.AccessString, fmt.Sprint("apn", connection), 0)
				for s := range cosa.Settings() {
					if text, ok := target[cosa.Setting(s)]; ok {
						b.SetText(cosa.Setting(s), text, 0)
					}
				}
			}
		}
	}
	return b.Submission()
}

func randomSIM(r *rand.Rand) SIM {
	return SIM{
		MCC:      pick(r, "", "999", "999", "001"),
		MNC:      pick(r, "", "70", "070", "71", "01"),
		IMSI:     pick(r, "", number(r, 15)),
		ICCID:    pick(r, "", number(r, 19), number(r, 20)),
		SPN:      pick(r, "", "Contoso", "contoso"),
		PNN:      pick(r, "", "", "Net"),
		GID1:     pick(r, "", "ab", "Ab", "0f"),
		ESIMProv: pick(r, "", "", "true", "1", "false"),
	}
}

func TestAgainstNaiveOnRandomSubmissions(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	found := 0
	for round := range 80 {
		format := cosa.YAML
		if round%2 == 0 {
			format = cosa.XML
		}
		s := randomSubmission(r, format, 1+r.IntN(60))
		m := New(s)
		for i := range 40 {
			sim := randomSIM(r)
			want, got := naive(s, sim), m.outcome(sim)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("round %d, %s (-naive +matcher):\n%s", round, sim, diff)
			}
			if want.Winner >= 0 {
				found++
			}
			if i%4 == 0 {
				explained(t, m, sim)
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d SIMs found a profile: the test tests little", found)
	}
}

// explained checks that every profile but the winner and its ties is told of
// at most once and with a reason.
func explained(t *testing.T, m *Matcher, sim SIM) {
	t.Helper()
	result := m.Match(sim)
	told := make(map[int]bool)
	if result.Winner != nil {
		told[result.Winner.Entry.Profile().Index] = true
	}
	for _, l := range result.Losers {
		p := l.Entry.Profile().Index
		if told[p] {
			t.Fatalf("%s: profile %d loses twice, or is the winner", sim, p)
		}
		told[p] = true
		if l.Reason == "" {
			t.Fatalf("%s: no reason why %q loses", sim, l.Profile())
		}
		if l.Holds && l.Identifiers >= result.Winner.Identifiers {
			t.Fatalf("%s: %q states %d identifiers and loses against %d", sim, l.Profile(), l.Identifiers, result.Winner.Identifiers)
		}
	}
}
