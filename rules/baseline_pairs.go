package rules

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// pairing finds for the rows of a name those of the baseline.
type pairing struct {
	*comparing
	name     string
	operator string // folded, of the submission's rows
	rows     []paired
	theirs   []paired
	byTarget map[wholeTarget][]int32        // of theirs
	special  []int32                        // of theirs: targets with a condition
	lost     doubts                         // of theirs: those that cannot be read
	unread   []int32                        // of theirs: those that cannot be read
	near     map[parts]map[identity]*nearby // of theirs, see nearest
	slipped  map[wholeTarget]wholeTarget    // targets that stand for one of the baseline
	renamed  map[[2]uint32]bool             // access strings that stand for one of the baseline
	later    []*paired                      // rows that may follow from these
	renames  []*paired                      // rows to change with an access string that their target has not
	same     []cosa.Finding                 // rows that are to be changed, and are not
}

// paired is a row with what it is found by.
type paired struct {
	cosa.Entry
	identity
	sound    bool  // nothing of it is malformed
	doubtful parts // those that nobody can tell
	partner  int32 // the row that it is found to be, of several the one that differs least; -1 for none
	unlike   int   // of one of the baseline: settings in which its partner differs
	meant    bool  // a row that is told to differ, or to change, stands for it
	placed   bool  // a row to change whose place is found, or told to be missing
	update   string
}

func (c *comparing) paired(e cosa.Entry) paired {
	p := paired{Entry: e, partner: -1}
	var malformed parts
	p.identity, malformed, p.doubtful = c.identify(e)
	p.sound = malformed == 0
	return p
}

func (c *comparing) newPairing(g *submitted) *pairing {
	p := &pairing{comparing: c, name: g.set.text, operator: nameOf(g.rows[0]).operator, byTarget: make(map[wholeTarget][]int32), lost: doubts{in: c.in}}
	for _, e := range g.set.rows {
		row := c.paired(e)
		row.sound = row.doubtful == 0 // half a range is none
		i := int32(len(p.theirs))
		p.theirs = append(p.theirs, row)
		if !row.sound {
			p.unread = append(p.unread, i)
			p.lost.add(&row)
			continue
		}
		p.byTarget[row.target] = append(p.byTarget[row.target], i)
		if c.in.condition(e, cosa.ICCIDStart) != "" || c.in.condition(e, cosa.IMSIStart) != "" {
			p.special = append(p.special, i)
		}
	}
	for _, e := range g.rows {
		row := c.paired(e)
		row.update = c.in.updateType(e)
		p.rows = append(p.rows, row)
	}
	return p
}

// match finds the partners: the baseline's row of the same target and access
// string that differs least. Rows that are added take what is left.
func (p *pairing) match() {
	for _, adds := range [...]bool{false, true} {
		for i := range p.rows {
			row := &p.rows[i]
			if !row.sound || (row.update == "Add") != adds {
				continue
			}
			best, least, unlike := int32(-1), 0, 0
			for _, j := range p.candidates(row) {
				other := &p.theirs[j]
				if other.access != row.access || adds && (other.partner >= 0 || !p.alike(row, other, cosa.PurposeGroups)) {
					continue
				}
				differ := len(p.differences(row, other))
				n := 2 * differ
				if other.partner >= 0 {
					n++ // rather one that is not taken
				}
				if best < 0 || n < least {
					best, least, unlike = j, n, differ
				}
			}
			if best < 0 {
				continue
			}
			row.partner = best
			if other := &p.theirs[best]; other.partner < 0 || unlike < other.unlike || row.target == other.target && p.rows[other.partner].target != other.target {
				other.partner, other.unlike = int32(i), unlike
			}
		}
	}
}

// candidates lists the baseline's rows of the row's target; a target that a
// condition there includes counts as that.
func (p *pairing) candidates(row *paired) []int32 {
	if p.left < 0 {
		return nil
	}
	list := p.byTarget[row.target]
	p.left -= len(list) + 1
	if len(list) > 0 || len(p.special) == 0 {
		return list
	}
	p.left -= len(p.special)
	for _, j := range p.special {
		if p.includes(&p.theirs[j], row) {
			list = append(list, j)
		}
	}
	return list
}

// includes reports whether a target with a condition has all numbers of the
// row's target, and the same identifiers otherwise.
func (p *pairing) includes(other, row *paired) bool {
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if p.in.condition(other.Entry, kind.Start()) == "" || other.target.without(kind) != row.target.without(kind) {
			continue
		}
		theirs, _ := p.in.rangesOf(other.Entry, kind)
		mine, _ := p.in.rangesOf(row.Entry, kind)
		return len(mine) > 0 && covers(byLength(theirs), byLength(mine))
	}
	return false
}

func (p *pairing) alike(a, b *paired, s cosa.Setting) bool {
	numbers := p.numbers[s]
	return numbers[a.ID(s)] == numbers[b.ID(s)] || !holds(b.Source(), s)
}

// differences lists the settings in which a row is not as the baseline has it,
// but for values with an error of their own.
func (p *pairing) differences(row, other *paired) []cosa.Setting {
	return slices.DeleteFunc(p.unlike(row, other), func(s cosa.Setting) bool { return !p.tells(row, s) || other.Value(s).Damaged() })
}

// unlike lists the settings in which a row is not as the baseline has it.
func (p *pairing) unlike(row, other *paired) []cosa.Setting {
	var list []cosa.Setting
	for _, s := range comparedSettings {
		if s != cosa.AccessString && !p.alike(row, other, s) {
			list = append(list, s)
		}
	}
	return list
}

// tells reports whether a row's value is one to be compared. One that a rule
// only warns of is: the warning must not stand in for an error.
func (p *pairing) tells(row *paired, s cosa.Setting) bool {
	if s == cosa.BrandingIcon {
		v := row.Value(s)
		return !v.Damaged() && !v.Merged
	}
	return !row.Has(s) || p.in.Good(row.Entry, s)
}
