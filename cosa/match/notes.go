package match

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// notes say which reading of the documentation counts, and what else to know
// of the result.
func (m *Matcher) notes(r *Result) []string {
	var notes []string
	sim := &r.SIM
	s := newSubject(sim)
	if n := sim.IMSI; s.mncs[1] != "" {
		notes = append(notes, fmt.Sprintf("MCC and MNC are taken from the IMSI: MCC %s, and MNC %s or %s, whichever a target states", n[:3], s.mncs[0], s.mncs[1]))
	} else if sim.IMSI != "" && !strings.HasPrefix(sim.IMSI, sim.MCC+sim.MNC) {
		notes = append(notes, fmt.Sprintf("the IMSI %s does not begin with %s, as that of a real SIM does", sim.IMSI, sim.MCC+sim.MNC))
	}
	if r.Winner != nil && (len(r.Ties) > 0 || len(r.Losers) > 0 && r.Losers[0].Holds) {
		notes = append(notes, "several profiles match: the one that states the most identifiers wins, as the documentation of provisioning packages says and the shipped database bears out; "+
			"the worked example in the FAQ of COSA says otherwise, against its own rule")
	}
	switch {
	case r.Undecided:
		notes = append(notes, "profiles of a submission that are equally specific are ordered by Microsoft: the winner is not decided, the first of them is shown; "+
			"let one of them state an identifier more")
	case len(r.Ties) > 0:
		notes = append(notes, "profiles that are equally specific are applied in the order of the database, so that the last definition wins")
	}
	notes = append(notes, choiceNote(r)...)
	notes = append(notes, lengthNote(r, &s)...)
	notes = append(notes, unknownNote(r, &s, m)...)
	if len(r.NotEvaluated) > 0 {
		notes = append(notes, fmt.Sprintf("%s cannot be judged wholly and may hold for this SIM", counted(len(r.NotEvaluated), "target")))
	}
	if m.opaque > 0 {
		notes = append(notes, fmt.Sprintf("left out: %s of which nothing can be judged, as with hardware ids", counted(m.opaque, "target")))
	}
	return notes
}

// choiceNote says that the user may choose among tied profiles with names.
func choiceNote(r *Result) []string {
	var names []string
	for i := range r.Ties {
		if e := r.Ties[i].Entry; e.Has(cosa.UIName) {
			names = append(names, fmt.Sprintf("%q", e.Text(cosa.UIName)))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{"UIName is given, so that the user may choose in Settings: " + strings.Join(names, ", ")}
}

// lengthNote says which profiles the SIM would match with an ICCID of the
// other length.
func lengthNote(r *Result, s *subject) []string {
	for i := range r.Losers {
		l := &r.Losers[i]
		if l.failed != 1 {
			continue
		}
		if c, ok := newCondition(l.Entry, iccid); ok && !c.holds(s) && c.otherLength(s) != 0 {
			return []string{fmt.Sprintf("%s lists %d-digit ICCIDs and would match but for the length: Windows compares numbers of the same length; "+
				"if the SIM reports its number with %[2]d digits, match that one", l.Profile(), c.otherLength(s))}
		}
	}
	return nil
}

// unknownNote names what is to be told of the SIM for the nearest profile to
// match, where none does.
func unknownNote(r *Result, s *subject, m *Matcher) []string {
	if r.Winner != nil {
		return nil
	}
	for i := range r.Losers {
		l := &r.Losers[i]
		t := &m.targets[l.target]
		if !l.Near || t.state != competes {
			continue
		}
		var missing []string
		for _, c := range m.stated(t) {
			unknown := c.of != esimProv && s.text[c.of] == ""
			if c.of == mnc {
				unknown = s.mncs[0] == ""
			}
			if unknown && !c.Not {
				missing = append(missing, fields[c.of].Name+" "+c.text())
			}
		}
		if len(missing) == l.failed && l.failed > 0 {
			return []string{fmt.Sprintf("%s matches if the SIM has %s, which is not given", l.Profile(), strings.Join(missing, " and "))}
		}
	}
	return nil
}
