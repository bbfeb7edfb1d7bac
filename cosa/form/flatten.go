package form

import (
	"github.com/cosakit/cosa/cosa"
)

// flattener makes items of profiles. Its tables are kept from one profile to
// the next.
type flattener struct {
	settings    [4][]cosa.Setting // used settings of each section
	targets     numbering
	connections numbering
}

// numbering numbers distinct targets or connections in the order they occur.
type numbering struct {
	index   map[[cosa.SettingCount]uint32]int
	entries []cosa.Entry // first entry of each
	of      []int        // number of each row, from 0
}

func newFlattener(s *cosa.Submission) *flattener {
	f := &flattener{}
	for _, spec := range cosa.Settings() {
		if spec.Setting != cosa.UpdateType && s.Used(cosa.Column(spec.Setting)) {
			f.settings[spec.Section] = append(f.settings[spec.Section], spec.Setting)
		}
	}
	return f
}

func (n *numbering) number(p *cosa.Profile, settings []cosa.Setting) {
	if n.index == nil || len(n.index) > 1000 {
		n.index = make(map[[cosa.SettingCount]uint32]int)
	}
	clear(n.index)
	n.entries, n.of = n.entries[:0], n.of[:0]
	for e := range p.Entries() {
		var key [cosa.SettingCount]uint32
		for i, s := range settings {
			key[i] = e.ID(s)
		}
		i, ok := n.index[key]
		if !ok {
			i = len(n.entries)
			n.index[key] = i
			n.entries = append(n.entries, e)
		}
		n.of = append(n.of, i)
	}
}

// trees returns the list of targets or connections, with the updateType of
// each where update gives them. A single blank one needs no list.
func (n *numbering) trees(key string, settings []cosa.Setting, update []string) []tree {
	list := tree{key: key, kind: listTree}
	for i, e := range n.entries {
		items := mappingOf(e, settings)
		if update != nil && update[i] != "" {
			items = append(items, settingTree(cosa.UpdateType, cosa.UpdateType.Spec().Key, update[i]))
		}
		list.items = append(list.items, tree{kind: mappingTree, items: items})
	}
	if len(list.items) == 1 && len(list.items[0].items) == 0 {
		return nil
	}
	return []tree{list}
}

// item returns the keys of a profile's item.
func (f *flattener) item(p *cosa.Profile) []tree {
	f.targets.number(p, f.settings[cosa.SectionTarget])
	f.connections.number(p, f.settings[cosa.SectionConnection])
	first := p.First()
	updates := newUpdates(p, &f.targets, &f.connections)
	items := mappingOf(first, f.settings[cosa.SectionProfile])
	// The order of the example: operator, country, updateType.
	if len(items) >= 2 && items[0].key == cosa.CountryRegion.Spec().Key && items[1].key == cosa.Operator.Spec().Key {
		items[0], items[1] = items[1], items[0]
	}
	if updates.own != "" {
		items = append(items, settingTree(cosa.UpdateType, cosa.UpdateType.Spec().Key, updates.own))
	}
	items = append(items, f.targets.trees(keyTargets, f.settings[cosa.SectionTarget], updates.targets)...)
	if sim := mappingOf(first, f.settings[cosa.SectionSIM]); len(sim) > 0 {
		items = append(items, tree{key: keySIM, kind: mappingTree, items: sim})
	}
	items = append(items, f.connections.trees(keyConnections, f.settings[cosa.SectionConnection], updates.connections)...)
	if service := p.Service(); service != nil {
		items = append(items, serviceTree(service))
	}
	if rows, needed := f.rows(p, updates); needed {
		items = append(items, rows)
	}
	return items
}

// rows lists the rows of a profile; needed is false where they are all pairs
// in order.
func (f *flattener) rows(p *cosa.Profile, updates updates) (rows tree, needed bool) {
	first := p.First()
	last := p.Entry(p.Len() - 1)
	apart := last.Row()-first.Row()+1 != p.Len()
	needed = apart || p.Len() != len(f.targets.entries)*len(f.connections.entries)
	width := len(f.connections.entries)
	for i := 0; i < p.Len() && !needed; i++ {
		needed = f.targets.of[i] != i/width || f.connections.of[i] != i%width || len(f.deviations(first, p.Entry(i), updates)) > 0
	}
	if !needed {
		return tree{}, false
	}
	rows = tree{key: keyRows, kind: listTree}
	for i := range p.Len() {
		e := p.Entry(i)
		numbers := []tree{numberTree(keyTarget, f.targets.of[i]+1), numberTree(keyConnection, f.connections.of[i]+1)}
		if apart {
			numbers = append(numbers, numberTree(keyRow, e.Row()+1))
		}
		row := tree{kind: flowList, items: numbers}
		if own := f.deviations(first, e, updates); len(own) > 0 {
			row = tree{kind: flowMapping, items: append(numbers, own...)}
		}
		rows.items = append(rows.items, row)
	}
	return rows, true
}

// deviations returns what a row says otherwise than its profile: spellings of
// the identity and of SIM settings that mean the same, and an updateType.
func (f *flattener) deviations(first, e cosa.Entry, updates updates) []tree {
	items := differing(first, e, f.settings[cosa.SectionProfile])
	if updates.byRow {
		if text, _ := written(cosa.UpdateType, e.Value(cosa.UpdateType)); text != updates.own {
			items = append(items, settingTree(cosa.UpdateType, cosa.UpdateType.Spec().Key, text))
		}
	}
	if sim := differing(first, e, f.settings[cosa.SectionSIM]); len(sim) > 0 {
		items = append(items, tree{key: keySIM, kind: flowMapping, items: sim})
	}
	return items
}

func differing(first, e cosa.Entry, settings []cosa.Setting) []tree {
	var items []tree
	for _, s := range settings {
		if first.ID(s) == e.ID(s) {
			continue
		}
		base, _ := written(s, first.Value(s))
		if text, _ := written(s, e.Value(s)); text != base {
			items = append(items, settingTree(s, s.Spec().Key, text))
		}
	}
	return items
}
