package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

var update = flag.Bool("update", false, "rewrite golden files")

func cell(sheet string, line, column int) cosa.Position {
	return cosa.Position{File: "ops.xlsx", Sheet: sheet, Line: line, Column: column}
}

// sample has what a report can hold: two files, folded rows, a related place
// in the same sheet and in another file, hostile text, a long value.
func sample() *Report {
	order := cosa.Finding{
		Rule: "iccid-range-order", Severity: cosa.Error, Message: `the range starts after its end "8954310000000000000"`,
		Hint: "swap the two", Setting: "ICCID Range - Start", Value: "8954310099999999999", Profile: "Contoso (Argentina)",
	}
	at := func(f cosa.Finding, p cosa.Position) cosa.Finding { f.Position = p; return f }
	overlap := cosa.Finding{
		Rule: "iccid-range-overlap", Severity: cosa.Error, Message: "some SIM satisfies this target and another one",
		Position: cell("APN", 20, 10), Setting: "ICCID Range - Start", Value: "8954310200000000000", Profile: "Contoso (Argentina)",
		Related: []cosa.Related{
			{Message: "the other range", Position: cell("APN", 14, 10)},
			{Message: "and one more", Position: cosa.Position{File: "more.yaml", Line: 9, Column: 7, Path: "profiles[0].targets[0].iccid"}},
		},
	}
	return &Report{
		Tool: Tool{Name: "cosa", Version: "1.2.3"}, Policy: rules.PolicyMobilePlans, Files: 2, Entries: 60, Profiles: 2, Suppressed: 1,
		Findings: []cosa.Finding{
			{Rule: "no-entries", Severity: cosa.Error, Message: "no rows", Position: cosa.Position{File: "empty.csv"}},
			at(order, cell("APN", 7, 10)), at(order, cell("APN", 8, 10)), at(order, cell("APN", 9, 10)), at(order, cell("APN", 12, 10)),
			overlap,
			{
				Rule: "ip-type-value", Severity: cosa.Warning, Message: "\"\x1b[31mred\u202e\" is no value of IPType", Position: cell("APN", 21, 30),
				Setting: "IPType", Value: "\x1b[31mred\u202e" + strings.Repeat("x", 500), Profile: "Contoso (Argentina)",
			},
			{
				Rule: "target-outranked", Severity: cosa.Info, Message: "an entry with MCC and MNC wins",
				Position: cosa.Position{File: "more.yaml", Line: 9, Column: 7, Path: "profiles[0].targets[0].iccid.start"}, Profile: "Fabrikam",
			},
		},
		NotEvaluated: []rules.Skipped{
			{Rule: "branding-icon-images", Reason: "no icon file beside the submission"},
			{Rule: "branding-icon-type", Reason: "no icon file beside the submission"},
		},
		Notes: []string{"ops.xlsx: the rows are as cosa exported them"},
		Next:  "correct what is found",
	}
}

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		golden, format string
		options        Options
		report         *Report
	}{
		{"sample.txt", "text", Options{}, sample()},
		{"color.txt", "text", Options{Color: true}, sample()},
		{"quiet.txt", "text", Options{Quiet: true}, sample()},
		{"clean.txt", "text", Options{}, &Report{Policy: rules.PolicyCosa, Files: 1, Entries: 1, Profiles: 1}},
		{"sample.json", "json", Options{}, sample()},
		{"clean.json", "json", Options{}, &Report{}},
		{"everything.txt", "text", Options{}, everything()},
		{"everything.json", "json", Options{}, everything()},
		{"everything.sarif", "sarif", Options{}, everything()},
		{"everything.junit.xml", "junit", Options{}, everything()},
		{"everything.github.txt", "github", Options{}, everything()},
		{"everything.md", "markdown", Options{}, everything()},
	} {
		t.Run(test.golden, func(t *testing.T) {
			var got bytes.Buffer
			if err := formatNamed(t, test.format).Write(&got, test.report, test.options); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", test.golden)
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got.String()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func formatNamed(t *testing.T, name string) Format {
	t.Helper()
	for _, f := range Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no format %q", name)
	return Format{}
}

func TestJSONIsJSON(t *testing.T) {
	r := sample()
	r.Findings[0].Value = "\xff\xfe broken UTF-8"
	for _, r := range []*Report{{}, r} {
		var out bytes.Buffer
		if err := writeJSON(&out, r, Options{}); err != nil {
			t.Fatal(err)
		}
		var v struct{ Findings []any }
		if err := json.Unmarshal(out.Bytes(), &v); err != nil {
			t.Errorf("%v in %s", err, &out)
		}
		if len(v.Findings) != len(r.Findings) || v.Findings == nil {
			t.Errorf("%d findings, want %d", len(v.Findings), len(r.Findings))
		}
	}
}

func TestWhere(t *testing.T) {
	csv := func(line int) cosa.Position { return cosa.Position{File: "a.csv", Line: line, Column: 2} }
	yaml := func(line int) cosa.Position {
		return cosa.Position{File: "a.yaml", Line: line, Column: 2, Path: fmt.Sprintf("profiles[%d]", line)}
	}
	var scattered []cosa.Position
	for line := 2; line < 40; line += 2 {
		scattered = append(scattered, cell("S", line, 1))
	}
	for _, test := range []struct {
		places []cosa.Position
		want   string
	}{
		{[]cosa.Position{{File: "a.csv"}}, ""},
		{[]cosa.Position{cell("S", 2, 1)}, "A2"},
		{[]cosa.Position{cell("S", 2, 1), cell("S", 3, 1), cell("S", 5, 1)}, "A2:A3, A5"},
		{[]cosa.Position{cell("S", 2, 1), cell("S", 3, 2)}, "A2, B3"},
		{[]cosa.Position{csv(2), csv(3), csv(4)}, "2:2-4:2"},
		{[]cosa.Position{yaml(2), yaml(3)}, "2:2, 3:2"},
		{scattered, "A2, A4, A6, A8, A10, A12, A14, A16 and 11 more"},
	} {
		f := Folded{Places: test.places}
		if got := f.Where(); got != test.want {
			t.Errorf("Where() = %q, want %q", got, test.want)
		}
	}
}

func TestLimit(t *testing.T) {
	r := &Report{}
	for line := 1; line <= manyOfOneRule+1; line++ {
		r.Findings = append(r.Findings, cosa.Finding{Rule: "many", Severity: cosa.Error, Message: fmt.Sprint(line), Position: cell("S", line, 1)})
	}
	for line := 1; line <= manyOfOneRule; line++ {
		r.Findings = append(r.Findings, cosa.Finding{Rule: "few", Severity: cosa.Error, Message: fmt.Sprint(line), Position: cell("T", line, 1)})
	}
	var some, all bytes.Buffer
	if err := writeText(&some, r, Options{}); err != nil {
		t.Fatal(err)
	}
	if err := writeText(&all, r, Options{All: true}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(some.String(), "[many]"); n != firstOfMany {
		t.Errorf("%d of many are listed, want %d", n, firstOfMany)
	}
	if n := strings.Count(some.String(), "[few]"); n != manyOfOneRule {
		t.Errorf("%d of few are listed, want %d", n, manyOfOneRule)
	}
	if !strings.Contains(some.String(), "\nmany: 81 more findings (--all lists them)\n") {
		t.Error("it does not say how many are left out")
	}
	if n := strings.Count(all.String(), "[many]"); n != manyOfOneRule+1 {
		t.Errorf("%d of many are listed with All, want %d", n, manyOfOneRule+1)
	}
}

// broken is a file that takes no more than a number of bytes.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

func TestWriteErrorsAreTold(t *testing.T) {
	big := &Report{}
	for line := range 5000 {
		big.Findings = append(big.Findings, cosa.Finding{Rule: "r", Severity: cosa.Error, Message: fmt.Sprint(line), Position: cell("S", line, 1)})
	}
	for _, f := range Formats() {
		for _, r := range []*Report{{}, big} {
			for _, left := range []int{0, 1 << 16} {
				err := f.Write(&broken{left}, r, Options{All: true})
				if r == big && f.Name != "markdown" && err == nil || left == 0 && err == nil {
					t.Errorf("%s: no error although the disk is full", f.Name)
				}
			}
		}
	}
}
