package flyout

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
	"github.com/cosakit/cosa/cosa/mobileplans"
)

// Texts of the flyout's links, as Windows writes them in English.
const (
	ViewAccount = "View my account"
	Connect     = "Connect with a data plan"
)

// mobilePlansApp is the AppID of Mobile Plans.
const mobilePlansApp = "Microsoft.OneConnect_8wekyb3d8bbwe!App"

// Flyout is what the network flyout shows for the SIMs of one profile.
type Flyout struct {
	Profile  string // Operator (Country)
	Position cosa.Position
	Name     string // the branding name, "" where the network's own name is shown
	Naming   string // on which networks the branding name is shown
	Asked    bool   // Windows asks the operator's GetBalance service
	Why      string // why it asks, or does not
	Cards    []Card
}

// Card is the flyout under one answer of GetBalance.
type Card struct {
	Balance string // one of the balance types, "" where GetBalance is not asked
	Means   string // what the answer says of the SIM
	Link    Link
	Amount  bool // the balance is shown: data and time left
}

// Link is what can be clicked.
type Link struct {
	Text   string
	Action match.Action
	Value  string // AppID or URL
	Does   string // a sentence for a person, without the link's text
}

// Of tells what is shown for the profile of an entry under each of the given
// types of balance. Where Windows does not ask for the balance there is one
// card, whatever the types.
func Of(e cosa.Entry, types []mobileplans.BalanceType) Flyout {
	first := e.Profile().First()
	f := Flyout{
		Profile: first.Name(), Position: first.Start(), Name: cosa.CleanText(first.Text(cosa.BrandingName)), Asked: first.Marketplace(),
		Cards: []Card{},
	}
	account := accountLink(first)
	f.naming(first)
	if !f.Asked {
		f.Why = "GetBalance is not called at all: SupportDataMarketplace is " + quotedOr(first.Text(cosa.SupportDataMarketplace), "not given") + ", and only Yes turns Mobile Plans on"
		f.Cards = append(f.Cards, Card{Means: "Mobile Plans is off", Link: account})
		return f
	}
	if lacks := lacking(e.Profile()); lacks != "" {
		f.Asked = false
		f.Why = "GetBalance is not enabled: SupportDataMarketplace is Yes, but " + lacks + ", which the documentation demands too"
		f.Cards = append(f.Cards, Card{Means: "Mobile Plans is not enabled", Link: account})
		return f
	}
	f.Why = "SupportDataMarketplace is Yes, so that Windows calls GetBalance each time the flyout opens"
	for _, t := range types {
		c := Card{Balance: t.Name, Means: t.Means, Link: account, Amount: t.Name == mobileplans.MODirectPAYG}
		if t.Name == mobileplans.None {
			c.Link = Link{Text: Connect, Action: match.OpenApp, Value: mobilePlansApp, Does: "opens Mobile Plans, whatever AppID and AccountExperienceURL say"}
		}
		f.Cards = append(f.Cards, c)
	}
	return f
}

// accountLink is "View my account" of the entry's profile.
func accountLink(e cosa.Entry) Link {
	a := (&match.Claim{Entry: e}).Account()
	return Link{Text: ViewAccount, Action: a.Action, Value: a.Value, Does: strings.TrimPrefix(a.String(), `"`+ViewAccount+`" `)}
}

// naming says where the branding name stands.
func (f *Flyout) naming(e cosa.Entry) {
	if f.Name == "" {
		f.Naming = "no BrandingName: the flyout shows the name that the network or the SIM gives"
		return
	}
	f.Naming = "BrandingName is shown on the home network only"
	given := e.Text(cosa.UseBrandingNameOnRoaming)
	choice, ok := cosa.UseBrandingNameOnRoaming.Spec().Choice(cosa.UseBrandingNameOnRoaming.Effective(given))
	switch {
	case ok && choice.Text != "0":
		f.Naming = "BrandingName is shown on: " + choice.Means
	case !ok:
		f.Naming = "UseBrandingNameOnRoaming is " + quotedOr(given, "blank") + ", which is none of 0, 1, 2: it cannot be told where BrandingName is shown"
	case given == "":
		f.Naming += " (UseBrandingNameOnRoaming is not given)"
	}
}

// lacking says what the documentation demands besides SupportDataMarketplace
// to enable GetBalance, and the profile lacks; it is blank where that is
// nothing.
func lacking(p *cosa.Profile) string {
	ranges, roaming := false, false
	for e := range p.Entries() {
		ranges = ranges || e.Has(cosa.ICCIDStart) && e.Has(cosa.ICCIDEnd)
		roaming = roaming || e.Has(cosa.DataMarketplaceRoamingUIEnabled)
	}
	var lacks []string
	if !roaming {
		lacks = append(lacks, "DataMarketplaceRoamingUIEnabled is not given")
	}
	if !ranges {
		lacks = append(lacks, "no target has an ICCID range")
	}
	return strings.Join(lacks, " and ")
}

func quotedOr(text, blank string) string {
	if strings.TrimSpace(text) == "" {
		return blank
	}
	return `"` + cosa.Bounded(text, 60) + `"`
}
