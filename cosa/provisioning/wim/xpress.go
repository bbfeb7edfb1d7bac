package wim

import "encoding/binary"

const (
	xpressMaxChunk = 64 << 10
	xpressSymbols  = 512
	xpressMinMatch = 3
)

// xpress decompresses chunks with the LZ77+Huffman algorithm of [MS-XCA],
// section 2.2. A chunk is at most 64 KiB long and so has one Huffman table.
type xpress struct {
	code    huffman
	lengths [xpressSymbols]byte
}

// decompress fills dst with the content of the chunk in.
func (x *xpress) decompress(dst, in []byte) error {
	if len(in) < xpressSymbols/2 {
		return corrupt("the XPRESS data of %d bytes is shorter than its Huffman table", len(in))
	}
	for i, b := range in[:xpressSymbols/2] {
		x.lengths[2*i], x.lengths[2*i+1] = b&0xf, b>>4
	}
	if !x.code.build(x.lengths[:]) {
		return corrupt("the Huffman table of the XPRESS data is not a complete code")
	}
	r := newBitReader(in[xpressSymbols/2:])
	for pos := 0; pos < len(dst); {
		symbol := x.code.decode(&r)
		if r.failed {
			return corrupt("the XPRESS data ends after %d of %d bytes", pos, len(dst))
		}
		if symbol < 256 {
			dst[pos] = byte(symbol)
			pos++
			continue
		}
		// The length's bytes stand before the word that follows the one with
		// the first bit of the distance: 16 bits are taken before them.
		r.fill()
		length := xpressLength(&r, symbol&0xf)
		bits := symbol >> 4 & 0xf
		distance := 1<<bits | r.read(bits)
		if r.failed {
			return corrupt("the XPRESS data ends after %d of %d bytes", pos, len(dst))
		}
		if distance > pos || length > len(dst)-pos {
			return corrupt("the XPRESS data copies %d bytes from %d back at %d of %d", length, distance, pos, len(dst))
		}
		copyMatch(dst, pos, distance, length)
		pos += length
	}
	return nil
}

// xpressLength reads the length of a match that begins with the four bits
// short: 15 continues in a byte, 255 there in 16 bits, 0 there in 32 bits.
func xpressLength(r *bitReader, short int) int {
	if short < 15 {
		return short + xpressMinMatch
	}
	b := r.take(1)
	if b == nil {
		return 0
	}
	if b[0] < 255 {
		return 15 + int(b[0]) + xpressMinMatch
	}
	if b = r.take(2); b == nil {
		return 0
	}
	length := int(binary.LittleEndian.Uint16(b))
	if length == 0 {
		if b = r.take(4); b == nil {
			return 0
		}
		length = int(min(binary.LittleEndian.Uint32(b), 1<<30))
	}
	return length + xpressMinMatch
}

// copyMatch repeats length bytes that lie distance before pos, byte by byte
// where they overlap. The caller has seen that all lie in b.
func copyMatch(b []byte, pos, distance, length int) {
	if distance >= length {
		copy(b[pos:pos+length], b[pos-distance:])
		return
	}
	for end := pos + length; pos < end; pos++ {
		b[pos] = b[pos-distance]
	}
}
