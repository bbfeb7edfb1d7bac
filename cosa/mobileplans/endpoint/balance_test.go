package endpoint

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func TestFind(t *testing.T) {
	sims := func(start, end string) cosa.Range {
		r, err := cosa.NewRange(cosa.ICCID, start, end)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	all := []Balance{
		{SIMs: sims("8900100000000000000", "8900100000000000099"), ID: "wide"},
		{SIMs: sims("8900100000000000010", "8900100000000000019"), ID: "narrow"},
		{SIMs: sims("8900100000000000010", "8900100000000000019"), ID: "narrow, abroad", Locations: []string{"MX"}},
		{SIMs: sims("8900100000000000015", "8900100000000000015"), ID: "at home", Locations: []string{"US"}},
	}
	for _, test := range []struct {
		iccid, location string
		want            []string
	}{
		{"8900100000000000000", "US", []string{"wide"}},
		{"8900100000000000010", "", []string{"narrow", "narrow, abroad"}},
		{"8900100000000000010", "US", []string{"narrow"}},
		{"8900100000000000015", "", []string{"at home"}},
		{"8900100000000000015", "MX", []string{"0"}}, // nothing there
		{"8900100000000000100", "", nil},
		{"89001000000000000000", "", nil}, // other length
	} {
		found, known := find(all, test.iccid, test.location)
		var ids []string
		for _, b := range found {
			ids = append(ids, b.ID)
		}
		if diff := cmp.Diff(test.want, ids); diff != "" || known != (test.want != nil) {
			t.Errorf("%s in %q: %v\n%s", test.iccid, test.location, known, diff)
		}
	}
}

func TestIsLocation(t *testing.T) {
	for text, want := range map[string]bool{
		"US": true, "MX": true, "GB": true, "us": false, "UK": false, "XX": false, "ZZ": false, "EU": false, "USA": false, "840": false, "": false, "419": false,
	} {
		if got := IsLocation(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
