package diff

import (
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// stored is a sheet of one row whose value of a setting is stored in some way.
func stored(s cosa.Setting, c cosa.Cell) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "a", Format: cosa.XLSX, Sheet: "APN", Header: 1})
	b.Row(2)
	for setting, text := range (row{
		cosa.Operator: "Contoso", cosa.CountryRegion: "Chile", cosa.MCC: "999", cosa.MNC: "06", cosa.AccessString: "a.example",
		cosa.IMSIStart: "999060000000000", cosa.IMSIEnd: "999060000000099",
	}) {
		if setting != s {
			b.Set(cosa.Column(setting), cosa.Cell{Raw: []byte(text)})
		}
	}
	b.Set(cosa.Column(s), c)
	return b.Submission()
}

func TestDamagedValuesAreNoFacts(t *testing.T) {
	whole := stored(cosa.MNC, cosa.Cell{Raw: []byte("06")})
	for name, test := range map[string]struct {
		setting cosa.Setting
		cell    cosa.Cell
		want    string
	}{
		"zeros lost":   {cosa.MNC, cosa.Cell{Raw: []byte("6"), Type: cosa.Number}, "MNC 6, IMSI 999060000000000-999060000000099 (not counted)"},
		"an error":     {cosa.MNC, cosa.Cell{Raw: []byte("#N/A"), Type: cosa.Err}, "MNC (unreadable), IMSI 999060000000000-999060000000099 (not counted)"},
		"error in SIM": {cosa.BrandingName, cosa.Cell{Raw: []byte("#N/A"), Type: cosa.Err}, "(unreadable)"},
	} {
		t.Run(name, func(t *testing.T) {
			got := printed(t, Compare(stored(test.setting, test.cell), whole, Options{}))
			if !strings.Contains(got, test.want) || strings.Contains(got, "-100 IMSIs") || strings.Contains(got, "#N/A") {
				t.Errorf("want %q in:\n%s", test.want, got)
			}
		})
	}
	same := stored(cosa.MNC, cosa.Cell{Raw: []byte("10"), Type: cosa.Number})
	if d := Compare(same, stored(cosa.MNC, cosa.Cell{Raw: []byte("10")}), Options{}); !d.Empty() {
		t.Errorf("a number of all its digits:\n%s", printed(t, d))
	}
}
