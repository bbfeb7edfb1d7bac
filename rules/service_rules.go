package rules

import (
	"net/url"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/garden"
	"github.com/cosakit/cosa/rules/country"
)

// serviceRules are about the service configuration of Mobile Plans, the section
// mobilePlans of a profile in the YAML form.
var serviceRules = []*Rule{
	{
		ID: "service-brand-required", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the service configuration names the brand",
		Why:   "Mobile Plans shows the brand name wherever it offers the operator's plans.",
		Bad:   serviceExample("brandName: Contoso", ""),
		Good:  serviceExample("", ""),
		Profile: ofService(func(in *Input, s service) {
			if t := s.BrandName; !t.Given() && !t.Wrong {
				s.at(t.Position, "brandName", "", "brandName is missing", "write the operator's name as users know it")
			}
		}),
	},
	{
		ID: "service-logo-required", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the service configuration names a logo",
		Why:   "Mobile Plans shows the logo beside the brand name; without one the configuration is not complete.",
		Bad:   serviceExample("logo: contoso-logo.png", ""),
		Good:  serviceExample("", ""),
		Profile: ofService(func(in *Input, s service) {
			if t := s.Logo; !t.Given() && !t.Wrong {
				s.at(t.Position, "logo", "", "logo is missing", "name a PNG or JPEG picture of 300x300 pixels that lies beside the file")
			}
		}),
	},
	{
		ID: "service-logo-file", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the logo is a PNG or JPEG file beside the submission",
		Why:   "The picture travels with the submission. One that is missing, damaged or of another kind cannot be shown.",
		Bad:   serviceExample("logo: contoso-logo.png", "logo: other-logo.png"),
		Good:  serviceExample("", ""),
		Whole: eachLogo("service-logo-file", func(l *logo) (string, string) {
			return l.problem, "name a PNG or JPEG picture that lies in the folder of the file or below it, with a relative path"
		}),
	},
	{
		ID: "service-logo-size", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the logo has 300x300 pixels",
		Why:   "Mobile Plans takes logos of this one size; another one is refused or stretched.",
		Bad:   serviceExample(soundLogo, "# file contoso-logo.png: 300x200 opaque"),
		Good:  serviceExample("", ""),
		Whole: eachLogo("service-logo-size", (*logo).sizeFault),
	},
	{
		ID: "service-logo-transparency", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the logo is opaque",
		Why:   "What lies behind the logo differs with the theme of Windows: where it shows through, the logo may not be seen.",
		Bad:   serviceExample(soundLogo, "# file contoso-logo.png: 300x300 transparent"),
		Good:  serviceExample("", ""),
		Whole: eachLogo("service-logo-transparency", (*logo).transparencyFault),
	},
	{
		ID: "service-country", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the countries are ISO 3166 codes",
		Why:   "Mobile Plans offers the operator where the device is in one of these countries, and compares codes.",
		Bad:   serviceExample("countries: [AR]", "countries: [Argentina]"),
		Good:  serviceExample("countries: [AR]", "countries: [AR, CHL]"),
		Profile: ofService(func(in *Input, s service) {
			list := s.Countries
			if len(list.Items) == 0 && !list.Wrong {
				s.at(list.Position, "countries", "", "countries lists none", "list the countries of the offer as ISO 3166 codes, as in [AR, CL]")
			}
			for _, item := range list.Items {
				if item.Wrong || country.Code(item.Text) != "" {
					continue
				}
				s.at(item.Position, "countries", item.Text, quote(item.Text)+" is no ISO 3166 code", countryHint(item.Text))
			}
		}),
	},
	{
		ID: "service-uri-required", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the service configuration has a portal and a notification URI",
		Why:   "Mobile Plans opens the portal to sell a plan, and notifies the operator of what users do; without either it cannot be set up.",
		Bad:   serviceExample("portalURI: https://portal.contoso.example/plans", ""),
		Good:  serviceExample("", ""),
		Profile: ofService(func(in *Input, s service) {
			s.eachAddress(func(key string, t cosa.ServiceText) {
				if key != "getBalanceURL" && !t.Given() {
					s.at(t.Position, key, "", key+" is missing", "write its address, which begins with https://")
				}
			})
		}),
	},
	{
		ID: "service-uri-https", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "the addresses are absolute and https",
		Why:   "Accounts, purchases and SIM numbers pass there. Mobile Plans talks https only.",
		Bad:   serviceExample("portalURI: https://portal.contoso.example/plans", "portalURI: http://portal.contoso.example/plans"),
		Good:  serviceExample("", ""),
		Profile: ofService(func(in *Input, s service) {
			s.eachURI(func(key string, t cosa.ServiceText, u *url.URL) {
				switch {
				case u == nil:
					s.at(t.Position, key, t.Text, key+" "+quote(t.Text)+" is no absolute web address", "write https://, the host and the path, without blanks, as in https://portal.contoso.example/plans")
				case u.Scheme != "https":
					s.at(t.Position, key, t.Text, key+" "+quote(t.Text)+" is not https", "write https:// once the host answers there")
				}
			})
		}),
	},
	{
		ID: "service-uri-port", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title: "portal and notification URI name no port",
		Why:   "The service calls the standard port of https, and refuses an address that names one.",
		Bad:   serviceExample("portalURI: https://portal.contoso.example/plans", "portalURI: https://portal.contoso.example:8443/plans"),
		Good:  serviceExample("", ""),
		Profile: ofService(func(in *Input, s service) {
			s.eachURI(func(key string, t cosa.ServiceText, u *url.URL) {
				if u != nil && key != "getBalanceURL" && u.Port() != "" {
					s.at(t.Position, key, t.Text, key+" names the port "+u.Port(), "let the host answer on port 443, and write the address without a port")
				}
			})
		}),
	},
	{
		ID: "service-uri-user", Severity: cosa.Warning, Group: GroupService, Page: pageMobilePlans,
		Title: "the addresses hold no user name and no password",
		Why:   "The configuration passes through many hands, and what stands in an address gets into the logs of those who call it. Browsers drop it, or warn of it.",
		Bad:   serviceExample("portalURI: https://portal.contoso.example/plans", "portalURI: https://ana:secret@portal.contoso.example/plans"),
		Good:  serviceExample("", ""),
		Profile: ofService(func(in *Input, s service) {
			s.eachURI(func(key string, t cosa.ServiceText, u *url.URL) {
				if u != nil && u.User != nil {
					s.at(t.Position, key, t.Text, key+" holds a user name or a password", "take it out of the address, and hand credentials over by themselves")
				}
			})
		}),
	},
	{
		ID: "service-uri-host", Severity: cosa.Error, Group: GroupService, Page: pageGarden,
		Title: "the portal and the GetBalance service are reached by the name of a host",
		Why:   "Without a balance a device reaches the hosts of the walled garden only, and firewalls know those by name. An address, or a name that no name server knows, cannot be let through.",
		Bad:   serviceExample("portalURI: https://portal.contoso.example/plans", "portalURI: https://192.0.2.1/plans"),
		Good:  serviceExample("portalURI: https://portal.contoso.example/plans", "portalURI: https://müller.example/plans"),
		Profile: ofService(func(in *Input, s service) {
			s.eachURI(func(key string, t cosa.ServiceText, u *url.URL) {
				if u == nil || key == "notificationURI" { // a server calls that
					return
				}
				if _, err := garden.HostOf(t.Text, ""); err != nil {
					s.at(t.Position, key, t.Text, key+" "+err.Error(), garden.NameHint)
				}
			})
		}),
	},
	{
		ID: "service-invisible-characters", Severity: cosa.Warning, Group: GroupService, Page: pageMobilePlans,
		Title: "the service configuration holds no invisible characters",
		Why:   "They come along from mail and PDF. Whoever copies a value from the file takes them along, and an address with one leads nowhere.",
		Bad:   serviceExample("portalURI: https://portal.contoso.example/plans", `portalURI: "https://portal.contoso.example/plans\t"`),
		Good:  serviceExample("", ""),
		Profile: ofService(func(in *Input, s service) {
			judge := func(key string, t cosa.ServiceText) {
				like := cosa.AccountExperienceURL
				if key == "brandName" {
					like = cosa.BrandingName
				}
				if what := like.Invisible(t.Raw); what != "" {
					s.at(t.Position, key, t.Text, key+" holds "+what+"; it is read without", "type the value again instead of pasting it")
				}
			}
			for _, k := range cosa.ServiceKeys() {
				if k.Text != nil {
					judge(k.Key, *k.Text(s.Service))
					continue
				}
				for _, item := range k.List(s.Service).Items {
					judge(k.Key, item)
				}
			}
		}),
	},
	{
		ID: "service-ranges", Severity: cosa.Error, Group: GroupService, Page: pageMobilePlans,
		Title:   "the ICCID ranges of the service lie inside those of the profile",
		Why:     "Windows asks for a balance where the profile of COSA matches. A SIM outside of its ranges never gets to Mobile Plans, whatever the service knows of it.",
		Bad:     serviceExample("countries: [AR]", "countries: [AR]\niccids: [8954310100000000000-8954310199999999999]"),
		Good:    serviceExample("countries: [AR]", "countries: [AR]\niccids: [8954310000000000000-8954310049999999999]"),
		Profile: serviceRanges,
	},
	{
		ID: "service-marketplace", Severity: cosa.Warning, Group: GroupService, Page: pageMobilePlans,
		Title: "a profile with a service configuration turns Mobile Plans on",
		Why:   "The service configuration is for SIMs whose profile says SupportDataMarketplace = Yes; for others nothing asks for it.",
		Bad:   serviceUnder(PolicyCosa, serviceExample("supportDataMarketplace: Yes", "supportDataMarketplace: No")),
		Good:  serviceUnder(PolicyCosa, serviceExample("", "")),
		Profile: ofService(func(in *Input, s service) {
			e := s.profile.First()
			switch {
			case e.Marketplace() || in.MobilePlans(e): // marketplace-required tells it of the latter
			case !e.Has(cosa.SupportDataMarketplace), in.Good(e, cosa.SupportDataMarketplace):
				s.at(s.Position, "", "", "SupportDataMarketplace of this profile is not Yes, so no SIM gets to this service",
					"write supportDataMarketplace: Yes under sim, or take mobilePlans away")
			}
		}),
	},
}

// service is the service configuration of a profile that is being judged.
type service struct {
	*cosa.Service
	profile *cosa.Profile
	report  Report
}

// ofService makes a check of profiles of one of their service configurations.
func ofService(check func(in *Input, s service)) func(in *Input, p *cosa.Profile, report Report) {
	return func(in *Input, p *cosa.Profile, report Report) {
		if s := p.Service(); s != nil {
			check(in, service{s, p, report})
		}
	}
}

// at reports what is wrong with the value of a key.
func (s service) at(at cosa.Position, key, value, message, hint string) {
	s.report(cosa.Finding{
		Message: message, Hint: hint, Position: at, Value: value, Profile: s.profile.Name(), Subject: "mobilePlans." + key,
	})
}

// eachAddress visits the addresses, blank ones too.
func (s service) eachAddress(visit func(key string, t cosa.ServiceText)) {
	for _, k := range cosa.ServiceKeys() {
		if k.Text == nil || !strings.HasSuffix(k.Key, "URI") && !strings.HasSuffix(k.Key, "URL") {
			continue
		}
		if t := *k.Text(s.Service); !t.Wrong {
			visit(k.Key, t)
		}
	}
}

// eachURI visits the addresses that are given; u is nil for what is none.
func (s service) eachURI(visit func(key string, t cosa.ServiceText, u *url.URL)) {
	s.eachAddress(func(key string, t cosa.ServiceText) {
		if !t.Given() {
			return
		}
		var u *url.URL
		if isAccountURL(t.Text) {
			u, _ = url.Parse(t.Text)
		}
		visit(key, t, u)
	})
}

func countryHint(text string) string {
	code, name := country.CodeOf(text), text
	if code == "" {
		// Nearly every short text is near to some code.
		if name = country.Nearest(text); name != "" && len([]rune(text)) > 3 {
			code = country.CodeOf(name)
		}
	}
	if code == "" {
		return "write the two or three letters of the ISO 3166 code, as in AR or ARG"
	}
	return "write " + code + " for " + name
}

// soundLogo describes the picture that the examples name.
const soundLogo = "# file contoso-logo.png: 300x300 opaque"

// serviceExample is a sound profile with a service configuration, in which one
// text takes the place of another.
func serviceExample(old, new string) Example {
	lines := []string{
		"profiles:",
		"  - operator: Contoso",
		"    country: Argentina",
		"    updateType: Add",
		"    targets: [{mcc: 722, mnc: 310, iccid: 8954310000000000000-8954310099999999999}]",
		"    sim: {supportDataMarketplace: Yes, dataMarketplaceRoamingUIEnabled: 1, appID: " + mobilePlansApp + "}",
		"    connections: [{accessString: internet.contoso.example, alwaysOn: true, purposeGroups: [Internet], ipType: IPv4v6}]",
		"    mobilePlans:",
		"      brandName: Contoso",
		"      logo: contoso-logo.png",
		"      countries: [AR]",
		"      portalURI: https://portal.contoso.example/plans",
		"      notificationURI: https://notify.contoso.example/plans",
		soundLogo,
	}
	text := strings.Join(lines, "\n")
	switch {
	case old == "":
	case new == "":
		text = strings.Replace(text, "\n      "+old, "", 1)
	default:
		text = strings.Replace(text, old, strings.ReplaceAll(new, "\n", "\n      "), 1)
	}
	return Example{Form: FormYAML, Text: text + "\n"}
}

func serviceUnder(policy Policy, x Example) Example {
	x.Policy = policy
	return x
}
