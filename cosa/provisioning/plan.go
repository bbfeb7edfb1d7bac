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
	found       int           // profiles of the baseline that bear its name, if the GUID was looked for there
	old         *cosa.Profile // the profile of the baseline that it replaces, nil where that is not known
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
	old := newReplaced(s.Baseline())
	named := make(map[string]int)
	for i := range s.Profiles() {
		item := planned{profile: &s.Profiles()[i]}
		item.verb = verbOf(item.profile)
		item.product()
		first := item.profile.First()
		item.guid = first.Value(cosa.ProfileID).Text
		switch {
		case item.verb == add:
		case item.guid != "":
			item.old = old.byID[guidKey(item.guid)]
		default:
			namesakes := old.byName[first.IdentityKey()]
			if item.found = len(namesakes); item.found == 1 {
				item.old = namesakes[0]
				item.guid = item.old.First().Value(cosa.ProfileID).Text
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

// replaced finds the profiles of the baseline that can be replaced.
type replaced struct {
	byID   map[string]*cosa.Profile
	byName map[string][]*cosa.Profile
}

func newReplaced(base *cosa.Submission) replaced {
	r := replaced{make(map[string]*cosa.Profile), make(map[string][]*cosa.Profile)}
	if base == nil {
		return r
	}
	for i := range base.Profiles() {
		p := &base.Profiles()[i]
		first := p.First()
		if id := first.Value(cosa.ProfileID).Text; id != "" {
			r.byID[guidKey(id)] = p
			r.byName[first.IdentityKey()] = append(r.byName[first.IdentityKey()], p)
		}
	}
	return r
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
