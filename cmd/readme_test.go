package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/rules"
)

// The section of the README that is made from the catalogue.
const (
	rulesBegin = "<!-- rules:begin -->"
	rulesEnd   = "<!-- rules:end -->"
)

func TestReadmeListsTheRules(t *testing.T) {
	path := filepath.Join("..", "README.md")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	readme := strings.ReplaceAll(string(content), "\r\n", "\n")
	before, rest, begins := strings.Cut(readme, rulesBegin+"\n")
	section, after, ends := strings.Cut(rest, rulesEnd)
	if !begins || !ends {
		t.Fatalf("%s has no section from %s to %s", path, rulesBegin, rulesEnd)
	}
	var want bytes.Buffer
	want.WriteByte('\n')
	if err := markdownCatalogue(&want, rules.Catalogue()); err != nil {
		t.Fatal(err)
	}
	want.WriteByte('\n')
	if *update {
		made := before + rulesBegin + "\n" + want.String() + rulesEnd + after
		if err := os.WriteFile(path, []byte(made), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), section); diff != "" {
		t.Errorf("the README's rules are not those of the catalogue; go test ./cmd -run Readme -update writes them (-catalogue +README):\n%s", diff)
	}
}
