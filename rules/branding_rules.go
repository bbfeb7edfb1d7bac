package rules

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// brandingRules are about the operator's name and icon.
var brandingRules = []*Rule{
	{
		ID: "branding-icon-type", Severity: cosa.Warning, Group: GroupSIM, Page: pageSettings,
		Title: "BrandingIcon is an .ico file",
		Why:   "Windows reads icons of this one format; a picture of another kind is not shown.",
		Bad:   Example{Text: "BrandingIcon=contoso.png"},
		Good:  Example{Text: "BrandingIcon=contoso.ico"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.BrandingIcon}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if n := len(v.Text); n > 4 && strings.EqualFold(v.Text[n-4:], ".ico") {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is not the name of an .ico file", "save the icon as .ico with its thirteen images and name that file"}
		}},
	},
	{
		ID: "branding-icon-images", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "the icon holds all thirteen images",
		Why:   "Windows shows the icon in many sizes and on screens with few colours. It stretches what is missing, and without transparency a box stands around the logo.",
		Bad: Example{Form: FormFiles, Text: "BrandingIcon=contoso.ico\n" +
			"file contoso.ico: 48x32 32x32 24x32 16x32 48x8 32x8 24x8 16x8 48x4 32x4 24x4 16x4"},
		Good: Example{Form: FormFiles, Text: "BrandingIcon=contoso.ico\n" +
			"file contoso.ico: 256x32 48x32 32x32 24x32 16x32 48x8 32x8 24x8 16x8 48x4 32x4 24x4 16x4"},
		Whole: iconImages,
	},
	{
		ID: "branding-roaming-value", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "UseBrandingNameOnRoaming is 0, 1 or 2",
		Why:   "Windows knows three answers to where it shows the branding name; another one is not applied.",
		Bad:   Example{Text: "BrandingName=Contoso | UseBrandingNameOnRoaming=3"},
		Good:  Example{Text: "BrandingName=Contoso | UseBrandingNameOnRoaming=2"},
		Value: choice(cosa.UseBrandingNameOnRoaming),
	},
}
