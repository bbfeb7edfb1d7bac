package rules

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

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
	identify := func(e cosa.Entry) (who identity, ok bool) {
		if e.Deletes() || hasRange(e, cosa.ICCID) || hasRange(e, cosa.IMSI) {
			return who, false
		}
		if who.key, ok = in.key(e); !ok {
			return who, false
		}
		if who.key.esim == cosa.False {
			who.key.esim = cosa.Blank // its default
		}
		for i, s := range [...]cosa.Setting{cosa.CDMAProviderID, cosa.CDMAProviderName, cosa.GSMProviderName} {
			if id := e.ID(s); id != 0 {
				who.legacy[i] = in.canonical(s)[id]
			}
		}
		return who, who.key.identifiers() > 0 || who.legacy != [3]uint32{} // else target-required says it
	}
	for e := range in.Submission.Entries() {
		if in.lame(e.Source()) || demandsMore(e) {
			continue
		}
		who, ok := identify(e)
		if !ok {
			continue
		}
		other, ok := first[who]
		if !ok {
			first[who] = e
			continue
		}
		p, q := other.Profile(), e.Profile()
		if in.profile(other) == in.profile(e) || in.sameNameOtherSettings(p, q) || in.doubtfulNames(e, other) || told[pair{int32(p.Index), int32(q.Index)}] {
			continue
		}
		told[pair{int32(p.Index), int32(q.Index)}] = true
		report(duplicateTarget(e, other, "Windows cannot tell the two profiles apart",
			"add an identifier that tells their SIMs apart, such as SPN, GID1 or a range; or make them one profile"))
	}
	for other := range in.left() {
		if demandsMore(other) {
			continue
		}
		who, ok := identify(other)
		if !ok {
			continue
		}
		e, ok := first[who]
		if !ok {
			continue
		}
		if p := (pair{int32(e.Profile().Index), int32(in.number(other))}); told[p] || in.doubtfulNames(e, other) || in.mistakes(e, other) {
			continue
		} else {
			told[p] = true
		}
		report(duplicateTarget(e, other, "a profile of the baseline that the rows here do not replace; Windows cannot tell the two apart",
			"if it is the same profile, write Operator and Country/Region as there; otherwise add an identifier that tells their SIMs apart, such as SPN, GID1 or a range"))
	}
}

// demandsMore reports whether a database's target has conditions that no
// setting holds, so that nobody can tell whether it is another one's.
func demandsMore(e cosa.Entry) bool {
	return e.ID(cosa.TargetXML) != 0 && strings.Contains(e.Text(cosa.TargetXML), "<Condition")
}

// duplicateTarget reports a target that is also that of another profile.
func duplicateTarget(e, other cosa.Entry, why, hint string) cosa.Finding {
	at := firstIdentifier(e)
	message := fmt.Sprintf("the target is also that of %s at %s: %s", quote(other.Name()), placeFrom(e, other, at), why)
	if e.Has(cosa.UIName) && other.Has(cosa.UIName) {
		message += "; both have a UIName, so the user can choose between them in Settings"
	}
	f := At(e, at, message, hint)
	f.Related = []cosa.Related{Also(other, at, "the other profile's target")}
	f.Pair = either(e.Name(), other.Name()) + "\x01" + identifiersText(e)
	return f
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
			f.Subject = rowText(e)
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
