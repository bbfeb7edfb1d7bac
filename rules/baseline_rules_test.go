package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func TestBaselineRows(t *testing.T) {
	const (
		keep    = "UpdateType=Keep"
		mms     = " | AccessString=mms.contoso.example | PurposeGroups=MMS"
		second  = " | ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310199999999999"
		third   = " | ICCID Range - Start=8954310200000000000 | ICCID Range - End=8954310299999999999"
		swapped = " | ICCID Range - Start=8954310099999999999 | ICCID Range - End=8954310000000000000"
		mms2    = " | AccessString=mms2.contoso.example | PurposeGroups=MMS"
		spn     = " | SPN=Contoso Travel"
		imsis   = " | IMSI Range - Start=722310000000000 | IMSI Range - End=722310000099999"
	)
	for _, test := range []struct {
		name, text, against string
		want                string // cell, rule and a part of the message; "; " between findings
	}{
		{"kept as it was", keep, keep, ""},
		{"spelt otherwise", keep + " | Country/Region=ARGENTINA | Operator= contoso | AlwaysOn=Yes | PurposeGroups={3e5545d2-1137-4dc8-a198-33f1c657515f} | SupportDataMarketplace=1 | AppID=" + mobilePlansApp,
			"Operator=Contoso | AlwaysOn=Enabled", ""},
		{"blanks that mean the default", keep + " | IPType= | AlwaysOn= | PurposeGroups= | ESIM_PROV= | Roaming= | AuthProtocol= | DataMarketplaceRoamingUIEnabled=1",
			"IPType=IPv4 | AlwaysOn=true | PurposeGroups=Internet | ESIM_PROV=false | Roaming=1 | AuthProtocol=NONE | DataMarketplaceRoamingUIEnabled=", ""},
		{"purposes in another order", keep + " | PurposeGroups=Internet, MMS", "PurposeGroups=MMS, Internet", ""},
		{"how Windows lists it", keep + " | UIName=Contoso Prepaid | UIOrder=02", keep + " | UIName=Contoso Prepaid | UIOrder=2", ""},
		{"listed under another name", keep + " | UIName=Contoso Prepaid | UIOrder=2", keep + " | UIName=Contoso | UIOrder=1",
			`O2 baseline-keep-differs UIName is "Contoso Prepaid", the baseline has "Contoso"; UIOrder is "2", the baseline has "1"`},
		{"listed under a changed name", "UpdateType=Change | UIName=Contoso Prepaid | UIOrder=2", keep, ""},
		{"added under another purpose in place of a connection", "UpdateType=Add | PurposeGroups=MMS", keep,
			`A2 baseline-dropped 1 connection ("internet.contoso.example" (Internet))`},
		{"added under a further purpose in place of a connection", "UpdateType=Add | PurposeGroups=Internet, MMS\n" + keep + second, keep + "\n" + keep + second,
			`A2 baseline-dropped 1 connection ("internet.contoso.example" (Internet) for MCC 722, MNC 310, ICCID 8954310000000000000-8954310099999999999)`},
		{"added under another purpose for parts of a target", "UpdateType=Add | PurposeGroups=MMS | ICCID Range - End=8954310049999999999\nUpdateType=Add | PurposeGroups=MMS | ICCID Range - Start=8954310050000000000", keep,
			`A2 baseline-dropped 1 target`},
		{"added beside a changed one of the same access string", "UpdateType=Change | IPType=IPv4\nUpdateType=Add | PurposeGroups=MMS", keep, ""},
		{"added in place of a connection", "UpdateType=Add" + mms + "\n" + keep + second, keep + "\n" + keep + second,
			`A2 baseline-dropped 1 connection ("internet.contoso.example" for MCC 722, MNC 310, ICCID 8954310000000000000-8954310099999999999)`},
		{"changed, no connection left to change", keep + "\nUpdateType=Change | AccessString=new.contoso.example", keep,
			`K3 baseline-missing Change, but the baseline's profile "Contoso (Argentina)" has no connection "new.contoso.example" for this target; it has "internet.contoso.example"`},
		{"changed, the connection follows", "UpdateType=Change | AccessString=new.contoso.example\n" + keep, keep,
			`K2 baseline-missing Change, but`},
		{"changed, two for one", "UpdateType=Change | AccessString=new.contoso.example\nUpdateType=Change" + mms, keep,
			`K3 baseline-missing Change, but`},
		{"changed, two for two", "UpdateType=Change | AccessString=new.contoso.example\nUpdateType=Change" + mms2, keep + "\n" + keep + mms, ""},
		{"changed, the purpose of a connection that is kept", keep + "\nUpdateType=Change | PurposeGroups=MMS", keep,
			`M3 baseline-missing Change, but the baseline's profile "Contoso (Argentina)" has no connection "internet.contoso.example" (MMS) for this target; it has "internet.contoso.example" (Internet)`},
		{"changed, the purpose of one of two connections", keep + "\nUpdateType=Change | PurposeGroups=Internet, MMS | IPType=IPv4 | Roaming=0", keep + "\n" + keep + " | PurposeGroups=MMS", ""},
		{"a WLAN profile in a package", keep + ` | WifiProfiles=..\\Assets\\wlan.xml`, `WifiProfiles=..\\Assets\\wlan.xml`, ""},
		{"another WLAN profile in a package", keep + ` | WifiProfiles=..\\Assets\\other.xml`, `WifiProfiles=..\\Assets\\wlan.xml`, "O2 wifi-profile-path"},
		{"an icon in a package", keep + " | BrandingIcon=contoso.ico", `BrandingIcon=..\\Assets\\Icon\\Contoso.ico`, ""},
		{"two settings differ", keep + " | IPType=IPv4 | Roaming=0", keep, `N2 baseline-keep-differs IPType is "IPv4", the baseline has "IPv4v6"; Roaming is "0", the baseline has blank (1)`},
		{"a SIM setting differs on all rows", keep + " | BrandingName=X\n" + keep + mms + " | BrandingName=X", keep + " | BrandingName=Y\n" + keep + mms + " | BrandingName=Y",
			`O2 baseline-keep-differs BrandingName is "X", the baseline has "Y"; O3 baseline-keep-differs BrandingName is "X", the baseline has "Y"`},
		{"one connection differs for all targets", keep + " | IPType=IPv6\n" + keep + " | IPType=IPv6" + second, keep + "\n" + keep + second,
			`N2 baseline-keep-differs IPType is "IPv6", the baseline has "IPv4v6"; N3 baseline-keep-differs IPType is "IPv6", the baseline has "IPv4v6"`},
		{"a password differs", keep + " | UserName=u | Password=one", keep + " | UserName=u | Password=two", `P2 baseline-keep-differs Keep, but Password is another than the baseline's`},
		{"a column is missing", keep + " | !IPType\n" + keep + second, keep + " | Operator=contoso\n" + keep + second,
			`A2 baseline-keep-differs the sheet has no column IPType, and the row has "IPv4v6" in the baseline; likewise 1 more row`},
		{"a password went", keep + " | UserName=u | Password=", keep + " | UserName=u | Password=two", `P2 baseline-keep-differs Password is blank, the baseline has one`},
		{"added although it is there", "UpdateType=Add\n" + keep + mms, keep + "\n" + keep + mms, `A2 baseline-add-exists holds this target with this connection`},
		{"added beside kept", keep + "\nUpdateType=Add" + mms + "\nUpdateType=Add" + second + "\nUpdateType=Add" + second + mms, keep, ""},
		{"added under another purpose", keep + "\nUpdateType=Add | PurposeGroups=MMS | IPType=IPv4", keep, ""},
		{"changed, nothing differs", "UpdateType=Change\nUpdateType=Change" + mms, keep + "\n" + keep + mms, `A2 baseline-change-same Change, but; A3 baseline-change-same Change, but`},
		{"changed access string", "UpdateType=Change | AccessString=new.contoso.example", keep, ""},
		{"changed range", "UpdateType=Change | ICCID Range - End=8954310199999999999", keep, ""},
		{"changed, other numbers", "UpdateType=Change" + second, keep,
			`F2 baseline-missing no target MCC 722, MNC 310, ICCID 8954310100000000000-8954310199999999999; ICCID Range - Start of the nearest row is "8954310000000000000"`},
		{"kept, other connection", keep + "\n" + keep + mms, keep, `K3 baseline-missing no connection "mms.contoso.example" for this target; it has "internet.contoso.example"`},
		{"no such profile", keep + " | Operator=Contosso\n" + keep + mms + " | Operator=Contosso", keep, `C2 baseline-missing no profile "Contosso (Argentina)"; C3 baseline-missing no profile "Contosso (Argentina)"`},
		{"no such profile to delete", "UpdateType=Delete | Operator=Fabrikam", keep, `C2 baseline-missing Delete, but the baseline has no profile "Fabrikam (Argentina)"`},
		{"deleted", "UpdateType=Delete", keep + "\n" + keep + mms, ""},
		{"deleted under the country's other name", "UpdateType=Delete | Country/Region=USA", "Country/Region=United States", ""},
		{"a connection is not listed", keep, keep + "\n" + keep + mms, `A2 baseline-dropped 1 connection ("mms.contoso.example")`},
		{"a target is not listed", keep, keep + "\n" + keep + second, `A2 baseline-dropped 1 target (MCC 722, MNC 310, ICCID 8954310100000000000-8954310199999999999)`},
		{"one connection of one target is not listed", keep + "\n" + keep + mms + "\n" + keep + second, keep + "\n" + keep + mms + "\n" + keep + second + "\n" + keep + mms + second,
			`A2 baseline-dropped 1 connection ("mms.contoso.example" for MCC 722, MNC 310, ICCID 8954310100000000000-8954310199999999999)`},
		{"split in two", "UpdateType=Change | ICCID Range - End=8954310049999999999\nUpdateType=Add | ICCID Range - Start=8954310050000000000", keep, ""},
		{"a part is lost", "UpdateType=Change | ICCID Range - End=8954310049999999999", keep,
			`A2 baseline-dropped 1 target (MCC 722, MNC 310, ICCID 8954310000000000000-8954310099999999999 (50,000,000,000 of 100,000,000,000 SIMs))`},
		{"an identifier less", "UpdateType=Change", keep + spn, ""},
		{"an identifier less beside two ranges", "UpdateType=Change" + imsis, keep + imsis + spn, ""},
		{"one of two ranges less", "UpdateType=Change", keep + imsis, ""},
		{"added with an identifier less", "UpdateType=Add", keep + spn, ""},
		{"added with an identifier and a range less", "UpdateType=Add | ICCID Range - Start= | ICCID Range - End= | SupportDataMarketplace=No", keep + spn + imsis, "F2 iccid-range-required; I2 marketplace-required"},
		{"a target within one that is kept", keep, keep + "\n" + keep + spn, ""},
		{"a target within one that is kept with another name", keep, keep + "\n" + keep + spn + " | BrandingName=X",
			`A2 baseline-dropped 1 target (MCC 722, MNC 310, SPN Contoso Travel`},
		{"another network with an identifier less", "UpdateType=Add | MNC=34", keep + spn, `A2 baseline-dropped 1 target`},
		{"two ranges narrowed", "UpdateType=Change | ICCID Range - End=8954310049999999999 | IMSI Range - Start=722310000000000 | IMSI Range - End=722310000049999", keep + imsis,
			`A2 baseline-dropped 1 target (MCC 722, MNC 310, ICCID 8954310000000000000-8954310099999999999, IMSI 722310000000000-722310000099999 (a part of its SIMs))`},
		{"kept, two ranges narrowed", keep + " | ICCID Range - End=8954310049999999999 | IMSI Range - Start=722310000000000 | IMSI Range - End=722310000049999", keep + imsis,
			`G2 baseline-keep-differs ICCID Range - End is`},
		{"a malformed row may be the missing one", keep + "\n" + keep + second + " | MNC=3", keep + "\n" + keep + second, "E3 mnc-format"},
		{"a malformed row is not any other", keep + "\n" + keep + " | MNC=3", keep + "\n" + keep + second,
			`A2 baseline-dropped 1 target (MCC 722, MNC 310, ICCID 8954310100000000000-8954310199999999999); E3 mnc-format`},
		{"a malformed row hides no more than it may be", keep + second + " | MNC=3", keep + "\n" + keep + second + "\n" + keep + second + mms,
			`A2 baseline-dropped 1 target (MCC 722, MNC 310, ICCID 8954310000000000000-8954310099999999999) and 1 connection ("mms.contoso.example"); E2 mnc-format`},
		{"swapped ends", keep + swapped, keep, "F2 iccid-range-order"},
		{"ends of two lengths", keep + " | ICCID Range - End=89543100999999999999", keep, "F2 iccid-range-lengths"},
		{"a blank end", keep + " | ICCID Range - End=", keep, "G2 iccid-range-incomplete"},
		{"a blank start of a row to change", "UpdateType=Change | ICCID Range - Start=", keep, "F2 iccid-range-incomplete"},
		{"digits lost", keep + " | ICCID Range - End=8.95431E+18", keep, "G2 digits-lost"},
		{"a blank MNC", keep + " | MNC=", keep, "E2 mcc-mnc-pair"},
		{"a blank MCC and MNC", keep + spn + " | MCC= | MNC=", keep + spn,
			`D2 baseline-keep-differs MCC is blank, the baseline has "722"; MNC is blank, the baseline has "310"; D2 plmn-missing`},
		{"changed to no MCC and MNC", "UpdateType=Change" + spn + " | MCC= | MNC=", keep + spn, "D2 plmn-missing"},
		{"an icon of another type", keep + " | BrandingIcon=b.png", keep + " | BrandingIcon=a.ico", `O2 baseline-keep-differs BrandingIcon is "b.png", the baseline has "a.ico"; O2 branding-icon-type`},
		{"an icon of another type in place of none", keep + " | BrandingIcon=b.png", keep, `O2 baseline-keep-differs BrandingIcon is "b.png", the baseline has blank; O2 branding-icon-type`},
		{"changed to an icon of another type", "UpdateType=Change | BrandingIcon=b.png", keep, "O2 branding-icon-type"},
		{"changed to a malformed value", "UpdateType=Change | IPType=IPv9", keep, "N2 ip-type-value"},
		{"changed to malformed purposes", "UpdateType=Change | PurposeGroups=fooo", keep, "M2 purpose-group-unknown"},
		{"a blank MCC and MNC of a row that is not there", keep + spn + " | MCC= | MNC=", keep,
			`A2 baseline-dropped 1 target; D2 plmn-missing; F2 baseline-missing no target SPN Contoso Travel`},
		{"a blank access string", keep + " | AccessString=", keep, "K2 access-string-required"},
		{"a blank access string beside a sound row", keep + "\n" + keep + " | PurposeGroups=MMS | AccessString=", keep + "\n" + keep + mms, "K3 access-string-required"},
		{"a malformed access string", keep + " | AccessString=internet contoso", keep, "K2 access-string-format"},
		{"an unknown country", keep + " | Country/Region=Argentinia\n" + keep + mms + second, keep + "\n" + keep + mms + second, `B2 baseline-missing no profile "Contoso (Argentinia)"`},
		{"an unknown country throughout", keep + " | Country/Region=Argentinia", keep, `B2 baseline-missing no profile "Contoso (Argentinia)"`},
		{"an unknown country of a profile to delete", "UpdateType=Delete | Country/Region=Argentinia", keep, `B2 baseline-missing no profile "Contoso (Argentinia)"`},
		{"an unknown country of a profile to add", "UpdateType=Add | Country/Region=Argentinia | MNC=34", keep, "B2 country-unknown"},
		{"an unknown country of nobody", keep + " | Country/Region=Argentinia | Operator=Fabrikam", keep,
			`B2 country-unknown; C2 baseline-missing no profile "Fabrikam (Argentinia)"; F2 iccid-range-overlap`},
		{"an unknown country far from any", keep + " | Country/Region=Freedonia", keep,
			`B2 country-unknown; C2 baseline-missing no profile "Contoso (Freedonia)"`},
		{"kept, another access string", keep + " | AccessString=new.contoso.example", keep,
			`K2 baseline-keep-differs AccessString is "new.contoso.example", the baseline has "internet.contoso.example"`},
		{"kept, one of two access strings", keep + "\n" + keep + " | PurposeGroups=MMS | AccessString=new.contoso.example", keep + "\n" + keep + mms,
			`K3 baseline-keep-differs AccessString is "new.contoso.example", the baseline has "mms.contoso.example"`},
		{"kept, a narrower range", keep + " | ICCID Range - End=8954310049999999999", keep,
			`G2 baseline-keep-differs ICCID Range - End is "8954310049999999999", the baseline has "8954310099999999999"`},
		{"kept, a range of the whole network", keep, keep + " | ICCID Range - Start= | ICCID Range - End=",
			`F2 baseline-keep-differs ICCID Range - Start is "8954310000000000000", the baseline has blank`},
		{"kept, the whole network in place of a range", keep + " | ICCID Range - Start= | ICCID Range - End=", keep,
			`F2 baseline-keep-differs ICCID Range - Start is blank, the baseline has "8954310000000000000"; F2 iccid-range-required`},
		{"kept, in two pieces", keep + " | ICCID Range - End=8954310049999999999\n" + keep + " | ICCID Range - Start=8954310050000000000", keep,
			`G2 baseline-keep-differs ICCID Range - End is; F3 baseline-keep-differs ICCID Range - Start is`},
		{"kept, another MNC", keep + " | MNC=31", keep, `E2 baseline-keep-differs MNC is "31", the baseline has "310"`},
		{"changed, another MNC", "UpdateType=Change | MNC=31", keep, `E2 baseline-missing MNC of the nearest row is "310"`},
		{"kept, another MNC and another access string", keep + second + " | MNC=31\n" + keep + mms2 + "\n" + keep + "\n" + keep + second + mms2 + " | MNC=31",
			keep + "\n" + keep + mms + "\n" + keep + second + "\n" + keep + second + mms,
			`E2 baseline-keep-differs MNC is "31"; K3 baseline-keep-differs AccessString is`},
		{"changed nothing, and a target goes", "UpdateType=Change", keep + "\n" + keep + second,
			`A2 baseline-change-same Change, but; A2 baseline-dropped 1 target`},
		{"two connections of one access string", keep, keep + "\n" + keep + " | PurposeGroups=MMS",
			`A2 baseline-dropped 1 connection ("internet.contoso.example" (MMS))`},
		{"two connections of one access string and purpose", keep, keep + "\n" + keep + " | FriendlyName=Contoso Prepaid\n" + keep + " | FriendlyName=Contoso Travel",
			`A2 baseline-dropped 2 connections ("internet.contoso.example" ("Contoso Prepaid") and "internet.contoso.example" ("Contoso Travel"))`},
		{"a connection of two targets of three", keep + "\n" + keep + second + "\n" + keep + third + "\n" + keep + third + mms,
			keep + "\n" + keep + mms + "\n" + keep + second + "\n" + keep + second + mms + "\n" + keep + third + "\n" + keep + third + mms,
			`A2 baseline-dropped 1 connection ("mms.contoso.example" for 2 targets, the first MCC 722, MNC 310, ICCID 8954310000000000000-8954310099999999999)`},
		{"a row without a name may be the missing one", keep + "\n" + keep + mms + " | Country/Region=", keep + "\n" + keep + mms, "B3 country-required"},
		{"a blank country as it was", keep + " | Country/Region=", keep + " | Country/Region=", "B2 country-required"},
		{"a blank country as it was, another connection", keep + " | Country/Region= | IPType=IPv4", keep + " | Country/Region=",
			"B2 country-required; N2 baseline-keep-differs IPType is"},
		{"a blank country, a row added that is there", "UpdateType=Add | Country/Region=", keep + " | Country/Region=", "A2 baseline-add-exists holds this target; B2 country-required"},
		{"a blank country, a target is not listed", keep + " | Country/Region=", keep + " | Country/Region=\n" + keep + second + " | Country/Region=",
			"A2 baseline-dropped 1 target; B2 country-required"},
		{"a blank country of one of two profiles", keep + " | Country/Region=\n" + keep + second, keep + second, "B2 country-required"},
		{"an unknown update type", "UpdateType=Update", keep, "A2 update-type-value"},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := Example{Text: test.text, Against: test.against}
			s, err := x.Submission()
			if err != nil {
				t.Fatal(err)
			}
			options := x.Options()
			options.Disable = []string{"ip-type-ipv6", "password-without-user", "target-kinds", "operator-spelling", "invisible-characters", "branding-icon-images", "always-on-internet-missing"}
			findings := Run(s, options).Findings
			var wants []string
			if test.want != "" {
				wants = strings.Split(test.want, "; ")
				for i := 0; i < len(wants); i++ { // a message may hold the separator
					if cell, _, _ := strings.Cut(wants[i], " "); i > 0 && !strings.ContainsAny(cell, "23") {
						wants[i-1] += "; " + wants[i]
						wants = slices.Delete(wants, i, i+1)
						i--
					}
				}
			}
			if len(wants) != len(findings) {
				t.Fatalf("want %q, got\n%s", wants, describe(findings))
			}
			for i, want := range wants {
				cell, rest, _ := strings.Cut(want, " ")
				rule, part, _ := strings.Cut(rest, " ")
				f := findings[i]
				if f.Position.Cell() != cell || f.Rule != rule || !strings.Contains(f.Message, part) {
					t.Errorf("want %q, got\n%s", want, describe(findings[i:i+1]))
				}
				if strings.HasPrefix(rule, "baseline-") && f.Rule != "baseline-missing" && (len(f.Related) == 0 || f.Related[0].Position.File != "baseline.xlsx") {
					t.Errorf("%s does not point into the baseline: %v", rule, f.Related)
				}
				for _, secret := range []string{"one\"", "two\""} {
					if strings.Contains(f.Message+f.Hint+f.Value, secret) {
						t.Errorf("a password is told: %+v", f)
					}
				}
			}
		})
	}
}

func TestProfileNames(t *testing.T) {
	for _, test := range []struct {
		operator, country, existing, existingCountry string
		want                                         bool
	}{
		{"Contoso", "Argentina", "CONTOSO", "argentina", true},
		{"Contoso Mobile", "United States", "ContosoMobile", "USA", true},
		{"C & T", "United States", "C&T", "United States", true},
		{"C and T", "United States", "C&T", "United States", true},
		{"CT", "United States", "C&T", "United States", true},
		{"Contoso", "Côte d'Ivoire", "Contoso", "Ivory Coast", true},
		{"Contoso (Argentina)", "Argentina", "Contoso", "Argentina", true},
		{"Contoso", "Canada", "Contoso (Canada) Admin", "", true},
		{"Contoso", "Argentina", "Contoso", "", true},
		{"Contoso", "Worldwide", "Contoso", "worldwide", true},
		{"Contoso", "Argentina", "Contoso", "Worldwide", false},
		{"Contoso", "Argentina", "Contoso", "Chile", false},
		{"Contoso", "Argentina", "Contoso Travel", "Argentina", false},
		{"Contoso", "Réunion", "Contoso (Réunion)", "France", false},
		{"Contoso (Réunion)", "France", "Contoso (Réunion)", "France", true},
		{"Contoso", "Serbia", "Contoso", "Serbia (Republic of)", true},
	} {
		s := rowsAgainst(t,
			[]map[cosa.Setting]string{{cosa.UpdateType: "Delete", cosa.Operator: test.operator, cosa.CountryRegion: test.country}},
			[]map[cosa.Setting]string{{cosa.Operator: test.existing, cosa.CountryRegion: test.existingCountry, cosa.MCC: "722", cosa.MNC: "310"}})
		got := len(Run(s, Options{Policy: PolicyCosa, Only: []string{"baseline-missing"}}).Findings) == 0
		if got != test.want {
			t.Errorf("%s (%s) names %s (%s): %v, want %v", test.operator, test.country, test.existing, test.existingCountry, got, test.want)
		}
	}
}

// TestNamesPreferTheExact shows that a name without a country stands in only
// where there is none with it.
func TestNamesPreferTheExact(t *testing.T) {
	s := rowsAgainst(t,
		[]map[cosa.Setting]string{{cosa.UpdateType: "Delete", cosa.Operator: "Contoso", cosa.CountryRegion: "Italy"}},
		[]map[cosa.Setting]string{
			{cosa.Operator: "Contoso", cosa.MCC: "001", cosa.MNC: "01"},
			{cosa.Operator: "CONTOSO", cosa.CountryRegion: "Italy", cosa.MCC: "001", cosa.MNC: "02"},
			{cosa.Operator: "Contoso", cosa.CountryRegion: "Italy", cosa.MCC: "001", cosa.MNC: "03", cosa.BrandingName: "X"},
		})
	in := &Input{Submission: s}
	in.readBaseline()
	if diff := cmp.Diff([]bool{false, true, true}, in.existing.replaced); diff != "" {
		t.Errorf("replaced (-want +got):\n%s", diff)
	}
}

// TestSlipInANameIsToldOnce shows that a slip in a name is not also told as
// collisions with the profile that was meant.
func TestSlipInANameIsToldOnce(t *testing.T) {
	const iccids = " | ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999"
	for _, test := range []struct{ text, against, want string }{
		{"UpdateType=Keep | Operator=Contosso" + iccids, "Operator=Contoso" + iccids, "baseline-missing"},
		{"UpdateType=Add | Operator=Contosso" + iccids, "Operator=Contoso" + iccids, "iccid-range-overlap"}, // which may be meant
		{"UpdateType=Keep | Operator=Contosso", "Operator=Contoso", "baseline-missing"},
		{"UpdateType=Add | Operator=Contosso", "Operator=Contoso", "target-duplicate"},
		{"UpdateType=Add | Operator=Contoso", "Operator=Contoso | SPN=Contoso | AccessString=old.contoso.example", "baseline-dropped"}, // replaced, so that it does not collide
	} {
		x := Example{Text: test.text, Against: test.against, Policy: PolicyCosa}
		s, err := x.Submission()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range Run(s, x.Options()).Findings {
			got = append(got, f.Rule)
			if f.Position.File != "example.xlsx" || len(f.Related) == 0 || f.Related[0].Position.File != "baseline.xlsx" {
				t.Errorf("%s does not point into the baseline", f.Rule)
			}
		}
		if diff := cmp.Diff([]string{test.want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestReplacedDoesNotCollide shows that what a submission takes away collides
// with nothing.
func TestReplacedDoesNotCollide(t *testing.T) {
	for _, text := range []string{
		"UpdateType=Delete\nUpdateType=Add | Operator=Fabrikam",
		"UpdateType=Change | ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310199999999999 | AccessString=new\nUpdateType=Add | Operator=Fabrikam",
	} {
		x := Example{Text: text, Against: "Operator=CONTOSO"}
		s, err := x.Submission()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Run(s, x.Options()).Findings {
			if !strings.HasPrefix(f.Rule, "baseline-") {
				t.Errorf("%s: %s", text, describe([]cosa.Finding{f}))
			}
		}
	}
}

// TestBaselineConditions shows that ranges can take the place of the pattern
// that a database has, since a submission may not repeat it.
func TestBaselineConditions(t *testing.T) {
	row := func(update, start, end string) map[cosa.Setting]string {
		return map[cosa.Setting]string{
			cosa.UpdateType: update, cosa.Operator: "Contoso", cosa.CountryRegion: "Argentina", cosa.MCC: "722", cosa.MNC: "310",
			cosa.IMSIStart: start, cosa.IMSIEnd: end, cosa.AccessString: "internet",
		}
	}
	pattern := row("", `pattern:72231000[12]0\d{5}`, "")
	first, second := [2]string{"722310001000000", "722310001099999"}, [2]string{"722310002000000", "722310002099999"}
	for _, test := range []struct {
		own  []map[cosa.Setting]string
		want string
	}{
		{[]map[cosa.Setting]string{row("Keep", first[0], first[1]), row("Keep", second[0], second[1])}, ""},
		{[]map[cosa.Setting]string{row("Keep", first[0], first[1])}, "baseline-dropped 1 target (MCC 722, MNC 310, IMSI pattern:72231000[12]0\\d{5} (100,000 of 200,000 SIMs))"},
		{[]map[cosa.Setting]string{row("Keep", first[0], second[1])}, "baseline-missing has no target MCC 722, MNC 310, IMSI 722310001000000-722310002099999"},
		{[]map[cosa.Setting]string{row("Change", first[0], second[1])}, ""},
		{[]map[cosa.Setting]string{row("Change", "", "")}, ""}, // the whole network
	} {
		s := rowsAgainst(t, test.own, []map[cosa.Setting]string{pattern})
		result := Run(s, Options{Policy: PolicyCosa})
		var got []string
		for _, f := range result.Findings {
			got = append(got, f.Rule+" "+f.Message)
		}
		rule, part, _ := strings.Cut(test.want, " ")
		if test.want == "" && len(got) > 0 || test.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], rule+" ") || !strings.Contains(got[0], part)) {
			t.Errorf("want %q, got %q", test.want, got)
		}
	}
}

// TestBaselineOfNames shows that with an APN database only names are compared.
func TestBaselineOfNames(t *testing.T) {
	b := cosa.NewBuilder()
	for i, operator := range []string{"Contoso", "Fabrikam"} {
		source := cosa.Source{File: fmt.Sprint(i, ".csv"), Format: cosa.CSV, Header: 1}
		for n := range source.Columns {
			source.Columns[n] = n + 1
		}
		b.Source(source)
		b.Row(2)
		for s, text := range map[cosa.Setting]string{cosa.UpdateType: "Keep", cosa.Operator: operator, cosa.CountryRegion: "Argentina", cosa.MCC: "722", cosa.MNC: "31" + fmt.Sprint(i), cosa.AccessString: "new"} {
			b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
		}
	}
	b.Baseline()
	b.Source(cosa.Source{File: "apndatabase.xml", Format: cosa.APNDB})
	b.Row(2)
	b.Set(cosa.Column(cosa.Operator), cosa.Cell{Raw: []byte("contoso")})
	b.Set(cosa.Column(cosa.AccessString), cosa.Cell{Raw: []byte("old")})
	result := Run(b.Submission(), Options{Policy: PolicyCosa})
	var skipped []string
	for _, s := range result.Skipped {
		skipped = append(skipped, s.Rule)
	}
	if diff := cmp.Diff([]string{"baseline-add-exists", "baseline-keep-differs", "baseline-change-same", "baseline-dropped"}, skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	if len(result.Findings) != 1 || result.Findings[0].Rule != "baseline-missing" || result.Findings[0].Position.File != "1.csv" {
		t.Errorf("want baseline-missing of Fabrikam alone, got\n%s", describe(result.Findings))
	}
}

// TestNearestNames shows which profile of the baseline a name is taken for.
func TestNearestNames(t *testing.T) {
	for _, test := range []struct{ operator, country, want string }{
		{"Contosso", "France", "Contoso (France)"},
		{"Contoso", "Chile", "Contoso (France)"},
		{"Contoso Mobile", "France", "Contoso (France)"},
		{"Fabrikam", "United Arab Emirates", "Fabrikam (Argentina)"},
		{"Fabricam", "Argentina", "Fabrikam (Argentina)"},
		{"Zyx", "France", ""},
		{"Zyx", "United Arab Emirates", ""},
		{"Tailspin", "United Arab Emirates", ""},
		{"Co", "France", ""},
		{"Contosso", "United Arab Emirates", ""},
	} {
		s := rowsAgainst(t,
			[]map[cosa.Setting]string{{cosa.UpdateType: "Delete", cosa.Operator: test.operator, cosa.CountryRegion: test.country}},
			[]map[cosa.Setting]string{
				{cosa.Operator: "Contoso", cosa.CountryRegion: "France"}, {cosa.Operator: "Litware", cosa.CountryRegion: "United Arab Emirates"},
				{cosa.Operator: "Fabrikam", cosa.CountryRegion: "Argentina"},
			})
		findings := Run(s, Options{Policy: PolicyCosa, Only: []string{"baseline-missing"}}).Findings
		if len(findings) != 1 {
			t.Fatalf("%s (%s): %d findings, want one", test.operator, test.country, len(findings))
		}
		if got := strings.Contains(findings[0].Hint, "did you mean"); got != (test.want != "") || got && !strings.Contains(findings[0].Hint, test.want) {
			t.Errorf("%s (%s): want %q, got the hint %q", test.operator, test.country, test.want, findings[0].Hint)
		}
	}
}
