package cosa_test

import (
	"testing"

	"github.com/cosakit/cosa/cosa"
)

func TestMeaning(t *testing.T) {
	for _, test := range []struct {
		setting         cosa.Setting
		text            string
		means, effected string
	}{
		{cosa.Hotspot, "", "", "Always"},
		{cosa.Hotspot, "always", "Always", "Always"},
		{cosa.Roaming, "Allowed", "1", "1"},
		{cosa.Roaming, " ", " ", "1"},
		{cosa.DataMarketplaceRoamingUIEnabled, "Enabled", "1", "1"},
		{cosa.DataMarketplaceRoamingUIEnabled, "", "", "1"},
		{cosa.SupportDataMarketplace, "unsupported", "No", "No"},
		{cosa.SupportDataMarketplace, "", "", "No"},
		{cosa.PurposeGroups, "mms; {3e5545d2-1137-4dc8-a198-33f1c657515f}", "Internet, MMS", "Internet, MMS"},
		{cosa.PurposeGroups, "", "", "Internet"},
		{cosa.UIOrder, "007", "7", "7"},
		{cosa.UIOrder, "00", "0", "0"},
		{cosa.UIOrder, "", "", "0"},
		{cosa.GID1, "53ff", "53FF", "53FF"},
		{cosa.GID1, "pattern:5a.*", "pattern:5a.*", "pattern:5a.*"},
		{cosa.ProfileID, "{2b8a1c6e-0f3d-4b5a-9c7e-112233445566}", "2B8A1C6E-0F3D-4B5A-9C7E-112233445566", "2B8A1C6E-0F3D-4B5A-9C7E-112233445566"},
		{cosa.Password, "Always ", "Always ", "Always "},
		{cosa.Password, "", "", ""},
		{cosa.WifiProfiles, "b.xml,a.xml", "a.xml, b.xml", "a.xml, b.xml"},
		{cosa.SPN, "Contoso", "Contoso", "Contoso"},
	} {
		if got := test.setting.Meaning(test.text); got != test.means {
			t.Errorf("%s %q means %q, want %q", test.setting, test.text, got, test.means)
		}
		if got := test.setting.Effective(test.text); got != test.effected {
			t.Errorf("%s %q is %q to a device, want %q", test.setting, test.text, got, test.effected)
		}
	}
	if got, want := cosa.FileNames(`..\Assets\Contoso.ico, wifi/b.xml`), "b.xml, contoso.ico"; got != want {
		t.Errorf("the names are %q, want %q", got, want)
	}
}

func TestIdentity(t *testing.T) {
	for _, test := range []struct {
		setting cosa.Setting
		a, b    string
		same    bool
	}{
		{cosa.AccessString, "A.Example", "a.example", true},
		{cosa.AccessString, "User@A.Example", "User@a.example", true},
		{cosa.AccessString, "User@a.example", "user@a.example", false},
		{cosa.AccessString, "a.example", "b.example", false},
		{cosa.BrandingIcon, `Icons\Contoso.ico`, "contoso.ICO", true},
		{cosa.BrandingIcon, "a.ico", "b.ico", false},
		{cosa.BrandingIcon, "", "a.ico", false},
		{cosa.WifiProfiles, "b.xml, A.xml", "wifi/a.xml,B.xml", true},
		{cosa.Hotspot, "", "always", true},
		{cosa.UIName, "Contoso", "contoso", false},
		{cosa.Password, "a", "A", false},
	} {
		if got := test.setting.Identity(test.a) == test.setting.Identity(test.b); got != test.same {
			t.Errorf("%s: %q and %q are the same: %t, want %t", test.setting, test.a, test.b, got, test.same)
		}
	}
}
