package cmd

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExportListsWhatWasNotEvaluated looks for what the report tells in the
// sheets of the workbook, which go where the report does not.
func TestExportListsWhatWasNotEvaluated(t *testing.T) {
	t.Chdir(t.TempDir())
	const head = "UpdateType,Country/Region,Operator,MCC,MNC,ICCID Range - Start,ICCID Range - End,AccessString,AlwaysOn\n"
	for name, text := range map[string]string{
		"own.csv":   head + "Keep,Argentina,Contoso,999,98,8900100000000000000,8900100000000000099,a.example,true\n",
		"short.csv": head + "Keep,Argentina,Contoso,999,98,8900100000000000000,890010000000000099,a.example,true\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"-o", "plain.xlsx"},
		{"-o", "doubtful.xlsx", "--against", "short.csv"},
		{"-o", "doubtful-{n}.xlsx", "--against", "short.csv"},
	} {
		args = append([]string{"export", "own.csv", "--policy", "cosa", "--no-config"}, args...)
		if code := Main(args, Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}); code != exitClean {
			t.Fatalf("%v: exit code %d", args, code)
		}
	}
	const heading, reason = "Not evaluated", "short.csv:2:7 of the baseline&#39;s profile"
	books, err := filepath.Glob("*.xlsx")
	if err != nil || len(books) != 3 {
		t.Fatal(books, err)
	}
	for _, book := range books {
		texts := partsOf(t, book)
		doubtful := book != "plain.xlsx"
		if got := strings.Contains(texts, heading); got != doubtful {
			t.Errorf("%s: tells what was not evaluated: %t, want %t", book, got, doubtful)
		}
		plain := strings.NewReplacer("&#39;", "'", "&apos;", "'")
		if got := strings.Contains(plain.Replace(texts), plain.Replace(reason)); got != doubtful {
			t.Errorf("%s: tells why: %t, want %t", book, got, doubtful)
		}
	}
}

// partsOf joins the XML parts of a workbook.
func partsOf(t *testing.T, book string) string {
	t.Helper()
	r, err := zip.OpenReader(book)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var all strings.Builder
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(err)
		}
		part.Close()
	}
	return all.String()
}
