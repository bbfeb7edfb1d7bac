package match

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Doubt is a target that cannot be judged wholly.
type Doubt struct {
	Claim
	Reason string
}

// Unjudged returns how many targets cannot be judged wholly, and the first of
// them; they are never the winner.
func (m *Matcher) Unjudged() (n int, first Doubt) {
	at := int32(-1)
	for _, list := range m.doubtful {
		n += len(list)
		if at < 0 || list[0] < at {
			at = list[0]
		}
	}
	if n > 0 {
		first = m.doubt(at)
	}
	return n, first
}

// Doubt returns a target that cannot be judged wholly and, if it holds for the
// SIM, is at least as specific as that of the verdict's winner; ok is false
// where there is none. Of a SIM that is known by its ICCID but not by its
// network, anything may be true that is not said.
func (m *Matcher) Doubt(sim SIM, v Verdict) (d Doubt, ok bool) {
	if len(m.doubtful) == 0 {
		return d, false
	}
	s := newSubject(&sim)
	if s.numberOnly() {
		i, ok := m.doubtByICCID(&s, v.Winner)
		if ok {
			d = m.doubt(i)
		}
		return d, ok
	}
	keys := []plmn{{}}
	for _, reading := range s.mncs {
		if reading != "" {
			keys = append(keys, plmn{s.text[mcc], reading})
		}
	}
	for _, key := range keys {
		for _, i := range m.doubtful[key] {
			if t := &m.targets[i]; m.rivals(t, v.Winner) && m.holds(t, &s) {
				return m.doubt(i), true
			}
		}
	}
	return d, false
}

// doubtByICCID is Doubt for a SIM that is known by its ICCID.
func (m *Matcher) doubtByICCID(s *subject, winner *Claim) (doubt int32, ok bool) {
	try := func(i int32) bool {
		if t := &m.targets[i]; m.rivals(t, winner) && m.mayHold(t, s) {
			doubt, ok = i, true
		}
		return !ok
	}
	for _, i := range m.vague.always {
		if !try(i) {
			return doubt, ok
		}
	}
	if f := &m.vague.filed[cosa.ICCID]; f.index != nil {
		f.index.Find(s.numbers[cosa.ICCID], func(i int) bool { return try(f.targets[i]) })
	}
	return doubt, ok
}

// numberOnly reports that the SIM is known by its ICCID, but not by its network.
func (s *subject) numberOnly() bool {
	return s.text[iccid] != "" && s.text[mcc] == "" && s.mncs[0] == ""
}

// mayHold reports whether the SIM meets all that can be judged of the target
// by what is known of the SIM.
func (m *Matcher) mayHold(t *target, s *subject) bool {
	conditions := m.stated(t)
	for i := range conditions {
		if c := &conditions[i]; s.text[c.of] != "" && !c.holds(s) {
			return false
		}
	}
	return true
}

// rivals reports whether a target, if it holds, takes the SIM from the winner.
// One with conditions that are no known settings may be of any specificity.
func (m *Matcher) rivals(t *target, winner *Claim) bool {
	switch {
	case winner == nil:
		return true
	case winner.Entry.Profile() == t.entry.Profile():
		return false
	}
	return t.entry.Has(cosa.TargetXML) || max(int(t.identifiers), int(t.end-t.first)) >= winner.Identifiers
}

// doubt says why a target cannot be judged.
func (m *Matcher) doubt(i int32) Doubt {
	t := &m.targets[i]
	var faults []string
	for _, c := range m.stated(t) {
		if c.fault != "" {
			faults = append(faults, strings.ToLower(fields[c.of].Name)+": "+c.fault)
		}
	}
	if t.entry.Has(cosa.TargetXML) {
		faults = append(faults, "it carries a condition that is no known setting ("+cosa.TargetXML.String()+")")
	}
	return Doubt{m.claim(i), strings.Join(faults, "; ")}
}
