package form_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

const jsonLines = `{"version": 1, "defaults": {"updateType": "Add"}, "submission": {"contactName": "A"}}

{"operator": "Contoso", "country": "Argentina", "targets": [{"mcc": "722", "mnc": 310}], "connections": [{"apn": "é.example"}]}
{"operator": "Fabrikam", "country": "Chile", "updateType": "Keep", "targets": [{"iccid": "8900100000000000000-8900100000000000099"}]}
{"version": 1}
{"operator": "Tailspin"}
`

func TestJSONLines(t *testing.T) {
	for name, text := range map[string]string{
		"LF": jsonLines, "CR LF": strings.ReplaceAll(jsonLines, "\n", "\r\n"), "CR": strings.ReplaceAll(jsonLines, "\n", "\r"),
		"mark": "\ufeff" + jsonLines, "no break at the end": strings.TrimSuffix(jsonLines, "\n"),
	} {
		s := read(t, cosa.JSONL, text)
		want := []string{
			"0 UpdateType=Add @1:43 defaults.updateType",
			"0 Country/Region=Argentina @3:36 profiles[0].country",
			"0 Operator=Contoso @3:14 profiles[0].operator",
			"0 MCC=722 @3:69 profiles[0].targets[0].mcc",
			"0 MNC=310 @3:83 profiles[0].targets[0].mnc",
			"0 AccessString=é.example @3:114 profiles[0].connections[0].accessString",
			"1 UpdateType=Keep @4:60 profiles[1].updateType",
			"1 Country/Region=Chile @4:37 profiles[1].country",
			"1 Operator=Fabrikam @4:14 profiles[1].operator",
			"1 ICCID Range - Start=8900100000000000000 @4:90 profiles[1].targets[0].iccid",
			"1 ICCID Range - End=8900100000000000099 @4:111 profiles[1].targets[0].iccid",
			"2 Operator=Tailspin @6:14 profiles[2].operator",
		}
		got := values(s)
		if diff := cmp.Diff(want, got); diff != "" || len(s.Findings()) > 0 || len(s.Answers()) != 1 {
			t.Errorf("%s: %s\n%v\n%v", name, diff, s.Findings(), s.Answers())
		}
	}
}

func TestJSONLinesFaults(t *testing.T) {
	for _, test := range []struct {
		name, text string
		limits     form.Limits
		want       string // of the error, or of all findings
	}{
		{name: "nothing", text: "\n\n", want: "no-entries @1:1 profiles: the file holds no profiles"},
		{name: "no mapping", text: "{\"operator\": \"a\"}\n[1]\nnull\n", want: "wrong-type @2:1 profiles[1]: an item of \"profiles\" is a list\nwrong-type @3:1 profiles[2]: an item of \"profiles\" is blank"},
		{name: "key", text: "{}\n{\"operater\": \"a\"}\n", want: `unknown-key @2:2 profiles[1].operater: "operater" is no key of a profile`},
		{name: "a key of the document", text: "{\"operator\": \"a\", \"version\": 1}\n", want: `unknown-key @1:19 profiles[0].version: "version" is no key of a profile`},
		{name: "several lines", text: "{\n\"operator\": \"a\"}\n", want: `f:1:2: not valid JSON: the line ends too early`},
		{name: "list", text: "{}\n{\"targets\": [\n]}\n", want: `f:2:14: not valid JSON: the line ends too early`},
		{name: "two values", text: "{}\n{} {}\n", want: `f:2:4: not valid JSON: text follows the end of the JSON value; a line holds one JSON value`},
		{name: "comma", text: "{},\n{}\n", want: `f:1:3: not valid JSON: text follows the end`},
		{name: "comment", text: "\n# x\n", want: `f:2:1: not valid JSON: comments are not allowed`},
		{name: "not UTF-8", text: "{}\n{\"é\": \"\xe9\"}\n", want: `f:2:8: the text is not UTF-8`},
		{name: "version", text: "{\"version\": 2}\n", want: `f:1:13: the version of the form is "2"`},
		{name: "the first fault", text: "{}\nx\n\xff\n", want: `f:2:1: not valid JSON: a value is expected`},
		{name: "length", text: "{}\n" + strings.Repeat(" ", 1<<20) + "\n", limits: form.Limits{Bytes: 1 << 20}, want: `f:2: the line is longer than 1 MiB`},
		{name: "values", text: "{}\n{\"targets\": [1, 2, 3]}", limits: form.Limits{Values: 4}, want: `f:2: the line holds more than 4 values`},
		{name: "depth", text: strings.Repeat("[", 1000000), want: `f:1:65: not valid JSON: lists and objects are nested deeper than 64 levels`},
		{name: "rows", text: "{}\n{}\n{}\n", limits: form.Limits{Rows: 2}, want: `f:3:1: the profiles make more than 2 rows`},
		{name: "faults", text: "1\n2\n3\n", limits: form.Limits{Faults: 2}, want: `f:3:1: this is fault number 3`},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := cosa.NewBuilder()
			err := form.ReadJSONL(b, "f", strings.NewReader(test.text), test.limits)
			var problem *cosa.ReadError
			if err == nil {
				if diff := cmp.Diff(test.want, strings.Join(findings(b.Submission()), "\n")); diff != "" {
					t.Error(diff)
				}
			} else if !errors.As(err, &problem) || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

type failing struct{ io.Reader }

func (f failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if err == io.EOF {
		err = errors.New("the disk is gone")
	}
	return n, err
}

func TestJSONLinesThatCannotBeRead(t *testing.T) {
	err := form.ReadJSONL(cosa.NewBuilder(), "f", failing{strings.NewReader(jsonLines)}, form.Limits{})
	if err == nil || !strings.HasPrefix(err.Error(), "f: cannot be read") {
		t.Error(err)
	}
}

// asJSON makes of lines a document that has every value in the same place
// where the lines are written behind a blank one.
func asJSON(lines []string) string {
	return "{\"profiles\": [\n" + strings.Join(lines, ",\n") + "\n]}\n"
}

// TestJSONLinesAreJSON reads what is written of random sheets, as it is and
// with a fault, as JSON Lines in batches of any size and as one document.
func TestJSONLinesAreJSON(t *testing.T) {
	texts := rounds(100)
	read, told := 0, 0
	check := func(lines []string, size int) {
		t.Helper()
		one, all := cosa.NewBuilder(), cosa.NewBuilder()
		want := form.ReadWhole(one, cosa.JSON, strings.NewReader(asJSON(lines)), form.Limits{})
		text := "\n" + strings.Join(lines, "\n")
		got := form.ReadLines(all, strings.NewReader(text), form.Limits{}, size)
		if (want == nil) != (got == nil) {
			t.Fatalf("got  %v\nwant %v\n%s", got, want, text)
		}
		if want != nil {
			if want.Error() == got.Error() {
				told++
			}
			return
		}
		read++
		lines = everything(all.Submission())
		lines[0] = strings.Replace(lines[0], "jsonl", "json", 1)
		if diff := cmp.Diff(everything(one.Submission()), lines); diff != "" {
			t.Fatalf("batches of %d (-JSON +JSON Lines):\n%s\n%s", size, diff, text)
		}
	}
	for seed := range uint64(texts) {
		r := rand.New(rand.NewPCG(seed, 8))
		var out bytes.Buffer
		if err := form.WriteJSONL(&out, sheet(append(randomSheet(r), sheetRow{cosa.Operator: "Contoso"}))); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		size := 1 + r.IntN(500)
		check(lines, size)
		for range 5 {
			broken := slices.Clone(lines)
			line := &broken[r.IntN(len(lines))]
			at := r.IntN(len(*line))
			fault := []string{"", ",", "]", "}", "[", "\"", "\\", "{", ":", "x", "é", "1"}[r.IntN(12)]
			*line = (*line)[:at] + fault + (*line)[min(at+r.IntN(2), len(*line)):]
			check(broken, size)
		}
	}
	if t.Logf("%d read, %d told alike", read, told); read < texts || told < texts {
		t.Errorf("%d read, %d told alike", read, told)
	}
}

// TestJSONLinesHoldAnswers keeps what is said beside the profiles.
func TestJSONLinesHoldAnswers(t *testing.T) {
	s := read(t, cosa.JSON, `{"package": {"name": "P"}, "submission": {"contactName": "A"}, "profiles": [{"operator": "Contoso"}, {"operator": "Fabrikam"}]}`)
	var out bytes.Buffer
	if err := form.WriteJSONL(&out, s); err != nil {
		t.Fatal(err)
	}
	want := `{"version":1,"package":{"name":"P"},"submission":{"contactName":"A"}}
{"operator":"Contoso"}
{"operator":"Fabrikam"}
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	back := read(t, cosa.JSONL, out.String())
	texts := func(s *cosa.Submission) string {
		text := ""
		for _, a := range slices.Concat(s.Answers(), s.Details()) {
			text += fmt.Sprintln(a.Key, a.Text)
		}
		return text
	}
	if diff := cmp.Diff(texts(s), texts(back)); diff != "" || !back.Sources()[0].Database() {
		t.Error(diff)
	}
}
