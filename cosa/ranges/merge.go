package ranges

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// Compare orders ranges of one kind by their first number, then the wider one
// first, then the shorter form first.
func Compare(a, b cosa.Range) int {
	return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(b.Hi, a.Hi), cmp.Compare(len(a.Start), len(b.Start)))
}

// Merge returns the fewest ranges that hold the same numbers, in the order of
// [Compare]: what overlaps or abuts becomes one. ICCIDs of 19 and of 20 digits
// stay apart, since Windows compares them as they are written.
func Merge(ranges []cosa.Range) []cosa.Range {
	groups := byLength(ranges)
	short, long := union(groups[0]), union(groups[1])
	switch {
	case len(short) == 0:
		return long
	case len(long) == 0:
		return short
	}
	merged := make([]cosa.Range, 0, len(short)+len(long))
	for len(short) > 0 && len(long) > 0 {
		if Compare(short[0], long[0]) < 0 {
			merged, short = append(merged, short[0]), short[1:]
		} else {
			merged, long = append(merged, long[0]), long[1:]
		}
	}
	return slices.Concat(merged, short, long)
}

// Join is [Merge] for SIMs: an ICCID of 19 digits is the same as those of 20
// digits that begin with it. Where both forms come together the result is
// written in 20 digits.
func Join(ranges []cosa.Range) []cosa.Range { return union(ranges) }

// SIMs counts the SIMs that the ranges hold together, each once; see
// [cosa.Range.Count].
func SIMs(ranges []cosa.Range) uint64 {
	units := make([]interval.Span, len(ranges))
	for i, r := range ranges {
		units[i] = interval.Span{Lo: unit(r.Kind, r.Lo), Hi: unit(r.Kind, r.Hi)}
	}
	interval.Sort(units)
	var n, next uint64
	for _, r := range units {
		if lo := max(r.Lo, next); lo <= r.Hi {
			n += r.Hi - lo + 1
			next = r.Hi + 1
		}
	}
	return n
}

// unit numbers the SIM that a key belongs to.
func unit(kind cosa.NumberKind, key uint64) uint64 {
	if kind == cosa.IMSI {
		return key
	}
	return key / 10
}

// byLength tells the forms of ICCIDs apart, the shorter one first.
func byLength(ranges []cosa.Range) [2][]cosa.Range {
	var groups [2][]cosa.Range
	counts := [2]int{}
	for _, r := range ranges {
		counts[form(r)]++
	}
	for g, n := range counts {
		groups[g] = make([]cosa.Range, 0, n)
	}
	for _, r := range ranges {
		g := form(r)
		groups[g] = append(groups[g], r)
	}
	return groups
}

// form is 0 for the shorter and 1 for the longest form of a number.
func form(r cosa.Range) int {
	if len(r.Start) < r.Kind.Digits() {
		return 0
	}
	return 1
}

// union merges ranges whatever their form.
func union(ranges []cosa.Range) []cosa.Range {
	var merged []cosa.Range
	grown := false // the last one is more than a range that was given
	finish := func() {
		if n := len(merged) - 1; grown {
			r := merged[n]
			merged[n] = cosa.RangeOf(r.Kind, r.Lo, r.Hi, len(r.Start))
		}
		grown = false
	}
	for _, i := range order(ranges) {
		r := &ranges[i]
		if len(merged) > 0 {
			last := &merged[len(merged)-1]
			// The greatest key is far from overflowing.
			if r.Lo <= last.Hi+1 {
				if r.Hi > last.Hi || len(r.Start) > len(last.Start) {
					// For now the start says the length alone.
					last.Hi, last.Start = max(last.Hi, r.Hi), longer(last.Start, r.Start)
					grown = true
				}
				continue
			}
		}
		finish()
		merged = append(merged, *r)
	}
	finish()
	return merged
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// order returns the places of the ranges in the order of [Compare]; equal ones
// stay as they are.
func order(ranges []cosa.Range) []int32 {
	spans := make([]interval.Span, len(ranges))
	for i, r := range ranges {
		spans[i] = interval.Span{Lo: r.Lo, Hi: r.Hi, Ref: int32(i)}
	}
	interval.Sort(spans)
	refs := make([]int32, len(spans))
	first := 0 // of those that begin alike
	for i, s := range spans {
		refs[i] = s.Ref
		if i+1 == len(spans) || spans[i+1].Lo != s.Lo {
			slices.SortStableFunc(refs[first:i+1], func(a, b int32) int { return Compare(ranges[a], ranges[b]) })
			first = i + 1
		}
	}
	return refs
}
