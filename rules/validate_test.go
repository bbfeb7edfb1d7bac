package rules

import (
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	for tag, texts := range map[string]struct{ good, bad []string }{
		"mcc": {[]string{"722", "001"}, []string{"", "72", "7222", "72x", "７２２"}},
		"mnc": {[]string{"01", "001", "310"}, []string{"", "1", "3100", "3x"}},
		"iccid": {[]string{"8954310000000000000", "89543100000000000000"},
			[]string{"", "895431000000000000", "895431000000000000000", "7954310000000000000", "8954310000000000F"}},
		"imsi":       {[]string{"722310000000000"}, []string{"", "72231000000000", "7223100000000000"}},
		"hexdigits":  {[]string{"53FF", "5", "abc"}, []string{"", "0x53", "5G", "53 FF"}},
		"providerid": {[]string{"01234"}, []string{"1234", "012345", "1234x"}},
		"count":      {[]string{"0", "1", "007", "999999999"}, []string{"", "-1", "1.0", "+1", "1e3", "9999999999"}},
		"ordinal":    {[]string{"1", "10"}, []string{"", "0", "00", "-1", "1.5"}},
		"operatorguid": {[]string{"2B8A1C6E-0F3D-4B5A-9C7E-112233445566", "{2b8a1c6e-0f3d-4b5a-9c7e-112233445566}"},
			[]string{"", "2B8A1C6E0F3D4B5A9C7E112233445566", "{2B8A1C6E-0F3D-4B5A-9C7E-112233445566"}},
		"accounturl": {
			[]string{"https://contoso.example", "http://contoso.example/a?b=c#d", "https://contoso.example:8443/", "https://müller.example/", "https://例え.example",
				"https://[2001:db8::1]/x", "https://[2001:db8::1]:8443", "https://192.0.2.1/", "HTTPS://CONTOSO.EXAMPLE", "https://contoso", "https://contoso.example./", "https://a_b.example/",
				"https://user@contoso.example/", "https://contoso.example/%20"},
			[]string{"", "contoso.example", "www.contoso.example/account", "//contoso.example", "https://", "https:///account", "https:contoso.example", "ftp://contoso.example",
				"https//contoso.example", "https://contoso.example/a b", "https://con toso.example", "https://contoso.example:0/", "https://contoso.example:99999/", "https://contoso.example:/", "https://[2001:db8::1/",
				"https://[contoso]/", "https://contoso..example/", "https://.example", "mailto:a@contoso.example", "https://contoso.example\n", "<https://contoso.example>",
				"https://" + strings.Repeat("a", 64) + ".example", "https://contoso.example, https://fabrikam.example", "https://cont*so.example"},
		},
		"appid": {
			[]string{mobilePlansApp, "Contoso.Account_0123456789abc!App", "Contoso_8wekyb3d8bbwe!Contoso.App-2"},
			[]string{"", "Contoso", "Contoso!App", "Contoso_8wekyb3d8bbwe", "Contoso_8wekyb3d8bbw!App", "Contoso_8wekyb3d8bbwee!App", "_8wekyb3d8bbwe!App", "Contoso_8wekyb3d8bbwe!",
				"Contoso_8wekyb3d8bbwi!App", "Contoso_8wekyb3d8bbwe!App!App", "Con toso_8wekyb3d8bbwe!App", "Contoso_8wekyb3d8bbwe !App"},
		},
		"accesspoint": {
			[]string{"internet", "internet.contoso.example", "a-b.C9", "#777", "user@contoso.example", strings.Repeat("a", 63) + ".b"},
			[]string{"", ".", "a..b", ".a", "a.", "a b", "a_b", "ä", "#", "#x", "##", "@b", "a@", "a@b@c", "a b@c", "*99#", strings.Repeat("a", 64)},
		},
		"wifiprofilepath": {
			[]string{"contoso.xml", "wifi/contoso.XML", `wifi\contoso.xml`, "./a.xml", "a/../b.xml", "a b.xml"},
			[]string{"", ".xml", "contoso", "contoso.txt", "/contoso.xml", `C:\contoso.xml`, "../contoso.xml", `a\..\..\b.xml`, "a/../../b/c.xml", `\\host\a.xml`, "wifi/.xml", "file:///a.xml", "a?.xml"},
		},
	} {
		for _, text := range texts.good {
			if !valid(tag, text) {
				t.Errorf("%s refuses %q", tag, text)
			}
		}
		for _, text := range texts.bad {
			if valid(tag, text) {
				t.Errorf("%s takes %q", tag, text)
			}
		}
	}
	if len(formats) != 13 {
		t.Errorf("%d formats, of which some are not tested", len(formats))
	}
}

func TestScientific(t *testing.T) {
	for _, text := range []string{"8.95E+18", "8,95e18", "8E18", "-8.95E-3", "7.22E+02", "8.95 E+18"} {
		if !isScientific(text) {
			t.Errorf("%q is not recognised", text)
		}
	}
	for _, text := range []string{"", "E", "8.95", "E18", "8E", "8.95E", "53FE", "1.2.3E4", "8,95E1,8", "8954310000000000000"} {
		if isScientific(text) {
			t.Errorf("%q is no scientific notation", text)
		}
	}
}
