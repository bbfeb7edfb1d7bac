package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// hostile is what a cell may hold to escape from a report.
const hostile = "\x1b[31m\u202e<script>alert(1)</script> ]]> | `` \\| @everyone [x](http://evil.example) #1 %0A::error::no\n::set-output name=a::b ##[add-mask]c {0} -->\ufffe\x00"

// everything is a report with every severity and every kind of place: cells,
// a sheet and a file as wholes, YAML, CSV, related places in the same sheet,
// in another file and in a baseline, folded rows, a masked credential, hostile
// text and names, suppressed findings, suppressions that
// the workbook brings along, rules that were not evaluated, notes.
func everything() *Report {
	r := sample()
	r.FailOn = cosa.Warning
	r.Inputs = []string{"ops.xlsx", "more.yaml", "rows, 100%: ü.csv", "clean.json", "empty.csv", "folder/hostile.csv", "../elsewhere.csv"}
	r.Files = len(r.Inputs)
	r.Suppressed = 2
	r.Findings = append(r.Findings,
		cosa.Finding{
			Rule: "sheet-ignored", Severity: cosa.Warning, Message: "another sheet has such a header too",
			Position: cosa.Position{File: "ops.xlsx", Sheet: "Old rows"},
		},
		cosa.Finding{
			Rule: "credential-length", Severity: cosa.Error, Message: "a password has at most 255 characters",
			Position: cosa.Position{File: "rows, 100%: ü.csv", Line: 3, Column: 14}, Setting: "Password", Value: cosa.Mask, Profile: "Fabrikam (Germany)",
		},
		cosa.Finding{
			Rule: "target-duplicate", Severity: cosa.Error, Message: "the baseline has this target too", Hint: "give one of them another identifier",
			Position: cosa.Position{File: "rows, 100%: ü.csv", Line: 4, Column: 4}, Setting: "MCC", Value: "001", Profile: "Fabrikam (Germany)",
			Related: []cosa.Related{{Message: "in the baseline", Position: cosa.Position{File: "baseline/customizations.xml", Line: 120, Column: 7, Path: "profiles[3].targets[0]"}}},
		},
		cosa.Finding{
			Rule: "access-string-format", Severity: cosa.Warning, Message: `"` + hostile + `" is no access string`, Hint: "not " + hostile,
			Position: cosa.Position{File: "folder/hostile.csv", Line: 2, Column: 9}, Setting: "AccessString", Value: hostile + strings.Repeat("y", 32_767), Profile: hostile,
			Related: []cosa.Related{{Message: hostile, Position: cosa.Position{File: hostile, Sheet: hostile, Line: 2, Column: 2}}},
		},
		cosa.Finding{
			Rule: "operator-has-country", Severity: cosa.Info, Message: "the operator repeats the country",
			Position: cosa.Position{File: "../elsewhere.csv", Line: 2, Column: 3}, Setting: "Operator", Value: "Contoso (Argentina)",
		},
	)
	r.Findings = cosa.SortFindings(r.Findings)
	r.Silenced = []Silenced{
		{Finding: cosa.Finding{
			Rule: "country-unknown", Severity: cosa.Warning, Message: `"Atlantis" is no country`, Position: cell("APN", 30, 2),
			Setting: "Country/Region", Value: "Atlantis", Profile: "Contoso (Atlantis)",
		}, Reason: "agreed with the reviewer", Owner: "roaming team", Expires: "2027-03-31", By: cosa.Position{File: ".cosa.yaml", Line: 4, Column: 5, Path: "suppressions[0]"}},
		{Finding: cosa.Finding{
			Rule: "mcc-unknown", Severity: cosa.Warning, Message: `no country holds "998"`, Position: cell("APN", 31, 4),
			Setting: "MCC", Value: "998", Profile: "Contoso (Atlantis)",
		}, Reason: "a test network " + hostile, By: cell("Checks", 14, 1), InSource: true},
	}
	value := "998"
	r.Embedded = []Embedded{
		{Suppression: cosa.Suppression{
			Rule: "mcc-unknown", Profile: "Contoso (Atlantis)", Setting: "MCC", Value: &value, Reason: "a test network " + hostile,
			Fingerprint: "0123456789abcdef", Position: cell("Checks", 14, 1), Origin: cosa.Embedded,
		}, State: Applied},
		{Suppression: cosa.Suppression{
			Rule: "iccid-format", Profile: hostile, Reason: "old cards", Owner: hostile, Expires: "2025-12-31",
			Position: cell("Checks", 15, 1), Origin: cosa.Embedded,
		}, State: HasExpired},
	}
	r.NotEvaluated = append(r.NotEvaluated, rules.Skipped{Rule: "mnc-format", Reason: "because of " + hostile})
	r.Notes = append(r.Notes, "folder: "+hostile)
	return r
}

// reports are those that every consumer must take.
func reports() map[string]*Report {
	return map[string]*Report{
		"empty": {}, "sample": sample(), "everything": everything(), "many": many(300),
		"stranger": {Findings: []cosa.Finding{{Rule: "no-rule-of-ours"}, {Rule: "mcc-format", Severity: cosa.Error, Value: "\xff\xfe", Message: "\xff"}}},
	}
}

// many has that many different findings of every severity and hostile values.
func many(n int) *Report {
	r := &Report{FailOn: cosa.Error}
	for i := range n {
		for _, severity := range []cosa.Severity{cosa.Info, cosa.Warning, cosa.Error} {
			r.Findings = append(r.Findings, cosa.Finding{
				Rule: []string{"mcc-format", "mnc-format", "imsi-format", "iccid-format"}[i%4], Severity: severity,
				Message: fmt.Sprintf("%d %s %s", i, severity, strings.Repeat("`"+hostile, 8)), Hint: strings.Repeat("|", 500),
				Position: cell("S", i+1, int(severity)), Setting: "MCC", Value: strings.Repeat("\U000e0041", 400),
			})
		}
	}
	return r
}

func render(t *testing.T, format string, r *Report, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := formatNamed(t, format).Write(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func compiled(t *testing.T, content []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// holds validates JSON against a schema.
func holds(t *testing.T, schema *jsonschema.Schema, out []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}
