package report

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// hidden redacts one message among others.
func hidden(messages ...string) []string {
	r := &Report{}
	for _, m := range messages {
		r.Findings = append(r.Findings, cosa.Finding{Message: m})
	}
	var out []string
	for _, f := range r.Redacted().Findings {
		out = append(out, f.Message)
	}
	return out
}

func TestRedacted(t *testing.T) {
	got := hidden(
		"8954310000000000000-8954310099999999999",
		"the same with a digit more: 89543100000000000007",
		`"89543100 0000 0000000" has blanks`,
		`"８９５４３１００９９９９９９９９９９９" is wide`,
		"IMSI 722310123456789",
		"8.9543100999999999E+18",
		"1,000,000,000,000,000 SIMs at F18 in 2026-11-21",
		"a short one: 12345678901",
	)
	want := []string{
		"8954310xxxxxxxxxB00-8954310xxxxxxxxxC99",
		"the same with a digit more: 8954310xxxxxxxxxB007",
		`"8954310x xxxx xxxxB00" has blanks`,
		`"８９５４３１０xxxxxxxxxC９９" is wide`,
		"IMSI 72231xxxxxxxA89",
		"8.95431xxxxxxxxD99E+18",
		"1,000,000,000,000,000 SIMs at F18 in 2026-11-21",
		"a short one: 12345678901",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRedactedFixes proves that a fix tells no more than its finding, and that
// the finding itself keeps it.
func TestRedactedFixes(t *testing.T) {
	f := cosa.Finding{Value: "8954310000000000000", Fix: &cosa.Fix{Old: "８954310000000000000", New: "8954310000000000000"}}
	r := &Report{Findings: []cosa.Finding{f}}
	got := r.Redacted().Findings[0].Fix
	if diff := cmp.Diff(&cosa.Fix{Old: "８954310xxxxxxxxxA00", New: "8954310xxxxxxxxxA00"}, got); diff != "" {
		t.Error(diff)
	}
	if r.Findings[0].Fix.New != "8954310000000000000" {
		t.Error("the report itself was redacted")
	}
}

// TestRedactedKeepsOrder compares what is hidden with the numbers themselves.
func TestRedactedKeepsOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var numbers []string
	for range 2000 {
		digits := []byte("895431")
		for len(digits) < 19 {
			digits = append(digits, byte('0'+random.IntN(10)))
		}
		numbers = append(numbers, string(digits))
	}
	slices.Sort(numbers)
	masked := hidden(numbers...)
	letters := func(s string) string { return strings.Trim(s, "0123456789x") }
	for i := 1; i < len(numbers); i++ {
		if (numbers[i-1][:17] == numbers[i][:17]) != (letters(masked[i-1]) == letters(masked[i])) || letters(masked[i-1]) > letters(masked[i]) {
			t.Fatalf("%s and %s become %s and %s", numbers[i-1], numbers[i], masked[i-1], masked[i])
		}
		if strings.Contains(masked[i], numbers[i][7:17]) || len(masked[i]) != 19 {
			t.Fatalf("%s becomes %s", numbers[i], masked[i])
		}
	}
}

// TestRedactedHoldsInEveryFormat looks for hidden digits in whatever is
// written.
func TestRedactedHoldsInEveryFormat(t *testing.T) {
	const start, end, note = "8944470012345678900", "8944470012345678999", "8944470033333333333"
	r := &Report{
		Findings: []cosa.Finding{{
			Rule: "iccid-range-overlap", Severity: cosa.Error, Message: start + "-" + end + " shared", Hint: "not " + start,
			Value: start, Profile: "SIMs from " + start, Related: []cosa.Related{{Message: "see " + end}},
		}},
		Notes: []string{"left out " + note}, Next: "look at " + note,
	}
	for _, format := range Formats() {
		var out bytes.Buffer
		if err := format.Write(&out, r.Redacted(), Options{All: true}); err != nil {
			t.Fatal(err)
		}
		for _, number := range []string{start, end, note} {
			if strings.Contains(out.String(), number) {
				t.Errorf("%s shows %s", format.Name, number)
			}
		}
	}
	if r.Findings[0].Related[0].Message != "see "+end {
		t.Error("the report itself has changed")
	}
}
