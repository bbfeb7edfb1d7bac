package rules

import (
	"bufio"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// contract lists the ids and severities that people write into their
// configurations. Ids are never renamed or reused.
const contract = `
no-entries error
header-missing error
header-unknown warning
header-duplicate error
digits-lost error
sheet-ignored warning
leading-zeros-lost error
formula-cell warning
formula-without-value error
error-cell error
merged-cells error
hidden-data warning
invisible-characters warning
unknown-key error
duplicate-key error
wrong-type error
answers-conflict error
update-type-required error
update-type-value error
update-type-conflict error
country-required error
operator-required error
country-unknown warning
operator-spelling warning
operator-has-country info
mcc-format error
mnc-format error
mcc-unknown warning
plmn-missing warning
mcc-mnc-pair error
target-required error
target-kinds warning
gid1-format error
ui-order-required warning
ui-order-value error
esim-prov-value error
duplicate-row error
target-duplicate error
target-outranked info
iccid-format error
iccid-range-incomplete error
imsi-range-incomplete error
iccid-range-lengths error
iccid-range-order error
imsi-range-order error
iccid-range-granularity warning
imsi-range-granularity warning
iccid-digits-suspicious warning
iccid-range-overlap error
imsi-range-overlap error
iccid-range-nested info
imsi-range-nested info
iccid-range-redundant warning
imsi-range-redundant warning
iccid-range-mixed-lengths info
imsi-format error
imsi-plmn error
marketplace-required error
marketplace-value error
roaming-ui-required error
roaming-ui-value error
iccid-range-required error
account-experience-missing error
account-url-hidden info
account-url-format error
account-url-insecure warning
app-id-format error
app-id-case error
app-id-other-app info
sim-settings-disagree error
sim-settings-differ info
branding-icon-type warning
branding-icon-images error
branding-roaming-value error
hotspot-value error
hotspot-needs-app warning
auto-slot-switch-value error
wifi-profile-path error
service-brand-required error
service-logo-required error
service-logo-file error
service-logo-size error
service-logo-transparency error
service-country error
service-uri-required error
service-uri-https error
service-uri-port error
service-invisible-characters warning
service-uri-user warning
service-uri-host error
service-ranges error
service-marketplace warning
access-string-required error
access-string-format error
access-string-length error
friendly-name-length error
credential-length error
auth-protocol-value error
compression-value error
ip-type-value error
roaming-value error
always-on-value error
auth-needs-credentials warning
password-without-user warning
purpose-group-unknown error
purpose-group-unlisted warning
always-on-internet-missing warning
auto-connect-order-value error
auto-connect-order-duplicate warning
auto-connect-order-gap info
auto-connect-order-missing info
ip-type-ipv6 info
legacy-setting info
cdma-provider-id-format error
provider-name-length error
carrier-guid-format error
certificate-incomplete error
purchase-connect error
baseline-add-exists error
baseline-missing error
baseline-keep-differs error
baseline-change-same info
baseline-dropped warning
unused-suppression warning
`

func TestContract(t *testing.T) {
	want, got := make(map[string]string), make(map[string]string)
	for lines := bufio.NewScanner(strings.NewReader(strings.TrimSpace(contract))); lines.Scan(); {
		id, severity, _ := strings.Cut(lines.Text(), " ")
		want[id] = severity
	}
	for _, r := range Catalogue() {
		if _, twice := got[r.ID]; twice {
			t.Errorf("%s stands in the catalogue twice", r.ID)
		}
		got[r.ID] = r.Severity.String()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids and severities (-contract +catalogue):\n%s", diff)
	}
	rule, err := Find("roaming-ui-required")
	if err != nil || rule.SeverityUnder(PolicyCosa) != cosa.Info {
		t.Errorf("roaming-ui-required is not an info under the policy cosa")
	}
}

// madeByReaders are the rules whose findings come from readers, or from
// whoever applies suppressions.
var madeByReaders = []string{
	"no-entries", "header-unknown", "header-duplicate", "sheet-ignored", "merged-cells", "hidden-data",
	"unknown-key", "duplicate-key", "wrong-type", "unused-suppression",
}

func TestRulesAreWhole(t *testing.T) {
	pages := []string{pagePlanning, pageSettings, pageOldSettings, pageMobilePlans, pagePortal, pageGarden}
	for _, r := range Catalogue() {
		checks := 0
		for _, given := range []bool{r.Value != nil, r.Row != nil, r.Profile != nil, r.Whole != nil} {
			if given {
				checks++
			}
		}
		want := 1
		if slices.Contains(madeByReaders, r.ID) {
			want = 0
		}
		if checks != want {
			t.Errorf("%s has %d checks, want %d", r.ID, checks, want)
		}
		if r.Title == "" || r.Why == "" || r.Group == "" || r.Severity == 0 || !slices.Contains(pages, r.Page) && (r.Page != "" || r.Group != GroupKeeping) {
			t.Errorf("%s lacks title, reason, group, severity or a known page", r.ID)
		}
		if strings.HasSuffix(r.Title, ".") || !strings.HasSuffix(r.Why, ".") {
			t.Errorf("%s: a title has no full stop, a reason has one", r.ID)
		}
		if r.Bad == r.Good {
			t.Errorf("%s: the bad example and the good one are the same", r.ID)
		}
	}
}

func TestExamples(t *testing.T) {
	for _, r := range Catalogue() {
		t.Run(r.ID, func(t *testing.T) {
			// Every example of an old column shows that it is one.
			var besides []string
			if r.Group == GroupLegacy && r.ID != "legacy-setting" {
				besides = []string{"legacy-setting"}
			}
			for _, test := range []struct {
				name    string
				example Example
				want    map[string]cosa.Severity
			}{
				{"bad", r.Bad, map[string]cosa.Severity{r.ID: r.SeverityUnder(r.Bad.policy())}},
				{"good", r.Good, map[string]cosa.Severity{}},
			} {
				if test.example.Form == FormConfig {
					if !strings.HasPrefix(test.example.Text, "suppressions:") {
						t.Errorf("%s: not a configuration:\n%s", test.name, test.example.Text)
					}
					continue // package suppress makes the findings
				}
				if test.example.Form == FormYAML {
					if !strings.HasPrefix(test.example.Text, "profiles:\n") {
						t.Errorf("%s: not a YAML file:\n%s", test.name, test.example.Text)
					}
					continue
				}
				if _, err := test.example.Sheets(); err != nil {
					t.Errorf("%s: %v", test.name, err)
				}
				if test.example.Form == FormCells {
					continue // needs a reader
				}
				submission, err := test.example.Submission()
				if err != nil {
					t.Errorf("%s: %v", test.name, err)
					continue
				}
				options := test.example.Options()
				options.Disable = besides
				if test.example.Form == FormFiles {
					options.Dir = writeFiles(t, test.example.Text)
				}
				result := Run(submission, options)
				got := make(map[string]cosa.Severity)
				for _, f := range result.Findings {
					got[f.Rule] = f.Severity
					if f.Message == "" || f.Hint == "" || f.Position.Line == 0 || f.Position.Column == 0 {
						t.Errorf("%s: lacks message, hint or place: %+v", test.name, f)
					}
					if strings.HasSuffix(f.Message, ".") || strings.HasSuffix(f.Hint, ".") && !strings.HasSuffix(f.Hint, "...") {
						t.Errorf("%s: ends in a full stop: %q, %q", test.name, f.Message, f.Hint)
					}
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s%s", test.name, diff, describe(result.Findings))
				}
			}
		})
	}
}

func describe(findings []cosa.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString(f.Position.Short() + " " + f.Rule + ": " + f.Message + "; " + f.Hint + "\n")
	}
	return b.String()
}

func TestSoundRows(t *testing.T) {
	for _, policy := range []Policy{PolicyMobilePlans, PolicyCosa} {
		x := Example{Policy: policy}
		submission, err := x.Submission()
		if err != nil {
			t.Fatal(err)
		}
		if result := Run(submission, x.Options()); len(result.Findings)+len(unusual(result.Skipped)) > 0 {
			t.Errorf("%s: %s%v", policy, describe(result.Findings), result.Skipped)
		}
	}
}

func TestEmptySubmission(t *testing.T) {
	for _, format := range []cosa.Format{"", cosa.XLSX, cosa.YAML, cosa.CSV} {
		b := cosa.NewBuilder()
		if format != "" {
			b.Source(cosa.Source{File: "empty", Format: format, Header: 1})
		}
		if findings := Run(b.Submission(), Options{Policy: PolicyMobilePlans}).Findings; len(findings) > 0 {
			t.Errorf("%q:\n%s", format, describe(findings))
		}
	}
}

var (
	hostileTexts = []string{
		"", " ", "\u00a0", "''", "Delete", "Yes", "1", "-1", "1e9", "8.95E+18", ",;,",
		"@", "#", "!", "_", "a@", "#N/A", "http://", "http://[::1", "http://[fe80::1%25en0]:99999/", "()", "((", "))", "x (", "(Argentina)", "{}",
		"89", "8900000000000000000", "8999999999999999999", "89999999999999999999", "99999999999999999999", "\x00", "\xff\xfe", "../../x.ico",
		"pattern:.*", `pattern:89\d*`, "pattern:(", "!310", "! !", "range:310,320", "range:,", "Range: 8900000000000000000 , 8999999999999999999",
	}
	longTexts = []string{
		strings.Repeat("9", 32767), strings.Repeat("a.", 16383), strings.Repeat("(", 32767), strings.Repeat("ü", 16000),
	}
)

// hostileValue draws a value that nobody typed on purpose.
func hostileValue(r *rand.Rand, s cosa.Setting) cosa.Cell {
	cell := cosa.Cell{Type: cosa.ValueType(r.IntN(int(cosa.Wrong) + 1)), Formula: r.IntN(4) == 0}
	text := hostileTexts[r.IntN(len(hostileTexts))]
	switch r.IntN(16) {
	case 0, 1, 2, 3:
		text = s.Spec().Example
	case 4, 5, 6, 7:
		random := make([]byte, r.IntN(40))
		for i := range random {
			random[i] = byte(r.Uint32())
		}
		text = string(random)
	case 8:
		text = longTexts[r.IntN(len(longTexts))]
	}
	cell.Raw = []byte(text)
	if cell.Type == cosa.Padded {
		cell.Shown = []byte("0" + text)
	}
	return cell
}

func hostileSubmission(r *rand.Rand, rows int, set func(b *cosa.Builder)) *cosa.Submission {
	b := cosa.NewBuilder()
	formats := []cosa.Format{cosa.XLSX, cosa.YAML, cosa.XML, "", cosa.XML, cosa.APNDB, cosa.CSV}
	if r.IntN(3) == 0 {
		formats = formats[:3] // no baseline
	}
	for _, format := range formats {
		if format == "" {
			b.Baseline()
			continue
		}
		source := cosa.Source{File: string(format), Format: format}
		if format == cosa.XLSX {
			source.Header = 1
			for i := range source.Columns {
				source.Columns[i] = r.IntN(3) * (i + 1)
			}
		}
		b.Source(source)
		for line := range rows {
			b.Row(line + 2)
			if set != nil {
				set(b)
			}
			for s := range cosa.Setting(cosa.SettingCount) {
				if r.IntN(3) > 0 {
					b.Set(cosa.Column(s), hostileValue(r, s))
				}
			}
		}
	}
	return b.Submission()
}

func TestHostileSubmissions(t *testing.T) {
	dir := t.TempDir()
	for seed := range uint64(15) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := hostileSubmission(r, 25, nil)
		for _, policy := range []Policy{PolicyMobilePlans, PolicyCosa} {
			result := Run(s, Options{Policy: policy, Dir: dir})
			for _, f := range result.Findings {
				if f.Rule == "" || f.Severity == 0 || f.Message == "" {
					t.Fatalf("seed %d: %+v", seed, f)
				}
			}
		}
	}
}

func TestCredentialsAreNeverTold(t *testing.T) {
	const token = "Zx9-Secret-Token"
	for seed := range uint64(15) {
		r := rand.New(rand.NewPCG(seed, 2))
		s := hostileSubmission(r, 25, func(b *cosa.Builder) {
			for _, setting := range []cosa.Setting{cosa.UserName, cosa.Password} {
				text := []string{token, token + "\u00a0", "'" + token, strings.Repeat(token, 300)}[r.IntN(4)]
				b.Set(cosa.Column(setting), cosa.Cell{Raw: []byte(text), Type: cosa.ValueType(r.IntN(int(cosa.Wrong) + 1))})
			}
		})
		for _, f := range Run(s, Options{Policy: PolicyMobilePlans}).Findings {
			text := f.Message + f.Hint + f.Value + f.Subject
			for _, related := range f.Related {
				text += related.Message
			}
			if strings.Contains(text, token) {
				t.Fatalf("seed %d: %+v", seed, f)
			}
		}
	}
}

// TestOrderOfFindings shows that a second run says the same in the same order.
func TestOrderOfFindings(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	s := hostileSubmission(r, 50, nil)
	first := Run(s, Options{Policy: PolicyMobilePlans})
	for range 3 {
		if diff := cmp.Diff(first, Run(s, Options{Policy: PolicyMobilePlans})); diff != "" {
			t.Fatalf("a second run differs:\n%s", diff)
		}
	}
	rules := make(map[string]bool)
	for _, f := range first.Findings {
		rules[f.Rule] = true
	}
	if len(rules) < 40 {
		t.Errorf("only %v fire", slices.Sorted(maps.Keys(rules)))
	}
}
