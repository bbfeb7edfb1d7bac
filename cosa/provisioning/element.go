package provisioning

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"
)

// element is an element of an XML document. Comments and instructions are not
// kept, nor is white space between elements.
type element struct {
	name     xml.Name
	attrs    []attribute
	text     string // of an element without children: all of it; else ""
	children []*element
	offset   int               // of < in the document
	outer    map[string]string // name spaces that elements around it declare, by prefix; nil for none
	textAt   int               // offset of the text's first character that is not blank
}

// attribute is an attribute of an element.
type attribute struct {
	name   xml.Name
	value  string
	offset int // of the value's first character
}

// is reports whether the element has a local name, in any case.
func (e *element) is(name string) bool { return strings.EqualFold(e.name.Local, name) }

// child returns the first child of a name, or nil.
func (e *element) child(name string) *element {
	for _, c := range e.children {
		if c.is(name) {
			return c
		}
	}
	return nil
}

// attr returns the attribute of a name, or nil.
func (e *element) attr(name string) *attribute {
	for i := range e.attrs {
		if strings.EqualFold(e.attrs[i].name.Local, name) && e.attrs[i].name.Space == "" {
			return &e.attrs[i]
		}
	}
	return nil
}

// plain reports that the element holds a text and nothing else.
func (e *element) plain() bool { return len(e.children) == 0 && len(e.attrs) == 0 }

// remove takes a child away.
func (e *element) remove(child *element) {
	kept := make([]*element, 0, len(e.children))
	for _, c := range e.children {
		if c != child {
			kept = append(kept, c)
		}
	}
	e.children = kept
}

// removeAttr takes an attribute away.
func (e *element) removeAttr(name string) {
	for i := range e.attrs {
		if strings.EqualFold(e.attrs[i].name.Local, name) && e.attrs[i].name.Space == "" {
			e.attrs = append(e.attrs[:i:i], e.attrs[i+1:]...)
			return
		}
	}
}

// empty reports that nothing is left in the element.
func (e *element) empty() bool { return e.plain() && e.text == "" }

// newElement makes an element with a text.
func newElement(name, text string) *element {
	return &element{name: xml.Name{Local: name}, text: text}
}

// with returns the element with an attribute added.
func (e *element) with(name, value string) *element {
	e.attrs = append(e.attrs, attribute{name: xml.Name{Local: name}, value: value})
	return e
}

// names lists the names of the element and of its attributes.
func (e *element) names() []xml.Name {
	names := []xml.Name{e.name}
	for _, a := range e.attrs {
		names = append(names, a.name)
	}
	return names
}

// prefixes adds to found the prefixes that are used in the element and
// declared around it.
func (e *element) prefixes(found map[string]bool, declared []string) {
	for _, a := range e.attrs {
		if a.name.Space == xmlnsPrefix {
			declared = append(slices.Clip(declared), a.name.Local)
		}
	}
	for _, name := range e.names() {
		if name.Space != "" && name.Space != xmlnsPrefix && name.Space != "xml" && !slices.Contains(declared, name.Space) {
			found[name.Space] = true
		}
	}
	for _, c := range e.children {
		c.prefixes(found, declared)
	}
}

// alone returns the element with the declarations of the prefixes that it
// takes from the elements around it, so that it can stand by itself.
func (e *element) alone() *element {
	found := make(map[string]bool)
	e.prefixes(found, nil)
	if len(found) == 0 {
		return e
	}
	copied := *e
	copied.attrs = slices.Clone(e.attrs)
	for _, prefix := range slices.Sorted(maps.Keys(found)) {
		if space, ok := e.outer[prefix]; ok {
			copied.attrs = append(copied.attrs, attribute{name: xml.Name{Space: xmlnsPrefix, Local: prefix}, value: space})
		}
	}
	return &copied
}
