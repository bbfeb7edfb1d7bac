package diff

import (
	"maps"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// group is the profiles of one name.
type group struct {
	old, new   []bundle
	oldDeletes bundle // a request to delete them
	newDeletes bundle
}

// pair makes the parties: profiles of one name first, then what is left by id
// and by targets.
func (c *comparison) pair(scope Scope) {
	groups := make(map[string]*group)
	for _, s := range [...]*side{c.old, c.new} {
		profiles := s.s.Profiles()
		for i := range profiles {
			name := nameKey(profiles[i].First())
			g := groups[name]
			if g == nil {
				g = &group{}
				groups[name] = g
			}
			g.add(&profiles[i], s == c.old)
		}
	}
	var old, new, alone []bundle
	join := c.submitted()
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		g := groups[name]
		if join {
			g.old, g.new = c.joined(c.old, g.old), c.joined(c.new, g.new)
		}
		switch {
		case scope == NamedByNew && len(g.new) == 0 && g.newDeletes == nil:
			alone = append(alone, g.old...)
			continue
		case scope == NamedByOld && len(g.old) == 0 && g.oldDeletes == nil:
			alone = append(alone, g.new...)
			continue
		}
		switch {
		case g.oldDeletes != nil && len(g.old) == 0 && len(g.new) == 0 && g.newDeletes == nil && scope != NamedByOld:
			c.parties = append(c.parties, party{old: g.oldDeletes, asked: true})
		case g.newDeletes != nil && len(g.new) == 0 && len(g.old) == 0 && g.oldDeletes == nil:
			c.parties = append(c.parties, party{new: g.newDeletes, asked: true})
		}
		leftOld, leftNew := c.pairGroup(g.old, g.new)
		old, new = append(old, leftOld...), append(new, leftNew...)
	}
	old, new, alone = c.renamed(old, new, alone, scope)
	for _, p := range old {
		c.parties = append(c.parties, party{old: p})
	}
	for _, p := range new {
		c.parties = append(c.parties, party{new: p})
	}
	for _, p := range alone {
		stays := party{alone: true}
		if scope == NamedByOld {
			stays.new = p
		} else {
			stays.old = p
		}
		c.parties = append(c.parties, stays)
	}
}

func (g *group) add(p *cosa.Profile, old bool) {
	switch {
	case p.Deletes() && old:
		g.oldDeletes = bundle{p}
	case p.Deletes():
		g.newDeletes = bundle{p}
	case old:
		g.old = append(g.old, bundle{p})
	default:
		g.new = append(g.new, bundle{p})
	}
}

// joined makes one bundle of the profiles of a group that have equal SIM
// settings.
func (c *comparison) joined(s *side, list []bundle) []bundle {
	if len(list) < 2 {
		return list
	}
	index := make(map[[cosa.SettingCount]uint32]int)
	var all []bundle
	for _, b := range list {
		numbers := *c.once(s, b)
		for setting, n := range numbers {
			numbers[setting] = c.lex.effect(cosa.Setting(setting), n)
		}
		i, ok := index[numbers]
		if !ok {
			i = len(all)
			index[numbers] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], b...)
	}
	return all
}

// submitted reports that either side is a submission, or comes from sheets.
// These do not tell profiles of one name apart but by their SIM settings.
func (c *comparison) submitted() bool {
	for _, s := range [...]*side{c.old, c.new} {
		if !database(s.s) || slices.ContainsFunc(s.s.Sources(), (*cosa.Source).HasColumns) {
			return true
		}
	}
	return false
}

// pairGroup pairs profiles of one name and returns those that are left.
func (c *comparison) pairGroup(old, new []bundle) (leftOld, leftNew []bundle) {
	switch {
	case len(old) == 0 || len(new) == 0:
		return old, new
	case len(old) == 1 && len(new) == 1:
		c.parties = append(c.parties, party{old: old[0], new: new[0]})
		return nil, nil
	}
	m := matcher{old: c.candidates(c.old, old), new: c.candidates(c.new, new)}
	m.equal(func(n *candidate) (any, bool) { return n.id, n.id != "" })
	m.equal(func(n *candidate) (any, bool) { return n.content, true })
	m.equal(func(n *candidate) (any, bool) { return n.targets, true })
	m.similar()
	m.equal(func(n *candidate) (any, bool) { return n.settings, true })
	m.equal(func(n *candidate) (any, bool) { return nil, true })
	return c.take(&m, false)
}

// renamed pairs what no name pairs, by id and by equal targets. To a profile of
// a database that the submission does not name equal targets lead only where
// the submission says that it knows the profile: what it adds is a new one.
func (c *comparison) renamed(old, new, alone []bundle, scope Scope) (leftOld, leftNew, leftAlone []bundle) {
	byID := func(n *candidate) (any, bool) { return n.id, n.id != "" }
	if len(old) > 0 && len(new) > 0 {
		m := matcher{old: c.candidates(c.old, old), new: c.candidates(c.new, new)}
		m.equal(byID)
		m.equal(func(n *candidate) (any, bool) { return n.targets, n.demands(c) })
		old, new = c.take(&m, true)
	}
	switch scope {
	case NamedByNew:
		alone, new = c.renamedAlone(c.old, alone, c.new, new, false)
	case NamedByOld:
		alone, old = c.renamedAlone(c.new, alone, c.old, old, true)
	}
	return old, new, alone
}

// renamedAlone pairs profiles of a database that no name pairs with those of a
// submission, which is the old side where swapped.
func (c *comparison) renamedAlone(database *side, alone []bundle, submission *side, own []bundle, swapped bool) (leftAlone, leftOwn []bundle) {
	pair := func(own []bundle, by func(*candidate) (any, bool)) []bundle {
		if len(own) == 0 || len(alone) == 0 {
			return own
		}
		m := matcher{old: c.candidates(database, alone), new: c.candidates(submission, own)}
		if swapped {
			m.old, m.new = m.new, m.old
		}
		m.equal(by)
		if swapped {
			own, alone = c.take(&m, true)
		} else {
			alone, own = c.take(&m, true)
		}
		return own
	}
	identified := func(p bundle) bool { return submission.number(p[0].First(), cosa.ProfileID) != 0 }
	if slices.ContainsFunc(own, identified) {
		own = pair(own, func(n *candidate) (any, bool) { return n.id, n.id != "" })
	}
	var known, added []bundle
	for _, p := range own {
		if saysKnown(p) {
			known = append(known, p)
		} else {
			added = append(added, p)
		}
	}
	known = pair(known, func(n *candidate) (any, bool) { return n.targets, n.demands(c) })
	return alone, append(added, known...)
}

// saysKnown reports that a row says that the profile exists.
func saysKnown(b bundle) bool {
	for _, p := range b {
		for e := range p.Entries() {
			if text, _ := cosa.UpdateType.Canonical(e.Text(cosa.UpdateType)); text == "Keep" || text == "Change" {
				return true
			}
		}
	}
	return false
}

// take makes parties of what was matched.
func (c *comparison) take(m *matcher, renamed bool) (leftOld, leftNew []bundle) {
	for _, pair := range m.pairs {
		c.parties = append(c.parties, party{old: pair[0], new: pair[1], renamed: renamed})
	}
	for _, n := range m.old {
		leftOld = append(leftOld, n.p)
	}
	for _, n := range m.new {
		leftNew = append(leftNew, n.p)
	}
	return leftOld, leftNew
}
