package report

import (
	"bytes"
	goast "go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	consumer "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// sarifSchemaOf compiles the official schema. Its text stands in the source of
// the library with which the tests read SARIF.
func sarifSchemaOf(t *testing.T) *jsonschema.Schema {
	t.Helper()
	library, err := build.Import("github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	syntax, err := parser.ParseFile(token.NewFileSet(), filepath.Join(library.Dir, "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range syntax.Decls {
		constant, ok := decl.(*goast.GenDecl).Specs[0].(*goast.ValueSpec)
		if !ok || constant.Names[0].Name != "schema" {
			continue
		}
		content, err := strconv.Unquote(constant.Values[0].(*goast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(content, `"id": "`+sarifSchema+`"`) {
			t.Fatal("the library has another edition of the schema than the one that reports name")
		}
		return compiled(t, []byte(content))
	}
	t.Fatal("the library has no schema")
	return nil
}

// TestSARIFIsValid holds the reports against the official schema and reads
// them with a library.
func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchemaOf(t)
	for name, r := range reports() {
		out := render(t, "sarif", r, Options{})
		if err := holds(t, schema, out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		log, err := consumer.FromBytes(out)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		run := log.Runs[0]
		if want := len(r.Findings) + len(r.Silenced); len(run.Results) != want {
			t.Errorf("%s: %d results, want %d", name, len(run.Results), want)
		}
		if got := len(run.Invocations[0].ToolConfigurationNotifications); got != len(r.NotEvaluated) {
			t.Errorf("%s: %d rules were not evaluated, want %d", name, got, len(r.NotEvaluated))
		}
		suppressed := 0
		hashes := make(map[string]bool)
		for _, result := range run.Results {
			if rule := run.Tool.Driver.Rules[result.RuleIndex]; *rule.ID != *result.RuleID {
				t.Errorf("%s: the rule %s is listed as %s", name, *result.RuleID, *rule.ID)
			}
			suppressed += len(result.Suppressions)
			hash := result.PartialFingerprints["primaryLocationLineHash"]
			if hashes[hash] {
				t.Errorf("%s: two results have the fingerprint %s", name, hash)
			}
			hashes[hash] = true
		}
		if suppressed != len(r.Silenced) {
			t.Errorf("%s: %d results are suppressed, want %d", name, suppressed, len(r.Silenced))
		}
	}
}

func TestSARIFSchemaRefuses(t *testing.T) {
	out := bytes.Replace(render(t, "sarif", sample(), Options{}), []byte(`"level":"error"`), []byte(`"level":"fatal"`), 1)
	if holds(t, sarifSchemaOf(t), out) == nil {
		t.Error("the schema takes anything")
	}
}

// TestSARIFRules proves that every rule of the catalogue makes a valid entry.
func TestSARIFRules(t *testing.T) {
	r := &Report{Policy: rules.PolicyCosa}
	for _, rule := range rules.Catalogue() {
		r.Findings = append(r.Findings, cosa.Finding{Rule: rule.ID, Severity: cosa.Error, Message: "m", Position: cosa.Position{File: "f"}})
	}
	out := render(t, "sarif", r, Options{})
	if err := holds(t, sarifSchemaOf(t), out); err != nil {
		t.Error(err)
	}
	log, err := consumer.FromBytes(out)
	if err != nil {
		t.Fatal(err)
	}
	for i, rule := range log.Runs[0].Tool.Driver.Rules {
		if *rule.ID != rules.IDs()[i] || rule.Help.Markdown == nil || rule.HelpURI == nil && *rule.ID != "unused-suppression" || rule.HelpURI != nil && !strings.Contains(*rule.HelpURI, "https://") || rule.DefaultConfiguration.Level == "" {
			t.Errorf("%s lacks a description", *rule.ID)
		}
	}
}
