package cosa

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Severity is how much a finding matters.
type Severity uint8

// The severities, least first.
const (
	Info Severity = iota + 1
	Warning
	Error
)

// String returns error, warning or info.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Info:
		return "info"
	}
	return "none"
}

// ParseSeverity reads error, warning or info.
func ParseSeverity(name string) (Severity, bool) {
	for _, s := range [...]Severity{Error, Warning, Info} {
		if s.String() == name {
			return s, true
		}
	}
	return 0, false
}

// Finding is one thing that a reader or a rule has to say about one place.
// Readers leave Severity zero; the runner of the rules stamps it.
type Finding struct {
	Rule     string // id of the rule, as in the catalogue
	Severity Severity
	Message  string
	Hint     string // what a person can do
	Position Position
	Setting  string // canonical header of the setting, "" for none
	Value    string // text as the file holds it; credentials are masked
	Profile  string // Operator (Country)
	Related  []Related
	Subject  string // what else tells this finding from others on the same value, for the fingerprint
	Like     string // what findings of one cause have in common, "" for none: reports for people join those of one rule and sheet
	Fix      *Fix   // the one certain answer, nil where there is none
	Pair     string // what the finding is about where it is two places, whichever of them comes first; takes the place of profile, setting, value and Subject
}

// Related is another place that a finding speaks of.
type Related struct {
	Message  string
	Position Position
}

// Mask stands for the value of a credential.
const Mask = "********"

// Fingerprint identifies the finding by its content (rule, profile, setting,
// value and Subject, or rule and Pair), so that it survives reordered and added
// rows, another file and another format. It is 16 hexadecimal digits, and holds
// nothing of credentials, whose values are masked.
func (f *Finding) Fingerprint() string {
	content := []string{f.Rule, f.Profile, f.Setting, canonicalText(f.Setting, f.Value), f.Subject}
	if f.Pair != "" {
		content = []string{f.Rule, f.Pair}
	}
	sum := sha256.Sum256([]byte(strings.Join(content, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// canonicalText is the documented spelling of a value of the setting that has
// the canonical header.
func canonicalText(header, text string) string {
	if s, ok := settingOfHeader[header]; ok && text != "" {
		text, _ = s.Canonical(text)
	}
	return text
}

// settingOfHeader maps canonical headers to their settings.
var settingOfHeader = func() map[string]Setting {
	index := make(map[string]Setting, SettingCount)
	for i := range settings {
		index[settings[i].Header] = Setting(i)
	}
	return index
}()

// SortFindings orders findings by file, sheet, line, column and rule and
// drops repetitions: the same rule saying the same thing at the same place.
func SortFindings(findings []Finding) []Finding {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Position.Path, b.Position.Path), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Rule == b.Rule && a.Position == b.Position && a.Message == b.Message
	})
}

// ReadError says that a file cannot be read at all, or not wholly.
type ReadError struct {
	Position Position
	Problem  string // what is wrong
	Hint     string // what to do
	Err      error  // cause, may be nil
}

// Error names the place, the problem and what to do.
func (e *ReadError) Error() string {
	text := fmt.Sprintf("%s: %s", e.Position, e.Problem)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	return text
}

// Unwrap returns the cause.
func (e *ReadError) Unwrap() error { return e.Err }
