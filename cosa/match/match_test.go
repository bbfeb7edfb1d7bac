package match

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// part is a file of a submission, in the short form of [built].
type part struct {
	format cosa.Format
	text   string
}

// built makes a submission of files in the short form "name: setting=value;
// setting=value", a row a line. Rows of one name are one profile.
func built(t *testing.T, parts ...part) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	for n, p := range parts {
		b.Source(cosa.Source{File: fmt.Sprintf("%d.%s", n, p.format), Format: p.format})
		numbers := make(map[string]int)
		for i, line := range strings.Split(strings.TrimSpace(p.text), "\n") {
			name, rest, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if _, ok := numbers[name]; !ok {
				numbers[name] = len(numbers)
			}
			b.Row(i + 1)
			b.Profile(numbers[name])
			b.SetText(cosa.Operator, name, 0)
			for _, item := range strings.Split(rest, "; ") {
				header, text, _ := strings.Cut(item, "=")
				for kind, short := range map[cosa.NumberKind]string{cosa.ICCID: "iccid", cosa.IMSI: "imsi"} {
					if start, end, ok := cosa.SplitRange(text); header == short && ok && !cosa.IsCondition(text) {
						b.SetText(kind.Start(), start, 0)
						b.SetText(kind.End(), end, 0)
					} else if header == short {
						b.SetText(kind.Start(), text, 0)
					}
				}
				if header == "iccid" || header == "imsi" || header == "" {
					continue
				}
				s, ok := cosa.MatchHeader(header)
				if !ok {
					t.Fatalf("no setting is named %q", header)
				}
				b.SetText(s, text, 0)
			}
		}
	}
	return b.Submission()
}

// told is what a result says, in short.
func told(r Result) string {
	var b strings.Builder
	switch {
	case r.Winner == nil:
		b.WriteString("none\n")
	case r.Undecided:
		fmt.Fprintf(&b, "undecided %s %d\n", r.Winner.Profile(), r.Winner.Identifiers)
	default:
		fmt.Fprintf(&b, "%s %d\n", r.Winner.Profile(), r.Winner.Identifiers)
	}
	for i := range r.Ties {
		fmt.Fprintf(&b, "tie %s\n", r.Ties[i].Profile())
	}
	for i := range r.Losers {
		l := &r.Losers[i]
		far := ""
		if !l.Holds && !l.Near {
			far = "far "
		}
		fmt.Fprintf(&b, "%s%s: %s\n", far, l.Profile(), l.Reason)
	}
	for i := range r.NotEvaluated {
		fmt.Fprintf(&b, "doubt %s: %s\n", r.NotEvaluated[i].Profile(), r.NotEvaluated[i].Reason)
	}
	return b.String()
}

const contoso = `
Contoso: MCC=999; MNC=70
Contoso: MCC=999; MNC=071
Travel: MCC=999; MNC=70; SPN=Contoso Travel
Cards: MCC=999; MNC=70; iccid=8999000000000000000-8999000000000000099
Long: iccid=89990000000000000000-89990000000000000999
Fabrikam: MCC=001; MNC=01
`

func TestExplanations(t *testing.T) {
	database := part{cosa.XML, contoso}
	for _, c := range []struct {
		name  string
		parts []part
		sim   SIM
		want  string
	}{
		{
			"the most identifiers win", []part{database}, SIM{MCC: "999", MNC: "70", SPN: "Contoso Travel"},
			`Travel 3
Contoso: states 2 identifiers, the winner 3
Cards: iccid is 8999000000000000000-8999000000000000099, the SIM's is not given
far Long: iccid is 89990000000000000000-89990000000000000999, the SIM's is not given
far Fabrikam: mcc is 001, the SIM has 999; mnc is 01, the SIM has 70
`,
		},
		{
			"the last of a database wins", []part{database}, SIM{MCC: "999", MNC: "70", SPN: "Contoso Travel", ICCID: "8999000000000000007"},
			`Cards 3
tie Travel
tie Cards
Contoso: states 2 identifiers, the winner 3
Long: iccid is 89990000000000000000-89990000000000000999, the SIM has 8999000000000000007 of 19 digits, and only a number of 20 digits that begins with it would match
far Fabrikam: mcc is 001, the SIM has 999; mnc is 01, the SIM has 70
`,
		},
		{
			"a submission does not decide", []part{{cosa.YAML, contoso}}, SIM{MCC: "999", MNC: "70", SPN: "Contoso Travel", ICCID: "8999000000000000007"},
			`undecided Travel 3
tie Travel
tie Cards
Contoso: states 2 identifiers, the winner 3
Long: iccid is 89990000000000000000-89990000000000000999, the SIM has 8999000000000000007 of 19 digits, and only a number of 20 digits that begins with it would match
far Fabrikam: mcc is 001, the SIM has 999; mnc is 01, the SIM has 70
`,
		},
		{
			"nor does a submission beside a database", []part{{cosa.XML, "A: MCC=999; MNC=70"}, {cosa.YAML, "B: MCC=999; MNC=70"}}, SIM{MCC: "999", MNC: "70"},
			"undecided A 2\ntie A\ntie B\n",
		},
		{
			"a submission replaces what a database has", []part{{cosa.XML, "A: MCC=999; MNC=70; SPN=x\nB: MCC=999; MNC=70"}, {cosa.YAML, "a: MCC=999; MNC=70; UpdateType=Keep"}},
			SIM{MCC: "999", MNC: "70", SPN: "x"},
			"undecided B 2\ntie B\ntie a\nA: 1.yaml takes its place\n",
		},
		{
			"and a package the profile of its GUID",
			[]part{
				{cosa.XML, "A: MCC=999; MNC=70; Profile ID={11111111-2222-3333-4444-55555555555A}"},
				{cosa.XML, "gone: UpdateType=Delete; Profile ID=11111111-2222-3333-4444-55555555555a"},
			},
			SIM{MCC: "999", MNC: "70"}, "none\nA: 1.xml takes its place\n",
		},
		{
			"what is deleted does not count", []part{{cosa.YAML, "A: MCC=999; MNC=70; UpdateType=Delete\nB: MCC=999"}}, SIM{MCC: "999", MNC: "70"},
			"B 1\nA: the profile is to be deleted (UpdateType Delete)\n",
		},
		{
			"but other rows of its profile do", []part{{cosa.YAML, "A: MCC=999; UpdateType=Delete\nA: MCC=999; UpdateType=Keep"}}, SIM{MCC: "999"}, "A 1\n",
		},
		{
			"targets that differ in an end are two",
			[]part{{cosa.YAML, `
A: imsi=999700000000000-999700000000009
A: imsi=999700000000000-999700000000099
B: iccid=8999000000000000000-8999000000000000009
B: iccid=8999000000000000000-8999000000000000099`}},
			SIM{IMSI: "999700000000050", ICCID: "8999000000000000050"}, "undecided A 1\ntie A\ntie B\n",
		},
		{
			"digits are compared as written", []part{database}, SIM{MCC: "999", MNC: "71"},
			`none
far Contoso: mnc is 70, the SIM has 71
far Long: iccid is 89990000000000000000-89990000000000000999, the SIM's is not given
far Travel: mnc is 70, the SIM has 71; spn is Contoso Travel, the SIM's is not given
far Cards: mnc is 70, the SIM has 71; iccid is 8999000000000000000-8999000000000000099, the SIM's is not given
far Fabrikam: mcc is 001, the SIM has 999; mnc is 01, the SIM has 71
`,
		},
		{
			"the IMSI tells the network", []part{{cosa.XML, "Two: MCC=999; MNC=07\nThree: MCC=999; MNC=071\nOther: MCC=999; MNC=72\nNot: MCC=999; MNC=!07"}}, SIM{IMSI: "999071234567890"},
			`Three 2
tie Two
tie Three
far Other: mnc is 72, the SIM has 07 or 071
far Not: mnc is not 07, the SIM has 07 or 071
`,
		},
		{
			"the other length, the other way", []part{{cosa.XML, "A: iccid=8999000000000000000-8999000000000000099"}}, SIM{ICCID: "89990000000000000123"},
			"none\nA: iccid is 8999000000000000000-8999000000000000099, the SIM has 89990000000000000123 of 20 digits, and only the 19 digits 8999000000000000012 would match\n",
		},
		{
			"patterns, negations and ranges of codes",
			[]part{{cosa.XML, "P: iccid=pattern:8999\\d{13}0\\d\nN: MCC=!001\nR: MCC=Range: 990, 999; GID1=pattern:a.\nM: MCC=Range:100, 200"}},
			SIM{MCC: "999", ICCID: "8999000000000000012", GID1: "Ab"},
			`R 2
N: states 1 identifier, the winner 2
far P: iccid is pattern 8999\d{13}0\d, the SIM has 8999000000000000012
far M: mcc is 100-200, the SIM has 999
`,
		},
		{
			"eSIM provisioning", []part{{cosa.XML, "On: MCC=999; MNC=70; ESIM_PROV=1\nAny: MCC=999; MNC=70\nOff: MCC=999; MNC=70; SPN=s; ESIM_PROV=!1"}},
			SIM{MCC: "999", MNC: "70", SPN: "s", ESIMProv: "true"},
			"On 3\nAny: states 2 identifiers, the winner 3\nOff: esim_prov is false, the SIM has true\n",
		},
		{
			"ESIM_PROV false says nothing", []part{{cosa.XML, "On: MCC=999; MNC=70; ESIM_PROV=1\nAny: MCC=999; MNC=70; SPN=s; ESIM_PROV=false"}},
			SIM{MCC: "999", MNC: "70", SPN: "s", ESIMProv: "true"},
			"Any 3\ntie On\ntie Any\n",
		},
		{
			"what cannot be judged", []part{{cosa.XML, `A: MCC=999; MNC=70; Target XML=<TargetState><Condition Name="Colour" Value="red" /></TargetState>
B: MCC=999; iccid=8999000000000000000-
C: MCC=001; iccid=8999000000000000000-
D: MCC=999; ESIM_PROV=maybe
E: MCC=999; Target XML=<TargetState Copy="2" />
F: MCC=999; SPN=pattern:(
G: ESIM_PROV=false
H: SPN=!`}},
			SIM{MCC: "999", MNC: "70", SPN: "s"},
			`E 1
doubt A: it carries a condition that is no known setting (Target XML)
doubt B: iccid: the range has no end
doubt D: esim_prov: "maybe" is neither true nor false
doubt F: spn: the condition "pattern:(" cannot be read
doubt H: spn: the condition "!" cannot be read
`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, told(New(built(t, c.parts...)).Match(c.sim))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.sim, diff)
			}
		})
	}
}

func TestNotes(t *testing.T) {
	database := `
First: MCC=999; MNC=70; UIName=Contoso one; UIOrder=0
Second: MCC=999; MNC=70; UIName=Contoso two; UIOrder=1
Cards: MCC=999; MNC=71; iccid=89990000000000000000-89990000000000000999
Opaque: Target XML=<HardwareId id="x" />
`
	const opaque = "left out: 1 target of which nothing can be judged, as with hardware ids"
	for _, c := range []struct {
		sim  SIM
		want []string // beginnings
	}{
		{SIM{MCC: "999", MNC: "70"}, []string{"several profiles match: ", "profiles that are equally specific are applied in the order of the database", `UIName is given, so that the user may choose in Settings: "Contoso one", "Contoso two"`}},
		{SIM{IMSI: "999710000000000"}, []string{"MCC and MNC are taken from the IMSI: MCC 999, and MNC 71 or 710", "Cards matches if"}},
		{SIM{MCC: "001", IMSI: "999710000000000"}, []string{"the IMSI 999710000000000 does not begin with 001, as that of a real SIM does"}},
		{SIM{MCC: "999", MNC: "71", ICCID: "8999000000000000012"}, []string{"Cards lists 20-digit ICCIDs and would match but for the length"}},
		{SIM{ICCID: "89990000000000000123"}, []string{"Cards matches if the SIM has MCC 999 and MNC 71, which is not given"}},
	} {
		t.Run(c.sim.String(), func(t *testing.T) {
			notes := New(built(t, part{cosa.XML, database})).Match(c.sim).Notes
			want := append(c.want, opaque)
			for i, note := range notes {
				if i < len(want) && strings.HasPrefix(note, want[i]) {
					notes[i] = want[i]
				}
			}
			if diff := cmp.Diff(want, notes); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAccount(t *testing.T) {
	s := built(t, part{cosa.YAML, `
Both: MCC=001; AppID=Microsoft.OneConnect_8wekyb3d8bbwe!App; AccountExperienceURL=https://contoso.example/; SupportDataMarketplace=Yes
App: MCC=002; AppID=Contoso.App_1234567890abc!App
Page: MCC=003; AccountExperienceURL=https://contoso.example/
Neither: MCC=004
`})
	want := map[string]Account{
		"001": {Action: OpenApp, Value: "Microsoft.OneConnect_8wekyb3d8bbwe!App", Hidden: "https://contoso.example/", Market: true},
		"002": {Action: OpenApp, Value: "Contoso.App_1234567890abc!App"},
		"003": {Action: OpenURL, Value: "https://contoso.example/"},
		"004": {Action: Nothing},
	}
	got := make(map[string]Account)
	sentences := ""
	m := New(s)
	for _, mcc := range []string{"001", "002", "003", "004"} {
		got[mcc] = m.Find(SIM{MCC: mcc}).Winner.Account()
		sentences += got[mcc].String() + "\n"
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("actions (-want +got):\n%s", diff)
	}
	const text = `"View my account" opens Mobile Plans (Microsoft.OneConnect_8wekyb3d8bbwe!App); the page https://contoso.example/ is never shown, since the app comes first
"View my account" opens the app Contoso.App_1234567890abc!App
"View my account" opens the page https://contoso.example/
"View my account" does nothing: the profile has neither AppID nor AccountExperienceURL
`
	if diff := cmp.Diff(text, sentences); diff != "" {
		t.Errorf("sentences (-want +got):\n%s", diff)
	}
}

func TestFieldValues(t *testing.T) {
	for _, c := range []struct{ key, text, want string }{
		{"mcc", "99", `MCC "99" is not 3 digits, such as 001, it has 2`},
		{"mnc", "1", `MNC "1" is not 2 or 3 digits, such as 01; 01 and 001 differ, it has 1`},
		{"imsi", "99970 0000000001", `IMSI "99970 0000000001" is not 15 digits; write it as 999700000000001`},
		{"iccid", "8954310000000000000F", `ICCID "8954310000000000000F" is not 19 or 20 digits that begin with 89; write it as 8954310000000000000`},
		{"iccid", "8.95431E+18", `ICCID "8.95431E+18" is not 19 or 20 digits that begin with 89`},
		{"gid1", "5G", `GID1 "5G" is not hexadecimal digits, such as 53FF`},
		{"esimProv", "perhaps", `ESIM_PROV "perhaps" is not true or false`},
		{"mnc", "01", ""},
		{"esimProv", "Yes", ""},
		{"spn", "anything 1", ""},
	} {
		for i := range Fields() {
			f := &Fields()[i]
			if f.Key != c.key {
				continue
			}
			var sim SIM
			got := ""
			if err := f.Set(&sim, c.text); err != nil {
				got = err.Error()
			} else if f.Of(&sim) != c.text {
				t.Errorf("%s is %q, want %q", c.key, f.Of(&sim), c.text)
			}
			if got != c.want {
				t.Errorf("%s %q: %s, want %s", c.key, c.text, got, c.want)
			}
		}
	}
}

// TestForm finds the places of targets of the YAML form.
func TestForm(t *testing.T) {
	b := cosa.NewBuilder()
	text := `
profiles:
  - operator: Contoso
    country: Argentina
    targets:
      - {mcc: "999", mnc: "70"}
      - mcc: "999"
        mnc: "70"
        iccid: 8999000000000000000-8999000000000000099
    connections: [{apn: a}, {apn: b}]
`
	if err := form.ReadYAML(b, "ops.yaml", strings.NewReader(text), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	m := New(b.Submission())
	if len(m.targets) != 2 {
		t.Errorf("%d targets, want 2: rows for several connections are one target", len(m.targets))
	}
	v := m.Find(SIM{MCC: "999", MNC: "70", ICCID: "8999000000000000099"})
	got := fmt.Sprintf("%s at %s: %s", v.Winner.Profile(), v.Winner.Position(), v.Winner.Target())
	if want := "Contoso (Argentina) at ops.yaml:7:14: MCC 999, MNC 70, ICCID 8999000000000000000-8999000000000000099"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEmptyAndHostile(t *testing.T) {
	empty := cosa.NewBuilder()
	hostile := built(t, part{cosa.XML, "A: MCC=999; Target XML=<<\nB: MCC=range:,; MNC=range:1\nC: imsi=x-y; iccid=9-1\nD: SPN=pattern:.*; GID1=!pattern:z\nE: ESIM_PROV=!1"})
	for _, s := range []*cosa.Submission{empty.Submission(), hostile} {
		m := New(s)
		for _, sim := range []SIM{
			{},
			{IMSI: "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", ICCID: strings.Repeat("8", 10_000)},
			{MCC: "999", MNC: "\x00", IMSI: "1", ICCID: "é", SPN: "\n", GID1: "zz", ESIMProv: "?"},
		} {
			if diff := cmp.Diff(naive(s, SIM{}), m.outcome(SIM{})); diff != "" {
				t.Error(diff)
			}
			_ = told(m.Match(sim))
		}
	}
}
