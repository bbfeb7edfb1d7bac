package match

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// plmn is a network, by its MCC and MNC.
type plmn struct{ mcc, mnc string }

// shelf holds targets. Those with a range are found by it where there are
// many; the others are always tried.
type shelf struct {
	always []int32
	filed  [2]file // by cosa.NumberKind
}

// file holds targets by their ranges of one kind.
type file struct {
	targets []int32
	index   *ranges.Index
}

// few is up to how many targets looking at each is as good as an index.
const few = 12

// shelve files the targets that compete.
func (m *Matcher) shelve() {
	m.shelves, m.loose, m.doubtful = make(map[plmn]*shelf), &shelf{}, make(map[plmn][]int32)
	for i := range m.targets {
		t := &m.targets[i]
		if t.state == unjudged {
			key, ok := m.network(t)
			if !ok {
				key = plmn{}
			}
			m.doubtful[key] = append(m.doubtful[key], int32(i))
		}
		if t.state != competes {
			continue
		}
		at := m.loose
		if key, ok := m.network(t); ok {
			if at = m.shelves[key]; at == nil {
				at = &shelf{}
				m.shelves[key] = at
			}
		}
		at.always = append(at.always, int32(i))
	}
	m.shelveDoubts()
	m.file(m.loose)
	for _, s := range m.shelves {
		m.file(s)
	}
}

// shelveDoubts files the targets that cannot be judged wholly by their ranges
// of ICCIDs, as far as these can be read.
func (m *Matcher) shelveDoubts() {
	var found []cosa.Range
	f := &m.vague.filed[cosa.ICCID]
	for i := range m.targets {
		t := &m.targets[i]
		if t.state != unjudged {
			continue
		}
		if r, ok := m.interval(t, cosa.ICCID); ok {
			found, f.targets = append(found, r), append(f.targets, int32(i))
		} else {
			m.vague.always = append(m.vague.always, int32(i))
		}
	}
	if len(found) > 0 {
		f.index = ranges.NewIndex(found)
	}
}

// network returns the one network that the target is of.
func (m *Matcher) network(t *target) (key plmn, ok bool) {
	for _, c := range m.stated(t) {
		switch {
		case c.of == mcc && c.plain():
			key.mcc = c.Value
		case c.of == mnc && c.plain():
			key.mnc = c.Value
		}
	}
	return key, key.mcc != "" && key.mnc != ""
}

// file moves the targets with ranges to the shelf's files.
func (m *Matcher) file(s *shelf) {
	if len(s.always) <= few {
		return
	}
	all := s.always
	s.always = nil
	var found [2][]cosa.Range
	for _, i := range all {
		kind, r, ok := m.filing(&m.targets[i])
		if !ok {
			s.always = append(s.always, i)
			continue
		}
		found[kind] = append(found[kind], r)
		s.filed[kind].targets = append(s.filed[kind].targets, i)
	}
	for kind := range s.filed {
		if len(found[kind]) > 0 {
			s.filed[kind].index = ranges.NewIndex(found[kind])
		}
	}
}

// filing returns the range that the target is found by.
func (m *Matcher) filing(t *target) (cosa.NumberKind, cosa.Range, bool) {
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if r, ok := m.interval(t, kind); ok {
			return kind, r, true
		}
	}
	return 0, cosa.Range{}, false
}

// interval returns the target's range of a kind.
func (m *Matcher) interval(t *target, kind cosa.NumberKind) (cosa.Range, bool) {
	for _, c := range m.stated(t) {
		if fields[c.of].setting == kind.Start() {
			return c.interval(kind)
		}
	}
	return cosa.Range{}, false
}

// candidates visits every target that may hold.
func (m *Matcher) candidates(s *subject, visit func(i int32)) {
	for _, reading := range s.mncs {
		if reading != "" {
			if at := m.shelves[plmn{s.text[mcc], reading}]; at != nil {
				at.candidates(s, visit)
			}
		}
	}
	m.loose.candidates(s, visit)
}

func (s *shelf) candidates(sim *subject, visit func(i int32)) {
	for _, i := range s.always {
		visit(i)
	}
	for kind := range s.filed {
		f := &s.filed[kind]
		if f.index == nil || sim.numbers[kind].Hi == 0 {
			continue
		}
		f.index.Find(sim.numbers[kind], func(i int) bool {
			visit(f.targets[i])
			return true
		})
	}
}
