package main

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGrowth(t *testing.T) {
	found := make(figures)
	found.add(10, map[string]figure{"a": {seconds: 9, inner: 9}, "b": {seconds: 1}})
	found.add(1000, map[string]figure{"a": {seconds: 4, inner: 1}})
	found.add(100, map[string]figure{"a": {seconds: 2, inner: 0.1}})
	got := []string{
		found.growth("a", wholeTime), found.growth("a", innerTime),
		found.growth("b", wholeTime), found.growth("c", wholeTime),
		ratio(1, 2), ratio(0, 2), ratio(1, 0),
	}
	if diff := cmp.Diff([]string{"0.30", "1.00", "-", "-", "0.50", "-", "-"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRaceTakesMedians(t *testing.T) {
	var answers []string
	given := []float64{5, 1, 3}
	entrants := []entrant{
		{name: "one", args: []string{"go", "version"}, runs: 3, inner: func(stdout []byte) (float64, error) {
			answers = append(answers, string(stdout))
			return given[len(answers)-1], nil
		}},
		{name: "other", args: []string{"go", "version"}, runs: 1},
	}
	var progress progressLines
	medians, err := race("2 rows", entrants, &progress)
	if err != nil {
		t.Fatal(err)
	}
	if medians["one"].inner != 3 || medians["one"].seconds <= 0 || len(medians) != 2 {
		t.Errorf("medians are %+v", medians)
	}
	want := progressLines{"2 rows, run 1: one\n", "2 rows, run 1: other\n", "2 rows, run 2: one\n", "2 rows, run 3: one\n"}
	if diff := cmp.Diff(want, progress); diff != "" {
		t.Errorf("order of the runs (-want +got):\n%s", diff)
	}
	failing := []entrant{{name: "bad", args: []string{"go", "version"}, runs: 1, inner: func([]byte) (float64, error) { return 0, fmt.Errorf("found 2 pairs, want 1") }}}
	if _, err := race("1 row", failing, &progress); err == nil {
		t.Error("a wrong answer is let through")
	}
}

// progressLines keeps every write.
type progressLines []string

func (p *progressLines) Write(b []byte) (int, error) {
	*p = append(*p, string(b))
	return len(b), nil
}
