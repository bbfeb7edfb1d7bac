package match

import "github.com/cosakit/cosa/cosa"

// replacements finds the profiles of databases that another file speaks of:
// what a submission says of an Operator + Country/Region takes the place of
// all that the database has under it, and so does a Replace element of an OEM
// package for the profile of its GUID. The result maps the number of such a
// profile to the file that takes its place.
func replacements(s *cosa.Submission) map[int]*cosa.Source {
	if len(s.Sources()) < 2 {
		return nil
	}
	by := make(map[string]*cosa.Source)
	profiles := s.Profiles()
	for i := range profiles {
		e := profiles[i].First()
		source := e.Source()
		if !source.Database() {
			if e.Has(cosa.Operator) {
				by[e.IdentityKey()] = source
			}
		} else if id, ok := cosa.ParseGUID(e.Text(cosa.ProfileID)); ok && e.Has(cosa.UpdateType) {
			by[id] = source
		}
	}
	found := make(map[int]*cosa.Source)
	for i := range profiles {
		e := profiles[i].First()
		if !e.Source().Database() {
			continue
		}
		source := by[e.IdentityKey()]
		if id, ok := cosa.ParseGUID(e.Text(cosa.ProfileID)); ok && source == nil {
			source = by[id]
		}
		if source != nil && source != e.Source() {
			found[i] = source
		}
	}
	return found
}
