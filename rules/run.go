package rules

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// Result is what a run found.
type Result struct {
	Findings   []cosa.Finding           // sorted by place
	Silenced   []Silenced               // findings that a suppression took away, sorted likewise
	Skipped    []Skipped                // rules that could not be applied, sorted as in the catalogue
	Applied    int                      // number of rules applied
	Severities map[string]cosa.Severity // of the rules that were chosen
}

// Silenced is a finding that does not count.
type Silenced struct {
	cosa.Finding
	By *cosa.Suppression
}

// Worst is the highest severity among the findings, 0 for none.
func (r *Result) Worst() cosa.Severity {
	var worst cosa.Severity
	for i := range r.Findings {
		worst = max(worst, r.Findings[i].Severity)
	}
	return worst
}

// Run applies the catalogue to a submission. The options must have passed
// [Options.Check].
func Run(s *cosa.Submission, options Options) *Result {
	in := &Input{Submission: s, Policy: options.Policy, Databases: options.Databases, Dir: options.Dir}
	in.findConditions()
	in.readBaseline()
	chosen := make(map[string]cosa.Severity)
	for _, r := range Catalogue() {
		if len(options.Only) > 0 && !slices.Contains(options.Only, r.ID) || slices.Contains(options.Disable, r.ID) {
			continue
		}
		chosen[r.ID] = r.SeverityUnder(options.Policy)
		if severity, ok := options.Severities[r.ID]; ok {
			chosen[r.ID] = severity
		}
	}
	in.tellsMissing = chosen["baseline-missing"] != 0
	var found findings
	for _, f := range s.Findings() {
		if f.Severity = chosen[f.Rule]; f.Severity != 0 {
			if f.Subject == "" {
				f.Subject = in.rowAt(f.Position)
			}
			found = append(found, f)
		}
	}
	var rest []chosenRule
	for _, r := range Catalogue() {
		switch c := (chosenRule{r, chosen[r.ID]}); {
		case r.Value != nil: // runs even if not chosen: the rules that follow need to know what is malformed
			in.judge(r, found.report(c))
		case c.severity != 0:
			rest = append(rest, c)
		}
	}
	found = append(found, in.apply(rest)...)
	in.judgeDatabases(found, options, chosen)
	for i := range found {
		found[i].MaskUserInfo()
	}
	result := &Result{Applied: len(chosen), Findings: cosa.SortFindings(found), Severities: chosen}
	for _, r := range Catalogue() {
		if chosen[r.ID] == 0 {
			continue
		}
		if skipped, ok := in.skippedOf(r.ID); ok {
			result.Skipped = append(result.Skipped, skipped)
			if skipped.Usual() {
				result.Applied--
			}
		}
	}
	return result
}

// judgeDatabases gives findings on databases the severities of their policy.
func (in *Input) judgeDatabases(found findings, options Options, chosen map[string]cosa.Severity) {
	if options.Databases == "" || options.Databases == options.Policy {
		return
	}
	databases := make(map[string]bool)
	for _, source := range in.Submission.Sources() {
		if source.Database() {
			databases[source.File] = true
		}
	}
	other := make(map[string]cosa.Severity)
	for _, r := range Catalogue() {
		severity := r.SeverityUnder(options.Databases)
		if _, given := options.Severities[r.ID]; !given && severity != chosen[r.ID] {
			other[r.ID] = severity
		}
	}
	for i := range found {
		if severity, ok := other[found[i].Rule]; ok && databases[found[i].Position.File] {
			found[i].Severity = severity
		}
	}
}

// chosenRule is a rule with its severity in this run, 0 for one that was not
// chosen.
type chosenRule struct {
	*Rule
	severity cosa.Severity
}

// findings collects what rules report.
type findings []cosa.Finding

// report returns where a rule's findings go.
func (f *findings) report(c chosenRule) Report {
	if c.severity == 0 {
		return func(cosa.Finding) {}
	}
	return func(finding cosa.Finding) {
		finding.Rule, finding.Severity = c.ID, c.severity
		*f = append(*f, finding)
	}
}

// judge applies a rule about single values: to each distinct value first, and
// where one is at fault, to the rows that hold it.
func (in *Input) judge(r *Rule, report Report) {
	for _, s := range r.Value.Settings {
		faults := in.faults(r, s)
		if len(faults) == 0 {
			continue
		}
		for e := range in.Submission.Entries() {
			id := e.ID(s)
			if id == 0 {
				continue
			}
			if fault, ok := faults[id]; ok && !in.legal(r, e, s) && (identifies(s) || !e.Deletes()) && (!r.Marketplace || in.MobilePlans(e)) {
				f := At(e, s, fault.Message, fault.Hint)
				f.Fix = fault.fix
				if !s.Spec().Secret {
					f.Subject = "" // the value says it all
				}
				report(f)
			}
		}
	}
}

// legal reports whether a value that is at fault in a submission is none in the
// row, which is a database's, or keeps what a database has.
func (in *Input) legal(r *Rule, e cosa.Entry, s cosa.Setting) bool {
	if r.Submitted && in.keeps(e, s) {
		return true
	}
	if !r.Submitted && in.conditions == nil {
		return false
	}
	return e.Source().Database() && (r.Submitted || in.malformed[s] != nil && in.malformed[s][e.ID(s)] == inSubmissions)
}

// identifies reports whether the setting matters on a row that deletes a
// profile.
func identifies(s cosa.Setting) bool {
	return s == cosa.UpdateType || s == cosa.CountryRegion || s == cosa.Operator
}

// faultyValue is what a rule says of one of the distinct values.
type faultyValue struct {
	Fault
	fix *cosa.Fix
}

func (in *Input) faults(r *Rule, s cosa.Setting) map[uint32]faultyValue {
	check := r.Value
	var faults map[uint32]faultyValue
	for id, v := range in.Submission.Distinct(cosa.Column(s)) {
		if bad := in.malformed[s]; bad != nil && bad[id] != sound || v.Blank() || v.Damaged() && !check.Damaged {
			continue
		}
		fault := check.Judge(s, v)
		if fault.Message == "" {
			continue
		}
		if faults == nil {
			faults = make(map[uint32]faultyValue)
		}
		faults[id] = faultyValue{fault, fixOf(check.Fix, s, v)}
	}
	if !check.Sound && len(faults) > 0 {
		if in.malformed[s] == nil {
			in.malformed[s] = make([]verdict, in.Submission.DistinctCount(cosa.Column(s)))
		}
		for id := range faults {
			in.malformed[s][id] = everywhere
			if r.Submitted || in.conditions != nil && in.conditions.is[s] != nil && in.conditions.is[s][id] != "" {
				in.malformed[s][id] = inSubmissions
			}
		}
	}
	return faults
}

// apply runs the rules about rows and profiles, and beside them those about
// the whole submission.
func (in *Input) apply(rules []chosenRule) findings {
	apart := *in // what it finds once is its own, so that the two share nothing that changes
	apart.skipped = nil
	var single, whole findings
	done := make(chan struct{})
	go func() {
		defer close(done)
		apart.applyToRows(rules, &single)
		apart.applyToProfiles(rules, &single)
	}()
	for _, r := range rules {
		if r.Whole != nil {
			r.Whole(in, whole.report(r))
		}
	}
	<-done
	for _, skipped := range apart.skipped {
		in.Skip(skipped.Rule, skipped.Reason)
	}
	return append(single, whole...)
}

func (in *Input) applyToRows(rules []chosenRule, found *findings) {
	type checked struct {
		*Rule
		report Report
	}
	var rows []checked
	for _, r := range rules {
		if r.Row != nil {
			rows = append(rows, checked{r.Rule, found.report(r)})
		}
	}
	for _, source := range in.Submission.Sources() {
		applied := rows
		if source.Database() {
			applied = slices.DeleteFunc(slices.Clone(rows), func(r checked) bool { return r.Submitted })
		}
		for e := range in.Submission.EntriesOf(source) {
			if e.Deletes() {
				continue
			}
			for i := range applied {
				if r := &applied[i]; !r.Marketplace || in.MobilePlans(e) {
					r.Row(in, e, r.report)
				}
			}
		}
	}
}

func (in *Input) applyToProfiles(rules []chosenRule, found *findings) {
	profiles := in.Submission.Profiles()
	for _, r := range rules {
		if r.Profile == nil {
			continue
		}
		report := found.report(r)
		for i := range profiles {
			if !profiles[i].Deletes() {
				r.Profile(in, &profiles[i], report)
			}
		}
	}
}
