package diff

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// candidate is a profile that looks for its counterpart. The hashes are of
// what the profile says, the same in every run and for every order of rows.
type candidate struct {
	p        bundle
	id       string
	units    []unit
	targets  uint64
	settings uint64
	content  uint64
}

func (c *comparison) candidates(s *side, profiles []bundle) []candidate {
	list := make([]candidate, len(profiles))
	for i, p := range profiles {
		n := candidate{p: p, id: c.lex.text(cosa.ProfileID, s.number(p[0].First(), cosa.ProfileID))}
		n.units = c.units.of(s, p)
		n.targets = c.targetsHash(n.units)
		n.content = c.content(n.units)
		for _, setting := range simSettings {
			n.settings = mix(n.settings ^ c.lex.hash(setting, c.lex.effect(setting, s.number(p[0].First(), setting))))
		}
		n.content ^= n.settings
		list[i] = n
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.content, b.content), cmp.Compare(a.id, b.id))
	})
	return list
}

// targetHash is a hash of what the unit's target demands.
func (c *comparison) targetHash(u *unit) uint64 {
	ks := c.units.keys
	k := &ks.list[u.key]
	h := mix(u.lo) ^ mix(u.hi+1)*3 ^ mix(uint64(u.digits)+1)
	for i, id := range k.plain {
		h = mix(h ^ c.lex.hash(identifiers[i], id))
	}
	if k.esim {
		h = mix(h + 1)
	}
	h = mix(h ^ textHash(ks.others[k.other].text))
	return mix(h ^ textHash(c.units.conditions[u.condition].text))
}

// targetsHash is a hash of a profile's targets, 0 for a target without any
// demand.
func (c *comparison) targetsHash(list []unit) uint64 {
	var sum uint64
	for i := range list {
		if i == 0 || list[i].compareTargets(&list[i-1]) != 0 {
			sum += c.targetHash(&list[i])
		}
	}
	return sum
}

// content is a hash of a profile's rows.
func (c *comparison) content(list []unit) uint64 {
	var sum uint64
	for i := range list {
		u := &list[i]
		if i > 0 && compareUnits(list[i-1], *u) == 0 {
			continue
		}
		h := c.targetHash(u)
		for n, s := range attributes {
			h = mix(h ^ c.lex.hash(s, c.units.attributes[u.attributes][n]))
		}
		for _, s := range connectionSettings {
			h = mix(h ^ c.lex.hash(s, c.units.connections[u.connection][s]))
		}
		sum += h
	}
	return sum
}

// demands reports that the profile's targets tell it apart: one that demands
// nothing is that of everybody, and hashes cannot be read.
func (n *candidate) demands(c *comparison) bool {
	return slices.ContainsFunc(n.units, func(u unit) bool {
		k := &c.units.keys.list[u.key]
		return k.plain != [len(identifiers)]uint32{} || k.esim || u.condition != 0 || k.counting.numbered()
	})
}
