package provisioning

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

const wantCustomizations = "customizations.xml, the answer file of a COSA package, whose root is <" + rootElement + ">"

// ReadCustomizations reads customizations.xml into the builder. The error, a
// [cosa.ReadError], says why the file cannot be read at all.
func ReadCustomizations(b *cosa.Builder, file string, r io.Reader) error {
	return readCustomizations(b, cosa.Source{File: file, Format: cosa.XML}, r)
}

func readCustomizations(b *cosa.Builder, source cosa.Source, r io.Reader) error {
	d, err := parse(source.File, r, wantCustomizations)
	if err != nil {
		return err
	}
	if !d.root.is(rootElement) {
		return d.fault(d.root.offset, fmt.Sprintf("the root element is <%s>", shorten(rawName(d.root.name))), "it should be "+wantCustomizations)
	}
	if d.dropped > 0 {
		source.Notes = append(source.Notes, fmt.Sprintf("comments and instructions are not kept (%d)", d.dropped))
	}
	rd := &reader{document: d, b: b, targets: make(map[string]*element), order: make(map[string]int), used: make(map[*element]bool)}
	b.Source(source)
	rd.packageConfig()
	inner := find(d.root, settings, customizations)
	if inner != nil {
		rd.profiles(inner)
	}
	if rd.rows == 0 {
		line, column := d.at(d.root.offset)
		b.Report(cosa.Finding{
			Rule: "no-entries", Message: "the file holds no Profile, Replace or Variant element for any SIM",
			Hint:     "profiles stand in " + settings + "/" + customizations,
			Position: cosa.Position{File: source.File, Line: line, Column: column},
		})
	}
	rd.rest()
	return nil
}

// reader turns the elements of a document into rows.
type reader struct {
	*document
	b        *cosa.Builder
	targets  map[string]*element // by GUID
	order    map[string]int      // place of each target among those of the file
	used     map[*element]bool   // targets of profiles
	waiting  []group             // rows to be made, see handOver
	profile  int                 // profiles so far
	rows     int
	carrying []*element // elements of Customizations that are no profiles
}

// place remembers where something stands.
func (r *reader) place(offset int, parent cosa.Place, key string, index int) cosa.Place {
	line, column := r.at(offset)
	return r.b.Place(line, column, parent, key, index)
}

// item remembers where an item of a list of elements of one name stands.
func (r *reader) item(offset int, parent cosa.Place, name string, index int) cosa.Place {
	return r.place(offset, r.place(offset, parent, name, 0), "", index)
}

// packageConfig takes the description of the package.
func (r *reader) packageConfig() {
	config := r.root.child(configElement)
	if config == nil {
		return
	}
	for _, k := range cosa.PackageKeys() {
		e := config.child(k.Element)
		if k.Element == "" || e == nil || !e.plain() {
			continue
		}
		config.remove(e)
		at := r.place(r.valueOf(e), 0, configElement+"."+k.Element, 0)
		r.b.Detail(k.Key, e.text, r.b.At(at))
	}
	if len(config.children) == 0 && len(config.attrs) <= 1 {
		r.root.remove(config)
	}
}

// valueOf is the offset of an element's text, or of the element if that is
// blank.
func (r *reader) valueOf(e *element) int {
	if e.textAt > 0 {
		return e.textAt
	}
	return e.offset
}

// profiles reads what stands in Customizations.
func (r *reader) profiles(inner *element) {
	for _, list := range inner.children {
		if !list.is(targets) {
			continue
		}
		for _, t := range list.children {
			id := t.attr("Id")
			if id == nil || !t.is(targetElement) {
				continue
			}
			key := guidKey(id.value)
			if first, again := r.targets[key]; again {
				r.sameTwice(first, t, id)
				continue
			}
			r.targets[key] = t
			r.order[key] = len(r.order)
		}
	}
	var found []*element
	index := make(map[*element]int) // among the profiles of the document
	for _, e := range inner.children {
		switch {
		case e.is(targets):
		case r.isProfile(e):
			index[e] = len(found)
			found = append(found, e)
		default:
			r.carrying = append(r.carrying, e)
		}
	}
	slices.SortStableFunc(found, func(a, b *element) int { return r.rankOf(a) - r.rankOf(b) })
	for _, e := range found {
		r.profileOf(e, r.item(e.offset, 0, e.name.Local, index[e]))
	}
	r.handOver()
}

// rankOf is the place of the first of a profile's targets among the targets of
// the file.
func (r *reader) rankOf(e *element) int {
	for _, ref := range refs(e) {
		if n, ok := r.order[guidKey(ref.attr("Id").value)]; ok {
			return n
		}
	}
	return len(r.order)
}

func (r *reader) sameTwice(first, again *element, id *attribute) {
	line, column := r.at(id.offset)
	firstLine, firstColumn := r.at(first.attr("Id").offset)
	r.b.Report(cosa.Finding{
		Rule: "duplicate-key", Message: fmt.Sprintf("the target %q is defined twice; the first definition is used", shorten(id.value)),
		Hint: "give each target a GUID of its own", Value: shorten(id.value),
		Position: cosa.Position{File: r.file, Line: line, Column: column, Path: targets},
		Related:  []cosa.Related{{Message: "the first definition", Position: cosa.Position{File: r.file, Line: firstLine, Column: firstColumn, Path: targets}}},
	})
}

// guidKey folds the spellings of a GUID.
func guidKey(text string) string {
	text = strings.TrimSpace(text)
	if guid, ok := cosa.ParseGUID(text); ok {
		return guid
	}
	return strings.ToUpper(text)
}

// isProfile reports whether an element of Customizations configures some SIMs.
// One for the all-zero target alone gives defaults for every SIM.
func (r *reader) isProfile(e *element) bool {
	if !e.is(profileElement) && !e.is(replaceElement) && !e.is(variantElement) {
		return false
	}
	list := refs(e)
	for _, ref := range list {
		if guidKey(ref.attr("Id").value) != zeroTarget {
			return true
		}
	}
	return len(list) == 0 && !e.is(variantElement)
}

// refs lists the references of a profile to its targets.
func refs(e *element) []*element {
	var list []*element
	for _, c := range e.children {
		if !c.is(targetRefs) {
			continue
		}
		for _, ref := range c.children {
			if ref.is(targetRef) && ref.attr("Id") != nil {
				list = append(list, ref)
			}
		}
	}
	return list
}

// rest keeps what no profile took.
func (r *reader) rest() {
	inner := find(r.root, settings, customizations)
	if inner != nil {
		var kept []*element
		for _, e := range inner.children {
			switch {
			case e.is(targets):
				var unused []*element
				for _, t := range e.children {
					if !r.used[t] {
						unused = append(unused, t)
					}
				}
				if e.children = unused; !e.empty() {
					kept = append(kept, e)
				}
			case slices.Contains(r.carrying, e):
				kept = append(kept, e)
			}
		}
		inner.children = kept
		outer := r.root.child(settings)
		if inner.empty() {
			outer.remove(inner)
		}
		if len(outer.children) == 0 && len(outer.attrs) <= 1 {
			r.root.remove(outer)
		}
	}
	if text := fragment(r.root); text != "" {
		r.b.Detail(cosa.PackageXML, text, r.b.At(r.place(r.root.offset, 0, rootElement, 0)))
	}
}

func shorten(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "..."
	}
	return text
}
