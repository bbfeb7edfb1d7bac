package rules

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// mobilePlansApp is the app that "View my account" opens for Mobile Plans.
const mobilePlansApp = "Microsoft.OneConnect_8wekyb3d8bbwe!App"

// simRules are the rules about a profile's SIM settings.
var simRules = slices.Concat(marketplaceRules, accountRules, brandingRules, deviceRules)

// marketplaceRules are about what turns Mobile Plans on.
var marketplaceRules = []*Rule{
	{
		ID: "marketplace-value", Severity: cosa.Error, Group: GroupSIM, Page: pageMobilePlans,
		Title: "SupportDataMarketplace is Yes or No",
		Why:   "Another word is read as No at best: the operator's SIMs do not get Mobile Plans.",
		Bad:   Example{Text: "SupportDataMarketplace=Always"},
		Good:  Example{Text: "SupportDataMarketplace=Yes"},
		Value: choice(cosa.SupportDataMarketplace),
	},
	{
		ID: "roaming-ui-value", Severity: cosa.Error, Group: GroupSIM, Page: pageMobilePlans,
		Title: "DataMarketplaceRoamingUIEnabled is 0 or 1",
		Why:   "Windows knows no third answer to whether it shows the roaming indicator abroad.",
		Bad:   Example{Text: "DataMarketplaceRoamingUIEnabled=2"},
		Good:  Example{Text: "DataMarketplaceRoamingUIEnabled=1"},
		Value: choice(cosa.DataMarketplaceRoamingUIEnabled),
	},
	{
		ID: "marketplace-required", Severity: cosa.Error, Group: GroupSIM, Page: pageMobilePlans, Marketplace: true,
		Title: "SupportDataMarketplace is Yes on every row",
		Why:   "Windows asks the operator for the balance, and shows Mobile Plans, only for profiles that say Yes; the default is No.",
		Bad:   Example{Text: "SupportDataMarketplace=No"},
		Good:  Example{Text: "SupportDataMarketplace=Yes"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			switch {
			case e.ID(cosa.SupportDataMarketplace) != 0 && e.Marketplace():
			case in.Lacks(e, cosa.SupportDataMarketplace):
				report(At(e, cosa.SupportDataMarketplace, "SupportDataMarketplace is blank, which means No", "write Yes; for a submission without Mobile Plans choose the policy cosa"))
			case in.Good(e, cosa.SupportDataMarketplace):
				report(At(e, cosa.SupportDataMarketplace, "SupportDataMarketplace is No, which turns Mobile Plans off", "write Yes; for a submission without Mobile Plans choose the policy cosa"))
			}
		},
	},
	{
		ID: "roaming-ui-required", Severity: cosa.Error, UnderCosa: cosa.Info, Group: GroupSIM, Page: pageMobilePlans,
		Title: "DataMarketplaceRoamingUIEnabled is given",
		Why:   "Mobile Plans requires an answer to whether the roaming indicator is shown abroad. Windows assumes 1 where it is blank, but the reviewer wants to read what the operator decided.",
		Bad:   Example{Text: "DataMarketplaceRoamingUIEnabled="},
		Good:  Example{Text: "DataMarketplaceRoamingUIEnabled=1"},
		Whole: func(in *Input, report Report) {
			in.eachLacking(cosa.DataMarketplaceRoamingUIEnabled, cosa.DataMarketplaceRoamingUIEnabled, func(e cosa.Entry, column bool) {
				if column || in.policyOf(e) == PolicyCosa {
					report(AtMissing(e, cosa.DataMarketplaceRoamingUIEnabled, "DataMarketplaceRoamingUIEnabled is blank",
						"write 1 to show the roaming indicator abroad, or 0 to never show it", cosa.SupportDataMarketplace))
				}
			})
		},
	},
	{
		ID: "iccid-range-required", Severity: cosa.Error, Group: GroupSIM, Page: pageMobilePlans, Marketplace: true,
		Title: "every row has an ICCID range",
		Why:   "Mobile Plans serves the SIMs of the listed ICCID ranges. A row for a whole network turns it on for SIMs that the operator's service does not know.",
		Bad:   Example{Text: "ICCID Range - Start= | ICCID Range - End="},
		Good:  Example{Text: "ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.ICCIDStart) != 0 || e.ID(cosa.ICCIDEnd) != 0 || !hasIdentifier(e) || !in.Lacks(e, cosa.ICCIDStart) {
				return
			}
			report(At(e, cosa.ICCIDStart, "the row has no ICCID range", "give the first and last ICCID of the SIMs that Mobile Plans serves; several ranges are several rows"))
		},
	},
}

// eachLacking visits the rows that take part in Mobile Plans and lack both
// settings. Of a source without a column for either it visits the first row
// only, and column is false.
func (in *Input) eachLacking(a, b cosa.Setting, visit func(e cosa.Entry, column bool)) {
	for _, source := range in.Submission.Sources() {
		column := !source.HasColumns() || source.Columns[a] > 0 || source.Columns[b] > 0
		for e := range in.Submission.EntriesOf(source) {
			if e.ID(a) != 0 && e.Has(a) || e.ID(b) != 0 && e.Has(b) || !in.MobilePlans(e) {
				continue
			}
			visit(e, column)
			if !column {
				break
			}
		}
	}
}

// accountRules are about what "View my account" opens.
var accountRules = []*Rule{
	{
		ID: "account-experience-missing", Severity: cosa.Error, Group: GroupSIM, Page: pageMobilePlans,
		Title: "\"View my account\" opens an app or a page",
		Why:   "Windows shows the link to every user of Mobile Plans. With neither AppID nor AccountExperienceURL a click on it does nothing.",
		Bad:   Example{Text: "AppID="},
		Good:  Example{Text: "AppID=" + mobilePlansApp},
		Whole: func(in *Input, report Report) {
			in.eachLacking(cosa.AppID, cosa.AccountExperienceURL, func(e cosa.Entry, _ bool) {
				f := AtMissing(e, cosa.AppID, "neither AppID nor AccountExperienceURL is given, so \"View my account\" does nothing",
					"write "+mobilePlansApp+" as AppID to open the Mobile Plans app, or a web page as AccountExperienceURL", cosa.SupportDataMarketplace)
				if source := e.Source(); source.HasColumns() && source.Columns[cosa.AppID] == 0 && source.Columns[cosa.AccountExperienceURL] > 0 {
					f.Position, f.Setting = e.Position(cosa.AccountExperienceURL), cosa.AccountExperienceURL.String()
				}
				report(f)
			})
		},
	},
	{
		ID: "account-url-format", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "AccountExperienceURL is an absolute web address",
		Why:   "Windows hands the text to the browser as it stands. Without http:// or https:// and a host no page opens.",
		Bad:   Example{Text: "AppID= | AccountExperienceURL=contoso.example/account"},
		Good:  Example{Text: "AppID= | AccountExperienceURL=https://contoso.example/account"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.AccountExperienceURL}, Judge: accountURL},
	},
	{
		ID: "account-url-insecure", Severity: cosa.Warning, Group: GroupSIM, Page: pageSettings,
		Title: "AccountExperienceURL is https",
		Why:   "The page asks for an account. Over http anyone on the way reads and changes it, and browsers warn of it.",
		Bad:   Example{Text: "AppID= | AccountExperienceURL=http://contoso.example/account"},
		Good:  Example{Text: "AppID= | AccountExperienceURL=https://contoso.example/account"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.AccountExperienceURL}, Sound: true, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if len(v.Text) < 5 || !strings.EqualFold(v.Text[:5], "http:") {
				return Fault{}
			}
			return Fault{"the page is opened over http, without encryption", "write https:// if the page answers there"}
		}},
	},
	{
		ID: "account-url-hidden", Severity: cosa.Info, Group: GroupSIM, Page: pageSettings,
		Title: "AccountExperienceURL stands without AppID",
		Why:   "Where both are given \"View my account\" opens the app, and nobody ever sees the page.",
		Bad:   Example{Text: "AccountExperienceURL=https://contoso.example/account"},
		Good:  Example{Text: "AppID= | AccountExperienceURL=https://contoso.example/account"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if in.Good(e, cosa.AccountExperienceURL) && in.Good(e, cosa.AppID) {
				report(At(e, cosa.AccountExperienceURL, "AppID is given too, so this page is never opened", "leave one of the two blank"))
			}
		},
	},
	{
		ID: "app-id-format", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "AppID is a package family name, ! and the app's id",
		Why:   "Windows starts the app by this exact text; in another form there is no such app and \"View my account\" does nothing.",
		Bad:   Example{Text: "AppID=Microsoft.OneConnect"},
		Good:  Example{Text: "AppID=" + mobilePlansApp},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.AppID}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("appid", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is not of the form PackageFamilyName!AppId, where the family name ends in _ and 13 characters",
				"for the Mobile Plans app write " + mobilePlansApp}
		}},
	},
	{
		ID: "app-id-case", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "AppID is in the app's own capitals",
		Why:   "The app's id is compared letter by letter, capitals included.",
		Bad:   Example{Text: "AppID=microsoft.oneconnect_8wekyb3d8bbwe!app"},
		Good:  Example{Text: "AppID=" + mobilePlansApp},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.AppID}, Fix: knownApp, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if v.Text == mobilePlansApp || !strings.EqualFold(v.Text, mobilePlansApp) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is the Mobile Plans app in other capitals", "write " + mobilePlansApp}
		}},
	},
	{
		ID: "app-id-other-app", Severity: cosa.Info, Group: GroupSIM, Page: pageMobilePlans, Marketplace: true,
		Title: "AppID is the Mobile Plans app",
		Why:   "\"View my account\" then opens an app of the operator, which has to be installed, instead of Mobile Plans. That is allowed, and sometimes a slip.",
		Bad:   Example{Text: "AppID=Contoso.Account_0123456789abc!App"},
		Good:  Example{Text: "AppID=" + mobilePlansApp},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.AppID}, Sound: true, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if v.Text == mobilePlansApp {
				return Fault{}
			}
			return Fault{"\"View my account\" opens another app than Mobile Plans", "write " + mobilePlansApp + " unless the operator's own app is meant"}
		}},
	},
}

func accountURL(_ cosa.Setting, v cosa.Value) Fault {
	if valid("accounturl", v.Text) {
		return Fault{}
	}
	fault := Fault{quote(v.Text) + " is no absolute web address", "write https://, the host and the path, without blanks, as in https://contoso.example/account"}
	if full := "https://" + v.Text; !strings.Contains(v.Text, ":") && strings.Contains(v.Text, ".") && valid("accounturl", full) {
		fault.Hint = "write the scheme too: " + shortened(full)
	}
	return fault
}
