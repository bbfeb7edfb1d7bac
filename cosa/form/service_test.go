package form_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// serviceTexts tells the service configurations, with the places of their
// values where places are wanted.
func serviceTexts(s *cosa.Submission, places bool) []string {
	var lines []string
	tell := func(name, key string, t cosa.ServiceText) {
		line := fmt.Sprintf("%s %s %q %q %t", name, key, t.Text, t.Raw, t.Wrong)
		if places {
			line += " " + t.Position.String() + " " + t.Position.Path
		}
		lines = append(lines, line)
	}
	for i := range s.Profiles() {
		p := &s.Profiles()[i]
		if p.Service() == nil {
			lines = append(lines, p.Name()+" has none")
			continue
		}
		for _, k := range cosa.ServiceKeys() {
			if k.Text != nil {
				tell(p.Name(), k.Key, *k.Text(p.Service()))
				continue
			}
			for _, item := range k.List(p.Service()).Items {
				tell(p.Name(), k.Key, item)
			}
		}
	}
	return lines
}

// manyServices is a file that is read in pieces, of profiles with and without
// a service configuration, some of whose rows wait for others.
func manyServices() string {
	var b strings.Builder
	b.WriteString("defaults:\n  country: Argentina\n  updateType: Add\n  mobilePlans: {logo: a.png, countries: [AR]}\nprofiles:\n")
	for i := 0; b.Len() < form.StreamedFrom+1000; i++ {
		fmt.Fprintf(&b, "  - operator: Contoso %d\n    targets: [{mcc: 999, mnc: 70}]\n    connections: [{apn: a.example}]\n", i)
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, "    mobilePlans:\n      brandName: \"Brand %d\"\n      countries: CL, PE\n      iccids: [%d-%d, {start: 1, end: 2}]\n", i, i, i+1)
		case 1:
			fmt.Fprintf(&b, "    rows: [[1, 1, %d]]\n    mobilePlans: {portalURI: https://p%d.example, brandname: x}\n", i+2, i)
		case 2:
			fmt.Fprintf(&b, "    rows: [[1, 1, %d]]\n", i)
		}
	}
	return b.String()
}

func TestServicesOfLargeFiles(t *testing.T) {
	text := manyServices()
	whole, pieces, beside := cosa.NewBuilder(), cosa.NewBuilder(), cosa.NewBuilder()
	if err := form.ReadYAML(whole, "a.yaml", io.MultiReader(strings.NewReader(text)), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	if err := form.ReadYAML(pieces, "a.yaml", strings.NewReader(text), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	// After another file, and read beside it.
	other := cosa.NewBuilder()
	if err := form.ReadYAML(beside, "b.yaml", strings.NewReader("profiles: [{operator: Fabrikam}, {operator: Tailspin, mobilePlans: {brandName: T}}]"), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	if err := form.ReadYAML(other, "a.yaml", strings.NewReader(text), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	beside.Append(other)
	want := serviceTexts(whole.Submission(), true)
	if len(want) < 1000 {
		t.Fatalf("only %d values", len(want))
	}
	if diff := cmp.Diff(want, serviceTexts(pieces.Submission(), true)); diff != "" {
		t.Errorf("read in pieces (-whole +pieces):\n%s", diff)
	}
	got := serviceTexts(beside.Submission(), true)
	if len(got) <= 8 || got[0] != "Fabrikam has none" || !strings.HasPrefix(got[1], `Tailspin brandName "T" "T" false b.yaml:1:80 profiles[1].mobilePlans.brandName`) {
		t.Fatalf("of the other file: %s", got[:2])
	}
	if diff := cmp.Diff(want, got[len(got)-len(want):]); diff != "" {
		t.Errorf("read beside another file (-alone +beside):\n%s", diff)
	}
}

func TestServicesComeBack(t *testing.T) {
	const text = `
defaults: {mobilePlans: {logo: "a b.png", iccids: }}
profiles:
  - operator: A
    mobilePlans:
      brandName: "  Contoso\u00a0\t"
      logo:
      countries: [AR, "a,b", ~, "", "C: #"]
      iccids: [1-2, "x", {end: 3}, {start: "4-5", end: 6}, "7 - 8"]
  - operator: B
  - {operator: C, updateType: Delete, mobilePlans: {}}
`
	read := func(name string, read func(*cosa.Builder, string, io.Reader, form.Limits) error, r io.Reader) *cosa.Submission {
		b := cosa.NewBuilder()
		if err := read(b, name, r, form.Limits{}); err != nil {
			t.Fatal(err)
		}
		return b.Submission()
	}
	first := read("a.yaml", form.ReadYAML, strings.NewReader(text))
	want := serviceTexts(first, false)
	for name, way := range map[string]struct {
		write func(io.Writer, *cosa.Submission) error
		read  func(*cosa.Builder, string, io.Reader, form.Limits) error
	}{
		"yaml": {form.WriteYAML, form.ReadYAML}, "json": {form.WriteJSON, form.ReadJSON}, "jsonl": {form.WriteJSONL, form.ReadJSONL},
	} {
		var b bytes.Buffer
		if err := way.write(&b, first); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, serviceTexts(read("b", way.read, &b), false)); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
	}
}
