package wim

import "encoding/binary"

// bitReader reads the bit stream that XPRESS ([MS-XCA]) and LZX share: 16-bit
// little-endian words, each from its highest bit down.
//
// Words are taken only when fewer than 16 bits are left, as [MS-XCA] lays
// down, because whole bytes are interleaved with the words: where a byte lies
// depends on how many words were taken before. After the end the stream goes
// on with zeros, which may be looked at but not be consumed.
type bitReader struct {
	in     []byte
	pos    int
	bits   uint32 // the next bits, left-aligned
	count  int    // how many of them there are
	padded int    // how many of them lie after the end
	failed bool   // bits or bytes after the end were consumed
}

func newBitReader(in []byte) bitReader { return bitReader{in: in} }

// fill makes at least 16 bits available.
func (r *bitReader) fill() {
	if r.count >= 16 {
		return
	}
	if r.pos+2 <= len(r.in) {
		r.bits |= uint32(binary.LittleEndian.Uint16(r.in[r.pos:])) << (16 - r.count)
		r.pos += 2
	} else {
		r.padded += 16
	}
	r.count += 16
}

// skip consumes n of the bits that fill made available.
func (r *bitReader) skip(n int) {
	r.bits <<= n
	r.count -= n
	if r.count < r.padded {
		r.padded = r.count
		r.failed = true
	}
}

// read consumes n <= 16 bits.
func (r *bitReader) read(n int) int {
	r.fill()
	v := r.bits >> 16 >> (16 - n)
	r.skip(n)
	return int(v)
}

// readLong consumes n <= 32 bits.
func (r *bitReader) readLong(n int) int {
	if n <= 16 {
		return r.read(n)
	}
	high := r.read(n - 16)
	return high<<16 | r.read(16)
}

// take returns the next n whole bytes after the words that were taken; nil
// when there are not as many.
func (r *bitReader) take(n int) []byte {
	if n > len(r.in)-r.pos {
		r.failed = true
		return nil
	}
	b := r.in[r.pos : r.pos+n]
	r.pos += n
	return b
}

// align drops the rest of the current word, a whole word when none is begun,
// and gives back words that were looked at; take then goes on behind it.
func (r *bitReader) align() {
	if r.count%16 == 0 {
		r.read(16)
	} else {
		r.skip(r.count % 16)
	}
	r.pos -= (r.count - r.padded) / 8
	r.bits, r.count, r.padded = 0, 0, 0
}
