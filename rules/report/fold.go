package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Folded is a finding with the places where the rows of its profile merely
// repeat it.
type Folded struct {
	*cosa.Finding                 // the first one
	Places        []cosa.Position // of all of them, in order
}

// Fold joins findings that say the same about the same value of the same
// profile and sheet, and those of one cause, of which the first is told. The
// order is that of each one's first place.
func Fold(findings []cosa.Finding) []Folded {
	type key struct {
		rule, message, hint, setting, value, profile, like, file, sheet string
	}
	index := make(map[key]int)
	others := make(map[int]int)             // places where something else is said than is told
	further := make(map[int][]cosa.Related) // what else is said at the place that is told
	here := make(map[int]int)               // how many findings say that
	var folded []Folded
	for i := range findings {
		f := &findings[i]
		k := key{f.Rule, f.Message, f.Hint, f.Setting, f.Value, f.Profile, "", f.Position.File, f.Position.Sheet}
		if f.Like != "" {
			k = key{rule: f.Rule, like: f.Like, file: f.Position.File, sheet: f.Position.Sheet}
		}
		n, ok := index[k]
		if !ok {
			n = len(folded)
			index[k] = n
			folded = append(folded, Folded{Finding: f})
		} else if f.Message != folded[n].Message && f.Position == folded[n].Position {
			here[n]++
			further[n] = append(further[n], f.Related...)
		} else if f.Message != folded[n].Message && f.Position != folded[n].Places[len(folded[n].Places)-1] {
			others[n]++
		}
		folded[n].Places = append(folded[n].Places, f.Position)
	}
	for n := range folded {
		if here[n]+others[n] == 0 {
			continue
		}
		told := *folded[n].Finding
		if here[n] > 0 {
			told.Message += "; likewise with " + plural(here[n], "other")
			told.Related = slices.Concat(told.Related, further[n])
		}
		if others[n] > 0 {
			told.Message += "; likewise " + plural(others[n], "more place")
		}
		folded[n].Finding = &told
	}
	return folded
}

// shownRanges bounds the list of places of one finding.
const shownRanges = 8

// Where lists the places for a person: J7:J30, J45 in a sheet, 14:9, 20:9 or
// 2:10-29:10 in a text. Rows that follow each other are one range, in a sheet
// as the sheet program's name box takes it; a long list ends in the number of
// places left out.
func (f *Folded) Where() string {
	var parts []string
	places := slices.Compact(slices.Clone(f.Places))
	for i := 0; i < len(places); {
		n := run(places[i:])
		if len(parts) == shownRanges {
			return fmt.Sprintf("%s and %d more", strings.Join(parts, ", "), len(places)-i)
		}
		part := places[i].Short()
		if n > 1 && places[i].Cell() != "" {
			part += ":" + places[i+n-1].Short()
		} else if n > 1 {
			part += "-" + places[i+n-1].Short()
		}
		if part != "" {
			parts = append(parts, part)
		}
		i += n
	}
	return strings.Join(parts, ", ")
}

// run is the number of places from the first on that stand in one column, in
// rows that follow each other. Places in YAML and JSON stand alone.
func run(places []cosa.Position) int {
	first := places[0]
	n := 1
	for n < len(places) && first.Path == "" && first.Line > 0 && places[n].Path == "" &&
		places[n].Column == first.Column && places[n].Line == first.Line+n {
		n++
	}
	return n
}

// placesOf counts the findings that were folded.
func placesOf(folded []Folded) int {
	n := 0
	for i := range folded {
		n += len(folded[i].Places)
	}
	return n
}

const (
	manyOfOneRule = 100 // findings of one rule from which only the first are listed
	firstOfMany   = 20
)

// limit keeps the first findings of every rule that has very many and returns
// how many were left out, by rule.
func limit(folded []Folded) ([]Folded, map[string]int) {
	counts := make(map[string]int)
	for _, f := range folded {
		counts[f.Rule]++
	}
	seen := make(map[string]int)
	left := make(map[string]int)
	folded = slices.DeleteFunc(folded, func(f Folded) bool {
		seen[f.Rule]++
		if counts[f.Rule] <= manyOfOneRule || seen[f.Rule] <= firstOfMany {
			return false
		}
		left[f.Rule] += len(f.Places)
		return true
	})
	return folded, left
}
