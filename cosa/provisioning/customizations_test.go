package provisioning

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// shipped is the name of the database that Windows ships.
func shipped(t testing.TB) []byte {
	t.Helper()
	name := os.Getenv("COSA_SHIPPED_DB")
	if name == "" {
		t.Skip("COSA_SHIPPED_DB names no database")
	}
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func readXML(t testing.TB, content []byte) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	if err := ReadCustomizations(b, "customizations.xml", bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	return b.Submission()
}

func throughYAML(t testing.TB, s *cosa.Submission) *cosa.Submission {
	t.Helper()
	if losses := form.Losses(s); len(losses) > 0 {
		t.Fatalf("YAML cannot hold it: %v", losses)
	}
	var text bytes.Buffer
	if err := form.WriteYAML(&text, s); err != nil {
		t.Fatal(err)
	}
	b := cosa.NewBuilder()
	if err := form.ReadYAML(b, "x.yaml", &text, form.Limits{}); err != nil {
		t.Fatal(err)
	}
	back := b.Submission()
	for _, f := range back.Findings() {
		t.Errorf("%s: %s: %s", f.Position, f.Rule, f.Message)
	}
	return back
}

func writeXML(t testing.TB, s *cosa.Submission) []byte {
	t.Helper()
	if losses := Losses(s); len(losses) > 0 {
		t.Fatalf("XML cannot hold it: %v", losses)
	}
	var out bytes.Buffer
	if err := WriteCustomizations(&out, s); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestShippedThroughYAML(t *testing.T) {
	content := shipped(t)
	written := writeXML(t, throughYAML(t, readXML(t, content)))
	os.WriteFile("/tmp/back.xml", written, 0o644)
	lines := func(text []byte) []string {
		return strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	}
	if diff := cmp.Diff(lines(content), lines(written)); diff != "" {
		t.Error(diff[:min(len(diff), 5000)])
	}
}
