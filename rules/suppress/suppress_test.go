package suppress

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

const today = "2026-11-21"

// randomRun draws a run with findings that differ in one thing or another, and
// suppressions of them and of others.
func randomRun(r *rand.Rand) (Run, []cosa.Suppression) {
	ids := []string{"mcc-format", "mnc-format", "iccid-range-overlap"}
	profiles := []string{"Contoso (Argentina)", "Fabrikam (Argentina)", ""}
	settings := []string{"MCC", "MNC", ""}
	values := []string{"72", "73", "", cosa.Mask}
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	draw := func() cosa.Finding {
		f := cosa.Finding{Rule: pick(ids), Severity: cosa.Error, Profile: pick(profiles), Setting: pick(settings), Value: pick(values), Subject: pick([]string{"", "a"})}
		if f.Rule == "iccid-range-overlap" {
			f.Pair = pick(profiles) + pick(values)
		}
		f.Position = cosa.Position{File: pick([]string{"a", "b"}), Line: 1 + r.IntN(99), Column: 1}
		return f
	}
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "a", Format: cosa.CSV, Header: 1})
	for i, operator := range []string{"Contoso", "Fabrikam"} {
		b.Row(i + 2)
		b.Set(cosa.Column(cosa.Operator), cosa.Cell{Raw: []byte(operator)})
		b.Set(cosa.Column(cosa.CountryRegion), cosa.Cell{Raw: []byte("Argentina")})
	}
	result := &rules.Result{Severities: map[string]cosa.Severity{Unused: cosa.Warning, "mcc-format": cosa.Error, "iccid-range-overlap": cosa.Error}}
	for range r.IntN(30) {
		result.Findings = append(result.Findings, draw())
	}
	result.Findings = cosa.SortFindings(result.Findings)
	var list []cosa.Suppression
	for i := range r.IntN(15) {
		f := draw()
		s := cosa.Suppression{Rule: f.Rule, Profile: f.Profile, Reason: fmt.Sprint(i), Position: cosa.Position{File: "c", Line: i + 1, Column: 5}}
		s.Expires = pick([]string{"", "", today, "2026-11-20", "2027-01-01"})
		if s.Profile == "" || r.IntN(2) == 0 {
			s.Fingerprint = f.Fingerprint()
		}
		if r.IntN(2) == 0 {
			s.Setting = f.Setting
		}
		if r.IntN(3) == 0 {
			s.Value = &f.Value
		}
		if r.IntN(5) == 0 {
			s.Origin, s.Position.File = cosa.Embedded, "a"
		}
		list = append(list, s)
	}
	return Run{Submission: b.Submission(), Policy: rules.PolicyCosa, Result: result, Today: today}, list
}

// TestApply compares with a look at each suppression for each finding.
func TestApply(t *testing.T) {
	for seed := range uint64(500) {
		run, list := randomRun(rand.New(rand.NewPCG(seed, 1)))
		var want, got []string
		uses := make([]int, len(list))
		for _, f := range run.Result.Findings {
			reason := ""
			for i := range list {
				if s := &list[i]; s.Matches(&f) {
					uses[i]++
					if reason == "" && (s.Expires == "" || s.Expires >= today) {
						reason = s.Reason
					}
				}
			}
			want = append(want, fmt.Sprint(f, " ", reason))
		}
		outcome := Apply(run, list)
		for _, f := range run.Result.Findings {
			if f.Rule != Unused {
				got = append(got, fmt.Sprint(f, " "))
			}
		}
		for _, s := range run.Result.Silenced {
			got = append(got, fmt.Sprint(s.Finding, " ", s.By.Reason))
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-each +indexed):\n%s", seed, diff)
		}
		if diff := cmp.Diff(uses, outcome.Uses); diff != "" {
			t.Fatalf("seed %d: uses (-each +indexed):\n%s", seed, diff)
		}
		useless := make(map[string]bool)
		for _, f := range run.Result.Findings {
			if f.Rule == Unused {
				useless[fmt.Sprint(f.Position.Line)] = true
			}
		}
		for i := range list {
			s := &list[i]
			want := s.Origin != cosa.Embedded && (s.Expired(today) || uses[i] == 0 && s.Rule != "mnc-format")
			if useless[fmt.Sprint(s.Position.Line)] != want {
				t.Fatalf("seed %d: %+v with %d uses: useless is not %v", seed, s, uses[i], want)
			}
		}
	}
}

// TestFingerprintHidesOne shows that a suppression by fingerprint silences
// what has that fingerprint, and nothing else.
func TestFingerprintHidesOne(t *testing.T) {
	for seed := range uint64(300) {
		run, _ := randomRun(rand.New(rand.NewPCG(seed, 2)))
		all := run.Result.Findings
		for i := range all {
			result := *run.Result
			one := run
			one.Result = &result
			Apply(one, []cosa.Suppression{{Rule: all[i].Rule, Fingerprint: all[i].Fingerprint(), Reason: "r"}})
			if len(result.Silenced)+len(result.Findings) != len(all) || len(result.Silenced) == 0 {
				t.Fatalf("seed %d: %d silenced and %d left of %d", seed, len(result.Silenced), len(result.Findings), len(all))
			}
			for _, s := range result.Silenced {
				f := all[i]
				f.Position, f.Value = s.Position, s.Value
				same := f.Pair != "" && f.Pair == s.Pair && f.Rule == s.Rule
				if !same && (cmp.Diff(f, s.Finding) != "" || s.Value != all[i].Value) {
					t.Fatalf("seed %d: %+v hides %+v", seed, all[i], s.Finding)
				}
			}
		}
	}
}

// TestRecord shows that what was recorded silences the same run, and that
// recording again changes nothing.
func TestRecord(t *testing.T) {
	for seed := range uint64(300) {
		run, list := randomRun(rand.New(rand.NewPCG(seed, 3)))
		expired := slices.ContainsFunc(list, func(s cosa.Suppression) bool { return s.Expired(today) })
		before := slices.Clone(run.Result.Findings)
		first := Record(run, list, nil)
		if diff := cmp.Diff(before, run.Result.Findings); diff != "" {
			t.Fatalf("seed %d: recording changed the findings:\n%s", seed, diff)
		}
		second := Record(run, list, first.List)
		if diff := cmp.Diff(first.List, second.List); diff != "" || second.Added > 0 || second.Dropped > 0 || second.Kept != len(first.List) {
			t.Fatalf("seed %d: %d added, %d dropped (-first +second):\n%s", seed, second.Added, second.Dropped, diff)
		}
		for _, s := range first.List {
			if s.Reason != "known when recorded on "+today || s.Value != nil && *s.Value == cosa.Mask {
				t.Errorf("%+v", s)
			}
		}
		Apply(run, slices.Concat(list, first.List))
		for _, f := range run.Result.Findings {
			if f.Rule != Unused && !expired {
				t.Fatalf("seed %d: %+v still counts", seed, f)
			}
		}
	}
}

// TestProfileNames shows that a suppression finds its profile in any capitals,
// and that a name which is nearly one is told.
func TestProfileNames(t *testing.T) {
	const other = "other.yaml:2:5: the suppression of mcc-format is for %q, which matches no profile of these files; did you mean \"Contoso (Argentina)\"?"
	for name, want := range map[string]struct {
		silenced int
		note     string
	}{
		"Contoso (Argentina)":     {1, ""},
		"contoso  (ARGENTINA)":    {1, ""},
		"Contso (Argentina)":      {0, fmt.Sprintf(other, "Contso (Argentina)")},
		"CONTOSO (Argentnia)":     {0, fmt.Sprintf(other, "CONTOSO (Argentnia)")},
		"Tailspin (Argentina)":    {0, ""},
		"Contoso (Peru)":          {0, ""},
		"Contoso 2 (Argentina)":   {0, ""},
		"Fabrikam (Argentina)":    {0, ""},
		"  Contoso(Argentina)   ": {1, ""},
	} {
		run, _ := randomRun(rand.New(rand.NewPCG(1, 1)))
		run.Result.Findings = []cosa.Finding{{Rule: "mcc-format", Severity: cosa.Error, Profile: "Contoso (Argentina)", Setting: "MCC", Value: "7"}}
		s := cosa.Suppression{Rule: "mcc-format", Profile: name, Reason: "r", Position: cosa.Position{File: "other.yaml", Line: 2, Column: 5}}
		outcome := Apply(run, []cosa.Suppression{s})
		var notes []string
		if want.note != "" {
			notes = []string{want.note}
		}
		if diff := cmp.Diff(notes, outcome.Notes); diff != "" || len(run.Result.Silenced) != want.silenced {
			t.Errorf("%q: %d silenced\n%s", name, len(run.Result.Silenced), diff)
		}
	}
}
