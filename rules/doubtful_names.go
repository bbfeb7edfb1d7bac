package rules

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/country"
)

// A row whose operator or country is blank, damaged or unknown has a finding
// for that. It most likely belongs to a profile that is named soundly, so
// nothing is concluded from its standing apart from that one.

// Profiles that devices have are no such rows: there a name may lack a country,
// or a profile its name, by design.

// doubtfulOperator reports whether nobody can tell the row's operator.
func (in *Input) doubtfulOperator(e cosa.Entry) bool { return in.lacksName(e, cosa.Operator) }

// lacksName reports whether a part of a submitted row's name is blank or
// damaged.
func (in *Input) lacksName(e cosa.Entry, part cosa.Setting) bool {
	return !in.Good(e, part) && !in.deployed(e)
}

// doubtfulCountry reports whether the row's country is none that is known.
func (in *Input) doubtfulCountry(e cosa.Entry) bool {
	if in.deployed(e) {
		return false
	}
	if !in.Good(e, cosa.CountryRegion) {
		return true
	}
	if in.unknown == nil {
		in.unknown = make([]bool, in.Submission.DistinctCount(cosa.Column(cosa.CountryRegion)))
		for id, v := range in.Submission.Distinct(cosa.Column(cosa.CountryRegion)) {
			in.unknown[id] = !country.Known(v.Text) && !country.Shared(v.Text)
		}
	}
	return in.unknown[e.ID(cosa.CountryRegion)]
}

// doubtfulNames reports whether two rows may be of one profile because a name
// of one of them is blank or damaged. An unknown country does not count: that
// is a warning, which must not stand in for an error.
func (in *Input) doubtfulNames(a, b cosa.Entry) bool {
	operators, countries := in.folded(cosa.Operator), in.folded(cosa.CountryRegion)
	operator := in.doubtfulOperator(a) || in.doubtfulOperator(b)
	place := in.lacksName(a, cosa.CountryRegion) || in.lacksName(b, cosa.CountryRegion)
	return (operator || place) &&
		(operator || operators[a.ID(cosa.Operator)] == operators[b.ID(cosa.Operator)]) &&
		(place || countries[a.ID(cosa.CountryRegion)] == countries[b.ID(cosa.CountryRegion)])
}

// doubtfully is what is known of some profiles by one part of their name.
type doubtfully struct {
	any, doubtful map[uint32]bool // by folded name: of any profile, of one whose other part is in doubt
}

// namesakes says of which names there are profiles, to find those that a
// profile in doubt may belong to.
type namesakes struct {
	in                   *Input
	operator, country    doubtfully
	operators, countries []uint32
}

func (in *Input) newNamesakes() *namesakes {
	empty := func() doubtfully { return doubtfully{make(map[uint32]bool), make(map[uint32]bool)} }
	return &namesakes{in, empty(), empty(), in.folded(cosa.Operator), in.folded(cosa.CountryRegion)}
}

// add notes a profile by one of its rows.
func (n *namesakes) add(e cosa.Entry) {
	operator, place := n.operators[e.ID(cosa.Operator)], n.countries[e.ID(cosa.CountryRegion)]
	n.operator.any[operator], n.country.any[place] = true, true
	if n.in.doubtfulCountry(e) {
		n.operator.doubtful[operator] = true
	}
	if n.in.doubtfulOperator(e) {
		n.country.doubtful[place] = true
	}
}

// has reports whether the row may be of a profile that was noted, were it not
// for a name in doubt.
func (n *namesakes) has(e cosa.Entry) bool {
	operator, place := n.operators[e.ID(cosa.Operator)], n.countries[e.ID(cosa.CountryRegion)]
	return n.operator.doubtful[operator] || n.country.doubtful[place] ||
		n.in.doubtfulCountry(e) && n.operator.any[operator] || n.in.doubtfulOperator(e) && n.country.any[place]
}
