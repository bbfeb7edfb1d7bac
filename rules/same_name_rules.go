package rules

import (
	"fmt"
	"hash/maphash"
	"slices"

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
			report(f)
		}
	}
}

// firstDifference finds the first SIM setting in which two rows differ. What
// is malformed, or missing although it is required, is no difference: it has a
// finding of its own.
func (in *Input) firstDifference(a, b cosa.Entry) (s cosa.Setting, inB, inA string) {
	for _, s := range simSettings {
		numbers := in.canonical(s)
		if numbers[a.ID(s)] != numbers[b.ID(s)] && (in.Good(a, s) || !a.Has(s)) && (in.Good(b, s) || !b.Has(s)) &&
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
		return in.Policy == PolicyMobilePlans && in.MobilePlans(e) && !e.Has(s)
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

// targetRules are the rules about rows and profiles with the same target.
var targetRules = []*Rule{
	{
		ID: "target-duplicate", Severity: cosa.Error, Group: GroupIdentity, Page: pagePlanning,
		Title: "two profiles do not share a target",
		Why:   "Windows cannot tell the two profiles apart: the one that its database defines last is applied to all SIMs of both.",
		Bad: Example{Policy: PolicyCosa, Text: "Operator=Contoso\n" +
			"Operator=Fabrikam"},
		Good: Example{Policy: PolicyCosa, Text: "Operator=Contoso\n" +
			"Operator=Fabrikam | SPN=Fabrikam"},
		Whole: duplicateTargets,
	},
	{
		ID: "duplicate-row", Severity: cosa.Error, Group: GroupIdentity, Page: pagePlanning,
		Title: "no row stands twice in a profile",
		Why:   "A row is one target with one connection; the second one adds nothing, and one of the two was probably meant to say something else.",
		Bad:   Example{Text: "AccessString=internet.contoso.example\nAccessString=internet.contoso.example"},
		Good:  Example{Text: "AccessString=internet.contoso.example\nAccessString=mms.contoso.example | PurposeGroups=MMS"},
		Whole: duplicateRows,
	},
}

func duplicateTargets(in *Input, report Report) {
	type identity struct {
		key    targetKey
		legacy [3]uint32
	}
	type pair struct{ a, b int32 }
	first := make(map[identity]cosa.Entry)
	told := make(map[pair]bool)
	for e := range in.Submission.Entries() {
		if e.Deletes() || hasRange(e, cosa.ICCID) || hasRange(e, cosa.IMSI) || in.lame(e.Source()) {
			continue
		}
		key, ok := in.key(e)
		if !ok {
			continue
		}
		if key.esim == cosa.False {
			key.esim = cosa.Blank // its default
		}
		who := identity{key: key}
		for i, s := range [...]cosa.Setting{cosa.CDMAProviderID, cosa.CDMAProviderName, cosa.GSMProviderName} {
			if id := e.ID(s); id != 0 {
				who.legacy[i] = in.canonical(s)[id]
			}
		}
		if key.identifiers() == 0 && who.legacy == [3]uint32{} {
			continue // target-required says it
		}
		other, ok := first[who]
		if !ok {
			first[who] = e
			continue
		}
		p, q := other.Profile(), e.Profile()
		if p.Index == q.Index || in.sameNameOtherSettings(p, q) || in.doubtfulNames(e, other) || told[pair{int32(p.Index), int32(q.Index)}] {
			continue
		}
		told[pair{int32(p.Index), int32(q.Index)}] = true
		at := firstIdentifier(e)
		message := fmt.Sprintf("the target is also that of %s at %s: Windows cannot tell the two profiles apart", quote(other.Name()), placeFrom(e, other, at))
		if e.Has(cosa.UIName) && other.Has(cosa.UIName) {
			message += "; both have a UIName, so the user can choose between them in Settings"
		}
		f := At(e, at, message, "add an identifier that tells their SIMs apart, such as SPN, GID1 or a range; or make them one profile")
		f.Related, f.Subject = []cosa.Related{Also(other, at, "the other profile's target")}, other.Name()
		report(f)
	}
}

// firstIdentifier is the first setting of the row's target that has a value.
func firstIdentifier(e cosa.Entry) cosa.Setting {
	for _, spec := range cosa.Settings() {
		if spec.Section == cosa.SectionTarget && e.Has(spec.Setting) {
			return spec.Setting
		}
	}
	return cosa.MCC
}

func duplicateRows(in *Input, report Report) {
	var numbers [cosa.SettingCount][]uint32
	for _, spec := range cosa.Settings() {
		if (spec.Section == cosa.SectionTarget || spec.Section == cosa.SectionConnection) && in.Submission.Used(cosa.Column(spec.Setting)) {
			numbers[spec.Setting] = in.canonical(spec.Setting)
		}
	}
	seed := maphash.MakeSeed()
	profiles := in.Submission.Profiles()
	seen := make(map[[cosa.SettingCount]uint32]cosa.Entry)
	hashes := make(map[uint64]bool)
	for i := range profiles {
		p := &profiles[i]
		if p.Deletes() || p.Len() < 2 || in.lame(p.First().Source()) {
			continue
		}
		clear(hashes)
		again := false
		for e := range p.Entries() {
			hash := maphash.Comparable(seed, rowKey(e, &numbers))
			if again = hashes[hash]; again {
				break
			}
			hashes[hash] = true
		}
		if !again {
			continue
		}
		clear(seen)
		for e := range p.Entries() {
			key := rowKey(e, &numbers)
			if _, ok := in.key(e); !ok || merged(e) {
				continue // what a damaged or merged cell was can make two rows look alike
			}
			first, ok := seen[key]
			if !ok {
				seen[key] = e
				continue
			}
			at := firstIdentifier(e)
			f := At(e, at, fmt.Sprintf("the row repeats that at %s: the same target and the same connection", placeFrom(e, first, at)),
				"delete the row, or correct what was meant to differ")
			f.Related = []cosa.Related{Also(first, at, "the first of the two rows")}
			report(f)
		}
	}
}

// merged reports whether a value of the row is that of a merged cell above.
func merged(e cosa.Entry) bool {
	return slices.ContainsFunc(cosa.Settings(), func(spec cosa.Spec) bool { return e.Value(spec.Setting).Merged })
}

// rowKey is the row's target and connection as numbers of what they mean.
func rowKey(e cosa.Entry, numbers *[cosa.SettingCount][]uint32) [cosa.SettingCount]uint32 {
	var key [cosa.SettingCount]uint32
	for s, of := range numbers {
		if of != nil {
			key[s] = of[e.ID(cosa.Setting(s))]
		}
	}
	return key
}
