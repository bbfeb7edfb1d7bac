package wim

import (
	"bytes"
	"crypto/sha1"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var samples = []string{"none.wim", "XPRESS.wim", "LZX.wim"}

func TestSamples(t *testing.T) {
	for _, name := range samples {
		t.Run(name, func(t *testing.T) {
			b := sample(t, name)
			a, err := Open(bytes.NewReader(b), int64(len(b)), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got := make(map[string][]byte)
			for _, f := range a.Files() {
				content, err := a.ReadFile(f.Path)
				if err != nil {
					t.Fatal(err)
				}
				if int64(len(content)) != f.Size {
					t.Errorf("%s: %d bytes, listed are %d", f.Path, len(content), f.Size)
				}
				got[f.Path] = content
			}
			if diff := cmp.Diff(inventedTree(), got); diff != "" {
				t.Error(diff)
			}
			if _, err := a.ReadFile(`multivariant\0\CUSTOMIZATIONS.XML`); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLooks(t *testing.T) {
	for head, want := range map[string]bool{
		magic: true, magicPipable: true, magic + "more": true, "": false, "MSWIM": false, "PK\x03\x04": false, "<?xml ve": false,
	} {
		if got := Looks([]byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

// TestTruncated reads every beginning of archives: none may do.
func TestTruncated(t *testing.T) {
	for _, name := range []string{"small-none.wim", "small-XPRESS.wim", "small-LZX.wim"} {
		b := sample(t, name)
		if _, err := readAll(b, Limits{}); err != nil {
			t.Fatal(err)
		}
		for n := range b {
			_, err := readAll(b[:n], Limits{})
			want := ErrTruncated
			if n < len(magic) {
				want = ErrNotWIM
			}
			if !errors.Is(err, want) {
				t.Errorf("%s, %d of %d bytes: got %v, want %v", name, n, len(b), err, want)
			}
			// The size of the file may be right and the reader run out.
			if _, err := Open(bytes.NewReader(b[:n]), int64(len(b)), Limits{}); err != nil {
				continue
			}
			a, _ := Open(bytes.NewReader(b[:n]), int64(len(b)), Limits{})
			for _, f := range a.Files() {
				checkContent(t, a, f)
			}
		}
	}
	for _, name := range samples {
		b := sample(t, name)
		for n := 0; n < len(b); n += 997 {
			if _, err := readAll(b[:n], Limits{}); err == nil {
				t.Errorf("%s: %d of %d bytes are read without an error", name, n, len(b))
			}
		}
	}
}

// smallHashes are those of the small samples' content.
var smallHashes = [...]Hash{sha1.Sum(inventedTree()["/chunk"][:3000]), sha1.Sum([]byte("b"))}

// checkContent reads f, which must fail or give the small samples' content.
func checkContent(t *testing.T, a *Archive, f File) {
	t.Helper()
	content, err := a.ReadFile(f.Path)
	if err != nil {
		return
	}
	if h := Hash(sha1.Sum(content)); h != smallHashes[0] && h != smallHashes[1] {
		t.Errorf("%s: wrong content %q", f.Path, content)
	}
}

// TestFlipped changes every byte of small archives: the content that is read
// is right or there is an error. Hashes in the metadata and the lookup table
// may not be changed together.
func TestFlipped(t *testing.T) {
	for _, name := range []string{"small-none.wim", "small-XPRESS.wim", "small-LZX.wim"} {
		original := sample(t, name)
		for i := range original {
			for _, flip := range []byte{1, 0x80, 0xff} {
				b := bytes.Clone(original)
				b[i] ^= flip
				a, err := Open(bytes.NewReader(b), int64(len(b)), Limits{})
				if err != nil {
					continue
				}
				for _, f := range a.Files() {
					checkContent(t, a, f)
				}
			}
		}
	}
}

type brokenReader struct{ io.ReaderAt }

var errBroken = errors.New("the disk is broken")

func (r brokenReader) ReadAt(b []byte, offset int64) (int, error) {
	if offset >= headerSize {
		return 0, errBroken
	}
	return r.ReaderAt.ReadAt(b, offset)
}

func TestReaderError(t *testing.T) {
	b := sample(t, "small-none.wim")
	if _, err := Open(brokenReader{bytes.NewReader(b)}, int64(len(b)), Limits{}); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	for _, name := range append([]string{"small-none.wim", "small-XPRESS.wim", "small-LZX.wim"}, samples[1:]...) {
		f.Add(sample(f, name))
	}
	f.Add(forged{content: []string{"content"}, metadata: directory(
		forgedEntry{name: "f", content: "content"},
		forgedEntry{name: "streams", streams: map[string]string{"": "content", "alternate": "stream"}},
		forgedEntry{name: "d", attributes: attributeDirectory, children: listOffset},
	)}.bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		limits := Limits{FileBytes: 1 << 20, MetadataBytes: 1 << 20, Entries: 1000, Resources: 1000}
		a, err := Open(bytes.NewReader(b), int64(len(b)), limits)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error says nothing")
			}
			return
		}
		for i, file := range a.Files() {
			if i == 20 {
				break
			}
			content, err := a.ReadFile(file.Path)
			if err == nil && int64(len(content)) != file.Size {
				t.Errorf("%s: %d bytes, listed are %d", file.Path, len(content), file.Size)
			}
		}
	})
}

// FuzzMetadata has the metadata that [FuzzOpen] seldom changes, because its
// hash must be right.
func FuzzMetadata(f *testing.F) {
	f.Add(directory(
		forgedEntry{name: "f", content: "content"},
		forgedEntry{name: "streams", streams: map[string]string{"": "content", "alternate": "stream"}},
		forgedEntry{name: "d", attributes: attributeDirectory, children: listOffset},
	))
	f.Fuzz(func(t *testing.T, metadata []byte) {
		files, err := readAll(forged{metadata: metadata, content: []string{"content"}}.bytes(), Limits{Entries: 5000})
		for path, content := range files {
			if err == nil && len(content) > 0 && string(content) != "content" {
				t.Errorf("%q: %q", path, content)
			}
		}
	})
}

func BenchmarkReadFile(b *testing.B) {
	for _, name := range samples {
		archive := sample(b, name)
		a, err := Open(bytes.NewReader(archive), int64(len(archive)), Limits{})
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range []string{"/Multivariant/0/customizations.xml", "/calls.bin"} {
			b.Run(fmt.Sprint(name, path), func(b *testing.B) {
				for range b.N {
					content, err := a.ReadFile(path)
					if err != nil {
						b.Fatal(err)
					}
					b.SetBytes(int64(len(content)))
				}
			})
		}
	}
}
