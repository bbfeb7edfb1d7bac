package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Text writes the target for a person: MCC 722, MNC 310, ICCID 8954...-8954....
func (t *Target) Text() string {
	var parts []string
	readable := false
	for _, s := range identifiers {
		if text := canonical(s, t.entry.Value(s)); text != "" {
			parts = append(parts, s.String()+" "+text)
			readable = readable || text != unreadable
		}
	}
	if len(parts) > 0 && !readable {
		parts = []string{"a target whose identifiers cannot be read"}
	}
	for _, kind := range [...]cosa.NumberKind{cosa.IMSI, cosa.ICCID} {
		if !t.entry.Has(kind.Start()) && !t.entry.Has(kind.End()) {
			continue
		}
		text := canonical(kind.Start(), t.entry.Value(kind.Start()))
		if end := canonical(kind.End(), t.entry.Value(kind.End())); end != "" {
			text += "-" + end
		}
		parts = append(parts, kind.String()+" "+text)
	}
	if t.entry.Has(cosa.ESIMProv) && cosa.ESIMProv.True(t.entry.Text(cosa.ESIMProv)) {
		parts = append(parts, "ESIM_PROV true")
	}
	switch {
	case len(parts) > 0:
	case hashed(t.entry):
		return hashedSIMs
	default:
		return "every SIM"
	}
	return strings.Join(parts, ", ")
}

// demanded are the settings by which targets differ.
var demanded = append(identifiers[:len(identifiers):len(identifiers)],
	cosa.IMSIStart, cosa.IMSIEnd, cosa.ICCIDStart, cosa.ICCIDEnd, cosa.ESIMProv)

func compareTargets(a, b Target) int {
	if c := cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi)); c != 0 {
		return c
	}
	for _, s := range demanded {
		if c := cmp.Compare(a.entry.Text(s), b.entry.Text(s)); c != 0 {
			return c
		}
	}
	return cmp.Compare(a.Mark, b.Mark)
}

// pairings are the combinations of a target and a connection.
type pairings struct {
	connections map[int32]int32 // by unit.connection: the number of those that both sides have
	differ      int
}

// targets compares the targets of two profiles.
func (c *comparison) targets(before, after []unit, pairs *pairings) []Target {
	var list []Target
	var lost, gained [][]unit
	for len(before) > 0 || len(after) > 0 {
		order := -1
		switch {
		case len(before) == 0:
			order = 1
		case len(after) > 0:
			order = before[0].compareTargets(&after[0])
		}
		var b, a []unit
		if order <= 0 {
			b, before = cutTarget(before)
		}
		if order >= 0 {
			a, after = cutTarget(after)
		}
		switch {
		case order < 0:
			lost = append(lost, b)
		case order > 0:
			gained = append(gained, a)
		default:
			pairs.compare(b, a)
			if values := c.attributes(b, a); len(values) > 0 {
				t := c.target(Altered, &a[0])
				t.Settings, t.told = values, true
				list = append(list, t)
			}
		}
	}
	list, lost, gained = c.renumbered(list, lost, gained, pairs)
	for _, one := range lost {
		list = c.appendTarget(list, Lost, &one[0])
	}
	for _, one := range gained {
		list = c.appendTarget(list, Gained, &one[0])
	}
	slices.SortFunc(list, compareTargets)
	return list
}

// cutTarget cuts the units of the first target off.
func cutTarget(list []unit) (one, rest []unit) {
	n := 1
	for n < len(list) && list[n].compareTargets(&list[0]) == 0 {
		n++
	}
	return list[:n], list[n:]
}

func (c *comparison) appendTarget(list []Target, mark Mark, u *unit) []Target {
	if c.units.keys.list[u.key].counting == countsNobody {
		return list
	}
	return append(list, c.target(mark, u))
}

func (c *comparison) target(mark Mark, u *unit) Target {
	return Target{
		Mark: mark, Counted: c.units.keys.list[u.key].counting != countsUnknown,
		entry: u.entry, lo: u.lo, hi: u.hi,
	}
}

// attributes compares what one target says on both sides beside what it
// demands. Rows of one target may say different things; all of them count.
func (c *comparison) attributes(before, after []unit) []Value {
	var values []Value
	for i, s := range attributes {
		if c.attribute(before, i, means) != c.attribute(after, i, means) {
			values = append(values, Value{Setting: s, Old: c.attribute(before, i, said), New: c.attribute(after, i, said)})
		}
	}
	return values
}

// means and said are the numbers of a unit's attributes.
func means(u *unit) int32 { return u.attributes }
func said(u *unit) int32  { return u.said[0] }

func (c *comparison) attribute(list []unit, i int, of func(*unit) int32) string {
	var texts []string
	last := int32(-1)
	for n := range list {
		if at := of(&list[n]); at != last {
			texts = append(texts, c.lex.text(attributes[i], c.units.attributes[at][i]))
			last = at
		}
	}
	slices.Sort(texts)
	return strings.Join(slices.Compact(texts), " / ")
}

// compare counts the connections, among those that both sides have, that only
// one side joins with the target.
func (p *pairings) compare(before, after []unit) {
	numbers := func(list []unit) []int32 {
		var all []int32
		for i := range list {
			if n, ok := p.connections[list[i].connection]; ok {
				all = append(all, n)
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	b, a := numbers(before), numbers(after)
	for len(b) > 0 && len(a) > 0 {
		switch {
		case b[0] == a[0]:
			b, a = b[1:], a[1:]
		case b[0] < a[0]:
			b = b[1:]
			p.differ++
		default:
			a = a[1:]
			p.differ++
		}
	}
	p.differ += len(b) + len(a)
}
