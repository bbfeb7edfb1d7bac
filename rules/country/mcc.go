package country

import (
	"slices"
	"strings"
)

// holding is a mobile country code and the ISO codes of those who hold it, the
// main one first.
type holding struct {
	mcc   string
	codes string // separated by blanks
}

// use is a mobile country code that is no country's.
type use struct {
	mcc, text string
}

// uses lists the codes that no country holds, though networks and profiles
// carry them. E.212 does not assign 822, 844 and 855; profiles that only serve to
// download others are told apart by them.
var uses = [...]use{
	{"001", "test networks"},
	{"822", "eSIM provisioning profiles"},
	{"844", "eSIM provisioning profiles"},
	{"855", "eSIM provisioning profiles"},
	{"901", "international networks"},
	{"902", "international networks"},
	{"991", "trials of international services"},
	{"999", "private and test networks"},
}

// MCC returns the preferred names of the countries that hold a mobile country
// code of three digits; several share some. For a code that is reserved for a
// use it returns that use: 001 and 999 are test networks, 901 international
// ones. Where neither holds it ok is false.
//
// The assignments are those of ITU-T Recommendation E.212.
func MCC(code string) (names []string, ok bool) {
	if i, found := slices.BinarySearchFunc(uses[:], code, func(u use, code string) int {
		return strings.Compare(u.mcc, code)
	}); found {
		return []string{uses[i].text}, true
	}
	i, found := slices.BinarySearchFunc(holdings[:], code, func(h holding, code string) int {
		return strings.Compare(h.mcc, code)
	})
	if !found {
		return nil, false
	}
	x := lookup()
	for iso := range strings.FieldsSeq(holdings[i].codes) {
		names = append(names, x.preferred[iso])
	}
	return names, true
}
