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

// Identity is the effective meaning of text in a form that is equal for two
// values if and only if a device does the same with both: names in the manner
// of the DNS, as access points and realms have, are in small letters, and files,
// which travel by name, are known by [FileNames]. It tells values apart and is
// not for people.
func (s Setting) Identity(text string) string {
	switch {
	case s == AccessString:
		user, realm, nai := strings.Cut(text, "@")
		if nai {
			return user + "@" + strings.ToLower(realm)
		}
		return strings.ToLower(text)
	case s.Spec().Type == TypeFiles:
		return FileNames(text)
	}
	return s.Effective(text)
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
