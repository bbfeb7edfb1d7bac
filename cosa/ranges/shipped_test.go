package ranges

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/provisioning"
)

// shipped reads the database that COSA_SHIPPED_DB names.
func shipped(t *testing.T, kind cosa.NumberKind) (h Holdings, text string) {
	t.Helper()
	name := os.Getenv("COSA_SHIPPED_DB")
	if name == "" {
		t.Skip("COSA_SHIPPED_DB names no database")
	}
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	b := cosa.NewBuilder()
	if err := provisioning.ReadCustomizations(b, "db.xml", strings.NewReader(string(content))); err != nil {
		t.Fatal(err)
	}
	h.Kind = kind
	h.AddSubmission(b.Submission())
	return h, string(content)
}

// TestShippedBlockIsCarved makes the 27 abutting pieces of the block that two
// operators share from the block and the pieces cut out.
func TestShippedBlockIsCarved(t *testing.T) {
	h, text := shipped(t, cosa.ICCID)
	const block = "898606"
	owners := make(map[string][]cosa.Range)
	var all []cosa.Range
	for _, r := range h.Ranges {
		if strings.HasPrefix(r.Start, block) {
			owners[r.Profile] = append(owners[r.Profile], r.Range)
			all = append(all, r.Range)
		}
	}
	if written := regexp.MustCompile(`range:`+block+`\d+,\d+`).FindAllString(text, -1); len(written) != len(all) {
		t.Fatalf("%d of %d pieces are read", len(all), len(written))
	}
	whole := Merge(all)
	if len(whole) != 1 || whole[0].Count() != SIMs(all) {
		t.Fatalf("the pieces make %v", whole)
	}
	var sum uint64
	for _, r := range all {
		sum += r.Count()
	}
	t.Logf("%d pieces of %d owners, %d SIMs written, %d held", len(all), len(owners), sum, whole[0].Count())
	if len(all) != 27 {
		t.Errorf("%d pieces", len(all))
	}
	holder := "" // who has the most pieces, cut around those of the others
	for owner, own := range owners {
		if len(own) > len(owners[holder]) {
			holder = owner
		}
	}
	for owner, own := range owners {
		var cuts []cosa.Range
		for other, theirs := range owners {
			if other != owner {
				cuts = append(cuts, theirs...)
			}
		}
		pieces, err := Carve(whole[0], cuts)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(Merge(own), bare(pieces)); diff != "" {
			t.Errorf("what is left for %s is not what it has:\n%s", owner, diff)
		}
		if owner != holder {
			continue
		}
		again := append(bare(pieces), cuts...)
		slices.SortFunc(again, Compare)
		slices.SortFunc(all, Compare)
		if diff := cmp.Diff(all, again); diff != "" {
			t.Errorf("the pieces of %s and those cut out are not those of the database:\n%s", owner, diff)
		}
	}
}

// TestShippedOverlaps compares every two ranges as they are.
func TestShippedOverlaps(t *testing.T) {
	h, _ := shipped(t, cosa.ICCID)
	pairs, total := Overlaps(h.Ranges, 10_000)
	twins := 0
	for _, p := range pairs {
		if p.Class != Identical {
			t.Errorf("%v and %v: %s", h.Ranges[p.A], h.Ranges[p.B], p.Class)
		}
		if len(h.Ranges[p.A].Start) != len(h.Ranges[p.B].Start) {
			twins++
		}
	}
	if total != 488 || twins != 5 {
		t.Errorf("%d pairs, %d of them of different lengths; want 483 and 5", total, twins)
	}
}
