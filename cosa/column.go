package cosa

import (
	"hash/maphash"
	"slices"
	"unsafe"
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
	ids    chunked[uint32] // by row; rows past the end are blank
	values chunked[Value]  // distinct, 0 is blank
	slots  []uint32        // hash table of values, 0 is free
	places chunked[uint32] // by row, number of a place in text formats; may be shorter
	last   uint32          // value of the row before
	uses   int             // rows that are not blank
	clean  func(string) string
}

func newColumn(clean func(string) string) *column {
	c := &column{slots: make([]uint32, 16), clean: clean}
	c.values.append(Value{})
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

func (c Cell) same(v *Value) bool {
	return v.Raw == string(c.Raw) && v.Type == c.Type && v.Formula == c.Formula && v.Merged == c.Merged &&
		(c.Shown == nil || v.Text == string(c.Shown))
}

// intern returns the number of the value that cell holds.
func (c *column) intern(cell Cell, texts *arena, seed maphash.Seed) uint32 {
	if c.last != 0 {
		if v := c.valueAt(c.last); cell.same(v) {
			return c.last
		}
	}
	if len(cell.Raw) == 0 && cell.Type == Text && !cell.Formula {
		return 0
	}
	mask := uint64(len(c.slots) - 1)
	slot := maphash.Bytes(seed, cell.Raw) & mask
	for c.slots[slot] != 0 {
		if cell.same(c.valueAt(c.slots[slot])) {
			return c.slots[slot]
		}
		slot = (slot + 1) & mask
	}
	id := uint32(c.values.n)
	c.slots[slot] = id
	raw := texts.add(cell.Raw)
	v := Value{Text: raw, Raw: raw, Type: cell.Type, Formula: cell.Formula, Merged: cell.Merged}
	if cell.Shown != nil {
		v.Text = texts.add(cell.Shown)
	} else if clean := c.clean(raw); clean != raw {
		v.Text = clean
	}
	c.values.append(v)
	if uint64(c.values.n)*4 > uint64(len(c.slots))*3 {
		c.grow(seed)
	}
	return id
}

func (c *column) valueAt(id uint32) *Value { return &c.values.chunks[id>>chunkBits][id&chunkMask] }

func (c *column) grow(seed maphash.Seed) {
	c.slots = make([]uint32, 2*len(c.slots))
	mask := uint64(len(c.slots) - 1)
	for id := 1; id < c.values.n; id++ {
		slot := maphash.String(seed, c.valueAt(uint32(id)).Raw) & mask
		for c.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		c.slots[slot] = uint32(id)
	}
}

// arena keeps many short strings in few allocations.
type arena struct{ free []byte }

func (a *arena) add(text []byte) string {
	if len(text) == 0 {
		return ""
	}
	if len(text) > cap(a.free)-len(a.free) {
		a.free = make([]byte, 0, max(1<<16, len(text)))
	}
	start := len(a.free)
	a.free = append(a.free, text...)
	return unsafe.String(&a.free[start], len(text))
}
