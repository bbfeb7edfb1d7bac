package cosa

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// naiveKey reads a number with the library's own parser.
func naiveKey(kind NumberKind, text string) (key, width uint64, ok bool) {
	if strings.Trim(text, "0123456789") != "" {
		return 0, 0, false
	}
	digits, isICCID := strings.CutPrefix(text, "89")
	switch {
	case kind == IMSI && len(text) == 15:
		digits, width = text, 1
	case kind == ICCID && isICCID && len(text) == 19:
		digits, width = digits+"0", 10
	case kind == ICCID && isICCID && len(text) == 20:
		width = 1
	default:
		return 0, 0, false
	}
	key, err := strconv.ParseUint(digits, 10, 64)
	return key, width, err == nil
}

func TestNumberKey(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		text := make([]byte, r.IntN(23))
		if r.IntN(3) > 0 {
			text = make([]byte, [...]int{15, 19, 20}[r.IntN(3)])
		}
		for i := range text {
			text[i] = byte('0' + r.IntN(10))
		}
		if len(text) > 2 && r.IntN(4) > 0 {
			copy(text, "89")
		}
		if len(text) > 0 && r.IntN(3) == 0 {
			text[r.IntN(len(text))] = byte(r.IntN(256)) // any byte, anywhere
		}
		for _, kind := range []NumberKind{ICCID, IMSI} {
			key, width, ok := NumberKey(kind, text)
			wantKey, wantWidth, want := naiveKey(kind, string(text))
			if key != wantKey || width != wantWidth || ok != want {
				t.Fatalf("the key of the %s %q is %d, %d, %v; want %d, %d, %v", kind, text, key, width, ok, wantKey, wantWidth, want)
			}
			if again, _, too := NumberKey(kind, string(text)); again != key || too != ok {
				t.Fatalf("%q has one key as a string and another as bytes", text)
			}
		}
	}
}
