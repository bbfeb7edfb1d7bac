package wim

import (
	"crypto/sha1"
	"encoding/binary"
	"fmt"
)

// Hash is the SHA-1 of a file's content. It is zero for an empty file.
type Hash [sha1.Size]byte

// lookupEntrySize is the length of an entry of the lookup table.
const lookupEntrySize = resourceSize + 2 + 4 + sha1.Size

// lookup is the table of what is stored in an archive.
type lookup struct {
	metadata []hashed // of each image, in order
	content  map[Hash]resource
}

type hashed struct {
	resource
	hash Hash
}

// readLookup reads the lookup table: entries of a resource, a part number, a
// number of references and a hash.
func (s *source) readLookup(res resource, limits Limits) (lookup, error) {
	table, err := s.read(res, "the lookup table", int64(limits.Resources)*lookupEntrySize)
	if err != nil {
		return lookup{}, err
	}
	if len(table)%lookupEntrySize != 0 {
		return lookup{}, corrupt("its lookup table has %d bytes, which is no multiple of %d", len(table), lookupEntrySize)
	}
	l := lookup{content: make(map[Hash]resource, len(table)/lookupEntrySize)}
	for ; len(table) > 0; table = table[lookupEntrySize:] {
		entry := hashed{resource: parseResource(table), hash: Hash(table[30:])}
		part := binary.LittleEndian.Uint16(table[resourceSize:])
		switch {
		case entry.flags&resourceFree != 0:
		case entry.flags&resourceSolid != 0:
			return lookup{}, unsupported("it has solid resources; export it again with XPRESS or LZX compression")
		case entry.flags&resourceSpanned != 0 || part != 1:
			return lookup{}, unsupported("it refers to part %d of a split archive", part)
		case entry.flags&resourceMetadata != 0:
			l.metadata = append(l.metadata, entry)
		default:
			l.content[entry.hash] = entry.resource
		}
	}
	return l, nil
}

// readHashed reads a resource and compares its hash.
func (s *source) readHashed(res hashed, what string, limit int64) ([]byte, error) {
	content, err := s.read(res.resource, what, limit)
	if err != nil {
		return nil, err
	}
	if got := Hash(sha1.Sum(content)); got != res.hash {
		return nil, fmt.Errorf("%w: %s has %x, expected was %x", ErrHash, what, got, res.hash)
	}
	return content, nil
}
