package wim

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// Attributes of a file that matter here (DIRENTRY.dwAttributes).
const (
	attributeDirectory = 0x10
	attributeLink      = 0x400
	attributeEncrypted = 0x4000
)

const (
	entrySize  = 102 // of a directory entry without its names
	streamSize = 38  // of a stream entry without its name
)

// entry is a directory entry.
type entry struct {
	name       string
	attributes uint32
	children   uint64 // offset of the directory's entries
	hash       Hash
	next       uint64 // offset behind the entry and its streams
}

// tree walks the metadata resource of an image: security data, the root's
// directory entry, and the lists of entries that directories refer to.
type tree struct {
	data    []byte
	limits  Limits
	entries int
	paths   int64 // bytes of all paths
	files   []File
}

// walk collects the files of the image.
func (t *tree) walk() error {
	if len(t.data) < 8 {
		return corrupt("its metadata of %d bytes has no security data", len(t.data))
	}
	security := max(uint64(binary.LittleEndian.Uint32(t.data)), 8)
	root, ok, err := t.readEntry(align(security))
	switch {
	case err != nil:
		return err
	case !ok || root.attributes&attributeDirectory == 0:
		return corrupt("its root is not a directory")
	case root.children == 0:
		return nil
	}
	return t.walkDirectory("", root.children, 1)
}

func (t *tree) walkDirectory(path string, offset uint64, depth int) error {
	if depth > t.limits.Depth {
		return tooLarge("the depth of its directories", int64(depth), int64(t.limits.Depth))
	}
	for {
		e, ok, err := t.readEntry(offset)
		if err != nil || !ok {
			return err
		}
		offset = e.next
		if e.name == "" || e.name == "." || e.name == ".." || strings.ContainsAny(e.name, "/\\\x00") {
			return corrupt("%q in %q is no name of a file", e.name, path+"/")
		}
		child := path + "/" + e.name
		t.entries++
		t.paths += int64(len(child))
		switch {
		case t.entries > t.limits.Entries:
			return tooLarge("the number of its files, directories and streams", int64(t.entries), int64(t.limits.Entries))
		case t.paths > t.limits.MetadataBytes:
			return tooLarge("the length of its paths together", t.paths, t.limits.MetadataBytes)
		}
		switch link := e.attributes&attributeLink != 0; {
		case e.attributes&attributeDirectory != 0 && !link:
			if e.children != 0 {
				if err := t.walkDirectory(child, e.children, depth+1); err != nil {
					return err
				}
			}
		default:
			t.files = append(t.files, File{
				Path:      child,
				Hash:      e.hash,
				Link:      link,
				Encrypted: e.attributes&attributeEncrypted != 0,
			})
		}
	}
}

// readEntry reads the entry at offset. ok is false at the end of a list.
func (t *tree) readEntry(offset uint64) (e entry, ok bool, err error) {
	b, length, err := t.record(offset, entrySize, "a directory entry")
	if err != nil || b == nil {
		return entry{}, false, err
	}
	le := binary.LittleEndian
	e = entry{
		attributes: le.Uint32(b[8:]),
		children:   le.Uint64(b[16:]),
		hash:       Hash(b[64:]),
		next:       align(offset + length),
	}
	name := int(le.Uint16(b[100:]))
	if name%2 != 0 || name > len(b)-entrySize {
		return entry{}, false, corrupt("a name of %d bytes is in a directory entry of %d", name, length)
	}
	e.name = decodeName(b[entrySize : entrySize+name])
	streams := int(le.Uint16(b[96:]))
	return e, true, t.readStreams(&e, streams)
}

// readStreams passes over the stream entries behind e. An entry that has any
// keeps the hash of its content in the stream without a name.
func (t *tree) readStreams(e *entry, streams int) error {
	for range streams {
		// Streams count as entries: directories that share a list make the same
		// ones be read again and again.
		if t.entries++; t.entries > t.limits.Entries {
			return tooLarge("the number of its files, directories and streams", int64(t.entries), int64(t.limits.Entries))
		}
		b, length, err := t.record(e.next, streamSize, "a stream entry")
		if err != nil {
			return err
		}
		if b == nil {
			return corrupt("a stream entry is missing")
		}
		if binary.LittleEndian.Uint16(b[36:]) == 0 && e.hash == (Hash{}) {
			e.hash = Hash(b[16:])
		}
		e.next = align(e.next + length)
	}
	return nil
}

// record returns the bytes of a record that begins with its own length of at
// least smallest bytes; nil for the end of a list, a length of up to 8.
func (t *tree) record(offset uint64, smallest int, what string) ([]byte, uint64, error) {
	size := uint64(len(t.data))
	if offset > size || size-offset < 8 {
		return nil, 0, corrupt("%s begins at %d of %d bytes of metadata", what, offset, size)
	}
	length := binary.LittleEndian.Uint64(t.data[offset:])
	switch {
	case length <= 8:
		return nil, 0, nil
	case length < uint64(smallest) || length > size-offset:
		return nil, 0, corrupt("%s at %d of %d bytes of metadata has a length of %d", what, offset, size, length)
	}
	return t.data[offset : offset+length], length, nil
}

// align returns the next multiple of 8; offset is within the metadata.
func align(offset uint64) uint64 { return (offset + 7) &^ 7 }

// decodeName reads a name in UTF-16LE of an even number of bytes.
func decodeName(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
