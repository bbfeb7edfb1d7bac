package ranges

import (
	"math"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// Class is what two ranges that share numbers have to do with each other.
type Class string

// The classes, of the first range towards the second.
const (
	Identical Class = "identical"
	Contains  Class = "contains"
	Inside    Class = "inside"
	Partial   Class = "partial"
	OneNumber Class = "one number" // they share the number at a boundary only, as when a digit is lost
)

// Classify tells the class of two ranges that share numbers.
func Classify(a, b cosa.Range) Class {
	switch {
	case a.Same(b):
		return Identical
	case a.Contains(b):
		return Contains
	case b.Contains(a):
		return Inside
	}
	if both, ok := a.Intersect(b); ok && both.Count() == 1 {
		return OneNumber
	}
	return Partial
}

// Overlap is two ranges that share numbers, by their places in the list.
type Overlap struct {
	A, B   int
	Class  Class
	Shared cosa.Range
}

// Overlaps finds the pairs of ranges that share numbers, whoever holds them:
// the first most of them in the order of the ranges, and how many there are.
func Overlaps(all []Held, most int) (pairs []Overlap, total uint64) {
	spans := make([]interval.Span, min(len(all), math.MaxInt32))
	for i := range spans {
		spans[i] = interval.Span{Lo: all[i].Lo, Hi: all[i].Hi, Ref: int32(i)}
	}
	interval.Sort(spans)
	interval.Pairs(spans, func(x, y interval.Span) bool {
		if len(pairs) >= most {
			return false
		}
		a, b := int(min(x.Ref, y.Ref)), int(max(x.Ref, y.Ref))
		shared, _ := all[a].Intersect(all[b].Range)
		pairs = append(pairs, Overlap{A: a, B: b, Class: Classify(all[a].Range, all[b].Range), Shared: shared})
		return true
	})
	return pairs, interval.Count(spans)
}
