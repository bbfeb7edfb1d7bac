package flyout

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/match"
	"github.com/cosakit/cosa/cosa/mobileplans"
)

func read(t *testing.T, text string) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	if err := form.ReadYAML(b, "ops.yaml", strings.NewReader(text), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	return b.Submission()
}

func profile(sim string) string {
	return "profiles:\n  - operator: Contoso\n    country: Argentina\n    targets: [{iccid: 8999310000000000000-8999310000000000099}]\n    sim: {" + sim + "}\n    connections: [{apn: a.example}]\n"
}

// TestLinks tries every answer with every kind of account.
func TestLinks(t *testing.T) {
	const on = "supportDataMarketplace: Yes, dataMarketplaceRoamingUIEnabled: 1"
	app := Link{ViewAccount, match.OpenApp, "Microsoft.OneConnect_8wekyb3d8bbwe!App", "opens Mobile Plans (Microsoft.OneConnect_8wekyb3d8bbwe!App)"}
	page := Link{ViewAccount, match.OpenURL, "https://contoso.example/", "opens the page https://contoso.example/"}
	nothing := Link{ViewAccount, match.Nothing, "", "does nothing: the profile has neither AppID nor AccountExperienceURL"}
	for sim, account := range map[string]Link{
		on: nothing,
		on + ", appID: Microsoft.OneConnect_8wekyb3d8bbwe!App":  app,
		on + ", accountExperienceURL: https://contoso.example/": page,
	} {
		f := Of(read(t, profile(sim)).Entry(0), mobileplans.BalanceTypes())
		connect := Link{Connect, match.OpenApp, mobilePlansApp, "opens Mobile Plans, whatever AppID and AccountExperienceURL say"}
		want := []Card{
			{mobileplans.MODirect, "the SIM has a plan of the operator", account, false},
			{mobileplans.MODirectPAYG, "the SIM has a prepaid balance, which the flyout shows", account, true},
			{mobileplans.None, "the SIM has no balance, so that its user may buy one", connect, false},
			{mobileplans.NotSupported, "Mobile Plans does not serve the SIM", account, false},
		}
		if diff := cmp.Diff(want, f.Cards); diff != "" || !f.Asked {
			t.Errorf("%s: asked %v (-want +got):\n%s", sim, f.Asked, diff)
		}
	}
	for sim, given := range map[string]string{"supportDataMarketplace: No": `is "No"`, "brandingName: Contoso": "is not given"} {
		f := Of(read(t, profile(sim)).Entry(0), mobileplans.BalanceTypes())
		if diff := cmp.Diff([]Card{{Means: "Mobile Plans is off", Link: nothing}}, f.Cards); diff != "" || f.Asked || !strings.Contains(f.Why, given) {
			t.Errorf("%s: asked %v, why %q (-want +got):\n%s", sim, f.Asked, f.Why, diff)
		}
	}
}

func TestNaming(t *testing.T) {
	for sim, want := range map[string]string{
		"":                      "no BrandingName: the flyout shows the name that the network or the SIM gives",
		"brandingName: Contoso": "BrandingName is shown on the home network only (UseBrandingNameOnRoaming is not given)",
		"brandingName: Contoso, useBrandingNameOnRoaming: 0": "BrandingName is shown on the home network only",
		"brandingName: Contoso, useBrandingNameOnRoaming: 2": "BrandingName is shown on: home network, domestic and international roaming",
		"brandingName: Contoso, useBrandingNameOnRoaming: 7": `UseBrandingNameOnRoaming is "7", which is none of 0, 1, 2: it cannot be told where BrandingName is shown`,
	} {
		if got := Of(read(t, profile(sim)).Entry(0), nil).Naming; got != want {
			t.Errorf("%s: %q, want %q", sim, got, want)
		}
	}
}

// TestNotEnabled wants GetBalance not to be called where something is lacking
// that enables it.
func TestNotEnabled(t *testing.T) {
	const on, range19 = "supportDataMarketplace: Yes", "iccid: 8999310000000000000-8999310000000000099"
	for _, c := range []struct{ sim, target, want string }{
		{on, range19, "DataMarketplaceRoamingUIEnabled is not given, which"},
		{on + ", dataMarketplaceRoamingUIEnabled: 1", `mcc: "999", mnc: "70"`, "no target has an ICCID range, which"},
		{on, `mcc: "999", mnc: "70"`, "DataMarketplaceRoamingUIEnabled is not given and no target has an ICCID range, which"},
	} {
		f := Of(read(t, strings.Replace(profile(c.sim), range19, c.target, 1)).Entry(0), mobileplans.BalanceTypes())
		if f.Asked || len(f.Cards) != 1 || f.Cards[0].Balance != "" || !strings.Contains(f.Why, c.want) {
			t.Errorf("%+v: %+v", c, f)
		}
	}
}

func TestPick(t *testing.T) {
	s := read(t, `profiles:
  - {operator: A, country: X, targets: [{mcc: "999", mnc: "70", iccid: 8999310000000000000-8999310000000000099}], connections: [{apn: a}]}
  - {operator: B, country: X, targets: [{mcc: "999", mnc: "71", iccid: 8999310000000000000-8999310000000000099}], connections: [{apn: a}]}
  - {operator: C, country: X, targets: [{iccid: 8999320000000000000-8999320000000000099}], connections: [{apn: a}]}
  - {operator: D, country: X, targets: [{iccid: 8999320000000000000-8999320000000000099}], connections: [{apn: a}]}
  - {operator: E, country: X, updateType: Delete, targets: [{mcc: "999", mnc: "72", iccid: 8999310000000000000-8999310000000000099}], connections: [{apn: a}]}
`)
	for sim, want := range map[match.SIM][]string{
		{ICCID: "8999310000000000001"}:                         {"A (X)", "B (X)"},
		{ICCID: "8999310000000000001", MCC: "999", MNC: "71"}:  {"B (X)"},
		{ICCID: "8999310000000000001", MCC: "001", MNC: "01"}:  nil,
		{ICCID: "8999320000000000001"}:                         {"C (X)", "D (X)"},
		{ICCID: "89993100000000000017"}:                        nil,
		{ICCID: "8999330000000000001"}:                         nil,
		{MCC: "999", MNC: "70", ICCID: "89993100000000000017"}: nil,
	} {
		picked, _ := Pick(s, sim)
		var got []string
		for _, e := range picked {
			got = append(got, e.Name())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", sim, diff)
		}
	}
}

// FuzzSVG draws hostile names: the drawing is well-formed XML, has them as
// text only, and fits.
func FuzzSVG(f *testing.F) {
	for _, name := range []string{"Contoso", "<script>alert(1)</script>", "]]>\x00\u202e\x1b[31m", strings.Repeat("W", 500), strings.Repeat("中", 300), "\xff", "e\u0301\u0301\u0301", strings.Repeat("👨‍👩‍👧‍👦", 60), "&amp;\"'"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		one := Flyout{Profile: name, Name: name, Naming: name, Why: name, Cards: []Card{{Means: name, Link: Link{Text: name, Does: name}}}}
		var b, again bytes.Buffer
		if err := errors.Join(SVG(&b, []Flyout{one}), SVG(&again, []Flyout{one})); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Error("two drawings differ")
		}
		if !utf8.Valid(b.Bytes()) {
			t.Error("not UTF-8")
		}
		for d := xml.NewDecoder(&b); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := token.(xml.StartElement); ok && !strings.Contains("svg title rect line text", e.Name.Local) {
				t.Errorf("element %s", e.Name.Local)
			}
		}
		for _, size := range []int{13, 15, 18} {
			face := font{size: size}
			if w := face.width(face.fitted(name, 200)); w > 200 {
				t.Errorf("%q is %d wide", name, w)
			}
			for _, line := range face.lines(name, 200, 3) {
				if face.width(line) > 200 {
					t.Errorf("line %q is %d wide", line, face.width(line))
				}
			}
		}
	})
}
