package suppress

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// Recording is what [Record] made.
type Recording struct {
	List    []cosa.Suppression // to write down, sorted
	Added   int                // of them new
	Kept    int                // of them recorded before
	Dropped int                // recorded before, but matching nothing any more
	Expired int                // findings that were left, since what suppressed them has expired
}

// Record makes suppressions of all findings of a run that no suppression
// matches. Of those that were recorded before it keeps what still matches, as
// it stands, and what the run cannot judge, such as profiles of other files.
// A finding whose suppression has expired is left: that was a decision. The
// run's result is not changed.
func Record(run Run, others, recorded []cosa.Suppression) Recording {
	result := *run.Result
	run.Result = &result
	all := slices.Concat(others, recorded)
	outcome := Apply(run, all)
	r := Recording{}
	j := judge{run: run}
	for i := range recorded {
		s := &recorded[i]
		if outcome.Uses[len(others)+i] == 0 && j.applied(s) {
			r.Dropped++
			continue
		}
		r.Kept++
		r.List = append(r.List, *s)
	}
	x := newIndex(all)
	seen := make(map[Key]bool)
	for i := range result.Findings {
		f := &result.Findings[i]
		switch key := (Key{rule: f.Rule, fingerprint: f.Fingerprint()}); {
		case f.Rule == Unused || seen[key]:
		case slices.ContainsFunc(x.candidates(f), func(i int) bool { return all[i].Matches(f) }):
			r.Expired++
		default:
			seen[key] = true
			r.Added++
			r.List = append(r.List, newRecorded(f, run.Today))
		}
	}
	slices.SortFunc(r.List, compare)
	return r
}

// newRecorded suppresses one finding. The fingerprint says which; the rest is
// for people, and left out where it cannot be read or is a credential.
func newRecorded(f *cosa.Finding, today string) cosa.Suppression {
	s := cosa.Suppression{
		Rule: f.Rule, Fingerprint: f.Fingerprint(), Setting: f.Setting,
		Reason: "known when recorded on " + today, Origin: cosa.Recorded,
	}
	if legible(f.Profile) {
		s.Profile = f.Profile
	}
	if setting, ok := cosa.MatchHeader(f.Setting); f.Value != "" && f.Value != cosa.Mask && legible(f.Value) && !(ok && setting.Spec().Secret) {
		s.Value = &f.Value
	}
	return s
}

// legible reports whether a text is short, and the same to every program that
// reads it.
func legible(text string) bool {
	const most = 300
	return len(text) <= most && utf8.ValidString(text) && strings.TrimSpace(text) == text &&
		!strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

func compare(a, b cosa.Suppression) int {
	return cmp.Or(
		cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Profile, b.Profile), cmp.Compare(a.Setting, b.Setting),
		cmp.Compare(text(a.Value), text(b.Value)), cmp.Compare(a.Fingerprint, b.Fingerprint),
	)
}

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
