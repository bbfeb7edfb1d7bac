package cmd

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestReadmeSuppressions applies the suppressions that the README shows to the
// sample that it names: each is of a finding there.
func TestReadmeSuppressions(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(strings.ReplaceAll(string(content), "\r\n", "\n"), "\n### Policies that last\n")
	_, rest, _ = strings.Cut(rest, "\n```yaml\n")
	shown, _, found := strings.Cut(rest, "\n```\n")
	wanted := strings.Count(shown, "- rule: ")
	if !found || wanted == 0 {
		t.Fatal("the README shows no suppressions")
	}
	config := filepath.Join(t.TempDir(), "shown.yaml")
	writeFile(t, config, []byte(shown+"\n"))
	var out, errs bytes.Buffer
	Main([]string{"validate", "--config", config, "-f", "json", filepath.Join(samples, "faulty.xlsx")}, Streams{
		In: strings.NewReader(""), Out: &out, Err: &errs,
		Now: func() time.Time { return time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC) },
	})
	var report struct {
		Summary  struct{ Suppressed int }
		Findings []struct{ Rule, Message string }
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	if report.Summary.Suppressed != wanted {
		t.Errorf("%d findings are suppressed, want %d", report.Summary.Suppressed, wanted)
	}
	for _, f := range report.Findings {
		if f.Rule == "unused-suppression" {
			t.Error(f.Message)
		}
	}
}
