package cmd

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
)

// matchSchema is raised when a key changes its meaning or goes away.
const matchSchema = 1

type jsonMatch struct {
	Schema        int         `json:"schema"`
	SIM           jsonSIM     `json:"sim"`
	Winner        *jsonClaim  `json:"winner"`
	Undecided     bool        `json:"undecided"`
	Ties          []jsonClaim `json:"ties"`
	Losers        []jsonLoser `json:"losers"`
	OtherProfiles int         `json:"otherProfiles"` // that have nothing in common with the SIM
	NotEvaluated  []jsonLoser `json:"notEvaluated"`
	ViewMyAccount jsonAccount `json:"viewMyAccount"`
	Notes         []string    `json:"notes"`
}

// jsonSIM holds what is known of the SIM.
type jsonSIM struct {
	MCC      string `json:"mcc,omitempty"`
	MNC      string `json:"mnc,omitempty"`
	IMSI     string `json:"imsi,omitempty"`
	ICCID    string `json:"iccid,omitempty"`
	SPN      string `json:"spn,omitempty"`
	PNN      string `json:"pnn,omitempty"`
	GID1     string `json:"gid1,omitempty"`
	ESIMProv string `json:"esimProv,omitempty"`
}

type jsonClaim struct {
	Profile     string `json:"profile"`
	Target      string `json:"target"`
	Identifiers int    `json:"identifiers"`
	jsonMatchPlace
}

type jsonMatchPlace struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Path   string `json:"path"`
}

type jsonLoser struct {
	Profile     string `json:"profile"`
	Reason      string `json:"reason"`
	Target      string `json:"target"`
	Identifiers int    `json:"identifiers"`
	jsonMatchPlace
}

type jsonAccount struct {
	Action match.Action `json:"action"`
	Value  string       `json:"value"`
}

func newJSONMatch(r *match.Result, all bool) jsonMatch {
	j := jsonMatch{
		Schema: matchSchema, SIM: jsonSIM(r.SIM), Undecided: r.Undecided,
		Ties: []jsonClaim{}, Losers: []jsonLoser{}, NotEvaluated: []jsonLoser{},
		ViewMyAccount: jsonAccount{Action: match.Nothing},
		Notes:         append([]string{}, r.Notes...),
	}
	if r.Winner != nil {
		c := newJSONClaim(r.Winner)
		j.Winner = &c
		account := r.Winner.Account()
		j.ViewMyAccount = jsonAccount{account.Action, account.Value}
	}
	for i := range r.Ties {
		j.Ties = append(j.Ties, newJSONClaim(&r.Ties[i]))
	}
	losers, rest := tellLosers(r, all)
	for i := range losers {
		j.Losers = append(j.Losers, newJSONLoser(&losers[i].Claim, losers[i].Reason))
	}
	j.OtherProfiles = rest
	for i := range r.NotEvaluated {
		j.NotEvaluated = append(j.NotEvaluated, newJSONLoser(&r.NotEvaluated[i].Claim, r.NotEvaluated[i].Reason))
	}
	return j
}

func newJSONClaim(c *match.Claim) jsonClaim {
	return jsonClaim{c.Profile(), c.Target(), c.Identifiers, newJSONMatchPlace(c.Position())}
}

func newJSONLoser(c *match.Claim, reason string) jsonLoser {
	return jsonLoser{c.Profile(), reason, c.Target(), c.Identifiers, newJSONMatchPlace(c.Position())}
}

func newJSONMatchPlace(p cosa.Position) jsonMatchPlace {
	return jsonMatchPlace{p.File, p.Sheet, p.Cell(), p.Line, p.Column, p.Path}
}
