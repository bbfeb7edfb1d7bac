package rules

import (
	"github.com/cosakit/cosa/cosa"
)

// Rule is one check with everything a person wants to know of it. Exactly one
// of Value, Row, Profile, Whole is set, or none where a reader, or
// whoever applies suppressions, makes the findings.
type Rule struct {
	ID          string        // kebab-case, stable, never reused
	Title       string        // one line, lower-case
	Why         string        // what happens on a device or in the review
	Page        string        // page of Microsoft's documentation, relative to [cosa.DocumentationRoot]; "" for a rule of our own
	Severity    cosa.Severity // default
	Group       Group         //
	Marketplace bool          // applies to rows that take part in Mobile Plans only, see [Input.MobilePlans]
	Submitted   bool          // applies to submissions only, not to databases; not with Profile or Whole
	UnderCosa   cosa.Severity // severity under the policy cosa, 0 for Severity
	Bad, Good   Example       //

	Value   *ValueCheck
	Row     func(in *Input, e cosa.Entry, report Report)
	Profile func(in *Input, p *cosa.Profile, report Report)
	Whole   func(in *Input, report Report)
}

// Group is a chapter of the catalogue.
type Group string

// The chapters, in order.
const (
	GroupSource      Group = "Reading the source"
	GroupIdentity    Group = "Identity and targets"
	GroupRanges      Group = "Ranges"
	GroupSIM         Group = "Mobile Plans and SIM settings"
	GroupService     Group = "Mobile Plans service"
	GroupConnections Group = "Connections"
	GroupLegacy      Group = "APN-database-only columns"
	GroupBaseline    Group = "Against a baseline"
	GroupKeeping     Group = "Keeping house"
)

// ValueCheck judges a single value. It sees each distinct value of its
// settings once; blank and damaged values never. Of the rows that delete a
// profile it sees only what identifies the profile.
type ValueCheck struct {
	Settings []cosa.Setting
	// Judge returns what is wrong with the value, or a Fault without a Message.
	Judge func(s cosa.Setting, v cosa.Value) Fault
	// Sound says that a value with this fault can still be read: rules that
	// follow go on judging it.
	Sound bool
	// Damaged lets the check see damaged values too.
	Damaged bool
	// Fix returns the text that certainly belongs in the place of a value at
	// fault, "" where a person has to decide; nil for a check that never knows.
	Fix func(s cosa.Setting, v cosa.Value) string
}

// Fault says what is wrong with a value.
type Fault struct {
	Message string
	Hint    string
}

// Report takes a finding from a check. The runner stamps rule and severity.
type Report func(cosa.Finding)

// URL is the address of the page that the rule rests on, "" for none.
func (r *Rule) URL() string {
	if r.Page == "" {
		return ""
	}
	return cosa.DocumentationRoot + r.Page
}

// SeverityUnder returns the rule's severity under a policy.
func (r *Rule) SeverityUnder(p Policy) cosa.Severity {
	if p == PolicyCosa && r.UnderCosa != 0 {
		return r.UnderCosa
	}
	return r.Severity
}
