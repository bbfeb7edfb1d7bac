package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// found judges an example and lists cell and rule of each finding.
func found(t *testing.T, x Example) []string {
	t.Helper()
	submission, err := x.Submission()
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, f := range Run(submission, x.Options()).Findings {
		got = append(got, f.Position.Cell()+" "+f.Rule)
	}
	return got
}

// Cells of the sound row: B country, C operator, D MCC, E MNC, F and G ICCID
// range, H AppID, I and J marketplace, K access string, L AlwaysOn, M purposes,
// N IP type; what an example adds stands from O on. Under the policy cosa F is
// the access string, and additions stand from J on.
func TestFindingsByCell(t *testing.T) {
	for _, test := range []struct {
		name   string
		text   string
		policy Policy
		want   string
	}{
		{"numeric ICCIDs", "ICCID Range - Start=8954310000000000000 <number> | ICCID Range - End=8954310099999999999 <number>", "", "F2 digits-lost, G2 digits-lost"},
		{"padded ICCID", "ICCID Range - Start=8954310000000000000 <number 0>", "", "F2 digits-lost"},
		{"ICCID as a date", "ICCID Range - Start=45000 <date>", "", "F2 digits-lost"},
		{"ICCID as a boolean", "ICCID Range - Start=TRUE <bool>", "", "F2 digits-lost"},
		{"ICCID in scientific notation", "ICCID Range - Start=8.95E+18 | ICCID Range - End=8,95e18", "", "F2 digits-lost, G2 digits-lost"},
		{"MCC in scientific notation", "MCC=7.22E+02", "", "D2 digits-lost"},
		{"exponents without a point", "ICCID Range - Start=9E18 | ICCID Range - End=+9e+18", "", "F2 digits-lost, G2 digits-lost"},
		{"GID1 in scientific notation", "GID1=5.3E+10", "", "O2 digits-lost"},
		{"GID1 as a long number", "GID1=12345678901234560000 <number>", "", "O2 digits-lost"},
		{"MNC as a date", "MNC=12 <date>", "", "E2 digits-lost"},
		{"one end as a number", "ICCID Range - Start=8954310000000000000 <number> | ICCID Range - End=", "", "F2 digits-lost, G2 iccid-range-incomplete"},
		{"numeric IMSIs", "IMSI Range - Start=722310000000000 <number> | IMSI Range - End=722310099999999 <number>", PolicyCosa, ""},
		{"long numeric IMSI", "IMSI Range - Start=7223100000000001 <number> | IMSI Range - End=722310099999999", PolicyCosa, "J2 digits-lost"},
		{"IMSI as a date", "IMSI Range - Start=45000 <date> | IMSI Range - End=722310099999999", PolicyCosa, "J2 digits-lost"},
		{"GID1 that looks like a number", "GID1=53E1", PolicyCosa, ""},
		{"MNC as a number", "MNC=1 <number>", "", "E2 leading-zeros-lost"},
		{"MNC of two digits as a number", "MNC=12 <number>", "", "E2 leading-zeros-lost"},
		{"MCC as a number", "MCC=1 <number> | MNC=01", "", "D2 leading-zeros-lost"},
		{"whole numbers", "MCC=722 <number> | MNC=310 <number>", "", ""},
		{"padded numbers", "MCC=1 <number 000> | MNC=1 <number 00>", "", ""},
		{"wrongly padded", "MNC=1 <number 0000>", "", "E2 mnc-format"},

		{"credentials as long numbers", "UserName=1234567890123456789 <number> | Password=1.2345678901234568E+18 <number>", "", "O2 digits-lost, P2 digits-lost"},
		{"credentials as short numbers", "UserName=1234 <number> | Password=1234 <number>", "", ""},
		{"SPN as a long number", "SPN=1234567890123456789 <number>", "", "O2 digits-lost"},
		{"swapped ends of a round range", "ICCID Range - Start=8954310099999999999 | ICCID Range - End=8954310000000000000", "", "F2 iccid-range-order"},
		{"damaged IMSI beside an ICCID range", "IMSI Range - Start=#REF! <error> | IMSI Range - End=#REF! <error>", "", "O2 error-cell, P2 error-cell"},
		{"rows alike without the columns that tell them apart", "!ICCID Range - Start | !ICCID Range - End\n!ICCID Range - Start | !ICCID Range - End", "", "A1 header-missing, A1 header-missing"},
		{"targets alike without the columns that tell them apart", "!ICCID Range - Start | !ICCID Range - End\nOperator=Fabrikam | !ICCID Range - Start | !ICCID Range - End", "", "A1 header-missing, A1 header-missing"},
		{"operator with and without a blank", "Operator=Contoso Mobile\nOperator=ContosoMobile | AccessString=b", "", "C3 operator-spelling"},

		{"an end where only a deleted range starts", "ICCID Range - End=8954310000000012345\nUpdateType=Delete | Operator=Fabrikam | ICCID Range - Start=8954310000000012345", "", "G2 iccid-range-granularity"},

		{"error in an identifier", "MCC=#N/A <error>", "", "D2 error-cell"},
		{"error in what is required", "UpdateType=#REF! <error> | Operator=#REF! <error> | AccessString=#REF! <error> | SupportDataMarketplace=#REF! <error>", "",
			"A2 error-cell, C2 error-cell, I2 error-cell, K2 error-cell"},
		{"formula without a result in a required cell", "MNC= <formula>", "", "E2 formula-without-value"},
		{"formula with a faulty result", "MNC=3100 <formula>", "", "E2 formula-cell, E2 mnc-format"},
		{"non-breaking space", `IPType=IPv4v6\u00a0`, "", "N2 invisible-characters"},
		{"full-width digits", "MCC=\uff17\uff12\uff12", "", "D2 invisible-characters"},
		{"blanks around an identifier", "MCC= 722", "", "D2 invisible-characters"},
		{"blanks around a choice", "IPType= ipv4V6 ", "", ""},
		{"invisible only", `SPN=\u00a0`, "", ""},
		{"invisible only difference", "Operator=A | SPN=a b\nOperator=B | SPN=a\\u00a0b", "", "F3 iccid-range-overlap, O3 invisible-characters"},
		{"digits with a zero-width space", `ICCID Range - Start=895431000\u200b0000000000`, "", "F2 invisible-characters"},

		{"deleted row", "UpdateType=Delete | MCC=x | MNC= | AccessString= | SupportDataMarketplace=No | ICCID Range - Start=5 <number>", "", ""},
		{"deleted row without a name", "UpdateType=Delete | Country/Region= | Operator=", "", "B2 country-required, C2 operator-required"},
		{"deleted row of an unknown country", "UpdateType=delete | Country/Region=Argentinia", "", "B2 country-unknown"},
		{"deleted sheet", "UpdateType=Delete | !AccessString | !SupportDataMarketplace | !DataMarketplaceRoamingUIEnabled | !ICCID Range - Start", "", ""},
		{"missing columns", "!UpdateType | !Operator | !AccessString | !DataMarketplaceRoamingUIEnabled | !ICCID Range - Start | !ICCID Range - End", "",
			"A1 header-missing, A1 header-missing, A1 header-missing, A1 header-missing, A1 header-missing, A1 header-missing"},
		{"missing columns of a database", "!AppID", PolicyCosa, ""},
		{"missing ranges and identifiers", "!ICCID Range - Start | !ICCID Range - End | MCC= | MNC=", "", "A1 header-missing, A1 header-missing"},
		{"missing marketplace columns", "SupportDataMarketplace=Yes | ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999\n" +
			"SupportDataMarketplace=Yes | AccessString=mms.contoso.example | ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999", PolicyCosa,
			"J2 account-experience-missing, J2 roaming-ui-required"},
		{"missing range columns", "SupportDataMarketplace=Yes | DataMarketplaceRoamingUIEnabled=1 | AppID=" + mobilePlansApp, PolicyCosa, "A1 header-missing, A1 header-missing"},

		{"one conflict for many rows", "UpdateType=Delete\nAccessString=a\nAccessString=b\nUpdateType=Delete", "", "A3 update-type-conflict"},
		{"conflict of one name in two spellings", "Operator=Contoso | UpdateType=Add\nOperator=contoso | UpdateType=Delete", "", "A3 update-type-conflict, C3 operator-spelling"},
		{"a blank type is no conflict", "UpdateType=Delete\nUpdateType=", "", "A3 update-type-required"},
		{"a malformed type is no conflict", "UpdateType=Delete\nUpdateType=Foo", "", "A3 update-type-value"},
		{"Worldwide", "Country/Region=Worldwide", "", "B2 country-unknown"},
		{"Worldwide as it exists", "Country/Region=Worldwide | UpdateType=Keep", "", ""},
		{"countries", "Country/Region=Viet Nam", "", ""},
		{"spelling by blanks", "Operator=Contoso Mobile\nOperator=Contoso  Mobile | AccessString=a\nOperator=Contoso  Mobile | AccessString=b", "", "C3 operator-spelling"},
		{"spelling by invisible characters", "Operator=Contoso\nOperator=Contoso\\u00a0 | AccessString=a", "", "C3 invisible-characters"},
		{"another place in the name", "Operator=Contoso (Réunion) | Country/Region=France", "", ""},
		{"the country in another spelling", "Operator=Contoso (USA) | Country/Region=United States", "", "C2 operator-has-country"},
		{"nested parentheses", "Operator=Contoso (Congo (DRC)) | Country/Region=Congo (DRC)", "", "C2 operator-has-country"},
		{"other parentheses", "Operator=Contoso (Prepaid)", "", ""},
		{"country without parentheses", "Operator=Contoso Argentina", "", ""},

		{"MNC without MCC", "MCC=", "", "D2 mcc-mnc-pair"},
		{"test networks", "MCC=001 | MNC=01", "", ""},
		{"MNC without a column for MCC", "!MCC", "", "D2 mcc-mnc-pair"},
		{"SPN without columns for MCC and MNC", "!MCC | !MNC | SPN=Contoso", "", "M2 plmn-missing"},
		{"malformed MCC without MNC", "MCC=72 | MNC=", "", "D2 mcc-format, E2 mcc-mnc-pair"},
		{"UIName without a column for UIOrder", "UIName=Contoso", "", "O2 ui-order-required"},
		{"UIName with UIOrder 0", "UIName=Contoso | UIOrder=0 <number>", "", ""},
		{"no identifier and no column for MCC", "!MCC | !MNC | ICCID Range - Start= | ICCID Range - End=", "", "D2 target-required"},
		{"malformed range alone", "MCC= | MNC= | ICCID Range - Start=8954310000000000000 <number>", "", "F2 digits-lost"},
		{"whole range alone", "MCC= | MNC= | ESIM_PROV=false", "", "F2 target-outranked"},
		{"default as a target", "Operator=A\nOperator=B | ESIM_PROV=false", PolicyCosa, "D3 target-duplicate"},
		{"target of an eSIM", "Operator=A\nOperator=B | ESIM_PROV=true", PolicyCosa, ""},
		{"targets in other capitals", "Operator=A | SPN=x\nOperator=B | SPN=X", PolicyCosa, ""},
		{"hexadecimal in other capitals", "Operator=A | GID1=ff\nOperator=B | GID1=FF", PolicyCosa, "D3 target-duplicate"},
		{"21 and 021", "Operator=A | MNC=21\nOperator=B | MNC=021", PolicyCosa, ""},
		{"damaged identifier", "Operator=A | SPN=#N/A <error>\nOperator=B", PolicyCosa, "J2 error-cell"},
		{"IMSI alone", "MCC= | MNC= | IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999", PolicyCosa, "D2 plmn-missing"},
		{"SPN with MCC only", "MNC= | SPN=Contoso", "", "E2 mcc-mnc-pair"},
		{"no identifier", "MCC= | MNC= | ICCID Range - Start= | ICCID Range - End=", "", "D2 target-required"},
		{"ESIM_PROV as identifier", "MCC= | MNC= | ESIM_PROV=true", PolicyCosa, ""},
		{"ESIM_PROV false", "MCC= | MNC= | ESIM_PROV=false", PolicyCosa, "D2 target-required"},
		{"three kinds", "IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999 | GSM Provider Name=Contoso", "", "Q2 legacy-setting, Q2 target-kinds"},

		{"malformed marketplace value", "SupportDataMarketplace=maybe", "", "I2 marketplace-value"},
		{"rounded end", "ICCID Range - End=8954310100000000000\nICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310199999999999", "", "G2 iccid-digits-suspicious"},
		{"end that is another's start", "ICCID Range - End=8954310100001234500\nICCID Range - Start=8954310100001234500 | ICCID Range - End=8954310199999999999", "", "G2 iccid-digits-suspicious"},
		{"start that is another's end", "Operator=A\nOperator=B | ICCID Range - Start=8954310099999999999 | ICCID Range - End=8954310199999999999", "",
			"F3 iccid-range-granularity, F3 iccid-range-overlap"},
		{"range of one number", "ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310000000000000", "", "G2 iccid-range-granularity"},
		{"order explains the ends", "ICCID Range - Start=8954310100000000050 | ICCID Range - End=8954310099999999998", "", "F2 iccid-range-order"},
		{"lengths explain the order", "ICCID Range - Start=8954310100000000000 | ICCID Range - End=89543100999999999999", "", "F2 iccid-range-lengths"},
		{"one column of a range", "!ICCID Range - End", "", "A1 header-missing"},
		{"one column of a range in a database", "ICCID Range - Start=8954310000000000000\nICCID Range - Start=8954310100000000000 | AccessString=b", PolicyCosa, "J2 iccid-range-incomplete"},
		{"IMSI of another country without MNC", "MNC= | IMSI Range - Start=724310000000000 | IMSI Range - End=724310999999999", PolicyCosa, "E2 mcc-mnc-pair, J2 imsi-plmn, K2 imsi-plmn"},
		{"start in another network than the end", "IMSI Range - Start=722340000000000 | IMSI Range - End=722310999999999", PolicyCosa, "J2 imsi-plmn"},
		{"IMSI beside a lost MNC", "MNC=1 <number> | IMSI Range - Start=722010000000000 | IMSI Range - End=722010999999999", PolicyCosa, "E2 leading-zeros-lost"},

		{"spellings of Yes", "SupportDataMarketplace=Supported | DataMarketplaceRoamingUIEnabled=TRUE <bool>", "", ""},
		{"both, one not secure", "AccountExperienceURL=http://contoso.example", "", "O2 account-url-hidden, O2 account-url-insecure"},
		{"malformed address", "AccountExperienceURL=contoso.example | AppID=", "", "O2 account-url-format"},
		{"malformed address beside an app", "AccountExperienceURL=contoso.example", "", "O2 account-url-format"},
		{"address beside a malformed app", "AccountExperienceURL=https://contoso.example | AppID=x", "", "H2 app-id-format"},
		{"address with everything", "AppID= | AccountExperienceURL=HTTPS://b\u00fccher.example:8443/a?b=c&d=%20#e", "", ""},
		{"address with numbers", "AppID= | AccountExperienceURL=https://[2001:db8::1]/", "", ""},
		{"no account with a column for the page only", "!AppID | AccountExperienceURL=", "", "N2 account-experience-missing"},
		{"no account without a column for it", "!AppID\nAccessString=b", "", "H2 account-experience-missing"},
		{"entitlement without a column for the app", "!AppID | AccountExperienceURL=https://a.example | Hotspot=EntitlementCheckRequired", "", "O2 hotspot-needs-app"},
		{"malformed app", "AppID=Contoso", "", "H2 app-id-format"},
		{"app in other capitals", "AppID=" + strings.ToUpper(mobilePlansApp), "", "H2 app-id-case"},
		{"another app", "AppID=Contoso.Account_0123456789abc!App", PolicyCosa, ""},
		{"icon of another kind", "BrandingIcon=contoso.icon", "", "O2 branding-icon-type"},
		{"sentence of the database", "UseBrandingNameOnRoaming=Use only when connected to Home network", "", ""},

		{"LTE attach alone", "AccessString= | PurposeGroups=LTE attach", "", "A2 always-on-internet-missing"},
		{"LTE attach and more", "AccessString= | PurposeGroups=LTE attach, Internet", "", "K2 access-string-required"},
		{"long label", "AccessString=" + strings.Repeat("a", 64), "", "K2 access-string-format"},
		{"long access string", "AccessString=" + strings.Repeat("a", 101), "", "K2 access-string-length"},
		{"password and protocol without user", "AuthProtocol=CHAP | Password=x | UserName=", "", "Q2 auth-needs-credentials"},
		{"malformed protocol", "AuthProtocol=x | UserName=", "", "O2 auth-protocol-value"},
		{"protocol without a column for the user", "AuthProtocol=PAP", "", "O2 auth-needs-credentials"},
		{"password without a column for the user", "Password=x", "", "O2 password-without-user"},
		{"dial string", "AccessString=#777", "", ""},
		{"user and realm", "AccessString=user@realm.example", "", ""},
		{"defaults are on and Internet", "AlwaysOn= | PurposeGroups=", "", ""},
		{"malformed purposes tell nothing more", "PurposeGroups=Internte", "", "M2 purpose-group-unknown"},
		{"malformed AlwaysOn", "AlwaysOn=on", "", "L2 always-on-value"},
		{"eSIM provisioning needs no Internet", "PurposeGroups=eSIM provisioning", "", ""},
		{"two purposes on two rows", "AlwaysOn=false\nPurposeGroups=MMS | AccessString=mms", "", "A2 always-on-internet-missing"},

		{"orders apart", "AutoConnectOrder=2\nAutoConnectOrder=1 | AccessString=b\nAutoConnectOrder=3 | AccessString=c", "", ""},
		{"orders by target", "AutoConnectOrder=1\nAutoConnectOrder=1 | MNC=320\nAutoConnectOrder=2 | AccessString=b\nAutoConnectOrder=2 | MNC=320 | AccessString=b", PolicyCosa, ""},
		{"duplicate explains the gap", "AutoConnectOrder=1\nAutoConnectOrder=1 | AccessString=b\nAutoConnectOrder=3 | AccessString=c", "", "O3 auto-connect-order-duplicate"},
		{"missing explains the gap", "AutoConnectOrder=1\nAccessString=b\nAutoConnectOrder=3 | AccessString=c", "", "O3 auto-connect-order-missing"},
		{"a gap in the middle", "AutoConnectOrder=1\nAutoConnectOrder=3 | AccessString=b\nAutoConnectOrder=4 | AccessString=c", "", "O3 auto-connect-order-gap"},
		{"begins late", "AutoConnectOrder=2", "", "O2 auto-connect-order-gap"},
		{"targets that mean the same", "AutoConnectOrder=1 | GID1=ff | MCC=722 <number>\nAutoConnectOrder=1 | GID1=FF | AccessString=b", "", "O3 auto-connect-order-duplicate"},
		{"orders of a row that stands twice", "AutoConnectOrder=1\nAutoConnectOrder=1 | AlwaysOn=Yes", "", "D3 duplicate-row"},
		{"malformed order", "AutoConnectOrder=1.5\nAccessString=b", "", "O2 auto-connect-order-value"},

		{"legacy once a column", "CDMA Provider Name=Contoso | Compression=DISABLE\nAccessString=b | CDMA Provider Name=Contoso", "", "O2 legacy-setting, P2 legacy-setting"},
		{"provider id as a number", "CDMA Provider ID=1234 <number>", "", "O2 cdma-provider-id-format"},
		{"neither purchase nor connect", "Purchase Flag=No | Connect Flag=n", PolicyCosa, "J2 legacy-setting, K2 legacy-setting, K2 purchase-connect"},
		{"no purchase and nothing else", "Purchase Flag=N | Connect Flag=", PolicyCosa, "J2 legacy-setting, K2 purchase-connect"},
		{"purchase alone", "Purchase Flag=Y", PolicyCosa, "J2 legacy-setting"},
		{"no purchase without a column to connect", "Purchase Flag=N", PolicyCosa, "J2 legacy-setting, J2 purchase-connect"},
		{"certificate without the other columns", "Cert Subject Name=CN=a", PolicyCosa, "J2 certificate-incomplete, J2 legacy-setting"},
		{"no flag", "Purchase Flag=x | Connect Flag=Y", PolicyCosa, "J2 legacy-setting, J2 purchase-connect, K2 legacy-setting"},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := []string{}
			if test.want != "" {
				want = strings.Split(test.want, ", ")
			}
			if diff := cmp.Diff(want, found(t, Example{Text: test.text, Policy: test.policy})); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

// TestWrittenDefaults shows that a default that one row writes, and another does
// not, makes no other set of SIM settings.
func TestWrittenDefaults(t *testing.T) {
	const (
		mms    = " | AccessString=mms.contoso.example | PurposeGroups=MMS | AutoConnectOrder=2"
		second = " | ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310199999999999"
	)
	for _, written := range []string{"Hotspot=Always", "EnableAutoSlotSwitch=false", "UseBrandingNameOnRoaming=0", "DataMarketplaceRoamingUIEnabled=1"} {
		setting, _, _ := strings.Cut(written, "=")
		blank := " | " + setting + "="
		for text, want := range map[string][]string{
			"AutoConnectOrder=1 | " + written + "\n" + blank[3:] + mms:                    nil,
			"AutoConnectOrder=1 | " + written + "\nAutoConnectOrder=1" + blank + second:   nil,
			written + "\nMNC=310 | ICCID Range - End=8954310049999999999" + blank:         {"iccid-range-redundant"},
			written + "\nBrandingName=Contoso | AccessString=mms.contoso.example" + blank: {"sim-settings-disagree"},
			written + "\n" + blank[3:] + second + "\nOperator=Fabrikam" + second + blank:  {"iccid-range-overlap"},
		} {
			var got []string
			for _, place := range found(t, Example{Text: text}) {
				if _, rule, _ := strings.Cut(place, " "); rule != "roaming-ui-required" {
					got = append(got, rule)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", text, diff)
			}
		}
	}
}

// TestOneCauseOneFinding judges a sheet of two rows, one target's Internet and
// MMS connection, of which the second one is at fault in one cell. The fault
// puts it into another profile or under another target; nothing may be said of
// what the two rows then lack.
func TestOneCauseOneFinding(t *testing.T) {
	for fault, want := range map[string]string{
		"DataMarketplaceRoamingUIEnabled=":         "J3 roaming-ui-required",
		"SupportDataMarketplace=":                  "I3 marketplace-required",
		"SupportDataMarketplace=No":                "I3 marketplace-required",
		"SupportDataMarketplace=maybe":             "I3 marketplace-value",
		"AppID=":                                   "H3 account-experience-missing",
		"AppID=x":                                  "H3 app-id-format",
		"AppID=#N/A <error>":                       "H3 error-cell",
		"AppID=" + strings.ToLower(mobilePlansApp): "H3 app-id-case",
		"BrandingName=Contoso":                     "P3 sim-settings-disagree",
		"Country/Region=":                          "B3 country-required",
		"Country/Region=#N/A <error>":              "B3 error-cell",
		"Operator=":                                "C3 operator-required",
		"Operator=#N/A <error>":                    "C3 error-cell",
		"UpdateType=":                              "A3 update-type-required",
		"MCC=72":                                   "D3 mcc-format",
		"MCC=#N/A <error>":                         "D3 error-cell",
		"MCC=":                                     "D3 mcc-mnc-pair",
		"MNC=1 <number>":                           "E3 leading-zeros-lost",
		"ICCID Range - Start=89":                   "F3 iccid-format",
		"ICCID Range - Start=8954310000000000000 <number>": "F3 digits-lost",
		"ICCID Range - End=":                                      "G3 iccid-range-incomplete",
		"ICCID Range - End=8954300000000000099":                   "F3 iccid-range-order",
		"ICCID Range - End=89543100999999999999":                  "F3 iccid-range-lengths",
		"MCC= | MNC= | ICCID Range - Start= | ICCID Range - End=": "D3 target-required",
		"ICCID Range - Start= | ICCID Range - End=":               "F3 iccid-range-required",
		"ESIM_PROV=maybe":                                         "P3 esim-prov-value",
		"SPN=#N/A <error>":                                        "P3 error-cell",
		"AlwaysOn=maybe":                                          "L3 always-on-value",
	} {
		text := "AutoConnectOrder=1\nAccessString=mms.contoso.example | PurposeGroups=MMS | AutoConnectOrder=2 | " + fault
		if diff := cmp.Diff([]string{want}, found(t, Example{Text: text})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestUnknownCountryStaysApart shows that a warning does not stand in for an
// error: rows under a misspelt country are another profile.
func TestUnknownCountryStaysApart(t *testing.T) {
	text := "AutoConnectOrder=1\nCountry/Region=Argentinia | AccessString=mms.contoso.example | PurposeGroups=MMS | AutoConnectOrder=2"
	if diff := cmp.Diff([]string{"B3 country-unknown", "F3 iccid-range-overlap"}, found(t, Example{Text: text})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMessages(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"ICCID Range - Start=8954310100000000000 <number>",
			"digits lost: this ICCID is stored as a number, and Excel keeps only 15 of its digits (8.9543101E+18); format the column as Text and type it again"},
		{"MNC=1 <number>", "leading zeros lost: this MNC is stored as the number 1, which stands for 01 or 001; format the column as Text and type the code with all its digits"},
		{"MNC=12 <number>", "leading zeros lost: this MNC is stored as the number 12, which stands for 12 or 012; format the column as Text and type the code with all its digits"},
		{"MCC=72 <number>", "leading zeros lost: this MCC is stored as the number 72, which stands for 072; format the column as Text and type the code with all its digits"},
		{`Operator=Contoso\u200b`, "the value holds a zero-width character; it is read and exported without; type the value again instead of pasting it"},
		{`Operator=Contoso\u00a0Mobile\u00a0`, "the value holds a non-breaking space; it is read and exported as a plain blank; type the value again instead of pasting it"},
		{`Operator=Contoso\t`, "the value holds a tab; it is read and exported without; type the value again instead of pasting it"},
		{`MCC=\uff17\uff12\uff12`, "the value holds a full-width digit; it is read and exported as the plain one; type the value again instead of pasting it"},
		{"ICCID Range - Start=8954310000000000000.0", `"8954310000000000000.0" is not an ICCID as Windows compares it: 19 or 20 digits without blanks, hyphens or a filler F; is 8954310000000000000 meant? Type it so, in a cell formatted as Text`},
		{"ICCID Range - Start=" + strings.Repeat("1", 500), `"` + strings.Repeat("1", 80) + `…" does not begin with 89, as every ICCID of a telecom operator does; type the 19 or 20 digits that are printed on the SIM or listed by its maker`},
		{`AuthProtocol=PAP | UserName=contoso | Password=\u00a0example`, "the value holds a non-breaking space, which is sent to the network as it stands; type the value again instead of pasting it"},
		{"Country/Region=Argentinia", `"Argentinia" is no country or region that Windows knows; did you mean "Argentina"?`},
		{"IPType=IPv4v5", `"IPv4v5" is no value of IPType; write IPv4, IPv6, IPv4v6 or IPv4v6xlat; did you mean "IPv4v6"?`},
		{"AppID= | AccountExperienceURL=contoso.example/account", `"contoso.example/account" is no absolute web address; write the scheme too: https://contoso.example/account`},
		{"PurposeGroups=Internet Attach, LTE-attch", `"Internet Attach" is no purpose that Windows knows; write one or more of Internet, LTE attach, MMS, IMS, SUPL, Purchase, Administrative, Application or eSIM provisioning, separated by commas`},
		{"AccessString=" + strings.Repeat("ä", 90), `"` + strings.Repeat("ä", 40) + `…" is neither an access point name nor a dial string nor user@realm; ` +
			`an access point name has letters, digits, hyphens and dots, at most 63 characters between dots and none empty; a CDMA one is #777 or user@realm`},
	} {
		submission, err := Example{Text: test.text}.Submission()
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, f := range Run(submission, Options{Policy: PolicyMobilePlans}).Findings {
			got = append(got, f.Message+"; "+f.Hint)
		}
		if diff := cmp.Diff([]string{test.want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestRelatedPlaces(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"UpdateType=Add\nUpdateType=Delete", "A3 A2"},
		{"Operator=Contoso\nOperator=CONTOSO | AccessString=b", "C3 C2"},
		{"AutoConnectOrder=1\nAutoConnectOrder=1 | AccessString=b", "O3 O2"},
	} {
		submission, err := Example{Text: test.text}.Submission()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Run(submission, Options{Policy: PolicyMobilePlans}).Findings {
			if got := f.Position.Cell() + " " + f.Related[0].Position.Cell(); got != test.want {
				t.Errorf("%s: at %s, want %s", test.text, got, test.want)
			}
		}
	}
}

// TestWrongValues shows that a value of the wrong shape, which the reader has
// reported, is neither missing nor malformed.
func TestWrongValues(t *testing.T) {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "wrong.yaml", Format: cosa.YAML})
	b.Row(1)
	for s := range cosa.Setting(cosa.SettingCount) {
		if s.Spec().Kind != cosa.KindLegacy {
			b.SetCell(s, cosa.Cell{Type: cosa.Wrong}, 0)
		}
	}
	// What is said of values that are there, whatever they are.
	allowed := []string{"always-on-internet-missing", "account-url-hidden", "target-kinds"}
	for _, f := range Run(b.Submission(), Options{Policy: PolicyMobilePlans}).Findings {
		if !slices.Contains(allowed, f.Rule) {
			t.Errorf("%s: %s", f.Rule, f.Message)
		}
	}
}

func TestIconsAreSkippedAloud(t *testing.T) {
	submission, err := Example{Text: "BrandingIcon=contoso.ico"}.Submission()
	if err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"":                 `"contoso.ico" was not looked at: there is no folder to look for it in`,
		t.TempDir():        `"contoso.ico" is not in the submission's folder`,
		t.TempDir() + "/x": `"contoso.ico" was not looked at: its folder cannot be opened`,
	} {
		result := Run(submission, Options{Policy: PolicyMobilePlans, Dir: dir})
		if diff := cmp.Diff([]Skipped{{Rule: "branding-icon-images", Reason: want}}, unusual(result.Skipped)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", dir, diff)
		}
	}
}

// unusual leaves out what is skipped in every run without a baseline.
func unusual(skipped []Skipped) []Skipped {
	return slices.DeleteFunc(slices.Clone(skipped), Skipped.Usual)
}
