package rules

import (
	"github.com/cosakit/cosa/cosa"
)

// deviceRules are about the SIM settings that change how a device behaves.
var deviceRules = []*Rule{
	{
		ID: "hotspot-value", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "Hotspot is Never, Always or EntitlementCheckRequired",
		Why:   "Windows allows the hotspot by default; a word it does not know does not forbid it.",
		Bad:   Example{Text: "Hotspot=Sometimes"},
		Good:  Example{Text: "Hotspot=Always"},
		Value: choice(cosa.Hotspot),
	},
	{
		ID: "hotspot-needs-app", Severity: cosa.Warning, Group: GroupSIM, Page: pageSettings,
		Title: "an entitlement check has an app that makes it",
		Why:   "Windows asks the operator's companion app whether the hotspot may be used. Without an AppID there is nobody to ask, and the hotspot stays off.",
		Bad:   Example{Text: "Hotspot=EntitlementCheckRequired | AppID= | AccountExperienceURL=https://contoso.example/account"},
		Good:  Example{Text: "Hotspot=EntitlementCheckRequired"},
		Row: func(_ *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.Hotspot) == 0 || e.Has(cosa.AppID) {
				return
			}
			if text, ok := cosa.Hotspot.Canonical(e.Text(cosa.Hotspot)); ok && text == "EntitlementCheckRequired" {
				report(AtMissing(e, cosa.AppID, "Hotspot asks for an entitlement check, but AppID names no app that makes it",
					"name the operator's companion app, or write Always or Never as Hotspot", cosa.Hotspot))
			}
		},
	},
	{
		ID: "auto-slot-switch-value", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "EnableAutoSlotSwitch is true or false",
		Why:   "Windows does not switch between SIM slots by itself unless told so in a word it knows.",
		Bad:   Example{Text: "EnableAutoSlotSwitch=sometimes"},
		Good:  Example{Text: "EnableAutoSlotSwitch=true"},
		Value: choice(cosa.EnableAutoSlotSwitch),
	},
	{
		ID: "wifi-profile-path", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings, Submitted: true,
		Title: "WifiProfiles names .xml files beside the submission",
		Why:   "The files travel in the submission's folder. A path that leads elsewhere, or to another kind of file, cannot be packed or opened.",
		Bad:   Example{Text: "WifiProfiles=../contoso.xml"},
		Good:  Example{Text: "WifiProfiles=wifi/contoso.xml"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.WifiProfiles}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			const hint = "name .xml files by their paths from the submission's folder, separated by commas"
			paths := cosa.SplitList(v.Text)
			if len(paths) == 0 {
				return Fault{quote(v.Text) + " names no file", hint}
			}
			for _, path := range paths {
				if !valid("wifiprofilepath", path) {
					return Fault{quote(path) + " is no relative path of an .xml file inside the submission's folder", hint}
				}
			}
			return Fault{}
		}},
	},
}
