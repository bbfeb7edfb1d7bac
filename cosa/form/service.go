package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// service is what a profile or the defaults say under mobilePlans.
type service struct {
	cosa.Service
	given []bool // by key, in the order of cosa.ServiceKeys
}

func serviceKeys() []string {
	var keys []string
	for _, k := range cosa.ServiceKeys() {
		keys = append(keys, k.Key)
	}
	return keys
}

// service reads the section mobilePlans of a mapping; nil stands for none.
func (r *reader) service(m *mapping) *service {
	p, ok := m.get(keyService)
	if !ok {
		return nil
	}
	n := r.visit(p.value)
	if isNull(n) {
		return nil
	}
	at := step{m.at, keyService, 0}
	if n.Kind != yaml.MappingNode {
		r.wrongType(r.place(n, at), fmt.Sprintf("%q", keyService), shape(n), "it must be a mapping with "+strings.Join(serviceKeys(), ", "))
		return nil
	}
	section := r.mapping(n, at, fmt.Sprintf("%q", keyService), r.keys.service)
	s := &service{given: make([]bool, len(cosa.ServiceKeys()))}
	s.Position = r.b.At(section.at)
	for i, k := range cosa.ServiceKeys() {
		pair, given := section.get(k.Key)
		wrong := false
		if !given {
			if pair, given = find(section.meant, k.Key); given {
				wrong = true // a misspelt key is one mistake
			}
		}
		s.given[i] = given
		switch {
		case k.List != nil && !given:
			k.List(&s.Service).Position = s.Position
		case k.List != nil && !wrong:
			*k.List(&s.Service) = r.serviceList(pair, section.at)
		case k.List != nil:
			*k.List(&s.Service) = cosa.ServiceList{Position: r.b.At(r.place(pair.key, step{section.at, k.Key, 0})), Wrong: true}
		case !given:
			k.Text(&s.Service).Position = s.Position
		case !wrong:
			*k.Text(&s.Service) = r.serviceText(pair, section.at)
		default:
			*k.Text(&s.Service) = cosa.ServiceText{Position: r.b.At(r.place(pair.key, step{section.at, k.Key, 0})), Wrong: true}
		}
	}
	return s
}

// over returns the section with what it lacks taken from the defaults.
func (s *service) over(defaults *service) *cosa.Service {
	switch {
	case s == nil && defaults == nil:
		return nil
	case s == nil:
		return &defaults.Service
	}
	merged := s.Service
	for i, k := range cosa.ServiceKeys() {
		switch {
		case s.given[i] || defaults == nil || !defaults.given[i]:
		case k.List != nil:
			*k.List(&merged) = *k.List(&defaults.Service)
		default:
			*k.Text(&merged) = *k.Text(&defaults.Service)
		}
	}
	return &merged
}

func (r *reader) serviceText(p pair, parent cosa.Place) cosa.ServiceText {
	n := r.visit(p.value)
	at := r.valuePlace(n, p, parent)
	t := cosa.ServiceText{Position: r.b.At(at)}
	if n.Kind != yaml.ScalarNode {
		r.wrongType(at, fmt.Sprintf("%q", p.name), shape(n), "it must be one text")
		t.Wrong = true
		return t
	}
	t.Raw = textOf(n)
	t.Text = cosa.CleanText(t.Raw)
	return t
}

// serviceList reads a list, or one text with commas.
func (r *reader) serviceList(p pair, parent cosa.Place) cosa.ServiceList {
	n := r.visit(p.value)
	at := r.valuePlace(n, p, parent)
	list := cosa.ServiceList{Position: r.b.At(at)}
	switch n.Kind {
	case yaml.ScalarNode:
		list.Items = r.separated(n, step{parent, p.name, 0})
	case yaml.SequenceNode:
		for i, child := range n.Content {
			child = r.visit(child)
			if r.err != nil {
				break
			}
			item := r.serviceItem(child, step{at, "", i}, p.name)
			list.Wrong = list.Wrong || item.Wrong
			if item.Raw != "" {
				list.Items = append(list.Items, item)
			}
		}
	default:
		r.wrongType(at, fmt.Sprintf("%q", p.name), shape(n), "it must be a list")
		list.Wrong = true
	}
	return list
}

// separated takes a text at its commas apart.
func (r *reader) separated(n *yaml.Node, at step) []cosa.ServiceText {
	var items []cosa.ServiceText
	text := textOf(n)
	column, exact := r.content(n)
	before := 0
	for piece := range strings.SplitSeq(text, ",") {
		if clean := cosa.CleanText(piece); clean != "" {
			place := r.place(n, at)
			if lead := len(piece) - len(strings.TrimLeft(piece, " ")); exact && before+lead > 0 {
				place = r.b.Place(n.Line, column+utf8.RuneCountInString(text[:before+lead]), at.parent, at.key, at.index)
			}
			items = append(items, cosa.ServiceText{Text: clean, Raw: strings.Trim(piece, " "), Position: r.b.At(place)})
		}
		before += len(piece) + 1
	}
	return items
}

// serviceItem reads an item: a text, or a range as start and end.
func (r *reader) serviceItem(n *yaml.Node, at step, name string) cosa.ServiceText {
	place := r.place(n, at)
	item := cosa.ServiceText{Position: r.b.At(place)}
	switch {
	case isNull(n):
	case n.Kind == yaml.ScalarNode:
		item.Raw = textOf(n)
		item.Text = cosa.CleanText(item.Raw)
	case n.Kind == yaml.MappingNode && name == keyServiceRanges:
		m := r.mapping(n, at, fmt.Sprintf("an item of %q", name), rangeKeys)
		var ends [2]cosa.ServiceText
		for i, key := range rangeKeys {
			if p, ok := m.get(key); ok {
				ends[i] = r.serviceText(p, m.at)
				item.Wrong = item.Wrong || ends[i].Wrong
			}
		}
		item.Wrong = item.Wrong || m.unknown != nil
		item.Raw = ends[0].Raw + "-" + ends[1].Raw
		item.Text = cosa.CleanText(item.Raw)
		item.Position = ends[0].Position
		if !ends[0].Given() || !ends[1].Given() {
			item.Position = r.b.At(m.at) // as of every missing value
		}
	default:
		r.wrongType(place, fmt.Sprintf("an item of %q", name), shape(n), "each item must be one text")
		item.Wrong = true
	}
	return item
}

// serviceTree returns the section mobilePlans of a profile.
func serviceTree(s *cosa.Service) tree {
	section := tree{key: keyService, kind: mappingTree}
	for _, k := range cosa.ServiceKeys() {
		if k.Text != nil {
			if text := k.Text(s); text.Raw != "" {
				section.items = append(section.items, tree{key: k.Key, text: text.Raw})
			}
			continue
		}
		items := tree{key: k.Key, kind: flowList}
		if k.Key == keyServiceRanges {
			items.kind = listTree
		}
		for _, item := range k.List(s).Items {
			items.items = append(items.items, tree{text: item.Raw})
		}
		if len(items.items) > 0 {
			section.items = append(section.items, items)
		}
	}
	return section
}

// lostServices counts the values of the wrong shape.
func lostServices(s *cosa.Submission) int {
	n := 0
	for i := range s.Profiles() {
		service := s.Profiles()[i].Service()
		if service == nil {
			continue
		}
		for _, k := range cosa.ServiceKeys() {
			if k.Text != nil && k.Text(service).Wrong || k.List != nil && k.List(service).Wrong {
				n++
			}
		}
	}
	return n
}

func serviceProperties() []tree {
	var properties []tree
	for _, k := range cosa.ServiceKeys() {
		description := str("description", k.Help)
		if k.Text != nil {
			properties = append(properties, object(k.Key, description, strs("type", "string", "number", "null"), strs("examples", k.Example)))
			continue
		}
		item := []tree{object("", str("type", "string"))}
		if k.Key == keyServiceRanges {
			item = append(item, object("", str("type", "object"), closed,
				object("properties", object(rangeKeys[0], strs("type", "string", "integer")), object(rangeKeys[1], strs("type", "string", "integer")))))
		}
		properties = append(properties, object(k.Key, description, list("anyOf",
			object("", strs("type", "string", "null")),
			object("", str("type", "array"), object("items", list("anyOf", item...)), strs("examples", k.Example)),
		)))
	}
	return properties
}
