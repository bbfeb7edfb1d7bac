package cmd

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

func configSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	var text bytes.Buffer
	if err := writeConfigSchema(&text); err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(&text)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("config.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON decodes YAML as an editor does, which takes a day for text.
func asJSON(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.ReplaceAll(data, []byte("T00:00:00Z"), nil)
	v, err = jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestConfigSchema holds the schema against what the program takes.
func TestConfigSchema(t *testing.T) {
	schema := configSchema(t)
	starter := string(starterConfig)
	const whole = `
policy: cosa
baseline: customizations.xml
fail-on: never
severity: {mcc-format: warning}
disable: [mnc-format]
only: [mcc-format]
suppressions:
- {rule: mcc-format, profile: Contoso (Argentina), setting: MCC, value: "72", reason: why, owner: who, expires: 2027-03-31}
- {rule: mcc-format, profile: Contoso (Argentina), value: 72, reason: why}
- {rule: mcc-format, fingerprint: 0123456789abcdef, reason: why}
- {rule: mcc-format, fingerprint: 0123456789ABCDEE, reason: why}
- {rule: mcc-format, fingerprint: 1123456789012345, reason: why}
- {rule: mcc-format, fingerprint: 1123e06789012345, reason: why}
- {rule: mcc-format, profile: a, setting: mcc, reason: why}
- {rule: mcc-format, profile: a, setting: APN, reason: why}
- {rule: mcc-format, profile: b, setting: access string, reason: why}
- {rule: mcc-format, profile: a, setting: iccid.end, reason: why}
- {rule: mcc-format, profile: a, setting: accountExperienceURL, reason: why}
- {rule: mcc-format, profile: a, setting: ICCID Range – Start, reason: why}
`
	for _, test := range []struct {
		text  string
		valid bool
	}{
		{"", true}, {"{}", true}, {starter, true}, {whole, true}, {"suppressions: []", true},
		{"polcy: cosa", false}, {"policy: other", false}, {"fail-on: warnings", false}, {"baseline: ''", false}, {"[]", false},
		{"severity: {mcc-formt: error}", false}, {"severity: {mcc-format: bad}", false}, {"disable: mcc-format", false}, {"only: [no-rule]", false},
		{"suppressions: {}", false},
		{"suppressions: [{rule: mcc-format, reason: why}]", false},
		{"suppressions: [{rule: mcc-format, profile: a}]", false},
		{"suppressions: [{profile: a, reason: why}]", false},
		{"suppressions: [{rule: unused-suppression, profile: a, reason: why}]", false},
		{"suppressions: [{rule: mcc-format, profile: a, reason: ''}]", false},
		{"suppressions: [{rule: mcc-format, profile: a, reason: why, until: 2027-03-31}]", false},
		{"suppressions: [{rule: mcc-format, profile: a, reason: why, expires: soon}]", false},
		{"suppressions: [{rule: mcc-format, profile: a, reason: why, setting: Mccc}]", false},
		{"suppressions: [{rule: mcc-format, fingerprint: 0123, reason: why}]", false},
		{"suppressions: [{rule: mcc-format, fingerprint: 0123456789abcdeg, reason: why}]", false},
		{"suppressions: [{rule: mcc-format, profile: a, setting: iccid.ende, reason: why}]", false},
	} {
		err := schema.Validate(asJSON(t, test.text))
		if (err == nil) != test.valid {
			t.Errorf("the schema, of %s: %v", test.text, err)
		}
		var c config
		err = c.parse("test.yaml", []byte(test.text), configKeys)
		if (err == nil) != test.valid {
			t.Errorf("the program, of %s: %v", test.text, err)
		}
	}
}

// TestRecordedFingerprints proves that no program takes a recorded fingerprint
// for a number.
func TestRecordedFingerprints(t *testing.T) {
	text, err := recordedYAML([]cosa.Suppression{{Rule: "mcc-format", Fingerprint: "6342e02704459624", Reason: "r"}, {Rule: "mcc-format", Profile: "a", Reason: "r"}})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `fingerprint: "6342e02704459624"`) || strings.Count(string(text), "fingerprint") != 1 {
		t.Errorf("%s", text)
	}
}
