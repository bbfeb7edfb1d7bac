package cosa

import (
	"path"
	"slices"
	"strings"
)

// Meaning writes text, a value of s, in the one spelling of what it means, so
// that values that mean the same are the same text: the documented spelling of
// enumerated values, the items of a list in order, integers without leading
// zeros. Credentials are left as they are.
func (s Setting) Meaning(text string) string {
	spec := s.Spec()
	switch {
	case spec.Secret:
		return text
	case spec.Type == TypePurposes, spec.Type == TypeFiles:
		text, _ = s.Canonical(text)
		items := SplitList(text)
		slices.Sort(items)
		return strings.Join(slices.Compact(items), ", ")
	case spec.Type == TypeGUID:
		if guid, ok := ParseGUID(strings.TrimSpace(text)); ok {
			return guid
		}
	case spec.Type == TypeHex && !IsCondition(text):
		return strings.ToUpper(text)
	case spec.Type == TypeInteger && AllDigits(text):
		return strings.TrimLeft(text[:len(text)-1], "0") + text[len(text)-1:]
	}
	text, _ = s.Canonical(text)
	return text
}

// Effective is the meaning of text for a device: a blank means what Windows
// assumes where nothing is given.
func (s Setting) Effective(text string) string {
	if spec := s.Spec(); !spec.Secret && strings.TrimSpace(text) == "" {
		text = spec.Default
	}
	return s.Meaning(text)
}

// FileNames are the names in a list of files, wherever they lie and in
// whatever case: what tells files apart that travel in a package.
func FileNames(text string) string {
	items := SplitList(text)
	for i, item := range items {
		items[i] = strings.ToLower(path.Base(strings.ReplaceAll(item, `\`, "/")))
	}
	slices.Sort(items)
	return strings.Join(items, ", ")
}
