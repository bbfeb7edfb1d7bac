package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// TestFoldOfOneCause shows that findings of one cause are joined under the
// first, and others only where they say the same.
func TestFoldOfOneCause(t *testing.T) {
	at := func(line int) cosa.Position { return cosa.Position{File: "a.csv", Line: line, Column: 6} }
	findings := []cosa.Finding{
		{Rule: "r", Message: "range 1", Value: "1", Like: "x", Position: at(2)},
		{Rule: "r", Message: "range 2", Value: "2", Like: "x", Position: at(3)},
		{Rule: "r", Message: "range 1", Value: "1", Like: "y", Position: at(4)},
		{Rule: "s", Message: "range 2", Value: "2", Like: "x", Position: at(5)},
		{Rule: "r", Message: "range 3", Value: "3", Like: "x", Position: at(7)},
		{Rule: "r", Message: "range 1", Value: "1", Position: at(8)},
		{Rule: "r", Message: "range 1", Value: "1", Position: at(9)},
	}
	var got []string
	for _, f := range Fold(findings) {
		got = append(got, f.Where()+" "+f.Message)
	}
	want := []string{"2:6-3:6, 7:6 range 1; likewise 2 more places", "4:6 range 1", "5:6 range 2", "8:6-9:6 range 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("folded (-want +got):\n%s", diff)
	}
	if findings[0].Message != "range 1" {
		t.Errorf("the finding itself changed to %q", findings[0].Message)
	}
}
