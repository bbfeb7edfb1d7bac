package form

import (
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// tree is a value of the form to be written: a text, a mapping or a list.
type tree struct {
	key   string // in a mapping
	kind  treeKind
	text  string
	items []tree
}

type treeKind uint8

const (
	textTree treeKind = iota
	bareTree          // a number, true or false: written without quotes
	mappingTree
	listTree
	flowMapping // on one line
	flowList
)

func numberTree(key string, n int) tree { return tree{key: key, kind: bareTree, text: strconv.Itoa(n)} }

// written returns the text that stands for a value; ok is false for a value
// that is blank or that the form cannot hold, see [Losses].
func written(s cosa.Setting, v cosa.Value) (text string, ok bool) {
	if dropped(s, v) != "" {
		return "", false
	}
	if v.Type == cosa.Text || v.Type == cosa.Number {
		return v.Raw, v.Raw != ""
	}
	return v.Text, v.Text != ""
}

// settingTree writes the value of one setting.
func settingTree(s cosa.Setting, key, text string) tree {
	spec := s.Spec()
	switch {
	case isBare(spec, text):
		return tree{key: key, kind: bareTree, text: text}
	case spec.Type == cosa.TypePurposes && text != "":
		list := tree{key: key, kind: flowList}
		for _, item := range strings.Split(text, ", ") {
			if item == "" || strings.ContainsAny(item, ",;\n") {
				return tree{key: key, text: text}
			}
			list.items = append(list.items, tree{text: item})
		}
		return list
	}
	return tree{key: key, text: text}
}

// isBare reports that text is a plain decimal number of a numeric setting, or
// true or false: other programs read those as what they are.
func isBare(spec *cosa.Spec, text string) bool {
	switch spec.Type {
	case cosa.TypeInteger, cosa.TypeChoice, cosa.TypeBoolean:
		if text == "true" || text == "false" {
			return spec.Type == cosa.TypeBoolean
		}
		return cosa.AllDigits(text) && len(text) < 10 && (text[0] != '0' || text == "0")
	}
	return false
}

// mappingOf returns the settings of an entry that are not blank.
func mappingOf(e cosa.Entry, settings []cosa.Setting) []tree {
	var items []tree
	for _, s := range settings {
		if e.ID(s) == 0 {
			continue
		}
		text, ok := written(s, e.Value(s))
		if !ok {
			continue
		}
		base, end, isRange := strings.Cut(s.Spec().Key, ".")
		if !isRange {
			items = append(items, settingTree(s, base, text))
			continue
		}
		if n := len(items) - 1; n >= 0 && items[n].key == base {
			items[n].items = append(items[n].items, tree{key: end, text: text})
		} else {
			items = append(items, tree{key: base, kind: flowMapping, items: []tree{{key: end, text: text}}})
		}
	}
	for i := range items {
		if short, ok := shortForm(items[i]); ok {
			items[i] = short
		}
	}
	return items
}

// shortForm writes a range of clean digits as START-END, and a condition in
// place of a range as it is.
func shortForm(t tree) (tree, bool) {
	if t.kind == flowMapping && len(t.items) == 1 && t.items[0].key == rangeKeys[0] && cosa.IsCondition(t.items[0].text) {
		return tree{key: t.key, text: t.items[0].text}, true
	}
	if t.kind != flowMapping || len(t.items) != 2 || !cosa.AllDigits(t.items[0].text) || !cosa.AllDigits(t.items[1].text) {
		return t, false
	}
	return tree{key: t.key, text: t.items[0].text + "-" + t.items[1].text}, true
}
