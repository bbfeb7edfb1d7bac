package cosa

import "slices"

const (
	chunkBits = 10
	chunkSize = 1 << chunkBits
	chunkMask = chunkSize - 1
)

// numbers is a list that grows without moving what it holds, so that a large
// one never exists twice. A run of rows in which the numbers stay the same, or
// grow evenly, as those of distinct values and of places do where rows are all
// alike, takes next to nothing.
type numbers[T uint32 | int32 | valueAt] struct {
	chunks []chunk[T]
	n      int
}

// chunk is a part of a list: its numbers, or, where list is nil, the first of
// them and by how much each differs from the one before.
type chunk[T uint32 | int32 | valueAt] struct {
	list        []T
	first, step T
}

func (c *numbers[T]) at(i int) T {
	chunk := &c.chunks[i>>chunkBits]
	if chunk.list != nil {
		return chunk.list[i&chunkMask]
	}
	return chunk.first + T(i&chunkMask)*chunk.step
}

func (c *numbers[T]) append(v T) {
	i := c.n & chunkMask
	if i == 0 {
		c.chunks = append(c.chunks, chunk[T]{first: v})
		c.n++
		return
	}
	last := &c.chunks[len(c.chunks)-1]
	switch {
	case last.list != nil:
		last.list = append(last.list, v)
	case i == 1:
		last.step = v - last.first
	case last.first+T(i)*last.step != v:
		last.write(i)
		last.list = append(last.list, v)
	}
	c.n++
}

// write makes the chunk of n numbers a written one.
func (c *chunk[T]) write(n int) {
	c.list = make([]T, n, min(2*n+64, chunkSize)) // small submissions stay small
	for i := range c.list {
		c.list[i] = c.first + T(i)*c.step
	}
}

// set replaces a number.
func (c *numbers[T]) set(i int, v T) {
	chunk := &c.chunks[i>>chunkBits]
	if chunk.list == nil {
		if c.at(i) == v {
			return
		}
		chunk.write(min(c.n-i&^chunkMask, chunkSize))
	}
	chunk.list[i&chunkMask] = v
}

// pad appends zeros up to a length.
func (c *numbers[T]) pad(n int) {
	for c.n < n {
		c.append(0)
	}
}

// share makes c hold what o holds; what is appended to it later is its own.
func (c *numbers[T]) share(o *numbers[T]) {
	c.chunks, c.n = slices.Clone(o.chunks), o.n
	if last := len(c.chunks) - 1; last >= 0 {
		c.chunks[last].list = slices.Clone(c.chunks[last].list)
	}
}

// take appends the numbers of another list.
func (c *numbers[T]) take(o *numbers[T]) {
	for i := range o.n {
		c.append(o.at(i))
	}
}

// truncate forgets what was appended after the first n.
func (c *numbers[T]) truncate(n int) {
	if n >= c.n {
		return
	}
	chunks := (n + chunkSize - 1) >> chunkBits
	clear(c.chunks[chunks:])
	c.chunks, c.n = c.chunks[:chunks], n
	if chunks > 0 && c.chunks[chunks-1].list != nil {
		last := &c.chunks[chunks-1]
		last.list = last.list[:n-(chunks-1)<<chunkBits]
	}
}
