package form_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa/form"
)

// nodes tells a tree as the reader looks at it: of the types of plain values
// it only asks whether they are null.
func nodes(n *yaml.Node, depth int) []string {
	tag := n.Tag
	if n.Kind == yaml.ScalarNode && tag != "!!null" && tag != "!!merge" {
		tag = ""
	}
	lines := []string{fmt.Sprintf("%s%d:%d kind %d %s style %d %q &%s", strings.Repeat(" ", depth), n.Line, n.Column, n.Kind, tag, n.Style, n.Value, n.Anchor)}
	for _, child := range n.Content {
		lines = append(lines, nodes(child, depth+1)...)
	}
	return lines
}

// samePlain proves that a text which is parsed without the YAML library gives
// what it gives with it.
func samePlain(t *testing.T, text string) (plain bool) {
	t.Helper()
	if !utf8.ValidString(text) {
		return false
	}
	got, ok := form.ParsePlain(text)
	if !ok {
		return false
	}
	want, err := form.ParseList(text)
	if err != nil {
		t.Fatalf("the library says %v of\n%s", err, text)
	}
	if diff := cmp.Diff(nodes(want, 0), nodes(got, 0)); diff != "" {
		t.Fatalf("-library +plain:\n%s\n%q", diff, text)
	}
	return true
}

// plainLists are parsed without the library.
var plainLists = []string{
	"- operator: Contoso\n",
	"- operator: Contoso",
	"# a\n\n- operator: Contoso # b\n\n  # c\n# d\n  country: Chile\n#\n",
	"  - operator: Contoso\n    targets:\n      - mcc: \"001\"\n        mnc: '01'\n      - {mcc: 001, iccid: {start: 1, end: \"2\"}, spn: a b}\n    connections:\n    - apn: x\n      purposeGroups: [Internet, MMS]\n    sim:\n      appID: a!b\n",
	"- a\n- b c\n- [d, e]\n- {}\n- []\n-   f:   g\n    h: i\n",
	"- null\n- ~\n- Null\n- a: null\n  NULL: 'null'\n  b: \"\"\n",
	"- operator: Telef\u00f3nica # \u00e9\n  brandingName: \"\u00e9\"  \n  x: {a: \u00e9\u00e9, b: [\u00e9, c], d: 'e'}\n",
	"- url: https://contoso.example/a#b?c=d&e:f\n  other: a -b ?c !d *e 'f' \"g\n",
	"- a: b\r\n  c: \"d\"\r\n\r\n# e\r\n- f\r\n",
	"- a: 5\n  b: 1e5\n  c: 2001-01-01\n  d: Yes\n  e: 0x1F\n  f: .inf\n  g: <<\n",
	"- a: b\n  c:\n  - d\n  - e: f\n    g:\n      - h\n  i: j\n",
	"- a:\n   b: c\n  d: e\n",
	"- a: b }]\n- c, d\n- e[f]{g\n",
}

func TestPlain(t *testing.T) {
	for _, text := range plainLists {
		if !samePlain(t, text) {
			t.Errorf("not parsed: %q", text)
		}
	}
}

// libraryLists are left to the library, or are none at all.
var libraryLists = []string{
	"", "a", "a: b\n", "-\n", "- \n", "- - a\n", "- a\n  b\n", "- a:\n", "- a:\n  b: c\n", "- a:\n- b\n", "- a: |\n    b\n", "- &a b\n", "- *a\n", "- !x y\n",
	"- a: b: c\n", "- a: b:\n", "- a: 'b''c'\n", "- a: \"b\\n\"\n", "- a: \"b\n    c\"\n", "- a: [b,\n    c]\n", "- a: [b, ]\n", "- a: [, b]\n", "- a: {b}\n", "- a: {b: }\n", "- a: {b:c}\n",
	"- a: [b: c]\n", "- <<: {a: b}\n", "- \"a\": b\n", "- a: \"b\": c\n", "- a: b\n c: d\n", "- a: b\n    c: d\n", "- a: b\n---\n- c\n", "- a: b\n...\n", "- a: b\nc: d\n", "- a: \tb\n", "- a: b\t\n",
	"- a: b\rc: d\n", "- a # b\rc\n", "- a\r", "- a\u0085b\n", "- a\u2028b\n", "- a\ufeffb\n", "- a\x00\n", "- a\x7f\n", "- a: @b\n", "- a: `b`\n", "- a: %b\n", "- a: -b\n", "- a: -\n", "- ? a\n", "- a: 'b'c\n", "- a: \"b\"#c\n",
	"- a: [b]c\n", "- a: [b c: d]\n", "- a: [b?]\n", "- a: [b #c]\n", "- a: [b:]\n", "- a: [b:,c]\n", "- a: [" + strings.Repeat("[", 50) + strings.Repeat("]", 50) + "]\n", "- " + strings.Repeat("a", 2000) + ": b\n", "- a: b\n  - c\n", "- a\n  - b\n", " - a\n- b\n", "- a\n - b\n", "- a:\n    - b\n   - c\n",
}

func TestNotPlain(t *testing.T) {
	for _, text := range libraryLists {
		if samePlain(t, text) {
			t.Errorf("parsed: %q", text)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, lists := range [][]string{plainLists, libraryLists, oddities} {
		for _, text := range lists {
			f.Add(strings.TrimPrefix(text, "profiles:\n"))
		}
	}
	f.Fuzz(func(t *testing.T, text string) { samePlain(t, text) })
}
