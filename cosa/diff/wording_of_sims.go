package diff

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// numbers tells gained and lost SIMs: +1,000,000 ICCIDs, -200 IMSIs, and that
// there are more that nobody can count.
func (ch *Change) numbers() []string {
	var parts []string
	for i := range ch.SIMs {
		s := &ch.SIMs[i]
		if n := s.Gained.Count(); n > 0 {
			parts = append(parts, "+"+plural(n, s.Gained.Kind.String())+otherwise(s.HeldBefore, n, "held before"))
		}
		if n := s.Lost.Count(); n > 0 {
			parts = append(parts, "-"+plural(n, s.Lost.Kind.String())+otherwise(s.StillHeld, n, "still held"))
		}
	}
	for _, part := range [...]struct {
		sign  string
		names []string
	}{{"+", ch.Whole.Gained}, {"-", ch.Whole.Lost}} {
		if len(part.names) > 0 {
			parts = append(parts, part.sign+" "+networks(part.names))
		}
	}
	if n := ch.uncounted(); n > 0 {
		parts = append(parts, plurals(n, "target")+" not counted")
	}
	return parts
}

// otherwise says how many of n numbers the profile holds on the other side too,
// where its targets demand something else beside them.
func otherwise(some, n uint64, held string) string {
	switch some {
	case 0:
		return ""
	case n:
		return " (" + held + " with other identifiers)"
	}
	return " (" + grouped(some) + " of them " + held + " with other identifiers)"
}

// uncounted is the number of targets whose SIMs cannot be told, of those that
// are gained or lost or take others than before.
func (ch *Change) uncounted() int {
	n := 0
	for i := range ch.Targets {
		if t := &ch.Targets[i]; !t.Counted && (t.Mark != Altered || t.Note != "") {
			n++
		}
	}
	return n
}

// networks says "all SIMs of 722-310", and how many networks more.
func networks(names []string) string {
	text := "all SIMs of " + shown(names[0])
	if n := len(names) - 1; n > 0 {
		text += " and " + plurals(n, "more network")
	}
	return text
}

// headline tells the SIMs that a profile gains, loses and has touched.
func (ch *Change) headline() string {
	if ch.Kind == DeleteRequested {
		return "the old side has no such profile"
	}
	if ch.Kind == DeleteWithdrawn {
		return "the new side neither has the profile nor deletes it"
	}
	parts := ch.numbers()
	if len(parts) == 0 {
		parts = []string{"no SIMs gained or lost"}
	}
	for i := range ch.Rewritten {
		parts = append(parts, ch.Rewritten[i].short())
	}
	if touched := ch.touched(); touched != "" && ch.Kind != Added && ch.Kind != Removed {
		parts = append(parts, "touches "+touched)
	}
	return strings.Join(parts, ", ")
}

// touched tells the SIMs for which anything changes.
func (ch *Change) touched() string {
	var parts []string
	if len(ch.Whole.Touched) > 0 {
		parts = append(parts, networks(ch.Whole.Touched))
	}
	for i := range ch.SIMs {
		if n := ch.SIMs[i].Touched; n > 0 {
			parts = append(parts, plural(n, cosa.NumberKind(i).String()))
		}
	}
	return strings.Join(parts, " and ")
}

// words tells what another profile has to do with the numbers.
func (s *Share) words() string {
	n, other := s.SIMs.Count(), s.other()
	verb := func(one, many string) string {
		if n == 1 {
			return one
		}
		return many
	}
	if s.Network != "" {
		return s.networkWords(grouped(n), verb)
	}
	switch s.How {
	case MovedFrom:
		return grouped(n) + verb(" moves", " move") + " from " + other
	case MovedTo:
		return grouped(n) + verb(" moves", " move") + " to " + other
	case AlsoHeld:
		return grouped(n) + verb(" is", " are") + " held by " + other + " as well, before and after"
	}
	return grouped(n) + verb(" stays", " stay") + " with " + other + ", which held" + verb(" it", " them") + " before"
}

// other names the other profile.
func (s *Share) other() string {
	if s.Other == "" {
		return "another profile of this name"
	}
	return shown(s.Other)
}

// networkWords is words for another profile that takes a whole network.
func (s *Share) networkWords(n string, verb func(one, many string) string) string {
	other, network := s.other(), "all SIMs of "+shown(s.Network)
	switch s.How {
	case MovedFrom:
		return n + verb(" comes", " come") + " from " + other + ", which no longer takes " + network
	case AlsoHeld:
		return n + verb(" comes", " come") + " from " + other + ", whose target for " + network + " is less specific"
	case MovedTo:
		return n + verb(" goes", " go") + " to " + other + ", which now takes " + network
	}
	return n + verb(" falls", " fall") + " back to " + other + ", which takes " + network
}

// sharesOf returns the shares that speak of the gained, or the lost, numbers
// of a kind.
func (ch *Change) sharesOf(kind cosa.NumberKind, gained bool) []Share {
	var list []Share
	for _, s := range ch.Shares {
		if s.SIMs.Kind == kind && (s.How == MovedFrom || s.How == AlsoHeld) == gained {
			list = append(list, s)
		}
	}
	return list
}
