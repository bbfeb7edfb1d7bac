package cmd

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
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
	{"ranges", recorded(
		[]string{"ranges", "list", "samples/contoso.yaml"},
		[]string{"ranges", "gaps", "--within", "8954310000000000000-8954310599999999999", "samples/contoso.yaml"},
		[]string{"ranges", "carve", "8954310000000000000-8954310999999999999", "--out", "8954310200000000000-8954310249999999999", "-f", "yaml"},
		[]string{"ranges", "find", "8954310250000000017", "samples/contoso.yaml"},
	)},
	{"match", recorded([]string{"match", "samples/customizations.xml", "--mcc", "999", "--mnc", "70", "--iccid", "8954310140000000017", "--spn", "Contoso Travel"})},
	{"diff", recorded([]string{"diff", "samples/customizations.xml", "samples/contoso.yaml"})},
	{"flyout", recorded([]string{"flyout", "samples/contoso.yaml", "--iccid", "8954310140000000017", "--balance", "MODIRECTPAYG"})},
	{"portal", recorded([]string{"portal", "launch", "--check", "https://portal.contoso.example/?iccids=8901000000000000007,890100000000000001&eid=89033023422130000000000199055797&imei=490154203237518&market=UK&transactionId=t.1"})},
	{"walled-garden", recorded([]string{"walled-garden", "--portal", "https://portal.contoso.example/", "--getbalance", "https://api.contoso.example/v1", "-f", "squid"})},
	{"fix", recorded([]string{"fix", "samples/faulty.xlsx"})},
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
	t.Chdir(filepath.Dir(path))
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

// recorded returns what makes a section of what the program prints for some
// commands.
func recorded(commands ...[]string) func(*testing.T) string {
	return func(t *testing.T) string {
		var b strings.Builder
		b.WriteString("```console\n")
		for _, args := range commands {
			typed := make([]string, len(args))
			for i, arg := range args {
				if typed[i] = arg; strings.ContainsAny(arg, " &") {
					typed[i] = strconv.Quote(arg)
				}
			}
			code, stdout, stderr := cosaOutput(t, append(args, "--no-config")...)
			if code > 1 {
				t.Errorf("%v: exit code %d: %s", args, code, stderr)
			}
			fmt.Fprintf(&b, "$ cosa %s\n%s", strings.Join(typed, " "), stdout+stderr)
		}
		b.WriteString("```\n")
		return b.String()
	}
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
