package rules

import "github.com/cosakit/cosa/cosa"

// fixOf returns the fix of a value at fault, nil where a person has to decide.
// Only text that was typed is ever fixed: not the result of a formula, and not
// what a cell holds as a number, a date or a truth value.
func fixOf(fix func(cosa.Setting, cosa.Value) string, s cosa.Setting, v cosa.Value) *cosa.Fix {
	if fix == nil || v.Type != cosa.Text || v.Formula || cosa.IsCondition(v.Text) {
		return nil
	}
	return cosa.NewFix(s, v.Raw, fix(s, v))
}

// corrected is the fix of a misspelt value of an enumerated setting.
func corrected(s cosa.Setting, v cosa.Value) string {
	text, _ := s.Correct(v.Text) // "" where it is not certain
	return text
}

// asRead is the fix of characters that are read as others, or not at all: the
// value as every command takes it. Names keep all that can be seen.
func asRead(_ cosa.Setting, v cosa.Value) string { return v.Text }

// knownApp is the fix of a known AppID in other capitals.
func knownApp(cosa.Setting, cosa.Value) string { return mobilePlansApp }

// Fixable reports whether the rule knows a certain answer to some of its
// findings.
func (r *Rule) Fixable() bool {
	switch r.ID {
	case "header-unknown", "unknown-key", "purchase-connect":
		return true // whose findings are made elsewhere than in a check of values
	}
	return r.Value != nil && r.Value.Fix != nil
}
