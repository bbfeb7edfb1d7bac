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
