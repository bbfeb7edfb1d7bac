package match

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// Claim is a profile that a SIM may get, by the target that says so.
type Claim struct {
	Entry       cosa.Entry // a row of the target
	Identifiers int        // that the target states
}

// Verdict is the outcome of a match.
type Verdict struct {
	Winner *Claim // nil where no profile matches
	// Ties are all profiles whose targets state as many identifiers as the
	// winner's, the winner included, in the order of definition. There are
	// none where the winner alone does.
	Ties []Claim
	// Undecided says that the order in which the tied profiles are defined
	// is not known: the winner is the first of them.
	Undecided bool
}

// Find returns the profile that Windows applies to the SIM.
func (m *Matcher) Find(sim SIM) Verdict {
	s := newSubject(&sim)
	return m.find(&s)
}

func (m *Matcher) find(s *subject) Verdict {
	var best []int32
	most := uint8(0)
	m.candidates(s, func(i int32) {
		t := &m.targets[i]
		if t.identifiers < most || !m.holds(t, s) {
			return
		}
		if t.identifiers > most {
			most, best = t.identifiers, best[:0]
		}
		best = append(best, i)
	})
	if len(best) == 0 {
		return Verdict{}
	}
	best = m.onePerProfile(best)
	if len(best) == 1 {
		c := m.claim(best[0])
		return Verdict{Winner: &c}
	}
	v := Verdict{Ties: make([]Claim, len(best))}
	source := m.targets[best[0]].entry.Source()
	known := source.Database()
	for i, t := range best {
		v.Ties[i] = m.claim(t)
		known = known && v.Ties[i].Entry.Source() == source
	}
	v.Winner, v.Undecided = &v.Ties[0], true
	if known {
		v.Winner, v.Undecided = &v.Ties[len(v.Ties)-1], false
	}
	return v
}

// onePerProfile keeps the first target of each profile, in the order in which
// the profiles are defined.
func (m *Matcher) onePerProfile(targets []int32) []int32 {
	profile := func(i int32) int { return m.targets[i].entry.Profile().Index }
	slices.SortFunc(targets, func(a, b int32) int { return cmp.Or(cmp.Compare(profile(a), profile(b)), cmp.Compare(a, b)) })
	return slices.CompactFunc(targets, func(a, b int32) bool { return profile(a) == profile(b) })
}

func (m *Matcher) claim(i int32) Claim {
	t := &m.targets[i]
	return Claim{Entry: t.entry, Identifiers: int(t.identifiers)}
}
