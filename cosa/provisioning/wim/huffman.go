package wim

const (
	huffmanMaxBits  = 16
	huffmanFastBits = 10
)

// huffman decodes a canonical prefix code as XPRESS and LZX have it: shorter
// codes come first, codes of one length in the order of their symbols.
type huffman struct {
	// fast holds symbol<<8|length for every code of up to huffmanFastBits,
	// under all the bits that may follow it; 0 for the beginning of longer ones.
	fast [1 << huffmanFastBits]uint32
	// Of length n: limit[n] is the first left-aligned 16-bit value behind its
	// codes, first[n] its first code, start[n] where its symbols begin.
	limit   [huffmanMaxBits + 1]uint32
	first   [huffmanMaxBits + 1]uint32
	start   [huffmanMaxBits + 1]uint32
	symbols []uint16
	empty   bool
}

// build prepares the code whose symbols have the given lengths, at most 16
// bits; 0 means that the symbol does not occur. It reports whether they make
// a code that is complete, or empty: no other occurs in valid data.
func (h *huffman) build(lengths []byte) bool {
	var count [huffmanMaxBits + 1]uint32
	for _, n := range lengths {
		count[n]++
	}
	h.empty = int(count[0]) == len(lengths)
	if h.empty {
		return true
	}
	count[0] = 0
	var code, start uint32
	for n := 1; n <= huffmanMaxBits; n++ {
		code = (code + count[n-1]) << 1
		h.first[n], h.start[n] = code, start
		h.limit[n] = (code + count[n]) << (huffmanMaxBits - n)
		start += count[n]
		if h.limit[n] > 1<<huffmanMaxBits {
			return false
		}
	}
	if h.limit[huffmanMaxBits] != 1<<huffmanMaxBits {
		return false
	}

	if cap(h.symbols) < len(lengths) {
		h.symbols = make([]uint16, len(lengths))
	}
	h.symbols = h.symbols[:start]
	next := h.start
	for symbol, n := range lengths {
		if n > 0 {
			h.symbols[next[n]] = uint16(symbol)
			next[n]++
		}
	}
	h.buildFast(count)
	return true
}

func (h *huffman) buildFast(count [huffmanMaxBits + 1]uint32) {
	filled := 0
	for n := 1; n <= huffmanFastBits; n++ {
		for i := range count[n] {
			entry := uint32(h.symbols[h.start[n]+i])<<8 | uint32(n)
			for range 1 << (huffmanFastBits - n) {
				h.fast[filled] = entry
				filled++
			}
		}
	}
	clear(h.fast[filled:])
}

// decode consumes a code and returns its symbol. A code that has no symbols
// makes the stream fail.
func (h *huffman) decode(r *bitReader) int {
	if h.empty {
		r.failed = true
		return 0
	}
	r.fill()
	if entry := h.fast[r.bits>>(32-huffmanFastBits)]; entry != 0 {
		r.skip(int(entry & 0xff))
		return int(entry >> 8)
	}
	bits := r.bits >> 16
	n := huffmanFastBits + 1
	for bits >= h.limit[n] {
		n++
	}
	r.skip(n)
	return int(h.symbols[h.start[n]+bits>>(huffmanMaxBits-n)-h.first[n]])
}
