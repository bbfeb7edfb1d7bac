package form

import (
	"slices"

	"gopkg.in/yaml.v3"
)

// sameBut reports whether two parsed texts are the same but for the values of
// scalars that were changed, each to its new text.
func sameBut(before, after []*yaml.Node, changed map[*yaml.Node]string) bool {
	return slices.EqualFunc(before, after, func(a, b *yaml.Node) bool { return sameNode(a, b, changed) })
}

func sameNode(a, b *yaml.Node, changed map[*yaml.Node]string) bool {
	if a == nil || b == nil {
		return a == b
	}
	text, edited := changed[a]
	switch {
	case a.Kind != b.Kind || a.Anchor != b.Anchor || a.Line != b.Line,
		a.HeadComment != b.HeadComment || a.LineComment != b.LineComment || a.FootComment != b.FootComment:
		return false
	case edited:
		return b.Kind == yaml.ScalarNode && !isNull(b) && textOf(b) == text
	case a.Tag != b.Tag || a.Style != b.Style || a.Value != b.Value:
		return false
	}
	return slices.EqualFunc(a.Content, b.Content, func(a, b *yaml.Node) bool { return sameNode(a, b, changed) })
}
