package cosa

import (
	"strings"

	"github.com/cosakit/cosa/cosa/pattern"
)

// mostIntervals bounds the intervals that a pattern is taken apart into.
const mostIntervals = 10_000

// Ranges returns the numbers of a kind that the entry's target allows, as
// intervals in ascending order for each length of numbers. A pattern, or
// another [Condition] in place of the range's start, counts as its exact set.
// ok is false where numbers are demanded that cannot be told: ends that are
// missing or faulty, a pattern of too many intervals. Without a demand both
// results are zero but for ok, which is true.
func (e Entry) Ranges(kind NumberKind) (ranges []Range, ok bool) {
	if !e.Has(kind.Start()) && !e.Has(kind.End()) {
		return nil, true
	}
	if r := e.Range(kind); r != nil {
		return []Range{*r}, true
	}
	if e.Has(kind.End()) || !IsCondition(e.Text(kind.Start())) {
		return nil, false
	}
	return conditionRanges(kind, e.Text(kind.Start()))
}

// Ranges returns the numbers of the kind that meet a [Condition], as
// [Entry.Ranges] does.
func (k NumberKind) Ranges(condition string) (ranges []Range, ok bool) {
	return conditionRanges(k, condition)
}

func conditionRanges(kind NumberKind, text string) ([]Range, bool) {
	c, ok := ParseCondition(text)
	if !ok {
		return nil, false
	}
	var all []Range
	for _, digits := range kind.lengths() {
		var within []Range
		switch {
		case c.Pattern != nil:
			expr := strings.TrimSuffix(strings.TrimPrefix(c.Pattern.String(), "^(?:"), ")$")
			found, err := pattern.Intervals(expr, digits, mostIntervals)
			if err != nil {
				return nil, false
			}
			for _, i := range found {
				if r, ok := kind.clamp(i.Lo, i.Hi); ok {
					within = append(within, r)
				}
			}
		default:
			first, last := c.First, c.Last
			if c.Value != "" {
				first, last = c.Value, c.Value
			}
			if len(first) != digits {
				break
			}
			r, err := NewRange(kind, first, last)
			if err != nil {
				return nil, false
			}
			within = append(within, r)
		}
		if c.Not {
			within = kind.others(within, digits)
		}
		all = append(all, within...)
	}
	return all, true
}

// lengths are the numbers of digits that numbers of the kind have.
func (k NumberKind) lengths() []int {
	if k == IMSI {
		return []int{15}
	}
	return []int{19, 20}
}

// first and last are the least and the greatest number of so many digits.
func (k NumberKind) first(digits int) string {
	if k == IMSI {
		return strings.Repeat("0", digits)
	}
	return "89" + strings.Repeat("0", digits-2)
}

func (k NumberKind) last(digits int) string {
	if k == IMSI {
		return strings.Repeat("9", digits)
	}
	return "89" + strings.Repeat("9", digits-2)
}

// clamp makes a range of the numbers from lo to hi that are of the kind.
func (k NumberKind) clamp(lo, hi string) (Range, bool) {
	r, err := NewRange(k, max(lo, k.first(len(lo))), min(hi, k.last(len(hi))))
	return r, err == nil
}

// others returns the numbers of so many digits that are in none of the
// ranges, which are in order and apart.
func (k NumberKind) others(ranges []Range, digits int) []Range {
	var rest []Range
	_, width, _ := NumberKey(k, k.first(digits))
	next, _, _ := NumberKey(k, k.first(digits))
	end, _, _ := NumberKey(k, k.last(digits))
	for _, r := range ranges {
		if next < r.Lo {
			rest = append(rest, k.between(next, r.Lo-1, digits))
		}
		next = r.Hi + 1
	}
	if next <= end+width-1 {
		rest = append(rest, k.between(next, end+width-1, digits))
	}
	return rest
}

// between makes a range of its keys.
func (k NumberKind) between(lo, hi uint64, digits int) Range {
	return Range{Kind: k, Lo: lo, Hi: hi, Start: k.text(lo, digits), End: k.text(hi, digits)}
}
