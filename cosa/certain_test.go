package cosa

import "testing"

func TestCorrect(t *testing.T) {
	tests := []struct {
		setting Setting
		text    string
		want    string // "" for nothing certain
	}{
		{UpdateType, "Chnage", "Change"},
		{UpdateType, "Detele", ""}, // two letters differ
		{UpdateType, "Dleete", "Delete"},
		{UpdateType, "Delet", "Delete"},
		{UpdateType, "Kеep", "Keep"}, // Cyrillic е
		{UpdateType, "K-e-e-p", "Keep"},
		{UpdateType, "Ａｄｄ.", "Add"},
		{UpdateType, "Ad", ""}, // too short for a slip
		{UpdateType, "Addd", "Add"},
		{UpdateType, "Addn Keep", ""},
		{UpdateType, "Update", ""},
		{UpdateType, "Kept", ""},
		{UpdateType, "Changeable", ""},
		{IPType, "IP v4", "IPv4"},
		{IPType, "IPv4-v6", "IPv4v6"},
		{IPType, "IPV4V6XLTA", "IPv4v6xlat"},
		{IPType, "Pv4v6", ""}, // three letters
		{IPType, "IPv4v6xla", "IPv4v6xlat"},
		{IPType, "IPv5", ""},
		{IPType, "IPvv4", ""},
		{IPType, "IPv4v", ""},
		{IPType, "IPv4v6x", ""}, // or IPv4v6xlat cut off
		{IPType, "IPv46", ""},
		{IPType, "Pv4", ""},
		{AuthProtocol, "MS CHAP V2", "MsCHAPV2"},
		{AuthProtocol, "MsCHAPV1", ""},
		{AuthProtocol, "MsCHAP", ""},
		{AuthProtocol, "CHPA", "CHAP"},
		{AuthProtocol, "PAPP", "PAP"},
		{AuthProtocol, "Nonee", "NONE"},
		{Hotspot, "Allways", "Always"},
		{Hotspot, "Ever", ""}, // another word than Never
		{Hotspot, "Neverr", "Never"},
		{Hotspot, "Entitlement-Check_Required", "EntitlementCheckRequired"},
		{AlwaysOn, "ture", "true"},
		{AlwaysOn, "flase", "false"},
		{AlwaysOn, "Usupported", ""}, // Supported or Unsupported
		{SupportDataMarketplace, "Ture", "Yes"},
		{SupportDataMarketplace, "Y.", "Yes"},
		{SupportDataMarketplace, "Yess", "Yes"},
		{SupportDataMarketplace, "Ye", ""},
		{SupportDataMarketplace, "Noo", ""},
		{DataMarketplaceRoamingUIEnabled, "Enabeld", "Enabled"}, // and not 1: digits stay as they are
		{DataMarketplaceRoamingUIEnabled, "-1", ""},
		{DataMarketplaceRoamingUIEnabled, "1.", ""},
		{DataMarketplaceRoamingUIEnabled, "10", ""},
		{Roaming, "Domestic-Roaming", "DomesticRoaming"},
		{Roaming, "UseOnlyForNoDomesticRoaming", ""},
		{Roaming, "Alowed", "Allowed"},
		{Roaming, "6", ""},
		{UseBrandingNameOnRoaming, "Use only when conected to Home network", "Use only when connected to Home network"},
		{Compression, "Dissable", "DISABLE"},
		{PurchaseFlag, "Y.", "Y"},
		{PurchaseFlag, "X", ""},
		{PurposeGroups, "Intrenet", "Internet"},
		{PurposeGroups, "Intrenet; MMS ,lte.attach", "Internet; MMS ,LTE attach"},
		{PurposeGroups, "Intrenet, Streaming", ""},
		{PurposeGroups, "Intrenet, Internet", ""},
		{PurposeGroups, "IMMS", ""},
		{PurposeGroups, "MMSS", ""}, // or IMS
		{PurposeGroups, "53E2C5D3-D13C-4068-AA38-9C48FF2E55A", ""},
		{Operator, "Contosso", ""},
		{Password, "Chnage", ""},
	}
	for _, test := range tests {
		got, ok := test.setting.Correct(test.text)
		if ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%s: %q: got %q, %v, want %q", test.setting, test.text, got, ok, test.want)
		}
		if ok {
			if _, allowed := test.setting.Canonical(got); !allowed {
				t.Errorf("%s: %q became %q, which is no value", test.setting, test.text, got)
			}
			if !SameDigits(got, test.text) {
				t.Errorf("%s: %q became %q, with other digits", test.setting, test.text, got)
			}
		}
	}
}

func TestCorrectHeader(t *testing.T) {
	tests := []struct {
		text    string
		setting Setting
		want    string
	}{
		{"UpdatType", UpdateType, "UpdateType"},
		{"Acces String", AccessString, "AccessString"},
		{"BrandingNome", BrandingName, "BrandingName"},
		{"Connection Information – Frendly Name", FriendlyName, "FriendlyName"},
		{"Орerator", Operator, "Operator"}, // the first two letters are Cyrillic
		{"GID2", 0, ""},
		{"MNCC", 0, ""},
		{"Country/Region", 0, ""}, // is one
		{"Comment", 0, ""},
		{"ICCID Range", 0, ""},
		{"IMSI Range - Strat", IMSIStart, "IMSI Range - Start"},
	}
	for _, test := range tests {
		s, got, ok := CorrectHeader(test.text)
		if got != test.want || ok != (test.want != "") || ok && s != test.setting {
			t.Errorf("%q: got %v %q %v, want %q", test.text, s, got, ok, test.want)
		}
	}
}

// TestCorrectIsFarFromOthers tries every slip of every documented spelling:
// what is corrected is the value that was meant.
func TestCorrectIsFarFromOthers(t *testing.T) {
	for _, spec := range Settings() {
		for _, c := range spec.Choices {
			for _, text := range slips(c.Text) {
				got, ok := spec.Setting.Correct(text)
				if _, allowed := spec.Setting.Canonical(text); !ok || allowed {
					continue
				}
				if meant, _ := spec.Choice(got); meant == nil || meant.Text != c.Text {
					t.Errorf("%s: %q, from %q, became %q", spec.Setting, text, c.Text, got)
				}
			}
		}
	}
}

// slips lists the texts that are one letter away.
func slips(text string) []string {
	var all []string
	runes := []rune(text)
	for i := range runes {
		all = append(all, string(runes[:i])+string(runes[i+1:]))
		for _, r := range "aeinorstvx46" {
			all = append(all, string(runes[:i])+string(r)+string(runes[i+1:]), string(runes[:i])+string(r)+string(runes[i:]))
		}
		if i > 0 {
			swapped := []rune(text)
			swapped[i-1], swapped[i] = swapped[i], swapped[i-1]
			all = append(all, string(swapped))
		}
	}
	return all
}
