package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Options are the wishes of who compares.
type Options struct {
	Whole bool // compare all profiles of a database, not only those that a submission names
}

// comparison is the work on one [Diff].
type comparison struct {
	lex      *lexicon
	units    *units
	old, new *side
	parties  []party
	budget   int // pieces of ranges that may be looked at beyond those of one key
	combined int // pairs of kinds of targets that were looked at, see mostJoined
}

// mostPieces bounds the work where targets of one profile lie in wider ones.
const mostPieces = 5_000_000

// Compare tells what changes from old to new. A submission that is compared
// with a database replaces those profiles that it names and leaves the others
// alone.
func Compare(old, new *cosa.Submission, options Options) *Diff {
	c := newComparison(old, new)
	d := &Diff{Old: newSide(old), New: newSide(new), Scope: Whole}
	if d.Old.Database != d.New.Database && !options.Whole {
		d.Scope = NamedByNew
		if d.New.Database {
			d.Scope = NamedByOld
		}
	}
	c.pair(d.Scope)
	for i := range c.parties {
		p := &c.parties[i]
		if p.alone {
			d.LeftAlone++
		}
		c.compare(p, !d.Old.Database && !d.New.Database)
	}
	if !c.shares() {
		d.Notes = append(d.Notes, "too many profiles share numbers: not all of those that SIMs move between are told")
	}
	if c.budget < 0 {
		d.Notes = append(d.Notes, "targets lie in each other in too many ways: numbers of SIMs are those of each kind of target by itself")
	}
	for i := range c.parties {
		if change := c.parties[i].change; change != nil {
			d.Changes = append(d.Changes, *change)
		}
	}
	slices.SortFunc(d.Changes, compareChanges)
	d.Package = packageValues(old, new)
	d.Notes = append(d.Notes, c.notes(d)...)
	return d
}

func newComparison(old, new *cosa.Submission) *comparison {
	packages := ofPackages(old) && ofPackages(new)
	skip := func(s cosa.Setting) bool { return !packages && s.Spec().Kind == cosa.KindPackage }
	names := database(old) != database(new) // a submission names the icon that travels with it
	lex := &lexicon{}
	return &comparison{
		lex: lex, units: newUnits(lex), budget: mostPieces,
		old: &side{s: old, lex: lex, skip: skip, names: names}, new: &side{s: new, lex: lex, skip: skip, names: names},
	}
}

// compare finds what becomes of a profile. Where names matter to the letter,
// another spelling is a change.
func (c *comparison) compare(p *party, spelling bool) {
	var before, after []unit
	if p.old != nil && !p.asked {
		before = c.units.of(c.old, p.old)
	}
	if p.new != nil && !p.asked {
		after = c.units.of(c.new, p.new)
	}
	if p.alone {
		c.keepAll(p, c.units.spans(append(before, after...))) // one of them is empty
		return
	}
	had, has := c.units.spans(before), c.units.spans(after)
	pairs := &pairings{}
	ch := &Change{Kind: p.kind()}
	ch.Connections = c.connections(before, after, pairs)
	ch.Targets = c.targets(before, after, pairs)
	ch.Settings = c.simValues(p)
	ch.Pairings = pairs.differ
	p.names(ch, spelling)
	ch.order = c.content(before) ^ c.content(after)
	if ch.Kind == Changed && len(ch.Connections)+len(ch.Targets)+len(ch.Settings)+ch.Pairings == 0 {
		c.keepAll(p, had)
		return
	}
	if len(ch.Targets) > 0 {
		c.changes(p, had, has)
		ch.Rewritten = c.rewritings(before, after)
	} else {
		c.keepAll(p, had)
	}
	c.count(ch, p, had, has)
	p.change = ch
}

// simValues compares the SIM settings, and what else a profile has once.
func (c *comparison) simValues(p *party) []Value {
	if p.asked {
		return nil
	}
	return c.values(simSettings, c.once(c.old, p.old), c.once(c.new, p.new))
}

// once returns what profiles that are compared as one say of the SIM, nil for
// none. Where they write differently what means the same, it is what one of
// them writes.
func (c *comparison) once(s *side, b bundle) *[cosa.SettingCount]uint32 {
	if len(b) == 0 {
		return nil
	}
	var numbers [cosa.SettingCount]uint32
	for _, p := range b {
		for _, setting := range simSettings {
			if n := s.number(p.First(), setting); c.lex.text(setting, n) > c.lex.text(setting, numbers[setting]) {
				numbers[setting] = n
			}
		}
	}
	return &numbers
}

func compareChanges(a, b Change) int {
	return cmp.Or(
		cmp.Compare(len(b.Whole.Touched), len(a.Whole.Touched)), cmp.Compare(b.Touched(), a.Touched()),
		strings.Compare(a.Name, b.Name), strings.Compare(a.OldName, b.OldName), strings.Compare(string(a.Kind), string(b.Kind)),
		cmp.Compare(a.order, b.order))
}
