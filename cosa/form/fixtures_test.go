package form

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

var fixtureKeys = []string{"mcc", "mnc", "iccid", "esimProv"}

func TestReadFixtures(t *testing.T) {
	text := `# SIMs of ours
- name: home SIM
  mnc: 01
  iccid: 8954310000000000000
  profile: Contoso (Argentina)
- {name: stranger, mcc: "001", profile: none}
`
	at := func(line, column int) cosa.Position {
		return cosa.Position{File: "sims.yaml", Line: line, Column: column}
	}
	want := []Fixture{
		{
			Name: "home SIM", Profile: "Contoso (Argentina)", Position: at(2, 3),
			Values: []FixtureValue{{"mnc", "01", at(3, 8)}, {"iccid", "8954310000000000000", at(4, 10)}},
		},
		{Name: "stranger", Profile: "none", Position: at(6, 3), Values: []FixtureValue{{"mcc", "001", at(6, 25)}}},
	}
	got, err := ReadFixtures("sims.yaml", strings.NewReader(text), fixtureKeys)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fixtures (-want +got):\n%s", diff)
	}
}

func TestFaultyFixtures(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "sims.yaml: the file holds no fixtures; write a list",
		"name: a":                 "sims.yaml:1:1: the file is a mapping; it must be a list",
		"- a":                     "sims.yaml:1:3: a fixture is a single value",
		"- name: a\n  icid: 8":    `sims.yaml:2:3: unknown key "icid"; did you mean "iccid"?`,
		"- name: a\n  zzzzzzz: 8": `sims.yaml:2:3: unknown key "zzzzzzz"; known are name, profile, mcc`,
		"- name: a\n  name: b":    `sims.yaml:2:3: the key "name" stands in line 1 already`,
		"- name: a\n  mcc: [1]":   `sims.yaml:2:8: "mcc" is a list; it must be one value`,
		"- name: a":               "sims.yaml:1:3: the fixture has no profile; name the profile",
		"- profile: a":            "sims.yaml:1:3: the fixture has no name; give it one",
		"- {name: a, profile: b}\n- {name: a, profile: b}": `sims.yaml:2:10: the name "a" stands in line 1 already`,
		"- name: a\n\tprofile: b":                          "sims.yaml:2:1: not valid YAML",
		"- ? [a]\n  : b":                                   "sims.yaml:1:5: a key is a list",
	} {
		_, err := ReadFixtures("sims.yaml", strings.NewReader(text), fixtureKeys)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %s...", text, err, want)
		}
	}
}

func FuzzReadFixtures(f *testing.F) {
	f.Add("- name: a\n  mcc: 001\n  profile: none\n")
	f.Add("- &a {name: a, profile: b}\n- *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ReadFixtures("sims.yaml", strings.NewReader(text), fixtureKeys)
		if (err == nil) != (len(list) > 0) {
			t.Errorf("%d fixtures and the error %v", len(list), err)
		}
	})
}
