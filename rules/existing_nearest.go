package rules

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

const (
	// manyNames bounds the names among which a nearest one is looked for.
	manyNames = 5_000
	// manyMissing bounds for how many names that is done.
	manyMissing = 100
)

// mistakes reports whether the row, whose name is missing from the baseline, most
// likely means the profile of a row there.
func (in *Input) mistakes(e, there cosa.Entry) bool {
	in.compareWithBaseline()
	slip := in.existing.slips[e.IdentityKey()]
	return slip != nil && slip.profileName == nameOf(there)
}

// isExistingName reports whether the baseline has a profile of the row's very
// name.
func (in *Input) isExistingName(e cosa.Entry) bool {
	return in.existing != nil && in.existing.exact[nameOf(e)] != nil
}

// nearestTo returns the baseline's name that is nearest to that of a row, nil
// where none is near.
func (x *existing) nearestTo(e cosa.Entry) *existingName {
	text := e.Name()
	if len(x.names) > manyNames || len(text) > longestQuote {
		return nil
	}
	own := nameOf(e)
	known := make(map[string]*existingName)
	var texts []string
	for _, name := range x.operators[own.operator] { // in another country
		known[name.text] = name
		texts = append(texts, name.text)
	}
	if near := cosa.Nearest(text, texts); near != "" {
		return known[near]
	}
	if len(texts) > 0 {
		return known[texts[0]]
	}
	operators := make(map[string]*existingName)
	var names []string
	for _, name := range x.names {
		if name.country == own.country {
			operators[name.operator] = name
			names = append(names, name.operator)
		}
	}
	if near := cosa.Nearest(own.operator, names); near != "" && len(own.operator) > shortName {
		return operators[near]
	}
	for _, name := range names {
		if long, short := max(name, own.operator), min(name, own.operator); len(short) > shortName && strings.HasPrefix(long, short) {
			return operators[name]
		}
	}
	return nil
}

// shortName bounds the length of operators' names that are too short to tell
// by a part of them what was meant.
const shortName = 2

// misspelt reports whether baseline-missing says what country the row most
// likely means, so that country-unknown need not.
func (in *Input) misspelt(e cosa.Entry) bool {
	return in.existing != nil && in.tellsMissing && namesExisting(e) && !in.doubtfulOperator(e) &&
		in.existing.find(e) == nil && in.astray(e) != nil
}

// astray returns the name of the baseline that a row most likely means whose
// country is none: one of its operator in a country that is spelt nearly so.
func (in *Input) astray(e cosa.Entry) *existingName {
	names := in.existing.operators[nameOf(e).operator]
	if len(names) == 0 || len(names) > manyNames || !in.doubtfulCountry(e) {
		return nil
	}
	known := make(map[string]*existingName)
	var texts []string
	for _, name := range names {
		if place := name.rows[0].Text(cosa.CountryRegion); place != "" {
			known[place] = name
			texts = append(texts, place)
		}
	}
	return known[cosa.Nearest(e.Text(cosa.CountryRegion), texts)]
}
