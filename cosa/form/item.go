package form

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// item is an item of profiles, or the defaults.
type item struct {
	number      int
	own, sim    *part // sim is nil where there is none
	targets     []*part
	connections []*part
	service     *service
	placed      bool          // the builder has the service
	merged      *cosa.Service // service and that of the defaults, nil for none
	sections    [4]cosa.Place // places of sections that are missing; see Builder.Sections
	defaults    *item
}

// blank stands for a target or a connection where a profile has none.
var blank = &part{}

// defaults reads the defaults.
func (r *reader) defaults(p pair) *item {
	n := r.visit(p.value)
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(r.place(n, step{key: keyDefaults}), `"defaults"`, shape(n), "it must be a mapping of what all profiles share")
		return nil
	}
	m := r.mapping(n, step{key: keyDefaults}, `"defaults"`, r.keys.defaults)
	return r.item(&m)
}

// profile reads an item of profiles and makes its rows.
func (r *reader) profile(n *yaml.Node, parent cosa.Place, index int, defaults *item) {
	n = r.visit(n)
	r.name = r.nameOf(n, defaults)
	number := r.profiles
	r.profiles++
	at := step{parent, "", index}
	if n.Kind != yaml.MappingNode {
		r.wrongType(r.place(n, at), "an item of \"profiles\"", shape(n), "each profile must be a mapping with operator, country, targets, sim and connections")
		return
	}
	m := r.mapping(n, at, "a profile", r.keys.profile)
	it := r.item(&m)
	if r.err != nil {
		return
	}
	it.number, it.defaults, it.merged = number, defaults, it.service.over(nil)
	if defaults != nil {
		it.merged = it.service.over(defaults.service)
		if it.targets == nil {
			it.targets = defaults.targets
		}
		if it.connections == nil {
			it.connections = defaults.connections
		}
	}
	if it.targets == nil {
		it.targets = []*part{blank}
	}
	if it.connections == nil {
		it.connections = []*part{blank}
	}
	if p, ok := m.get(keyRows); ok && !isNull(r.resolve(p.value)) {
		r.listedRows(it, p, m.at)
	} else {
		r.allRows(it)
	}
}

// item reads what profiles and defaults have in common.
func (r *reader) item(m *mapping) *item {
	it := &item{own: r.part(m, cosa.SectionProfile)}
	missing := func(key string) cosa.Place { return r.b.Place(m.line, m.column, m.at, key, 0) }
	it.sections[cosa.SectionProfile] = m.at
	for section := cosa.SectionTarget; section <= cosa.SectionConnection; section++ {
		key := section.Key()
		p, ok := m.get(key)
		if !ok {
			it.sections[section] = missing(key)
			if p, ok := find(m.meant, key); ok {
				r.set(it, section, r.wrongPart(section, p.key, it.sections[section]))
			}
			continue
		}
		it.sections[section] = r.place(p.key, step{m.at, key, 0})
		n := r.visit(p.value)
		switch {
		case isNull(n):
		case section == cosa.SectionSIM && n.Kind == yaml.MappingNode:
			sim := r.mapping(n, step{m.at, key, 0}, `"sim"`, r.keys.sim)
			it.sim = r.part(&sim, section)
		case section != cosa.SectionSIM && n.Kind == yaml.SequenceNode:
			r.items(it, section, n)
		default:
			hint := fmt.Sprintf("%q must be a list: put - in front of each item", key)
			if section == cosa.SectionSIM {
				hint = `"sim" must be a mapping of settings, a profile has one set of them`
			}
			at := r.place(n, step{m.at, key, 0})
			r.wrongType(at, fmt.Sprintf("%q", key), shape(n), hint)
			r.set(it, section, r.wrongPart(section, n, at))
		}
	}
	it.service = r.service(m)
	return it
}

func (r *reader) set(it *item, section cosa.Section, p *part) {
	switch section {
	case cosa.SectionTarget:
		it.targets = append(it.targets, p)
	case cosa.SectionConnection:
		it.connections = append(it.connections, p)
	default:
		it.sim = p
	}
}

// items reads the list of targets or connections.
func (r *reader) items(it *item, section cosa.Section, list *yaml.Node) {
	known := r.keys.target
	what := "a target"
	if section == cosa.SectionConnection {
		known, what = r.keys.connection, "a connection"
	}
	for i, n := range list.Content {
		n = r.visit(n)
		if r.err != nil {
			return
		}
		at := step{it.sections[section], "", i}
		switch {
		case n.Kind == yaml.MappingNode:
			m := r.mapping(n, at, what, known)
			r.set(it, section, r.part(&m, section))
		case isNull(n):
			p := r.place(n, at)
			r.set(it, section, &part{at: p, line: n.Line})
		default:
			p := r.place(n, at)
			r.wrongType(p, what, shape(n), fmt.Sprintf("each item of %q must be a mapping of settings", section.Key()))
			r.set(it, section, r.wrongPart(section, n, p))
		}
	}
}

// nameOf finds a profile's identity before the profile is read, for findings.
func (r *reader) nameOf(n *yaml.Node, defaults *item) string {
	var names [2]string
	settings := [...]cosa.Setting{cosa.Operator, cosa.CountryRegion}
	for i, s := range settings {
		if defaults != nil {
			for _, v := range defaults.own.values {
				if v.setting == s {
					names[i] = v.text
				}
			}
		}
		for k := 0; n.Kind == yaml.MappingNode && k+1 < len(n.Content); k += 2 {
			if n.Content[k].Value != s.Spec().Key {
				continue
			}
			if v := r.resolve(n.Content[k+1]); v.Kind == yaml.ScalarNode {
				names[i] = textOf(v)
			}
			break
		}
		names[i] = cosa.CleanText(names[i])
	}
	if names[1] == "" {
		return names[0]
	}
	return strings.TrimSpace(names[0] + " (" + names[1] + ")")
}
