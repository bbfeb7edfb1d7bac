package diff

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// span is a run of numbers, both ends included: the 17 digits behind 89 of
// 19-digit ICCIDs, or whole IMSIs.
type span struct{ lo, hi uint64 }

// Set is a set of SIMs by their numbers.
type Set struct {
	Kind  cosa.NumberKind
	spans []span // in order, neither overlapping nor adjacent
}

// Count is the number of SIMs.
func (s Set) Count() uint64 {
	var n uint64
	for _, p := range s.spans {
		n += p.hi - p.lo + 1
	}
	return n
}

// Len is the number of ranges that the set consists of.
func (s Set) Len() int { return len(s.spans) }

// Run is a range of a [Set].
type Run struct {
	Start, End string // ICCIDs in 19 digits
	Count      uint64
}

// Runs yields the ranges in ascending order.
func (s Set) Runs() iter.Seq[Run] {
	return func(yield func(Run) bool) {
		for _, p := range s.spans {
			if !yield(Run{s.digits(p.lo), s.digits(p.hi), p.hi - p.lo + 1}) {
				return
			}
		}
	}
}

func (s Set) digits(n uint64) string {
	prefix, width := "", 15
	if s.Kind == cosa.ICCID {
		prefix, width = "89", 17
	}
	text := strconv.FormatUint(n, 10)
	return prefix + strings.Repeat("0", max(0, width-len(text))) + text
}

// spanOf counts an ICCID range in 19-digit numbers.
func spanOf(r *cosa.Range) span {
	if r.Kind == cosa.ICCID {
		return span{r.Lo / 10, r.Hi / 10}
	}
	return span{r.Lo, r.Hi}
}

// normal orders and joins spans, in their place.
func normal(spans []span) []span {
	byLo := func(a, b span) int {
		switch {
		case a.lo < b.lo:
			return -1
		case a.lo > b.lo:
			return 1
		}
		return 0
	}
	if !slices.IsSortedFunc(spans, byLo) {
		slices.SortFunc(spans, byLo)
	}
	joined := spans[:0]
	for _, s := range spans {
		if n := len(joined); n > 0 && s.lo <= joined[n-1].hi+1 {
			joined[n-1].hi = max(joined[n-1].hi, s.hi)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// reaching is the index of the first span that ends at n or after it.
func reaching(spans []span, n uint64) int {
	i, _ := slices.BinarySearchFunc(spans, n, func(s span, n uint64) int {
		if s.hi < n {
			return -1
		}
		return 1
	})
	return i
}

// minus returns the numbers of a that are not in b; both are normal. Its time
// follows the smaller of the two, as far as they share numbers.
func minus(a, b []span) []span {
	if len(a) == 0 || len(b) == 0 {
		return a
	}
	var rest []span
	j := reaching(b, a[0].lo)
	for _, s := range a {
		if j < len(b) && b[j].hi < s.lo {
			if j++; j < len(b) && b[j].hi < s.lo {
				j += reaching(b[j:], s.lo)
			}
		}
		next, open := s.lo, true
		for k := j; k < len(b) && b[k].lo <= s.hi; k++ {
			if b[k].lo > next {
				rest = append(rest, span{next, b[k].lo - 1})
			}
			if b[k].hi >= s.hi {
				open = false
				break
			}
			next, j = max(next, b[k].hi+1), k
		}
		if open {
			rest = append(rest, span{next, s.hi})
		}
	}
	return rest
}

// inBoth returns the numbers in both lists, which are normal.
func inBoth(a, b []span) []span {
	var both []span
	for len(a) > 0 && len(b) > 0 {
		if s, ok := common(a[0], b[0]); ok {
			both = append(both, s)
		}
		if a[0].hi < b[0].hi {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return both
}

// common is the run of numbers in both spans.
func common(a, b span) (span, bool) {
	both := span{max(a.lo, b.lo), min(a.hi, b.hi)}
	return both, both.lo <= both.hi
}
