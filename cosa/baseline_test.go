package cosa

import (
	"fmt"
	"testing"
)

// TestBaseline proves that a submission and its baseline keep apart what is
// theirs, and number equal values alike.
func TestBaseline(t *testing.T) {
	for _, rows := range []int{1, 63, 64, 65, chunkSize - 1, chunkSize, chunkSize + 1} {
		b := NewBuilder()
		fill := func(file string) {
			b.Source(Source{File: file, Format: YAML})
			for i := range rows {
				b.Row(i + 1)
				b.Profile(i / 2)
				at := b.Place(i+1, 3, 0, file, 0)
				b.Sections([4]Place{at, at, at, at})
				b.SetText(Operator, fmt.Sprint("operator ", i), at)
				if file == "old" {
					b.SetText(MCC, "999", at)
				}
			}
		}
		fill("new")
		b.Baseline()
		fill("old")
		s := b.Submission()
		base := s.Baseline()
		if s.Len() != rows || base.Len() != rows || len(s.Profiles()) != (rows+1)/2 || len(base.Profiles()) != (rows+1)/2 || base.Baseline() != nil {
			t.Fatalf("%d rows: %d and %d rows, %d and %d profiles", rows, s.Len(), base.Len(), len(s.Profiles()), len(base.Profiles()))
		}
		for i := range rows {
			e, old := s.Entry(i), base.Entry(i)
			if e.ID(Operator) != old.ID(Operator) || e.ID(MCC) != 0 || old.Text(MCC) != "999" || e.Row() == old.Row() {
				t.Fatalf("%d rows: row %d: %q is number %d in one and %d in the other; MCC %q and %q; rows %d and %d",
					rows, i, e.Text(Operator), e.ID(Operator), old.ID(Operator), e.Text(MCC), old.Text(MCC), e.Row(), old.Row())
			}
			if e.Position(Operator).String() != fmt.Sprintf("new:%d:3", i+1) || old.Position(Operator).String() != fmt.Sprintf("old:%d:3", i+1) ||
				e.Position(MNC).Path != "new.mnc" || old.Position(MNC).Path != "old.mnc" {
				t.Fatalf("%d rows: row %d stands at %s and %s", rows, i, e.Position(Operator), old.Position(Operator))
			}
			if e.Profile() != &s.Profiles()[i/2] || old.Profile() != &base.Profiles()[i/2] || old.Profile().Entry(i%2).Row() != old.Row() {
				t.Fatalf("%d rows: row %d is in profile %d and %d", rows, i, e.Profile().Index, old.Profile().Index)
			}
		}
		if s.Used(Column(MCC)) || !base.Used(Column(MCC)) || !s.Used(Column(Operator)) || s.Used(Column(MNC)) {
			t.Fatalf("%d rows: what is used is told wrongly", rows)
		}
		n := 0
		for e := range base.Entries() {
			if e.Source().File != "old" {
				t.Fatalf("a row of the baseline is of %s", e.Source().File)
			}
			n++
		}
		if n != rows {
			t.Fatalf("%d rows: the baseline yields %d", rows, n)
		}
	}
}
