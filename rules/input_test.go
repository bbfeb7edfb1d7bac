package rules

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSkippedForSeveralReasons shows that a rule is listed once.
func TestSkippedForSeveralReasons(t *testing.T) {
	in := &Input{}
	for _, s := range []Skipped{{"a", "no file"}, {"b", "no file"}, {"a", "too many"}, {"a", "no file"}} {
		in.Skip(s.Rule, s.Reason)
	}
	got, _ := in.skippedOf("a")
	if diff := cmp.Diff(Skipped{"a", "no file; too many"}, got); diff != "" {
		t.Errorf("joined reasons (-want +got):\n%s", diff)
	}
	if _, any := in.skippedOf("c"); any {
		t.Error("a rule that was applied is listed")
	}
}
