package provisioning

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// plan says what becomes of each profile of a submission.
type plan struct {
	items []planned
}

// planned is one profile to be written.
type planned struct {
	profile     *cosa.Profile
	verb        verb
	guid        string
	found       int // profiles of the baseline that bear its name, if the GUID was looked for there
	targets     []cosa.Entry
	connections []cosa.Entry
	full        bool // the rows are every target with every connection, in order
}

// verb is what a package does with a profile.
type verb int

const (
	add     verb = iota // a new profile, or one of the database itself
	replace             // other content for a profile of the database
	remove
)

func newPlan(s *cosa.Submission) *plan {
	p := &plan{}
	inBaseline := make(map[string][]string)
	if base := s.Baseline(); base != nil {
		for i := range base.Profiles() {
			first := base.Profiles()[i].First()
			if id := first.Value(cosa.ProfileID).Text; id != "" {
				inBaseline[first.IdentityKey()] = append(inBaseline[first.IdentityKey()], id)
			}
		}
	}
	named := make(map[string]int)
	for i := range s.Profiles() {
		item := planned{profile: &s.Profiles()[i]}
		item.verb = verbOf(item.profile)
		item.product()
		first := item.profile.First()
		item.guid = first.Value(cosa.ProfileID).Text
		if item.guid == "" && item.verb != add {
			ids := inBaseline[first.IdentityKey()]
			if item.found = len(ids); item.found == 1 {
				item.guid = ids[0]
			}
		}
		if item.guid == "" {
			key := first.IdentityKey()
			named[key]++
			item.guid = guidOf("profile", key)
			if named[key] > 1 {
				item.guid = guidOf("profile", key, strings.Repeat("+", named[key]))
			}
			item.unknown()
		}
		p.items = append(p.items, item)
	}
	return p
}

// unknown notes that the GUID of a profile of the database is not known: its
// replacement becomes a profile beside it.
func (p *planned) unknown() {
	if p.verb == replace {
		p.verb = add
	}
}

// verbOf reads the UpdateType of a profile's rows.
func verbOf(p *cosa.Profile) verb {
	if p.Deletes() {
		return remove
	}
	for e := range p.Entries() {
		if text, _ := cosa.UpdateType.Canonical(e.Text(cosa.UpdateType)); text == "Change" || text == "Keep" {
			return replace
		}
	}
	return add
}

// product finds the profile's targets and connections.
func (p *planned) product() {
	targetOf, targets := numbered(p.profile, cosa.SectionTarget)
	connectionOf, connections := numbered(p.profile, cosa.SectionConnection)
	p.targets, p.connections = targets, connections
	p.full = p.profile.Len() == len(targets)*len(connections)
	for i := 0; i < p.profile.Len() && p.full; i++ {
		p.full = targetOf[i]*len(connections)+connectionOf[i] == i
	}
}

// numbered numbers the distinct targets or connections of a profile in the
// order they occur.
func numbered(p *cosa.Profile, section cosa.Section) (of []int, first []cosa.Entry) {
	index := make(map[[cosa.SettingCount]uint32]int)
	for e := range p.Entries() {
		var key [cosa.SettingCount]uint32
		for i := range cosa.Settings() {
			if spec := &cosa.Settings()[i]; spec.Section == section && held(spec.Setting) {
				key[i] = e.ID(spec.Setting)
			}
		}
		n, ok := index[key]
		if !ok {
			n = len(first)
			index[key] = n
			first = append(first, e)
		}
		of = append(of, n)
	}
	return of, first
}
