package rules

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// TestOneSlipIsOneFinding changes one cell of a sheet that keeps a baseline as
// it is: a cell that a rule of its own tells of has no further finding against
// the baseline, any other has one, at that very row.
func TestOneSlipIsOneFinding(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 400 {
		var rows []map[cosa.Setting]string
		for target := range 1 + r.IntN(5) {
			start := 8900100000000000000 + uint64(target)*10_000_000
			for connection := range 1 + r.IntN(3) {
				row := map[cosa.Setting]string{
					cosa.UpdateType: []string{"Keep", "Keep", "Change"}[r.IntN(3)],
					cosa.Operator:   "Contoso", cosa.CountryRegion: "Argentina", cosa.MCC: "722", cosa.MNC: "310",
					cosa.ICCIDStart: fmt.Sprint(start), cosa.ICCIDEnd: fmt.Sprint(start + 999_999),
					cosa.AccessString: fmt.Sprintf("a%d.contoso.example", connection), cosa.FriendlyName: fmt.Sprint(connection),
				}
				if target == 1 {
					row[cosa.SPN] = "Contoso"
				}
				rows = append(rows, row)
			}
		}
		slips := []struct {
			setting cosa.Setting
			text    string
			told    bool // by a rule of its own
		}{
			{cosa.MNC, "", true}, {cosa.MCC, "", true}, {cosa.MNC, "3", true}, {cosa.MCC, "7x2", true},
			{cosa.ICCIDStart, "", true}, {cosa.ICCIDEnd, "", true}, {cosa.ICCIDEnd, "8.9001E+18", true},
			{cosa.ICCIDStart, "8900199999999999999", true}, {cosa.ICCIDEnd, "89001999999999999999", true},
			{cosa.AccessString, "", true}, {cosa.AccessString, "a contoso", true}, {cosa.ESIMProv, "perhaps", true},
			{cosa.Operator, "", true}, {cosa.CountryRegion, "", true}, {cosa.CountryRegion, "Argentinia", false},
			{cosa.UpdateType, "Kepe", true},
			{cosa.MNC, "31", false}, {cosa.MCC, "730", false}, {cosa.SPN, "Fabrikam", false}, {cosa.GID1, "FF", false},
			{cosa.ESIMProv, "true", false}, {cosa.AccessString, "new.contoso.example", false},
			{cosa.ICCIDStart, "8900100000000000050", false}, {cosa.FriendlyName, "other", false},
		}
		slip := slips[r.IntN(len(slips))]
		at := r.IntN(len(rows))
		if slip.setting == cosa.ICCIDStart && !slip.told {
			at = 0
		}
		own := make([]map[cosa.Setting]string, len(rows))
		for i, row := range rows {
			own[i] = make(map[cosa.Setting]string)
			for s, text := range row {
				own[i][s] = text
			}
		}
		own[at][slip.setting] = slip.text
		result := Run(rowsAgainst(t, own, rows), Options{Policy: PolicyCosa, Disable: []string{"baseline-change-same"}})
		var against, others []string
		for _, f := range result.Findings {
			text := fmt.Sprintf("%s %s: %s", f.Position.Short(), f.Rule, f.Message)
			if !strings.HasPrefix(f.Rule, "baseline-") {
				others = append(others, text)
				continue
			}
			against = append(against, text)
			if f.Position.Line != at+2 && f.Rule != "baseline-dropped" {
				t.Errorf("round %d: %s does not stand at row %d", round, text, at+2)
			}
		}
		change := own[at][cosa.UpdateType] == "Change"
		switch {
		case slip.told && (len(against) > 0 || len(others) == 0),
			!slip.told && !change && len(against) != 1, !slip.told && change && len(against) > 1:
			t.Errorf("round %d: %s of row %d is %q:\n%s\n%s", round, slip.setting, at+2, slip.text, strings.Join(against, "\n"), strings.Join(others, "\n"))
		}
	}
}
