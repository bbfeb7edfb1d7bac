package form

import (
	"fmt"
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// row is one row of a profile.
type row struct {
	item               *item
	target, connection *part
	own                []*part // what the row says itself, most specific first
	place              int     // row in the whole file from 1, 0 for the next free one
}

// queue holds rows with a place until the rows before them are known.
type queue struct {
	waiting []row // by place
	sorted  bool
	placed  int // rows handed over
}

// allRows makes the rows of every target and every connection.
func (r *reader) allRows(it *item) {
	for _, t := range it.targets {
		for _, c := range it.connections {
			if r.add(row{item: it, target: t, connection: c}); r.err != nil {
				return
			}
		}
	}
}

// listedRows makes the rows that the key rows lists.
func (r *reader) listedRows(it *item, p pair, parent cosa.Place) {
	list := r.visit(p.value)
	at := r.place(p.key, step{parent, keyRows, 0})
	const hint = "list [target, connection] pairs, numbers from 1, or leave rows out for all pairs"
	if list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		is := shape(list)
		if list.Kind == yaml.SequenceNode {
			is = "empty"
		}
		r.wrongType(at, `"rows"`, is, hint)
		r.allRows(it)
		return
	}
	targets, connections := make([]bool, len(it.targets)), make([]bool, len(it.connections))
	bad := false
	for i, n := range list.Content {
		n = r.visit(n)
		if r.err != nil {
			return
		}
		here := step{at, "", i}
		made := row{item: it}
		var numbers [3]int // target, connection, place
		var ok bool
		switch n.Kind {
		case yaml.SequenceNode:
			ok = r.numbersOf(n, &numbers)
		case yaml.MappingNode:
			ok = r.rowMapping(n, here, &made, &numbers)
		}
		switch {
		case !ok:
			r.wrongType(r.place(n, here), "an item of \"rows\"", "no pair of numbers", hint)
		case numbers[0] > len(it.targets):
			r.wrongType(r.place(n, here), "an item of \"rows\"", fmt.Sprintf("for target %d, but the profile has %d", numbers[0], len(it.targets)), hint)
		case numbers[1] > len(it.connections):
			r.wrongType(r.place(n, here), "an item of \"rows\"", fmt.Sprintf("for connection %d, but the profile has %d", numbers[1], len(it.connections)), hint)
		default:
			made.target, made.connection, made.place = it.targets[numbers[0]-1], it.connections[numbers[1]-1], numbers[2]
			targets[numbers[0]-1], connections[numbers[1]-1] = true, true
			r.add(made)
			continue
		}
		bad = true
	}
	if bad {
		return
	}
	for i, used := range targets {
		if !used {
			r.wrongType(it.targets[i].at, "a target", "in no row", fmt.Sprintf("add [%d, 1] to rows, or delete the target", i+1))
		}
	}
	for i, used := range connections {
		if !used {
			r.wrongType(it.connections[i].at, "a connection", "in no row", fmt.Sprintf("add [1, %d] to rows, or delete the connection", i+1))
		}
	}
}

// numbersOf reads [target, connection] or [target, connection, row].
func (r *reader) numbersOf(n *yaml.Node, numbers *[3]int) bool {
	if len(n.Content) < 2 || len(n.Content) > 3 {
		return false
	}
	for i, child := range n.Content {
		if !number(r.visit(child), &numbers[i]) {
			return false
		}
	}
	return true
}

func number(n *yaml.Node, to *int) bool {
	i, err := strconv.Atoi(n.Value)
	*to = i
	return err == nil && i > 0 && i <= 1<<30 && n.Kind == yaml.ScalarNode
}

// rowMapping reads a row that has values of its own.
func (r *reader) rowMapping(n *yaml.Node, at step, made *row, numbers *[3]int) bool {
	m := r.mapping(n, at, `an item of "rows"`, r.keys.row)
	for i, key := range [...]string{keyTarget, keyConnection, keyRow} {
		p, given := m.get(key)
		if !given && key == keyRow {
			continue
		}
		if !given || !number(r.visit(p.value), &numbers[i]) {
			return false
		}
	}
	made.own = append(made.own, r.part(&m, cosa.SectionProfile))
	if p, ok := m.get(keySIM); ok {
		sim := r.visit(p.value)
		switch {
		case isNull(sim):
		case sim.Kind == yaml.MappingNode:
			s := r.mapping(sim, step{m.at, keySIM, 0}, `"sim"`, r.keys.sim)
			made.own = append(made.own, r.part(&s, cosa.SectionSIM))
		default:
			r.wrongType(r.place(sim, step{m.at, keySIM, 0}), `"sim"`, shape(sim), "it must be a mapping of settings")
		}
	}
	return true
}

// add counts a row and hands it over as soon as its place has come.
func (r *reader) add(made row) {
	if r.made++; r.made > r.limits.Rows {
		if r.err == nil {
			r.err = &cosa.ReadError{
				Position: r.b.At(made.item.own.at),
				Problem:  fmt.Sprintf("the profiles make more than %d rows", r.limits.Rows),
				Hint:     "split the file, or list the rows that are meant under \"rows\"",
			}
		}
		return
	}
	if made.place > 0 {
		r.rows.waiting = append(r.rows.waiting, made)
		r.rows.sorted = false
		return
	}
	r.due(r.rows.placed + 1)
	r.hand(&made)
}

// due hands over the waiting rows whose place has come, in order.
func (r *reader) due(place int) {
	q := &r.rows
	if len(q.waiting) == 0 {
		return
	}
	if !q.sorted {
		slices.SortStableFunc(q.waiting, func(a, b row) int { return a.place - b.place })
		q.sorted = true
	}
	n := 0
	for n < len(q.waiting) && q.waiting[n].place <= max(place, q.placed+1) {
		r.hand(&q.waiting[n])
		n++
	}
	q.waiting = q.waiting[n:]
}

// flush hands over all rows that still wait.
func (r *reader) flush() { r.due(1 << 31) }

// hand gives a row to the builder: the most specific value of a setting first.
func (r *reader) hand(made *row) {
	r.rows.placed++
	it := made.item
	sections := it.sections
	line := it.own.line
	if made.target != blank {
		sections[cosa.SectionTarget], line = made.target.at, made.target.line
	}
	if made.connection != blank {
		sections[cosa.SectionConnection] = made.connection.at
	}
	if it.sim != nil {
		sections[cosa.SectionSIM] = it.sim.at
	}
	r.b.Row(line)
	r.b.Profile(it.number)
	r.b.Sections(sections)
	if it.merged != nil && !it.placed {
		r.b.Service(it.merged)
		it.placed = true
	}
	var done uint64
	for _, p := range made.own {
		done = r.values(p, done)
	}
	done = r.values(made.connection, done)
	done = r.values(made.target, done)
	done = r.values(it.sim, done)
	done = r.values(it.own, done)
	if it.defaults != nil {
		done = r.values(it.defaults.sim, done)
		r.values(it.defaults.own, done)
	}
}

func (r *reader) values(p *part, done uint64) uint64 {
	if p == nil {
		return done
	}
	for i := range p.values {
		v := &p.values[i]
		if done&(1<<v.setting) != 0 {
			continue
		}
		done |= 1 << v.setting
		if v.wrong {
			r.b.SetCell(v.setting, cosa.Cell{Type: cosa.Wrong}, v.at)
		} else {
			r.b.SetText(v.setting, v.text, v.at)
		}
	}
	return done
}
