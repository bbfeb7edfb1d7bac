package suppress

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// Run is a run of the rules and what it was about.
type Run struct {
	Submission *cosa.Submission
	Policy     rules.Policy
	Databases  rules.Policy // for the rows that devices have, "" for Policy
	Result     *rules.Result
	Today      string // as 2006-01-02
}

// Outcome tells what became of the suppressions.
type Outcome struct {
	Uses  []int    // findings that each one matches, expired ones included
	Notes []string // what a person should know of them
}

// Key tells suppressions apart: two with one key mean the same findings.
type Key struct{ rule, fingerprint, profile, setting, value string }

// KeyOf returns the key of a suppression. A fingerprint says all there is to
// say.
func KeyOf(s *cosa.Suppression) Key {
	if s.Fingerprint != "" {
		return Key{rule: s.Rule, fingerprint: s.Fingerprint}
	}
	k := Key{rule: s.Rule, profile: cosa.FoldName(s.Profile), setting: s.Setting}
	if s.Value != nil {
		k.value = "=" + *s.Value
	}
	return k
}

// Apply takes the findings that do not count from the run's result into its
// list of silenced ones. Where several suppressions match a finding, all count
// as used, and the first of those that hold says why. Suppressions that are of
// no use become findings, which are never silenced.
func Apply(run Run, list []cosa.Suppression) Outcome {
	o := Outcome{Uses: make([]int, len(list))}
	x := newIndex(list)
	var counting []cosa.Finding
	for _, f := range run.Result.Findings {
		var by *cosa.Suppression
		for _, i := range x.candidates(&f) {
			if s := &list[i]; s.Matches(&f) {
				o.Uses[i]++
				if by == nil && !s.Expired(run.Today) {
					by = s
				}
			}
		}
		if by != nil {
			run.Result.Silenced = append(run.Result.Silenced, rules.Silenced{Finding: f, By: by})
		} else {
			counting = append(counting, f)
		}
	}
	j := judge{run: run}
	for i := range list {
		if f, ok := j.useless(&list[i], o.Uses[i]); ok {
			counting = append(counting, f)
		} else if note := j.misspelt(&list[i], o.Uses[i]); note != "" {
			o.Notes = append(o.Notes, note)
		}
	}
	run.Result.Findings = cosa.SortFindings(counting)
	return o
}

// index finds the suppressions that may mean a finding, without a look at
// each.
type index struct {
	plain map[Key][]int // without a fingerprint, by rule and profile
	exact map[Key][]int // with one, by rule and fingerprint
	rules map[string]bool
}

func newIndex(list []cosa.Suppression) *index {
	x := &index{plain: make(map[Key][]int), exact: make(map[Key][]int), rules: make(map[string]bool)}
	for i := range list {
		if s := &list[i]; s.Fingerprint != "" {
			x.exact[KeyOf(s)] = append(x.exact[KeyOf(s)], i)
			x.rules[s.Rule] = true
		} else {
			key := Key{rule: s.Rule, profile: cosa.FoldName(s.Profile)}
			x.plain[key] = append(x.plain[key], i)
		}
	}
	return x
}

// candidates are in the order of the list.
func (x *index) candidates(f *cosa.Finding) []int {
	found := x.plain[Key{rule: f.Rule, profile: cosa.FoldName(f.Profile)}]
	if !x.rules[f.Rule] {
		return found
	}
	exact := x.exact[Key{rule: f.Rule, fingerprint: f.Fingerprint()}]
	if len(found) == 0 || len(exact) == 0 {
		return slices.Concat(found, exact)
	}
	both := slices.Concat(found, exact)
	slices.Sort(both)
	return both
}
