package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// endless yields zeros for ever.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	e.read += len(p)
	return len(p), nil
}

func TestEndlessInputIsRefusedAtOnce(t *testing.T) {
	in := &endless{}
	var out, errs bytes.Buffer
	code := Main([]string{"validate", "--no-config", "-"}, Streams{In: in, Out: &out, Err: &errs})
	if code != exitFile || !strings.Contains(errs.String(), "cosa: stdin: it is no workbook") || in.read > 1<<20 {
		t.Errorf("exit code %d after %d bytes, %s", code, in.read, errs.String())
	}
}

// TestDatabaseInUTF16 reads a database in the encoding in which some tools save
// it, with a byte order mark and without.
func TestDatabaseInUTF16(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(samples, "customizations.xml"))
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.Replace(strings.TrimPrefix(string(text), "\ufeff"), "utf-8", "utf-16", 1)
	folder := t.TempDir()
	for name, mark := range map[string]string{"marked.xml": "\ufeff", "plain.xml": ""} {
		var content []byte
		for _, unit := range utf16.Encode([]rune(mark + plain)) {
			content = append(content, byte(unit), byte(unit>>8))
		}
		file := filepath.Join(folder, name)
		writeFile(t, file, content)
		if code, stdout, stderr := cosaOutput(t, "diff", file, filepath.Join(samples, "customizations.xml")); code != 0 {
			t.Errorf("%s: exit code %d\n%s%s", name, code, stdout, stderr)
		}
	}
}
