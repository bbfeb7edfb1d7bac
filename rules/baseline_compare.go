package rules

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// againstBaseline is what there is to say of a submission's rows and the
// baseline's, by rule.
type againstBaseline struct {
	addExists, missing, keepDiffers, changeSame, dropped repeated
	exhausted                                            bool // rowBudget did not do
	namesOnly                                            bool // the baseline's rows cannot be compared
}

// rowBudget bounds how often a row is compared with one of the baseline.
const rowBudget = 20_000_000

// comparing compares the submission with the baseline, name by name.
type comparing struct {
	in       *Input
	found    *againstBaseline
	numbers  [cosa.SettingCount][]uint32 // see compared
	access   []uint32                    // folded access strings, by number of the value
	stray    []cosa.Entry                // rows whose name is in doubt: they may be of any profile
	left     int                         // of rowBudget
	searched int                         // names that a nearest one was looked for
}

// compareWithBaseline compares once for all rules that ask.
func (in *Input) compareWithBaseline() *againstBaseline {
	if in.existing == nil {
		return &againstBaseline{}
	}
	if in.existing.found != nil {
		return in.existing.found
	}
	x := in.existing
	x.found, x.slips = &againstBaseline{}, make(map[string]*existingName)
	c := &comparing{in: in, found: x.found, left: rowBudget}
	for _, s := range comparedSettings {
		c.numbers[s] = compared(in.Submission, s)
	}
	c.access = in.folded(cosa.AccessString)
	for _, g := range x.groups {
		if !g.known {
			c.stray = append(c.stray, g.rows...)
		}
	}
	for n, g := range x.groups {
		c.group(n, g)
	}
	x.found.exhausted = c.left < 0
	return x.found
}

// updateType returns what a row asks for, "" where that cannot be told.
func (in *Input) updateType(e cosa.Entry) string {
	if !in.Good(e, cosa.UpdateType) {
		return ""
	}
	text, _ := cosa.UpdateType.Canonical(e.Text(cosa.UpdateType))
	return text
}

// group compares the rows of one name.
func (c *comparing) group(n int, g *submitted) {
	if !g.known {
		return // update-type and name rules say what is wrong
	}
	if g.set == nil {
		c.noProfile(n, g)
		return
	}
	if g.deletes {
		return
	}
	if slices.ContainsFunc(g.set.rows, func(e cosa.Entry) bool { return e.Source().Format == cosa.APNDB }) {
		c.found.namesOnly = true
		return
	}
	if c.in.lame(g.rows[0].Source()) {
		return
	}
	pairs := c.newPairing(n, g)
	pairs.match()
	pairs.judge()
	asked := slices.ContainsFunc(g.rows, func(e cosa.Entry) bool {
		return !e.Source().Database() || c.in.updateType(e) != "" // a package without Replace wipes nothing
	})
	if asked && c.left >= 0 {
		pairs.dropped()
	}
}

// noProfile reports rows that change, keep or delete what is not there.
func (c *comparing) noProfile(n int, g *submitted) {
	for _, e := range g.rows {
		update := c.in.updateType(e)
		if update != "Change" && update != "Keep" && update != "Delete" {
			continue
		}
		c.found.missing.add(fmt.Sprint(n), func() cosa.Finding {
			f := At(e, cosa.Operator, fmt.Sprintf("%s, but the baseline has no profile %s", update, quote(e.Name())),
				"write Operator and Country/Region as the baseline does, or Add for a new profile")
			if update == "Delete" {
				f.Hint = "write Operator and Country/Region as the baseline does, or take the row out"
			}
			if c.searched++; c.searched <= manyMissing {
				if near := c.in.existing.nearestTo(e); near != nil {
					f.Hint = "did you mean " + quote(near.text) + "?"
					f.Related = []cosa.Related{Also(near.rows[0], cosa.Operator, "the profile of the nearest name")}
					if update != "Delete" {
						c.in.existing.slips[e.IdentityKey()] = near
					}
				}
			}
			return f
		})
	}
}
