package wim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Flags of a resource (RESHDR_BASE_DISK.bFlags).
const (
	resourceFree       = 0x1
	resourceMetadata   = 0x2
	resourceCompressed = 0x4
	resourceSpanned    = 0x8
	resourceSolid      = 0x10
)

// resourceSize is the length of a resource header on disk.
const resourceSize = 24

// A resource says where in the archive a run of bytes is stored, and how
// (RESHDR_DISK_SHORT).
type resource struct {
	flags  byte
	stored uint64 // bytes in the archive
	offset uint64
	size   uint64 // bytes when decompressed
}

// parseResource reads a resource header: 7 bytes of stored size, a byte of
// flags, 8 bytes of offset, 8 bytes of size.
func parseResource(b []byte) resource {
	le := binary.LittleEndian
	first := le.Uint64(b)
	return resource{
		flags:  byte(first >> 56),
		stored: first & (1<<56 - 1),
		offset: le.Uint64(b[8:]),
		size:   le.Uint64(b[16:]),
	}
}

// source is the archive's bytes with what is needed to read resources.
type source struct {
	r           io.ReaderAt
	size        uint64
	compression compression
	chunkSize   int
}

// within says whether the stored bytes of res lie in the archive.
func (s *source) within(res resource) error {
	if res.offset > s.size || res.stored > s.size-res.offset {
		return fmt.Errorf("%w: %d bytes at %d are referred to, it ends at %d", ErrTruncated, res.stored, res.offset, s.size)
	}
	return nil
}

// readAt reads n bytes at offset. The caller has seen that they exist.
func (s *source) readAt(b []byte, offset uint64) error {
	n, err := s.r.ReadAt(b, int64(offset))
	switch {
	case n == len(b):
		return nil
	case errors.Is(err, io.EOF):
		return ErrTruncated
	case err == nil:
		return io.ErrNoProgress
	}
	return err
}

// read returns the content of res, which is called what in errors and may
// have limit bytes.
func (s *source) read(res resource, what string, limit int64) ([]byte, error) {
	if res.size > uint64(limit) {
		return nil, tooLarge("the size of "+what, int64(min(res.size, math.MaxInt64)), limit)
	}
	switch {
	case res.flags&resourceSolid != 0:
		return nil, unsupported("%s is in a solid resource", what)
	case res.flags&resourceSpanned != 0:
		return nil, unsupported("%s is split over several archives", what)
	}
	if err := s.within(res); err != nil {
		return nil, err
	}
	if res.flags&resourceCompressed == 0 {
		if res.stored != res.size {
			return nil, corrupt("%s is stored plain in %d bytes but said to have %d", what, res.stored, res.size)
		}
		content := make([]byte, res.size)
		return content, s.readAt(content, res.offset)
	}
	if s.compression == compressionNone {
		return nil, corrupt("%s is compressed, but the header names no compression", what)
	}
	content, err := s.readChunks(res)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", what, err)
	}
	return content, nil
}

// readChunks reads a compressed resource: a table of the chunks' offsets
// counted from its own end, without the first, which is 0; then the chunks.
// The content grows with the chunks that were really decoded, so that a lying
// size costs no memory.
func (s *source) readChunks(res resource) ([]byte, error) {
	if res.size == 0 {
		return nil, nil
	}
	chunk := uint64(s.chunkSize)
	chunks := (res.size-1)/chunk + 1
	width := uint64(4)
	if res.size > math.MaxUint32 {
		width = 8
	}
	table := (chunks - 1) * width
	if table > res.stored {
		return nil, corrupt("its table of %d chunks does not fit into %d bytes", chunks, res.stored)
	}
	offsets := make([]byte, table)
	if err := s.readAt(offsets, res.offset); err != nil {
		return nil, err
	}
	var (
		end      = res.stored - table
		begin    = res.offset + table
		expander = expander{compression: s.compression, chunkSize: s.chunkSize}
		stored   []byte
		content  []byte
		from     uint64
	)
	for i := range chunks {
		to := end
		if i+1 < chunks {
			to = chunkOffset(offsets, i, width)
		}
		size := min(chunk, res.size-i*chunk)
		if to <= from || to > end || to-from > size {
			return nil, corrupt("chunk %d of %d, of %d bytes, is stored from %d to %d of %d", i+1, chunks, size, from, to, end)
		}
		stored = slices.Grow(stored[:0], int(to-from))[:to-from]
		if err := s.readAt(stored, begin+from); err != nil {
			return nil, err
		}
		from = to
		content = slices.Grow(content, int(size))
		dst := content[len(content) : len(content)+int(size)]
		if err := expander.expand(dst, stored); err != nil {
			return nil, fmt.Errorf("chunk %d of %d: %w", i+1, chunks, err)
		}
		content = content[:len(content)+int(size)]
	}
	return content, nil
}

func chunkOffset(table []byte, i, width uint64) uint64 {
	if width == 8 {
		return binary.LittleEndian.Uint64(table[i*8:])
	}
	return uint64(binary.LittleEndian.Uint32(table[i*4:]))
}

// expander decompresses chunks, one after the other, with the same tables.
type expander struct {
	compression compression
	chunkSize   int
	xpress      *xpress
	lzx         *lzx
}

// expand fills dst with the content of a stored chunk. A chunk that would not
// have become smaller is stored as it is.
func (e *expander) expand(dst, stored []byte) error {
	switch {
	case len(stored) == len(dst):
		copy(dst, stored)
		return nil
	case e.compression == compressionXPRESS:
		if e.xpress == nil {
			e.xpress = new(xpress)
		}
		return e.xpress.decompress(dst, stored)
	}
	if e.lzx == nil {
		e.lzx = newLZX(e.chunkSize)
	}
	return e.lzx.decompress(dst, stored)
}
