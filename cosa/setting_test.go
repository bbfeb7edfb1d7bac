package cosa

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMatchHeader(t *testing.T) {
	for header, want := range map[string]Setting{
		"UpdateType":                             UpdateType,
		"Update Type *":                          UpdateType,
		"Country/Region":                         CountryRegion,
		"Country / Region (required)":            CountryRegion,
		"COUNTRY":                                CountryRegion,
		"Region":                                 CountryRegion,
		"ICCID Range – Start":                    ICCIDStart,
		"ICCID Range — End":                      ICCIDEnd,
		"ICCID Range \u2212 End":                 ICCIDEnd,
		"iccid\u00a0range -\nstart":              ICCIDStart,
		"IMSIRange - Start":                      IMSIStart,
		"Connection Information – Friendly Name": FriendlyName,
		"Connection Information - Access String": AccessString,
		"APN":                                    AccessString,
		"AccessPointName":                        AccessString,
		"Connection Information – Auto-Connect Order": AutoConnectOrder,
		"AuthType":                               AuthProtocol,
		"Data Marketplace support":               SupportDataMarketplace,
		"DataMarketPlace Roaming UI Enabled":     DataMarketplaceRoamingUIEnabled,
		"Use Branding On Roaming":                UseBrandingNameOnRoaming,
		"Connection Information – Purchase Flag": PurchaseFlag,
		"Connect":         ConnectFlag,
		"CDMA ProviderID": CDMAProviderID,
		"\ufeffMCC":       MCC,
	} {
		if got, ok := MatchHeader(header); !ok || got != want {
			t.Errorf("MatchHeader(%q) = %v, %v; want %v", header, got, ok, want)
		}
	}
	for _, header := range []string{"", "*", "Notes", "Connection Information", "Start", "MCC2", "ICCID Range", "Operator name"} {
		if got, ok := MatchHeader(header); ok {
			t.Errorf("MatchHeader(%q) = %v; want none", header, got)
		}
	}
}

func TestTableIsSound(t *testing.T) {
	keys := make(map[string]Setting)
	headers := make(map[string]Setting)
	for i, spec := range Settings() {
		s := Setting(i)
		if spec.Setting != s {
			t.Errorf("row %d of the table is %v", i, spec.Setting)
		}
		if other, ok := keys[spec.Key]; ok || spec.Key == "" {
			t.Errorf("%v: key %q is also that of %v", s, spec.Key, other)
		}
		keys[spec.Key] = s
		for _, h := range append([]string{spec.Header}, spec.Aliases...) {
			if other, ok := headers[headerKey(h)]; ok && other != s {
				t.Errorf("header %q means both %v and %v", h, s, other)
			}
			headers[headerKey(h)] = s
		}
		if got, ok := SettingByKey(spec.Section, spec.Key); !ok || got != s {
			t.Errorf("SettingByKey(%q) = %v, %v", spec.Key, got, ok)
		}
		if spec.Help == "" || spec.Page == "" || spec.Kind == 0 || spec.Required == 0 {
			t.Errorf("%v lacks help, page, kind or requirement", s)
		}
		if enumerated := spec.Type == TypeChoice || spec.Type == TypeBoolean; enumerated != (len(spec.Choices) > 0) {
			t.Errorf("%v: choices and type do not agree", s)
		}
		for _, c := range spec.Choices {
			for _, spelling := range append([]string{c.Text, " " + strings.ToUpper(c.Text) + " "}, c.Also...) {
				if got, ok := s.Canonical(spelling); !ok || got != c.Text {
					t.Errorf("%v: Canonical(%q) = %q, %v; want %q", s, spelling, got, ok, c.Text)
				}
			}
		}
		if spec.Example != "" {
			if _, ok := s.Canonical(spec.Example); !ok {
				t.Errorf("%v: the example %q is not allowed", s, spec.Example)
			}
		}
	}
}

func TestCanonicalPurposes(t *testing.T) {
	for text, want := range map[string]string{
		"internet": "Internet",
		"{3e5545d2-1137-4dc8-a198-33f1c657515f},11A6FE68-5B47-4859-9CB6-1EAC96A8F0BD": "Internet, LTE attach",
		"LTE Attach; mms":                      "LTE attach, MMS",
		"bce900bb-980f-411a-a739-b545a97ab269": "BCE900BB-980F-411A-A739-B545A97AB269",
	} {
		if got, ok := PurposeGroups.Canonical(text); !ok || got != want {
			t.Errorf("Canonical(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
	if got, ok := PurposeGroups.Canonical("Internet, Interet"); ok || got != "Internet, Interet" {
		t.Errorf("a list with an unknown item = %q, %v; want it unchanged and false", got, ok)
	}
}

func TestCleanText(t *testing.T) {
	for raw, want := range map[string][2]string{
		"8954310":       {"8954310", ""},
		"  Contoso ":    {"Contoso", ""},
		"89\u00a054":    {"8954", "a non-breaking space"},
		"89 54":         {"89 54", ""},
		"89\u200b54":    {"8954", "a zero-width character"},
		"８９54":          {"8954", "a full-width digit"},
		"'8954":         {"8954", "a leading apostrophe"},
		"O'Hara":        {"O'Hara", ""},
		"a\tb":          {"ab", "a tab"},
		"8954\r\n":      {"8954", "a line break"},
		"Côte d’Ivoire": {"Côte d’Ivoire", ""},
		"\u202eabc":     {"abc", "a text direction mark"},
		"\ufeff":        {"", "a zero-width character"},
	} {
		got := [2]string{MCC.Clean(raw), MCC.Invisible(raw)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q:\n%s", raw, diff)
		}
	}
	for _, c := range []struct {
		setting         Setting
		raw, text, what string
	}{
		{FriendlyName, "ドコモ（５Ｇ）", "ドコモ（５Ｇ）", ""},
		{FriendlyName, "Contoso\u00a0Net", "Contoso Net", "a non-breaking space"},
		{Password, " 'pass ", " 'pass ", ""},
		{Password, "pass\u00a0", "pass\u00a0", "a non-breaking space"},
		{PurposeGroups, "Internet,\nMMS\r\n", "Internet, MMS", "a line break"},
		{AccessString, "ｉnternet", "internet", "a full-width character"},
	} {
		if diff := cmp.Diff([2]string{c.text, c.what}, [2]string{c.setting.Clean(c.raw), c.setting.Invisible(c.raw)}); diff != "" {
			t.Errorf("%v %q:\n%s", c.setting, c.raw, diff)
		}
	}
}

func FuzzHeader(f *testing.F) {
	for _, spec := range Settings() {
		f.Add(spec.Header)
	}
	f.Add("Connection Information – Friendly Name")
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, header string) {
		s, ok := MatchHeader(header)
		again, okAgain := MatchHeader(" " + header + "\u00a0*")
		if ok != okAgain || s != again {
			t.Errorf("%q: %v %v, but with blanks and an asterisk %v %v", header, s, ok, again, okAgain)
		}
		for _, spec := range Settings() {
			if clean := spec.Setting.Clean(header); spec.Setting.Clean(clean) != clean {
				t.Errorf("%v: Clean(%q) = %q is not clean", spec.Setting, header, clean)
			}
		}
	})
}
