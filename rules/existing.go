package rules

import (
	"iter"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// existing is what is known of the baseline: which of its profiles the
// submission's names stand for.
type existing struct {
	baseline  *cosa.Submission
	names     []*existingName
	exact     map[profileName]*existingName
	bare      map[profileName]*existingName // without "and"
	loose     map[string]*existingName      // names without a country, by operator
	operators map[string][]*existingName
	replaced  []bool // by profile of the baseline
	groups    []*submitted
	nameless  []cosa.Entry             // rows of sheets whose name cannot be told
	kept      map[keptValue]bool       // see keeps
	found     *againstBaseline         // found once, on first use
	slips     map[string]*existingName // by IdentityKey of a name that is missing: the one that was most likely meant
}

// existingName is a name under which the baseline has profiles.
type existingName struct {
	profileName
	text string
	rows []cosa.Entry // in order
}

// submitted are the rows of one name in the submission.
type submitted struct {
	rows    []cosa.Entry
	deletes bool
	known   bool          // whether the name can be told at all
	set     *existingName // what they replace, nil for nothing
}

// readBaseline finds out which of the baseline's profiles the submission
// replaces.
func (in *Input) readBaseline() {
	baseline := in.Submission.Baseline()
	if baseline == nil {
		for _, r := range baselineRules {
			in.Skip(r.ID, noBaseline)
		}
		return
	}
	x := &existing{
		baseline: baseline, exact: make(map[profileName]*existingName), bare: make(map[profileName]*existingName),
		loose: make(map[string]*existingName), operators: make(map[string][]*existingName), replaced: make([]bool, len(baseline.Profiles())), kept: make(map[keptValue]bool),
	}
	in.existing = x
	texts := make(map[[2]uint32]*existingName)
	var unnamed untoldPlaces
	for e := range baseline.Entries() {
		if e.Deletes() {
			continue
		}
		if nameless(e) {
			x.nameless = append(x.nameless, e)
			unnamed.add(e.Start())
			continue
		}
		ids := [2]uint32{e.ID(cosa.Operator), e.ID(cosa.CountryRegion)}
		name, known := texts[ids]
		if !known {
			name = x.name(e)
			texts[ids] = name
		}
		if name != nil {
			name.rows = append(name.rows, e)
		}
	}
	if unnamed.n > 0 {
		const reason = "of the baseline is of a profile whose name cannot be read: its row was not compared"
		for _, r := range baselineRules {
			in.Skip(r.ID, unnamed.String(reason))
		}
		for _, rules := range kindRules {
			in.skipAll(rules, unnamed.String(reason))
		}
		in.Skip("target-duplicate", unnamed.String(reason))
	}
	in.groupByName()
	for _, g := range x.groups {
		if g.set != nil {
			for _, e := range g.set.rows {
				x.replaced[e.Profile().Index] = true
			}
		}
	}
	x.replaceByID(in.Submission)
}

// nameless reports whether nobody can tell which profile a row of the baseline
// is of. In a database a profile may have no name, or one without a country.
func nameless(e cosa.Entry) bool {
	if e.Source().Database() {
		return false
	}
	operator, place := e.Value(cosa.Operator), e.Value(cosa.CountryRegion)
	return operator.Blank() || operator.Damaged() || place.Damaged()
}

// name returns the name of a row of the baseline, nil for a blank one.
func (x *existing) name(e cosa.Entry) *existingName {
	key := nameOf(e)
	if key.operator == "" {
		return nil
	}
	if name := x.exact[key]; name != nil {
		return name
	}
	name := &existingName{profileName: key, text: e.Name()}
	x.names = append(x.names, name)
	x.exact[key] = name
	x.operators[key.operator] = append(x.operators[key.operator], name)
	if x.bare[key.bare()] == nil {
		x.bare[key.bare()] = name
	}
	if key.country == "" && x.loose[key.operator] == nil {
		x.loose[key.operator] = name
	}
	return name
}

// find returns the name of the baseline that a row's name stands for: the same
// name, else the same without "and", else one of the operator that has no
// country.
func (x *existing) find(e cosa.Entry) *existingName {
	key := nameOf(e)
	if key.operator == "" {
		return nil
	}
	if name := x.exact[key]; name != nil {
		return name
	}
	if name := x.bare[key.bare()]; name != nil {
		return name
	}
	return x.loose[key.operator]
}

// groupByName groups the submission's rows by what they replace, or else by
// their names.
func (in *Input) groupByName() {
	x := in.existing
	operators, countries := in.folded(cosa.Operator), in.folded(cosa.CountryRegion)
	index := make(map[[2]uint32]*submitted)
	sets := make(map[*existingName]*submitted)
	var last *submitted
	var lastName [2]uint32
	for e := range in.Submission.Entries() {
		name := [2]uint32{operators[e.ID(cosa.Operator)], countries[e.ID(cosa.CountryRegion)]}
		if last == nil || name != lastName {
			g := index[name]
			if g == nil {
				set := x.find(e)
				blank := set != nil && !e.Has(cosa.CountryRegion) && set.profileName == nameOf(e) // as the baseline has it
				known := !in.lacksName(e, cosa.Operator) && (blank || !in.lacksName(e, cosa.CountryRegion))
				if known && set != nil {
					g = sets[set]
				}
				if g == nil {
					g = &submitted{known: known, set: set}
					x.groups = append(x.groups, g)
					if known && set != nil {
						sets[set] = g
					}
				}
				index[name] = g
			}
			last, lastName = g, name
		}
		last.rows = append(last.rows, e)
		last.deletes = last.deletes || e.Deletes()
	}
}

// replaceByID adds the profiles that the submission replaces by their GUIDs, as
// packages do.
func (x *existing) replaceByID(s *cosa.Submission) {
	if !s.Used(cosa.Column(cosa.ProfileID)) {
		return
	}
	ids := make(map[string]bool)
	for i := range s.Profiles() {
		if id, ok := cosa.ParseGUID(s.Profiles()[i].First().Text(cosa.ProfileID)); ok {
			ids[id] = true
		}
	}
	for i := range x.baseline.Profiles() {
		if id, ok := cosa.ParseGUID(x.baseline.Profiles()[i].First().Text(cosa.ProfileID)); ok && ids[id] {
			x.replaced[i] = true
		}
	}
}

// keptValue is a value of a setting under a name.
type keptValue struct {
	name    *existingName
	setting cosa.Setting
	id      uint32
}

// keeps reports whether the row is to be kept and has a value that its profile
// has in the baseline.
func (in *Input) keeps(e cosa.Entry, s cosa.Setting) bool {
	if in.existing == nil {
		return false
	}
	if update, _ := cosa.UpdateType.Canonical(e.Text(cosa.UpdateType)); update != "Keep" {
		return false
	}
	value := keptValue{in.existing.find(e), s, e.ID(s)}
	kept, known := in.existing.kept[value]
	if !known && value.name != nil {
		kept = slices.ContainsFunc(value.name.rows, func(there cosa.Entry) bool { return there.ID(s) == value.id })
		in.existing.kept[value] = kept
	}
	return kept
}

// left yields the rows of the baseline that the submission does not replace.
func (in *Input) left() iter.Seq[cosa.Entry] {
	return func(yield func(cosa.Entry) bool) {
		if in.existing == nil {
			return
		}
		for e := range in.existing.baseline.Entries() {
			if !in.existing.replaced[e.Profile().Index] && !nameless(e) && !yield(e) {
				return
			}
		}
	}
}

// entry returns the row with a number, of the submission or the baseline.
func (in *Input) entry(row int32) cosa.Entry {
	if own := in.Submission.Len(); int(row) >= own {
		return in.existing.baseline.Entry(int(row) - own)
	}
	return in.Submission.Entry(int(row))
}

// number numbers the profiles of the submission and the baseline through.
func (in *Input) number(e cosa.Entry) int {
	n := e.Profile().Index
	if e.Row() >= in.Submission.Len() {
		n += len(in.Submission.Profiles())
	}
	return n
}
