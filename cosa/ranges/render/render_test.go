package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// results are writers of every kind of result, once with something to say and
// once with nothing.
func results(t *testing.T) map[string]func(Style, io.Writer) error {
	parse := func(text string) cosa.Range {
		r, err := ranges.Parse(cosa.ICCID, text)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	a, b := parse("8900100000000000000-8900100000000000099"), parse("89001000000000000500-89001000000000000999")
	some := &ranges.Holdings{
		Ranges: []ranges.Held{
			{Range: a, Profile: "Con\x1btoso, \"the\" <b>", Target: "MCC 001", Position: cosa.Position{File: "a.xlsx", Sheet: "S", Line: 2, Column: 3}},
			{Range: b, Position: cosa.Position{File: "l.txt", Line: 7}},
		},
		Unknown: []ranges.Unknown{{Profile: "P\nQ", Value: "pattern:(", Position: cosa.Position{File: "a.xml", Line: 3, Column: 4}}},
	}
	none := &ranges.Holdings{}
	counted := func(h *ranges.Holdings, numbers ...string) *ranges.Coverage {
		c := ranges.NewCoverage(cosa.ICCID, h.Plain(), 2)
		for i, n := range numbers {
			c.Add(n, cosa.Position{File: "sims", Line: i + 1})
		}
		return c
	}
	found := func(held []ranges.Held, hits ...Hits) func(Style, io.Writer) error {
		return func(s Style, w io.Writer) error {
			f := s.NewFound(w, &ranges.Holdings{Ranges: held})
			for _, h := range hits {
				if err := f.Add(h); err != nil {
					return err
				}
			}
			_, err := f.Close()
			return err
		}
	}
	pairs, total := ranges.Overlaps(some.Ranges, 10)
	pieces, err := ranges.Carve(a, []cosa.Range{b})
	if err != nil {
		t.Fatal(err)
	}
	findings := []cosa.Finding{{Rule: "iccid-range-overlap", Severity: cosa.Error, Message: "x <y>", Related: []cosa.Related{{Message: "z"}}}}
	return map[string]func(Style, io.Writer) error{
		"list":          func(s Style, w io.Writer) error { return s.List(w, some) },
		"list/none":     func(s Style, w io.Writer) error { return s.List(w, none) },
		"merge":         func(s Style, w io.Writer) error { return s.Merged(w, some.Plain(), 2, some.Unknown) },
		"merge/none":    func(s Style, w io.Writer) error { return s.Merged(w, nil, 0, nil) },
		"gaps":          func(s Style, w io.Writer) error { return s.Gaps(w, a, ranges.Gaps(a, []cosa.Range{b}), some.Unknown) },
		"gaps/none":     func(s Style, w io.Writer) error { return s.Gaps(w, a, nil, nil) },
		"carve":         func(s Style, w io.Writer) error { return s.Carved(w, []cosa.Range{a}, []cosa.Range{b}, pieces) },
		"carve/none":    func(s Style, w io.Writer) error { return s.Carved(w, nil, nil, nil) },
		"split":         func(s Style, w io.Writer) error { return s.Split(w, []cosa.Range{a}, 60, pieces) },
		"split/none":    func(s Style, w io.Writer) error { return s.Split(w, nil, 1, nil) },
		"overlaps":      func(s Style, w io.Writer) error { return s.Overlaps(w, some, pairs, total+5) },
		"overlaps/none": func(s Style, w io.Writer) error { return s.Overlaps(w, none, nil, 0) },
		"findings":      func(s Style, w io.Writer) error { return s.Findings(w, findings, []Skipped{{"r", "why"}}) },
		"findings/none": func(s Style, w io.Writer) error { return s.Findings(w, nil, nil) },
		"coverage": func(s Style, w io.Writer) error {
			return s.Coverage(w, some, counted(some, a.Start, a.Start, "8.9E+18", "89", "8900200000000000000", b.Start))
		},
		"coverage/none": func(s Style, w io.Writer) error { return s.Coverage(w, none, counted(none)) },
		"found": found(some.Ranges, Hits{Number: a.Start, Ranges: []int{0, 1}, Total: 9}, Hits{Number: "x\x1b", Problem: "is bad"},
			Hits{Number: a.End, Position: cosa.Position{File: "stdin", Line: 4}}),
		"found/none": found(nil),
	}
}

func TestEveryFormat(t *testing.T) {
	for name, write := range results(t) {
		for _, format := range Formats() {
			t.Run(name+"/"+format, func(t *testing.T) {
				var b bytes.Buffer
				style := Style{Format: Format(format), Show: func(s string) string { return strings.ReplaceAll(s, "\x1b", "ESC") }}
				if err := write(style, &b); err != nil {
					t.Fatal(err)
				}
				out := b.String()
				switch Format(format) {
				case JSON:
					checkJSON(t, out)
				case CSV:
					rows, err := csv.NewReader(&b).ReadAll()
					if err != nil || len(rows) == 0 {
						t.Errorf("%v:\n%s", err, out)
					}
				case Plain, YAML:
					prefix := ""
					if Format(format) == YAML {
						prefix = "- iccid: "
					}
					h := ranges.Holdings{Kind: cosa.ICCID}
					if err := h.ReadList("out", strings.NewReader(strings.ReplaceAll(out, prefix, ""))); err != nil {
						t.Errorf("%v:\n%s", err, out)
					}
				default:
					if strings.Contains(out, "\x1b") {
						t.Errorf("a terminal would obey:\n%s", out)
					}
				}
			})
		}
	}
}

// checkJSON wants an object with the schema's number, without a null but for
// what is not counted, and without escaped HTML.
func checkJSON(t *testing.T, out string) {
	t.Helper()
	var tree map[string]any
	if err := json.Unmarshal([]byte(out), &tree); err != nil {
		t.Fatalf("%v:\n%s", err, out)
	}
	if diff := cmp.Diff([]any{float64(1), "ICCID"}, []any{tree["schema"], tree["kind"]}); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(out, "null") || strings.Contains(out, `\u003c`) {
		t.Errorf("a null or escaped HTML:\n%s", out)
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsAreTold(t *testing.T) {
	for name, write := range results(t) {
		for _, format := range Formats() {
			var b bytes.Buffer
			style := Style{Format: Format(format)}
			if err := write(style, &b); err != nil {
				t.Fatal(err)
			}
			if err := write(style, full{}); !errors.Is(err, errFull) && b.Len() > 0 {
				t.Errorf("%s as %s: %v", name, format, err)
			}
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[uint64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := Thousands(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}
