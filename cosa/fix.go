package cosa

import (
	"slices"
	"strings"
	"unicode"
)

// Fix is the one certain answer to a finding: what belongs in the place of the
// text that stands there.
type Fix struct {
	Old string // as the file holds it
	New string
}

// NewFix returns the fix that writes text in place of raw, a value of s, or nil
// where there is nothing to write or where it is not for a program to: values
// that are credentials, and texts whose digits would differ.
func NewFix(s Setting, raw, text string) *Fix {
	if s.Spec().Secret || text == "" || text == raw || !SameDigits(raw, text) {
		return nil
	}
	return &Fix{Old: raw, New: text}
}

// SameDigits reports whether two texts have the same digits in the same order;
// a full-width digit is the same as the plain one.
func SameDigits(a, b string) bool { return digitsOf(a) == digitsOf(b) }

func digitsOf(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case isFullWidth(r) && unicode.IsDigit(r):
			b.WriteRune(r - '！' + '!')
		case unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Edit is what to write at one place of a file, and which findings ask for it.
type Edit struct {
	Fix
	Position Position
	Setting  string // canonical header, "" for a header or a key
	Profile  string // Operator (Country), "" where it belongs to none
	Rules    []string
}

// invisibleRule is the rule whose fixes others include: they are made from the
// value as it is read.
const invisibleRule = "invisible-characters"

// Edits joins the fixes of findings by place, in the order of the findings.
// Where two findings ask for different texts nothing is certain, and the place
// is left out.
func Edits(findings []Finding) []Edit {
	var edits []Edit
	index := make(map[Position]int)
	for i := range findings {
		f := &findings[i]
		if f.Fix == nil {
			continue
		}
		at := f.Position
		at.Path = "" // an alias leads to one place by several paths
		n, known := index[at]
		if !known {
			index[at] = len(edits)
			edits = append(edits, Edit{Fix: *f.Fix, Position: f.Position, Setting: f.Setting, Profile: f.Profile, Rules: []string{f.Rule}})
			continue
		}
		e := &edits[n]
		switch {
		case e.Fix == *f.Fix || f.Rule == invisibleRule && e.Old == f.Fix.Old:
		case e.Old == f.Fix.Old && !slices.ContainsFunc(e.Rules, func(id string) bool { return id != invisibleRule }):
			e.New = f.Fix.New
		default:
			e.New = e.Old
		}
		if !slices.Contains(e.Rules, f.Rule) {
			e.Rules = append(e.Rules, f.Rule)
		}
	}
	return slices.DeleteFunc(edits, func(e Edit) bool { return e.New == e.Old })
}
