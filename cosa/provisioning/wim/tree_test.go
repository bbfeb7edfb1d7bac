package wim

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inventedTree is what the archives of testdata hold: empty, tiny, repetitive
// and incompressible files, one with many E8 bytes, one that is a duplicate,
// names with spaces and other scripts, and sizes around those of chunks.
func inventedTree() map[string][]byte {
	random := rand.New(rand.NewChaCha8([32]byte{7}))
	noise := make([]byte, 5000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	calls := make([]byte, 34_000)
	for i := range calls {
		calls[i] = byte(random.Uint32() >> 30)
		if random.IntN(9) == 0 {
			calls[i] = 0xe8
		}
	}
	var xml strings.Builder
	for i := range 400 {
		fmt.Fprintf(&xml, "  <Profile Name=\"Contoso %d\">\r\n    <Condition Name=\"ICCID\" Value=\"range:%d,%d\" />\r\n  </Profile>\r\n",
			i%7, int64(8900100000000000000)+int64(i)*1000, int64(8900100000000000999)+int64(i)*1000)
	}
	text := []byte(xml.String())
	return map[string][]byte{
		"/Multivariant/0/customizations.xml": text,
		"/Multivariant/0/copy of it.xml":     text,
		"/Multivariant/0/Prov/RunTime/a.bin": noise,
		"/calls.bin":                         calls,
		"/empty":                             {},
		"/one":                               {'x'},
		"/zeros":                             make([]byte, 35_000),
		"/chunk":                             text[:32<<10],
		"/chunk and one":                     text[:32<<10+1],
		"/réseau/網路/Мегафон 😀.txt":            []byte("grüße"),
		"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/deep": []byte(strings.Repeat("deep ", 100)),
	}
}

// writeTree writes files below dir.
func writeTree(t testing.TB, dir string, files map[string][]byte) {
	t.Helper()
	for path, content := range files {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sample is the content of an archive of testdata.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// readAll opens an archive and reads every file.
func readAll(archive []byte, limits Limits) (map[string][]byte, error) {
	a, err := Open(bytes.NewReader(archive), int64(len(archive)), limits)
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	for _, f := range a.Files() {
		if files[f.Path], err = a.ReadFile(f.Path); err != nil {
			return nil, err
		}
	}
	return files, nil
}
