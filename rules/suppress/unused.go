package suppress

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// Unused is the rule about suppressions that are of no use.
const Unused = "unused-suppression"

// judge says which suppressions are of no use.
type judge struct {
	run      Run
	profiles map[string]present // by folded name, found on first use; "" stands for any
	names    map[string]bool    // of all profiles, as they stand there
}

// present is what kinds of rows a profile has that do not delete it.
type present struct{ submitted, marketplace bool }

// useless returns the finding on a suppression that has expired, or matches
// none of the findings of a rule that was applied to its profile. What a
// submission says of itself is not judged.
func (j *judge) useless(s *cosa.Suppression, uses int) (cosa.Finding, bool) {
	severity := j.run.Result.Severities[Unused]
	f := cosa.Finding{
		Rule: Unused, Severity: severity,
		Position: s.Position, Setting: s.Setting, Profile: s.Profile, Subject: s.Rule,
	}
	owner := ""
	if s.Owner != "" {
		owner = fmt.Sprintf(" (owner %q)", cosa.Bounded(s.Owner, 80))
	}
	switch {
	case severity == 0 || s.Origin == cosa.Embedded:
		return f, false
	case s.Expired(j.run.Today):
		f.Message = fmt.Sprintf("the suppression of %s%s expired on %s", s.Rule, owner, s.Expires)
		f.Hint = "remove it"
		if uses > 0 {
			f.Message += fmt.Sprintf("; what it suppressed counts again: %s", findings(uses))
			f.Hint = "correct what is found, or decide anew and give the suppression another day"
		}
		return f, true
	case uses > 0 || !j.applied(s):
		return f, false
	}
	f.Message = fmt.Sprintf("the suppression of %s%s matches nothing", s.Rule, owner)
	f.Hint = "remove it if the finding is corrected; otherwise compare its profile, setting, value and fingerprint with the finding in cosa validate -f json"
	if s.Origin == cosa.Recorded {
		f.Hint = "cosa validate --write-baseline drops what is corrected"
	}
	return f, true
}

// applied reports whether the rule was applied to the profile, so that it
// would have found again what is suppressed.
func (j *judge) applied(s *cosa.Suppression) bool {
	rule, err := rules.Find(s.Rule)
	if err != nil || j.run.Result.Severities[s.Rule] == 0 ||
		slices.ContainsFunc(j.run.Result.Skipped, func(skipped rules.Skipped) bool { return skipped.Rule == s.Rule }) {
		return false
	}
	p, ok := j.present()[cosa.FoldName(s.Profile)]
	return ok && (!rule.Submitted || p.submitted) && (!rule.Marketplace || p.marketplace)
}

func (j *judge) present() map[string]present {
	if j.profiles != nil {
		return j.profiles
	}
	j.profiles, j.names = make(map[string]present), make(map[string]bool)
	in := rules.Input{Submission: j.run.Submission, Policy: j.run.Policy, Databases: j.run.Databases}
	for e := range j.run.Submission.Entries() {
		j.names[e.Name()] = true
		if e.Deletes() {
			continue
		}
		for _, name := range [...]string{"", cosa.FoldName(e.Name())} {
			p := j.profiles[name]
			p.submitted = p.submitted || !e.Source().Database()
			p.marketplace = p.marketplace || in.MobilePlans(e)
			j.profiles[name] = p
		}
	}
	return j.profiles
}

// misspelt notes a suppression of a profile that there is not, but nearly. What
// was recorded was never typed, and is of other files.
func (j *judge) misspelt(s *cosa.Suppression, uses int) string {
	if uses > 0 || s.Profile == "" || s.Origin != cosa.Configured || j.run.Result.Severities[s.Rule] == 0 {
		return ""
	}
	j.present()
	folded := cosa.FoldName(s.Profile)
	var names []string
	for name := range j.names {
		if cosa.FoldName(name) == folded {
			return ""
		}
		names = append(names, name)
	}
	near := cosa.NearName(s.Profile, names)
	if near == "" {
		return ""
	}
	return fmt.Sprintf("%s: the suppression of %s is for %q, which matches no profile of these files; did you mean %q?",
		s.Position, s.Rule, cosa.Bounded(s.Profile, 80), cosa.Bounded(near, 80))
}

func findings(n int) string {
	if n == 1 {
		return "1 finding"
	}
	return fmt.Sprintf("%d findings", n)
}
