package diff

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// unit is a row as it is compared: a target and a connection.
type unit struct {
	lo, hi     uint64 // ends of the range in which the target is counted
	key        int32
	condition  uint32 // what stands in place of a range, 0 for a range
	attributes int32
	connection int32
	digits     uint8
	said       [2]int32 // attributes and connection as they are written, which may mean the same
	entry      cosa.Entry
}

// compareTargets orders units so that those of one target stand together, and
// those of one key in the order of their numbers.
func (u *unit) compareTargets(o *unit) int {
	return cmp.Or(cmp.Compare(u.key, o.key), cmp.Compare(u.lo, o.lo), cmp.Compare(u.hi, o.hi),
		cmp.Compare(u.condition, o.condition), cmp.Compare(u.digits, o.digits))
}

func compareUnits(a, b unit) int {
	return cmp.Or(a.compareTargets(&b), cmp.Compare(a.connection, b.connection), cmp.Compare(a.attributes, b.attributes))
}

// condition is an expression in place of a range.
type condition struct {
	text  string
	spans []span
	known bool // spans are all there is to it
}

// units reads the rows of profiles.
type units struct {
	keys        *keys
	conditions  []condition
	conditionOf map[[2]string]uint32 // by kind and text
	attributes  [][len(attributes)]uint32
	attributeOf map[[len(attributes)]uint32]int32
	connections [][cosa.SettingCount]uint32
	connectOf   map[[cosa.SettingCount]uint32]int32
	hashesOf    map[string]uint32 // by profile XML
	pieces      int               // of all conditions
}

// mostConditionPieces bounds the ranges that all conditions together are taken
// apart into; the numbers of those beyond are not counted.
const mostConditionPieces = 5_000_000

func newUnits(lex *lexicon) *units {
	return &units{
		keys: newKeys(lex), conditions: make([]condition, 1), conditionOf: make(map[[2]string]uint32),
		attributeOf: make(map[[len(attributes)]uint32]int32), connectOf: make(map[[cosa.SettingCount]uint32]int32),
		hashesOf: make(map[string]uint32),
	}
}

// of returns the units of a profile in order, each once.
func (us *units) of(side *side, b bundle) []unit {
	list := make([]unit, 0, b.rows())
	for _, p := range b {
		for e := range p.Entries() {
			u := us.target(side, e)
			u.entry = e
			u.attributes, u.said[0] = us.attribute(side, e)
			u.connection, u.said[1] = us.connection(side, e)
			list = append(list, u)
		}
	}
	compare := func(a, b unit) int {
		return cmp.Or(compareUnits(a, b), cmp.Compare(a.said[0], b.said[0]), cmp.Compare(a.said[1], b.said[1]))
	}
	if !slices.IsSortedFunc(list, compare) {
		slices.SortFunc(list, compare)
	}
	return slices.CompactFunc(list, func(a, b unit) bool { return compare(a, b) == 0 })
}

// demand is what a target demands of the numbers of one kind.
type demand struct {
	given, known bool
	meant        bool        // what is demanded can be read, though its numbers may not be told
	r            *cosa.Range // nil for a condition
	condition    uint32
}

func (us *units) demand(side *side, e cosa.Entry, kind cosa.NumberKind) demand {
	if !e.Has(kind.Start()) && !e.Has(kind.End()) {
		return demand{}
	}
	if r := e.Range(kind); r != nil {
		return demand{given: true, known: true, meant: true, r: r}
	}
	text := kind.String() + " " + canonical(kind.Start(), e.Value(kind.Start()))
	if end := canonical(kind.End(), e.Value(kind.End())); end != "" {
		text += "-" + end
	}
	at := [2]string{kind.String(), text}
	n, ok := us.conditionOf[at]
	if !ok {
		n = uint32(len(us.conditions))
		us.conditionOf[at] = n
		c := condition{text: text}
		if us.pieces < mostConditionPieces {
			ranges, known := e.Ranges(kind)
			for i := range ranges {
				c.spans = append(c.spans, spanOf(&ranges[i]))
			}
			c.spans, c.known = normal(c.spans), known
			us.pieces += len(c.spans)
		}
		us.conditions = append(us.conditions, c)
	}
	meant := !e.Has(kind.End()) && cosa.IsCondition(e.Text(kind.Start()))
	return demand{given: true, known: us.conditions[n].known, meant: meant, condition: n}
}

// other makes a demand a part of a key.
func (us *units) other(d demand) uint32 {
	if d.r != nil {
		return us.keys.other(d.r.Kind.String()+" "+d.r.String(), []span{spanOf(d.r)})
	}
	c := us.conditions[d.condition]
	if !c.known {
		return us.keys.other(c.text, nil)
	}
	return us.keys.other(c.text, append([]span{}, c.spans...))
}

func (us *units) target(side *side, e cosa.Entry) unit {
	var k key
	readable := true
	for i, s := range identifiers {
		k.plain[i] = side.number(e, s)
		readable = readable && us.keys.lex.text(s, k.plain[i]) != unreadable && !zerosLost(e, s)
	}
	k.esim = e.ID(cosa.ESIMProv) != 0 && cosa.ESIMProv.True(e.Text(cosa.ESIMProv))
	iccid, imsi := us.demand(side, e, cosa.ICCID), us.demand(side, e, cosa.IMSI)
	counted, rest := iccid, imsi
	switch {
	case iccid.known:
		k.counting = countsICCID
	case imsi.known:
		k.counting, counted, rest = countsIMSI, imsi, iccid
	case iccid.given:
		k.counting = countsUnknown
	case imsi.given:
		k.counting, counted, rest = countsUnknown, imsi, iccid
	}
	if rest.given {
		k.other = us.other(rest)
	}
	switch {
	case !readable || rest.given && !rest.known && !rest.meant:
		k.counting = countsUnknown
	case k == key{} && hashed(e):
		k.counting, k.other = countsUnknown, us.hashes(e)
	case k == key{} && !e.Has(cosa.TargetXML):
		k.counting = countsNobody
	}
	u := unit{condition: counted.condition}
	if r := counted.r; r != nil {
		s := spanOf(r)
		u.lo, u.hi, u.digits = s.lo, s.hi, uint8(len(r.Start))
		if len(r.Start) == 20 && (r.Lo%10 != 0 || r.Hi%10 != 9) {
			u.digits += 40 + uint8(r.Lo%10)*10 + uint8(r.Hi%10) // parts of ten numbers that are one SIM
		}
	}
	u.key = us.keys.number(k)
	return u
}

// zerosLost reports that a network code is a number in a sheet of fewer digits
// than any code has: which one was meant cannot be told.
func zerosLost(e cosa.Entry, s cosa.Setting) bool {
	if s != cosa.MCC && s != cosa.MNC || !e.Has(s) {
		return false
	}
	digits := 2
	if s == cosa.MCC {
		digits = 3
	}
	v := e.Value(s)
	return v.Type == cosa.Number && len(v.Text) < digits
}

// attribute numbers what a target says beside what it demands: means is the
// number of what that means, said that of how it is written.
func (us *units) attribute(side *side, e cosa.Entry) (means, said int32) {
	var written, effect [len(attributes)]uint32
	for i, s := range attributes {
		written[i] = side.number(e, s)
		effect[i] = us.keys.lex.effect(s, written[i])
	}
	number := func(a [len(attributes)]uint32) int32 {
		n, ok := us.attributeOf[a]
		if !ok {
			n = int32(len(us.attributes))
			us.attributeOf[a] = n
			us.attributes = append(us.attributes, a)
		}
		return n
	}
	return number(effect), number(written)
}

// connection numbers a connection, as attribute does.
func (us *units) connection(side *side, e cosa.Entry) (means, said int32) {
	var written, effect [cosa.SettingCount]uint32
	for _, s := range connectionSettings {
		written[s] = side.number(e, s)
		effect[s] = us.keys.lex.effect(s, written[s])
	}
	number := func(c [cosa.SettingCount]uint32) int32 {
		n, ok := us.connectOf[c]
		if !ok {
			n = int32(len(us.connections))
			us.connectOf[c] = n
			us.connections = append(us.connections, c)
		}
		return n
	}
	return number(effect), number(written)
}

// settingsOf lists the settings of a section.
func settingsOf(section cosa.Section) []cosa.Setting {
	var list []cosa.Setting
	for _, spec := range cosa.Settings() {
		if spec.Section == section && spec.Kind != cosa.KindRow {
			list = append(list, spec.Setting)
		}
	}
	return list
}

var (
	connectionSettings = settingsOf(cosa.SectionConnection)
	simSettings        = append(settingsOf(cosa.SectionSIM), settingsOf(cosa.SectionProfile)...)
)

// spans returns the numbers of each key, in the order of the keys.
func (us *units) spans(list []unit) []held {
	var all []held
	for i := 0; i < len(list); {
		h := held{key: list[i].key}
		n := i
		for ; n < len(list) && list[n].key == h.key; n++ {
			switch u := &list[n]; {
			case !us.keys.list[h.key].counting.numbered():
			case u.condition != 0:
				h.spans = append(h.spans, us.conditions[u.condition].spans...)
			case n == i || u.lo != list[n-1].lo || u.hi != list[n-1].hi || list[n-1].condition != 0:
				h.spans = append(h.spans, span{u.lo, u.hi})
			}
		}
		h.spans = normal(h.spans)
		all = append(all, h)
		i = n
	}
	return all
}

// held are the numbers that a profile holds under one key.
type held struct {
	key   int32
	spans []span
}
