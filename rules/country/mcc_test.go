package country

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMCC(t *testing.T) {
	got := make(map[string][]string)
	want := map[string][]string{
		"001": {"test networks"},
		"999": {"private and test networks"},
		"901": {"international networks"},
		"202": {"Greece"},
		"208": {"France"},
		"234": {"United Kingdom", "Guernsey", "Jersey", "Isle of Man"},
		"289": {"Abkhazia"},
		"310": {"United States"},
		"316": {"United States"},
		"362": {"Curaçao", "Sint Maarten", "Bonaire, Sint Eustatius and Saba"},
		"404": {"India"},
		"425": {"Israel", "Palestinian Authority"},
		"454": {"Hong Kong SAR"},
		"630": {"Congo (DRC)"},
		"722": {"Argentina"},
		"750": {"Falkland Islands"},
	}
	for code := range want {
		names, ok := MCC(code)
		if !ok {
			t.Errorf("%s is not known", code)
		}
		got[code] = names
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("MCC (-want +got):\n%s", diff)
	}
	for _, code := range []string{"", "0", "000", "1", "01", "0202", "2020", "72", "723", "800", "888", "998", "abc", "７２２", " 722"} {
		if names, ok := MCC(code); ok || names != nil {
			t.Errorf("MCC(%q) = %q, %v", code, names, ok)
		}
	}
}

func TestMCCTables(t *testing.T) {
	if !slices.IsSortedFunc(holdings[:], func(a, b holding) int { return strings.Compare(a.mcc, b.mcc) }) ||
		!slices.IsSortedFunc(uses[:], func(a, b use) int { return strings.Compare(a.mcc, b.mcc) }) {
		t.Error("a table is not sorted")
	}
	seen := make(map[string]bool)
	for _, u := range uses {
		seen[u.mcc] = true
	}
	held := make(map[string]bool)
	for _, h := range holdings {
		if len(h.mcc) != 3 || h.mcc[0] < '2' || h.mcc[0] > '7' || seen[h.mcc] {
			t.Errorf("%s is malformed or stands twice", h.mcc)
		}
		seen[h.mcc] = true
		names, ok := MCC(h.mcc)
		if !ok || len(names) == 0 {
			t.Errorf("%s has no country", h.mcc)
		}
		for _, name := range names {
			if !Known(name) {
				t.Errorf("%s: %q is not known", h.mcc, name)
			}
		}
		for code := range strings.FieldsSeq(h.codes) {
			held[code] = true
		}
	}
	var without []string
	for _, r := range regions {
		if !held[r.code] {
			without = append(without, r.code)
		}
	}
	want := strings.Fields("AQ AX BV CP DG EA EH GS HM IC IO PN SJ UM")
	if diff := cmp.Diff(want, without); diff != "" {
		t.Errorf("regions without a code of their own (-want +got):\n%s", diff)
	}
}
