package rules

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/provisioning"
)

// shippedCounts are the findings on version 10.21 of the database that Windows
// ships, by rule. Each was looked at.
var shippedCounts = map[string]int{
	"imsi-range-overlap":         4,  // nested ranges under the same identifiers, the narrower defined later
	"imsi-range-nested":          5,  // carved out by an SPN or ESIM_PROV, from two profiles
	"iccid-range-nested":         1,  // likewise
	"iccid-range-mixed-lengths":  2,  // one operator lists both forms of its numbers, in two profiles
	"target-outranked":           11, // ICCID ranges without MCC and MNC
	"sim-settings-differ":        11, // two and more profiles of one name with branding of their own
	"iccid-range-required":       8,  // Mobile Plans for a whole network, against the documentation
	"roaming-ui-required":        8,  // profiles that rely on the default
	"account-url-format":         4,  // addresses without a scheme
	"account-url-insecure":       28,
	"password-without-user":      51,
	"auth-needs-credentials":     3,
	"always-on-internet-missing": 1, // for buying a plan only
	"auto-connect-order-missing": 9,
	"ip-type-ipv6":               2,
}

func shipped(t *testing.T, against bool) *cosa.Submission {
	t.Helper()
	name := os.Getenv("COSA_SHIPPED_DB")
	if name == "" {
		t.Skip("COSA_SHIPPED_DB does not name the customizations.xml that Windows ships")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	b := cosa.NewBuilder()
	if err := provisioning.ReadCustomizations(b, "shipped.xml", bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if against {
		b.Baseline()
		if err := provisioning.ReadCustomizations(b, "baseline.xml", bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	return b.Submission()
}

// TestShippedDatabase pins what the rules say of the real database, alone and
// against itself.
func TestShippedDatabase(t *testing.T) {
	for _, against := range []bool{false, true} {
		result := Run(shipped(t, against), Options{Policy: PolicyCosa})
		got := make(map[string]int)
		for _, f := range result.Findings {
			got[f.Rule]++
		}
		if diff := cmp.Diff(shippedCounts, got); diff != "" {
			t.Errorf("findings by rule (-want +got):\n%s", diff)
		}
		if skipped := unusual(result.Skipped); len(skipped) > 0 {
			t.Errorf("%d rules were not applied to everything, the first is %s", len(skipped), skipped[0].Rule)
		}
	}
}

// TestShippedDatabaseAgainstASubmission compares a submission of the database's
// own rows with it, all of them to be kept, changed and added.
func TestShippedDatabaseAgainstASubmission(t *testing.T) {
	database := shipped(t, false)
	for update, want := range map[string]map[string]int{
		"Keep":   {},
		"Change": {"baseline-change-same": 1231},
		"Add":    {"baseline-add-exists": 1231},
	} {
		b := cosa.NewBuilder()
		source := b.Source(cosa.Source{File: "own.xlsx", Format: cosa.XLSX, Sheet: "COSA", Header: 1})
		for i := range source.Columns {
			source.Columns[i] = i + 1
		}
		copyRows(b, database, update)
		b.Baseline()
		b.Source(cosa.Source{File: "baseline.xml", Format: cosa.XML})
		copyRows(b, database, "")
		result := Run(b.Submission(), Options{Policy: PolicyCosa})
		got := make(map[string]int)
		for _, f := range result.Findings {
			if slices.ContainsFunc(baselineRules, func(r *Rule) bool { return r.ID == f.Rule }) {
				got[f.Rule]++
			} else if f.Related != nil && f.Related[0].Position.File == "baseline.xml" {
				t.Errorf("%s: %s collides with what the rows replace", update, f.Rule)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", update, diff)
		}
	}
}

// copyRows adds the rows of a database with an update type.
func copyRows(b *cosa.Builder, from *cosa.Submission, update string) {
	for e := range from.Entries() {
		b.Row(e.Row() + 2)
		if update == "" {
			b.Profile(e.Profile().Index)
		}
		for s := range cosa.Setting(cosa.SettingCount) {
			text := e.Text(s)
			switch {
			case s == cosa.UpdateType:
				text = update
			case s == cosa.CountryRegion && text == "" && update != "":
				text = "Argentina"
			}
			if text != "" {
				b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
			}
		}
	}
}
