package rules

import (
	"github.com/cosakit/cosa/cosa"
)

// plainIdentifiers are the identifiers that are compared for equality.
var plainIdentifiers = [...]cosa.Setting{cosa.MCC, cosa.MNC, cosa.SPN, cosa.PNN, cosa.GID1}

// rangeEnds are the settings that hold the ends of ranges.
var rangeEnds = [...]cosa.Setting{cosa.ICCIDStart, cosa.ICCIDEnd, cosa.IMSIStart, cosa.IMSIEnd}

// targetKey is what a row's target says beside its ranges: the numbers of its
// plain identifiers, 0 for any, and ESIM_PROV.
type targetKey struct {
	ids  [len(plainIdentifiers)]uint32
	esim cosa.Tristate
}

// isCondition marks the number of a value in a targetKey that is a condition.
const isCondition = 1 << 31

// compatible reports whether one SIM can satisfy both keys. known is false
// where that hangs on conditions of which nobody can tell.
func (in *Input) compatible(k, o *targetKey) (compatible, known bool) {
	if k.esim != o.esim && k.esim != cosa.Blank && o.esim != cosa.Blank {
		return false, true
	}
	known = true
	for i := range k.ids {
		x, y := k.ids[i], o.ids[i]
		if x == y || x == 0 || y == 0 {
			continue
		}
		if (x|y)&isCondition == 0 {
			return false, true
		}
		meet, decided := in.conditionsMeet(plainIdentifiers[i], x, y)
		if decided && !meet {
			return false, true
		}
		known = known && decided
	}
	return true, known
}

// identifiers is the number of identifiers that the key states.
func (k targetKey) identifiers() int {
	n := 0
	for _, id := range k.ids {
		if id != 0 {
			n++
		}
	}
	if k.esim == cosa.True {
		n++
	}
	return n
}

// key returns the row's targetKey; ok is false where an identifier is
// malformed, so that nothing can be said about which SIMs match.
func (in *Input) key(e cosa.Entry) (k targetKey, ok bool) {
	for i, s := range plainIdentifiers {
		if id := e.ID(s); id != 0 && e.Has(s) {
			if !in.Good(e, s) {
				return k, false
			}
			k.ids[i] = in.canonical(s)[id]
			if in.conditions != nil && in.condition(e, s) != "" {
				k.ids[i] |= isCondition
			}
		}
	}
	if k.esim, ok = in.esim(e); !ok {
		return k, false
	}
	for _, s := range rangeEnds {
		if e.Has(s) && !in.Good(e, s) {
			return k, false
		}
	}
	return k, true
}

// esim returns what the row says of ESIM_PROV; ok is false where that is
// malformed.
func (in *Input) esim(e cosa.Entry) (esim cosa.Tristate, ok bool) {
	if e.ID(cosa.ESIMProv) == 0 || !e.Has(cosa.ESIMProv) {
		return cosa.Blank, true
	}
	if !in.Good(e, cosa.ESIMProv) {
		return cosa.Blank, false
	}
	if condition := in.condition(e, cosa.ESIMProv); condition != "" {
		c, ok := cosa.ParseCondition(condition)
		if _, plain := cosa.ESIMProv.Canonical(c.Value); !ok || !plain {
			return cosa.Blank, false
		}
		if c.Not != cosa.ESIMProv.True(c.Value) {
			return cosa.True, true
		}
		return cosa.False, true
	}
	if cosa.ESIMProv.True(e.Text(cosa.ESIMProv)) {
		return cosa.True, true
	}
	return cosa.Blank, true // false is what a blank means
}

// connected is what the rows of a target's connections have in common, blank
// where nothing is known of the row before.
type connected struct {
	source  *cosa.Source
	profile int
	ids     [len(plainIdentifiers) + 1 + len(rangeEnds)]uint32
}

func connectedTo(e cosa.Entry, profile int) connected {
	c := connected{source: e.Source(), profile: profile}
	for i, s := range plainIdentifiers {
		c.ids[i] = e.ID(s)
	}
	c.ids[len(plainIdentifiers)] = e.ID(cosa.ESIMProv)
	for i, s := range rangeEnds {
		c.ids[len(plainIdentifiers)+1+i] = e.ID(s)
	}
	return c
}

// rangeOf returns the row's range of a kind, nil where it has none that can
// be read.
func (in *Input) rangeOf(e cosa.Entry, kind cosa.NumberKind) *cosa.Range {
	if e.ID(kind.Start()) == 0 || !in.Good(e, kind.Start()) || !in.Good(e, kind.End()) {
		return nil
	}
	return e.Range(kind)
}

// hasRange reports whether the row gives an end of a range of a kind.
func hasRange(e cosa.Entry, kind cosa.NumberKind) bool {
	return e.Has(kind.Start()) || e.Has(kind.End())
}
