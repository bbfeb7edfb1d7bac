package diff

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// wholeHint names the flag that compares more.
const wholeHint = " (--whole compares everything)"

// scope says which profiles were compared, and what became of the others;
// quote writes the name of a file.
func (d *Diff) scope(quote func(string) string) string {
	submission, db := &d.New, &d.Old
	if d.Scope == NamedByOld {
		submission, db = &d.Old, &d.New
	}
	if d.Scope == Whole {
		return fmt.Sprintf("all profiles are compared, %s before and %s after", grouped(uint64(d.Old.Profiles)), grouped(uint64(d.New.Profiles)))
	}
	if d.LeftAlone == 0 {
		return fmt.Sprintf("%s names every profile of %s; each is replaced as a whole", quote(submission.name()), quote(db.name()))
	}
	are := "are"
	if d.LeftAlone == 1 {
		are = "is"
	}
	return fmt.Sprintf("only the profiles that %s names are compared, each replaced as a whole; %s of %s %s left alone"+wholeHint,
		quote(submission.name()), plurals(d.LeftAlone, "other profile"), quote(db.name()), are)
}

// asIs is the name itself.
func asIs(name string) string { return name }

// Count is the number of profiles to which something happens.
func (d *Diff) Count(kind Kind) int {
	n := 0
	for i := range d.Changes {
		if d.Changes[i].Kind == kind {
			n++
		}
	}
	return n
}

// Totals are the numbers of a kind that any profile gains, and those that any
// loses. What moves is in both.
func (d *Diff) Totals(kind cosa.NumberKind) (gained, lost Set) {
	gained, lost = Set{Kind: kind}, Set{Kind: kind}
	for i := range d.Changes {
		gained.spans = append(gained.spans, d.Changes[i].SIMs[kind].Gained.spans...)
		lost.spans = append(lost.spans, d.Changes[i].SIMs[kind].Lost.spans...)
	}
	gained.spans, lost.spans = normal(gained.spans), normal(lost.spans)
	return gained, lost
}

// summary tells the counts in one line.
func (d *Diff) summary() string {
	switch {
	case d.Empty() && d.beside:
		return "no differences that a device reads"
	case d.Empty():
		return "no differences"
	}
	var parts []string
	for _, kind := range Kinds() {
		ch := Change{Kind: kind}
		if n := d.Count(kind); n > 0 {
			parts = append(parts, plurals(n, "profile")+" "+ch.verb())
		}
	}
	if len(d.Package) > 0 {
		parts = append(parts, "the package's description changed")
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		gained, lost := d.Totals(kind)
		if n := gained.Count(); n > 0 {
			parts = append(parts, "+"+plural(n, kind.String()))
		}
		if n := lost.Count(); n > 0 {
			parts = append(parts, "-"+plural(n, kind.String()))
		}
	}
	return strings.Join(parts, ", ")
}

// countedNote says in which numbers SIMs are counted.
const countedNote = "ICCIDs are counted and written in 19-digit numbers: a 20-digit one is the SIM of the 19 digits that it begins with"
