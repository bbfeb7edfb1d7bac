package rules

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// comparedSettings are those in which a row and one of the baseline can
// differ, SIM settings first. Names and targets have found the two together;
// what only old Windows reads is no difference.
var comparedSettings = func() []cosa.Setting {
	list := append(slices.Clone(simSettings), cosa.UIName, cosa.UIOrder)
	for _, spec := range cosa.Settings() {
		if spec.Section == cosa.SectionConnection && spec.Kind == cosa.KindConnection {
			list = append(list, spec.Setting)
		}
	}
	return list
}()

// holds reports whether a source can say anything of a setting.
func holds(source *cosa.Source, s cosa.Setting) bool {
	return !source.Database() || s.Spec().Element != "" && s != cosa.Compression
}

// compared numbers the distinct values of a setting so that those that do the
// same on a device have one number; a blank does what the default does.
func compared(s *cosa.Submission, setting cosa.Setting) []uint32 {
	return numbered(s, setting, setting.Identity)
}

// numbered numbers the distinct values of a setting by what they mean, from 1;
// number 0 means nothing.
func numbered(s *cosa.Submission, setting cosa.Setting, meaning func(string) string) []uint32 {
	numbers := make([]uint32, s.DistinctCount(cosa.Column(setting)))
	index := map[string]uint32{"": 0}
	number := func(text string) uint32 {
		n, ok := index[text]
		if !ok {
			n = uint32(len(index))
			index[text] = n
		}
		return n
	}
	numbers[0] = number(meaning(""))
	for id, v := range s.Distinct(cosa.Column(setting)) {
		numbers[id] = number(meaning(v.Text))
	}
	return numbers
}

// difference is what a row says of a setting and what the baseline says.
func difference(mine, theirs cosa.Entry, s cosa.Setting) string {
	if s.Spec().Secret {
		switch {
		case !mine.Has(s):
			return s.String() + " is blank, the baseline has one"
		case !theirs.Has(s):
			return s.String() + " is given, the baseline has none"
		}
		return s.String() + " is another than the baseline's"
	}
	return s.String() + " is " + said(mine, s) + ", the baseline has " + said(theirs, s)
}

// said is what a row says of a setting, without credentials.
func said(e cosa.Entry, s cosa.Setting) string {
	if s.Spec().Secret && e.Has(s) {
		return "one"
	}
	if e.Has(s) {
		return quote(e.Text(s))
	}
	if d := s.Spec().Default; d != "" {
		return "blank (" + d + ")"
	}
	return "blank"
}
