package spreadsheet

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
)

// TestDeflaterRoundTrip compresses texts of lengths around those of blocks and
// has another library read them.
func TestDeflaterRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	pool := new(deflatePool)
	for _, n := range []int{0, 1, deflateBlock - 1, deflateBlock, deflateBlock + 1, 5*deflateBlock + 17} {
		text := make([]byte, n)
		for i := range text {
			text[i] = "0123456789<c r="[r.IntN(15)]
		}
		var first []byte
		for range 2 {
			var out bytes.Buffer
			d := pool.deflater(&out)
			for rest := text; len(rest) > 0; {
				k := min(len(rest), 1+r.IntN(100_000))
				if _, err := d.Write(rest[:k]); err != nil {
					t.Fatal(err)
				}
				rest = rest[k:]
			}
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			back, err := io.ReadAll(flate.NewReader(bytes.NewReader(out.Bytes())))
			if err != nil || !bytes.Equal(back, text) {
				t.Fatalf("%d bytes: %d came back, %v", n, len(back), err)
			}
			if first != nil && !bytes.Equal(first, out.Bytes()) {
				t.Errorf("%d bytes: equal text gives other bytes", n)
			}
			first = bytes.Clone(out.Bytes())
		}
	}
}

// full is a disk without room.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errors.New("no room")
	}
	return len(p), nil
}

// TestDeflaterTellsOfAFullDisk makes sure that no error is lost on the way.
func TestDeflaterTellsOfAFullDisk(t *testing.T) {
	text := make([]byte, 10*deflateBlock)
	for room := range 8 {
		d := new(deflatePool).deflater(&full{room: room * 200})
		_, err := d.Write(text)
		if closing := d.Close(); err == nil && closing == nil {
			t.Errorf("%d bytes of room: no error", room*200)
		}
	}
}
