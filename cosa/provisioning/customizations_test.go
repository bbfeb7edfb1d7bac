package provisioning

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// shipped is the database that Windows ships.
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

func oem(t testing.TB) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "oem.xml"))
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

// through writes a submission in a form and reads it again.
func through(t testing.TB, format cosa.Format, s *cosa.Submission) *cosa.Submission {
	t.Helper()
	if losses := form.Losses(s); len(losses) > 0 {
		t.Fatalf("%s cannot hold it: %v", format, losses)
	}
	var text bytes.Buffer
	b := cosa.NewBuilder()
	write, read := form.WriteYAML, form.ReadYAML
	if format == cosa.JSON {
		write, read = form.WriteJSON, form.ReadJSON
	}
	if err := write(&text, s); err != nil {
		t.Fatal(err)
	}
	if err := read(b, "x", &text, form.Limits{}); err != nil {
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

// TestEquivalent proves that XML -> YAML -> XML and XML -> JSON -> XML give an
// equivalent file, and that writing again changes nothing at all.
func TestEquivalent(t *testing.T) {
	sources := map[string]func(testing.TB) []byte{"oem": oem, "shipped": shipped}
	for _, name := range []string{"oem", "shipped"} {
		for _, format := range []cosa.Format{cosa.YAML, cosa.JSON} {
			t.Run(name+"/"+string(format), func(t *testing.T) {
				content := sources[name](t)
				written := writeXML(t, through(t, format, readXML(t, content)))
				if diff := cmp.Diff(canonical(t, content), canonical(t, written)); diff != "" {
					t.Errorf("not equivalent (-original +written):\n%s", diff[:min(len(diff), 4000)])
				}
				if again := writeXML(t, readXML(t, written)); !bytes.Equal(written, again) {
					t.Error("writing what was written gives another file")
				}
			})
		}
	}
}

// TestShippedIsWrittenAsShipped proves that the written file is the shipped
// one line by line, but for its line ends and the order and capitals of the
// conditions of a state.
func TestShippedIsWrittenAsShipped(t *testing.T) {
	content := shipped(t)
	lines := func(text []byte) []string {
		lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
		start := -1
		for i, line := range lines {
			switch {
			case strings.Contains(line, "<TargetState>"):
				start = i + 1
			case strings.Contains(line, "</TargetState>"):
				slices.Sort(lines[start:i])
				start = -1
			case start >= 0:
				name, value, _ := strings.Cut(line, " Value=")
				lines[i] = strings.ToLower(name) + " Value=" + value
			}
		}
		return lines
	}
	if diff := cmp.Diff(lines(content), lines(writeXML(t, readXML(t, content)))); diff != "" {
		t.Error(diff[:min(len(diff), 4000)])
	}
}

// TestShippedCounts compares what the reader makes of the shipped database
// with what a plain walk over its elements counts.
func TestShippedCounts(t *testing.T) {
	content := shipped(t)
	want := make(map[string]int)
	decoder := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	for {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		want[start.Name.Local]++
		for _, a := range start.Attr {
			if start.Name.Local == "Condition" && a.Name.Local == "Name" {
				want[strings.ToUpper(a.Value)]++
			}
		}
	}
	s := readXML(t, content)
	got := make(map[string]int)
	for i := range s.Profiles() {
		p := &s.Profiles()[i]
		got["Profile"]++
		got["Target"] += len(distinct(p, cosa.ProfileID))
		states := distinct(p, targetSettings...)
		got["TargetState"] += len(states)
		got["Connection"] += len(distinct(p, append([]cosa.Setting{cosa.ConnectionXML}, connectionSettings...)...))
		for _, e := range states {
			for _, setting := range conditions {
				if e.Has(setting) {
					got["Condition"]++
					got[strings.ToUpper(setting.Spec().Element)]++
				}
			}
		}
	}
	// The target of the defaults is none of a profile's.
	for _, name := range []string{"Target", "TargetState", "Condition", "ICCID"} {
		got[name]++
	}
	for _, name := range []string{"Profile", "Target", "TargetState", "Condition", "Connection", "ICCID", "IMSI", "MCC", "MNC", "SPN", "GID1", "PNN", "ESIM_PROV", "UINAME", "UIORDER"} {
		if got[name] != want[name] {
			t.Errorf("%s: %d were read, the file has %d", name, got[name], want[name])
		}
	}
	if diff := cmp.Diff([]int{493, 682, 205}, []int{got["Profile"], got["Connection"], got["IMSI"]}); diff != "" {
		t.Errorf("profiles, connections, IMSI conditions (-known +got):\n%s", diff)
	}
}

// targetSettings are the settings of a target.
var targetSettings = append([]cosa.Setting{cosa.TargetXML, cosa.IMSIEnd, cosa.ICCIDEnd}, conditions...)

// distinct returns the first entry of each combination of values.
func distinct(p *cosa.Profile, settings ...cosa.Setting) []cosa.Entry {
	var first []cosa.Entry
	seen := make(map[string]bool)
	for e := range p.Entries() {
		key := ""
		for _, s := range settings {
			key += fmt.Sprint(e.ID(s), " ")
		}
		if !seen[key] {
			seen[key] = true
			first = append(first, e)
		}
	}
	return first
}

// TestPlaces proves that every value's position is where it stands in the
// file.
func TestPlaces(t *testing.T) {
	for _, read := range []func(testing.TB) []byte{oem, shipped} {
		content := bytes.TrimPrefix(read(t), []byte("\ufeff"))
		lines := strings.Split(string(content), "\n")
		checked := 0
		for e := range readXML(t, content).Entries() {
			for _, spec := range cosa.Settings() {
				v := e.Value(spec.Setting)
				if v.Blank() || spec.Kind == cosa.KindPackage && spec.Setting != cosa.ProfileID ||
					spec.Setting == cosa.UpdateType || spec.Setting == cosa.Hotspot || spec.Setting == cosa.WifiProfiles || spec.Setting == cosa.CountryRegion {
					continue
				}
				p := e.Position(spec.Setting)
				rest := string([]rune(lines[p.Line-1])[p.Column-1:])
				rest = strings.NewReplacer("&amp;", "&", "&quot;", `"`).Replace(rest)
				if !strings.HasPrefix(rest, v.Text) {
					t.Fatalf("%s: %s is %q, there stands %q", p, spec.Header, v.Text, rest)
				}
				checked++
			}
		}
		if checked < 20 {
			t.Errorf("only %d values were looked at", checked)
		}
	}
}
