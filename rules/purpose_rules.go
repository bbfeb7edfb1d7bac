package rules

import (
	"github.com/cosakit/cosa/cosa"
)

// purposeRules are about what connections are for, and which stay up.
var purposeRules = []*Rule{
	{
		ID: "always-on-value", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "AlwaysOn is true or false",
		Why:   "Windows keeps a connection up by default; with a word that it does not know nobody can say what it does.",
		Bad:   Example{Text: "AlwaysOn=sometimes"},
		Good:  Example{Text: "AlwaysOn=true"},
		Value: choice(cosa.AlwaysOn),
	},
	{
		ID: "purpose-group-unknown", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "every purpose is a known name or a GUID",
		Why:   "Windows finds the connection for a purpose by its GUID; a name that stands for none leaves the connection unused.",
		Bad:   Example{Text: "PurposeGroups=Internet, Streaming"},
		Good:  Example{Text: "PurposeGroups=Internet, MMS"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.PurposeGroups}, Fix: corrected, Judge: unknownPurpose},
	},
	{
		ID: "purpose-group-unlisted", Severity: cosa.Warning, Group: GroupConnections, Page: pageSettings,
		Title: "every purpose's GUID is a documented one",
		Why:   "Windows looks for connections by the GUIDs it knows; one with another GUID is used only by an app that asks for it, and more often has a slip in it.",
		Bad:   Example{Text: "PurposeGroups=Internet, 01234567-89AB-CDEF-0123-456789ABCDEF"},
		Good:  Example{Text: "PurposeGroups=Internet, 53E2C5D3-D13C-4068-AA38-9C48FF2E55A8"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.PurposeGroups}, Sound: true, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			for _, item := range cosa.SplitList(v.Text) {
				if _, ok := cosa.FindPurpose(item); !ok {
					return Fault{"the purpose " + quote(item) + " is a GUID that Microsoft's documentation does not list", "write the purpose by its name: " + purposeNames()}
				}
			}
			return Fault{}
		}},
	},
	{
		ID: "always-on-internet-missing", Severity: cosa.Warning, Group: GroupConnections, Page: pageSettings,
		Title: "a profile has an Internet connection that is always on",
		Why:   "Windows connects by itself only over a connection for the Internet that is always on; without one the user has to start it by hand each time.",
		Bad:   Example{Text: "AlwaysOn=false"},
		Good:  Example{Text: "AlwaysOn=true"},
		Whole: missingInternet,
	},
}

func unknownPurpose(_ cosa.Setting, v cosa.Value) Fault {
	items := cosa.SplitList(v.Text)
	if len(items) == 0 {
		return Fault{quote(v.Text) + " names no purpose", "write one or more of " + purposeNames() + ", separated by commas"}
	}
	for _, item := range items {
		if _, ok := cosa.FindPurpose(item); ok || isGUID(item) {
			continue
		}
		hint := "write one or more of " + purposeNames() + ", separated by commas"
		if len(item) <= longestQuote {
			var names []string
			for _, p := range cosa.Purposes() {
				names = append(names, p.String())
			}
			if near := cosa.Nearest(item, names); near != "" {
				hint += "; did you mean " + quote(near) + "?"
			}
		}
		return Fault{quote(item) + " is no purpose that Windows knows", hint}
	}
	return Fault{}
}

func purposeNames() string {
	var names []string
	for _, p := range cosa.Purposes() {
		if p.Name != "" {
			names = append(names, p.Name)
		}
	}
	return listed(names, "or")
}

// missingInternet reports the profiles without an always-on connection for
// the Internet, at their first rows. Profiles for eSIM provisioning need none.
func missingInternet(in *Input, report Report) {
	const (
		internet = 1 << iota
		provisioning
		malformed
	)
	purposes := make([]uint8, in.Submission.DistinctCount(cosa.Column(cosa.PurposeGroups)))
	purposes[0] = internet
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.PurposeGroups)) {
		if v.Blank() {
			purposes[id] = internet
			continue
		}
		for _, item := range cosa.SplitList(v.Text) {
			switch p, _ := cosa.FindPurpose(item); p.Name {
			case "Internet":
				purposes[id] |= internet
			case "eSIM provisioning":
				purposes[id] |= provisioning
			}
		}
	}
	on := make([]bool, in.Submission.DistinctCount(cosa.Column(cosa.AlwaysOn)))
	on[0] = true
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.AlwaysOn)) {
		on[id] = v.Blank() || cosa.AlwaysOn.True(v.Text)
	}
	esim := make([]bool, in.Submission.DistinctCount(cosa.Column(cosa.ESIMProv)))
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.ESIMProv)) {
		esim[id] = cosa.ESIMProv.True(v.Text)
	}
	fine := func(e cosa.Entry) bool {
		alwaysOn, purpose := e.ID(cosa.AlwaysOn), e.ID(cosa.PurposeGroups)
		return on[alwaysOn] && purposes[purpose]&internet != 0 ||
			purposes[purpose]&provisioning != 0 || esim[e.ID(cosa.ESIMProv)] ||
			alwaysOn != 0 && !on[alwaysOn] && !in.Good(e, cosa.AlwaysOn) ||
			purpose != 0 && purposes[purpose] == 0 && !in.Good(e, cosa.PurposeGroups)
	}
	profiles := in.Submission.Profiles()
	found, one := make([]bool, len(profiles)), in.names().one
	var lacking []*cosa.Profile
	for i := range profiles {
		p := &profiles[i]
		if p.Deletes() {
			continue
		}
		for e := range p.Entries() {
			if found[i] = found[i] || fine(e); found[i] {
				break
			}
		}
		if found[i] {
			found[one[i]] = true
		}
	}
	for i := range profiles {
		if found[i] = found[one[i]]; !found[i] && one[i] == int32(i) && !profiles[i].Deletes() {
			lacking = append(lacking, &profiles[i])
		}
	}
	if len(lacking) == 0 {
		return
	}
	torn := in.tornFrom(found)
	for _, p := range lacking {
		if torn(p) {
			continue
		}
		f := At(p.First(), cosa.AlwaysOn, "no connection of the profile is always on and for the Internet",
			"set AlwaysOn to true and PurposeGroups to Internet on the connection that the device should keep up")
		f.Position, f.Setting, f.Value = p.First().Start(), "", ""
		f.Subject = simText(p.First())
		report(f)
	}
}

// tornFrom returns a function that reports whether a profile of a sheet stands
// apart from one that has an Internet connection only because of a fault that
// another rule reports: SIM settings that disagree, or a name in doubt.
func (in *Input) tornFrom(found []bool) func(p *cosa.Profile) bool {
	torn := make(map[int]bool)
	clashes, _ := in.clashes()
	for _, c := range clashes {
		a, b := int(c.pair.a), int(c.pair.b)
		torn[a], torn[b] = torn[a] || found[b], torn[b] || found[a]
	}
	names := in.newNamesakes()
	profiles := in.Submission.Profiles()
	for i := range profiles {
		if found[i] {
			names.add(profiles[i].First())
		}
	}
	return func(p *cosa.Profile) bool {
		return p.First().Source().HasColumns() && (torn[p.Index] || names.has(p.First()))
	}
}
