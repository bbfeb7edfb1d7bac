package rules

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// Policy is what a submission is for.
type Policy string

// The policies.
const (
	PolicyMobilePlans Policy = "mobile-plans" // every row must meet the requirements of Mobile Plans
	PolicyCosa        Policy = "cosa"         // only the rows that turn Mobile Plans on must
)

// Policies lists the policies' names.
func Policies() []string { return []string{string(PolicyMobilePlans), string(PolicyCosa)} }

// Options choose which rules apply and how much they matter.
type Options struct {
	Policy     Policy
	Databases  Policy                   // for the rows that devices have, "" for Policy
	Only       []string                 // rules to apply; none means all
	Disable    []string                 // rules to leave out
	Severities map[string]cosa.Severity // severities other than the rules' own
	Dir        string                   // folder of the files that travel beside the submission, "" for each input's own
}

// Check returns an error that names the first unknown rule or policy, with
// the nearest known one.
func (o Options) Check() error {
	if !slices.Contains(Policies(), string(o.Policy)) {
		return unknown("policy", string(o.Policy), Policies())
	}
	ids := slices.Concat(o.Only, o.Disable)
	for id := range o.Severities {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if _, err := Find(id); err != nil {
			return err
		}
	}
	return nil
}

// Find returns the rule with an id. The error suggests the nearest id.
func Find(id string) (*Rule, error) {
	for _, r := range Catalogue() {
		if r.ID == id {
			return r, nil
		}
	}
	return nil, unknown("rule", id, IDs())
}

func unknown(what, name string, known []string) error {
	if near := cosa.Nearest(name, known); near != "" {
		return fmt.Errorf("unknown %s %q, did you mean %q?", what, name, near)
	}
	return fmt.Errorf("unknown %s %q", what, name)
}
