package rules

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/country"
)

// identityRules are the rules about whose row it is and which SIMs it is for.
var identityRules = slices.Concat(nameRules, identifierRules)

// nameRules are about what a row does, and to whose profile.
var nameRules = []*Rule{
	{
		ID: "update-type-required", Severity: cosa.Error, Group: GroupIdentity, Page: pagePlanning, Submitted: true,
		Title: "every row says what it does",
		Why:   "All rows of an operator are replaced at once. Without Add, Change, Keep or Delete the reviewer cannot tell a new row from one that only has to stay.",
		Bad:   Example{Text: "UpdateType="},
		Good:  Example{Text: "UpdateType=Add"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if in.Lacks(e, cosa.UpdateType) {
				report(At(e, cosa.UpdateType, "UpdateType is blank", allowed(cosa.UpdateType, "")))
			}
		},
	},
	{
		ID: "update-type-value", Severity: cosa.Error, Group: GroupIdentity, Page: pagePlanning,
		Title: "UpdateType is Add, Change, Keep or Delete",
		Why:   "Nobody knows what another word asks for, and the submission comes back.",
		Bad:   Example{Text: "UpdateType=Update"},
		Good:  Example{Text: "UpdateType=Change"},
		Value: choice(cosa.UpdateType),
	},
	{
		ID: "update-type-conflict", Severity: cosa.Error, Group: GroupIdentity, Page: pagePlanning,
		Title: "a profile is deleted or listed, not both",
		Why:   "Delete takes away everything under Operator and Country/Region; beside rows to add or keep under the same name it contradicts them.",
		Bad:   Example{Text: "UpdateType=Add\nUpdateType=Delete"},
		Good:  Example{Text: "UpdateType=Add\nUpdateType=Delete | Operator=Fabrikam"},
		Whole: updateConflicts,
	},
	{
		ID: "country-required", Severity: cosa.Error, Group: GroupIdentity, Page: pagePlanning,
		Title: "every row names a country or region",
		Why:   "Operator and Country/Region together are the name of the profile; without it the rows replace nothing, or the wrong thing.",
		Bad:   Example{Text: "Country/Region="},
		Good:  Example{Text: "Country/Region=Argentina"},
		Whole: identityGiven(cosa.CountryRegion, "write the country or region as Windows names it"),
	},
	{
		ID: "operator-required", Severity: cosa.Error, Group: GroupIdentity, Page: pagePlanning,
		Title: "every row names an operator",
		Why:   "Operator and Country/Region together are the name of the profile; without it the rows replace nothing, or the wrong thing.",
		Bad:   Example{Text: "Operator="},
		Good:  Example{Text: "Operator=Contoso"},
		Whole: identityGiven(cosa.Operator, "write the operator's name, the same on all of its rows"),
	},
	{
		ID: "country-unknown", Severity: cosa.Warning, Group: GroupIdentity, Page: pagePlanning,
		Title: "the country or region is one that Windows knows",
		Why:   "A profile is found again by its name. Under a misspelt country the rows make a second profile, and the old one stays.",
		Bad:   Example{Text: "Country/Region=Argentinia"},
		Good:  Example{Text: "Country/Region=Argentina"},
		Whole: unknownCountries,
	},
	{
		ID: "operator-spelling", Severity: cosa.Warning, Group: GroupIdentity, Page: pagePlanning,
		Title: "an operator is spelt in one way",
		Why:   "Operator names are compared letter by letter: two spellings make two profiles, each of which lacks the other's rows.",
		Bad:   Example{Text: "Operator=Contoso\nOperator=CONTOSO | AccessString=mms.contoso.example | PurposeGroups=MMS"},
		Good:  Example{Text: "Operator=Contoso\nOperator=Contoso | AccessString=mms.contoso.example | PurposeGroups=MMS"},
		Whole: operatorSpellings,
	},
	{
		ID: "operator-has-country", Severity: cosa.Info, Group: GroupIdentity, Page: pagePlanning,
		Title: "the operator's name does not repeat the country",
		Why:   "The profile's name is written Operator (Country); a country in the operator's name stands there twice, and the rows miss the existing profile.",
		Bad:   Example{Text: "Operator=Contoso (Argentina)"},
		Good:  Example{Text: "Operator=Contoso"},
		Whole: operatorsWithCountry,
	},
}

// identityGiven reports the rows, those that delete too, that lack a part of
// the profile's name.
func identityGiven(s cosa.Setting, hint string) func(*Input, Report) {
	return func(in *Input, report Report) {
		for _, source := range in.Submission.Sources() {
			if source.Database() {
				continue // a profile there may have no name, or one without a country
			}
			for e := range in.Submission.EntriesOf(source) {
				if in.Lacks(e, s) {
					report(At(e, s, s.String()+" is blank", hint))
				}
			}
		}
	}
}

// updateConflicts reports one finding per name that is both deleted and
// listed, at the first row that contradicts an earlier one.
func updateConflicts(in *Input, report Report) {
	deletes := false
	for e := range in.Submission.Entries() {
		if deletes = e.Deletes(); deletes {
			break
		}
	}
	if !deletes {
		return
	}
	operators, countries := in.folded(cosa.Operator), in.folded(cosa.CountryRegion)
	type use struct {
		row     int
		deletes bool
		told    bool
	}
	first := make(map[[2]uint32]*use)
	for e := range in.Submission.Entries() {
		name := [2]uint32{operators[e.ID(cosa.Operator)], countries[e.ID(cosa.CountryRegion)]}
		if name[0] == 0 || name[1] == 0 || !e.Deletes() && !in.Good(e, cosa.UpdateType) {
			continue
		}
		u := first[name]
		if u == nil {
			first[name] = &use{row: e.Row(), deletes: e.Deletes()}
			continue
		}
		if u.told || u.deletes == e.Deletes() {
			continue
		}
		u.told = true
		f := At(e, cosa.UpdateType, "this row keeps entries under a name that another row deletes",
			"leave one of the two out: rows to add or keep replace the whole profile anyway")
		f.Related = []cosa.Related{Also(in.Submission.Entry(u.row), cosa.UpdateType, "the row that deletes the profile")}
		if e.Deletes() {
			f.Message = "this row deletes a profile that another row lists entries of"
			f.Related[0].Message = "the row that lists an entry"
		}
		f.Pair = e.IdentityKey() // whichever row comes first
		report(f)
	}
}

// unknownCountries reports names of no country. Databases also know regions
// and uses, such as Worldwide, and so do rows that name a profile of theirs.
// What stands in a country's place there may be anything: only what looks like
// a country's name with a slip in it is reported.
func unknownCountries(in *Input, report Report) {
	faults := make(map[uint32]Fault)
	shared, near := make(map[uint32]bool), make(map[uint32]bool)
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.CountryRegion)) {
		if v.Blank() || v.Damaged() || country.Known(v.Text) {
			continue
		}
		fault := Fault{quote(v.Text) + " is no country or region that Windows knows", "write the name as Windows lists it, such as Argentina or Hong Kong SAR"}
		if country.Shared(v.Text) {
			shared[id] = true
			fault.Hint = "name one country; such a name is right only for a profile that Microsoft's database already holds under it"
		} else if nearest := country.Nearest(v.Text); nearest != "" {
			near[id] = true
			fault.Hint = "did you mean " + quote(nearest) + "?"
		}
		faults[id] = fault
	}
	if len(faults) == 0 {
		return
	}
	for e := range in.Submission.Entries() {
		id := e.ID(cosa.CountryRegion)
		if fault, ok := faults[id]; ok && !(shared[id] && namesExisting(e)) && !in.isExistingName(e) && !in.misspelt(e) && !(e.Source().Database() && (shared[id] || !near[id])) {
			report(At(e, cosa.CountryRegion, fault.Message, fault.Hint))
		}
	}
}

// namesExisting reports whether the row is about a profile that exists.
func namesExisting(e cosa.Entry) bool {
	c, ok := cosa.UpdateType.Spec().Choice(e.Text(cosa.UpdateType))
	return ok && c.Text != "Add"
}

// operatorSpellings reports the first row of each spelling of an operator
// that differs from its first one. Spellings that differ in what nobody sees
// are invisible-characters already.
func operatorSpellings(in *Input, report Report) {
	numbers := in.folded(cosa.Operator)
	spelt := make([]bool, len(numbers)) // by folded name: met once
	several := make(map[uint32]bool)
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.Operator)) {
		n := numbers[id]
		if n == 0 || cosa.Operator.Invisible(v.Raw) != "" {
			continue
		}
		if spelt[n] {
			several[n] = true
		}
		spelt[n] = true
	}
	if len(several) == 0 {
		return
	}
	first := make(map[uint32]cosa.Entry)
	seen := make(map[uint32]bool)
	for e := range in.Submission.Entries() {
		id := e.ID(cosa.Operator)
		n := numbers[id]
		if !several[n] || seen[id] || e.Source().Database() || cosa.Operator.Invisible(e.Value(cosa.Operator).Raw) != "" {
			continue
		}
		seen[id] = true
		before, ok := first[n]
		if !ok {
			first[n] = e
			continue
		}
		raw, other := e.Value(cosa.Operator).Raw, before.Value(cosa.Operator).Raw
		if raw == other {
			continue
		}
		f := At(e, cosa.Operator, "the operator is spelt "+quote(raw)+" here and "+quote(other)+" before",
			"spell it alike on every row, capitals and blanks included")
		f.Related = []cosa.Related{Also(before, cosa.Operator, "the first spelling")}
		f.Pair = either(raw, other)
		report(f)
	}
}

// operatorsWithCountry reports operators that end in the row's own country in
// parentheses. Another place there, as in SFR (Réunion) of France, tells
// operators of one country apart.
func operatorsWithCountry(in *Input, report Report) {
	places := make(map[uint32]string)
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.Operator)) {
		if place := inParentheses(v.Text); place != "" {
			places[id] = place
		}
	}
	if len(places) == 0 {
		return
	}
	for e := range in.Submission.Entries() {
		place, ok := places[e.ID(cosa.Operator)]
		if !ok || e.Source().Database() || !country.Same(place, e.Text(cosa.CountryRegion)) {
			continue
		}
		name := strings.TrimSpace(strings.TrimSuffix(e.Text(cosa.Operator), "("+place+")"))
		report(At(e, cosa.Operator, "the operator's name repeats the country, "+quote(place),
			"write "+quote(name)+"; the country belongs in Country/Region only"))
	}
}

// inParentheses returns what stands in the parentheses that end a name,
// nested ones included.
func inParentheses(name string) string {
	if !strings.HasSuffix(name, ")") {
		return ""
	}
	depth := 0
	for i := len(name) - 1; i > 0; i-- {
		switch name[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return name[i+1 : len(name)-1]
			}
		}
	}
	return ""
}
