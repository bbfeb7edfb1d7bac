package rules

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// listing is what a submission lists under one name.
type listing struct {
	p      *pairing
	rows   map[listedRow]int                        // how often
	ranges map[listedRanges]map[int][]interval.Span // merged when asked for
	parts  map[listedRanges][]cosa.Range
	change map[wholeTarget]int // rows that change the access string of their target's connection
}

type listedRow struct {
	target wholeTarget
	access uint32
}

// listedRanges are those of one kind that are listed under the same
// identifiers otherwise.
type listedRanges struct {
	listedRow // the target without its range of the kind
	kind      cosa.NumberKind
}

// dropped reports what of the existing profile is not listed. Nothing is said
// where a malformed row may be the one that is missing.
func (p *pairing) dropped() {
	l := &listing{
		p: p, rows: make(map[listedRow]int), change: make(map[wholeTarget]int),
		ranges: make(map[listedRanges]map[int][]interval.Span), parts: make(map[listedRanges][]cosa.Range),
	}
	for i := range p.rows {
		if !l.add(&p.rows[i]) {
			return
		}
	}
	for _, e := range p.stray {
		row := p.paired(e)
		if !l.add(&row) {
			return
		}
	}
	var gone []*paired
	have := make(map[listedRow]int)
	for j := range p.theirs {
		other := &p.theirs[j]
		if !other.sound {
			continue
		}
		have[listedRow{other.target, other.access}]++
	}
	for j := range p.theirs {
		other := &p.theirs[j]
		kept := other.partner >= 0 && p.rows[other.partner].target == other.target
		if kept || !other.sound || l.lists(other, have) {
			continue
		}
		if l.change[other.target] > 0 {
			l.change[other.target]--
			continue
		}
		gone = append(gone, other)
	}
	if len(gone) > 0 {
		p.reportDropped(gone, l)
	}
}

// add notes a row, and reports whether it can be told what it lists.
func (l *listing) add(row *paired) bool {
	if !row.sound {
		return false
	}
	l.rows[listedRow{row.target, row.access}]++
	if row.update == "Change" && row.partner < 0 {
		l.change[row.target]++
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if r := l.p.in.rangeOf(row.Entry, kind); r != nil {
			at := listedRanges{listedRow{row.target.without(kind), row.access}, kind}
			l.parts[at] = append(l.parts[at], *r)
		}
	}
	return true
}

// lists reports whether the submission lists a row of the baseline: itself, or
// other rows that have its SIMs and its access string.
func (l *listing) lists(other *paired, have map[listedRow]int) bool {
	at := listedRow{other.target, other.access}
	if n := l.rows[at]; n > 0 {
		return n >= have[at]
	}
	if l.rows[listedRow{other.target.plain(), other.access}] > 0 {
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
		at := listedRanges{listedRow{other.target.without(kind), other.access}, kind}
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

// reportDropped says which targets and connections go.
func (p *pairing) reportDropped(gone []*paired, l *listing) {
	rowsOf, goneOf := make(map[wholeTarget]int), make(map[wholeTarget]int)
	for j := range p.theirs {
		rowsOf[p.theirs[j].target]++
	}
	for _, other := range gone {
		goneOf[other.target]++
	}
	whole := func(t wholeTarget) bool { return goneOf[t] == rowsOf[t] }
	others, goneHere := make(map[uint32]int), make(map[uint32]int)
	for j := range p.theirs {
		if !whole(p.theirs[j].target) {
			others[p.theirs[j].access]++
		}
	}
	for _, other := range gone {
		if !whole(other.target) {
			goneHere[other.access]++
		}
	}
	var targets, connections, both wiped
	for _, other := range gone {
		connection := quoted(other.Text(cosa.AccessString))
		switch {
		case whole(other.target):
			targets.add(other, p.identifier(other), func() string {
				text := p.in.targetText(other.Entry)
				if missing, all := l.unlisted(other); missing > 0 && missing < all {
					text += fmt.Sprintf(" (%s of %s SIMs)", grouped(uint64(missing)), grouped(uint64(all)))
				}
				return text
			})
		case goneHere[other.access] == others[other.access]:
			connections.add(other, cosa.AccessString, func() string { return connection })
		default:
			both.add(other, cosa.AccessString, func() string { return connection + " for " + p.in.targetText(other.Entry) })
		}
	}
	first := p.rows[0].Entry
	var parts []string
	for _, w := range []struct {
		*wiped
		noun string
	}{{&targets, "target"}, {&connections, "connection"}, {&both, "connection"}} {
		if len(w.seen) > 0 {
			parts = append(parts, w.String(w.noun))
		}
	}
	f := At(first, cosa.Operator, fmt.Sprintf("the rows here replace the profile %s of the baseline and wipe what they do not list: %s",
		quote(p.name), listed(parts, "and")), "list it with Keep if it is to stay")
	f.Position, f.Setting, f.Value = first.Start(), "", ""
	for _, w := range []*wiped{&targets, &connections, &both} {
		if w.first != nil {
			f.Related = append(f.Related, Also(w.first.Entry, w.at, "in the baseline"))
		}
	}
	p.found.dropped.add(fmt.Sprint(p.n), func() cosa.Finding { return f })
}

// wiped are targets or connections that go, the first of them by name.
type wiped struct {
	first *paired
	at    cosa.Setting
	seen  map[string]bool
	names []string
}

func (w *wiped) add(other *paired, at cosa.Setting, text func() string) {
	name := text()
	if w.seen[name] {
		return
	}
	if w.seen == nil {
		w.seen = make(map[string]bool)
		w.first, w.at = other, at
	}
	w.seen[name] = true
	if len(w.names) < fewNames {
		w.names = append(w.names, name)
	}
}

// String counts them and names the first.
func (w *wiped) String(noun string) string {
	names := w.names
	if more := len(w.seen) - len(names); more > 0 {
		names = append(slices.Clone(names), grouped(uint64(more))+" more")
	}
	return count(len(w.seen), noun) + " (" + listed(names, "and") + ")"
}
