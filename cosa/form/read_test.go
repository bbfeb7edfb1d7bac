package form_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// example is the one of the documentation.
const example = `# yaml-language-server: $schema=./cosa.schema.json
version: 1
defaults:                 # optional, merged under every profile
  updateType: Add
profiles:
  - operator: Contoso
    country: Argentina
    updateType: Add
    targets:
      - {mcc: "722", mnc: "310", iccid: {start: "8954310000000000000", end: "8954310099999999999"}}
      - mcc: "722"
        mnc: "310"
        iccid: {start: "8954310100000000000", end: "8954310199999999999"}
      - iccid: 8954310200000000000-8954310299999999999     # short form
        spn: Contoso Travel
    sim:
      supportDataMarketplace: Yes
      dataMarketplaceRoamingUIEnabled: 1
      appID: Microsoft.OneConnect_8wekyb3d8bbwe!App
      accountExperienceURL: https://contoso.example/account
      brandingName: Contoso
    connections:
      - accessString: internet.contoso.example
        friendlyName: Contoso Internet
        ipType: IPv4v6
        purposeGroups: [Internet]
        alwaysOn: true
        autoConnectOrder: 1
`

func read(t *testing.T, format cosa.Format, text string) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	reader := form.ReadYAML
	switch format {
	case cosa.JSON:
		reader = form.ReadJSON
	case cosa.JSONL:
		reader = form.ReadJSONL
	}
	if err := reader(b, "f", strings.NewReader(text), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	return b.Submission()
}

// values lists every value with its place, one line each.
func values(s *cosa.Submission) []string {
	var lines []string
	for e := range s.Entries() {
		for i := range cosa.SettingCount {
			s := cosa.Setting(i)
			if v := e.Value(s); e.ID(s) != 0 {
				text := v.Raw
				if v.Type == cosa.Wrong {
					text = "WRONG"
				}
				p := e.Position(s)
				lines = append(lines, fmt.Sprintf("%d %s=%s @%d:%d %s", e.Row(), s, text, p.Line, p.Column, p.Path))
			}
		}
	}
	return lines
}

// findings lists the findings, one line each.
func findings(s *cosa.Submission) []string {
	var lines []string
	for _, f := range s.Findings() {
		lines = append(lines, fmt.Sprintf("%s @%d:%d %s: %s", f.Rule, f.Position.Line, f.Position.Column, f.Position.Path, f.Message))
	}
	return lines
}

func TestExample(t *testing.T) {
	s := read(t, cosa.YAML, example)
	if len(s.Findings()) > 0 {
		t.Fatal(findings(s))
	}
	var lines []string
	for _, line := range values(s) {
		if strings.HasPrefix(line, "2 ") {
			lines = append(lines, line)
		}
	}
	want := []string{
		"2 UpdateType=Add @8:17 profiles[0].updateType",
		"2 Country/Region=Argentina @7:14 profiles[0].country",
		"2 Operator=Contoso @6:15 profiles[0].operator",
		"2 SPN=Contoso Travel @15:14 profiles[0].targets[2].spn",
		"2 ICCID Range - Start=8954310200000000000 @14:16 profiles[0].targets[2].iccid",
		"2 ICCID Range - End=8954310299999999999 @14:36 profiles[0].targets[2].iccid",
		"2 AccountExperienceURL=https://contoso.example/account @20:29 profiles[0].sim.accountExperienceURL",
		"2 AppID=Microsoft.OneConnect_8wekyb3d8bbwe!App @19:14 profiles[0].sim.appID",
		"2 SupportDataMarketplace=Yes @17:31 profiles[0].sim.supportDataMarketplace",
		"2 DataMarketplaceRoamingUIEnabled=1 @18:40 profiles[0].sim.dataMarketplaceRoamingUIEnabled",
		"2 BrandingName=Contoso @21:21 profiles[0].sim.brandingName",
		"2 FriendlyName=Contoso Internet @24:23 profiles[0].connections[0].friendlyName",
		"2 AccessString=internet.contoso.example @23:23 profiles[0].connections[0].accessString",
		"2 AutoConnectOrder=1 @28:27 profiles[0].connections[0].autoConnectOrder",
		"2 AlwaysOn=true @27:19 profiles[0].connections[0].alwaysOn",
		"2 PurposeGroups=Internet @26:24 profiles[0].connections[0].purposeGroups",
		"2 IPType=IPv4v6 @25:17 profiles[0].connections[0].ipType",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	e := s.Entry(2)
	for _, missing := range []struct {
		setting cosa.Setting
		want    string
	}{
		{cosa.MCC, "14:9 profiles[0].targets[2].mcc"},
		{cosa.IMSIStart, "14:9 profiles[0].targets[2].imsi.start"},
		{cosa.Hotspot, "17:7 profiles[0].sim.hotspot"},
		{cosa.Roaming, "23:9 profiles[0].connections[0].roaming"},
	} {
		p := e.Position(missing.setting)
		if got := fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Path); got != missing.want {
			t.Errorf("missing %s: %s, want %s", missing.setting, got, missing.want)
		}
	}
	if e.Line() != 14 {
		t.Errorf("line %d", e.Line())
	}
}

func TestMissingSections(t *testing.T) {
	s := read(t, cosa.YAML, "profiles:\n  - operator: Contoso\n    country: Chile\n    updateType: Delete\n  - operator: Fabrikam\n    targets: []\n")
	if s.Len() != 2 || len(s.Profiles()) != 2 {
		t.Fatalf("%d rows", s.Len())
	}
	var got []string
	for e := range s.Entries() {
		for _, setting := range []cosa.Setting{cosa.MCC, cosa.AppID, cosa.AccessString, cosa.CountryRegion} {
			p := e.Position(setting)
			got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Path))
		}
	}
	want := []string{
		"2:5 profiles[0].targets.mcc", "2:5 profiles[0].sim.appID", "2:5 profiles[0].connections.accessString", "3:14 profiles[0].country",
		"6:5 profiles[1].targets.mcc", "5:5 profiles[1].sim.appID", "5:5 profiles[1].connections.accessString", "5:5 profiles[1].country",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestValues(t *testing.T) {
	for _, test := range []struct {
		name, text string
		format     cosa.Format
		want       []string
	}{
		{
			name: "text as written",
			text: "profiles:\n- targets:\n  - mcc: 01\n    mnc: 1.0\n    spn: Yes\n    pnn: 2001-01-01\n    gid1: 0x1F\n    uiName: null\n    uiOrder: ~\n    esimProv: 'null'\n    imsi: {start: 1e5, end: 89543100000000000001}\n",
			want: []string{
				"0 MCC=01 @3:10 profiles[0].targets[0].mcc", "0 MNC=1.0 @4:10 profiles[0].targets[0].mnc", "0 SPN=Yes @5:10 profiles[0].targets[0].spn",
				"0 PNN=2001-01-01 @6:10 profiles[0].targets[0].pnn", "0 GID1=0x1F @7:11 profiles[0].targets[0].gid1",
				"0 IMSI Range - Start=1e5 @11:19 profiles[0].targets[0].imsi.start", "0 IMSI Range - End=89543100000000000001 @11:29 profiles[0].targets[0].imsi.end",
				"0 ESIM_PROV=null @10:15 profiles[0].targets[0].esimProv",
			},
		}, {
			name: "JSON text as written", format: cosa.JSON,
			text: "\ufeff{\"profiles\": [\r\n\t{\"targets\": [{\"mcc\": 1.0, \"mnc\": 1E5, \"spn\": true, \"pnn\": null,\r\n \"uiName\": \"a\\/\\u00e9\\ud83d\\ude00\\t\", \"iccid\": \"8900000000000000000-8900000000000000001\"}]}]}\r\n",
			want: []string{
				"0 MCC=1.0 @2:23 profiles[0].targets[0].mcc", "0 MNC=1E5 @2:35 profiles[0].targets[0].mnc", "0 SPN=true @2:47 profiles[0].targets[0].spn",
				"0 ICCID Range - Start=8900000000000000000 @3:48 profiles[0].targets[0].iccid", "0 ICCID Range - End=8900000000000000001 @3:69 profiles[0].targets[0].iccid",
				"0 UIName=a/é😀\t @3:12 profiles[0].targets[0].uiName",
			},
		}, {
			name: "columns count characters",
			text: "profiles:\n- {operator: 日本 é, country: '東京', targets: [{imsi: \"é1–2\"}]}\n",
			want: []string{
				"0 Country/Region=東京 @2:29 profiles[0].country", "0 Operator=日本 é @2:14 profiles[0].operator",
				"0 IMSI Range - Start=é1 @2:52 profiles[0].targets[0].imsi", "0 IMSI Range - End=2 @2:56 profiles[0].targets[0].imsi",
			},
		}, {
			name: "short ranges",
			text: "profiles:\n- targets:\n  - {imsi: 1 - 2, iccid: 5}\n  - {imsi: \"\\x31-2\", iccid: 1-2-3}\n  - imsi: &r !!str 1-2\n    iccid: *r\n  - imsi:\n",
			want: []string{
				"0 IMSI Range - Start=1 @3:12 profiles[0].targets[0].imsi", "0 IMSI Range - End=2 @3:16 profiles[0].targets[0].imsi",
				"0 ICCID Range - Start=5 @3:26 profiles[0].targets[0].iccid",
				"1 IMSI Range - Start=1 @4:12 profiles[0].targets[1].imsi", "1 IMSI Range - End=2 @4:12 profiles[0].targets[1].imsi",
				"1 ICCID Range - Start=1-2-3 @4:29 profiles[0].targets[1].iccid", "1 ICCID Range - End=WRONG @4:29 profiles[0].targets[1].iccid",
				"2 IMSI Range - Start=1 @5:20 profiles[0].targets[2].imsi", "2 IMSI Range - End=2 @5:22 profiles[0].targets[2].imsi",
				"2 ICCID Range - Start=1 @5:20 profiles[0].targets[2].iccid", "2 ICCID Range - End=2 @5:22 profiles[0].targets[2].iccid",
			},
		}, {
			name: "lists and synonyms",
			text: "profiles:\n- sim: {wifiProfiles: [a.xml, b.xml]}\n  connections:\n  - apn: a\n    purposeGroups:\n    - Internet\n    - LTE attach\n  - accessPointName: b\n    purposeGroups: Internet, MMS\n",
			want: []string{
				"0 WifiProfiles=a.xml, b.xml @2:23 profiles[0].sim.wifiProfiles", "0 AccessString=a @4:10 profiles[0].connections[0].accessString",
				"0 PurposeGroups=Internet, LTE attach @6:5 profiles[0].connections[0].purposeGroups",
				"1 WifiProfiles=a.xml, b.xml @2:23 profiles[0].sim.wifiProfiles", "1 AccessString=b @8:22 profiles[0].connections[1].accessString",
				"1 PurposeGroups=Internet, MMS @9:20 profiles[0].connections[1].purposeGroups",
			},
		}, {
			name: "defaults",
			text: "defaults:\n  updateType: Add\n  country: Chile\n  sim: {appID: a, hotspot: Never}\n  connections: [{apn: d}]\nprofiles:\n- country: Peru\n  sim: {hotspot: Always}\n- country:\n  connections: [{apn: e}]\n",
			want: []string{
				"0 UpdateType=Add @2:15 defaults.updateType", "0 Country/Region=Peru @7:12 profiles[0].country", "0 AppID=a @4:16 defaults.sim.appID",
				"0 Hotspot=Always @8:18 profiles[0].sim.hotspot", "0 AccessString=d @5:23 defaults.connections[0].accessString",
				"1 UpdateType=Add @2:15 defaults.updateType", "1 AppID=a @4:16 defaults.sim.appID", "1 Hotspot=Never @4:28 defaults.sim.hotspot",
				"1 AccessString=e @10:23 profiles[1].connections[0].accessString",
			},
		}, {
			name: "anchors and merge keys",
			text: "profiles:\n- operator: &o Contoso\n  sim: &s\n    appID: a\n    hotspot: Never\n- operator: *o\n  sim:\n    <<: *s\n    appID: b\n- sim: {<<: [{appID: c}, *s]}\n",
			want: []string{
				"0 Operator=Contoso @2:16 profiles[0].operator", "0 AppID=a @4:12 profiles[0].sim.appID", "0 Hotspot=Never @5:14 profiles[0].sim.hotspot",
				"1 Operator=Contoso @2:16 profiles[1].operator", "1 AppID=b @9:12 profiles[1].sim.appID", "1 Hotspot=Never @5:14 profiles[1].sim.hotspot",
				"2 AppID=c @10:22 profiles[2].sim.appID", "2 Hotspot=Never @5:14 profiles[2].sim.hotspot",
			},
		}, {
			name: "the most specific updateType",
			text: "profiles:\n- updateType: Add\n  targets: [{updateType: Keep, mcc: 1}, {mcc: 2}]\n  connections: [{apn: a}, {updateType: Change}]\n  rows: [[1, 1], [1, 2], [2, 1], {target: 2, connection: 2, updateType: Delete}]\n",
			want: []string{
				"0 UpdateType=Keep @3:26 profiles[0].targets[0].updateType", "0 MCC=1 @3:37 profiles[0].targets[0].mcc", "0 AccessString=a @4:23 profiles[0].connections[0].accessString",
				"1 UpdateType=Change @4:40 profiles[0].connections[1].updateType", "1 MCC=1 @3:37 profiles[0].targets[0].mcc",
				"2 UpdateType=Add @2:15 profiles[0].updateType", "2 MCC=2 @3:47 profiles[0].targets[1].mcc", "2 AccessString=a @4:23 profiles[0].connections[0].accessString",
				"3 UpdateType=Delete @5:73 profiles[0].rows[3].updateType", "3 MCC=2 @3:47 profiles[0].targets[1].mcc",
			},
		}, {
			name: "several documents",
			text: "profiles: [{operator: a}]\n---\n# nothing\n---\nprofiles: [{operator: b}]\n...\n",
			want: []string{"0 Operator=a @1:23 profiles[0].operator", "1 Operator=b @5:23 profiles[0].operator"},
		}, {
			name: "rows in places",
			text: "profiles:\n- {operator: a, connections: [{apn: x}, {apn: y}], rows: [[1, 2, 3], [1, 1, 1]]}\n- {operator: b}\n- {operator: c}\n",
			want: []string{
				"0 Operator=a @2:14 profiles[0].operator", "0 AccessString=x @2:37 profiles[0].connections[0].accessString", "1 Operator=b @3:14 profiles[1].operator",
				"2 Operator=a @2:14 profiles[0].operator", "2 AccessString=y @2:47 profiles[0].connections[1].accessString", "3 Operator=c @4:14 profiles[2].operator",
			},
		}, {
			name: "CRLF and block texts",
			text: "profiles:\r\n- operator: a\r\n  country: |\r\n    x\r\n    y\r\n  sim:\r\n    appID: >-\r\n      p\r\n      q\r\n    hotspot: Never\r\n",
			want: []string{
				"0 Country/Region=x\ny @3:12 profiles[0].country", "0 Operator=a @2:13 profiles[0].operator", "0 AppID=p q @7:12 profiles[0].sim.appID",
				"0 Hotspot=Never @10:14 profiles[0].sim.hotspot",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.format == "" {
				test.format = cosa.YAML
			}
			s := read(t, test.format, test.text)
			if len(s.Findings()) > 0 {
				t.Error(findings(s))
			}
			if diff := cmp.Diff(test.want, values(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUTF16(t *testing.T) {
	const text = "profiles: [{operator: é, country: 😀}]"
	want := values(read(t, cosa.YAML, text))
	for _, order := range []bool{false, true} {
		for _, mark := range []string{"\ufeff", ""} {
			var b []byte
			for _, r := range utf16Units(mark + text) {
				if order {
					b = append(b, byte(r>>8), byte(r))
				} else {
					b = append(b, byte(r), byte(r>>8))
				}
			}
			if diff := cmp.Diff(want, values(read(t, cosa.YAML, string(b)))); diff != "" {
				t.Error(diff)
			}
		}
	}
}

func TestFindings(t *testing.T) {
	for _, test := range []struct {
		name, text string
		format     cosa.Format
		want       []string
	}{
		{"empty", "", cosa.YAML, []string{"no-entries @1:1 profiles: the file holds no profiles"}},
		{"empty JSON", " \n", cosa.JSON, []string{"no-entries @1:1 profiles: the file holds no profiles"}},
		{"only comments", "# nothing\n", cosa.YAML, []string{"no-entries @1:1 profiles: the file holds no profiles"}},
		{"no profiles", "version: 1\ndefaults: {country: Chile}\n", cosa.YAML, []string{"no-entries @1:1 profiles: the file holds no profiles"}},
		{"empty profiles", "version: 1\nprofiles: []\n", cosa.YAML, []string{"no-entries @2:1 profiles: the file holds no profiles"}},
		{"a text", "Operator;MCC\n", cosa.YAML, []string{"wrong-type @1:1 : the file is a single value"}},
		{"a list", "- operator: a\n", cosa.YAML, []string{"wrong-type @1:1 : the file is a list"}},
		{"profiles as a mapping", "profiles:\n  operator: a\n", cosa.YAML, []string{`wrong-type @2:3 profiles: "profiles" is a mapping`}},
		{"profile as a text", "profiles:\n- Contoso\n", cosa.YAML, []string{`wrong-type @2:3 profiles[0]: an item of "profiles" is a single value`}},
		{"unknown keys", "profile: 1\nprofiles:\n- operatr: a\n  targets: [{iccid: {from: 1, end: 2}, Service Provider Name: x}]\n  mcc: 1\nmobilePlans: {}\n", cosa.YAML, []string{
			`unknown-key @1:1 profile: "profile" is no key of the file`,
			`unknown-key @6:1 mobilePlans: "mobilePlans" is no key of the file`,
			`unknown-key @3:3 profiles[0].operatr: "operatr" is no key of a profile`,
			`unknown-key @5:3 profiles[0].mcc: "mcc" is no key of a profile`,
			`unknown-key @4:40 profiles[0].targets[0].Service Provider Name: "Service Provider Name" is no key of a target`,
			`unknown-key @4:22 profiles[0].targets[0].iccid.from: "from" is no key of "iccid"`,
		}},
		{"duplicates", "profiles:\n- operator: a\n  operator: b\n  connections:\n  - apn: x\n    accessString: y\n", cosa.YAML, []string{
			`duplicate-key @3:3 profiles[0].operator: "operator" stands in this mapping twice; the first one counts`,
			`duplicate-key @6:5 profiles[0].connections[0].accessString: "apn" and "accessString" mean the same and stands in this mapping twice; the first one counts`,
		}},
		{"duplicates in JSON", "{\"profiles\": [{\"operator\": \"a\",\n \"operator\": \"b\"}], \"profiles\": []}", cosa.JSON, []string{
			`duplicate-key @2:21 profiles: "profiles" stands in this mapping twice; the first one counts`,
			`duplicate-key @2:2 profiles[0].operator: "operator" stands in this mapping twice; the first one counts`,
		}},
		{"wrong shapes", "defaults: x\nsubmission: [a]\nprofiles:\n- operator: [a]\n  sim: b\n  targets: {mcc: 1}\n  connections: [c, {password: {x: y}, purposeGroups: {a: b}, accessString: [Internet]}]\n- targets: [{iccid: [1, 2], mcc: {start: 1}, imsi: {start: [1]}}]\n  connections: [{purposeGroups: [[a], b]}]\n", cosa.YAML, []string{
			`wrong-type @2:13 submission: "submission" is a list`,
			`wrong-type @1:11 defaults: "defaults" is a single value`,
			`wrong-type @4:13 profiles[0].operator: "operator" is a list`,
			`wrong-type @6:12 profiles[0].targets: "targets" is a mapping`,
			`wrong-type @5:8 profiles[0].sim: "sim" is a single value`,
			`wrong-type @7:17 profiles[0].connections[0]: a connection is a single value`,
			`wrong-type @7:31 profiles[0].connections[1].password: "password" is a mapping`,
			`wrong-type @7:54 profiles[0].connections[1].purposeGroups: "purposeGroups" is a mapping`,
			`wrong-type @7:76 profiles[0].connections[1].accessString: "accessString" is a list`,
			`wrong-type @8:21 profiles[1].targets[0].iccid: "iccid" is a list`,
			`wrong-type @8:34 profiles[1].targets[0].mcc: "mcc" is a mapping`,
			`wrong-type @8:60 profiles[1].targets[0].imsi.start: "start" is a list`,
			`wrong-type @9:34 profiles[1].connections[0].purposeGroups[0]: an item of "purposeGroups" is a list`,
		}},
		{"rows", "profiles:\n- targets: [{mcc: 1}, {mcc: 2}]\n  rows: [[1, 1], [2, 2], [3, 1], [0, 1], [1], x, {target: 1}, [1, 1, 1, 1], [1, one], {target: 1, connection: 1, sim: x}]\n- targets: [{mcc: 1}, {mcc: 2}]\n  connections: [{apn: a}, {apn: b}]\n  rows: [[1, 1]]\n- rows: []\n", cosa.YAML, []string{
			`wrong-type @3:18 profiles[0].rows[1]: an item of "rows" is for connection 2, but the profile has 1`,
			`wrong-type @3:26 profiles[0].rows[2]: an item of "rows" is for target 3, but the profile has 2`,
			`wrong-type @3:34 profiles[0].rows[3]: an item of "rows" is no pair of numbers`,
			`wrong-type @3:42 profiles[0].rows[4]: an item of "rows" is no pair of numbers`,
			`wrong-type @3:47 profiles[0].rows[5]: an item of "rows" is no pair of numbers`,
			`wrong-type @3:50 profiles[0].rows[6]: an item of "rows" is no pair of numbers`,
			`wrong-type @3:63 profiles[0].rows[7]: an item of "rows" is no pair of numbers`,
			`wrong-type @3:77 profiles[0].rows[8]: an item of "rows" is no pair of numbers`,
			`wrong-type @3:119 profiles[0].rows[9].sim: "sim" is a single value`,
			`wrong-type @4:24 profiles[1].targets[1]: a target is in no row`,
			`wrong-type @5:28 profiles[1].connections[1]: a connection is in no row`,
			`wrong-type @7:3 profiles[2].rows: "rows" is empty`,
		}},
		{"odd keys", "profiles:\n- ? [a]\n  : b\n  <<: c\n  operator: d\n", cosa.YAML, []string{
			`wrong-type @2:5 profiles[0].?: a key of a profile is a list`,
			`wrong-type @4:7 profiles[0].<<: the merge key << of a profile is a single value`,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := read(t, test.format, test.text)
			if diff := cmp.Diff(test.want, findings(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindingDetails(t *testing.T) {
	s := read(t, cosa.YAML, "defaults: {country: Chile}\nprofiles:\n- operator: Contoso\n  sim: {brandingNmae: x, spn: y, appID: a,\n    appID: b}\n")
	want := []cosa.Finding{
		{
			Rule: "unknown-key", Message: `"brandingNmae" is no key of "sim"`, Hint: `did you mean "brandingName"`, Value: "brandingNmae", Subject: `"sim"`, Profile: "Contoso (Chile)",
			Position: cosa.Position{File: "f", Line: 4, Column: 9, Path: "profiles[0].sim.brandingNmae"},
			Fix:      &cosa.Fix{Old: "brandingNmae", New: "brandingName"},
		}, {
			Rule: "unknown-key", Message: `"spn" is no key of "sim"`, Hint: `it belongs in an item of "targets"`, Value: "spn", Subject: `"sim"`, Profile: "Contoso (Chile)",
			Position: cosa.Position{File: "f", Line: 4, Column: 26, Path: "profiles[0].sim.spn"},
		}, {
			Rule: "duplicate-key", Message: `"appID" stands in this mapping twice; the first one counts`, Hint: "delete one of them", Value: "appID", Profile: "Contoso (Chile)",
			Position: cosa.Position{File: "f", Line: 5, Column: 5, Path: "profiles[0].sim.appID"},
			Related:  []cosa.Related{{Message: "the first one", Position: cosa.Position{File: "f", Line: 4, Column: 34, Path: "profiles[0].sim.appID"}}},
		},
	}
	if diff := cmp.Diff(want, s.Findings()); diff != "" {
		t.Error(diff)
	}
	// The misspelt key is not reported as missing as well; the first value counts.
	if v := s.Entry(0).Value(cosa.BrandingName); v.Type != cosa.Wrong {
		t.Errorf("%+v", v)
	}
	if got := s.Entry(0).Text(cosa.AppID); got != "a" {
		t.Errorf("appID %q", got)
	}
}

func TestAnswers(t *testing.T) {
	s := read(t, cosa.YAML, "submission:\n  contactName: Ana\n  phone: 0049\n  title:\n  certified: Yes\n  email: [x]\n  mail: y\nprofiles: [{operator: a}]\n")
	want := []cosa.Answer{
		{Key: "contactName", Text: "Ana", Position: cosa.Position{File: "f", Line: 2, Column: 16, Path: "submission.contactName"}},
		{Key: "phone", Text: "0049", Position: cosa.Position{File: "f", Line: 3, Column: 10, Path: "submission.phone"}},
		{Key: "certified", Text: "Yes", Position: cosa.Position{File: "f", Line: 5, Column: 14, Path: "submission.certified"}},
	}
	if diff := cmp.Diff(want, s.Answers()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{`unknown-key @7:3 submission.mail: "mail" is no key of "submission"`, `wrong-type @6:10 submission.email: "email" is a list`}, findings(s)); diff != "" {
		t.Error(diff)
	}
}

func TestReadErrors(t *testing.T) {
	for _, test := range []struct {
		name, text string
		format     cosa.Format
		limits     form.Limits
		want       string // place and beginning
	}{
		{name: "version", text: "version: 2\n", want: `f:1:10: the version of the form is "2"`},
		{name: "version list", text: "version: [1]\n", want: `f:1:10: the version of the form is a list`},
		{name: "tab", text: "profiles:\n\t- operator: a\n", want: `f:2:1: not valid YAML: found character that cannot start any token; indent with blanks`},
		{name: "bracket", text: "profiles:\n- {operator: a\n- b\n", want: `f:2: not valid YAML: did not find expected ',' or '}'`},
		{name: "indentation", text: "profiles:\n- operator: a\n   country: b\n", want: `f:3: not valid YAML: mapping values are not allowed in this context`},
		{name: "dedent", text: "profiles:\n  - operator: a\n country: b\n", want: `f:3: not valid YAML: did not find expected key`},
		{name: "nested dedent", text: "profiles:\n  - operator: a\n    sim:\n      appID: a\n     hotspot: b\n    country: c\n", want: `f:5: not valid YAML: did not find expected key`},
		{name: "unknown alias", text: "profiles:\n- operator: *a\n", want: `f:2: not valid YAML: a value begins with * and no anchor (&) has its name`},
		{name: "control character", text: "profiles:\n- operator: \x01\n", want: `f:2: not valid YAML: control characters are not allowed`},
		{name: "not UTF-8", text: "profiles:\n- operator: \xe9\n", want: `f:2:13: the text is not UTF-8`},
		{name: "values", text: "profiles: [a, b, c, d]", limits: form.Limits{Values: 4}, want: `f: the file holds more than 4 values`},
		{name: "faults", text: "profiles: [a, b, c, d]", limits: form.Limits{Faults: 2}, want: `f:1:18: this is fault number 3 in the shape of the file`},
		{name: "size", text: strings.Repeat("a", 1<<20+1), limits: form.Limits{Bytes: 1 << 20}, want: `f: the file is larger than 1 MiB`},
		{name: "depth", text: strings.Repeat("[", 100) + strings.Repeat("]", 100), want: `f:1:65: lists and mappings are nested deeper than 64 levels`},
		{name: "JSON depth", format: cosa.JSON, text: strings.Repeat("[", 1000000), want: `f:1:65: not valid JSON: lists and objects are nested deeper than 64 levels`},
		{name: "rows", text: "profiles:\n- targets: [{}, {}, {}]\n  connections: [{}, {}, {}]\n", limits: form.Limits{Rows: 8}, want: `f:2:3: the profiles make more than 8 rows`},
		{name: "JSON value", format: cosa.JSON, text: "{\"profiles\": [{\"operator\": Contoso}]}", want: `f:1:28: not valid JSON: a value is expected`},
		{name: "JSON zeros", format: cosa.JSON, text: "{\"profiles\":\n [{\"mcc\": 001}]}", want: `f:2:11: not valid JSON: this is no JSON number`},
		{name: "JSON comma", format: cosa.JSON, text: "{\"profiles\": [1,]}", want: `f:1:17: not valid JSON: a comma before the closing bracket`},
		{name: "JSON colon", format: cosa.JSON, text: "{\"profiles\" [1]}", want: `f:1:13: not valid JSON: a colon is expected`},
		{name: "JSON key", format: cosa.JSON, text: "{profiles: []}", want: `f:1:2: not valid JSON: a key in double quotes`},
		{name: "JSON end", format: cosa.JSON, text: "{\"profiles\":\n[", want: `f:2:2: not valid JSON: the text ends too early`},
		{name: "JSON open", format: cosa.JSON, text: "{\"profiles\": [1}", want: `f:1:16: not valid JSON: a comma or ']' is expected`},
		{name: "JSON twice", format: cosa.JSON, text: "{} {}", want: `f:1:4: not valid JSON: text follows the end`},
		{name: "JSON comment", format: cosa.JSON, text: "// x\n{}", want: `f:1:1: not valid JSON: comments are not allowed`},
		{name: "JSON text", format: cosa.JSON, text: "{\"a\": \"b", want: `f:1:9: not valid JSON: a text is not closed`},
		{name: "JSON break", format: cosa.JSON, text: "{\"a\": \"b\nc\"", want: `f:1:9: not valid JSON: a text contains a line break`},
		{name: "JSON escape", format: cosa.JSON, text: `{"a": "b\x"}`, want: `f:1:9: not valid JSON: unknown escape`},
		{name: "JSON surrogate", format: cosa.JSON, text: `{"a": "\ud83dx"}`, want: `f:1:8: not valid JSON: unknown escape`},
	} {
		t.Run(test.name, func(t *testing.T) {
			reader := form.ReadYAML
			if test.format == cosa.JSON {
				reader = form.ReadJSON
			}
			err := reader(cosa.NewBuilder(), "f", strings.NewReader(test.text), test.limits)
			var problem *cosa.ReadError
			if !errors.As(err, &problem) || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestAliasBombs(t *testing.T) {
	var laughs, merges strings.Builder
	laughs.WriteString("defaults:\n  targets: &a0 [{mcc: 1}]\nprofiles:\n")
	merges.WriteString("profiles:\n- sim: &a0 {appID: a}\n")
	for i := range 60 {
		fmt.Fprintf(&laughs, "- targets: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i+1, i, i, i, i)
		fmt.Fprintf(&merges, "- sim: &a%d {<<: [*a%d, *a%d, *a%d]}\n", i+1, i, i, i)
	}
	wide := "defaults:\n  connections: &c [" + strings.Repeat("{apn: a}, ", 5000) + "]\nprofiles: [" + strings.Repeat("{connections: *c}, ", 5000) + "]\n"
	cycle := "profiles: &p\n- &q\n  <<: *q\n  operator: a\n  targets: *p\n"
	for name, text := range map[string]string{"laughs": laughs.String(), "merges": merges.String(), "wide": wide, "cycle": cycle} {
		err := form.ReadYAML(cosa.NewBuilder(), "f", strings.NewReader(text), form.Limits{Aliases: 100000, Rows: 100000})
		var problem *cosa.ReadError
		if err != nil && (!errors.As(err, &problem) || problem.Position.Line == 0) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && (name == "merges" || name == "wide") {
			t.Errorf("%s: no error", name)
		}
	}
}

func utf16Units(text string) []uint16 { return utf16.Encode([]rune(text)) }

// A range's missing end is reported in the range's own mapping.
func TestMissingEndOfRange(t *testing.T) {
	s := read(t, cosa.YAML, `profiles:
  - operator: Contoso
    targets:
      - mcc: "001"
        iccid: {start: "8900100000000000000"}
      - iccid:
          end: "8900100000000000099"
        imsi: {}
`)
	for _, missing := range []struct {
		row     int
		setting cosa.Setting
		want    string
	}{
		{0, cosa.ICCIDEnd, "5:17 profiles[0].targets[0].iccid.end"},
		{0, cosa.IMSIStart, "4:9 profiles[0].targets[0].imsi.start"},
		{1, cosa.ICCIDStart, "7:11 profiles[0].targets[1].iccid.start"},
		{1, cosa.IMSIEnd, "8:15 profiles[0].targets[1].imsi.end"},
	} {
		p := s.Entry(missing.row).Position(missing.setting)
		if got := fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Path); got != missing.want {
			t.Errorf("missing %s: %s, want %s", missing.setting, got, missing.want)
		}
	}
}

// A password that YAML takes for an alias is not told.
func TestUnknownAnchorIsNotTold(t *testing.T) {
	err := form.ReadYAML(cosa.NewBuilder(), "f.yaml", strings.NewReader("profiles:\n  - connections:\n      - password: *Secret1\n"), form.Limits{})
	const want = "f.yaml:3: not valid YAML: a value begins with * and no anchor (&) has its name; put a value that begins with * or & into quotes"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// A misspelt end of a range is one mistake: the end is not missing as well.
func TestMisspeltEndOfRange(t *testing.T) {
	for _, test := range []struct {
		name, text   string
		key          string
		start, end   cosa.Setting
		wrong, right string
	}{
		{"near", `iccid: {strat: "8900100000000000000", end: "8900100000000000099"}`, "strat", cosa.ICCIDStart, cosa.ICCIDEnd, "start", "8900100000000000099"},
		{"far", `iccid: {start: "8900100000000000000", until: "8900100000000000099"}`, "until", cosa.ICCIDStart, cosa.ICCIDEnd, "end", "8900100000000000000"},
		{"elsewhere", `iccid: {start: "8900100000000000000", mcc: "001"}`, "mcc", cosa.ICCIDStart, cosa.ICCIDEnd, "end", "8900100000000000000"},
		{"imsi", `imsi: {begin: "001010000000000", end: "001010000000099"}`, "begin", cosa.IMSIStart, cosa.IMSIEnd, "start", "001010000000099"},
		{"both", `imsi: {from: "001010000000000", to: "001010000000099"}`, "from", cosa.IMSIStart, cosa.IMSIEnd, "both", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := read(t, cosa.YAML, "profiles: [{operator: Contoso, targets: [{"+test.text+"}]}]")
			for i := range s.Findings() {
				if f := s.Findings()[i]; f.Rule != "unknown-key" || i == 0 && f.Value != test.key {
					t.Errorf("%s %q", f.Rule, f.Value)
				}
			}
			e := s.Entry(0)
			start, end := e.Value(test.start), e.Value(test.end)
			if got := start.Type == cosa.Wrong; got != (test.wrong != "end") {
				t.Errorf("start %+v", start)
			}
			if got := end.Type == cosa.Wrong; got != (test.wrong != "start") {
				t.Errorf("end %+v", end)
			}
			if start.Text+end.Text != test.right {
				t.Errorf("%q and %q", start.Text, end.Text)
			}
		})
	}
}

// The line break that ends a block of text is syntax; one that is written in
// quotes is part of the value.
func TestBlocksOfText(t *testing.T) {
	s := read(t, cosa.YAML, `submission:
  title: |
    Ranges
profiles:
- operator: |
    Contoso
  country: >
    New
    Zealand
  targets:
  - iccid: |
      8900100000000000000-8900100000000000099
    spn: |-
      Contoso
    pnn: "Contoso\n"
    mcc: |+
      001

  sim: {wifiProfiles: [a.xml]}
  connections:
  - purposeGroups:
    - |
      Internet
    - >
      MMS
`)
	e := s.Entry(0)
	got := make(map[string]string)
	for i := range cosa.SettingCount {
		if v := e.Value(cosa.Setting(i)); v.Raw != "" {
			got[cosa.Setting(i).String()] = v.Raw
		}
	}
	want := map[string]string{
		"Operator": "Contoso", "Country/Region": "New Zealand", "ICCID Range - Start": "8900100000000000000", "ICCID Range - End": "8900100000000000099",
		"SPN": "Contoso", "PNN": "Contoso\n", "MCC": "001\n", "WifiProfiles": "a.xml", "PurposeGroups": "Internet, MMS",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := s.Answers()[0].Text; got != "Ranges" {
		t.Errorf("answer %q", got)
	}
	if len(s.Findings()) > 0 {
		t.Error(findings(s))
	}
	checkRoundTrip(t, s)
}
