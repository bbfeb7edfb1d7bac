package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// ofPackages reports that the files hold what only COSA packages have, or
// could.
func ofPackages(s *cosa.Submission) bool {
	if database(s) {
		return true
	}
	for _, spec := range cosa.Settings() {
		if spec.Kind != cosa.KindPackage {
			continue
		}
		for _, v := range s.Distinct(cosa.Column(spec.Setting)) {
			if v.Text != "" { // what cannot be read tells nothing
				return true
			}
		}
	}
	return false
}

// database reports that the files say all that a device has. One that replaces
// or removes profiles of another database speaks of these only.
func database(s *cosa.Submission) bool {
	for _, v := range s.Distinct(cosa.Column(cosa.UpdateType)) {
		if text, _ := cosa.UpdateType.Canonical(v.Text); text == "Change" || text == "Delete" {
			return false
		}
	}
	for _, source := range s.Sources() {
		if !source.Database() {
			return false
		}
	}
	return len(s.Sources()) > 0
}

func newSide(s *cosa.Submission) Side {
	side := Side{Rows: s.Len(), Profiles: len(s.Profiles()), Database: database(s)}
	for _, source := range s.Sources() {
		if n := len(side.Files); n == 0 || side.Files[n-1] != source.File {
			side.Files = append(side.Files, source.File)
		}
	}
	return side
}

// packageValues compares what the files say of the package itself, where both
// say anything.
func packageValues(old, new *cosa.Submission) []Value {
	if len(old.Details()) == 0 || len(new.Details()) == 0 || !database(old) || !database(new) {
		return nil
	}
	text := func(answers []cosa.Answer, key string) string {
		for _, a := range answers {
			if a.Key == key {
				return plainXML(a.Text)
			}
		}
		return ""
	}
	var list []Value
	for _, k := range cosa.PackageKeys() {
		b, a := text(old.Details(), k.Key), text(new.Details(), k.Key)
		if b == a {
			continue
		}
		v := Value{Setting: cosa.NoSetting, Key: k.Key, Old: b, New: a}
		if k.Key == cosa.PackageXML {
			v = newValue(cosa.ProfileXML, b, a)
			v.Setting, v.Key = cosa.NoSetting, k.Key
		}
		list = append(list, v)
	}
	return list
}

// notes tells what was left out.
func (c *comparison) notes(d *Diff) []string {
	var notes []string
	if ofPackages(c.old.s) != ofPackages(c.new.s) {
		notes = append(notes, "what only COSA packages hold (profile ids and settings that the form does not know) is on one side only and was not compared")
	}
	uncounted := 0
	for i := range d.Changes {
		uncounted += d.Changes[i].uncounted()
	}
	if uncounted > 0 {
		notes = append(notes, plural(uint64(uncounted), "target")+" whose SIMs cannot be told: compared as text, not counted")
	}
	if note := serviceNote(c.old.s, c.new.s); note != "" {
		notes = append(notes, note)
		d.beside = true
	}
	var extras []string
	for _, s := range [...]*cosa.Submission{c.old.s, c.new.s} {
		for _, header := range s.Extras() {
			extras = append(extras, fmt.Sprintf("%q", header))
		}
	}
	if len(extras) > 0 {
		slices.Sort(extras)
		notes = append(notes, "not compared, since they are no settings: the columns "+strings.Join(slices.Compact(extras), ", "))
	}
	return notes
}
