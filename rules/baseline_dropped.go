package rules

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// listing is what a submission lists under one name.
type listing struct {
	p        *pairing
	rows     map[listedRow]int                        // how often
	kept     map[listedRow]map[simValues]bool         // rows to keep, by their SIM settings
	targets  map[wholeTarget]bool                     // of any connection
	ranges   map[listedRanges]map[int][]interval.Span // merged when asked for
	parts    map[listedRanges][]cosa.Range            //
	both     map[identity][]*paired                   // rows with ranges of both kinds, without these
	change   map[wholeTarget]int                      // rows that change the access string of their target's connection
	doubtful doubts                                   // rows that nobody can tell
}

// listedRow is what a row lists. A row that is added is a connection of its
// own if its purposes are other ones; any other row may change them.
type listedRow struct {
	identity
	purposes uint32 // of a row that is added, 0 for any
}

// listedRanges are those of one kind that are listed under the same
// identifiers otherwise.
type listedRanges struct {
	listedRow // the target without its range of the kind
	kind      cosa.NumberKind
}

// dropped reports what of the existing profile is not listed, and whether there
// is any. Nothing is said of what a row with a fault may stand for.
func (p *pairing) dropped() bool {
	l := &listing{
		p: p, rows: make(map[listedRow]int), kept: make(map[listedRow]map[simValues]bool), targets: make(map[wholeTarget]bool), change: make(map[wholeTarget]int),
		ranges: make(map[listedRanges]map[int][]interval.Span), parts: make(map[listedRanges][]cosa.Range), both: make(map[identity][]*paired),
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
	listed := listedRow{identity: row.identity}
	if row.update == "Add" && row.partner < 0 && l.p.tells(row, cosa.PurposeGroups) {
		listed.purposes = l.purposes(row)
	}
	l.rows[listed]++
	l.keep(listed, row)
	l.targets[row.target] = true
	if row.update == "Change" && row.partner < 0 && !row.placed {
		l.change[row.target]++
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if r := l.p.in.rangeOf(row.Entry, kind); r != nil {
			at := listedRanges{listed.without(rangePart(kind)), kind}
			l.parts[at] = append(l.parts[at], *r)
			l.keep(at.listedRow, row)
			if kind == cosa.IMSI && l.p.in.rangeOf(row.Entry, cosa.ICCID) != nil {
				l.both[row.identity.without(partRanges)] = append(l.both[row.identity.without(partRanges)], row)
			}
		}
	}
}

// purposes numbers the purposes of a row, from 1.
func (l *listing) purposes(row *paired) uint32 {
	return l.p.numbers[cosa.PurposeGroups][row.ID(cosa.PurposeGroups)] + 1
}

// without is the row but for some parts of its identity.
func (r listedRow) without(p parts) listedRow {
	r.identity = r.identity.without(p)
	return r
}

// lists reports whether the submission lists a row of the baseline: itself, or
// other rows that have its SIMs and its access string.
func (l *listing) lists(other *paired, have map[identity]int) bool {
	own := listedRow{other.identity, l.purposes(other)}
	if n := l.count(own); n > 0 {
		return n >= have[other.identity]
	}
	for _, wider := range l.wider(other) {
		at := own.without(wider)
		if l.p.left--; wider != 0 && l.count(at) > 0 && l.alike(at, other) {
			return true
		}
		if missing, _, kind := l.unlisted(other, at); missing == 0 && (wider == 0 || l.alike(at.without(rangePart(kind)), other)) {
			return true
		}
	}
	return false
}

// wider lists the parts that a target can do without so that it still has all
// SIMs of a row's, which begins with none.
func (l *listing) wider(other *paired) []parts {
	list := []parts{0}
	for part := partMCC; part < partAccess; part <<= 1 {
		if other.identity.without(part) == other.identity {
			continue
		}
		for _, p := range list[:len(list):len(list)] {
			list = append(list, p|part)
		}
	}
	if len(list) > 1 {
		list = list[:len(list)-1] // a target states something
	}
	return list
}

// simValues are the numbers of what a row says of the SIM settings.
type simValues [cosa.SettingCount]uint32

func (l *listing) sims(row *paired) (values simValues) {
	for _, s := range simSettings {
		values[s] = l.p.numbers[s][row.ID(s)]
	}
	return values
}

// keep notes a row to keep under what it lists.
func (l *listing) keep(at listedRow, row *paired) {
	if row.update != "Keep" {
		return
	}
	if l.kept[at] == nil {
		l.kept[at] = make(map[simValues]bool)
	}
	l.kept[at][l.sims(row)] = true
}

// alike reports whether what lists a row of the baseline under a wider target
// leaves its SIM settings. Rows that are kept with other ones do not.
func (l *listing) alike(at listedRow, other *paired) bool {
	kept := l.kept[listedRow{identity: at.identity}]
	return len(kept) == 0 || kept[l.sims(other)]
}

// count counts the rows that list a row.
func (l *listing) count(at listedRow) int {
	return l.rows[at] + l.rows[listedRow{identity: at.identity}]
}

// unlisted counts the SIMs of a target of the baseline that are not listed
// with its access string, and all of its SIMs, by one kind of range; both are
// -1 where numbers do not tell. at is the target, or one that can do without
// some identifiers.
func (l *listing) unlisted(other *paired, at listedRow) (missing, all int64, kind cosa.NumberKind) {
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		own := listedRanges{at.without(rangePart(kind)), kind}
		any := own
		any.purposes = 0
		if l.parts[own] == nil && l.parts[any] == nil || at.without(rangePart(kind)) == at {
			continue
		}
		ranges, known := l.p.in.rangesOf(other.Entry, kind)
		if !known || len(ranges) == 0 {
			continue
		}
		listed, merged := l.ranges[own]
		if !merged {
			listed = byLength(slices.Concat(l.parts[own], l.parts[any]))
			l.ranges[own] = listed
		}
		for digits, spans := range byLength(ranges) {
			all += int64(sims(kind, spans))
			missing += int64(sims(kind, spans)) - int64(sims(kind, shared(spans, listed[digits])))
		}
		return missing, all, kind
	}
	return -1, -1, 0
}

// part says how much of a target of the baseline goes, "" for all of it.
func (l *listing) part(other *paired) string {
	missing, all, _ := l.unlisted(other, listedRow{other.identity, l.purposes(other)})
	if missing > 0 && missing < all {
		return fmt.Sprintf(" (%s of %s SIMs)", grouped(uint64(missing)), grouped(uint64(all)))
	}
	near := l.both[other.identity.without(partRanges)]
	for _, row := range near[:min(len(near), mostNear)] {
		if l.p.touches(row, other) {
			return " (a part of its SIMs)"
		}
	}
	return ""
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
