package diff

import (
	"encoding/xml"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Carried XML may hold credentials that no setting knows, so that neither its
// texts nor its attributes are shown, but the names of its elements.

// carried reports that the value is XML that was carried along unread.
func (v *Value) carried() bool {
	return v.Masked && (v.Setting == cosa.NoSetting || v.Setting.Spec().Kind == cosa.KindPackage)
}

// mostElements bounds the elements that are told of.
const mostElements = 3

// changedElements names the elements in which two XML texts differ: those that
// hold another text or other attributes, and those that one side lacks.
func changedElements(old, new string) []string {
	b, a := elementsOf(old), elementsOf(new)
	var names []string
	add := func(path string) {
		parent, name, _ := cutLast(path)
		_, inOld := b[parent]
		_, inNew := a[parent]
		if parent == "" || inOld && inNew {
			names = append(names, name)
		}
	}
	for path, content := range b {
		if !slices.Equal(a[path], content) {
			add(path)
		}
	}
	for path := range a {
		if _, known := b[path]; !known {
			add(path)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// deepest bounds the length of a path.
const deepest = 4096

// elementsOf returns what the elements of a path say themselves, in order.
func elementsOf(text string) map[string][]string {
	all := make(map[string][]string)
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	path := ""
	for {
		token, err := d.Token()
		if err != nil || len(path) > deepest {
			return all
		}
		switch t := token.(type) {
		case xml.StartElement:
			path += "/" + t.Name.Local
			content := "<"
			for _, a := range t.Attr {
				content += a.Name.Space + ":" + a.Name.Local + "=" + a.Value + "\x00"
			}
			all[path] = append(all[path], content)
		case xml.EndElement:
			path, _, _ = cutLast(path)
		case xml.CharData:
			if text := strings.TrimSpace(string(t)); text != "" {
				all[path] = append(all[path], ">"+text)
			}
		}
	}
}

// cutLast cuts the last element off a path.
func cutLast(path string) (parent, name string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// elements says in which elements carried XML changed: in HardwareIdList and
// 2 more.
func (v *Value) elements() string {
	list, more := few(slices.Clone(v.changed), mostElements, false)
	if len(list) == 0 {
		return ""
	}
	for i, name := range list {
		list[i] = shown(name)
	}
	text := " in " + strings.Join(list, ", ")
	if more > 0 {
		text += " and " + grouped(uint64(more)) + " more"
	}
	return text
}
