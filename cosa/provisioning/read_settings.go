package provisioning

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// connectionsOf takes the connections out of a profile, and with them its
// name.
func (r *reader) connectionsOf(e *element, own *part) []*part {
	container := find(e, append([]string{settings}, connectionsPath...)...)
	var found []*element
	if container != nil {
		var others []*element
		for _, c := range container.children {
			if c.is(connection) {
				found = append(found, c)
			} else {
				others = append(others, c)
			}
		}
		container.children = others
	}
	name := r.nameOf(e, found, own)
	var list []*part
	seen := make(map[string]int)
	for i, c := range found {
		p := &part{at: r.item(c.offset, own.at, connection, i), carrier: cosa.ConnectionXML, left: c}
		p.line, _ = r.at(c.offset)
		r.leaves(p, c, connectionSettings)
		if a := c.attr(connectionName); a != nil && a.value == defaultName(name, i) {
			c.removeAttr(connectionName)
		}
		p.distinct(seen)
		list = append(list, p)
	}
	return list
}

// nameOf finds the profile's name: that of the element, or that in its first
// connection's.
func (r *reader) nameOf(e *element, connections []*element, own *part) string {
	a := e.attr("Name")
	text := ""
	switch {
	case a != nil && strings.TrimSpace(a.value) != "":
		text = a.value
	case len(connections) > 0 && connections[0].attr(connectionName) != nil:
		a = connections[0].attr(connectionName)
		text = connectionSuffix.ReplaceAllString(a.value, "")
	default:
		return ""
	}
	operator, country := splitName(text)
	at := r.place(a.offset, own.at, a.name.Local, 0)
	own.add(cosa.Operator, operator, at)
	if country != "" {
		own.add(cosa.CountryRegion, country, at)
	}
	name := joinName(operator, country)
	if e.is(replaceElement) && a.name.Local == "Name" && a.value == name {
		e.removeAttr("Name")
	}
	return name
}

// leaves takes the elements that are settings out of a container: the first of
// each name that holds nothing but a text.
func (r *reader) leaves(p *part, container *element, of []cosa.Setting) {
	given := make(map[cosa.Setting]bool)
	var others []*element
	for _, c := range container.children {
		i := slices.IndexFunc(of, func(s cosa.Setting) bool { return c.is(s.Spec().Element) })
		if i < 0 || !c.plain() || c.text == "" || given[of[i]] {
			others = append(others, c)
			continue
		}
		given[of[i]] = true
		p.add(of[i], c.text, r.place(r.valueOf(c), p.at, c.name.Local, 0))
	}
	container.children = others
}

// simSettings takes the SIM settings out of the element Settings.
func (r *reader) simSettings(e *element, parent cosa.Place) *part {
	p := &part{at: r.place(e.offset, parent, settings, 0)}
	for _, path := range [...][]string{cellularSIM, marketplaceSIM} {
		container := find(e, path...)
		if container == nil {
			continue
		}
		var of []cosa.Setting
		for _, place := range simPlaces {
			if &place.path[0] == &path[0] {
				of = append(of, place.setting)
			}
		}
		r.leaves(p, container, of)
		r.wifi(p, container)
	}
	r.hotSpot(p, e)
	takeDerived(p, e)
	return p
}

// hotSpot reads Hotspot from the two elements that say it. What says no more
// than is the default stays where it is.
func (r *reader) hotSpot(p *part, e *element) {
	h := e.child(hotSpot)
	if h == nil {
		return
	}
	enabled, entitled := h.child("Enabled"), h.child("EntitlementRequired")
	if enabled == nil || !enabled.plain() || entitled != nil && !entitled.plain() {
		return
	}
	on, ok := truth(enabled.text)
	if !ok {
		return
	}
	text := "Never"
	if on {
		text = "Always"
		if entitled != nil {
			check, ok := truth(entitled.text)
			if !ok {
				return
			}
			if check {
				text = "EntitlementCheckRequired"
				h.remove(entitled)
			}
		}
	}
	h.remove(enabled)
	p.add(cosa.Hotspot, text, r.place(r.valueOf(enabled), p.at, hotSpot, 0))
}

// truth reads a boolean in the spellings of packages.
func truth(text string) (is, ok bool) {
	text = strings.TrimSpace(text)
	_, ok = cosa.AlwaysOn.Canonical(text)
	return cosa.AlwaysOn.True(text), ok
}

// wifi reads the paths of WLAN profiles; ids and sources stay behind.
func (r *reader) wifi(p *part, container *element) {
	list := container.child(wifiProfiles)
	if list == nil {
		return
	}
	var paths []string
	var first *element
	for _, w := range list.children {
		path := w.child(profileXML)
		if !w.is(wifiProfile) || path == nil || !path.plain() || path.text == "" || strings.ContainsAny(path.text, ",;\n") || path.text != strings.TrimSpace(path.text) {
			return
		}
		paths = append(paths, path.text)
		if first == nil {
			first = path
		}
	}
	if first == nil {
		return
	}
	for _, w := range list.children {
		w.remove(w.child(profileXML))
	}
	p.add(cosa.WifiProfiles, strings.Join(paths, ", "), r.place(r.valueOf(first), p.at, wifiProfiles, 0))
}
