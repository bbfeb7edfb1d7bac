package provisioning

import (
	"path"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// elements returns the profile's element and its targets.
func (p *planned) elements(s *cosa.Submission) (*element, []*element, error) {
	first := p.profile.First()
	name := strings.TrimSpace(joinName(first.Text(cosa.Operator), first.Text(cosa.CountryRegion)))
	from := first
	if p.old != nil && p.verb == replace && !first.Has(cosa.ProfileXML) {
		from = p.old.First() // what the settings do not say stays as it is
	}
	e, err := carried(from, cosa.ProfileXML, profileElement, replaceElement, variantElement)
	if err != nil {
		return nil, nil, err
	}
	if p.verb != add {
		e.name.Local = replaceElement
		if e.attr("Name") == nil {
			e.with("Name", name)
		}
	} else if e.is(replaceElement) {
		e.name.Local = profileElement
	}
	list, ids, err := p.targetElements()
	if err != nil {
		return nil, nil, err
	}
	refs := e.child(targetRefs)
	if refs == nil {
		refs = newElement(targetRefs, "")
		e.children = append([]*element{refs}, e.children...)
	}
	for _, id := range ids {
		if slices.ContainsFunc(refs.children, func(ref *element) bool { a := ref.attr("Id"); return a != nil && guidKey(a.value) == guidKey(id) }) {
			continue // it is carried with what else it says
		}
		refs.children = append(refs.children, newElement(targetRef, "").with("Id", id))
	}
	if p.verb == remove {
		return e, nil, nil
	}
	if e.child(settings) == nil {
		e.children = append(e.children, newElement(settings, ""))
	}
	p.simSettings(e.child(settings))
	if err := p.addConnections(e.child(settings), name); err != nil {
		return nil, nil, err
	}
	if e.child(settings).empty() {
		e.remove(e.child(settings))
	}
	return e, list, nil
}

// targetElements returns the profile's targets and their GUIDs: the profile's
// own one, and those that single states name.
func (p *planned) targetElements() (list []*element, ids []string, err error) {
	of := make(map[string]*element)
	target := func(id string) *element {
		t := of[guidKey(id)]
		if t == nil {
			t = newElement(targetElement, "").with("Id", id)
			of[guidKey(id)] = t
			ids = append(ids, id)
			list = append(list, t)
		}
		return t
	}
	own := target(p.guid)
	for _, e := range p.targets {
		state, err := carried(e, cosa.TargetXML, targetState)
		if err != nil {
			return nil, nil, err
		}
		state.removeAttr(copyAttr)
		t := own
		if id := state.attr("Id"); id != nil {
			t = target(id.value)
			state.removeAttr("Id")
		}
		state.children = append(conditionsOf(e), state.children...)
		if len(state.children) > 0 || e.Has(cosa.TargetXML) {
			if len(t.children) == 0 {
				t.offset = e.Row()
			}
			t.children = append(t.children, state)
		}
	}
	list = slices.DeleteFunc(list, func(t *element) bool { return len(t.children) == 0 })
	return list, ids, nil
}

// conditionsOf writes the identifiers of a row's target.
func conditionsOf(e cosa.Entry) []*element {
	var list []*element
	for _, s := range conditions {
		text := written(e, s)
		switch s {
		case cosa.IMSIStart, cosa.ICCIDStart:
			end := cosa.IMSIEnd
			if s == cosa.ICCIDStart {
				end = cosa.ICCIDEnd
			}
			if last := written(e, end); last != "" || text != "" && !cosa.IsCondition(text) {
				text = "range:" + text + "," + last
			}
		}
		if text != "" {
			list = append(list, newElement(condition, "").with("Name", s.Spec().Element).with("Value", text))
		}
	}
	return list
}

// simSettings writes the SIM settings.
func (p *planned) simSettings(e *element) {
	first := p.profile.First()
	for _, place := range simPlaces {
		if text := written(first, place.setting); text != "" {
			put(reach(e, place.path...), place.setting.Spec().Element, text)
		}
	}
	addDerived(first, e)
	p.hotSpot(e, first)
	if paths := cosa.SplitList(first.Value(cosa.WifiProfiles).Text); len(paths) > 0 {
		addWifi(reach(reach(e, cellularSIM...), wifiProfiles), paths)
	}
}

func (p *planned) hotSpot(e *element, first cosa.Entry) {
	text, ok := cosa.Hotspot.Canonical(first.Text(cosa.Hotspot))
	if !ok || text == "" {
		return
	}
	h := reach(e, hotSpot)
	enabled := "True"
	if text == "Never" {
		enabled = "False"
	}
	put(h, "Enabled", enabled)
	if text == "EntitlementCheckRequired" {
		put(h, "EntitlementRequired", "True")
	}
}

// addWifi gives each WLAN profile its path; one that is new gets an id of its
// file's name.
func addWifi(list *element, paths []string) {
	for i, file := range paths {
		if i >= len(list.children) {
			base := baseName(file)
			w := newElement(wifiProfile, "").with("WifiProfileId", strings.TrimSuffix(base, path.Ext(base)))
			w.children = []*element{newElement("Source", "Mobile Operator")}
			list.children = append(list.children, w)
		}
		put(list.children[i], profileXML, file)
	}
}

// addConnections writes the connections.
func (p *planned) addConnections(e *element, name string) error {
	var container *element
	n := 0
	for _, row := range p.connections {
		c, err := carried(p.carrierOf(row), cosa.ConnectionXML, connection)
		if err != nil {
			return err
		}
		c.removeAttr(copyAttr)
		for _, s := range connectionSettings {
			if text := written(row, s); text != "" {
				put(c, s.Spec().Element, text)
			}
		}
		if c.empty() {
			continue
		}
		if c.attr(connectionName) == nil {
			c.attrs = append([]attribute{{name: newElement(connectionName, "").name, value: defaultName(name, n)}}, c.attrs...)
		}
		if container == nil {
			container = reach(e, connectionsPath...)
		}
		container.children = append(container.children, c)
		n++
	}
	return nil
}

// carrierOf is the row whose carried XML goes with a connection: the row
// itself, or where it has none and replaces a profile of the baseline, that of
// the same access point there.
func (p *planned) carrierOf(row cosa.Entry) cosa.Entry {
	if p.old == nil || row.Has(cosa.ConnectionXML) {
		return row
	}
	for e := range p.old.Entries() {
		if e.ID(cosa.AccessString) == row.ID(cosa.AccessString) && purposes(e.Text(cosa.PurposeGroups)) == purposes(row.Text(cosa.PurposeGroups)) {
			return e
		}
	}
	return row
}

// put adds a child at its place in the order of names, before others of its
// name; one that was left blank gives way.
func put(e *element, name, text string) {
	if c := e.child(name); c != nil && c.empty() {
		e.remove(c)
	}
	at := 0
	for at < len(e.children) && e.children[at].name.Local < name {
		at++
	}
	e.children = slices.Insert(e.children, at, newElement(name, text))
}

// written is a value as the shipped file spells it.
func written(e cosa.Entry, s cosa.Setting) string {
	if e.ID(s) == 0 {
		return ""
	}
	v := e.Value(s)
	if v.Damaged() {
		return ""
	}
	text := v.Raw
	if v.Type != cosa.Text {
		text = v.Text
	}
	if choice, ok := s.Spec().Choice(v.Text); ok && choice.XML != "" {
		return choice.XML
	}
	if s.Spec().Type == cosa.TypePurposes {
		return purposes(v.Text)
	}
	return text
}

// purposes writes names of purpose groups as GUIDs.
func purposes(text string) string {
	items := cosa.SplitList(text)
	named := false
	for i, item := range items {
		if _, ok := cosa.ParseGUID(item); ok {
			continue
		}
		if p, ok := cosa.FindPurpose(item); ok {
			items[i], named = strings.ToLower(p.GUID), true
		}
	}
	if !named {
		return text
	}
	return strings.Join(items, ",")
}
