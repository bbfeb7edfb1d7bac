package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Result is a verdict with its reasons.
type Result struct {
	Verdict
	SIM SIM
	// Losers are the other profiles, each by the target that comes closest:
	// those that match, the most specific first, then the others.
	Losers []Loser
	// NotEvaluated are targets that may hold for the SIM, as far as they can
	// be judged. They are never the winner.
	NotEvaluated []Doubt
	// Notes say which reading of the documentation counts, and what else to
	// know of the result.
	Notes []string
}

// Loser is a profile that the SIM does not get.
type Loser struct {
	Claim
	Reason  string
	Targets int  // that the profile has
	Holds   bool // the target holds, but the winner's is more specific
	Near    bool // it has something in common with the SIM: the network, a range, the name
	target  int32
	failed  int // conditions that do not hold
}

// Match returns the profile that Windows applies to the SIM, and why the
// others lose.
func (m *Matcher) Match(sim SIM) Result {
	s := newSubject(&sim)
	r := Result{Verdict: m.find(&s), SIM: sim}
	settled := make(map[int]bool) // profiles that need no reason
	for i := range r.Ties {
		settled[r.Ties[i].Entry.Profile().Index] = true
	}
	if r.Winner != nil {
		settled[r.Winner.Entry.Profile().Index] = true
	}
	nearest := make(map[int]Loser)
	for i := range m.targets {
		t := &m.targets[i]
		profile := t.entry.Profile().Index
		if t.state == unjudged {
			if m.holds(t, &s) || s.numberOnly() && m.mayHold(t, &s) {
				r.NotEvaluated = append(r.NotEvaluated, m.doubt(int32(i)))
			}
			continue
		}
		if settled[profile] || t.end == t.first {
			continue
		}
		l := m.loser(int32(i), &s, r.Winner)
		best, ok := nearest[profile]
		l.Targets = best.Targets + 1
		if !ok || l.compare(&best) < 0 {
			best = l
		}
		best.Targets = l.Targets
		nearest[profile] = best
	}
	for _, l := range nearest {
		r.Losers = append(r.Losers, l)
	}
	slices.SortFunc(r.Losers, func(a, b Loser) int {
		return cmp.Or(a.compare(&b), cmp.Compare(a.Entry.Profile().Index, b.Entry.Profile().Index))
	})
	for i := range r.Losers {
		r.Losers[i].Reason = m.reason(&r.Losers[i], &s, r.Winner)
	}
	r.Notes = m.notes(&r)
	return r
}

// loser judges a target that does not win, but for the words.
func (m *Matcher) loser(i int32, s *subject, winner *Claim) Loser {
	t := &m.targets[i]
	l := Loser{Claim: m.claim(i), target: i}
	network := 0 // conditions on it; -1 once one does not hold
	for _, c := range m.stated(t) {
		holds := c.holds(s)
		if !holds {
			l.failed++
		}
		switch c.of {
		case mcc, mnc:
			if !holds {
				network = -1
			} else if network >= 0 {
				network++
			}
		case imsi, iccid, spn:
			l.Near = l.Near || holds && !c.Not || c.otherLength(s) != 0
		}
	}
	l.Near = l.Near || network > 0
	l.Holds = l.failed == 0 && t.state == competes && winner != nil
	return l
}

// compare orders losers by how close they come.
func (l *Loser) compare(o *Loser) int {
	rank := func(l *Loser) int {
		switch {
		case l.Holds:
			return 0
		case l.Near:
			return 1
		}
		return 2
	}
	c := cmp.Compare(rank(l), rank(o))
	if c == 0 && !l.Holds {
		c = cmp.Compare(l.failed, o.failed)
	}
	return cmp.Or(c, cmp.Compare(o.Identifiers, l.Identifiers))
}

// reason says why the target does not win.
func (m *Matcher) reason(l *Loser, s *subject, winner *Claim) string {
	t := &m.targets[l.target]
	switch {
	case t.state == deleted:
		return "the profile is to be deleted (UpdateType Delete)"
	case t.state == replaced:
		return fmt.Sprintf("%s takes its place", m.replacedBy[t.entry.Profile().Index].File)
	case t.state == nothing:
		return "its target states no identifier"
	case l.Holds:
		return fmt.Sprintf("states %s, the winner %d", counted(l.Identifiers, "identifier"), winner.Identifiers)
	}
	var failures []string
	for _, c := range m.stated(t) {
		if !c.holds(s) {
			failures = append(failures, c.failure(s))
		}
	}
	return strings.Join(failures, "; ")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
