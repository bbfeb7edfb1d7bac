package wim

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
)

// alphabet is the first example of [MS-XCA], section 3.2.
func alphabet(t testing.TB) []byte {
	t.Helper()
	table := make([]byte, 256)
	copy(table[48:], bytes.Repeat([]byte{0x55}, 14))
	table[48], table[59], table[60], table[61] = 0x50, 0x45, 0x44, 0x04
	table[128] = 0x04
	data, err := hex.DecodeString("d8523ed794115be9195ff9d67cdf8d0400000000")
	if err != nil {
		t.Fatal(err)
	}
	return append(table, data...)
}

func TestXPRESS(t *testing.T) {
	in := alphabet(t)
	dst := make([]byte, 26)
	x := new(xpress)
	if err := x.decompress(dst, in); err != nil || string(dst) != "abcdefghijklmnopqrstuvwxyz" {
		t.Errorf("%q, %v", dst, err)
	}
	for n := range 256 + 16 {
		if err := x.decompress(dst, in[:n]); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	if err := x.decompress(make([]byte, 100), in); !errors.Is(err, ErrCorrupt) {
		t.Errorf("more bytes than there are: %v", err)
	}
}

// TestXPRESSLength has matches of every form of length: the code has the
// literal 'a' and a match of distance 1 that goes on in bytes.
func TestXPRESSLength(t *testing.T) {
	for _, test := range []struct {
		more   string
		length int
		err    bool
	}{
		{more: "00", length: 1 + 15 + 3},
		{more: "fe", length: 1 + 15 + 254 + 3},
		{more: "ff1001", length: 1 + 0x110 + 3},
		{more: "ff000010000000", length: 1 + 16 + 3},
		{more: "ff0000ffffffff", length: 100, err: true},
		{more: "ff00", length: 100, err: true},
		{more: "ff000001", length: 100, err: true},
		{more: "", length: 100, err: true},
	} {
		in := make([]byte, 256)
		in['a'/2] = 0x10         // 'a' = 0
		in[(256+0x0f)/2] = 0x10  // distance 1, length 15 and more = 1
		in = append(in, 0, 0x40) // 0, then 1, then nothing
		in = append(in, 0, 0)    // the word that is taken before the bytes
		more, err := hex.DecodeString(test.more)
		if err != nil {
			t.Fatal(err)
		}
		in = append(in, more...)
		dst := make([]byte, test.length)
		err = new(xpress).decompress(dst, in)
		if test.err != (err != nil) || !test.err && strings.Trim(string(dst), "a") != "" {
			t.Errorf("%s: %q, %v", test.more, dst, err)
		}
	}
}

// lzxPlain is a chunk of uncompressed blocks of the given contents.
func lzxPlain(contents ...string) []byte {
	var b []byte
	for _, content := range contents {
		// 3 bits of type, 1 of size, 16 of size, 12 to the end of the word.
		head := uint32(lzxUncompressed)<<29 | uint32(len(content))<<12
		b = binary.LittleEndian.AppendUint16(b, uint16(head>>16))
		b = binary.LittleEndian.AppendUint16(b, uint16(head))
		for range 3 {
			b = binary.LittleEndian.AppendUint32(b, 1)
		}
		b = append(b, content...)
		if len(content)%2 == 1 {
			b = append(b, 0)
		}
	}
	return b
}

func TestLZXPlain(t *testing.T) {
	contents := []string{"even", "odd", "x", strings.Repeat("long ", 1000)}
	want := strings.Join(contents, "")
	in := lzxPlain(contents...)
	dst := make([]byte, len(want))
	x := newLZX(lzxMinChunk)
	if err := x.decompress(dst, in); err != nil || string(dst) != want {
		t.Errorf("%q, %v", dst, err)
	}
	for n := range in {
		if err := x.decompress(dst, in[:n]); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	// The default size of a block is more than is left of the chunk.
	if err := x.decompress(dst, append(lzxPlain("a"), 0, 0x70)); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a block that is too long: %v", err)
	}
	if err := x.decompress(dst, lzxPlain("")); !errors.Is(err, ErrCorrupt) {
		t.Errorf("an empty block: %v", err)
	}
}

// TestRestoreCalls has a call at 20 whose target is 1000, one before the
// beginning, one outside the file and one in the last ten bytes.
func TestRestoreCalls(t *testing.T) {
	for _, test := range []struct {
		at   int
		in   int32
		want int32
	}{
		{20, 1000, 980}, {20, 0, -20}, {20, lzxFileSize - 1, lzxFileSize - 21}, {20, lzxFileSize, lzxFileSize},
		{20, -20, lzxFileSize - 20}, {20, -21, -21}, {89, 1000, 911}, {90, 1000, 1000},
	} {
		chunk := make([]byte, 100)
		chunk[test.at] = 0xe8
		binary.LittleEndian.PutUint32(chunk[test.at+1:], uint32(test.in))
		restoreCalls(chunk)
		if got := int32(binary.LittleEndian.Uint32(chunk[test.at+1:])); got != test.want {
			t.Errorf("%d at %d: got %d, want %d", test.in, test.at, got, test.want)
		}
	}
}

func TestHuffman(t *testing.T) {
	for _, test := range []struct {
		lengths []byte
		ok      bool
	}{
		{[]byte{0, 0}, true}, {[]byte{1, 1}, true}, {[]byte{1}, false}, {[]byte{1, 1, 1}, false}, {[]byte{2, 1, 2}, true}, {[]byte{2, 1}, false},
		{[]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16}, true},
		{[]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, false},
	} {
		h := new(huffman)
		if h.build(test.lengths) != test.ok {
			t.Errorf("%d: %v", test.lengths, !test.ok)
		}
	}
	h := new(huffman)
	h.build([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16})
	r := newBitReader([]byte{0xff, 0xff, 0xfe, 0xff, 0xff, 0xbf})
	for i, want := range []int{16, 15, 1} {
		if got := h.decode(&r); got != want || r.failed {
			t.Errorf("code %d: got %d, want %d", i, got, want)
		}
	}
}

// chunks are those of the samples' files that are really compressed.
func chunks(f *testing.F, name string) [][]byte {
	b := sample(f, name)
	a, err := Open(bytes.NewReader(b), int64(len(b)), Limits{})
	if err != nil {
		f.Fatal(err)
	}
	var chunks [][]byte
	for _, res := range a.lookup.content {
		if res.flags&resourceCompressed != 0 && res.size <= 32<<10 {
			chunks = append(chunks, b[res.offset:res.offset+res.stored])
		}
	}
	return chunks
}

func FuzzXPRESS(f *testing.F) {
	f.Add(alphabet(f), uint16(26))
	for _, chunk := range chunks(f, "XPRESS.wim") {
		f.Add(chunk, uint16(32<<10))
	}
	for _, chunk := range chunks(f, "small-XPRESS.wim") {
		f.Add(chunk, uint16(3000))
	}
	x := new(xpress)
	f.Fuzz(func(t *testing.T, in []byte, size uint16) {
		used, fresh := make([]byte, size), make([]byte, size)
		err := x.decompress(used, in)
		if again := new(xpress).decompress(fresh, in); (again == nil) != (err == nil) || !bytes.Equal(used, fresh) {
			t.Error("a used decompressor differs from a new one")
		}
	})
}

func FuzzLZX(f *testing.F) {
	f.Add(lzxPlain("even", "odd", "x"), uint32(8), byte(0))
	for _, chunk := range chunks(f, "LZX.wim") {
		f.Add(chunk, uint32(32<<10), byte(0))
	}
	for _, chunk := range chunks(f, "small-LZX.wim") {
		f.Add(chunk, uint32(3000), byte(0))
	}
	x := newLZX(lzxMinChunk)
	f.Fuzz(func(t *testing.T, in []byte, size uint32, order byte) {
		if chunk := lzxMinChunk << (order % 7); order%7 > 0 {
			// Larger windows have more slots; one dst of each is enough.
			_ = newLZX(chunk).decompress(make([]byte, size%uint32(chunk+1)), in)
			return
		}
		size %= lzxMinChunk + 1
		used, fresh := make([]byte, size), make([]byte, size)
		err := x.decompress(used, in)
		if again := newLZX(lzxMinChunk).decompress(fresh, in); (again == nil) != (err == nil) || !bytes.Equal(used, fresh) {
			t.Error("a used decompressor differs from a new one")
		}
	})
}
