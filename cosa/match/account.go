package match

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Action is what "View my account" in the network flyout does.
type Action string

// The actions.
const (
	OpenApp Action = "app"
	OpenURL Action = "url"
	Nothing Action = "none"
)

// Account is what "View my account" does for the SIMs of a profile.
type Account struct {
	Action Action
	Value  string // AppID or URL
	Hidden string // URL that is never shown, since there is an AppID too
	Market bool   // the profile turns Mobile Plans on
}

// mobilePlansApp is the AppID of Mobile Plans, without the suffix of its
// publisher.
const mobilePlansApp = "Microsoft.OneConnect_"

// Account tells what "View my account" does for the SIMs of the claim's
// profile.
func (c *Claim) Account() Account {
	e := c.Entry.Profile().First()
	a := Account{Action: Nothing, Market: e.Marketplace()}
	app, url := strings.TrimSpace(e.Text(cosa.AppID)), cosa.MaskUserInfo(strings.TrimSpace(e.Text(cosa.AccountExperienceURL)))
	switch {
	case app != "":
		a.Action, a.Value, a.Hidden = OpenApp, app, url
	case url != "":
		a.Action, a.Value = OpenURL, url
	}
	return a
}

// String is a sentence for a person.
func (a Account) String() string {
	const link = `"View my account" `
	switch a.Action {
	case OpenApp:
		text := link + "opens the app " + a.Value
		if strings.HasPrefix(a.Value, mobilePlansApp) {
			text = link + "opens Mobile Plans (" + a.Value + ")"
		}
		if a.Hidden != "" {
			text += fmt.Sprintf("; the page %s is never shown, since the app comes first", a.Hidden)
		}
		return text
	case OpenURL:
		return link + "opens the page " + a.Value
	}
	return link + "does nothing: the profile has neither AppID nor AccountExperienceURL"
}

// Flyout says what else the network flyout shows, by the answer of the
// operator's GetBalance service; it is "" where Mobile Plans is off.
func (a Account) Flyout() string {
	if !a.Market {
		return ""
	}
	return `the flyout shows it where GetBalance answers MODIRECT or NOTSUPPORTED, with the balance where it answers MODIRECTPAYG, ` +
		`and "Connect with a data plan" instead where it answers NONE`
}
