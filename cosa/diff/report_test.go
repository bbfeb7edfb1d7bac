package diff

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

var update = flag.Bool("update", false, "rewrite golden files")

// hostile is what a cell can hold to trick a terminal, a browser, a table or a
// code host.
const hostile = "<script>alert(1)</script> | `x` ``y`` @everyone #1 [a](javascript:b) \x1b[31m\u202e\n</code></details>"

// secrets are values that no report may show.
var secrets = []string{"hunter2", "hunter3", "joe-before", "joe-after", "s3cret-element"}

// sample has what a report can hold.
func sample() *Report {
	old := []profile{
		{
			once:    named("Contoso", "Argentina", row{cosa.BrandingName: "Contoso", cosa.Hotspot: "Never", cosa.UseBrandingNameOnRoaming: "1"}),
			targets: []row{iccid("8900100000000000000", "8900100000000999999"), {cosa.MCC: "999", cosa.MNC: "71"}, {cosa.MCC: "999", cosa.MNC: "72", cosa.UIName: "Prepaid"}},
			connections: []row{
				apn("internet.contoso.example", row{cosa.UserName: "joe-before", cosa.Password: "hunter2"}),
				apn("mms.contoso.example", row{cosa.PurposeGroups: "MMS", cosa.IPType: "IPv4"}),
				apn("old.contoso.example", row{cosa.PurposeGroups: "SUPL"}),
			},
		},
		{
			once:        named("Fabrikam", "Argentina", nil),
			targets:     []row{iccid("8900100000001000000", "8900100000001999999"), {cosa.MCC: "999", cosa.MNC: "70", cosa.IMSIStart: "999700000000000", cosa.IMSIEnd: "999700000000999"}},
			connections: []row{apn("internet.fabrikam.example", nil)},
		},
		{
			once: named("Woodgrove", "Chile", nil), targets: []row{iccid("8900100000009000000", "8900100000009000099")},
			connections: []row{apn("woodgrove.example", nil)},
		},
		{once: named("Northwind", "", nil), targets: []row{{cosa.MCC: "999", cosa.MNC: "70"}}, connections: []row{apn("a", nil)}},
	}
	many := []row{iccid("8900100000000000000", "8900100000001199999"), {cosa.MCC: "999", cosa.MNC: "72", cosa.UIName: "Prepaid 2"}}
	for _, digit := range "123456789" {
		start := "89001000002" + string(digit)
		many = append(many, iccid(start+"0000000", start+"0000099"), iccid(start+"00100000", start+"00109999"))
	}
	new := []profile{
		{
			once:    named("Contoso", "Argentina", row{cosa.AppID: hostile, cosa.UseBrandingNameOnRoaming: "1"}),
			targets: many,
			connections: []row{
				apn("internet.contoso.example", row{cosa.UserName: "joe-after", cosa.Password: "hunter3", cosa.IPType: "IPv6"}),
				apn("mms2.contoso.example", row{cosa.PurposeGroups: "MMS", cosa.IPType: "IPv4"}),
				apn("new|contoso", row{cosa.PurposeGroups: "IMS", cosa.Password: "hunter3", cosa.FriendlyName: hostile}),
			},
		},
		{
			once:        named("Fabrikam", "Argentina", nil),
			targets:     []row{iccid("8900100000001200000", "8900100000001999999"), {cosa.MCC: "999", cosa.MNC: "70", cosa.ICCIDStart: "pattern:89(.", cosa.SPN: hostile}},
			connections: []row{apn("internet.fabrikam.example", nil)},
		},
		{
			once: named("Woodgrove Bank", "Chile", nil), targets: []row{iccid("8900100000009000000", "8900100000009000099")},
			connections: []row{apn("woodgrove.example", nil)},
		},
		{once: named(hostile, "Peru", nil), targets: []row{{cosa.MCC: "999", cosa.MNC: "73"}}, connections: []row{apn("b", nil)}},
		{once: named("Tailspin", "Peru", row{cosa.UpdateType: "Delete"}), targets: []row{{}}, connections: []row{{}}},
	}
	return &Report{
		Diff: Compare(form("old.yaml", cosa.YAML, old), form(hostile+".yaml", cosa.YAML, new), Options{}),
		Tool: "cosa", Version: "1.2.3", Notes: []string{"x.yaml: skipped " + hostile},
	}
}

// secret has credentials in every place that can hold one.
func secret() *Report {
	make := func(user, password, element string) *cosa.Submission {
		p := profile{
			once:        named("Contoso", "", row{cosa.ProfileXML: "<a>" + element + "</a>"}),
			targets:     []row{{cosa.MCC: "999", cosa.MNC: "70"}},
			connections: []row{apn("x", row{cosa.UserName: user, cosa.Password: password, cosa.ConnectionXML: "<b>" + element + "</b>"})},
		}
		return form("x.xml", cosa.XML, []profile{p})
	}
	return &Report{Diff: Compare(make("joe-before", "hunter2", "s3cret-element"), make("joe-after", "hunter3", "s3cret-element2"), Options{})}
}

func TestGolden(t *testing.T) {
	same := form("a.yaml", cosa.YAML, []profile{{once: named("Contoso", "", nil), targets: []row{{cosa.MCC: "999"}}, connections: []row{apn("x", nil)}}})
	none := &Report{Diff: Compare(same, same, Options{}), Tool: "cosa", Version: "1.2.3"}
	for _, test := range []struct {
		golden, format string
		style          Style
		report         *Report
	}{
		{"sample.txt", "text", Style{}, sample()},
		{"color.txt", "text", Style{Color: true, All: true, Quiet: true}, sample()},
		{"sample.json", "json", Style{}, sample()},
		{"sample.md", "markdown", Style{}, sample()},
		{"sample.html", "html", Style{}, sample()},
		{"none.txt", "text", Style{}, none},
		{"none.json", "json", Style{}, none},
		{"none.md", "markdown", Style{}, none},
		{"none.html", "html", Style{}, none},
	} {
		t.Run(test.golden, func(t *testing.T) {
			got := written(t, test.format, test.report, test.style)
			path := filepath.Join("testdata", test.golden)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func written(t *testing.T, format string, r *Report, s Style) string {
	t.Helper()
	for _, f := range Formats() {
		if f.Name == format {
			var out bytes.Buffer
			if err := f.Write(&out, r, s); err != nil {
				t.Fatal(err)
			}
			return out.String()
		}
	}
	t.Fatalf("no format %q", format)
	return ""
}

func TestReportsKeepSecrets(t *testing.T) {
	for _, r := range []*Report{sample(), secret()} {
		if r.Empty() {
			t.Error("nothing changed")
		}
		for _, f := range Formats() {
			out := written(t, f.Name, r, Style{All: true})
			for _, word := range secrets {
				if strings.Contains(out, word) {
					t.Errorf("%s shows %q", f.Name, word)
				}
			}
		}
	}
}

func TestHostileTextIsInert(t *testing.T) {
	for _, f := range Formats() {
		out := written(t, f.Name, sample(), Style{All: true})
		if f.Name != "json" && strings.ContainsAny(out, "\x1b\u202e") {
			t.Errorf("%s passes control characters on", f.Name)
		}
		switch f.Name {
		case "html":
			if strings.Contains(out, "<script") || strings.Contains(out, "javascript:b\"") {
				t.Error("html lets a script through")
			}
		case "markdown":
			for line := range strings.Lines(out) {
				bare := withoutCode(line)
				for _, bad := range []string{"<script", "@everyone", "[a]", "#1 ", "</code>"} {
					if strings.Contains(bare, bad) {
						t.Errorf("markdown has %q outside of code: %s", bad, line)
					}
				}
				if strings.HasPrefix(line, "|") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") > 7 {
					t.Errorf("a cell breaks the table: %s", line)
				}
			}
		}
	}
}

// withoutCode takes the code spans out of a line.
func withoutCode(line string) string {
	var b strings.Builder
	for line != "" {
		before, rest, found := strings.Cut(line, "`")
		b.WriteString(before)
		if !found {
			break
		}
		fence := "`" + rest[:len(rest)-len(strings.TrimLeft(rest, "`"))]
		rest = rest[len(fence)-1:]
		end := strings.Index(rest, fence)
		for end >= 0 && strings.HasPrefix(rest[end+len(fence):], "`") { // a longer run ends nothing
			skip := end + len(fence) + len(rest[end+len(fence):]) - len(strings.TrimLeft(rest[end+len(fence):], "`"))
			next := strings.Index(rest[skip:], fence)
			if next < 0 {
				end = -1
				break
			}
			end = skip + next
		}
		if end < 0 {
			b.WriteString(fence)
			line = rest
			continue
		}
		line = rest[end+len(fence):]
	}
	return b.String()
}

func TestJSONHasEveryKey(t *testing.T) {
	var v any
	if err := json.Unmarshal([]byte(written(t, "json", sample(), Style{})), &v); err != nil {
		t.Fatal(err)
	}
	var walk func(path string, v any)
	keys := map[string]string{}
	walk = func(path string, v any) {
		switch v := v.(type) {
		case nil:
			t.Errorf("%s is null", path)
		case []any:
			for _, item := range v {
				walk(path+"[]", item)
			}
		case map[string]any:
			var names []string
			for name, item := range v {
				names = append(names, name)
				walk(path+"."+name, item)
			}
			joined := strings.Join(sorted(names), " ")
			if keys[path] != "" && keys[path] != joined {
				t.Errorf("%s has the keys %s and elsewhere %s", path, joined, keys[path])
			}
			keys[path] = joined
		}
	}
	walk("", v)
	if want := "changes leftAlone new notes old package schema scope summary tool"; keys[""] != want {
		t.Errorf("keys are %s, want %s", keys[""], want)
	}
}
