package wim

import (
	"bytes"
	"encoding/binary"
	"io"
)

const (
	magic         = "MSWIM\x00\x00\x00"
	magicPipable  = "WLPWM\x00\x00\x00"
	headerSize    = 208
	versionNormal = 0x10d00
	versionSolid  = 0xe00
)

// Flags of the header (WIMHEADER_V1_PACKED.dwFlags).
const (
	flagCompressed = 0x2
	flagSpanned    = 0x8
	flagXPRESS     = 0x20000
	flagLZX        = 0x40000
	flagLZMS       = 0x80000
)

// compression is the way in which the chunks of an archive are compressed.
type compression int

const (
	compressionNone compression = iota
	compressionXPRESS
	compressionLZX
)

// header is what is used of WIMHEADER_V1_PACKED.
type header struct {
	compression compression
	chunkSize   int
	images      int
	bootImage   int // counted from 1; 0 when the archive names none
	lookup      resource
	xml         resource
	integrity   resource
}

// Looks reports whether a file that begins with head is a WIM archive, be it
// one that [Open] supports or not. Eight bytes suffice.
func Looks(head []byte) bool {
	return bytes.HasPrefix(head, []byte(magic)) || bytes.HasPrefix(head, []byte(magicPipable))
}

// readHeader reads and judges the header of an archive of size bytes.
func readHeader(r io.ReaderAt, size int64) (header, error) {
	var b [headerSize]byte
	n, err := r.ReadAt(b[:min(size, headerSize)], 0)
	if err != nil && err != io.EOF {
		return header{}, err
	}
	switch {
	case bytes.HasPrefix(b[:n], []byte(magicPipable)):
		return header{}, unsupported("it is pipable (WLPWM); export it again without --pipable")
	case !bytes.HasPrefix(b[:n], []byte(magic)):
		return header{}, ErrNotWIM
	case n < headerSize:
		return header{}, ErrTruncated
	}

	le := binary.LittleEndian
	version, flags := le.Uint32(b[12:]), le.Uint32(b[16:])
	part, parts := le.Uint16(b[40:]), le.Uint16(b[42:])
	switch {
	case le.Uint32(b[8:]) != headerSize:
		return header{}, corrupt("its header says to be %d bytes long, not %d", le.Uint32(b[8:]), headerSize)
	case flags&flagLZMS != 0:
		return header{}, unsupported("LZMS compression (.esd); export it again with XPRESS or LZX compression")
	case version == versionSolid:
		return header{}, unsupported("it is solid (version 0xe00); export it again with XPRESS or LZX compression")
	case version != versionNormal:
		return header{}, unsupported("version 0x%x, only 0x%x is known", version, versionNormal)
	case part != 1 || parts != 1 || flags&flagSpanned != 0:
		return header{}, unsupported("it is part %d of %d of a split archive", part, parts)
	}

	h := header{
		images:    int(le.Uint32(b[44:])),
		lookup:    parseResource(b[48:]),
		xml:       parseResource(b[72:]),
		bootImage: int(le.Uint32(b[120:])),
		integrity: parseResource(b[124:]),
	}
	if flags&flagCompressed != 0 {
		err = h.setCompression(flags, le.Uint32(b[20:]))
	}
	return h, err
}

// setCompression judges the flags and the chunk size of a compressed archive.
func (h *header) setCompression(flags, chunkSize uint32) error {
	if chunkSize == 0 {
		chunkSize = 32 << 10
	}
	smallest, largest := uint32(4<<10), uint32(xpressMaxChunk)
	switch {
	case flags&flagXPRESS != 0:
		h.compression = compressionXPRESS
	case flags&flagLZX != 0:
		h.compression = compressionLZX
		smallest, largest = lzxMinChunk, lzxMaxChunk
	default:
		return unsupported("an unknown compression (flags 0x%x)", flags)
	}
	if chunkSize < smallest || chunkSize > largest || chunkSize&(chunkSize-1) != 0 {
		return corrupt("its chunk size is %d, allowed are powers of two from %d to %d", chunkSize, smallest, largest)
	}
	h.chunkSize = int(chunkSize)
	return nil
}
