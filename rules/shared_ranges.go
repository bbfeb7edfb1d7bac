package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// spansOf merges ranges into spans that lie apart, in order.
func spansOf(ranges []cosa.Range) []interval.Span {
	spans := make([]interval.Span, len(ranges))
	for i, r := range ranges {
		spans[i] = interval.Span{Lo: r.Lo, Hi: r.Hi}
	}
	interval.Sort(spans)
	merged := spans[:0]
	for _, s := range spans {
		if n := len(merged); n > 0 && s.Lo <= merged[n-1].Hi+1 {
			merged[n-1].Hi = max(merged[n-1].Hi, s.Hi)
		} else {
			merged = append(merged, s)
		}
	}
	return merged
}

// shared returns what two lists of spans have in common; each list lies apart,
// in order.
func shared(a, b []interval.Span) []interval.Span {
	var both []interval.Span
	for len(a) > 0 && len(b) > 0 {
		if a[0].Overlaps(b[0]) {
			both = append(both, interval.Span{Lo: max(a[0].Lo, b[0].Lo), Hi: min(a[0].Hi, b[0].Hi)})
		}
		if a[0].Hi < b[0].Hi {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return both
}

// meet reports whether two lists of spans have a number in common.
func meet(a, b []interval.Span) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, s := range a {
		i, _ := slices.BinarySearchFunc(b, s.Lo, func(t interval.Span, lo uint64) int { return cmp.Compare(t.Hi, lo) })
		if i < len(b) && b[i].Lo <= s.Hi {
			return true
		}
	}
	return false
}

// sims counts the SIMs in spans of a kind, see [cosa.Range.Count].
func sims(kind cosa.NumberKind, spans []interval.Span) (n uint64) {
	for _, s := range spans {
		n += cosa.Range{Kind: kind, Lo: s.Lo, Hi: s.Hi}.Count()
	}
	return n
}

// common is what the ranges of a collision's two rows share.
type common struct {
	relation relation
	noun     string     // what the later row's demand is called
	other    string     // the earlier row's demand
	first    cosa.Range // the first numbers that both allow
	more     int        // further intervals that both allow
	sims     uint64
	lengths  [2]int // digits of the numbers here and there, 0 where they vary
}

// common looks at the ranges of a collision again.
func (in *Input) common(c *collision) common {
	mine, _ := in.rangesOf(c.later, c.kind)
	theirs, _ := in.rangesOf(c.earlier, c.kind)
	k := common{noun: "the range", other: "the other range, "}
	if in.condition(c.later, c.kind.Start()) != "" {
		k.noun = "the condition"
	}
	if text := in.condition(c.earlier, c.kind.Start()); text != "" {
		k.other = "the other condition, " + quote(text)
	} else {
		k.other += theirs[0].String()
	}
	if len(mine) == 1 && len(theirs) == 1 {
		k.relation = relate(mine[0], theirs[0])
		k.first, _ = mine[0].Intersect(theirs[0])
		k.sims = k.first.Count()
		k.lengths = [2]int{len(mine[0].Start), len(theirs[0].Start)}
		return k
	}
	here, _ := in.spansOf(c.later, c.kind)
	there, _ := in.spansOf(c.earlier, c.kind)
	both := shared(here, there)
	k.relation = partial
	switch {
	case slices.Equal(here, there):
		k.relation = identical
	case slices.Equal(both, here):
		k.relation = inside
	case slices.Equal(both, there):
		k.relation = around
	}
	k.sims, k.more = sims(c.kind, both), len(both)-1
	holds := func(ranges []cosa.Range) cosa.Range {
		i := slices.IndexFunc(ranges, func(r cosa.Range) bool { return r.Lo <= both[0].Lo && both[0].Lo <= r.Hi })
		return ranges[i]
	}
	k.first, _ = holds(mine).Intersect(holds(theirs))
	return k
}

// String names the shared numbers.
func (k *common) String() string {
	if k.more == 0 {
		return k.first.String()
	}
	return fmt.Sprintf("%s and %s more", k.first, count(k.more, "interval"))
}
