package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func TestConditionsShare(t *testing.T) {
	for _, test := range []struct {
		s       cosa.Setting
		a, b    string
		share   bool
		decided bool
	}{
		{cosa.MCC, "!310", "310", false, true},
		{cosa.MCC, "!310", "311", true, true},
		{cosa.MCC, "range:310,320", "!315", true, true},
		{cosa.MCC, "range:310,310", "!310", false, true},
		{cosa.MCC, `pattern:3\d\d`, `pattern:7\d\d`, false, true},
		{cosa.MNC, `pattern:0\d`, "range:000,099", false, true}, // two digits against three
		{cosa.MNC, `pattern:0\d+`, "range:000,099", true, true},
		{cosa.SPN, "!Contoso", "Contoso", false, true},
		{cosa.SPN, "!Contoso", "contoso", true, true},
		{cosa.SPN, "pattern:Cont.*", "Contoso", true, true},
		{cosa.SPN, "!Contoso", "!Fabrikam", true, true},
		{cosa.SPN, "pattern:A.*", "pattern:B.*", true, false},
		{cosa.SPN, "pattern:A.*", "!Contoso", true, false},
		{cosa.GID1, "pattern:AB.*", "ABFF", false, false}, // the SIM's case is not known
		{cosa.GID1, `pattern:12\d*`, "1234", true, true},
	} {
		a, _ := cosa.ParseCondition(test.a)
		b, _ := cosa.ParseCondition(test.b)
		for range 2 {
			share, decided := conditionsShare(test.s, a, b)
			if decided != test.decided || decided && share != test.share {
				t.Errorf("%s %q and %q: %v, %v", test.s, test.a, test.b, share, decided)
			}
			a, b = b, a
		}
	}
}

// database builds a database of one row a profile.
func database(rows ...map[cosa.Setting]string) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "base.xml", Format: cosa.XML})
	for i, row := range rows {
		b.Row(i + 2)
		b.Profile(i)
		at := b.Place(i+2, 1, 0, "Profile", 0)
		b.Sections([4]cosa.Place{at, at, at, at})
		for s := range cosa.Setting(cosa.SettingCount) {
			if text, ok := row[s]; ok {
				b.SetText(s, text, b.Place(i+2, int(s)+10, at, s.String(), 0))
			}
		}
	}
	return b.Submission()
}

func ruleAndLine(result *Result) []string {
	got := []string{}
	for _, f := range result.Findings {
		got = append(got, fmt.Sprintf("%d %s", f.Position.Line, f.Rule))
	}
	return got
}

func TestDatabaseRows(t *testing.T) {
	const iccid = "8900100000000000000"
	sound := func(more map[cosa.Setting]string) map[cosa.Setting]string {
		row := map[cosa.Setting]string{cosa.Operator: "Contoso", cosa.MCC: "001", cosa.MNC: "01", cosa.AccessString: "internet", cosa.PurposeGroups: "Internet"}
		for s, text := range more {
			row[s] = text
		}
		return row
	}
	type settings = map[cosa.Setting]string
	for _, test := range []struct {
		name string
		rows []settings
		want []string
	}{
		{"no bookkeeping, no country", []settings{sound(nil)}, nil},
		{"no name", []settings{sound(settings{cosa.Operator: ""})}, nil},
		{"no access string", []settings{sound(settings{cosa.AccessString: ""})}, nil},
		{"for no country", []settings{sound(settings{cosa.CountryRegion: "Worldwide"}), sound(settings{cosa.CountryRegion: "TDN", cosa.SPN: "x"})}, nil},
		{"a slip in a country", []settings{sound(settings{cosa.CountryRegion: "Argentinia"})}, []string{"2 country-unknown"}},
		{"off the grid", []settings{sound(settings{cosa.ICCIDStart: iccid, cosa.ICCIDEnd: "8900100000000000007"})}, nil},
		{"ICCIDs and IMSIs", []settings{sound(settings{cosa.ICCIDStart: iccid, cosa.ICCIDEnd: "8900100000000000099", cosa.IMSIStart: "001010000000000", cosa.IMSIEnd: "001010000000099"})}, nil},
		{"paths in the package", []settings{sound(settings{cosa.BrandingIcon: `..\Assets\x.ico`, cosa.WifiProfiles: `..\Assets\x.xml`})}, nil},
		{"conditions", []settings{sound(settings{cosa.MCC: "!310", cosa.MNC: "range:01,09", cosa.SPN: "pattern:A.*", cosa.GID1: "!FF", cosa.ESIMProv: "!1", cosa.IMSIStart: `pattern:00101\d{10}`})}, nil},
		{"one SIM meets two patterns", []settings{
			sound(settings{cosa.IMSIStart: `pattern:00101[0-4]\d{9}`}), sound(settings{cosa.Operator: "Fabrikam", cosa.IMSIStart: `pattern:00101\d[5-9]\d{8}`})},
			[]string{"3 imsi-range-overlap"}},
		{"a pattern leaves out another's range", []settings{
			sound(settings{cosa.IMSIStart: `pattern:00101[0-4]\d{9}`}), sound(settings{cosa.Operator: "Fabrikam", cosa.IMSIStart: "001015000000000", cosa.IMSIEnd: "001015999999999"})}, nil},
		{"the defaults of every SIM", []settings{
			{cosa.ICCIDStart: "pattern:.*", cosa.AccessString: "internet"}, {cosa.Operator: "Contoso", cosa.ICCIDStart: iccid, cosa.ICCIDEnd: "8900100000000000099", cosa.AccessString: "internet"}},
			[]string{"3 target-outranked"}},
		{"profiles without a country", []settings{sound(nil), sound(settings{cosa.CountryRegion: "Argentina"})}, []string{"3 target-duplicate"}},
		{"half a condition", []settings{sound(settings{cosa.IMSIStart: "range:00101,", cosa.SPN: "range:"})}, []string{"2 imsi-format"}},
		{"a malformed code", []settings{sound(settings{cosa.MCC: "31"})}, []string{"2 mcc-format"}},
		{"opposite conditions", []settings{
			sound(settings{cosa.MCC: "!310", cosa.ICCIDStart: iccid, cosa.ICCIDEnd: "8900100000000000099"}),
			sound(settings{cosa.MCC: "310", cosa.ICCIDStart: iccid, cosa.ICCIDEnd: "8900100000000000099"})}, nil},
		{"compatible conditions", []settings{
			sound(settings{cosa.MCC: "!310", cosa.ICCIDStart: iccid, cosa.ICCIDEnd: "8900100000000000099"}),
			sound(settings{cosa.MCC: "311", cosa.ICCIDStart: iccid, cosa.ICCIDEnd: "8900100000000000099"})}, []string{"3 iccid-range-overlap"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			result := Run(database(test.rows...), Options{Policy: PolicyCosa})
			if diff := cmp.Diff(append([]string{}, test.want...), ruleAndLine(result)); diff != "" {
				t.Errorf("-want +got:\n%s%s", diff, describe(result.Findings))
			}
			if skipped := unusual(result.Skipped); len(skipped) > 0 {
				t.Errorf("skipped: %v", skipped)
			}
		})
	}
}

// TestUntoldConditions shows that what cannot be decided is said to be so.
func TestUntoldConditions(t *testing.T) {
	number := map[cosa.Setting]string{cosa.MCC: "001", cosa.MNC: "01", cosa.AccessString: "a", cosa.IMSIStart: "001010000000000", cosa.IMSIEnd: "001010000000099"}
	with := func(s cosa.Setting, text, operator string) map[cosa.Setting]string {
		row := map[cosa.Setting]string{cosa.Operator: operator}
		for s, text := range number {
			row[s] = text
		}
		row[s] = text
		if s == cosa.IMSIStart {
			row[cosa.IMSIEnd] = ""
		}
		return row
	}
	for _, test := range []struct {
		s          cosa.Setting
		a, b, want string
	}{
		{cosa.IMSIStart, `pattern:(?=0)\d{15}`, "001010000000000", "base.xml:2:18 stands for too many ranges, or cannot be read"},
		{cosa.SPN, "pattern:A.*", "pattern:B.*", "base.xml:3:18 is a target whose condition cannot be compared"},
		{cosa.TargetXML, `<TargetState><Condition Name="X" Value="1"></Condition></TargetState>`, "", "base.xml:3:18 is a target whose condition cannot be compared"},
	} {
		result := Run(database(with(test.s, test.a, "Contoso"), with(test.s, test.b, "Fabrikam")), Options{Policy: PolicyCosa, Only: []string{"imsi-range-overlap"}})
		skipped := unusual(result.Skipped)
		if len(result.Findings) > 0 || len(skipped) != 1 || !strings.Contains(skipped[0].Reason, test.want) {
			t.Errorf("%s: want %q, got %v and\n%s", test.a, test.want, skipped, describe(result.Findings))
		}
	}
}

// TestSubmittedConditions shows that a submission may not hold conditions.
func TestSubmittedConditions(t *testing.T) {
	for text, want := range map[string]string{
		"IMSI Range - Start=pattern:72231000[12]0\\\\d{5} | IMSI Range - End=": "J2 imsi-format write the ranges that it stands for, one a row: 722310001000000-722310001099999, 722310002000000-722310002099999",
		"ICCID Range - Start=!8954310000000000000 | ICCID Range - End=":        "J2 iccid-format write the ranges that it stands for, one a row: ",
		"IMSI Range - Start=pattern:\\\\d*[13579] | IMSI Range - End=":         "J2 imsi-format write the ",
		"MCC=!310":             "D2 mcc-format write exactly 3 digits, such as 722 or 001",
		"MNC=pattern:3.*":      "E2 mnc-format write 2 or 3 digits, leading zeros included, such as 01 or 310",
		"GID1=range:0A,0F":     "J2 gid1-format ",
		"ESIM_PROV=!true":      "J2 esim-prov-value ",
		"SPN=!Contoso Telecom": "", // a name like any other
	} {
		x := Example{Policy: PolicyCosa, Text: text}
		s, err := x.Submission()
		if err != nil {
			t.Fatal(err)
		}
		findings := Run(s, x.Options()).Findings
		var got []string
		for _, f := range findings {
			got = append(got, f.Position.Cell()+" "+f.Rule+" "+f.Hint)
		}
		if want == "" && len(got) == 0 {
			continue
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], want) || want == "" {
			t.Errorf("%s: want %q, got %q", text, want, got)
		}
	}
}
