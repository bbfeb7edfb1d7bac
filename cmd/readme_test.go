package cmd

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// readmeSections are the parts of the README that are made by the program.
var readmeSections = []struct {
	name string
	make func(t *testing.T) string
}{
	{"example", readmeExample},
	{"settings", readmeSettings},
	{"rules", readmeRules},
}

// TestReadme proves that the README shows what the program does today.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	readme := strings.ReplaceAll(string(content), "\r\n", "\n")
	for _, section := range readmeSections {
		begin, end := "<!-- "+section.name+":begin -->\n", "<!-- "+section.name+":end -->"
		before, rest, begins := strings.Cut(readme, begin)
		has, after, ends := strings.Cut(rest, end)
		if !begins || !ends {
			t.Fatalf("%s has no section %q", path, section.name)
		}
		want := "\n" + section.make(t) + "\n"
		if *update {
			readme = before + begin + want + end + after
		} else if diff := cmp.Diff(want, has); diff != "" {
			t.Errorf("the README's section %q is out of date; go test ./cmd -run Readme -update writes it (-program +README):\n%s", section.name, diff)
		}
	}
	if *update {
		writeFile(t, path, []byte(readme))
	}
}

func readmeRules(t *testing.T) string {
	var b bytes.Buffer
	if err := markdownCatalogue(&b, rules.Catalogue()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// readmeExample records what the program prints.
func readmeExample(t *testing.T) string {
	t.Chdir("..")
	out := filepath.Join(t.TempDir(), "submission.xlsx")
	var b strings.Builder
	b.WriteString("```console\n")
	for _, args := range [][]string{
		{"validate", "samples/faulty.xlsx", "--only", "digits-lost,leading-zeros-lost,iccid-range-overlap"},
		{"export", "samples/contoso.yaml", "-o", "submission.xlsx"},
	} {
		fmt.Fprintf(&b, "$ cosa %s\n", strings.Join(args, " "))
		run := append([]string{}, args...)
		for i, arg := range run {
			if arg == "submission.xlsx" {
				run[i] = out
			}
		}
		_, stdout, stderr := cosaOutput(t, append(run, "--no-config")...)
		b.WriteString(strings.ReplaceAll(stdout+stderr, out, "submission.xlsx"))
	}
	b.WriteString("```\n")
	return b.String()
}

// readmeSettings lists the settings table.
func readmeSettings(*testing.T) string {
	var b strings.Builder
	b.WriteString("| setting | in YAML | required | values |\n|---|---|---|---|\n")
	for _, spec := range cosa.Settings() {
		values := spec.Help
		if allowed := spec.Allowed(); len(allowed) > 0 && !strings.Contains(spec.Help, allowed[0]) {
			values += " Values: " + strings.Join(allowed, ", ") + "."
		}
		key := spec.Key
		if section := spec.Section.Key(); section != "" {
			key = section + ": " + key
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", spec.Header, key, spec.Required, strings.ReplaceAll(values, "|", "\\|"))
	}
	return b.String()
}
