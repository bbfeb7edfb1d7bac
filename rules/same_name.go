package rules

import (
	"hash/maphash"

	"github.com/cosakit/cosa/cosa"
)

// sameNames says which profiles bear one Operator + Country/Region, and which
// of those have the same SIM settings.
type sameNames struct {
	identity []int32           // by profile: number of its identity
	settings []uint64          // by profile: hash of what its SIM settings do
	one      []int32           // by profile: the first of those that are one but for how defaults are written
	groups   [][]int32         // by identity: its profiles in order
	looked   bool              // clashes and carved are found
	clashes  []*clash          // pairs that one SIM can satisfy equally well
	carved   map[sameness]bool // pairs that one SIM can satisfy, one better than the other
}

// sameness is a pair of profiles of one name, the earlier first.
type sameness struct{ a, b int32 }

// clash is a pair of profiles of one name with different SIM settings whose
// equally specific targets one SIM can satisfy.
type clash struct {
	pair           sameness
	earlier, later cosa.Entry
	more           uint64
}

// simSettings are the settings of which a profile has one set.
var simSettings = func() []cosa.Setting {
	var list []cosa.Setting
	for _, spec := range cosa.Settings() {
		if spec.Section == cosa.SectionSIM {
			list = append(list, spec.Setting)
		}
	}
	return list
}()

// names groups the profiles by name, once for all rules that ask. Requests to
// delete, and profiles without an operator, are left out.
func (in *Input) names() *sameNames {
	if in.sameNames != nil {
		return in.sameNames
	}
	profiles := in.Submission.Profiles()
	n := &sameNames{identity: make([]int32, len(profiles)), settings: make([]uint64, len(profiles)), one: make([]int32, len(profiles))}
	in.sameNames = n
	operator, country := in.folded(cosa.Operator), in.folded(cosa.CountryRegion)
	seed := maphash.MakeSeed()
	index := make(map[[2]uint32]int32)
	var numbers [cosa.SettingCount][]uint32
	for _, s := range simSettings {
		numbers[s] = numbered(in.Submission, s, s.Effective)
	}
	type written struct {
		settings uint64
		identity int32
		id       [2]uint32
	}
	one := make(map[written]int32)
	for i := range profiles {
		first := profiles[i].First()
		n.one[i] = int32(i)
		name := [2]uint32{operator[first.ID(cosa.Operator)], country[first.ID(cosa.CountryRegion)]}
		n.identity[i] = -1
		if profiles[i].Deletes() || name[0] == 0 {
			continue
		}
		id, ok := index[name]
		if !ok {
			id = int32(len(n.groups))
			index[name] = id
			n.groups = append(n.groups, nil)
		}
		n.identity[i] = id
		n.groups[id] = append(n.groups[id], int32(i))
		var ids [cosa.SettingCount]uint32
		for _, s := range simSettings {
			ids[s] = numbers[s][first.ID(s)]
		}
		n.settings[i] = maphash.Comparable(seed, ids)
		if !first.Source().HasColumns() {
			continue // the file itself says what is one profile
		}
		who := written{n.settings[i], id, [2]uint32{first.ID(cosa.ProfileID), first.ID(cosa.ProfileXML)}}
		if known, ok := one[who]; ok {
			n.one[i] = known
		} else {
			one[who] = int32(i)
		}
	}
	return n
}

// profile numbers the profile of a row of the submission. Profiles of a sheet
// that differ only in whether they write a default are one.
func (in *Input) profile(e cosa.Entry) int32 { return in.names().one[e.Profile().Index] }

// folded numbers the distinct values of a name so that misspellings by case
// and blanks have one number.
func (in *Input) folded(s cosa.Setting) []uint32 {
	if in.fold[s] != nil {
		return in.fold[s]
	}
	numbers := make([]uint32, in.Submission.DistinctCount(cosa.Column(s)))
	in.fold[s] = numbers
	index := make(map[string]uint32)
	for id, v := range in.Submission.Distinct(cosa.Column(s)) {
		name := cosa.FoldName(v.Text)
		if name == "" {
			continue
		}
		if _, ok := index[name]; !ok {
			index[name] = uint32(len(index) + 1)
		}
		numbers[id] = index[name]
	}
	return numbers
}

// sameNameOtherSettings reports whether two profiles bear one name and have
// different SIM settings.
func (in *Input) sameNameOtherSettings(p, q *cosa.Profile) bool {
	n := in.names()
	return n.identity[p.Index] >= 0 && n.identity[p.Index] == n.identity[q.Index] && n.settings[p.Index] != n.settings[q.Index]
}

// clashes finds the pairs of same-named profiles that one SIM can satisfy.
func (in *Input) clashes() (clashes []*clash, carved map[sameness]bool) {
	n := in.names()
	if n.looked {
		return n.clashes, n.carved
	}
	carved = make(map[sameness]bool)
	found := make(map[sameness]*clash)
	add := func(earlier, later cosa.Entry, more uint64) {
		pair := sameness{int32(earlier.Profile().Index), int32(later.Profile().Index)}
		if pair.a > pair.b {
			pair.a, pair.b = pair.b, pair.a
		}
		hit := found[pair]
		if hit == nil {
			hit = &clash{pair: pair, earlier: earlier, later: later}
			found[pair] = hit
			clashes = append(clashes, hit)
		} else {
			hit.more++
		}
		hit.more += more
	}
	for _, c := range in.collide().between {
		p, q := c.earlier.Profile(), c.later.Profile()
		if !in.sameNameOtherSettings(p, q) {
			continue
		}
		if c.equal {
			add(c.earlier, c.later, c.more)
		} else {
			carved[sameness{min(int32(p.Index), int32(q.Index)), max(int32(p.Index), int32(q.Index))}] = true
		}
	}
	for _, group := range n.groups {
		if len(group) > 1 {
			in.clashWithoutRanges(group, add, carved)
		}
	}
	n.looked, n.clashes, n.carved = true, clashes, carved
	return clashes, carved
}

// shape is what a target states beside the numbers of its ranges.
type shape struct {
	key         targetKey
	iccid, imsi bool
}

func (s shape) identifiers() int {
	n := s.key.identifiers()
	if s.iccid {
		n++
	}
	if s.imsi {
		n++
	}
	return n
}

// shapeBudget bounds how many shapes of one name's targets are compared with
// each other; more of them differ in their MCC and MNC only.
const shapeBudget = 3000

// clashWithoutRanges finds the targets of one name's profiles that one SIM can
// satisfy although they have no kind of range in common.
func (in *Input) clashWithoutRanges(group []int32, add func(a, b cosa.Entry, more uint64), carved map[sameness]bool) {
	type owned struct {
		shape
		first   cosa.Entry
		profile int32
	}
	type owner struct {
		shape
		profile int32
	}
	var targets []owned
	seen := make(map[owner]bool)
	profiles := in.Submission.Profiles()
	for _, p := range group {
		for e := range profiles[p].Entries() {
			key, ok := in.key(e)
			if !ok {
				continue
			}
			s := shape{key: key, iccid: hasRange(e, cosa.ICCID), imsi: hasRange(e, cosa.IMSI)}
			if who := (owner{s, p}); !seen[who] && s.identifiers() > 0 {
				seen[who] = true
				targets = append(targets, owned{s, e, p})
			}
		}
		if len(targets) > shapeBudget {
			in.Skip("sim-settings-disagree", "more than "+count(shapeBudget, "different target")+" of one operator: only those that share a kind of range were compared")
			return
		}
	}
	n := in.names()
	for i, t := range targets {
		for _, u := range targets[:i] {
			if t.profile == u.profile || n.settings[t.profile] == n.settings[u.profile] ||
				t.iccid && u.iccid || t.imsi && u.imsi {
				continue
			}
			if compatible, known := in.compatible(&t.key, &u.key); !compatible {
				continue
			} else if !known {
				in.Skip("sim-settings-disagree", "two profiles of "+quote(t.first.Name())+" demand conditions that cannot be compared")
				continue
			}
			earlier, later := u.first, t.first
			if later.Row() < earlier.Row() {
				earlier, later = later, earlier
			}
			if t.identifiers() == u.identifiers() {
				add(earlier, later, 0)
			} else {
				carved[sameness{min(t.profile, u.profile), max(t.profile, u.profile)}] = true
			}
		}
	}
}
