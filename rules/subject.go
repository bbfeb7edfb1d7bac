package rules

import (
	"fmt"
	"sort"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// subject tells what a finding about a row's value of a setting is about,
// besides that value: the target for identifiers, the connection for its
// settings, nothing for what the profile has once. It does not depend on where
// the row stands, nor on how a file spells it.
func subject(e cosa.Entry, s cosa.Setting) string {
	switch s.Spec().Section {
	case cosa.SectionTarget:
		return identifiersText(e)
	case cosa.SectionConnection:
		return connectionText(e)
	case cosa.SectionProfile:
		if !e.Has(cosa.Operator) || !e.Has(cosa.CountryRegion) { // the profile has no name
			return rowText(e)
		}
	}
	return ""
}

// identifiersText writes what the row's target states.
func identifiersText(e cosa.Entry) string {
	var b strings.Builder
	for _, s := range targetSettings {
		if s != cosa.UIName && s != cosa.UIOrder && !s.Spec().Secret {
			writeMeaning(&b, e, s)
		}
	}
	return b.String()
}

// connectionText writes what tells the row's connection from others.
func connectionText(e cosa.Entry) string {
	var b strings.Builder
	writeMeaning(&b, e, cosa.AccessString)
	writeMeaning(&b, e, cosa.PurposeGroups)
	return b.String()
}

// rowText writes what tells the row from others of its profile.
func rowText(e cosa.Entry) string { return identifiersText(e) + "\x01" + connectionText(e) }

// simText writes the SIM settings of the row's profile.
func simText(e cosa.Entry) string {
	var b strings.Builder
	for _, s := range simSettings {
		writeMeaning(&b, e, s)
	}
	return b.String()
}

// writeMeaning writes the value of a setting in its documented spelling, if
// there is one.
func writeMeaning(b *strings.Builder, e cosa.Entry, s cosa.Setting) {
	if e.ID(s) == 0 {
		return
	}
	if text, _ := s.Canonical(e.Text(s)); text != "" {
		fmt.Fprintf(b, "%s=%s\x00", s.Spec().Key, text)
	}
}

// rowAt writes what the row of a sheet is about in which a reader found
// something, "" for another place.
func (in *Input) rowAt(p cosa.Position) string {
	for _, source := range in.Submission.Sources() {
		if !source.HasColumns() || source.File != p.File || source.Sheet != p.Sheet || p.Line <= source.Header {
			continue
		}
		for first := range in.Submission.EntriesOf(source) {
			rows := in.Submission.Len() - first.Row()
			i := sort.Search(rows, func(i int) bool {
				e := in.Submission.Entry(first.Row() + i)
				return e.Source() != source || e.Line() >= p.Line
			})
			if i == rows {
				return ""
			}
			if e := in.Submission.Entry(first.Row() + i); e.Source() == source && e.Line() == p.Line {
				return e.Name() + "\x01" + rowText(e)
			}
			return ""
		}
	}
	return ""
}

// either joins what tells two rows apart, whichever of them comes first.
func either(a, b string) string { return min(a, b) + "\x01" + max(a, b) }
