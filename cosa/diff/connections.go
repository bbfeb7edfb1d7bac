package diff

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// connections pairs the connections of two profiles, by access string and
// purposes, then by access string, then by purposes, each time in the order in
// which Windows tries them. Unchanged ones are among the numbers in pairs.
func (c *comparison) connections(before, after []unit, pairs *pairings) []Connection {
	b, old := c.distinctConnections(before)
	a, new := c.distinctConnections(after)
	pairs.connections = make(map[int32]int32)
	b = slices.DeleteFunc(b, func(id int32) bool {
		if _, both := slices.BinarySearch(a, id); both {
			pairs.connections[id] = id
			return true
		}
		return false
	})
	a = slices.DeleteFunc(a, func(id int32) bool { _, same := pairs.connections[id]; return same })
	if len(b)+len(a) == 0 {
		return nil
	}
	slices.SortFunc(b, c.compareConnections)
	slices.SortFunc(a, c.compareConnections)
	var list []Connection
	for _, by := range [...][]cosa.Setting{
		{cosa.AccessString, cosa.PurposeGroups}, {cosa.AccessString}, {cosa.PurposeGroups},
	} {
		waiting := make(map[string][]int32)
		for _, id := range b {
			k := c.connectionKey(id, by)
			waiting[k] = append(waiting[k], id)
		}
		gone := make(map[int32]bool)
		a = slices.DeleteFunc(a, func(id int32) bool {
			k := c.connectionKey(id, by)
			same := waiting[k]
			if len(same) == 0 {
				return false
			}
			waiting[k] = same[1:]
			gone[same[0]] = true
			pairs.connections[same[0]], pairs.connections[id] = id, id
			list = append(list, c.changedConnection(old[same[0]], new[id]))
			return true
		})
		b = slices.DeleteFunc(b, func(id int32) bool { return gone[id] })
	}
	for _, id := range b {
		list = append(list, Connection{Mark: Lost, Name: c.connectionName(old[id]), Settings: c.connectionValues(old[id], -1)})
	}
	for _, id := range a {
		list = append(list, Connection{Mark: Gained, Name: c.connectionName(new[id]), Settings: c.connectionValues(-1, new[id])})
	}
	slices.SortStableFunc(list, func(x, y Connection) int { return cmp.Compare(x.Name, y.Name) })
	return list
}

// distinctConnections lists the connections of a profile, sorted by number,
// and how each is written: where rows differ, with the most that they say.
func (c *comparison) distinctConnections(list []unit) (numbers []int32, written map[int32]int32) {
	written = make(map[int32]int32)
	for i := range list {
		u := &list[i]
		if i > 0 && u.connection == list[i-1].connection && u.said[1] == list[i-1].said[1] {
			continue
		}
		if said, seen := written[u.connection]; !seen || said != u.said[1] && c.compareConnections(said, u.said[1]) < 0 {
			written[u.connection] = u.said[1]
		}
	}
	return slices.Sorted(maps.Keys(written)), written
}

// compareConnections orders connections as Windows tries them, then by all
// that they say.
func (c *comparison) compareConnections(a, b int32) int {
	x, y := &c.units.connections[a], &c.units.connections[b]
	order := func(v *[cosa.SettingCount]uint32) int {
		n, err := strconv.Atoi(c.lex.text(cosa.AutoConnectOrder, v[cosa.AutoConnectOrder]))
		if err != nil {
			return 1 << 30 // without an order: last
		}
		return n
	}
	if n := cmp.Compare(order(x), order(y)); n != 0 {
		return n
	}
	for _, s := range connectionSettings {
		if n := cmp.Compare(c.lex.text(s, x[s]), c.lex.text(s, y[s])); n != 0 {
			return n
		}
	}
	return 0
}

func (c *comparison) connectionKey(id int32, by []cosa.Setting) string {
	var parts []string
	for _, s := range by {
		parts = append(parts, strings.ToLower(c.lex.text(s, c.units.connections[id][s])))
	}
	return strings.Join(parts, "\x00")
}

func (c *comparison) connectionName(id int32) string {
	v := &c.units.connections[id]
	name := c.lex.text(cosa.AccessString, v[cosa.AccessString])
	if name == "" {
		name = "no access string"
	}
	if purposes := c.lex.text(cosa.PurposeGroups, v[cosa.PurposeGroups]); purposes != "" {
		name += " (" + purposes + ")"
	}
	return name
}

func (c *comparison) changedConnection(before, after int32) Connection {
	return Connection{Mark: Altered, Name: c.connectionName(after), Settings: c.connectionValues(before, after)}
}

// connectionValues compares two connections as they are written; -1 is none.
func (c *comparison) connectionValues(before, after int32) []Value {
	var b, a *[cosa.SettingCount]uint32
	if before >= 0 {
		b = &c.units.connections[before]
	}
	if after >= 0 {
		a = &c.units.connections[after]
	}
	return c.values(connectionSettings, b, a)
}

// values compares settings by their numbers in the lexicon; nil is for what is
// not there. Of two sides, those that mean the same are no change.
func (c *comparison) values(settings []cosa.Setting, before, after *[cosa.SettingCount]uint32) []Value {
	var none [cosa.SettingCount]uint32
	effect := c.lex.effect
	if before == nil || after == nil {
		effect = func(_ cosa.Setting, n uint32) uint32 { return n }
	}
	b, a := cmp.Or(before, &none), cmp.Or(after, &none)
	var list []Value
	for _, s := range settings {
		if effect(s, b[s]) != effect(s, a[s]) {
			list = append(list, newValue(s, c.lex.text(s, b[s]), c.lex.text(s, a[s])))
		}
	}
	return list
}

func newValue(s cosa.Setting, before, after string) Value {
	v := Value{Setting: s, Old: cosa.MaskUserInfo(before), New: cosa.MaskUserInfo(after)}
	if s.Spec().Secret || v.Old == v.New { // the password of a URL is all that changes
		v.Masked = true
		if s.Spec().Kind == cosa.KindPackage && before != "" && after != "" {
			v.changed = changedElements(before, after)
		}
		for _, text := range [...]*string{&v.Old, &v.New} {
			if *text != "" {
				*text = cosa.Mask
			}
		}
	}
	return v
}
