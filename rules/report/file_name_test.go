package report

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestFileURI(t *testing.T) {
	dir := t.TempDir()
	for file, want := range map[string]string{
		"ops.xlsx":                             "ops.xlsx",
		"./a//b/../ops.xlsx":                   "a/ops.xlsx",
		"../ops 1.xlsx":                        "../ops%201.xlsx",
		"100%#?ü.csv":                          "100%25%23%3F%C3%BC.csv",
		"a:b.csv":                              "./a:b.csv",
		filepath.Join("in", "ops.xlsx"):        "in/ops.xlsx",
		filepath.Join(dir, "in", "a b.xlsx"):   "in/a%20b.xlsx",
		filepath.Join(dir, "..in", "ops.xlsx"): "..in/ops.xlsx",
	} {
		if got := fileURI(file, dir); got != want {
			t.Errorf("fileURI(%q) = %q, want %q", file, got, want)
		}
	}
	elsewhere := fileURI(filepath.Join(dir, "..", "other", "ops.xlsx"), dir)
	if !strings.HasPrefix(elsewhere, "file:///") || !strings.HasSuffix(elsewhere, "/other/ops.xlsx") {
		t.Errorf("fileURI of a file elsewhere = %q", elsewhere)
	}
}
