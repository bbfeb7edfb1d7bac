package rules

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// againstBaseline is what there is to say of a submission's rows and the
// baseline's, by rule.
type againstBaseline struct {
	addExists, missing, keepDiffers, changeSame, dropped []cosa.Finding
	exhausted                                            bool         // rowBudget did not do
	namesOnly                                            bool         // the baseline's rows cannot be compared
	unread                                               untoldPlaces // values of the baseline that cannot be read
	further                                              untoldPlaces // targets of the baseline that demand what no setting holds
	unreadOf                                             string       // name of the profile of the first of these
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
	nowhere  map[string][]cosa.Entry     // rows of an unknown country: they may be of any profile of the operator
	lacking  map[lackedColumn]*lacking
	nameless doubts // rows of the baseline whose name cannot be told: they may be of any profile
	left     int    // of rowBudget
	searched int    // names that a nearest one was looked for
}

// lackedColumn is a column that a sheet has not.
type lackedColumn struct {
	source  *cosa.Source
	setting cosa.Setting
}

// lacking is the finding about a column, and the rows that it stands for.
type lacking struct {
	at, more int
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
	c := &comparing{
		in: in, found: x.found, left: rowBudget,
		nowhere: make(map[string][]cosa.Entry), lacking: make(map[lackedColumn]*lacking),
	}
	for _, s := range comparedSettings {
		c.numbers[s] = compared(in.Submission, s)
	}
	c.access = in.folded(cosa.AccessString)
	c.nameless.in = in
	for _, e := range x.nameless {
		row := c.paired(e)
		c.nameless.add(&row)
	}
	for _, g := range x.groups {
		switch {
		case !g.known:
			c.stray = append(c.stray, g.rows...)
		case g.set == nil && !g.deletes:
			if near := c.in.astray(g.rows[0]); near != nil {
				c.nowhere[near.operator] = append(c.nowhere[near.operator], g.rows...)
			}
		}
	}
	for _, g := range x.groups {
		c.group(g)
	}
	for _, l := range c.lacking {
		if l.more > 0 {
			x.found.keepDiffers[l.at].Message += "; likewise " + count(l.more, "more row")
		}
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
func (c *comparing) group(g *submitted) {
	if !g.known {
		return // update-type and name rules say what is wrong
	}
	if g.set == nil {
		c.noProfile(g)
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
	c.further(g)
	pairs := c.newPairing(g)
	pairs.match()
	pairs.judge()
	asked := slices.ContainsFunc(g.rows, func(e cosa.Entry) bool {
		return !e.Source().Database() || c.in.updateType(e) != "" // a package without Replace wipes nothing
	})
	wipes := asked && c.left >= 0 && pairs.dropped()
	for _, f := range pairs.same {
		if wipes {
			f.Hint = "write Keep, or the value that is to change; that the profile loses what is not listed is no change of this row"
		}
		c.found.changeSame = append(c.found.changeSame, f)
	}
	for _, j := range pairs.unread {
		e := pairs.theirs[j].Entry
		c.unread(pairs.name, e, c.faulty(e))
	}
}

// further notes the targets of the baseline whose further conditions the
// submission does not state.
func (c *comparing) further(g *submitted) {
	for _, e := range g.set.rows {
		if demandsMore(e) && !slices.ContainsFunc(g.rows, func(own cosa.Entry) bool { return own.ID(cosa.TargetXML) == e.ID(cosa.TargetXML) }) {
			c.found.further.add(e.Position(firstIdentifier(e)))
		}
	}
}

// faulty is the setting for which nobody can tell what a row of the baseline
// is.
func (c *comparing) faulty(e cosa.Entry) cosa.Setting {
	_, malformed, doubtful := c.identify(e)
	for _, s := range malformed.settings() {
		if e.Has(s) && !c.in.Good(e, s) {
			return s
		}
	}
	for _, s := range doubtful.settings() {
		if e.Has(s) || doubtful == partAccess {
			return s
		}
	}
	return cosa.Operator
}

// unread notes a value of a row of the baseline that cannot be read.
func (c *comparing) unread(name string, e cosa.Entry, s cosa.Setting) {
	if c.found.unread.n == 0 {
		c.found.unreadOf = name
	}
	c.found.unread.add(e.Position(s))
}

// noProfile reports rows that change, keep or delete what is not there.
func (c *comparing) noProfile(g *submitted) {
	near := c.in.astray(g.rows[0])
	astray, looked := near != nil, near != nil
	for _, e := range g.rows {
		update := c.in.updateType(e)
		if update != "Change" && update != "Keep" && update != "Delete" {
			continue
		}
		if row := c.paired(e); update != "Delete" && c.nameless.mayBe(&row) {
			continue
		}
		if !looked && c.searched < manyMissing {
			c.searched++
			near = c.in.existing.nearestTo(e)
		}
		looked = true
		at := cosa.Operator
		if astray {
			at = cosa.CountryRegion
		}
		f := At(e, at, fmt.Sprintf("%s, but the baseline has no profile %s", update, quote(e.Name())),
			"write Operator and Country/Region as the baseline does, or Add for a new profile")
		if update == "Delete" {
			f.Hint = "write Operator and Country/Region as the baseline does, or take the row out"
		}
		if near != nil {
			f.Hint = "did you mean " + quote(near.text) + "?"
			f.Related = []cosa.Related{Also(near.rows[0], at, "the profile of the nearest name")}
			if update != "Delete" {
				c.in.existing.slips[e.IdentityKey()] = near
			}
		}
		c.found.missing = append(c.found.missing, f)
	}
}
