package cmd

import (
	"io"

	"github.com/cosakit/cosa/cosa/mobileplans/flyout"
)

func writeFlyoutText(w io.Writer, found *flyouts, quiet bool) error {
	var t matchText
	if found.none != "" {
		t.line("%s", found.none)
	}
	if found.sim != "" {
		t.line("SIM: %s", found.sim)
		if len(found.flyouts) == 0 && found.none == "" {
			t.line("no profile matches it, so that the flyout shows what the network says")
		}
		t.line("")
	}
	for i := range found.flyouts {
		f := &found.flyouts[i]
		t.line("%s", f.Profile)
		t.line("  place:        %s", f.Position.String())
		if f.Name != "" {
			t.line("  name:         %s", f.Name)
		}
		t.line("  naming:       %s", f.Naming)
		t.line("  GetBalance:   %s", f.Why)
		for j := range f.Cards {
			writeCard(&t, &f.Cards[j])
		}
		t.line("")
	}
	if !quiet {
		for _, note := range found.notes {
			t.line("note: %s", note)
		}
	}
	_, err := t.WriteTo(w)
	return err
}

func writeCard(t *matchText, c *flyout.Card) {
	title := c.Balance
	if title == "" {
		title = "always"
	}
	t.line("  %-13s %s", title+":", c.Means)
	t.line("      %q %s", c.Link.Text, c.Link.Does)
	if c.Amount {
		t.line("      the balance stands there too: dataRemainingInMB and timeRemaining of the answer")
	}
}

// flyoutSchema is raised when a key changes its meaning or goes away.
const flyoutSchema = 1

type jsonFlyouts struct {
	Schema  int          `json:"schema"`
	SIM     string       `json:"sim"` // "" where all profiles are asked for
	Flyouts []jsonFlyout `json:"flyouts"`
	Notes   []string     `json:"notes"`
}

type jsonFlyout struct {
	Profile string `json:"profile"`
	jsonMatchPlace
	BrandingName     string     `json:"brandingName"`
	Naming           string     `json:"naming"`
	GetBalanceCalled bool       `json:"getBalanceCalled"`
	Why              string     `json:"why"`
	Cards            []jsonCard `json:"cards"`
	Notes            []string   `json:"notes"` // empty: Why says all
}

type jsonCard struct {
	Balance      string   `json:"balance"` // "" where GetBalance is not called
	Means        string   `json:"means"`
	Link         jsonLink `json:"link"`
	ShowsBalance bool     `json:"showsBalance"`
}

type jsonLink struct {
	Text   string `json:"text"`
	Action string `json:"action"` // app, url or none
	Value  string `json:"value"`
	Does   string `json:"does"`
}

func writeFlyoutJSON(w io.Writer, found *flyouts, _ bool) error {
	j := jsonFlyouts{Schema: flyoutSchema, SIM: found.sim, Flyouts: []jsonFlyout{}, Notes: append([]string{}, found.notes...)}
	if found.none != "" {
		j.Notes = append(j.Notes, found.none)
	}
	for i := range found.flyouts {
		f := &found.flyouts[i]
		one := jsonFlyout{
			Profile: f.Profile, jsonMatchPlace: newJSONMatchPlace(f.Position), BrandingName: f.Name, Naming: f.Naming,
			GetBalanceCalled: f.Asked, Why: f.Why, Cards: []jsonCard{}, Notes: []string{},
		}
		for _, c := range f.Cards {
			one.Cards = append(one.Cards, jsonCard{c.Balance, c.Means, jsonLink{c.Link.Text, string(c.Link.Action), c.Link.Value, c.Link.Does}, c.Amount})
		}
		j.Flyouts = append(j.Flyouts, one)
	}
	return writeIndented(w, j)
}
