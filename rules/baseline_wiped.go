package rules

import (
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// connection tells the connections of a profile apart: by their access string,
// and where several have one, by what else is theirs.
type connection struct{ access, purposes, friendly uint32 }

// connections names the connections of a profile.
type connections struct {
	p    *pairing
	apns map[uint32]*sameAPN // by access string
}

// sameAPN are the connections of one access string.
type sameAPN struct {
	purposes, friendly         uint32 // of the first
	purposesVary, friendlyVary bool
}

func (p *pairing) connections() *connections {
	c := &connections{p: p, apns: make(map[uint32]*sameAPN)}
	for j := range p.theirs {
		other := &p.theirs[j]
		purposes, friendly := c.details(other)
		apn := c.apns[other.access]
		if apn == nil {
			c.apns[other.access] = &sameAPN{purposes: purposes, friendly: friendly}
			continue
		}
		apn.purposesVary = apn.purposesVary || purposes != apn.purposes
		apn.friendlyVary = apn.friendlyVary || friendly != apn.friendly
	}
	for i := range p.rows {
		row := &p.rows[i]
		if apn := c.apns[row.access]; apn != nil && row.update == "Add" && row.partner < 0 {
			purposes, _ := c.details(row)
			apn.purposesVary = apn.purposesVary || purposes != apn.purposes
		}
	}
	return c
}

func (c *connections) details(other *paired) (purposes, friendly uint32) {
	return c.p.numbers[cosa.PurposeGroups][other.ID(cosa.PurposeGroups)], c.p.numbers[cosa.FriendlyName][other.ID(cosa.FriendlyName)]
}

// of returns the connection of a row.
func (c *connections) of(other *paired) connection {
	of, apn := connection{access: other.access}, c.apns[other.access]
	purposes, friendly := c.details(other)
	if apn.purposesVary {
		of.purposes = purposes
	}
	if apn.friendlyVary {
		of.friendly = friendly
	}
	return of
}

// name names the connection of a row so that it is told from the others.
func (c *connections) name(other *paired) string {
	var details []string
	apn := c.apns[other.access]
	if apn.purposesVary {
		details = append(details, shortened(cosa.PurposeGroups.Effective(other.Text(cosa.PurposeGroups))))
	}
	if apn.friendlyVary {
		if other.Has(cosa.FriendlyName) {
			details = append(details, quote(other.Text(cosa.FriendlyName)))
		} else {
			details = append(details, "without FriendlyName")
		}
	}
	name := quoted(other.Text(cosa.AccessString))
	if len(details) > 0 {
		name += " (" + strings.Join(details, ", ") + ")"
	}
	return name
}

// reportDropped says which targets and connections go.
func (p *pairing) reportDropped(gone []*paired, l *listing) {
	rowsOf, goneOf := make(map[wholeTarget]int), make(map[wholeTarget]int)
	for j := range p.theirs {
		rowsOf[p.theirs[j].target]++
	}
	for _, other := range gone {
		goneOf[other.target]++
	}
	whole := func(t wholeTarget) bool { return goneOf[t] == rowsOf[t] && !l.targets[t] }
	c := p.connections()
	others, goneHere := make(map[connection]int), make(map[connection]int)
	for j := range p.theirs {
		if other := &p.theirs[j]; !whole(other.target) {
			others[c.of(other)]++
		}
	}
	for _, other := range gone {
		if !whole(other.target) {
			goneHere[c.of(other)]++
		}
	}
	targets, everywhere, here := &wiped{noun: "target"}, &wiped{noun: "connection", at: cosa.AccessString}, &wiped{noun: "connection", at: cosa.AccessString}
	for _, other := range gone {
		of := c.of(other)
		switch {
		case whole(other.target):
			targets.add(other.target, other, p.in.targetText(other.Entry)+l.part(other), "")
		case goneHere[of] == others[of]:
			everywhere.add(of, other, c.name(other), "")
		default:
			here.add(of, other, c.name(other), p.in.targetText(other.Entry))
		}
	}
	first := p.rows[0].Entry
	var parts []string
	var related []cosa.Related
	for _, w := range [...]*wiped{targets, everywhere, here} {
		if len(w.things) > 0 {
			parts = append(parts, w.String())
		}
		for _, thing := range w.things {
			at := w.at
			if w == targets {
				at = p.identifier(thing.first)
			}
			related = append(related, Also(thing.first.Entry, at, "in the baseline"))
		}
	}
	if more := len(related) - otherPlaces; more > 0 {
		related = related[:otherPlaces]
		related[otherPlaces-1].Message += ", and " + grouped(uint64(more)) + " more"
	}
	f := At(first, cosa.Operator, fmt.Sprintf("the rows here replace the profile %s of the baseline and wipe what they do not list: %s",
		quote(p.name), listed(parts, "and")), "list it with Keep if it is to stay")
	f.Position, f.Setting, f.Value, f.Related = first.Start(), "", "", related
	f.Pair = fmt.Sprintf("%s\x01%016x", p.name, digestOfRows(gone))
	p.found.dropped = append(p.found.dropped, f)
}

// digestOfRows makes a number of rows, whatever their order.
func digestOfRows(rows []*paired) uint64 {
	sum := uint64(0)
	for _, row := range rows {
		digest := fnv.New64a()
		_, _ = io.WriteString(digest, rowText(row.Entry)) // a hash takes everything
		sum += digest.Sum64()
	}
	return sum
}

// wiped are targets or connections that go.
type wiped struct {
	noun   string
	at     cosa.Setting
	things []*wipedThing
	index  map[any]*wipedThing
}

// wipedThing is a target or connection that goes.
type wipedThing struct {
	name    string
	first   *paired
	target  string // "" for all of them
	targets map[wholeTarget]bool
}

func (w *wiped) add(key any, other *paired, name, target string) {
	thing := w.index[key]
	if thing == nil {
		thing = &wipedThing{name: name, first: other, target: target, targets: make(map[wholeTarget]bool)}
		if w.index == nil {
			w.index = make(map[any]*wipedThing)
		}
		w.index[key] = thing
		w.things = append(w.things, thing)
	}
	thing.targets[other.target] = true
}

func (t *wipedThing) String() string {
	switch {
	case t.target == "":
		return t.name
	case len(t.targets) == 1:
		return t.name + " for " + t.target
	}
	return fmt.Sprintf("%s for %s, the first %s", t.name, count(len(t.targets), "target"), t.target)
}

// String counts them and names the first.
func (w *wiped) String() string {
	var names []string
	for _, thing := range w.things[:min(len(w.things), fewNames)] {
		names = append(names, thing.String())
	}
	if more := len(w.things) - len(names); more > 0 {
		names = append(names, grouped(uint64(more))+" more")
	}
	return count(len(w.things), w.noun) + " (" + listed(names, "and") + ")"
}
