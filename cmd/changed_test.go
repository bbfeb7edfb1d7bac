package cmd

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestChangedSinceExport edits one cell of an exported workbook, as somebody
// in Excel would, to another value that is as sound.
func TestChangedSinceExport(t *testing.T) {
	dir := t.TempDir()
	source, exported, edited := filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "b.xlsx")
	text := strings.NewReplacer("<a&b>", "internet.contoso.example", "8954310050000000000", "8954310100000000000").Replace(faulty)
	if err := os.WriteFile(source, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	run := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		code := Main(append(args, "--no-config"), Streams{In: strings.NewReader(""), Out: &out, Err: &out})
		if code != want {
			t.Fatalf("%v: exit code %d, want %d\n%s", args, code, want, &out)
		}
		return out.String()
	}
	run(0, "export", source, "-o", exported)
	if out := run(0, "validate", exported); !strings.Contains(out, "note: "+exported+": the rows are as cosa exported them") {
		t.Errorf("an untouched export is not recognised:\n%s", out)
	}
	editParts(t, exported, edited, "8954310149999999999", "8954310159999999999")
	if out := run(0, "validate", edited); !strings.Contains(out, "note: "+edited+": the rows were changed since cosa exported them") {
		t.Errorf("an edited export is not noticed:\n%s", out)
	}
	if out := run(1, "validate", edited, exported); !strings.Contains(out, edited+": the rows were changed") ||
		!strings.Contains(out, exported+": the rows are as cosa exported them") {
		t.Errorf("two exports are not told apart:\n%s", out)
	}
}

// editParts replaces a text in all parts of a workbook but its properties.
func editParts(t *testing.T, from, to, old, text string) {
	t.Helper()
	r, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range r.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		dst, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := dst.Write(bytes.ReplaceAll(content, []byte(old), []byte(text))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}
