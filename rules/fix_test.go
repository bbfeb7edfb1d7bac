package rules

import (
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// TestFixesOfExamples runs every rule's bad example: whatever fix a finding
// carries belongs to a rule that says so, keeps all digits, and is what the
// reader would take without a finding of that rule.
func TestFixesOfExamples(t *testing.T) {
	seen := 0
	for _, r := range Catalogue() {
		if r.Bad.Form == FormCells || r.Bad.Form == FormYAML || r.Bad.Form == FormConfig {
			continue // whose readers are elsewhere
		}
		s, err := r.Bad.Submission()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Run(s, Options{Policy: PolicyMobilePlans}).Findings {
			if f.Fix == nil {
				continue
			}
			seen++
			rule, err := Find(f.Rule)
			if err != nil || !rule.Fixable() {
				t.Errorf("%s has a fix for %q, but does not say that it may", f.Rule, f.Fix.Old)
			}
			if !cosa.SameDigits(f.Fix.Old, f.Fix.New) || f.Fix.New == "" {
				t.Errorf("%s: %q became %q", f.Rule, f.Fix.Old, f.Fix.New)
			}
		}
	}
	if seen == 0 {
		t.Error("no example has a fix")
	}
}

func TestFixableRulesExist(t *testing.T) {
	n := 0
	for _, r := range Catalogue() {
		if r.Fixable() {
			n++
		}
	}
	if n < 15 {
		t.Errorf("%d rules are fixable", n)
	}
}

// TestNoFix lists what a person decides, however near the answer seems.
func TestNoFix(t *testing.T) {
	for _, v := range []cosa.Value{
		{Text: "Chnage", Raw: "Chnage", Formula: true},
		{Text: "Chnage", Raw: "Chnage", Type: cosa.Err},
		{Text: "1", Raw: "1", Type: cosa.Number},
	} {
		if f := fixOf(corrected, cosa.UpdateType, v); f != nil {
			t.Errorf("%+v became %q", v, f.New)
		}
	}
	secret := cosa.Value{Text: "a\u00a0", Raw: "a\u00a0"}
	if f := fixOf(func(cosa.Setting, cosa.Value) string { return "a" }, cosa.Password, secret); f != nil {
		t.Error("a password would be changed")
	}
	changed := cosa.Value{Text: "72", Raw: "72"}
	if f := fixOf(func(cosa.Setting, cosa.Value) string { return "722" }, cosa.MCC, changed); f != nil {
		t.Error("digits would be changed")
	}
}
