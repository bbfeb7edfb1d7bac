package wim

import "encoding/binary"

const (
	lzxMinChunk = 32 << 10
	lzxMaxChunk = 2 << 20

	lzxVerbatim     = 1
	lzxAligned      = 2
	lzxUncompressed = 3

	lzxDefaultBlock  = 32 << 10
	lzxMinMatch      = 2
	lzxLengthSymbols = 249
	lzxMaxSlots      = 50
)

// lzxSlot is a range of match distances: its first, and how many bits follow.
type lzxSlot struct{ base, bits int }

// lzxSlots is the table of position slots of "Microsoft LZX Data Compression
// Format"; distances in it are 2 too high, because 0 to 2 mean recent ones.
var lzxSlots = makeLZXSlots()

func makeLZXSlots() (slots [lzxMaxSlots + 1]lzxSlot) {
	base := 0
	for i := range slots {
		bits := min(max(i/2-1, 0), 17)
		slots[i] = lzxSlot{base: base, bits: bits}
		base += 1 << bits
	}
	return slots
}

// lzx decompresses chunks with LZX as WIM has it: the window is the chunk, and
// nothing is carried from one chunk to the next. Chunks of 32 KiB are what
// Windows writes; larger ones have more position slots and longer block sizes.
type lzx struct {
	mainLengths   []byte
	lengthLengths [lzxLengthSymbols]byte
	main          huffman
	length        huffman
	aligned       huffman
	pre           huffman
	sizeBits      int // of a block's size
	recent        [3]int
}

// newLZX prepares for chunks of up to chunkSize bytes.
func newLZX(chunkSize int) *lzx {
	slots := 0
	for lzxSlots[slots].base < chunkSize {
		slots++
	}
	x := &lzx{mainLengths: make([]byte, 256+8*slots), sizeBits: 16}
	if chunkSize > lzxMinChunk {
		x.sizeBits = 24
	}
	return x
}

// decompress fills dst with the content of the chunk in.
func (x *lzx) decompress(dst, in []byte) error {
	clear(x.mainLengths)
	clear(x.lengthLengths[:])
	x.recent = [3]int{1, 1, 1}
	r := newBitReader(in)
	for pos := 0; pos < len(dst); {
		kind := r.read(3)
		size := lzxDefaultBlock
		if r.read(1) == 0 {
			size = r.readLong(x.sizeBits)
		}
		if r.failed {
			return corrupt("the LZX data ends after %d of %d bytes", pos, len(dst))
		}
		if size == 0 || size > len(dst)-pos {
			return corrupt("an LZX block of %d bytes begins at %d of %d", size, pos, len(dst))
		}
		var err error
		switch kind {
		case lzxVerbatim, lzxAligned:
			if err = x.readCodes(&r, kind == lzxAligned); err == nil {
				err = x.readBlock(&r, dst[:pos+size], pos, kind == lzxAligned)
			}
		case lzxUncompressed:
			err = x.readPlain(&r, dst[pos:pos+size])
		default:
			err = corrupt("an LZX block is of the unknown type %d", kind)
		}
		if err != nil {
			return err
		}
		pos += size
	}
	restoreCalls(dst)
	return nil
}

// readPlain reads an uncompressed block: the recent distances, the bytes, and
// a byte of padding after an odd number of them.
func (x *lzx) readPlain(r *bitReader, dst []byte) error {
	r.align()
	if b := r.take(12); b != nil {
		for i := range x.recent {
			// A distance that fits no chunk is refused where it is used.
			x.recent[i] = int(min(binary.LittleEndian.Uint32(b[4*i:]), lzxMaxChunk))
		}
	}
	copy(dst, r.take(len(dst)))
	if r.failed {
		return corrupt("the LZX data ends in an uncompressed block of %d bytes", len(dst))
	}
	if len(dst)%2 == 1 {
		// The last block of a chunk may lack its padding.
		r.pos = min(r.pos+1, len(r.in))
	}
	return nil
}

// readBlock decodes a verbatim or aligned block into dst from pos to its end.
func (x *lzx) readBlock(r *bitReader, dst []byte, pos int, aligned bool) error {
	for pos < len(dst) {
		symbol := x.main.decode(r)
		if symbol < 256 && !r.failed {
			dst[pos] = byte(symbol)
			pos++
			continue
		}
		symbol -= 256
		length := symbol & 7
		if length == 7 {
			length += x.length.decode(r)
		}
		length += lzxMinMatch
		var distance int
		if slot := symbol >> 3; !r.failed {
			distance = x.readDistance(r, slot, aligned)
		}
		if r.failed {
			return corrupt("the LZX data ends, or uses a code without symbols, at %d of %d bytes", pos, len(dst))
		}
		if distance < 1 || distance > pos || length > len(dst)-pos {
			return corrupt("the LZX data copies %d bytes from %d back at %d of %d", length, distance, pos, len(dst))
		}
		copyMatch(dst, pos, distance, length)
		pos += length
	}
	return nil
}

// readDistance reads the rest of a match's distance and keeps the recent ones:
// a repeated one changes places with the most recent.
func (x *lzx) readDistance(r *bitReader, slot int, aligned bool) int {
	if slot < len(x.recent) {
		distance := x.recent[slot]
		x.recent[slot], x.recent[0] = x.recent[0], distance
		return distance
	}
	s := lzxSlots[slot]
	distance := s.base - 2
	if aligned && s.bits >= 3 {
		distance += r.readLong(s.bits-3) << 3
		distance += x.aligned.decode(r)
	} else {
		distance += r.readLong(s.bits)
	}
	x.recent = [3]int{distance, x.recent[0], x.recent[1]}
	return distance
}
