package cosa

import (
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
