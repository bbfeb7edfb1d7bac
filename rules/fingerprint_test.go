package rules

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// draft is a row as the texts of its settings.
type draft map[cosa.Setting]string

// faultyDrafts draws rows of a few operators with every kind of fault, alike
// enough to collide.
func faultyDrafts(r *rand.Rand, n int) []draft {
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	often := func(usual string, texts ...string) string {
		if r.IntN(4) > 0 {
			return usual
		}
		return pick(texts...)
	}
	var rows []draft
	for range n {
		from := 8954310000000000000 + uint64(r.IntN(6))*50_000_000_000
		to := from + uint64(1+r.IntN(3))*50_000_000_000 - 1
		d := draft{
			cosa.UpdateType: often("Add", "add", "", "Ad"), cosa.CountryRegion: often("Argentina", "Chile", "Atlantis"),
			cosa.Operator: often("Contoso", "Fabrikam", "Tailspin (Argentina)"),
			cosa.MCC:      often("722", "72", "", "999"), cosa.MNC: often("310", "7", "", "070"),
			cosa.ICCIDStart: often(fmt.Sprint(from), "", fmt.Sprint(from)+"0", "12"), cosa.ICCIDEnd: often(fmt.Sprint(to), "", fmt.Sprint(to)+"9", fmt.Sprint(to-2)),
			cosa.SPN: often("", "Contoso Travel"), cosa.GID1: often("", "xyz"), cosa.UIName: often("", "Contoso"),
			cosa.SupportDataMarketplace: often("Yes", "yes", "no", ""), cosa.DataMarketplaceRoamingUIEnabled: often("1", "0", ""),
			cosa.AppID: often(mobilePlansApp, strings.ToLower(mobilePlansApp), ""), cosa.AccountExperienceURL: often("", "http://contoso.example", "x"),
			cosa.BrandingName: often("", "Contoso", "Contoso Mobile"),
			cosa.AccessString: often("internet.contoso.example", "mms.contoso.example", "", "a b"),
			cosa.UserName:     often("", "guest", strings.Repeat("u", 300)), cosa.Password: often("", "secret", strings.Repeat("p", 300)),
			cosa.AuthProtocol: often("", "PAP", "pap", "x"), cosa.AlwaysOn: often("true", "false", "maybe"),
			cosa.PurposeGroups: often("Internet", "MMS", "Interent"), cosa.IPType: often("IPv4", "ipv6"),
			cosa.AutoConnectOrder: often("", "1", "2", "4"), cosa.CertIssuerName: often("", "CN=Contoso"),
		}
		rows = append(rows, d)
	}
	return rows
}

// fingerprintsOf lists the fingerprints of what is found in rows, by rule.
func fingerprintsOf(rows []draft, format cosa.Format, baseline ...draft) map[string][]string {
	b := cosa.NewBuilder()
	add := func(name string, rows []draft) {
		source := cosa.Source{File: name, Format: format, Header: 1}
		for i := range source.Columns {
			source.Columns[i] = i + 1
		}
		b.Source(source)
		for i, row := range rows {
			b.Row(i + 2)
			for _, s := range slices.Sorted(maps.Keys(row)) {
				if row[s] != "" {
					b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(row[s])})
				}
			}
		}
	}
	add("a."+string(format), rows)
	if baseline != nil {
		b.Baseline()
		add("b."+string(format), baseline)
	}
	prints := make(map[string][]string)
	for _, f := range Run(b.Submission(), Options{Policy: PolicyMobilePlans}).Findings {
		if p := f.Fingerprint(); !slices.Contains(prints[f.Rule], p) {
			prints[f.Rule] = append(prints[f.Rule], p)
		}
	}
	for _, p := range prints {
		slices.Sort(p)
	}
	return prints
}

// TestFingerprintsSurvive shows that neither the order of rows nor the kind of
// file changes a fingerprint.
func TestFingerprintsSurvive(t *testing.T) {
	unstable := make(map[string]int)
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		rows := faultyDrafts(r, 1+r.IntN(12))
		want := fingerprintsOf(rows, cosa.CSV)
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got := fingerprintsOf(rows, cosa.XLSX)
		for _, rule := range IDs() {
			if rule == "sim-settings-differ" {
				continue // of three sets of settings the first decides whether it tells of the others
			}
			if !cmp.Equal(want[rule], got[rule]) {
				unstable[rule]++
			}
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(unstable)) {
		t.Errorf("%s: %d of 300 submissions have other fingerprints after shuffling", rule, unstable[rule])
	}
}

// TestFingerprintsAgainstBaseline shows the same of a comparison.
func TestFingerprintsAgainstBaseline(t *testing.T) {
	unstable := make(map[string]int)
	rules := make(map[string]bool)
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		sound := func(n int) draft {
			return draft{
				cosa.UpdateType: []string{"Add", "Change", "Keep", "keep"}[r.IntN(4)], cosa.CountryRegion: "Argentina", cosa.Operator: "Contoso",
				cosa.MCC: "722", cosa.MNC: "310", cosa.AccessString: fmt.Sprintf("apn%d.contoso.example", n),
				cosa.ICCIDStart: fmt.Sprintf("89543100%d0000000000", n%4), cosa.ICCIDEnd: fmt.Sprintf("89543100%d9999999999", n%4),
			}
		}
		var rows, baseline []draft
		for n := range 8 {
			row, existing := sound(n), sound(n)
			switch r.IntN(5) {
			case 0:
				existing[cosa.IPType] = "IPv6"
			case 1:
				row[cosa.BrandingName] = "Contoso"
			}
			if r.IntN(4) > 0 {
				rows = append(rows, row)
			}
			if r.IntN(4) > 0 {
				baseline = append(baseline, existing)
			}
		}
		if len(baseline) == 0 {
			continue
		}
		want := fingerprintsOf(rows, cosa.CSV, baseline...)
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		r.Shuffle(len(baseline), func(i, j int) { baseline[i], baseline[j] = baseline[j], baseline[i] })
		got := fingerprintsOf(rows, cosa.XLSX, baseline...)
		for rule := range want {
			if rules[rule] = true; strings.HasPrefix(rule, "baseline-") && !cmp.Equal(want[rule], got[rule]) {
				unstable[rule]++
			}
		}
	}
	if len(unstable) > 0 {
		t.Errorf("other fingerprints after shuffling: %v", unstable)
	}
	for _, rule := range []string{"baseline-add-exists", "baseline-missing", "baseline-keep-differs", "baseline-change-same", "baseline-dropped"} {
		if !rules[rule] {
			t.Errorf("%s never fires", rule)
		}
	}
}

// TestFingerprintsDiffer shows that findings that a person would tell apart
// have fingerprints of their own, so that suppressing one never hides another.
func TestFingerprintsDiffer(t *testing.T) {
	base := func(change ...string) draft {
		d := draft{}
		for _, pair := range SoundRow(PolicyMobilePlans) {
			s, _ := cosa.MatchHeader(pair[0])
			d[s] = pair[1]
		}
		for i := 0; i < len(change); i += 2 {
			s, ok := cosa.MatchHeader(change[i])
			if !ok {
				t.Fatal(change[i])
			}
			d[s] = change[i+1]
		}
		return d
	}
	long := strings.Repeat("x", 300)
	for rule, rows := range map[string][]draft{
		"mcc-format":     {base("MCC", "72"), base("MCC", "73"), base("MCC", "72", "Operator", "Fabrikam"), base("MCC", "72", "Country", "Chile")},
		"ui-order-value": {base("UIName", "a", "UIOrder", "x"), base("UIName", "a", "UIOrder", "y")},
		"iccid-format":   {base("ICCID Range - Start", "89"), base("ICCID Range - End", "89")},
		"credential-length": {
			base("UserName", long), base("UserName", long, "AccessString", "mms.contoso.example"), base("UserName", "u", "Password", long),
			base("UserName", long, "PurposeGroups", "MMS"),
		},
		"access-string-required": {base("AccessString", ""), base("AccessString", "", "PurposeGroups", "MMS"), base("AccessString", "", "Operator", "Fabrikam")},
		"iccid-range-required":   {base("ICCID Range - Start", "", "ICCID Range - End", ""), base("ICCID Range - Start", "", "ICCID Range - End", "", "MNC", "320")},
		"iccid-range-order": {
			base("ICCID Range - Start", "8954310099999999900", "ICCID Range - End", "8954310000000000099"),
			base("ICCID Range - Start", "8954310099999999900", "ICCID Range - End", "8954310000000000199"),
		},
		"auth-needs-credentials": {base("AuthProtocol", "PAP"), base("AuthProtocol", "PAP", "AccessString", "mms.contoso.example")},
		"plmn-missing":           {base("MCC", "", "MNC", "", "SPN", "a"), base("MCC", "", "MNC", "", "SPN", "b")},
		"duplicate-row":          {base(), base(), base("AccessString", "mms.contoso.example"), base("AccessString", "mms.contoso.example")},
	} {
		want := len(rows)
		if rule == "duplicate-row" {
			want /= 2
		}
		if got := fingerprintsOf(rows, cosa.CSV)[rule]; len(got) != want {
			t.Errorf("%s: %d fingerprints, want %d: %v", rule, len(got), want, got)
		}
	}
	collide := func(end string) string {
		rows := []draft{base("ICCID Range - End", end), base("Operator", "Fabrikam")}
		return strings.Join(fingerprintsOf(rows, cosa.CSV)["iccid-range-overlap"], " ")
	}
	if a, b := collide("8954310099999999999"), collide("8954310199999999999"); a == "" || a == b {
		t.Errorf("a collision of more numbers has the fingerprint of the smaller one: %q", a)
	}
}

// TestFingerprintsHoldNoCredentials shows that nobody can check a guess of a
// credential against a fingerprint.
func TestFingerprintsHoldNoCredentials(t *testing.T) {
	for seed := range uint64(50) {
		rows := faultyDrafts(rand.New(rand.NewPCG(seed, 6)), 10)
		want := fingerprintsOf(rows, cosa.CSV)
		for i := range rows {
			for _, s := range [...]cosa.Setting{cosa.UserName, cosa.Password} {
				if text := rows[i][s]; text != "" {
					rows[i][s] = strings.Repeat("z", len(text))
				}
			}
		}
		if diff := cmp.Diff(want, fingerprintsOf(rows, cosa.CSV)); diff != "" {
			t.Fatalf("seed %d: other credentials make other fingerprints:\n%s", seed, diff)
		}
	}
}

// TestFingerprintsOfAddedRows shows that what was found before is found again
// under its fingerprint when rows of another operator are added.
func TestFingerprintsOfAddedRows(t *testing.T) {
	lost := make(map[string]int)
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		rows := faultyDrafts(r, 1+r.IntN(12))
		want := fingerprintsOf(rows, cosa.CSV)
		for range 3 {
			stranger := draft{cosa.UpdateType: "Add", cosa.CountryRegion: "Peru", cosa.Operator: "Northwind", cosa.MCC: "716", cosa.MNC: "10", cosa.AccessString: "northwind.example"}
			rows = slices.Insert(rows, r.IntN(len(rows)+1), stranger)
		}
		got := fingerprintsOf(rows, cosa.CSV)
		for rule, prints := range want {
			for _, p := range prints {
				if !slices.Contains(got[rule], p) {
					lost[rule]++
				}
			}
		}
	}
	if len(lost) > 0 {
		t.Errorf("%v", lost)
	}
}

// TestFingerprintsOfCollisions shows that each pair of ranges has a fingerprint
// of its own, whichever comes first and whatever is added.
func TestFingerprintsOfCollisions(t *testing.T) {
	row := func(operator, mnc, start, end string) draft {
		return draft{
			cosa.UpdateType: "Add", cosa.CountryRegion: "Chile", cosa.Operator: operator, cosa.MCC: "722", cosa.MNC: mnc,
			cosa.ICCIDStart: start, cosa.ICCIDEnd: end, cosa.AccessString: "internet.example",
		}
	}
	rows := []draft{
		row("Contoso", "70", "8954310000000000000", "8954310099999999999"),
		row("Contoso", "71", "8954310000000000000", "8954310099999999999"),
		row("Fabrikam", "70", "8954310050000000000", "8954310059999999999"),
		row("Fabrikam", "70", "8954310070000000000", "8954310079999999999"),
		row("Fabrikam", "71", "8954310070000000000", "8954310079999999999"),
	}
	of := func(rows []draft) []string { return fingerprintsOf(rows, cosa.CSV)["iccid-range-overlap"] }
	want := slices.Clone(of(rows))
	slices.Sort(want)
	if n := len(slices.Compact(slices.Clone(want))); n != 3 {
		t.Fatalf("%d fingerprints of 3 collisions", n)
	}
	r := rand.New(rand.NewPCG(8, 9))
	for range 20 {
		more := append(slices.Clone(rows), row("Fabrikam", "70", "8954310090000000000", "8954310099999999999"))
		r.Shuffle(len(more), func(i, j int) { more[i], more[j] = more[j], more[i] })
		got := of(more)
		if len(got) != 4 {
			t.Fatalf("%d collisions, not 4", len(got))
		}
		for _, print := range want {
			if !slices.Contains(got, print) {
				t.Errorf("the fingerprint %s is gone when a row is added", print)
			}
		}
	}
}
