package provisioning

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// WriteCustomizations writes a submission as customizations.xml: new profiles
// as Profile elements, profiles that change or remove one of the database as
// Replace elements with its GUID, which is the profile's ID or that of the
// profile of the same name in the baseline. GUIDs of new profiles are made of
// their names, so that they are the same on every run. What the format cannot
// hold is left out, see [Losses]. The error is a [cosa.ReadError] where
// carried XML is faulty.
func WriteCustomizations(w io.Writer, s *cosa.Submission) error {
	p := newPlan(s)
	root, err := packageRoot(s, p)
	if err != nil {
		return err
	}
	inner := reach(root.child(settings), customizations)
	list := inner.child(targets)
	if list == nil {
		list = newElement(targets, "")
		inner.children = append([]*element{list}, inner.children...)
	}
	known := make(map[string]*element)
	for _, t := range list.children {
		if id := t.attr("Id"); id != nil {
			known[guidKey(id.value)] = t
		}
	}
	var made []*element
	for i := range p.items {
		e, states, err := p.items[i].elements(s)
		if err != nil {
			return err
		}
		for _, t := range states {
			key := guidKey(t.attr("Id").value)
			switch before := known[key]; {
			case before == nil:
				known[key] = t
				made = append(made, t)
			case !hasStates(before):
				before.children = append(before.children, t.children...)
			}
		}
		inner.children = append(inner.children, e)
	}
	// The order of the rows is that in which the targets are defined.
	slices.SortStableFunc(made, func(a, b *element) int { return a.offset - b.offset })
	list.children = append(list.children, made...)
	if len(list.children) == 0 {
		inner.remove(list)
	}
	out := bufio.NewWriter(w)
	out.WriteString("\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?>" + newline)
	doc := writer{Writer: out, newline: newline}
	doc.element(root, 0)
	return out.Flush()
}

// newline ends the lines of the shipped file.
const newline = "\r\n"

func hasStates(t *element) bool { return t.child(targetState) != nil }

// packageRoot makes the document's root with everything but the profiles.
func packageRoot(s *cosa.Submission, p *plan) (*element, error) {
	details := make(map[string]cosa.Answer)
	for _, d := range s.Details() {
		if _, again := details[d.Key]; !again {
			details[d.Key] = d
		}
	}
	root := newElement(rootElement, "")
	if d, ok := details[cosa.PackageXML]; ok && !ofAPNDatabase(d.Text) {
		carried, err := parseFragment(d.Text, d.Position, rootElement)
		if err != nil {
			return nil, err
		}
		root = carried
	}
	config := root.child(configElement)
	if config == nil {
		config = newElement(configElement, "")
		root.children = append([]*element{config}, root.children...)
	}
	if config.attr("xmlns") == nil {
		config.with("xmlns", configSpace)
	}
	var fields []*element
	described := len(details) > 0
	for _, k := range cosa.PackageKeys() {
		d, given := details[k.Key]
		switch {
		case k.Element == "":
		case given:
			fields = append(fields, newElement(k.Element, d.Text))
		case !described || k.Key == "id":
			fields = append(fields, newElement(k.Element, p.defaultOf(k.Key)))
		}
	}
	config.children = append(fields, config.children...)
	outer := root.child(settings)
	if outer == nil {
		outer = newElement(settings, "")
		root.children = append(root.children, outer)
	}
	if outer.attr("xmlns") == nil {
		outer.with("xmlns", settingsSpace)
	}
	return root, nil
}

// defaultOf is what a field of the package holds where the submission does not
// say: an extension by an OEM.
func (p *plan) defaultOf(key string) string {
	switch key {
	case "id":
		var names []string
		for i := range p.items {
			names = append(names, p.items[i].guid)
		}
		return "{" + guidOf(append([]string{"package"}, names...)...) + "}"
	case "name":
		return "COSAPC.Extension"
	case "version":
		return "1.0"
	case "ownerType":
		return "OEM"
	case "rank":
		return "0"
	}
	return ""
}

// parseFragment reads carried XML; names are what its root may be called.
func parseFragment(text string, at cosa.Position, names ...string) (*element, error) {
	d, err := parse("", strings.NewReader(text), "one element <"+names[0]+">")
	if err == nil {
		for _, name := range names {
			if d.root.is(name) {
				return d.root, nil
			}
		}
		err = fmt.Errorf("the element is <%s>", shorten(rawName(d.root.name)))
	}
	problem := err.Error()
	if fault, ok := err.(*cosa.ReadError); ok {
		problem = fault.Problem
	}
	return nil, &cosa.ReadError{
		Position: at, Problem: "the carried XML cannot be used: " + problem,
		Hint: "leave it as it was read, or remove it; it must be one element <" + names[0] + ">",
	}
}

// carried is the element that a setting carries, or an empty one.
func carried(e cosa.Entry, s cosa.Setting, names ...string) (*element, error) {
	text := e.Value(s).Raw
	if strings.TrimSpace(text) == "" || ofAPNDatabase(text) {
		return &element{name: xml.Name{Local: names[0]}}, nil
	}
	return parseFragment(text, e.Position(s), names...)
}

// ofAPNDatabase reports that carried XML is of apndatabase.xml, which has no
// place in customizations.xml.
func ofAPNDatabase(text string) bool {
	text, ok := strings.CutPrefix(strings.TrimSpace(text), "<")
	if !ok {
		return false
	}
	name := text[:strings.IndexAny(text+" ", " \t\r\n/>")]
	return strings.EqualFold(name, operatorElement) || strings.EqualFold(name, operatorList) || strings.EqualFold(name, connectionInfo)
}
