package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// sameNameRules are the rules about several profiles under one name.
var sameNameRules = []*Rule{
	{
		ID: "sim-settings-disagree", Severity: cosa.Error, Group: GroupSIM, Page: pagePlanning,
		Title: "rows of one operator that one SIM can satisfy agree in their SIM settings",
		Why:   "A SIM gets one set of SIM settings. Where two sets of one Operator and Country/Region fit a SIM equally well, Windows applies one of them and the other is lost for these users.",
		Bad:   Example{Text: "BrandingName=Contoso\nBrandingName=Contoso Travel | AccessString=travel.contoso.example"},
		Good:  Example{Text: "BrandingName=Contoso\nBrandingName=Contoso | AccessString=travel.contoso.example"},
		Whole: disagree,
	},
	{
		ID: "sim-settings-differ", Severity: cosa.Info, Group: GroupSIM, Page: pagePlanning,
		Title: "one operator has several sets of SIM settings",
		Why:   "Rows of one Operator and Country/Region with different SIM settings are two profiles. That is legal, for instance to brand a part of the SIMs otherwise, and often a slip of the keyboard.",
		Bad: Example{Text: "BrandingName=Contoso\n" +
			"BrandingName=Contoso Travel | ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310199999999999"},
		Good: Example{Text: "BrandingName=Contoso\n" +
			"BrandingName=Contoso | ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310199999999999"},
		Whole: differ,
	},
}

func disagree(in *Input, report Report) {
	clashes, _ := in.clashes()
	for _, c := range clashes {
		s, mine, theirs := in.firstDifference(c.earlier, c.later)
		if s == cosa.NoSetting {
			continue
		}
		more := ""
		if c.more > 0 {
			more = fmt.Sprintf(" (and %s more of the two sets)", count(c.more, "pair"))
		}
		f := At(c.later, s, fmt.Sprintf("%s is %s here and %s at %s of the same operator, and one SIM can satisfy both targets%s: Windows can apply only one set of SIM settings",
			s, quoted(mine), quoted(theirs), placeFrom(c.later, c.earlier, s), more),
			"give all rows of the operator the same SIM settings, or the SIMs that need others a target of their own")
		f.Related = []cosa.Related{Also(c.earlier, s, "the other set of SIM settings")}
		f.Pair = c.later.Name() + "\x01" + either(simText(c.earlier), simText(c.later))
		report(f)
	}
}

func differ(in *Input, report Report) {
	clashes, carved := in.clashes()
	told := make(map[int32]bool)
	for _, c := range clashes {
		told[c.pair.b] = true
	}
	for pair := range carved {
		told[pair.b] = true
	}
	n, profiles := in.names(), in.Submission.Profiles()
	for _, group := range n.groups {
		if len(group) == 0 {
			continue
		}
		sets := map[uint64]bool{n.settings[group[0]]: true}
		for _, p := range group[1:] {
			if sets[n.settings[p]] {
				continue
			}
			sets[n.settings[p]] = true
			if told[p] {
				continue
			}
			first, later := profiles[group[0]].First(), profiles[p].First()
			s, mine, theirs := in.firstDifference(first, later)
			if s == cosa.NoSetting {
				continue
			}
			f := At(later, s, fmt.Sprintf("%s is %s here and %s at %s of the same operator: these are two profiles under one name",
				s, quoted(mine), quoted(theirs), placeFrom(later, first, s)),
				"nothing to do if these SIMs are meant to have settings of their own; correct the cell otherwise")
			f.Related = []cosa.Related{Also(first, s, "the first set of SIM settings")}
			f.Pair = setsText(group, profiles)
			report(f)
		}
	}
}

// setsText writes the sets of SIM settings of the profiles of one name: which
// of them is the first is a matter of order.
func setsText(group []int32, profiles []cosa.Profile) string {
	var sets []string
	for _, p := range group {
		sets = append(sets, simText(profiles[p].First()))
	}
	slices.Sort(sets)
	return cosa.FoldName(profiles[group[0]].Name()) + "\x01" + strings.Join(slices.Compact(sets), "\x01")
}

// firstDifference finds the first SIM setting in which two rows differ. What
// is malformed, or missing although it is required, is no difference: it has a
// finding of its own.
func (in *Input) firstDifference(a, b cosa.Entry) (s cosa.Setting, inB, inA string) {
	for _, s := range simSettings {
		numbers := in.canonical(s)
		if numbers[a.ID(s)] != numbers[b.ID(s)] && s.Effective(a.Text(s)) != s.Effective(b.Text(s)) && (in.Good(a, s) || !a.Has(s)) && (in.Good(b, s) || !b.Has(s)) &&
			!in.lacksRequired(a, s) && !in.lacksRequired(b, s) {
			return s, b.Text(s), a.Text(s)
		}
	}
	return cosa.NoSetting, "", ""
}

// lacksRequired reports whether a rule says that the row lacks a SIM setting
// that Mobile Plans requires.
func (in *Input) lacksRequired(e cosa.Entry, s cosa.Setting) bool {
	switch s {
	case cosa.SupportDataMarketplace:
		return in.MobilePlans(e) && !e.Marketplace()
	case cosa.DataMarketplaceRoamingUIEnabled:
		return in.policyOf(e) == PolicyMobilePlans && in.MobilePlans(e) && !e.Has(s)
	case cosa.AppID, cosa.AccountExperienceURL:
		return in.MobilePlans(e) && !e.Has(cosa.AppID) && !e.Has(cosa.AccountExperienceURL)
	}
	return false
}

func quoted(text string) string {
	if text == "" {
		return "blank"
	}
	return quote(text)
}
