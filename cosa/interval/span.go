package interval

// Span is an interval of integers, both ends included. Ref is the caller's.
type Span struct {
	Lo, Hi uint64
	Ref    int32
}

// Overlaps reports whether a number lies in both spans.
func (s Span) Overlaps(o Span) bool { return s.Lo <= o.Hi && o.Lo <= s.Hi }

// Count returns the number of pairs of spans that share a number. The spans
// must be sorted, see [Sort].
func Count(spans []Span) uint64 {
	byHi := make([]Span, len(spans))
	for i, s := range spans {
		byHi[i].Lo = s.Hi
	}
	Sort(byHi)
	// Of the spans that begin before span i, those that end before it begins
	// share nothing with it. Every span that ends before Lo also begins
	// before, so a search among all ends counts just them.
	var pairs uint64
	ended := 0
	for i, s := range spans {
		for ended < len(byHi) && byHi[ended].Lo < s.Lo {
			ended++
		}
		pairs += uint64(i - ended)
	}
	return pairs
}

// Pairs calls visit for every pair of spans that share a number, the one that
// begins first as a. The spans must be sorted. It takes time in proportion to
// the number of spans and pairs, and stops when visit returns false.
func Pairs(spans []Span, visit func(a, b Span) bool) {
	var open []Span
	for _, b := range spans {
		kept := open[:0]
		for _, a := range open {
			if a.Hi >= b.Lo {
				kept = append(kept, a)
			}
		}
		open = kept
		for _, a := range open {
			if !visit(a, b) {
				return
			}
		}
		open = append(open, b)
	}
}
