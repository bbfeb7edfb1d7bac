package page

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// The rules whose findings the map marks.
const (
	overlapRule   = "iccid-range-overlap"
	nestedRule    = "iccid-range-nested"
	redundantRule = "iccid-range-redundant"
)

// signs tell the marks apart without colour.
var signs = map[string]string{overlapRule: "!", nestedRule: "i", redundantRule: "="}

const (
	markBudget = 5_000_000 // pairs of ranges that are looked at for marks
	mostMarks  = 2000
)

// shared is numbers that a finding says two ranges share.
type shared struct {
	cosa.Range
	rule       string
	severity   string
	profiles   [2]int
	suppressed bool
}

// sharedRanges finds, for the collisions among the findings, all numbers that
// the two profiles share. A finding tells of one pair of ranges only.
func (p *Page) sharedRanges(ranges []*held) (marks []shared, left bool) {
	collisions := p.collisions()
	rows := p.newRowFinder(collisions)
	seen := make(map[shared]bool)
	budget := markBudget
	byProfile := make(map[int][]*held)
	for _, h := range ranges {
		byProfile[h.profile] = append(byProfile[h.profile], h)
	}
	for _, f := range collisions {
		here, ok := rows.entry(f.Position)
		if !ok || len(f.Related) == 0 {
			continue
		}
		there, ok := rows.entry(f.Related[0].Position)
		if !ok {
			continue
		}
		a, b := here.Profile().Index, there.Profile().Index
		if there.Row() >= p.Submission.Len() { // a profile of the baseline
			b += len(p.Submission.Profiles())
			if byProfile[b] == nil {
				byProfile[b] = heldBy(there.Profile())
			}
		}
		mark := shared{rule: f.Rule, severity: f.Severity.String(), profiles: [2]int{a, b}, suppressed: f.suppressed}
		if f.Rule == redundantRule {
			if x, y := here.Range(cosa.ICCID), there.Range(cosa.ICCID); x != nil && y != nil {
				marks = mark.add(marks, *x, *y)
			}
			continue
		}
		if seen[mark] {
			continue
		}
		seen[mark] = true
		budget -= len(byProfile[a]) * len(byProfile[b])
		if budget < 0 || len(marks) > mostMarks {
			return marks, true
		}
		for _, x := range byProfile[a] {
			for _, y := range byProfile[b] {
				if x.Overlaps(y.Range) && mark.is(x.entry.Target(), y.entry.Target()) {
					marks = mark.add(marks, x.Range, y.Range)
				}
			}
		}
	}
	return marks, false
}

// collisions are the findings that the map marks. Suppressed ones are there all
// the same.
func (p *Page) collisions() []*Finding {
	var found []*Finding
	for i := range p.Findings {
		if f := &p.Findings[i]; signs[f.Rule] != "" {
			found = append(found, f)
		}
	}
	for i := range p.Silenced {
		if f := p.Silenced[i].Finding; signs[f.Rule] != "" {
			found = append(found, &Finding{Finding: f, Count: 1, suppressed: true})
		}
	}
	return found
}

// is reports whether the mark's rule speaks of these two targets.
func (m shared) is(x, y cosa.Target) bool {
	return x.Compatible(y) && (x.Identifiers() == y.Identifiers()) == (m.rule == overlapRule)
}

func (m shared) add(marks []shared, x, y cosa.Range) []shared {
	both, ok := x.Intersect(y)
	if !ok {
		return marks
	}
	m.Range = both
	return append(marks, m)
}

// other is the profile that shares the numbers with a profile.
func (m shared) other(profile int) int { return m.profiles[0] + m.profiles[1] - profile }

// concerns reports whether the profile is one of the two.
func (m shared) concerns(profile int) bool {
	return m.profiles[0] == profile || m.profiles[1] == profile
}

// words says what is shared, from the side of a profile.
func (p *Page) words(m shared, profile int) string {
	with := "with " + p.profileName(m.other(profile))
	if m.rule == redundantRule {
		with = "twice in this profile"
	}
	finding := m.severity + " " + m.rule
	if m.suppressed {
		finding += " (suppressed)"
	}
	return strings.Join([]string{
		plural(m.Count(), "SIM") + " shared " + with,
		p.text(m.String()),
		"for example " + p.text(m.Start),
		finding,
	}, "; ")
}

// profileName is the name of a profile; those of the baseline come after those
// of the submission.
func (p *Page) profileName(index int) string {
	profiles, suffix := p.Submission.Profiles(), ""
	if n := len(profiles); index >= n {
		profiles, index, suffix = p.Submission.Baseline().Profiles(), index-n, " of the baseline"
	}
	if name := p.name(profiles[index].Name()); name != "" {
		return name + suffix
	}
	return "a profile without a name" + suffix
}
