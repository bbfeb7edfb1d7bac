package rules

import (
	"os"
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

// iconImages looks at the icons that lie beside the submission.
func iconImages(in *Input, report Report) {
	const rule = "branding-icon-images"
	faults := make(map[uint32]Fault)
	var folder *os.Root
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.BrandingIcon)) {
		if bad := in.malformed[cosa.BrandingIcon]; v.Blank() || v.Damaged() || bad != nil && bad[id] {
			continue
		}
		if in.Dir == "" {
			in.Skip(rule, "there is no folder to look for icons in")
			return
		}
		if folder == nil {
			var err error
			if folder, err = os.OpenRoot(in.Dir); err != nil {
				in.Skip(rule, "the folder of the icons cannot be opened")
				return
			}
			defer folder.Close()
		}
		data, reason := readIcon(folder, v.Text)
		if reason != "" {
			in.Skip(rule, quote(v.Text)+" "+reason)
			continue
		}
		if problem := checkIcon(data); problem != "" {
			faults[id] = Fault{"the icon " + quote(v.Text) + " " + problem,
				"an icon holds 256x256, 48x48, 32x32, 24x24 and 16x16 in 32 bit with alpha, and the four small sizes in 8 and in 4 bit too"}
		}
	}
	if len(faults) == 0 {
		return
	}
	for e := range in.Submission.Entries() {
		if fault, ok := faults[e.ID(cosa.BrandingIcon)]; ok && !e.Deletes() {
			report(At(e, cosa.BrandingIcon, fault.Message, fault.Hint))
		}
	}
}
