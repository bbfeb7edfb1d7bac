package page

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
)

// mostFlyouts is how many different flyouts are drawn.
const mostFlyouts = 24

// flyouts is what users see in the network flyout, by profile.
type flyouts struct {
	Items []flyout
	More  string
}

// flyout is what the users of some profiles see.
type flyout struct {
	Profiles string
	Name     string // branding name, "" for the network's own
	Naming   string // where the name is shown
	Account  string // what "View my account" does
	Market   bool
	Cards    []card
}

// card is the flyout under one answer of the operator's GetBalance service.
type card struct {
	Answer  string // "" where the service is not asked
	Means   string
	Link    string // what stands to be clicked, "" for nothing
	Balance bool
	Does    string
}

const viewAccount = "View my account"

// newFlyouts draws the flyout of every profile, those that look the same once.
func (p *Page) newFlyouts() *flyouts {
	type look struct {
		account      match.Account
		name, naming string
	}
	index := make(map[look]int)
	names := make([][]string, 0, mostFlyouts)
	counts := make([]int, 0, mostFlyouts)
	v := &flyouts{}
	left := make(map[look]bool)
	profiles := p.Submission.Profiles()
	for i := range profiles {
		e := profiles[i].First()
		if e.Deletes() {
			continue
		}
		l := look{(&match.Claim{Entry: e}).Account(), e.Text(cosa.BrandingName), e.Text(cosa.UseBrandingNameOnRoaming)}
		n, ok := index[l]
		if !ok {
			if len(v.Items) == mostFlyouts {
				left[l] = true
				continue
			}
			n = len(v.Items)
			index[l] = n
			v.Items = append(v.Items, p.newFlyout(l.account, l.name, l.naming))
			names, counts = append(names, nil), append(counts, 0)
		}
		counts[n]++
		if name := p.profileName(i); len(names[n]) < mostRelated && (len(names[n]) == 0 || names[n][len(names[n])-1] != name) {
			names[n] = append(names[n], name)
		}
	}
	for n := range v.Items {
		v.Items[n].Profiles = strings.Join(names[n], ", ")
		if more := counts[n] - len(names[n]); more > 0 {
			v.Items[n].Profiles += " and " + plural(more, "more profile")
		}
	}
	if len(left) > 0 {
		v.More = "and " + plural(len(left), "more flyout") + " that differ, left out"
	}
	if len(v.Items) == 0 {
		return nil
	}
	return v
}

func (p *Page) newFlyout(account match.Account, name, naming string) flyout {
	f := flyout{Name: p.name(name), Account: p.text(account.String()), Market: account.Market}
	if choice, ok := cosa.UseBrandingNameOnRoaming.Spec().Choice(naming); ok && name != "" {
		f.Naming = choice.Means
	}
	does := map[match.Action]string{match.OpenApp: "opens the app", match.OpenURL: "opens the web page", match.Nothing: "does nothing"}[account.Action]
	if !account.Market {
		f.Cards = []card{{Means: "Mobile Plans is off", Link: viewAccount, Does: does}}
		return f
	}
	f.Cards = []card{
		{Answer: "MODIRECT", Means: "the SIM has a plan", Link: viewAccount, Does: does},
		{Answer: "MODIRECTPAYG", Means: "the SIM has a balance", Link: viewAccount, Balance: true, Does: does},
		{Answer: "NONE", Means: "the SIM has no plan", Link: "Connect with a data plan", Does: "opens Mobile Plans"},
		{Answer: "NOTSUPPORTED", Means: "Mobile Plans does not serve the SIM", Link: viewAccount, Does: does},
	}
	return f
}
