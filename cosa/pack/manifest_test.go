package pack

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestManifest(t *testing.T) {
	files := []File{NewFile("b.md", "second", []byte("two")), NewFile("a/x y.png", "first", nil)}
	m := Manifest{Version: "1.0", Rules: "all", Files: files}
	content, err := m.Write()
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadManifest(content)
	if err != nil {
		t.Fatal(err)
	}
	m.Schema, m.Made, m.Inputs = 1, madeBy, []File{}
	if diff := cmp.Diff(m, got); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
	sums := Sums(files)
	want := "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/x y.png\n" +
		"3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  b.md\n"
	if diff := cmp.Diff(want, string(sums)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	read, err := ReadSums(sums)
	if err != nil || len(read) != 2 || read[0].Name != "a/x y.png" || read[0].SHA256 != files[1].SHA256 {
		t.Errorf("read %v, %v", read, err)
	}
	for _, text := range []string{"", "{}", "[]", `{"made": "someone"}`, "cosa pack"} {
		if _, err := ReadManifest([]byte(text)); err == nil {
			t.Errorf("%q is taken for a manifest", text)
		}
	}
	digest := strings.Repeat("0", 64)
	for _, text := range []string{"x", digest, digest + " a", digest + "  ../a", digest + "  /a", digest[2:] + "  a", digest + "  a\n\n"} {
		if files, err := ReadSums([]byte(text)); err == nil {
			t.Errorf("%q is taken for digests: %v", text, files)
		}
	}
}
