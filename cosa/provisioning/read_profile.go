package provisioning

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// value is a setting's text and its place.
type value struct {
	setting cosa.Setting
	text    string
	at      cosa.Place
}

// part is a target's state or a connection.
type part struct {
	at      cosa.Place // of the element
	line    int
	rank    int // of a state: place of its target among the targets of the file
	values  []value
	left    *element     // what no setting took, may be nil
	carrier cosa.Setting // the setting that carries it
}

func (p *part) add(s cosa.Setting, text string, at cosa.Place) {
	p.values = append(p.values, value{s, text, at})
}

// profileOf reads a Profile, Replace or Variant element and makes its rows.
// The element loses what is taken from it.
func (r *reader) profileOf(e *element, at cosa.Place) {
	own := &part{at: at}
	own.line, _ = r.at(e.offset)
	states := r.statesOf(e, own)
	connections := r.connectionsOf(e, own)
	sim, removes := own, len(connections) == 0
	if s := e.child(settings); s != nil {
		sim = r.simSettings(s, at)
		removes = removes && len(sim.values) == 0 && s.empty()
	}
	if e.is(replaceElement) {
		update := "Change"
		if removes {
			update = "Delete"
		}
		own.add(cosa.UpdateType, update, at)
	}
	for _, path := range [...][]string{cellularSIM, marketplaceSIM, connectionsPath, {hotSpot}} {
		prune(e, append([]string{settings}, path...)...)
	}
	prune(e, settings)
	if text := r.leftOf(e); text != "" {
		own.add(cosa.ProfileXML, text, at)
	}
	if len(states) == 0 {
		states = []*part{{at: at, line: own.line, rank: r.rankOf(e)}}
	}
	if len(connections) == 0 {
		connections = []*part{{at: at}}
	}
	for _, state := range states {
		r.waiting = append(r.waiting, group{profile: r.profile, own: own, state: state, sim: sim, connections: connections})
	}
	r.profile++
}

// group is the rows of one state.
type group struct {
	profile         int
	own, state, sim *part
	connections     []*part
}

// handOver makes the rows in the order in which the file defines the targets:
// where two are equally specific the one defined last wins.
func (r *reader) handOver() {
	slices.SortStableFunc(r.waiting, func(a, b group) int { return a.state.rank - b.state.rank })
	for _, g := range r.waiting {
		for _, c := range g.connections {
			r.b.Row(g.state.line)
			r.b.Profile(g.profile)
			r.b.Sections([4]cosa.Place{
				cosa.SectionProfile: g.own.at, cosa.SectionTarget: g.state.at, cosa.SectionSIM: g.sim.at, cosa.SectionConnection: c.at,
			})
			for _, p := range []*part{g.own, g.state, c} {
				r.hand(p)
			}
			if g.sim != g.own {
				r.hand(g.sim)
			}
			r.rows++
		}
	}
}

func (r *reader) hand(p *part) {
	for _, v := range p.values {
		r.b.SetText(v.setting, v.text, v.at)
	}
	if text := p.carried(); text != "" {
		r.b.SetText(p.carrier, text, p.at)
	}
}

// carried is what no setting took, as text. A state without any condition,
// which holds for every SIM, is carried too.
func (p *part) carried() string {
	switch {
	case p.left == nil:
		return ""
	case p.carrier == cosa.TargetXML && len(p.values) == 0 && p.left.empty():
		return "<" + targetState + "></" + targetState + ">"
	}
	return fragment(p.left)
}

// copyAttr numbers the second and further of parts that are equal, so that
// they stay apart. It is never written to a file.
const copyAttr = "Copy"

// distinct makes p differ from the parts seen before.
func (p *part) distinct(seen map[string]int) {
	key := p.key()
	seen[key]++
	if n := seen[key]; n > 1 {
		p.left.with(copyAttr, strconv.Itoa(n))
	}
}

// leftOf is what is left of a profile's element. That a Replace element is one
// is told by UpdateType.
func (r *reader) leftOf(e *element) string {
	if e.is(variantElement) && e.empty() {
		return "<" + variantElement + "></" + variantElement + ">"
	}
	return fragment(e)
}

// statesOf reads the states of the profile's targets.
func (r *reader) statesOf(e *element, own *part) []*part {
	var states []*part
	for i, ref := range refs(e) {
		id := ref.attr("Id")
		if i == 0 {
			own.add(cosa.ProfileID, id.value, r.place(id.offset, own.at, targetRefs+"."+targetRef, 0))
		}
		t := r.targets[guidKey(id.value)]
		if t == nil {
			if i > 0 {
				p := r.markedState(&element{name: newElement(targetState, "").name, offset: ref.offset}, own.at, id.value, 0)
				p.rank = len(r.order)
				states = append(states, p)
			}
			continue
		}
		seen := make(map[string]int)
		for _, c := range t.children {
			if !c.is(targetState) {
				continue
			}
			mark := ""
			if i > 0 {
				mark = id.value
			}
			p := r.markedState(c, own.at, mark, len(states))
			p.distinct(seen)
			p.rank = r.order[guidKey(id.value)]
			states = append(states, p)
		}
		r.spent(t)
	}
	dropRefs(e)
	return states
}

// dropRefs removes the references, which the profile's ID and its states tell.
func dropRefs(e *element) {
	e.children = slices.DeleteFunc(slices.Clone(e.children), func(list *element) bool {
		if !list.is(targetRefs) || len(list.attrs) > 0 {
			return false
		}
		list.children = slices.DeleteFunc(slices.Clone(list.children), func(ref *element) bool {
			return ref.is(targetRef) && len(ref.attrs) == 1 && ref.attr("Id") != nil && len(ref.children) == 0
		})
		return list.empty()
	})
}

// spent notes that a target's states are rows now.
func (r *reader) spent(t *element) {
	if r.used[t] {
		return
	}
	plain := len(t.attrs) == 1 && hasStates(t)
	for _, c := range t.children {
		plain = plain && c.is(targetState)
	}
	if plain {
		r.used[t] = true
	}
}

// markedState reads a target's state; id is that of a target beyond the
// profile's first.
func (r *reader) markedState(e *element, parent cosa.Place, id string, index int) *part {
	left := &element{name: e.name, attrs: e.attrs, outer: e.outer}
	p := &part{at: r.item(e.offset, parent, targetState, index), left: left, carrier: cosa.TargetXML}
	p.line, _ = r.at(e.offset)
	given := make(map[cosa.Setting]bool)
	for _, c := range e.children {
		name, text := c.attr("Name"), c.attr("Value")
		known := c.is(condition) && name != nil && text != nil && len(c.attrs) == 2 && len(c.children) == 0
		var s cosa.Setting
		if known {
			s, known = conditionSetting(name.value)
		}
		if !known || given[s] || text.value == "" {
			left.children = append(left.children, c)
			continue
		}
		given[s] = true
		r.condition(p, s, text)
	}
	if id != "" {
		left.with("Id", id)
	}
	return p
}

// condition takes the value of a condition. A range becomes its ends; a single
// number is a range of one.
func (r *reader) condition(p *part, s cosa.Setting, a *attribute) {
	at := r.place(a.offset, p.at, s.Spec().Element, 0)
	end := s
	switch s {
	case cosa.IMSIStart:
		end = cosa.IMSIEnd
	case cosa.ICCIDStart:
		end = cosa.ICCIDEnd
	}
	if end == s {
		p.add(s, a.value, at)
		return
	}
	c, ok := cosa.ParseCondition(a.value)
	switch {
	case !ok || c.Not || c.Pattern != nil:
		p.add(s, a.value, at)
		p.add(end, "", at)
	case c.First != "":
		first := strings.Index(a.value, ":") + 1
		first += strings.Index(a.value[first:], c.First)
		last := strings.LastIndex(a.value, c.Last)
		p.add(s, c.First, r.place(a.offset+first, p.at, s.Spec().Element, 0))
		p.add(end, c.Last, r.place(a.offset+last, p.at, s.Spec().Element, 0))
	default:
		p.add(s, c.Value, at)
		p.add(end, c.Value, at)
	}
}

// key tells parts apart by their values.
func (p *part) key() string {
	var b strings.Builder
	for _, v := range p.values {
		b.WriteString(v.setting.String())
		b.WriteByte(0)
		b.WriteString(v.text)
		b.WriteByte(0)
	}
	b.WriteString(fragment(p.left))
	return b.String()
}
