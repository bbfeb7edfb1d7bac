package wim

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The tests of this file make archives with wimlib-imagex (Debian: wimtools).
// Without it they are skipped; COSA_REQUIRE_TOOLS=1 makes that a failure.

var update = flag.Bool("update", false, "make the archives of testdata again with wimlib-imagex")

func capture(t testing.TB, dir, out string, options ...string) []byte {
	t.Helper()
	args := append([]string{"capture", dir, out, "image"}, options...)
	if text, err := exec.Command("wimlib-imagex", args...).CombinedOutput(); err != nil {
		t.Fatalf("wimlib-imagex %q: %v\n%s", args, err, text)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func needWimlib(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("wimlib-imagex"); err == nil {
		return
	}
	if os.Getenv("COSA_REQUIRE_TOOLS") == "1" {
		t.Fatal("wimlib-imagex is not installed")
	}
	t.Skip("wimlib-imagex is not installed")
}

// variants are the options of wimlib-imagex under test.
func variants() [][]string {
	variants := [][]string{
		{"--compress=none"}, {"--compress=XPRESS"}, {"--compress=LZX"},
		{"--compress=LZX:100"}, {"--compress=XPRESS:100"}, {"--compress=LZX:10", "--check"}, {"--compress=XPRESS", "--boot"},
	}
	for _, size := range []string{"4K", "8K", "16K", "64K"} {
		variants = append(variants, []string{"--compress=XPRESS", "--chunk-size=" + size})
	}
	for _, size := range []string{"64K", "128K", "256K", "512K", "1M", "2M"} {
		variants = append(variants, []string{"--compress=LZX", "--chunk-size=" + size})
	}
	return variants
}

func TestWimlib(t *testing.T) {
	needWimlib(t)
	tree := inventedTree()
	if shipped := os.Getenv("COSA_SHIPPED_DB"); shipped != "" {
		b, err := os.ReadFile(shipped)
		if err != nil {
			t.Fatal(err)
		}
		tree["/shipped.xml"] = b
	}
	// The test's own program is machine code.
	program, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	tree["/program"] = program[:min(len(program), 1<<20)]
	dir := filepath.Join(t.TempDir(), "tree")
	writeTree(t, dir, tree)

	compared := 0
	for _, options := range variants() {
		t.Run(fmt.Sprint(options), func(t *testing.T) {
			got, err := readAll(capture(t, dir, filepath.Join(t.TempDir(), "out.wim"), options...), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if !maps.EqualFunc(got, tree, func(a, b []byte) bool { return string(a) == string(b) }) {
				t.Error("the files differ")
			}
			for _, b := range got {
				compared += len(b)
			}
		})
	}
	t.Logf("compared %d bytes", compared)
}

func TestWimlibUnsupported(t *testing.T) {
	needWimlib(t)
	dir := filepath.Join(t.TempDir(), "tree")
	writeTree(t, dir, inventedTree())
	for _, test := range []struct {
		options []string
		want    string
	}{
		{[]string{"--compress=LZMS"}, "this kind of WIM archive is not supported: LZMS compression (.esd); export it again with XPRESS or LZX compression"},
		{[]string{"--solid"}, "this kind of WIM archive is not supported: LZMS compression (.esd); export it again with XPRESS or LZX compression"},
		{[]string{"--compress=XPRESS", "--solid", "--solid-compress=LZX"}, "this kind of WIM archive is not supported: it is solid (version 0xe00); export it again with XPRESS or LZX compression"},
		{[]string{"--pipable"}, "this kind of WIM archive is not supported: it is pipable (WLPWM); export it again without --pipable"},
	} {
		archive := capture(t, dir, filepath.Join(t.TempDir(), "out.wim"), test.options...)
		if !Looks(archive[:8]) {
			t.Errorf("%s: does not look like an archive", test.options)
		}
		_, err := readAll(archive, Limits{})
		if !errors.Is(err, ErrUnsupported) || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.options, err, test.want)
		}
	}
}

// TestWimlibSeveral has two images, of which the second is named for booting,
// hard links and a symbolic link.
func TestWimlibSeveral(t *testing.T) {
	needWimlib(t)
	dir := t.TempDir()
	writeTree(t, dir, map[string][]byte{"/first/f": []byte("first"), "/second/f": []byte("second")})
	if err := os.Link(filepath.Join(dir, "second/f"), filepath.Join(dir, "second/hard")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("f", filepath.Join(dir, "second/soft")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.wim")
	capture(t, filepath.Join(dir, "first"), out, "--compress=XPRESS")
	archive := mustOpen(t, out)
	if archive.Images() != 1 || archive.Image() != 1 {
		t.Errorf("image %d of %d", archive.Image(), archive.Images())
	}
	command := exec.Command("wimlib-imagex", "append", filepath.Join(dir, "second"), out, "second", "--boot")
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	archive = mustOpen(t, out)
	if archive.Images() != 2 || archive.Image() != 2 {
		t.Errorf("image %d of %d", archive.Image(), archive.Images())
	}
	got := make(map[string]string)
	for _, f := range archive.Files() {
		b, err := archive.ReadFile(f.Path)
		got[f.Path] = string(b)
		if err != nil {
			got[f.Path] = err.Error()
		}
	}
	want := map[string]string{
		"/f":    "second",
		"/hard": "second",
		"/soft": `this kind of WIM archive is not supported: "/soft" is a link (reparse point), not a file`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func mustOpen(t *testing.T, path string) *Archive {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	a, err := Open(f, info.Size(), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestUpdate makes the archives of testdata.
func TestUpdate(t *testing.T) {
	if !*update {
		t.Skip("runs with -update")
	}
	needWimlib(t)
	dir := filepath.Join(t.TempDir(), "tree")
	writeTree(t, dir, inventedTree())
	small := filepath.Join(t.TempDir(), "small")
	writeTree(t, small, map[string][]byte{"/Multivariant/0/customizations.xml": inventedTree()["/chunk"][:3000], "/b": []byte("b")})
	for _, kind := range []string{"none", "XPRESS", "LZX"} {
		capture(t, dir, "testdata/"+kind+".wim", "--compress="+kind)
		capture(t, small, "testdata/small-"+kind+".wim", "--compress="+kind)
	}
}
