package provisioning

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

var update = flag.Bool("update", false, "rewrite golden files")

const submission = `
profiles:
  - operator: Contoso
    country: Argentina
    updateType: Add
    targets:
      - {mcc: "722", mnc: "310", iccid: 8954310000000000000-8954310099999999999}
      - {mcc: "722", mnc: "310", esimProv: true}
    sim:
      supportDataMarketplace: Yes
      dataMarketplaceRoamingUIEnabled: 1
      brandingName: Contoso
      brandingIcon: icons/contoso.ico
      useBrandingNameOnRoaming: 2
      hotspot: EntitlementCheckRequired
      wifiProfiles: [wifi/contoso.xml]
    connections:
      - {accessString: internet.contoso.example, purposeGroups: [Internet, LTE attach], alwaysOn: true, authProtocol: chap, roaming: 5, password: "p<&>w", userName: u}
      - {accessString: mms.contoso.example, purposeGroups: [MMS], alwaysOn: No}
  - operator: Fabrikam
    country: Chile
    updateType: Change
    targets: [{mcc: "730", mnc: "01"}]
    connections: [{accessString: web, updateType: Keep}, {accessString: wap, updateType: Add}]
  - operator: Northwind
    updateType: Delete
`

const baseline = `
profiles:
  - {operator: fabrikam, country: Chile, profileID: "{AAAAAAAA-1111-4222-8333-444444444444}", profileXML: "<Profile><Settings><HotSpot><MaxUsers>10</MaxUsers></HotSpot></Settings></Profile>", targets: [{mcc: "730", mnc: "01"}], connections: [{accessString: web, connectionXML: "<Connection><Is5GConfig>True</Is5GConfig></Connection>"}]}
  - {operator: Northwind, profileID: bbbbbbbb-1111-4222-8333-444444444444, targets: [{mcc: "730", mnc: "02"}], connections: [{accessString: web}]}
  - {operator: Northwind, country: Peru, profileID: cccccccc-1111-4222-8333-444444444444, targets: [{mcc: "730", mnc: "03"}], connections: [{accessString: web}]}
`

func readBoth(t *testing.T, text, against string) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	for i, yaml := range []string{text, against} {
		if i == 1 {
			if against == "" {
				break
			}
			b.Baseline()
		}
		if err := form.ReadYAML(b, fmt.Sprint(i, ".yaml"), strings.NewReader(yaml), form.Limits{}); err != nil {
			t.Fatal(err)
		}
	}
	return b.Submission()
}

// TestExtension writes an extension for the profiles of a submission: new ones
// with GUIDs of their own, replacements with those of
// the database and with what it says of them beyond the settings.
func TestExtension(t *testing.T) {
	s := readBoth(t, submission, baseline)
	got := strings.ReplaceAll(string(writeXML(t, s)), "\r\n", "\n")
	golden := filepath.Join("testdata", "extension.xml")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("(-golden +written):\n%s", diff)
	}
}

func TestLosses(t *testing.T) {
	for name, test := range map[string]struct {
		text, against string
		want          []string
	}{
		"no baseline": {text: submission, want: []string{
			"Fabrikam (Chile): the GUID of the profile to replace is not known (it would become a new profile); give the database with --against, or the GUID as profileID",
			"Northwind: the GUID of the profile to remove is not known; give the database with --against, or the GUID as profileID",
		}},
		"two of one name": {
			text:    "profiles: [{operator: Northwind, updateType: Delete}]",
			against: baseline + "  - {operator: Northwind, profileID: dddddddd-1111-4222-8333-444444444444, targets: [{mcc: \"730\"}]}\n",
			want:    []string{"Northwind: 2 profiles of the baseline bear this name; say which is meant with profileID"},
		},
		"no place": {
			text: "submission: {title: x}\nprofiles: [{operator: A, country: B, targets: [{mcc: \"001\", gsmProviderName: G}], sim: {enableAutoSlotSwitch: true}, connections: [{apn: x, compression: ENABLE, friendlyName: \"a\\x01b\"}]}]",
			want: []string{
				"EnableAutoSlotSwitch: 1 value: it has no place in customizations.xml",
				"FriendlyName: 1 value: characters that XML cannot hold",
				"Compression: 1 value: it has no place in customizations.xml",
				"GSM Provider Name: 1 value: it has no place in customizations.xml",
				"1 value of the questionnaire",
			},
		},
		"no product": {
			text: "profiles: [{operator: A, country: B, targets: [{mcc: \"001\"}, {mcc: \"999\"}], connections: [{apn: x}, {apn: y}], rows: [[1, 1], [2, 2]]}]",
			want: []string{"A (B): its rows are not every target with every connection, as they would be there"},
		},
		"half a range": {
			text: "profiles: [{operator: A, country: B, targets: [{iccid: {start: 8900100000000000000}}], connections: [{apn: x}]}]",
			want: []string{"A (B): a range without start or end"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Losses(readBoth(t, test.text, test.against))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestCarriedXMLIsChecked proves that carried XML that somebody broke is told
// with its place, and that nothing of it slips into the document.
func TestCarriedXMLIsChecked(t *testing.T) {
	for text, problem := range map[string]string{
		"<Profile>":                 "the file ends inside of <Profile>",
		"</Settings><Settings>":     "</Settings> closes nothing",
		"<Target Id=\\\"x\\\" />":   "the element is <Target>",
		"<!DOCTYPE x []><Profile/>": "a document type or other directive",
		"just words":                "text outside of any element",
	} {
		s := readBoth(t, "profiles:\n  - operator: A\n    profileXML: \""+text+"\"\n    targets: [{mcc: \"001\"}]\n", "")
		err := WriteCustomizations(new(bytes.Buffer), s)
		var fault *cosa.ReadError
		if !errors.As(err, &fault) || fault.Position.Line != 3 || !strings.Contains(fault.Problem, problem) {
			t.Errorf("%s: the error is %v", text, err)
		}
	}
}

func TestSplitName(t *testing.T) {
	for name, want := range map[string][2]string{
		"Contoso (Argentina)":          {"Contoso", "Argentina"},
		"Contoso Congo (Congo (DRC))":  {"Contoso Congo", "Congo (DRC)"},
		"Contoso SD(China)":            {"Contoso SD", "China"},
		"Contoso (US) Internet":        {"Contoso", "US"},
		"Contoso (Old) Mobile (Chile)": {"Contoso (Old) Mobile", "Chile"},
		"Contoso":                      {"Contoso", ""},
		"Contoso (":                    {"Contoso (", ""},
		"Contoso )(":                   {"Contoso )(", ""},
		"(Chile)":                      {"(Chile)", ""},
		"Contoso ()":                   {"Contoso ()", ""},
		"":                             {"", ""},
	} {
		operator, country := splitName(name)
		if got := [2]string{operator, country}; got != want {
			t.Errorf("%q: %q, not %q", name, got, want)
		}
	}
}
