package rules

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// Input is what a check may look at.
type Input struct {
	Submission *cosa.Submission
	Policy     Policy
	Databases  Policy // of databases' rows, "" for Policy
	Dir        string // folder of the files that travel beside the submission

	malformed    [cosa.SettingCount][]verdict // by setting and number of the distinct value
	conditions   *conditions                  // of databases, nil where there is none
	existing     *existing                    // profiles of the baseline, nil without one
	tellsMissing bool                         // baseline-missing was chosen
	collisions   *collisions                  // found once, on first use
	canon        [cosa.SettingCount][]uint32
	fold         [cosa.SettingCount][]uint32
	met          map[pairOfValues][2]bool // see conditionsMeet
	sameNames    *sameNames               // found once, on first use
	orders       *orderFindings           // likewise
	unknown      []bool                   // countries, see doubtfulCountry
	rounded      map[uint32]string        // ends of ICCID ranges, see roundedEnds
	lames        map[*cosa.Source]bool    // see lame
	skipped      []Skipped
}

// Skipped is a rule that could not be applied, and why.
type Skipped struct {
	Rule   string
	Reason string
}

// Usual reports that a person needs not be told: most submissions are checked
// without a baseline.
func (s Skipped) Usual() bool { return s.Reason == noBaseline }

// Unusual are those that a person needs to be told.
func Unusual(skipped []Skipped) []Skipped {
	return slices.DeleteFunc(slices.Clone(skipped), Skipped.Usual)
}

const noBaseline = "no baseline was given: --against FILE"

// MobilePlans reports whether the row must meet the requirements of Mobile
// Plans: every row that is not Delete under the policy mobile-plans, the rows
// with SupportDataMarketplace = Yes under the policy cosa.
func (in *Input) MobilePlans(e cosa.Entry) bool {
	if e.Deletes() {
		return false
	}
	return in.policyOf(e) == PolicyMobilePlans || e.Marketplace()
}

// policyOf is the policy that the row must meet.
func (in *Input) policyOf(e cosa.Entry) Policy {
	if in.Databases != "" && e.Source().Database() {
		return in.Databases
	}
	return in.Policy
}

// Good reports whether the row has a value for the setting that no rule about
// single values found malformed.
func (in *Input) Good(e cosa.Entry, s cosa.Setting) bool {
	id := e.ID(s)
	if id == 0 {
		return false
	}
	if bad := in.malformed[s]; bad != nil && bad[id] != sound && (bad[id] == everywhere || !in.deployed(e)) {
		return false
	}
	return e.HasOwn(s)
}

// Lacks reports whether the row has no value for the setting although its
// source has a place for one. A column that is missing as a whole is reported
// once, by header-missing, and not again on every row.
func (in *Input) Lacks(e cosa.Entry, s cosa.Setting) bool {
	if e.Has(s) {
		return false
	}
	source := e.Source()
	return !source.HasColumns() || source.Columns[s] > 0
}

// Skip notes that a rule could not be applied to something, and why.
func (in *Input) Skip(rule, reason string) {
	s := Skipped{Rule: rule, Reason: reason}
	for _, other := range in.skipped {
		if other == s {
			return
		}
	}
	in.skipped = append(in.skipped, s)
}

// skippedOf joins the reasons for which a rule could not be applied.
func (in *Input) skippedOf(rule string) (all Skipped, any bool) {
	for _, s := range in.skipped {
		switch {
		case s.Rule != rule:
		case any:
			all.Reason += "; " + s.Reason
		default:
			all, any = s, true
		}
	}
	return all, any
}

// At starts a finding about the row's value of a setting.
func At(e cosa.Entry, s cosa.Setting, message, hint string) cosa.Finding {
	return cosa.Finding{
		Message: message, Hint: hint,
		Position: e.Position(s), Setting: s.String(), Value: Shown(e, s), Profile: e.Name(), Subject: subject(e, s),
	}
}

// AtMissing starts a finding about a value that is missing. It stands at the
// setting's empty cell, or, in a sheet without such a column, at the first of
// the given settings that has a value and so asks for the missing one.
func AtMissing(e cosa.Entry, missing cosa.Setting, message, hint string, given ...cosa.Setting) cosa.Finding {
	f := At(e, missing, message, hint)
	if source := e.Source(); source.HasColumns() && source.Columns[missing] == 0 {
		for _, s := range given {
			if source.Columns[s] > 0 && e.ID(s) != 0 {
				f.Position = e.Position(s)
				break
			}
		}
	}
	return f
}

// Shown is the setting's text for a report: credentials are masked.
func Shown(e cosa.Entry, s cosa.Setting) string {
	v := e.Value(s)
	if s.Spec().Secret && !v.Blank() {
		return cosa.Mask
	}
	return v.Text
}

// Also points at the value of a setting in another row.
func Also(e cosa.Entry, s cosa.Setting, message string) cosa.Related {
	return cosa.Related{Message: message, Position: e.Position(s)}
}

// placeFrom writes where another row's value stands, as seen from a row: the
// cell alone where both are in one sheet or file.
func placeFrom(e, other cosa.Entry, s cosa.Setting) string {
	p := other.Position(s)
	if e.Source() == other.Source() {
		return p.Short()
	}
	return p.String()
}
