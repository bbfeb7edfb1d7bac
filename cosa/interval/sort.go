package interval

import (
	"slices"
	"sync"
)

const (
	radixBits   = 11
	radixSize   = 1 << radixBits
	radixDigits = (64 + radixBits - 1) / radixBits
)

// Sort orders spans by Lo; spans of equal Lo keep their order. Large lists are
// sorted by radix, two halves at once, and merged, which takes linear time
// whatever their shape.
func Sort(spans []Span) {
	if slices.IsSortedFunc(spans, compareLo) {
		return
	}
	if len(spans) < 1<<10 {
		slices.SortStableFunc(spans, compareLo)
		return
	}
	spare := make([]Span, len(spans))
	half := len(spans) / 2
	var first sync.WaitGroup
	first.Go(func() { radixSpans(spans[:half], spare[:half]) })
	radixSpans(spans[half:], spare[half:])
	first.Wait()
	copy(spare, spans)
	var lower sync.WaitGroup
	lower.Go(func() { mergeLower(spans[:half], spare[:half], spare[half:]) })
	mergeUpper(spans[half:], spare[:half], spare[half:])
	lower.Wait()
}

func compareLo(a, b Span) int {
	switch {
	case a.Lo < b.Lo:
		return -1
	case a.Lo > b.Lo:
		return 1
	}
	return 0
}

// mergeLower fills to with the least of two sorted lists.
func mergeLower(to, a, b []Span) {
	for i := range to {
		if len(b) == 0 || len(a) > 0 && a[0].Lo <= b[0].Lo {
			to[i], a = a[0], a[1:]
		} else {
			to[i], b = b[0], b[1:]
		}
	}
}

// mergeUpper fills to with the greatest of two sorted lists.
func mergeUpper(to, a, b []Span) {
	for i := len(to) - 1; i >= 0; i-- {
		x, y := len(a)-1, len(b)-1
		if x < 0 || y >= 0 && a[x].Lo <= b[y].Lo {
			to[i], b = b[y], b[:y]
		} else {
			to[i], a = a[x], a[:x]
		}
	}
}

// radixSpans sorts items stably, digit by digit; digits in which all agree are
// passed over. spare is as long as items.
func radixSpans(items, spare []Span) {
	var counts [radixDigits][radixSize]int32
	for i := range items {
		k := items[i].Lo
		for d := range radixDigits {
			counts[d][k>>(d*radixBits)&(radixSize-1)]++
		}
	}
	from, to := items, spare
	for d := range radixDigits {
		c, shift := &counts[d], d*radixBits
		if int(c[from[0].Lo>>shift&(radixSize-1)]) == len(items) {
			continue // all agree in this digit
		}
		sum := int32(0)
		for i, n := range c {
			c[i] = sum
			sum += n
		}
		for i := range from {
			d := from[i].Lo >> shift & (radixSize - 1)
			to[c[d]] = from[i]
			c[d]++
		}
		from, to = to, from
	}
	if &from[0] != &items[0] {
		copy(items, from)
	}
}
