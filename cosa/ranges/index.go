package ranges

import (
	"slices"
	"sort"

	"github.com/cosakit/cosa/cosa"
)

// Index finds which of many ranges hold a number, in time that grows with the
// logarithm of their count and with the number of those found.
type Index struct {
	ranges []indexed
	reach  []uint64 // by node of a balanced tree over ranges: the greatest Hi below
	leaves int
	ends   []uint64 // all Hi, sorted
}

type indexed struct {
	lo, hi uint64
	ref    int32
}

// NewIndex makes an index of ranges of one kind; they are known by their
// place in the list.
func NewIndex(all []cosa.Range) *Index {
	x := &Index{ranges: make([]indexed, len(all)), ends: make([]uint64, len(all))}
	for i, ref := range order(all) {
		x.ranges[i] = indexed{all[ref].Lo, all[ref].Hi, ref}
		x.ends[i] = all[ref].Hi
	}
	for x.leaves = 1; x.leaves < len(all); x.leaves *= 2 {
	}
	x.reach = make([]uint64, 2*x.leaves)
	for i, r := range x.ranges {
		x.reach[x.leaves+i] = r.hi
	}
	for i := x.leaves - 1; i > 0; i-- {
		x.reach[i] = max(x.reach[2*i], x.reach[2*i+1])
	}
	slices.Sort(x.ends)
	return x
}

// Count is how many of the ranges share a number with r.
func (x *Index) Count(r cosa.Range) int {
	ended := sort.Search(len(x.ends), func(i int) bool { return x.ends[i] >= r.Lo })
	return x.before(r.Hi) - ended
}

// before is how many of the ranges begin with key or earlier.
func (x *Index) before(key uint64) int {
	return sort.Search(len(x.ranges), func(i int) bool { return x.ranges[i].lo > key })
}

// Find visits the ranges that share a number with r in the order of
// [Compare], until visit returns false.
func (x *Index) Find(r cosa.Range, visit func(i int) bool) {
	if n := x.before(r.Hi); n > 0 {
		x.find(1, 0, x.leaves, n, r.Lo, visit)
	}
}

// find visits those of the first n ranges below a node, which spans the
// ranges from first to first+width, that reach key.
func (x *Index) find(node, first, width, n int, key uint64, visit func(i int) bool) bool {
	if first >= n || x.reach[node] < key {
		return true
	}
	if width == 1 {
		return visit(int(x.ranges[first].ref))
	}
	half := width / 2
	return x.find(2*node, first, half, n, key, visit) && x.find(2*node+1, first+half, half, n, key, visit)
}
