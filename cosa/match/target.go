package match

import (
	"github.com/cosakit/cosa/cosa"
)

// target is a target of a profile, once whatever the number of its rows.
type target struct {
	entry       cosa.Entry // first of its rows
	first, end  int32      // its conditions
	identifiers uint8
	state       state
}

// state says whether a target takes part.
type state uint8

const (
	competes state = iota
	deleted        // the row, or the profile, is to be deleted
	replaced       // another file says what becomes of the profile
	nothing        // it states no identifier
	unjudged       // one of its conditions cannot be evaluated
)

// Matcher tells which profile a SIM gets. It may be used by several goroutines
// at once.
type Matcher struct {
	targets    []target
	conditions []condition
	shelves    map[plmn]*shelf
	loose      *shelf           // targets that are not of one network
	opaque     int              // targets of which nothing can be read
	doubtful   map[plmn][]int32 // targets that cannot be judged, by network; those of no one network by the zero value
	vague      shelf            // the same targets, by their ranges of ICCIDs
	replacedBy map[int]*cosa.Source
}

// New compiles the targets of a submission.
func New(s *cosa.Submission) *Matcher {
	m := &Matcher{replacedBy: replacements(s)}
	read := make(map[conditionKey]condition)
	profiles := s.Profiles()
	for i := range profiles {
		seen := make(map[targetKey]bool)
		for e := range profiles[i].Entries() {
			key := newTargetKey(e)
			if seen[key] {
				continue
			}
			seen[key] = true
			m.add(e, read)
		}
	}
	m.shelve()
	return m
}

// conditionKey is what conditions on identifiers other than numbers are known
// by: their values repeat.
type conditionKey struct {
	of    identifier
	value uint32
}

func (m *Matcher) add(e cosa.Entry, read map[conditionKey]condition) {
	t := target{entry: e, first: int32(len(m.conditions)), identifiers: uint8(e.Target().Identifiers())}
	stated, faulty := 0, false
	for of := range identifierCount {
		key := conditionKey{of, e.ID(fields[of].setting)}
		c, ok := read[key]
		if !ok || of == imsi || of == iccid {
			if c, ok = newCondition(e, of); !ok {
				continue
			}
			if of != imsi && of != iccid {
				read[key] = c
			}
		}
		m.conditions = append(m.conditions, c)
		stated++
		faulty = faulty || c.fault != ""
	}
	t.end = int32(len(m.conditions))
	carried := e.Has(cosa.TargetXML) && demands(e.Text(cosa.TargetXML))
	switch {
	case e.Deletes():
		t.state = deleted
	case m.replacedBy[e.Profile().Index] != nil:
		t.state = replaced
	case stated == 0 && (carried || e.Source().Format == cosa.APNDB): // its hardware ids tell nothing
		t.state = nothing
		m.opaque++
	case faulty || carried:
		t.state = unjudged
	case t.identifiers == 0:
		t.state = nothing
	}
	m.targets = append(m.targets, t)
}

// targetKey tells the targets of a profile apart: the numbers of their values.
type targetKey [int(identifierCount) + 3]uint32

func newTargetKey(e cosa.Entry) targetKey {
	var key targetKey
	for of := range identifierCount {
		key[of] = e.ID(fields[of].setting)
	}
	key[identifierCount] = e.ID(cosa.IMSIEnd)
	key[identifierCount+1] = e.ID(cosa.ICCIDEnd)
	key[identifierCount+2] = e.ID(cosa.TargetXML) << 1
	if e.Deletes() {
		key[identifierCount+2]++
	}
	return key
}

// stated are the target's conditions.
func (m *Matcher) stated(t *target) []condition { return m.conditions[t.first:t.end] }

// holds reports whether the SIM meets all that can be judged of the target.
func (m *Matcher) holds(t *target, s *subject) bool {
	conditions := m.stated(t)
	for i := range conditions {
		if !conditions[i].holds(s) {
			return false
		}
	}
	return true
}
