package cosa

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestConditionMatches(t *testing.T) {
	for _, test := range []struct {
		text    string
		yes, no []string
	}{
		{"310", []string{"310"}, []string{"31", "0310", "", "311"}},
		{" !310 ", []string{"311", ""}, []string{"310"}},
		{"range:310,320", []string{"310", "315", "320"}, []string{"309", "321", "0315", "31", ""}},
		{"Range: 310 , 320 ", []string{"310", "320"}, []string{"321"}},
		{"!RANGE:310,320", []string{"309", "31"}, []string{"310"}},
		{`pattern:31\d|9`, []string{"310", "9"}, []string{"3100", "99", "31"}},
		{`! Pattern: 31\d`, []string{"3100", ""}, []string{"310"}},
		{"pattern:.*", []string{"", "8900"}, nil},
	} {
		c, ok := ParseCondition(test.text)
		if !ok {
			t.Errorf("%q cannot be read", test.text)
		}
		for _, s := range test.yes {
			if !c.Matches(s) {
				t.Errorf("%q does not match %q", test.text, s)
			}
		}
		for _, s := range test.no {
			if c.Matches(s) {
				t.Errorf("%q matches %q", test.text, s)
			}
		}
	}
	for _, text := range []string{"range:310", "range:,310", "range:310,", "range:", "!range:1", "pattern:(", `pattern:\1`} {
		if _, ok := ParseCondition(text); ok || !IsCondition(text) {
			t.Errorf("%q: read %v, a condition %v", text, ok, IsCondition(text))
		}
	}
	for _, text := range []string{"310", "", "ranges", "Contoso!"} {
		if IsCondition(text) {
			t.Errorf("%q is called a condition", text)
		}
	}
}

func TestEntryRanges(t *testing.T) {
	for _, test := range []struct {
		kind       NumberKind
		start, end string
		want       []string
		ok         bool
	}{
		{IMSI, "", "", nil, true},
		{IMSI, "999700000000000", "999700000000099", []string{"999700000000000-999700000000099"}, true},
		{IMSI, "999700000000099", "999700000000000", nil, false},
		{IMSI, "999700000000000", "", nil, false},
		{IMSI, "", "999700000000000", nil, false},
		{IMSI, `pattern:99970[13]\d{9}`, "", []string{"999701000000000-999701999999999", "999703000000000-999703999999999"}, true},
		{IMSI, `!pattern:[1-9]\d{14}`, "", []string{"000000000000000-099999999999999"}, true},
		{IMSI, "!range:000000000000000,999999999999998", "", []string{"999999999999999-999999999999999"}, true},
		{IMSI, "!999700000000000", "", []string{"000000000000000-999699999999999", "999700000000001-999999999999999"}, true},
		{IMSI, `pattern:(\d\d)*1\d{14}`, "", []string{"100000000000000-199999999999999"}, true},
		{IMSI, `pattern:9{16}`, "", nil, true},
		{IMSI, "pattern:(", "", nil, false},
		{IMSI, `pattern:(\d[02468]){7}\d`, "", nil, false}, // far too many
		{ICCID, "pattern:.*", "", []string{
			"8900000000000000000-8999999999999999999", "89000000000000000000-89999999999999999999",
		}, true},
		{ICCID, `pattern:89001\d{14}`, "", []string{"8900100000000000000-8900199999999999999"}, true},
		{ICCID, `pattern:8\d{19}`, "", []string{"89000000000000000000-89999999999999999999"}, true},
		{ICCID, `!pattern:89\d{17}|8900\d*`, "", []string{"89010000000000000000-89999999999999999999"}, true},
		{ICCID, "range:8900100000000000000,8900100000000000099", "", []string{"8900100000000000000-8900100000000000099"}, true},
	} {
		b := NewBuilder()
		b.Source(Source{File: "x", Format: XML})
		b.Row(1)
		b.SetText(test.kind.Start(), test.start, 0)
		b.SetText(test.kind.End(), test.end, 0)
		ranges, ok := b.Submission().Entry(0).Ranges(test.kind)
		var got []string
		for i, r := range ranges {
			got = append(got, r.String())
			if again, err := NewRange(test.kind, r.Start, r.End); err != nil || again != r {
				t.Errorf("%s %q: range %d is %+v, made of its digits %+v (%v)", test.kind, test.start, i, r, again, err)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" || ok != test.ok {
			t.Errorf("%s %q to %q: ok %v, ranges (-want +got):\n%s", test.kind, test.start, test.end, ok, diff)
		}
	}
}

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
