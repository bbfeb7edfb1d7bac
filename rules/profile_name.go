package rules

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/country"
)

// profileName is what tells the names of existing profiles apart, however they
// are spelt.
type profileName struct{ operator, country string }

// newProfileName folds a name. Case, blanks and punctuation between words do
// not matter, & is "and", and a country has many spellings. A country in
// parentheses that the operator repeats, or has in its name in place of the
// country, counts as the country; what stands behind it there, as in
// Contoso (Canada) Internet, names a connection.
func newProfileName(operator, place string) profileName {
	if open := strings.LastIndexByte(operator, '('); open > 0 {
		inner, rest, closed := strings.Cut(operator[open+1:], ")")
		switch {
		case !closed:
		case place == "" && country.Known(inner):
			operator, place = operator[:open], inner
		case strings.TrimSpace(rest) == "" && country.Same(inner, place):
			operator = operator[:open]
		}
	}
	return profileName{foldOperator(operator), country.Key(place)}
}

// nameOf is the name that a row's profile bears.
func nameOf(e cosa.Entry) profileName {
	return newProfileName(e.Text(cosa.Operator), e.Text(cosa.CountryRegion))
}

func foldOperator(operator string) string {
	return cosa.FoldName(strings.ReplaceAll(cosa.CleanText(operator), "&", " and "))
}

// bare is the name without "and", which some leave out of AT&T and its like.
func (n profileName) bare() profileName {
	return profileName{strings.ReplaceAll(n.operator, "and", ""), n.country}
}
