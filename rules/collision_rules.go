package rules

import (
	"fmt"

	"github.com/cosakit/cosa/cosa"
)

const undecided = "it is undecided which profile Windows applies: the one that its database defines last, an order that a submission does not control"

// collisionRules are the rules about ranges and targets that one SIM can
// satisfy together.
var collisionRules = []*Rule{
	{
		ID: "iccid-range-overlap", Severity: cosa.Error, Group: GroupRanges, Page: pagePlanning,
		Title: "no SIM satisfies equally specific ICCID targets of two profiles",
		Why:   "Windows picks the profile whose target states the most identifiers. Where two state equally many, the one defined last in Microsoft's database wins: the users of one operator get the other's access points and branding.",
		Bad: Example{Text: "Operator=Contoso | ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999\n" +
			"Operator=Fabrikam | ICCID Range - Start=8954310050000000000 | ICCID Range - End=8954310149999999999"},
		Good: Example{Text: "Operator=Contoso | ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999\n" +
			"Operator=Fabrikam | ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310149999999999"},
		Whole: overlap(cosa.ICCID),
	},
	{
		ID: "imsi-range-overlap", Severity: cosa.Error, Group: GroupRanges, Page: pagePlanning,
		Title: "no SIM satisfies equally specific IMSI targets of two profiles",
		Why:   "As with ICCIDs: Windows cannot tell the two profiles apart for the shared SIMs and applies the one that its database defines last.",
		Bad: Example{Policy: PolicyCosa, Text: "Operator=Contoso | IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999\n" +
			"Operator=Fabrikam | IMSI Range - Start=722310010000000 | IMSI Range - End=722310019999999"},
		Good: Example{Policy: PolicyCosa, Text: "Operator=Contoso | IMSI Range - Start=722310000000000 | IMSI Range - End=722310009999999\n" +
			"Operator=Fabrikam | IMSI Range - Start=722310010000000 | IMSI Range - End=722310019999999"},
		Whole: overlap(cosa.IMSI),
	},
	{
		ID: "iccid-range-nested", Severity: cosa.Info, Group: GroupRanges, Page: pagePlanning,
		Title: "an ICCID range shares SIMs with a more specific target",
		Why:   "The target with more identifiers wins, which is how a reseller's SIMs are carved out of a network's. It is worth a look because it may not be meant.",
		Bad: Example{Text: "Operator=Contoso | ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999\n" +
			"Operator=Fabrikam | SPN=Fabrikam | ICCID Range - Start=8954310010000000000 | ICCID Range - End=8954310019999999999"},
		Good: Example{Text: "Operator=Contoso | ICCID Range - Start=8954310020000000000 | ICCID Range - End=8954310099999999999\n" +
			"Operator=Fabrikam | SPN=Fabrikam | ICCID Range - Start=8954310010000000000 | ICCID Range - End=8954310019999999999"},
		Whole: nested(cosa.ICCID),
	},
	{
		ID: "imsi-range-nested", Severity: cosa.Info, Group: GroupRanges, Page: pagePlanning,
		Title: "an IMSI range shares SIMs with a more specific target",
		Why:   "The target with more identifiers wins, which is how a reseller's SIMs are carved out of a network's. It is worth a look because it may not be meant.",
		Bad: Example{Policy: PolicyCosa, Text: "Operator=Contoso | IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999\n" +
			"Operator=Fabrikam | SPN=Fabrikam | IMSI Range - Start=722310010000000 | IMSI Range - End=722310019999999"},
		Good: Example{Policy: PolicyCosa, Text: "Operator=Contoso | IMSI Range - Start=722310020000000 | IMSI Range - End=722310099999999\n" +
			"Operator=Fabrikam | SPN=Fabrikam | IMSI Range - Start=722310010000000 | IMSI Range - End=722310019999999"},
		Whole: nested(cosa.IMSI),
	},
	{
		ID: "iccid-range-redundant", Severity: cosa.Warning, Group: GroupRanges, Page: pagePlanning,
		Title: "a profile lists ICCIDs twice under the same identifiers",
		Why:   "The second range adds nothing where it repeats the first; usually one end is mistyped and the SIMs that were meant are missing.",
		Bad: Example{Text: "ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999\n" +
			"ICCID Range - Start=8954310050000000000 | ICCID Range - End=8954310149999999999"},
		Good: Example{Text: "ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999\n" +
			"ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310149999999999"},
		Whole: redundant(cosa.ICCID),
	},
	{
		ID: "imsi-range-redundant", Severity: cosa.Warning, Group: GroupRanges, Page: pagePlanning,
		Title: "a profile lists IMSIs twice under the same identifiers",
		Why:   "The second range adds nothing where it repeats the first; usually one end is mistyped and the SIMs that were meant are missing.",
		Bad: Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999\n" +
			"IMSI Range - Start=722310050000000 | IMSI Range - End=722310149999999"},
		Good: Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999\n" +
			"IMSI Range - Start=722310100000000 | IMSI Range - End=722310149999999"},
		Whole: redundant(cosa.IMSI),
	},
	{
		ID: "iccid-range-mixed-lengths", Severity: cosa.Info, Group: GroupRanges, Page: pageSettings,
		Title: "a profile writes ICCIDs with 19 and with 20 digits",
		Why:   "Windows compares the digits that the SIM reports. Listing both forms covers SIMs of both kinds; one range in the other form by mistake covers none.",
		Bad: Example{Text: "ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999\n" +
			"ICCID Range - Start=89543101000000000000 | ICCID Range - End=89543101999999999999"},
		Good: Example{Text: "ICCID Range - Start=89543100000000000000 | ICCID Range - End=89543100999999999999\n" +
			"ICCID Range - Start=89543101000000000000 | ICCID Range - End=89543101999999999999"},
		Profile: mixedLengths,
	},
}

// overlap reports the collisions of equally specific targets.
func overlap(kind cosa.NumberKind) func(*Input, Report) {
	return func(in *Input, report Report) {
		all := in.collide()
		for _, c := range all.between {
			if c.kind == kind && c.equal && !in.sameNameOtherSettings(c.earlier.Profile(), c.later.Profile()) && !in.doubtfulNames(c.earlier, c.later) {
				hint := "give each profile its own numbers, or add to one target an identifier that the other's SIMs do not have, such as SPN"
				if c.later.IdentityKey() == c.earlier.IdentityKey() {
					hint = "both are profiles of one operator: make them one, or give each its own numbers"
				}
				report(in.tie(c, hint))
			}
		}
		for _, c := range all.against {
			if c.kind == kind && c.equal && !in.misnamed(c) {
				report(in.tie(c, "if it is the same profile, write Operator and Country/Region as there; otherwise give this one numbers of its own, or an identifier that the other's SIMs do not have"))
			}
		}
	}
}

// tie reports a collision of equally specific targets.
func (in *Input) tie(c *collision, hint string) cosa.Finding {
	what, related := in.describe(c)
	f := At(c.later, c.kind.Start(), what+"; both targets state "+count(in.specificity(c.later), "identifier")+", so "+winner(c.earlier, c.later), hint)
	f.Related, f.Pair, f.Like = related, c.text(), in.likeness(c)
	return f
}

// likeness is what the collisions of two profiles have in common.
func (in *Input) likeness(c *collision) string {
	return fmt.Sprint(c.kind, " ", in.profile(c.later), " ", c.other, " ", c.equal)
}

// winner says which of two equally specific targets Windows picks. The later
// one is that of the later row.
func winner(earlier, later cosa.Entry) string {
	if source := later.Source(); source == earlier.Source() && source.Database() {
		return "Windows applies the one here, " + quote(later.Name()) + ", which is defined last"
	}
	return undecided
}

// misnamed reports whether a collision with the baseline comes of a slip in
// the name of a profile that is to be changed or kept, which baseline-missing
// reports.
func (in *Input) misnamed(c *collision) bool {
	return in.doubtfulNames(c.earlier, c.later) || in.mistakes(c.later, c.earlier)
}

// nested reports the collisions that the more specific target wins.
func nested(kind cosa.NumberKind) func(*Input, Report) {
	return func(in *Input, report Report) {
		all := in.collide()
		for _, c := range all.between {
			if c.kind == kind && !c.equal && !in.doubtfulNames(c.earlier, c.later) {
				report(in.carved(c))
			}
		}
		for _, c := range all.against {
			if c.kind == kind && !c.equal && !in.misnamed(c) {
				report(in.carved(c))
			}
		}
	}
}

// carved reports a collision that the more specific target wins.
func (in *Input) carved(c *collision) cosa.Finding {
	what, related := in.describe(c)
	mine, theirs := in.specificity(c.later), in.specificity(c.earlier)
	winner := c.later.Name()
	if theirs > mine {
		winner = c.earlier.Name()
	}
	f := At(c.later, c.kind.Start(),
		fmt.Sprintf("%s; Windows applies %s there, whose target states %d identifiers against %d", what, quote(winner), max(mine, theirs), min(mine, theirs)),
		"nothing to do if these SIMs are carved out on purpose")
	f.Related, f.Pair, f.Like = related, c.text(), in.likeness(c)+" "+winner
	return f
}

// redundant reports ranges that repeat numbers of their own profile.
func redundant(kind cosa.NumberKind) func(*Input, Report) {
	return func(in *Input, report Report) {
		for _, c := range in.collide().within {
			if c.kind != kind {
				continue
			}
			k := in.common(c)
			if k.relation == digitLoss {
				continue // iccid-digits-suspicious says it
			}
			f := At(c.later, kind.Start(),
				fmt.Sprintf("%s at %s in the same profile, under the same identifiers: %s repeated (%s)%s",
					k.relation.sentence(k.noun), placeFrom(c.later, c.earlier, kind.Start()), count(k.sims, kind.String()), k.String(), c.furtherRanges("this profile")),
				"remove the repetition, or correct the end that is mistyped")
			f.Related = in.places(c, "the range that lists them first")
			f.Pair = c.text()
			report(f)
		}
	}
}

// describe says what the two ranges share, in a clause without an end.
func (in *Input) describe(c *collision) (string, []cosa.Related) {
	k := in.common(c)
	what := fmt.Sprintf("%s of %s at %s: %s shared (%s), for example %s",
		k.relation.sentence(k.noun), quote(c.earlier.Name()), placeFrom(c.later, c.earlier, c.kind.Start()), count(k.sims, "SIM"), k.String(), k.first.Start)
	if k.lengths[0] != k.lengths[1] {
		what += fmt.Sprintf(" (%d digits here and %d there: the 20th digit is a check digit or filler of the same SIM)", k.lengths[0], k.lengths[1])
	}
	return what + c.furtherRanges("that profile"), in.places(c, k.other)
}

// text tells what the collision is about, whichever row comes first: the two
// targets, or both profiles and all of their ranges that meet.
func (c *collision) text() string {
	if c.more > 0 {
		return fmt.Sprintf("%s\x01%016x", either(c.earlier.Name(), c.later.Name()), c.ranges)
	}
	target := func(e cosa.Entry) string { return e.Name() + "\x02" + identifiersText(e) }
	return either(target(c.earlier), target(c.later))
}

// furtherRanges says with how many more ranges the row collides.
func (c *collision) furtherRanges(of string) string {
	if c.more == 0 {
		return ""
	}
	return fmt.Sprintf(", and likewise with %s of %s", count(c.more, "more range"), of)
}

// places points at the ranges that the row collides with. The last one says
// how many are left out.
func (in *Input) places(c *collision, first string) []cosa.Related {
	start := c.kind.Start()
	list := []cosa.Related{Also(c.earlier, start, first)}
	for i, row := range c.others {
		message := "a further range"
		if left := c.more - uint64(len(c.others)); left > 0 && i == len(c.others)-1 {
			message += ", and " + grouped(left) + " more"
		}
		list = append(list, Also(in.entry(row), start, message))
	}
	return list
}

// specificity is the number of identifiers that the row's target states.
func (in *Input) specificity(e cosa.Entry) int {
	key, _ := in.key(e)
	n := key.identifiers()
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if hasRange(e, kind) {
			n++
		}
	}
	return n
}

// relation is how two ranges that share a number lie to each other.
type relation int

const (
	partial relation = iota
	identical
	inside
	around
	digitLoss // one number shared where one ends and the other begins
)

func relate(mine, theirs cosa.Range) relation {
	switch {
	case mine.Same(theirs):
		return identical
	case mine.Hi/10 == theirs.Lo/10 && mine.Lo < theirs.Lo && mine.Kind == cosa.ICCID,
		theirs.Hi/10 == mine.Lo/10 && theirs.Lo < mine.Lo && mine.Kind == cosa.ICCID,
		mine.Hi == theirs.Lo && mine.Lo < theirs.Lo, theirs.Hi == mine.Lo && theirs.Lo < mine.Lo:
		return digitLoss
	case theirs.Contains(mine):
		return inside
	case mine.Contains(theirs):
		return around
	}
	return partial
}

// sentence says the relation of what to a range named behind it.
func (r relation) sentence(what string) string {
	switch r {
	case identical:
		return what + " is identical with that"
	case inside:
		return what + " lies within that"
	case around:
		return what + " contains that"
	case digitLoss:
		return what + " shares one number, where one ends and the other begins (the mark of an end rounded by a spreadsheet), with that"
	}
	return what + " overlaps that"
}

func mixedLengths(in *Input, p *cosa.Profile, report Report) {
	if !in.Submission.Used(cosa.Column(cosa.ICCIDStart)) {
		return
	}
	var first cosa.Entry
	digits := 0
	for e := range p.Entries() {
		if e.ID(cosa.ICCIDStart) == 0 || len(e.Text(cosa.ICCIDStart)) == digits {
			continue
		}
		r := in.rangeOf(e, cosa.ICCID)
		if r == nil {
			continue
		}
		if digits == 0 {
			first, digits = e, len(r.Start)
		} else {
			f := At(e, cosa.ICCIDStart,
				fmt.Sprintf("this range has %d digits, the profile's range at %s has %d", len(r.Start), placeFrom(e, first, cosa.ICCIDStart), digits),
				"nothing to do if the operator's SIMs come in both forms")
			f.Related = []cosa.Related{Also(first, cosa.ICCIDStart, "a range of the other length")}
			f.Pair = e.Name() // whichever ranges come first
			report(f)
			return
		}
	}
}
