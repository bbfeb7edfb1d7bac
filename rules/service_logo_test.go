package rules

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

func encoded(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sizedPNG changes the size that a PNG claims to have.
func sizedPNG(data []byte, width, height uint32) []byte {
	data = bytes.Clone(data)
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestLogos(t *testing.T) {
	area := image.Rect(0, 0, logoSide, logoSide)
	opaque := encoded(t, image.NewGray(area))
	clear := image.NewNRGBA64(area)
	for i := range clear.Pix {
		clear.Pix[i] = 0xff
	}
	whole := encoded(t, clear)
	clear.Set(299, 0, color.NRGBA64{A: 0xfffe})
	palette := image.NewPaletted(area, color.Palette{color.Black, color.Transparent})
	used := image.NewPaletted(area, color.Palette{color.Black, color.Transparent})
	used.SetColorIndex(1, 2, 1)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(area), nil); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name                        string
		data                        []byte
		problem, size, transparency string // parts of what is said
	}{
		{"gray", opaque, "", "", ""},
		{"with an alpha channel that is full", whole, "", "", ""},
		{"one pixel a little transparent", encoded(t, clear), "", "", "column 300, row 1"},
		{"a transparent colour that is not used", encoded(t, palette), "", "", ""},
		{"a transparent colour that is used", encoded(t, used), "", "", "column 2, row 3"},
		{"jpeg", photo.Bytes(), "", "", ""},
		{"jpeg cut off", photo.Bytes()[:photo.Len()/2], "damaged", "", ""},
		{"png cut off", opaque[:60], "damaged", "", ""},
		{"png without a size", opaque[:20], "damaged", "", ""},
		{"of a billion pixels", sizedPNG(opaque, 30_000, 40_000), "", "30000x40000", ""},
		{"of more pixels than there are numbers", sizedPNG(opaque, 1<<31-1, 1<<31-1), "damaged", "", ""},
		{"of another size than it says", sizedPNG(opaque, 200, 300), "damaged", "", ""},
		{"no picture", []byte("GIF89a"), "no PNG or JPEG", "", ""},
		{"empty", nil, "no PNG or JPEG", "", ""},
		{"large", append(bytes.Clone(opaque), make([]byte, maxLogoBytes)...), "larger than 1 MiB", "", ""},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "logo.png"), test.data, 0o600); err != nil {
			t.Fatal(err)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		l := readLogo(root, "logo.png")
		root.Close()
		size, _ := l.sizeFault()
		transparency, _ := l.transparencyFault()
		for what, pair := range map[string][2]string{"problem": {l.problem, test.problem}, "size": {size, test.size}, "transparency": {transparency, test.transparency}} {
			if got, want := pair[0], pair[1]; (got == "") != (want == "") || !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q, want %q", test.name, what, got, want)
			}
		}
	}
}

// TestFirstGap compares the first number outside of ranges with a search one
// number at a time.
func TestFirstGap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	make := func() cosa.Range {
		lo := uint64(random.IntN(60))
		digits := 20
		hi := lo + uint64(random.IntN(30))
		if random.IntN(2) == 0 {
			lo, hi, digits = lo/10*10, hi/10*10+9, 19
		}
		return cosa.RangeOf(cosa.ICCID, lo, hi, digits)
	}
	for range 20_000 {
		r := make()
		var others []cosa.Range
		for range random.IntN(5) {
			others = append(others, make())
		}
		sortRanges(others)
		want := ""
		for n := r.Lo; n <= r.Hi && want == ""; n++ {
			held := false
			for _, o := range others {
				held = held || o.Lo <= n && n <= o.Hi
			}
			if !held {
				want = cosa.RangeOf(cosa.ICCID, n, n, len(r.Start)).Start
			}
		}
		if got, found := firstGap(r, others); got != want || found != (want != "") {
			t.Fatalf("%v in %v: got %q, want %q", r, others, got, want)
		}
	}
}

// FuzzLogo reads pictures of any content.
func FuzzLogo(f *testing.F) {
	var photo, drawing bytes.Buffer
	if jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 3, 3)), nil) != nil || png.Encode(&drawing, image.NewNRGBA(image.Rect(0, 0, 3, 3))) != nil {
		f.Fatal("no pictures to start from")
	}
	f.Add(photo.Bytes())
	f.Add(drawing.Bytes())
	f.Add([]byte("GIF89a"))
	dir := f.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { root.Close() })
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, "logo"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		l := readLogo(root, "logo")
		size, _ := l.sizeFault()
		if transparency, _ := l.transparencyFault(); l.problem != "" && size+transparency != "" {
			t.Errorf("%q, and yet %q %q", l.problem, size, transparency)
		}
	})
}
