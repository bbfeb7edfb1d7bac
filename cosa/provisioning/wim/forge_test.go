package wim

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// forged is an uncompressed archive whose parts a test may falsify.
type forged struct {
	metadata []byte
	content  []string
	change   func(archive []byte)
}

func appendResource(b []byte, flags byte, stored, offset, size int) []byte {
	le := binary.LittleEndian
	b = le.AppendUint64(b, uint64(flags)<<56|uint64(stored))
	b = le.AppendUint64(b, uint64(offset))
	return le.AppendUint64(b, uint64(size))
}

func (f forged) bytes() []byte {
	le := binary.LittleEndian
	b := make([]byte, headerSize)
	var table []byte
	add := func(content []byte, flags byte) {
		table = appendResource(table, flags, len(content), len(b), len(content))
		table = le.AppendUint16(table, 1)
		table = le.AppendUint32(table, 1)
		hash := sha1.Sum(content)
		table = append(table, hash[:]...)
		b = append(b, content...)
	}
	for _, content := range f.content {
		add([]byte(content), 0)
	}
	add(f.metadata, resourceMetadata)
	head := append([]byte(magic), make([]byte, 16)...)
	le.PutUint32(head[8:], headerSize)
	le.PutUint32(head[12:], versionNormal)
	head = append(head, make([]byte, 16)...)
	head = le.AppendUint16(head, 1)
	head = le.AppendUint16(head, 1)
	head = le.AppendUint32(head, 1)
	head = appendResource(head, 0, len(table), len(b), len(table))
	copy(b, head)
	b = append(b, table...)
	if f.change != nil {
		f.change(b)
	}
	return b
}

// forgedEntry is a directory entry; streams are hashes of its stream entries.
type forgedEntry struct {
	name       string
	attributes uint32
	children   int
	content    string // whose hash the entry has; none when empty
	streams    map[string]string
}

func (e forgedEntry) bytes() []byte {
	le := binary.LittleEndian
	hash := func(s string) []byte {
		if s == "" {
			return make([]byte, sha1.Size)
		}
		h := sha1.Sum([]byte(s))
		return h[:]
	}
	record := func(b []byte, name string) []byte {
		for _, unit := range utf16.Encode([]rune(name)) {
			b = le.AppendUint16(b, unit)
		}
		le.PutUint64(b, uint64(len(b)))
		return append(b, make([]byte, -len(b)&7)...)
	}
	b := make([]byte, entrySize)
	le.PutUint32(b[8:], e.attributes)
	le.PutUint64(b[16:], uint64(e.children))
	copy(b[64:], hash(e.content))
	le.PutUint16(b[96:], uint16(len(e.streams)))
	le.PutUint16(b[100:], uint16(2*len(utf16.Encode([]rune(e.name)))))
	b = record(b, e.name)
	for name, content := range e.streams {
		s := make([]byte, streamSize)
		copy(s[16:], hash(content))
		le.PutUint16(s[36:], uint16(2*len(utf16.Encode([]rune(name)))))
		b = append(b, record(s, name)...)
	}
	return b
}

// directory is metadata with empty security data, the root, and behind it one
// list of entries, which begins at listOffset.
func directory(entries ...forgedEntry) []byte {
	b := binary.LittleEndian.AppendUint32(nil, 8)
	b = append(b, 0, 0, 0, 0)
	b = append(b, forgedEntry{attributes: attributeDirectory, children: listOffset}.bytes()...)
	b = append(b, make([]byte, listOffset-len(b))...)
	for _, e := range entries {
		b = append(b, e.bytes()...)
	}
	return append(b, make([]byte, 8)...)
}

const listOffset = 120

// shared is metadata of 40 lists, each of two directories that both have the
// next list.
func shared() []byte {
	b := directory()[:listOffset]
	for range 40 {
		list := len(b) + 2*len(forgedEntry{name: "a"}.bytes()) + 8
		for _, name := range []string{"a", "b"} {
			b = append(b, forgedEntry{name: name, attributes: attributeDirectory, children: list}.bytes()...)
		}
		b = append(b, make([]byte, 8)...)
	}
	return append(b, make([]byte, 8)...)
}

func TestForged(t *testing.T) {
	f := forged{
		content: []string{"content", "stream"},
		metadata: directory(
			forgedEntry{name: "File.TXT", content: "content"},
			forgedEntry{name: "streams", streams: map[string]string{"": "content", "alternate": "stream"}},
			forgedEntry{name: "both", content: "content", streams: map[string]string{"alternate": "stream"}},
			forgedEntry{name: "secret", content: "content", attributes: attributeEncrypted},
			forgedEntry{name: "link", content: "content", attributes: attributeLink},
			forgedEntry{name: "joint", content: "content", attributes: attributeLink | attributeDirectory},
			forgedEntry{name: "lost", content: "elsewhere"},
			forgedEntry{name: "same", content: "content"},
			forgedEntry{name: "SAME", content: "stream"},
			forgedEntry{name: "empty directory", attributes: attributeDirectory},
		),
	}
	b := f.bytes()
	a, err := Open(bytes.NewReader(b), int64(len(b)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, path := range []string{
		"/File.TXT", `\file.txt`, "FILE.txt", "streams", "both", "secret", "link", "joint", "lost", "same", "SAME", "Same", "none", "",
	} {
		content, err := a.ReadFile(path)
		got[path] = string(content)
		if err != nil {
			got[path] = err.Error()
		}
	}
	want := map[string]string{
		"/File.TXT": "content", `\file.txt`: "content", "FILE.txt": "content", "streams": "content", "both": "content",
		"secret": `the file is encrypted: "/secret"`,
		"link":   `this kind of WIM archive is not supported: "/link" is a link (reparse point), not a file`,
		"joint":  `this kind of WIM archive is not supported: "/joint" is a link (reparse point), not a file`,
		"lost":   `the WIM archive is corrupt: the content of "/lost" is not in it`,
		"same":   "content",
		"SAME":   "stream",
		"Same":   `"/Same" is ambiguous in the WIM archive: "/same" and "/SAME" differ in case only: invalid argument`,
		"none":   `"/none" is not in the WIM archive: file does not exist`,
		"":       `"/" is not in the WIM archive: file does not exist`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := a.ReadFile("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not fs.ErrNotExist", err)
	}
}

func TestHostile(t *testing.T) {
	put32 := func(at int, v uint32) func([]byte) {
		return func(b []byte) { binary.LittleEndian.PutUint32(b[at:], v) }
	}
	put64 := func(at int, v uint64) func([]byte) {
		return func(b []byte) { binary.LittleEndian.PutUint64(b[at:], v) }
	}
	compressed := func(flags uint32) func([]byte) { return put32(16, flagCompressed|flags) }
	plain := directory(forgedEntry{name: "f", content: "content"})
	loop := directory(forgedEntry{name: "loop", attributes: attributeDirectory, children: listOffset})
	twice := directory(
		forgedEntry{name: "a", attributes: attributeDirectory, children: listOffset},
		forgedEntry{name: "b", attributes: attributeDirectory, children: listOffset})
	// Behind the header lie 7 bytes of content, the metadata, the lookup table.
	table := headerSize + 7 + len(plain)

	for _, test := range []struct {
		name     string
		metadata []byte
		change   func([]byte)
		limits   Limits
		is       error
		want     string
	}{
		{name: "header size", change: put32(8, 212), is: ErrCorrupt, want: "its header says to be 212 bytes long, not 208"},
		{name: "version", change: put32(12, 7), is: ErrUnsupported, want: "version 0x7, only 0x10d00 is known"},
		{name: "solid", change: put32(12, versionSolid), is: ErrUnsupported, want: "it is solid"},
		{name: "split", change: put32(40, 0x30002), is: ErrUnsupported, want: "it is part 2 of 3 of a split archive"},
		{name: "no type", change: compressed(0), is: ErrUnsupported, want: "an unknown compression (flags 0x2)"},
		{name: "LZMS", change: compressed(flagLZMS), is: ErrUnsupported, want: "LZMS"},
		{name: "chunk size", change: func(b []byte) { compressed(flagXPRESS)(b); put32(20, 33000)(b) }, is: ErrCorrupt, want: "its chunk size is 33000, allowed are powers of two from 4096 to 65536"},
		{name: "large chunks", change: func(b []byte) { compressed(flagLZX)(b); put32(20, 1<<30)(b) }, is: ErrCorrupt, want: "its chunk size is 1073741824, allowed are powers of two from 32768 to 2097152"},
		{name: "images", change: put32(44, 2), is: ErrCorrupt, want: "its header counts 2 images, its lookup table 1"},
		{name: "boot", change: put32(120, 2), is: ErrCorrupt, want: "image 2 of 1 is named for booting"},
		{name: "lookup table outside", change: put64(56, 1<<63), is: ErrTruncated, want: "bytes at 9223372036854775808"},
		{name: "lookup table huge", change: put64(64, 1<<62), is: ErrTooLarge, want: "the size of the lookup table is 4611686018427387904, allowed are 5000000"},
		{name: "lookup table unequal", change: put64(64, 50), is: ErrCorrupt, want: "the lookup table is stored plain in 100 bytes but said to have 50"},
		{name: "lookup table odd", change: func(b []byte) { put64(48, 99)(b); put64(64, 99)(b) }, is: ErrCorrupt, want: "99 bytes, which is no multiple of 50"},
		{name: "lookup table compressed", change: put64(48, 100|resourceCompressed<<56), is: ErrCorrupt, want: "the lookup table is compressed, but the header names no compression"},
		{name: "lookup table lies", change: func(b []byte) {
			compressed(flagLZX)(b)
			put64(48, 4|resourceCompressed<<56)(b)
			put64(64, 5_000_000)(b)
		}, is: ErrCorrupt, want: "its table of 153 chunks does not fit into 4 bytes"},
		{name: "solid resource", change: put64(table, 7|resourceSolid<<56), is: ErrUnsupported, want: "it has solid resources"},
		{name: "other part", change: put32(table+resourceSize, 2), is: ErrUnsupported, want: "it refers to part 2 of a split archive"},
		{name: "XML outside", change: put64(72, 1000), is: ErrTruncated, want: "1000 bytes at 0 are referred to"},
		{name: "content changed", change: func(b []byte) { b[headerSize]++ }, is: ErrHash, want: `"/f" has`},
		{name: "metadata changed", change: func(b []byte) { b[headerSize+7]++ }, is: ErrHash, want: "the metadata has"},
		{name: "content huge", change: put64(table+16, 1<<40), is: ErrTooLarge, want: `the size of "/f" is 1099511627776, allowed are 268435456`},
		{name: "no metadata", metadata: []byte{0}, is: ErrCorrupt, want: "its metadata of 1 bytes has no security data"},
		{name: "security data", metadata: bytes.Repeat([]byte{0xff}, 200), is: ErrCorrupt, want: "a directory entry begins at 4294967296 of 200 bytes of metadata"},
		{name: "no root", metadata: make([]byte, 200), is: ErrCorrupt, want: "its root is not a directory"},
		{name: "root is a file", metadata: append([]byte{8, 0, 0, 0, 0, 0, 0, 0}, forgedEntry{}.bytes()...), is: ErrCorrupt, want: "its root is not a directory"},
		{name: "list does not end", metadata: plain[:len(plain)-8], is: ErrCorrupt, want: "a directory entry begins at"},
		{name: "name", metadata: directory(forgedEntry{name: `a\b`}), is: ErrCorrupt, want: `"a\\b" in "/" is no name of a file`},
		{name: "name of the parent", metadata: directory(forgedEntry{name: ".."}), is: ErrCorrupt, want: `".." in "/" is no name of a file`},
		{name: "name is cut", metadata: func() []byte {
			b := directory(forgedEntry{name: "name"})
			b[listOffset+100] = 200
			return b
		}(), is: ErrCorrupt, want: "a name of 200 bytes is in a directory entry of 110"},
		{name: "streams are missing", metadata: func() []byte {
			b := directory(forgedEntry{name: "name"})
			b[listOffset+96] = 1
			return b
		}(), is: ErrCorrupt, want: "a stream entry is missing"},
		{name: "loop", metadata: loop, is: ErrTooLarge, want: "the depth of its directories is 65, allowed are 64"},
		{name: "loops", metadata: twice, is: ErrTooLarge, want: "the depth"},
		{name: "loops without depth", metadata: twice, limits: Limits{Depth: 1 << 30}, is: ErrTooLarge, want: "the length of its paths together is"},
		{name: "shared lists", metadata: shared(), is: ErrTooLarge, want: "the number of its files, directories and streams is 100001, allowed are 100000"},
		{name: "paths", metadata: directory(forgedEntry{name: strings.Repeat("x", 32000), attributes: attributeDirectory, children: listOffset}),
			limits: Limits{Depth: 1 << 30}, is: ErrTooLarge, want: "the length of its paths together is"},
		{name: "entries", limits: Limits{Entries: 1}, metadata: directory(forgedEntry{name: "a"}, forgedEntry{name: "b"}), is: ErrTooLarge, want: "files, directories and streams is 2, allowed are 1"},
		{name: "streams", limits: Limits{Entries: 1}, metadata: directory(forgedEntry{name: "a", streams: map[string]string{"b": ""}}), is: ErrTooLarge, want: "files, directories and streams is 2, allowed are 1"},
		{name: "resources", limits: Limits{Resources: 1}, is: ErrTooLarge, want: "the size of the lookup table is 100, allowed are 50"},
		{name: "metadata too large", limits: Limits{MetadataBytes: 10}, is: ErrTooLarge, want: fmt.Sprintf("the size of the metadata is %d, allowed are 10", len(plain))},
		{name: "content too large", limits: Limits{FileBytes: 6}, is: ErrTooLarge, want: `the size of "/f" is 7, allowed are 6`},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := forged{metadata: test.metadata, content: []string{"content"}, change: test.change}
			if f.metadata == nil {
				f.metadata = plain
			}
			files, err := readAll(f.bytes(), test.limits)
			if !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q, %v; want %v: %s", files, err, test.is, test.want)
			}
		})
	}
}
