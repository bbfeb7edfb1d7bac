package rules

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// writeFiles writes the icons that an example describes into a new folder.
func writeFiles(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	for line := range strings.Lines(text) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "file ")
		if !ok {
			continue
		}
		name, images, _ := strings.Cut(rest, ": ")
		if err := os.WriteFile(filepath.Join(dir, name), makeIcon(t, images, true), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// makeIcon makes an icon of images such as "256x32 48x8": size and bits. The
// largest is a PNG, as in real icons.
func makeIcon(t *testing.T, images string, alpha bool) []byte {
	t.Helper()
	var directory, data bytes.Buffer
	words := strings.Fields(images)
	le := binary.LittleEndian
	directory.Write([]byte{0, 0, 1, 0})
	directory.Write(le.AppendUint16(nil, uint16(len(words))))
	for _, word := range words {
		a, b, _ := strings.Cut(word, "x")
		size, _ := strconv.Atoi(a)
		bits, _ := strconv.Atoi(b)
		picture := bitmap(size, bits, alpha)
		if size == 256 {
			canvas := image.NewNRGBA(image.Rect(0, 0, size, size))
			canvas.Set(0, 0, color.NRGBA{A: 128})
			var b bytes.Buffer
			if err := png.Encode(&b, canvas); err != nil {
				t.Fatal(err)
			}
			picture = b.Bytes()
		}
		directory.Write([]byte{byte(size), byte(size), 0, 0, 1, 0, byte(bits), 0})
		directory.Write(le.AppendUint32(nil, uint32(len(picture))))
		directory.Write(le.AppendUint32(nil, uint32(6+16*len(words)+data.Len())))
		data.Write(picture)
	}
	return append(directory.Bytes(), data.Bytes()...)
}

func bitmap(size, bits int, alpha bool) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32(nil, 40)
	b = le.AppendUint32(b, uint32(size))
	b = le.AppendUint32(b, uint32(2*size))
	b = le.AppendUint16(b, 1)
	b = le.AppendUint16(b, uint16(bits))
	b = append(b, make([]byte, 24)...)
	pixels := make([]byte, size*size*bits/8)
	if alpha && bits == 32 {
		pixels[3] = 255
	}
	return append(append(b, pixels...), make([]byte, size*size/8)...)
}

const allImages = "256x32 48x32 32x32 24x32 16x32 48x8 32x8 24x8 16x8 48x4 32x4 24x4 16x4"

func TestCheckIcon(t *testing.T) {
	whole := makeIcon(t, allImages, true)
	endless := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(endless[6+8:], 1<<32-1)
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"whole", whole, ""},
		{"one missing", makeIcon(t, strings.Replace(allImages, " 24x8", "", 1), true), "lacks 24x24 at 8 bit"},
		{"two missing", makeIcon(t, strings.TrimPrefix(strings.Replace(allImages, " 24x8", "", 1), "256x32 "), true), "lacks 256x256 at 32 bit and 24x24 at 8 bit"},
		{"no alpha", makeIcon(t, allImages, false), "has no alpha channel in 48x48 at 32 bit, 32x32 at 32 bit, 24x24 at 32 bit and 16x16 at 32 bit"},
		{"no images", makeIcon(t, "", true), "holds none of the thirteen images"},
		{"picture", []byte("\x89PNG\r\n\x1a\n"), "is a PNG picture under another name"},
		{"empty", nil, "is no icon file"},
		{"text", []byte("contoso contoso"), "is no icon file"},
		{"cursor", append([]byte{0, 0, 2, 0}, whole[4:]...), "is no icon file"},
		{"directory cut off", whole[:50], "is damaged: its directory is cut off"},
		{"image cut off", whole[:len(whole)-1], "is damaged: image 13 is cut off"},
		{"endless image", endless, "is damaged: image 1 is cut off"},
		{"many images", []byte{0, 0, 1, 0, 255, 255}, "is damaged: its directory is cut off"},
	} {
		if got := checkIcon(test.data); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestReadIcon(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "contoso.ico"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	inside := filepath.Join(dir, "inside")
	if err := os.Mkdir(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	folder, err := os.OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	_ = os.Symlink(filepath.Join(dir, "contoso.ico"), filepath.Join(inside, "link.ico")) // not everywhere allowed
	for name, want := range map[string]string{
		"../contoso.ico": "is outside the submission's folder",
		`..\contoso.ico`: "is outside the submission's folder",
		"/etc/passwd":    "is outside the submission's folder",
		"C:contoso.ico":  "is outside the submission's folder",
		".":              "is outside the submission's folder",
		"link.ico":       "is not in the submission's folder",
		"other.ico":      "is not in the submission's folder",
	} {
		if _, reason := readIcon(folder, name); reason != want {
			t.Errorf("%q: %q, want %q", name, reason, want)
		}
	}
}

func FuzzCheckIcon(f *testing.F) {
	f.Add([]byte{0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 40, 0, 0, 0, 22, 0, 0, 0})
	f.Add([]byte("\x89PNG"))
	f.Fuzz(func(_ *testing.T, data []byte) { checkIcon(data) })
}

// TestIconsBesideEachFile judges files of several folders, each of which has
// an icon of one name.
func TestIconsBesideEachFile(t *testing.T) {
	const whole = "256x32 48x32 32x32 24x32 16x32 48x8 32x8 24x8 16x8 48x4 32x4 24x4 16x4"
	b := cosa.NewBuilder()
	add := func(file string, icons ...string) {
		source := cosa.Source{File: file, Format: cosa.CSV, Header: 1}
		source.Columns[cosa.BrandingIcon] = 1
		b.Source(source)
		for i, icon := range icons {
			b.Row(i + 2)
			b.Set(cosa.Column(cosa.BrandingIcon), cosa.Cell{Raw: []byte(icon)})
		}
	}
	good, bad := writeFiles(t, "file contoso.ico: "+whole), writeFiles(t, "file contoso.ico: 16x32")
	for _, dir := range []string{good, bad} {
		if err := os.WriteFile(filepath.Join(dir, "ops.csv"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	add(filepath.Join(good, "ops.csv"), "contoso.ico", "1.ico", "2.ico", "3.ico", "4.ico", "5.ico", "6.ico", "1.ico")
	add(filepath.Join(bad, "ops.csv"), "contoso.ico", "contoso.ico")
	add("stdin", "contoso.ico")
	result := Run(b.Submission(), Options{Policy: PolicyCosa, Only: []string{"branding-icon-images"}})
	var places []string
	for _, f := range result.Findings {
		places = append(places, f.Position.String())
	}
	want := []string{filepath.Join(bad, "ops.csv") + ":2:1", filepath.Join(bad, "ops.csv") + ":3:1"}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	skipped := []Skipped{
		{Rule: "branding-icon-images", Reason: `"1.ico" is not in the submission's folder; likewise "2.ico", "3.ico", "4.ico", "5.ico" and 1 other; ` +
			`"contoso.ico" was not looked at: there is no folder to look for it in`},
	}
	if diff := cmp.Diff(skipped, unusual(result.Skipped)); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
}
