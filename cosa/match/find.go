package match

import (
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
	slices.Sort(best)
	source := m.targets[best[0]].entry.Source()
	known := source.Database()
	for _, t := range best {
		known = known && m.targets[t].entry.Source() == source
	}
	best = m.onePerProfile(best, known)
	if len(best) == 1 {
		c := m.claim(best[0])
		return Verdict{Winner: &c}
	}
	v := Verdict{Ties: make([]Claim, len(best))}
	for i, t := range best {
		v.Ties[i] = m.claim(t)
	}
	v.Winner, v.Undecided = &v.Ties[0], true
	if known {
		v.Winner, v.Undecided = &v.Ties[len(v.Ties)-1], false
	}
	return v
}

// onePerProfile keeps one of each profile's targets, which are in the order of
// definition: where that order decides, the last one, else the first.
func (m *Matcher) onePerProfile(targets []int32, ordered bool) []int32 {
	if len(targets) < 2 {
		return targets
	}
	if ordered {
		slices.Reverse(targets)
	}
	seen := make(map[*cosa.Profile]bool, len(targets))
	targets = slices.DeleteFunc(targets, func(t int32) bool {
		p := m.targets[t].entry.Profile()
		again := seen[p]
		seen[p] = true
		return again
	})
	if ordered {
		slices.Reverse(targets)
	}
	return targets
}

func (m *Matcher) claim(i int32) Claim {
	t := &m.targets[i]
	return Claim{Entry: t.entry, Identifiers: int(t.identifiers)}
}
