package form

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// Keys of the form that are no settings.
const (
	keyVersion     = "version"
	keyDefaults    = "defaults"
	keySubmission  = "submission"
	keyPackage     = "package"
	keyProfiles    = "profiles"
	keyTargets     = "targets"
	keySIM         = "sim"
	keyConnections = "connections"
	keyRows        = "rows"
	keyTarget      = "target"
	keyConnection  = "connection"
	keyRow         = "row"
	keyService     = "mobilePlans"

	keyServiceRanges = "iccids" // in mobilePlans: its items may be mappings
)

// rangeKeys are the keys of a range.
var rangeKeys = []string{"start", "end"}

// synonyms are the other names of a key.
var synonyms = map[string]string{"accessPointName": "accessString", "apn": "accessString"}

func documentKeys() []string {
	return []string{keyVersion, keyPackage, keyDefaults, keySubmission, keyProfiles}
}

// IsDocumentKey reports whether a key is one of the outermost mapping of a
// document, such as "profiles".
func IsDocumentKey(key string) bool { return slices.Contains(documentKeys(), key) }

// IsProfileKey reports whether a key is one of a profile, such as "operator".
func IsProfileKey(key string) bool { return slices.Contains(knownKeys().profile, key) }

func packageKeys() []string {
	var keys []string
	for _, k := range cosa.PackageKeys() {
		keys = append(keys, k.Key)
	}
	return keys
}

func questionKeys() []string {
	var keys []string
	for _, q := range cosa.Questions() {
		keys = append(keys, q.Key)
	}
	return keys
}

// sectionKeys lists the keys of a section's settings, the keys of ranges
// (iccid.start, iccid.end) once as iccid.
func sectionKeys(section cosa.Section) []string {
	var keys []string
	for _, spec := range cosa.Settings() {
		key, _, _ := strings.Cut(spec.Key, ".")
		if spec.Section == section && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// keySet holds the known keys of each mapping of the form.
type keySet struct {
	profile, defaults, target, sim, connection, row, service []string
}

func knownKeys() keySet {
	profile := sectionKeys(cosa.SectionProfile)
	update := cosa.UpdateType.Spec().Key
	sections := []string{keyTargets, keySIM, keyConnections, keyService}
	return keySet{
		profile:    slices.Concat(profile, sections, []string{keyRows}),
		defaults:   slices.Concat(profile, sections),
		target:     append(sectionKeys(cosa.SectionTarget), update),
		sim:        sectionKeys(cosa.SectionSIM),
		connection: append(sectionKeys(cosa.SectionConnection), update),
		row:        slices.Concat([]string{keyTarget, keyConnection, keyRow}, profile, []string{keySIM}),
		service:    serviceKeys(),
	}
}

// words holds all keys of profiles by themselves, so that a parser need not
// keep each one's text again.
func (k *keySet) words() map[string]string {
	words := make(map[string]string)
	for _, keys := range [...][]string{k.profile, k.target, k.sim, k.connection, k.row, k.service, rangeKeys} {
		for _, key := range keys {
			words[key] = key
		}
	}
	return words
}

// unknownKey reports a key of a mapping that the mapping does not have, and
// returns the known key that was probably meant.
func (r *reader) unknownKey(key *yaml.Node, at cosa.Place, what string, known []string, of *yaml.Node) string {
	name := shorten(key.Value)
	meant := cosa.Nearest(key.Value, known)
	if len(key.Value) > 100 {
		meant = ""
	}
	if s, ok := cosa.MatchHeader(key.Value); ok && meant == "" {
		if base, _, _ := strings.Cut(s.Spec().Key, "."); slices.Contains(known, base) {
			meant = base
		}
	}
	if slices.Contains(known, keyServiceRanges) && meant == "" {
		meant = begins(key.Value, known)
	}
	hint := "keys are " + strings.Join(known, ", ")
	if home := homeOf(key.Value); home != "" && !slices.Contains(known, key.Value) && key.Value+"s" != meant {
		hint, meant = fmt.Sprintf("it belongs %s", home), ""
	} else if meant != "" {
		hint = fmt.Sprintf("did you mean %q", meant)
	}
	r.report("unknown-key", at, cosa.Finding{
		Message: fmt.Sprintf("%q is no key of %s", name, what), Hint: hint, Value: name, Subject: what,
		Fix: keyFix(key, known, of),
	})
	return meant
}

// begins is the one known key that begins with a name, or "".
func begins(name string, known []string) string {
	found := ""
	for _, k := range known {
		if len(name) > 3 && strings.HasPrefix(k, name) {
			if found != "" {
				return ""
			}
			found = k
		}
	}
	return found
}

// keyFix spells a key that is certainly meant for a known one which the mapping
// lacks; it is nil where that may be wrong.
func keyFix(key *yaml.Node, known []string, of *yaml.Node) *cosa.Fix {
	meant := certainKey(key, known)
	if meant == "" {
		return nil
	}
	for i := 0; i+1 < len(of.Content); i += 2 {
		other := of.Content[i]
		if other == key {
			continue
		}
		name := other.Value
		if s, ok := synonyms[name]; ok && slices.Contains(known, s) {
			name = s
		}
		if other.Kind != yaml.ScalarNode || other.Tag == "!!merge" || name == meant || certainKey(other, known) == meant {
			return nil
		}
	}
	return &cosa.Fix{Old: key.Value, New: meant}
}

// certainKey is the known key that an unknown one is certainly meant for, or "".
func certainKey(key *yaml.Node, known []string) string {
	if key.Kind != yaml.ScalarNode || slices.Contains(known, key.Value) || homeOf(key.Value) != "" {
		return ""
	}
	names := make([]cosa.Name, len(known))
	for i, k := range known {
		names[i] = cosa.Name{k}
	}
	n, _, ok := cosa.Certain(key.Value, names)
	if !ok {
		return ""
	}
	return known[n]
}

// homeOf says where a key belongs.
func homeOf(key string) string {
	for section, home := range [...]string{"to the profile itself", `in an item of "targets"`, `under "sim"`, `in an item of "connections"`} {
		if slices.Contains(sectionKeys(cosa.Section(section)), key) {
			return home
		}
	}
	switch {
	case slices.Contains(documentKeys(), key):
		return "at the top of the file"
	case key == keyTargets, key == keySIM, key == keyConnections, key == keyRows, key == keyService:
		return "to an item of \"profiles\""
	case slices.Contains(serviceKeys(), key):
		return fmt.Sprintf("under %q", keyService)
	case slices.Contains(questionKeys(), key):
		return `under "submission"`
	}
	return ""
}
