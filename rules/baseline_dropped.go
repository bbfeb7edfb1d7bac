package rules

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// listing is what a submission lists under one name.
type listing struct {
	p        *pairing
	rows     map[identity]int                         // how often
	ranges   map[listedRanges]map[int][]interval.Span // merged when asked for
	parts    map[listedRanges][]cosa.Range            //
	change   map[wholeTarget]int                      // rows that change the access string of their target's connection
	doubtful doubts                                   // rows that nobody can tell
}

// listedRanges are those of one kind that are listed under the same
// identifiers otherwise.
type listedRanges struct {
	identity // the target without its range of the kind
	kind     cosa.NumberKind
}

// dropped reports what of the existing profile is not listed, and whether there
// is any. Nothing is said of what a row with a fault may stand for.
func (p *pairing) dropped() bool {
	l := &listing{
		p: p, rows: make(map[identity]int), change: make(map[wholeTarget]int),
		ranges: make(map[listedRanges]map[int][]interval.Span), parts: make(map[listedRanges][]cosa.Range),
		doubtful: doubts{in: p.in},
	}
	for i := range p.rows {
		l.add(&p.rows[i])
	}
	for _, list := range [...][]cosa.Entry{p.stray, p.nowhere[p.operator]} {
		for _, e := range list {
			row := p.paired(e)
			l.add(&row)
		}
	}
	var gone []*paired
	have := make(map[identity]int)
	for j := range p.theirs {
		if other := &p.theirs[j]; other.sound {
			have[other.identity]++
		}
	}
	for j := range p.theirs {
		other := &p.theirs[j]
		kept := other.partner >= 0 && p.rows[other.partner].target == other.target
		if kept || other.meant || !other.sound || l.lists(other, have) {
			continue
		}
		if l.change[other.target] > 0 {
			l.change[other.target]--
			continue
		}
		if !l.doubtful.mayBe(other) {
			gone = append(gone, other)
		}
	}
	if len(gone) == 0 || p.left < 0 {
		return false
	}
	p.reportDropped(gone, l)
	return true
}

// add notes a row.
func (l *listing) add(row *paired) {
	if row.doubtful != 0 && row.partner < 0 {
		l.doubtful.add(row)
	}
	if !row.sound {
		return
	}
	l.rows[row.identity]++
	if row.update == "Change" && row.partner < 0 {
		l.change[row.target]++
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if r := l.p.in.rangeOf(row.Entry, kind); r != nil {
			at := listedRanges{row.identity.without(rangePart(kind)), kind}
			l.parts[at] = append(l.parts[at], *r)
		}
	}
}

// lists reports whether the submission lists a row of the baseline: itself, or
// other rows that have its SIMs and its access string.
func (l *listing) lists(other *paired, have map[identity]int) bool {
	if n := l.rows[other.identity]; n > 0 {
		return n >= have[other.identity]
	}
	if l.rows[identity{other.target.plain(), other.access}] > 0 {
		return true // the whole network
	}
	missing, _ := l.unlisted(other)
	return missing == 0
}

// unlisted counts the SIMs of a target of the baseline that are not listed
// with its access string, and all of its SIMs; both are -1 where numbers do
// not tell.
func (l *listing) unlisted(other *paired) (missing, all int64) {
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		ranges, known := l.p.in.rangesOf(other.Entry, kind)
		if !known || len(ranges) == 0 {
			continue
		}
		at := listedRanges{other.identity.without(rangePart(kind)), kind}
		if l.parts[at] == nil {
			continue
		}
		listed, merged := l.ranges[at]
		if !merged {
			listed = byLength(l.parts[at])
			l.ranges[at] = listed
		}
		for digits, spans := range byLength(ranges) {
			all += int64(sims(kind, spans))
			missing += int64(sims(kind, spans)) - int64(sims(kind, shared(spans, listed[digits])))
		}
		return missing, all
	}
	return -1, -1
}

// covers reports whether all numbers of b are in a.
func covers(a, b map[int][]interval.Span) bool {
	for digits, spans := range b {
		if !slices.Equal(shared(spans, a[digits]), spans) {
			return false
		}
	}
	return true
}
