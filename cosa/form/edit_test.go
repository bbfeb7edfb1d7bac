package form

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// valueAt makes an edit of the first scalar that is written so.
func valueAt(t *testing.T, text, old, now string, format cosa.Format) cosa.Edit {
	t.Helper()
	documents, err := nodesOf(text, format)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range newNodeIndex(text, format, documents).order {
		if n.Kind == yaml.ScalarNode && textOf(n) == old {
			return cosa.Edit{Fix: cosa.Fix{Old: old, New: now}, Position: cosa.Position{Line: n.Line, Column: n.Column}}
		}
	}
	t.Fatalf("%q is not in %q", old, text)
	return cosa.Edit{}
}

func TestEdits(t *testing.T) {
	tests := []struct {
		text, old, now string
		want           string // "" where it is left
		reason         string
	}{
		{"a: Chnage # note\n", "Chnage", "Change", "a: Change # note\n", ""},
		{"a:   'Chnage'\r\n", "Chnage", "Change", "a:   'Change'\r\n", ""},
		{"a: \"Ch\\u006eage\"", "Chnage", "Change", "a: \"Change\"", ""},
		{"a: [x, Chnage, y]\n", "Chnage", "Change", "a: [x, Change, y]\n", ""},
		{"a: { b: Chnage}\n", "Chnage", "Change", "a: { b: Change}\n", ""},
		{"a: \u00a0#777\n", "\u00a0#777", "#777", "a: \"#777\"\n", ""},
		{"a: Null\u200b\n", "Null\u200b", "Null", "a: \"Null\"\n", ""},
		{"a: '''Ann'\n", "'Ann", "Ann", "a: 'Ann'\n", ""},
		{"a: 'O''Neil\u00a0'\n", "O'Neil\u00a0", "O'Neil", "a: 'O''Neil'\n", ""},
		{"a: ７２２\n", "７２２", "722", "a: 722\n", ""},
		{"a: x\n---\nb: Chnage\n", "Chnage", "Change", "a: x\n---\nb: Change\n", ""},
		{"updatetype: Add\n", "updatetype", "updateType", "updateType: Add\n", ""},
		{"? updatetype\n: Add\n", "updatetype", "updateType", "? updateType\n: Add\n", ""},
		{"a: &x Chnage\nb: *x\n", "Chnage", "Change", "", leftAnchor},
		{"a: &x {c: Chnage}\nb: *x\n", "Chnage", "Change", "", leftAnchor},
		{"a: &x {c: Chnage}\nb: c\n", "Chnage", "Change", "a: &x {c: Change}\nb: c\n", ""},
		{"a: &x Chnage\n", "Chnage", "Change", "", leftAnchor},
		{"a: !!str Chnage\n", "Chnage", "Change", "", leftAnchor},
		{"a: |\n  Chnage\n", "Chnage", "Change", "", leftBlock},
		{"a: >-\n  Chnage\n", "Chnage", "Change", "", leftBlock},
		{"a: Domestic\n  Romaing\n", "Domestic Romaing", "DomesticRoaming", "", leftBlock},
		{"a: 'Domestic\n  Romaing'\n", "Domestic Romaing", "DomesticRoaming", "", leftBlock},
		{"a: x\u0085b: Chnage\u0085", "Chnage", "Change", "a: x\u0085b: Change\u0085", ""},
	}
	for _, test := range tests {
		places, left, err := Edits(test.text, cosa.YAML, []cosa.Edit{valueAt(t, test.text, test.old, test.now, cosa.YAML)})
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		got, err := patch.Splice(test.text, places)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case test.want == "" && (len(left) != 1 || left[0].Reason != test.reason || got != test.text):
			t.Errorf("%q: left %+v, got %q", test.text, left, got)
		case test.want != "" && got != test.want:
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestEditsOfLists(t *testing.T) {
	const text = "a: [Intrenet, 'MMS;  lte.attach', \"IMS\\u00a0\"]\n"
	e := cosa.Edit{Fix: cosa.Fix{Old: "Intrenet, MMS;  lte.attach, IMS\u00a0", New: "Internet, MMS;  LTE attach, IMS "}, Position: cosa.Position{Line: 1, Column: 4}}
	places, left, err := Edits(text, cosa.YAML, []cosa.Edit{e})
	if err != nil || len(left) > 0 {
		t.Fatal(err, left)
	}
	got, err := patch.Splice(text, places)
	if want := "a: [Internet, 'MMS;  LTE attach', \"IMS\"]\n"; got != want || err != nil {
		t.Errorf("got %q, want %q, %v", got, want, err)
	}
}

func TestSecrets(t *testing.T) {
	const secret = "Zx9Secret"
	text := strings.ReplaceAll(`profiles:
- operator: Contoso
  x-note: {a: [S, "S"], S: 'S'}
  connections:
  - {password: S, userName: "S\u0020S", accessString: open}
  - password: |
      S
      S
    pasword: S
      S
  - passwort: &s S
    password: *s
    friendlyName: open
`, "S", secret)
	text = strings.ReplaceAll(text, "acces"+secret, "accesS")
	text = strings.ReplaceAll(text, "access"+secret+"tring", "accessString")
	spans, err := Secrets(text, cosa.YAML)
	if err != nil {
		t.Fatal(err)
	}
	var edits []patch.Edit
	for _, s := range spans {
		edits = append(edits, patch.Edit{Span: s, Text: "***"})
	}
	got, err := patch.Splice(text, edits)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(got, secret) || strings.Count(got, "open") != 2 {
		t.Errorf("masked: %s", cmp.Diff(text, got))
	}
}

// FuzzEdits edits every scalar of any text, alone and all together. Each is
// edited or left; the text never holds anything else than it should.
func FuzzEdits(f *testing.F) {
	for _, text := range []string{
		"profiles:\n- operator: 'Contoso'\n  targets: [{mcc: \"722\", a: b}] # c\n", `{"a": ["b\u00e9", 1, true, null]}`, "a: |\n  b\n", "? [a]\n: {b: c}\n",
		"- &a b\n- *a\n", "a: 'x''y'\nb: \"x\\\"y\"\n", "a: b\n--- \nc: d\n...\n", "%YAML 1.1\n---\n!!map {? a : b}\n", "a:\tb\r- c", "[a, b,]: c", "a\u0085b: c\u2028d: e",
	} {
		f.Add(text, "Change", false)
		f.Add(text, "x: #", true)
	}
	f.Fuzz(func(t *testing.T, text, now string, json bool) {
		format := cosa.YAML
		if json {
			format = cosa.JSON
		}
		clean, err := readText("f", bytes.NewReader([]byte(text)), Limits{}.orDefaults())
		if err != nil || len(clean) > 2000 || strings.Trim(now, " ") == "" || !utf8.ValidString(now) || strings.Contains(now, "\ufffd") {
			return
		}
		text = string(clean)
		documents, err := nodesOf(text, format)
		if err != nil {
			return
		}
		if _, err := Secrets(text, format); err != nil {
			t.Fatal(err)
		}
		var all []cosa.Edit
		for _, n := range newNodeIndex(text, format, documents).order {
			if n.Kind != yaml.ScalarNode || textOf(n) == now {
				continue
			}
			e := cosa.Edit{Fix: cosa.Fix{Old: textOf(n), New: now}, Position: cosa.Position{Line: n.Line, Column: n.Column}}
			if _, _, err := Edits(text, format, []cosa.Edit{e}); err != nil {
				t.Fatalf("%q -> %q at %d:%d of %q: %v", e.Old, e.New, n.Line, n.Column, text, err)
			}
			all = append(all, e)
		}
		if _, _, err := Edits(text, format, all); err != nil {
			t.Fatalf("all -> %q in %q: %v", now, text, err)
		}
	})
}
