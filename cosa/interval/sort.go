package interval

import "slices"

const (
	radixBits = 11
	radixSize = 1 << radixBits
)

// Sort orders spans by Lo; spans of equal Lo keep their order. Large lists are
// sorted by radix, which takes linear time whatever their shape.
func Sort(spans []Span) {
	byLo := func(a, b Span) int {
		switch {
		case a.Lo < b.Lo:
			return -1
		case a.Lo > b.Lo:
			return 1
		}
		return 0
	}
	if slices.IsSortedFunc(spans, byLo) {
		return
	}
	if len(spans) < 1<<10 {
		slices.SortStableFunc(spans, byLo)
		return
	}
	radix(spans, func(s *Span) uint64 { return s.Lo })
}

// sortKeys orders plain keys.
func sortKeys(keys []uint64) {
	if len(keys) < 1<<10 {
		slices.Sort(keys)
		return
	}
	radix(keys, func(k *uint64) uint64 { return *k })
}

// radix sorts items by key, stably, digit by digit. Digits in which all keys
// agree are passed over.
func radix[T any](items []T, key func(*T) uint64) {
	var all, none uint64 = ^uint64(0), 0
	for i := range items {
		k := key(&items[i])
		all &= k
		none |= k
	}
	varying := all ^ none
	from, to := items, make([]T, len(items))
	var counts [radixSize]int
	for shift := 0; shift < 64; shift += radixBits {
		if varying>>shift&(radixSize-1) == 0 {
			continue
		}
		clear(counts[:])
		for i := range from {
			counts[key(&from[i])>>shift&(radixSize-1)]++
		}
		sum := 0
		for d, n := range counts {
			counts[d] = sum
			sum += n
		}
		for i := range from {
			d := key(&from[i]) >> shift & (radixSize - 1)
			to[counts[d]] = from[i]
			counts[d]++
		}
		from, to = to, from
	}
	if &from[0] != &items[0] {
		copy(items, from)
	}
}
