package rules

import (
	"github.com/cosakit/cosa/cosa"
)

// identity is what tells a row from the others of its profile.
type identity struct {
	target wholeTarget
	access uint32 // number of the folded access string
}

// parts are pieces of an identity. The plain identifiers come first.
type parts uint16

const (
	partMCC parts = 1 << iota
	partMNC
	partSPN
	partPNN
	partGID1
	partESIM
	partICCID
	partIMSI
	partAccess

	partPLMN   = partMCC | partMNC
	partRanges = partICCID | partIMSI
	partTarget = partAccess - 1
)

// slips are the parts of which one at a time is looked at as a slip.
var slips = [...]parts{
	partAccess, partICCID, partIMSI, partMNC, partMCC, partSPN, partGID1, partPNN, partESIM, partPLMN, partRanges,
}

// rangePart is the part of a kind of range.
func rangePart(kind cosa.NumberKind) parts {
	if kind == cosa.ICCID {
		return partICCID
	}
	return partIMSI
}

// kind is the kind of range that a part is; ok is false where it is none.
func (p parts) kind() (kind cosa.NumberKind, ok bool) {
	switch p {
	case partICCID:
		return cosa.ICCID, true
	case partIMSI:
		return cosa.IMSI, true
	}
	return 0, false
}

// settings lists what a part is made of.
func (p parts) settings() []cosa.Setting {
	var list []cosa.Setting
	for i, s := range plainIdentifiers {
		if p&(1<<i) != 0 {
			list = append(list, s)
		}
	}
	if p&partESIM != 0 {
		list = append(list, cosa.ESIMProv)
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if p&rangePart(kind) != 0 {
			list = append(list, kind.Start(), kind.End())
		}
	}
	if p&partAccess != 0 {
		list = append(list, cosa.AccessString)
	}
	return list
}

// without is the identity but for some parts.
func (d identity) without(p parts) identity {
	for i := range d.target.key.ids {
		if p&(1<<i) != 0 {
			d.target.key.ids[i] = 0
		}
	}
	if p&partESIM != 0 {
		d.target.key.esim = cosa.Blank
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if p&rangePart(kind) != 0 {
			d.target = d.target.without(kind)
		}
	}
	if p&partAccess != 0 {
		d.access = 0
	}
	return d
}

// identify returns a row's identity. malformed are the parts of it that cannot
// be read; doubtful are those and the ones that are blank, or whose two ends
// do not fit each other, so that a rule says so: what they were meant to be
// nobody knows.
func (c *comparing) identify(e cosa.Entry) (d identity, malformed, doubtful parts) {
	in := c.in
	for i, s := range plainIdentifiers {
		switch {
		case !e.Has(s):
		case !in.Good(e, s):
			malformed |= 1 << i
		default:
			d.target.key.ids[i] = in.canonical(s)[e.ID(s)]
			if in.conditions != nil && in.conditions.is[s][e.ID(s)] != "" { // whoever writes it
				d.target.key.ids[i] |= isCondition
			}
		}
	}
	esim, ok := in.esim(e)
	if !ok {
		malformed |= partESIM
	} else if esim == cosa.True {
		d.target.key.esim = esim // false is the default
	}
	for i, s := range rangeEnds {
		d.target.ends[i] = in.canonical(s)[e.ID(s)]
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		for _, s := range [...]cosa.Setting{kind.Start(), kind.End()} {
			if e.Has(s) && !in.Good(e, s) {
				malformed |= rangePart(kind)
			}
		}
		if hasRange(e, kind) && in.condition(e, kind.Start()) == "" && in.rangeOf(e, kind) == nil {
			doubtful |= rangePart(kind)
		}
	}
	d.access = c.access[e.ID(cosa.AccessString)]
	if e.Has(cosa.AccessString) && !in.Good(e, cosa.AccessString) {
		malformed |= partAccess
	}
	if source := e.Source(); in.deployed(e) && source.HasColumns() && source.Columns[cosa.AccessString] == 0 {
		doubtful |= partAccess // there is no such column
	}
	return d, malformed, malformed | doubtful | in.blanks(e)
}

// blanks are the parts that a submitted row should have, and has not.
func (in *Input) blanks(e cosa.Entry) (blank parts) {
	if in.deployed(e) {
		return 0
	}
	mcc, mnc := e.Has(cosa.MCC), e.Has(cosa.MNC)
	switch {
	case mcc && !mnc:
		blank |= partMNC
	case mnc && !mcc:
		blank |= partMCC
	case mcc || mnc:
	case e.Has(cosa.SPN) || e.Has(cosa.PNN) || e.Has(cosa.GID1) || hasRange(e, cosa.IMSI):
		blank |= partPLMN
	case !hasRange(e, cosa.ICCID):
		blank |= partTarget
	}
	if in.lacksAccessString(e) {
		blank |= partAccess
	}
	return blank
}
