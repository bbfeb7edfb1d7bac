package cosa

import (
	"hash/maphash"
	"slices"
)

const (
	chunkBits = 13
	chunkSize = 1 << chunkBits
	chunkMask = chunkSize - 1
)

// chunked is a list that grows without moving what it holds, so that a large
// one never exists twice.
type chunked[T any] struct {
	chunks [][]T
	n      int
}

func (c *chunked[T]) at(i int) T { return c.chunks[i>>chunkBits][i&chunkMask] }

// share makes c hold what o holds; what is appended to it later is its own.
func (c *chunked[T]) share(o *chunked[T]) {
	c.chunks, c.n = slices.Clone(o.chunks), o.n
	if last := len(c.chunks) - 1; last >= 0 {
		c.chunks[last] = append(make([]T, 0, max(len(c.chunks[last]), cap(c.chunks[last]))), c.chunks[last]...)
	}
}

// pad appends zero values up to a length.
func (c *chunked[T]) pad(n int) {
	var zero T
	for c.n < n {
		c.append(zero)
	}
}

func (c *chunked[T]) append(v T) {
	if c.n>>chunkBits == len(c.chunks) {
		size := chunkSize
		if len(c.chunks) == 0 {
			size = 64 // small submissions stay small
		}
		c.chunks = append(c.chunks, make([]T, 0, size))
	}
	last := len(c.chunks) - 1
	c.chunks[last] = append(c.chunks[last], v)
	c.n++
}

// column holds one setting's values: each row's value as a number into the
// list of distinct ones. Number 0 is the blank value.
type column struct {
	ids    chunked[uint32]  // by row; rows past the end are blank
	values chunked[valueAt] // distinct, 0 is blank
	slots  []uint32         // hash table of values, 0 is free; nil until it is needed
	places chunked[uint32]  // by row, number of a place in text formats; may be shorter
	last   uint32           // value of the row before
	uses   int              // rows that are not blank
	clean  func(string) string
	all    *values // of all columns
}

func newColumn(clean func(string) string, all *values) *column {
	c := &column{clean: clean, all: all}
	c.values.append(0)
	return c
}

func (c *column) id(row int) uint32 {
	if row >= c.ids.n {
		return 0
	}
	return c.ids.at(row)
}

func (c *column) set(row int, id uint32) {
	c.ids.pad(row)
	c.ids.append(id)
	if id != 0 {
		c.uses++
	}
	c.last = id
}

// put replaces the value of a row that was passed already.
func (c *column) put(row int, id uint32) {
	if row >= c.ids.n {
		c.set(row, id)
		return
	}
	at := &c.ids.chunks[row>>chunkBits][row&chunkMask]
	if *at == 0 {
		c.uses++
	}
	*at = id
}

func (c *column) place(row int) uint32 {
	if row >= c.places.n {
		return 0
	}
	return c.places.at(row)
}

func (c *column) setPlace(row int, place uint32) {
	c.places.pad(row)
	c.places.append(place)
}

// Cell is one value as a reader meets it. The bytes are copied if they are
// new; Shown is what a number format shows and nil where that is Raw.
type Cell struct {
	Raw     []byte
	Shown   []byte
	Type    ValueType
	Formula bool
	Merged  bool
}

func (c Cell) same(v Value) bool {
	return v.Raw == string(c.Raw) && v.Type == c.Type && v.Formula == c.Formula && v.Merged == c.Merged &&
		(c.Shown == nil || v.Text == string(c.Shown))
}

// intern returns the number of the value that cell holds.
func (c *column) intern(cell Cell, seed maphash.Seed) uint32 {
	if c.last != 0 {
		if cell.same(c.value(c.last)) {
			return c.last
		}
	}
	if len(cell.Raw) == 0 && cell.Type == Text && !cell.Formula {
		return 0
	}
	if c.slots == nil {
		c.rehash(16, seed)
	}
	mask := uint64(len(c.slots) - 1)
	slot := maphash.Bytes(seed, cell.Raw) & mask
	for c.slots[slot] != 0 {
		if cell.same(c.value(c.slots[slot])) {
			return c.slots[slot]
		}
		slot = (slot + 1) & mask
	}
	id := uint32(c.values.n)
	c.slots[slot] = id
	c.values.append(c.all.add(cell, c.clean))
	if uint64(c.values.n)*4 > uint64(len(c.slots))*3 {
		c.rehash(2*len(c.slots), seed)
	}
	return id
}

func (c *column) value(id uint32) Value { return c.all.at(c.values.at(int(id))) }

// rehash makes the hash table anew, with at least so many slots.
func (c *column) rehash(slots int, seed maphash.Seed) {
	for c.values.n*4 > slots*3 {
		slots *= 2
	}
	c.slots = make([]uint32, slots)
	mask := uint64(len(c.slots) - 1)
	for id := 1; id < c.values.n; id++ {
		slot := maphash.String(seed, c.all.raw(c.values.at(id))) & mask
		for c.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		c.slots[slot] = uint32(id)
	}
}
