package cmd

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func writes(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// folder returns what a folder holds: the files' contents by name.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(content)
	}
	return files
}

func TestPutWritesWholeFilesOrNothing(t *testing.T) {
	fault := errors.New("out of ink")
	for name, test := range map[string]struct {
		output output
		want   string // content afterwards
		fails  bool
	}{
		"written":  {output{write: writes("new")}, "new", false},
		"checked":  {output{write: writes("new"), check: func(io.ReaderAt, int64) error { return nil }}, "new", false},
		"half":     {output{write: func(w io.Writer) error { _ = writes("ne")(w); return fault }}, "old", true},
		"mistaken": {output{write: writes("new"), check: func(io.ReaderAt, int64) error { return fault }}, "old", true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			test.output.path = filepath.Join(dir, "out.txt")
			if err := os.WriteFile(test.output.path, []byte("old"), 0o666); err != nil {
				t.Fatal(err)
			}
			err := new(program).put(test.output)
			if (err != nil) != test.fails || err != nil && !errors.Is(err, fault) {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(map[string]string{"out.txt": test.want}, folder(t, dir)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestPutChecksWhatItWrote(t *testing.T) {
	var seen string
	var out bytes.Buffer
	p := &program{Streams: Streams{Out: &out}}
	err := p.put(output{path: standardStream, write: writes("all of it"), check: func(r io.ReaderAt, size int64) error {
		content, err := io.ReadAll(io.NewSectionReader(r, 0, size))
		seen = string(content)
		return err
	}})
	if err != nil || seen != "all of it" || out.String() != "all of it" {
		t.Errorf("error %v, checked %q, put out %q", err, seen, &out)
	}
}

func TestAbandonedOutputLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	p := new(program)
	err := p.put(output{path: filepath.Join(dir, "out.txt"), write: func(w io.Writer) error {
		if err := writes("half")(w); err != nil {
			return err
		}
		p.unfinished.abandon() // as an interrupt does
		return nil
	}})
	if err == nil {
		t.Error("no error")
	}
	if diff := cmp.Diff(map[string]string{}, folder(t, dir)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if err := p.put(output{path: filepath.Join(dir, "later.txt"), write: writes("x")}); err == nil {
		t.Error("an abandoned program writes on")
	}
}

func TestPutWritesThroughLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.txt"), filepath.Join(dir, "link.txt")
	if err := os.WriteFile(target, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target.txt", link); err != nil {
		t.Fatal(err)
	}
	if err := new(program).put(output{path: link, write: writes("new")}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"target.txt": "new", "link.txt": "new"}, folder(t, dir)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	if err := new(program).put(output{path: os.DevNull, write: writes("gone")}); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Error("the device was replaced")
	}
}

func TestRecognise(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a.yaml", "profiles: []", "yaml"},
		{"a.YML", "profiles: []", "yaml"},
		{"a.json", `{"profiles": []}`, "json"},
		{"a.txt", "Operator,MCC", "csv"},
		{"stdin", `{"profiles": []}`, "json"},
		{"stdin", "{\"profiles\": [\n{}]}", "json"},
		{"stdin", "{\n\"operator\": \"Contoso\"}", "json"},
		{"stdin", `{"operator": "Contoso"}`, "jsonl"},
		{"stdin", `{"operator": "` + strings.Repeat("x", headLength), "jsonl"},
		{"stdin", `{"profiles": [{"operator": "` + strings.Repeat("x", headLength), "json"},
		{"stdin", "{\"version\": 1}\n{\"operator\": \"Contoso\"}\n", "jsonl"},
		{"a.json", "{\"operator\": \"Contoso\"}\n{\"operator\"", "jsonl"},
		{"a.yaml", "{\"operator\": \"Contoso\"}\n{\"operator\"", "jsonl"},
		{"a.json", `{"operator": "Contoso"}`, "jsonl"},
		{"a.jsonl", `{"operator": "Contoso"}`, "jsonl"},
		{"a.ndjson", "{\"operator\": \"Contoso\",\n{\"operator\": \"Fabrikam\"}\n", "jsonl"},
		{"a.jsonl", "{\"version\": 1,\n\"profiles\": []}", "json"},
		{"a.jsonl", "{\"version\": 1, \"profiles\": []}", "jsonl"},
		{"a.jsonl", "Operator,MCC", "csv"},
		{"stdin", "\ufeffOperator;MCC;MNC\nContoso;722;310", "csv"},
		{"stdin", "Title\n\nOperator\tMCC\nContoso\t722", "tsv"},
		{"stdin", "\xff\xfeO\x00p\x00e\x00r\x00a\x00t\x00o\x00r\x00\t\x00M\x00C\x00C\x00", "tsv"},
		{"stdin", "version: 1\nprofiles: []", "yaml"},
		{"a.xlsx", "Operator,MCC", ""},
		{"a.xls", "Operator,MCC", ""},
		{"a.csv", "<html><body>", ""},
		{"a.csv", "%PDF-1.7", ""},
		{"a.csv", "", ""},
	} {
		format, err := recognise(test.name, &opened{content: strings.NewReader(test.text), size: int64(len(test.text))})
		switch {
		case test.want == "" && err == nil:
			t.Errorf("%s, %q: taken as %s", test.name, test.text, format.name)
		case test.want != "" && err != nil:
			t.Errorf("%s, %q: %v", test.name, test.text, err)
		case test.want != "" && string(format.name) != test.want:
			t.Errorf("%s, %q: taken as %s, want %s", test.name, test.text, format.name, test.want)
		}
	}
}
