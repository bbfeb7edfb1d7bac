package portal

import (
	"slices"
	"strings"
	"testing"
)

// TestPolicies counts them: the documentation has 32, of which 25 are required.
func TestPolicies(t *testing.T) {
	required := 0
	var ids, groups []string
	for _, p := range Policies() {
		if !p.Recommended {
			required++
		}
		ids = append(ids, p.ID)
		if len(groups) == 0 || groups[len(groups)-1] != p.Group {
			groups = append(groups, p.Group)
		}
		if group, _, ok := strings.Cut(p.ID, "-"); !ok || !strings.HasPrefix(strings.ToLower(p.Group), group) || !strings.HasSuffix(p.Text, ".") {
			t.Errorf("%+v", p)
		}
	}
	slices.Sort(ids)
	if len(ids) != 32 || required != 25 || len(slices.Compact(ids)) != 32 || len(groups) != 7 {
		t.Errorf("%d policies, %d required, groups %q", len(ids), required, groups)
	}
}
