package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// judge reports what the update types say that is not so.
func (p *pairing) judge() {
	for i := range p.rows {
		row := &p.rows[i]
		if !row.sound || row.update == "" || row.update == "Delete" || p.left < 0 {
			continue
		}
		if row.partner < 0 {
			if row.update != "Add" && certain(row) && !p.lost.mayBe(row) && !p.nameless.mayBe(row) {
				p.unknownRow(row)
			}
			continue
		}
		other := &p.theirs[row.partner]
		if row.update == "Change" && other.partner != int32(i) && !p.alike(row, other, cosa.PurposeGroups) && p.tells(row, cosa.PurposeGroups) {
			if other = p.freeTwin(row); other == nil {
				p.found.missing = append(p.found.missing, p.unknownConnection(row, p.candidates(row), cosa.PurposeGroups))
				continue
			}
			other.partner = int32(i)
		}
		differences, unlike := p.differences(row, other), p.unlike(row, other)
		for _, s := range unlike {
			if other.Value(s).Damaged() {
				p.comparing.unread(p.name, other.Entry, s)
			}
		}
		switch {
		case row.update == "Add":
			p.addExists(row, other, differences)
		case row.update == "Keep" && len(differences) > 0:
			p.keepDiffers(row, other, 0, differences)
		case row.update == "Change" && len(unlike) == 0:
			p.same = append(p.same, against(row, other, cosa.UpdateType, "Change, but the row is as the baseline has it", "write Keep, or the value that is to change"))
		}
	}
	for _, row := range p.later {
		p.unknownTarget(row)
	}
	for _, row := range p.renames {
		p.takePlace(row)
	}
}

// certain reports whether it can be told which row of the baseline is meant.
// That MCC and MNC are blank is a warning, which must not stand in for an
// error.
func certain(row *paired) bool {
	return row.doubtful == 0 || row.sound && row.doubtful == partPLMN
}

// against starts a finding about a row and its partner.
func against(row, other *paired, s cosa.Setting, message, hint string) cosa.Finding {
	f := At(row.Entry, s, message, hint)
	f.Subject = rowText(row.Entry)
	at := s
	if s == cosa.UpdateType {
		at = cosa.AccessString
	}
	f.Related = []cosa.Related{Also(other.Entry, at, "the row in the baseline")}
	return f
}

func (p *pairing) addExists(row, other *paired, differences []cosa.Setting) {
	hint := "write Keep"
	if len(differences) > 0 {
		hint = "write Change: " + difference(row.Entry, other.Entry, differences[0])
		if n := len(differences) - 1; n > 0 {
			hint += ", and " + count(n, "setting") + " more differ"
		}
	}
	p.found.addExists = append(p.found.addExists,
		against(row, other, cosa.UpdateType, fmt.Sprintf("Add, but the baseline's profile %s holds this target with this connection", quote(p.name)), hint))
}

// keepDiffers reports SIM settings and connections that differ apart from each
// other, the latter with a part of the identity that is a slip, and a column
// that is missing once for all rows.
func (p *pairing) keepDiffers(row, other *paired, slip parts, differences []cosa.Setting) {
	source := row.Source()
	differences = slices.DeleteFunc(differences, func(s cosa.Setting) bool {
		if !source.HasColumns() || source.Columns[s] > 0 {
			return false
		}
		column := lackedColumn{source, s}
		if told := p.lacking[column]; told != nil {
			told.more++
			return true
		}
		p.lacking[column] = &lacking{at: len(p.found.keepDiffers)}
		f := against(row, other, s, fmt.Sprintf("Keep, but the sheet has no column %s, and the row has %s in the baseline", s, said(other.Entry, s)),
			"add the column with what the baseline has, or write Change")
		f.Pair = "column " + s.String() // whichever row is the first
		p.found.keepDiffers = append(p.found.keepDiffers, f)
		return true
	})
	sim := 0
	for sim < len(differences) && differences[sim].Spec().Section == cosa.SectionSIM {
		sim++
	}
	for i, part := range [...][]cosa.Setting{differences[:sim], append(p.differing(row, other, slip), differences[sim:]...)} {
		if len(part) == 0 {
			continue
		}
		var said []string
		hint := "write Change if that is meant, or else what the baseline has"
		for _, s := range part {
			said = append(said, difference(row.Entry, other.Entry, s))
			if other.Has(s) && !p.in.Good(other.Entry, s) {
				hint = "write Change: what the baseline has is at fault itself"
			}
		}
		f := against(row, other, part[0], "Keep, but "+strings.Join(said, "; "), hint)
		if i == 1 && slip&partTarget != 0 {
			f.Like = fmt.Sprint(p.name, " ", slip)
		}
		p.found.keepDiffers = append(p.found.keepDiffers, f)
	}
}

// unknownRow reports a row to keep or change that the existing profile has
// not. A change may be one of the access string or of the target itself. The
// row that it most likely stands for is not told as dropped too.
func (p *pairing) unknownRow(row *paired) {
	if candidates := p.candidates(row); len(candidates) > 0 {
		if row.update != "Keep" {
			p.renames = append(p.renames, row)
			return
		}
		if other := p.nearestOf(row, candidates, partAccess); other != nil {
			p.keepsAnother(row, other, partAccess)
		} else {
			p.found.missing = append(p.found.missing, p.unknownConnection(row, candidates, cosa.AccessString))
		}
		return
	}
	if row.update == "Change" {
		for j := range p.theirs {
			other := &p.theirs[j]
			if p.left--; p.left < 0 {
				return
			}
			if other.sound && other.access == row.access && p.touches(row, other) {
				return
			}
		}
	}
	other, slip := p.nearest(row)
	switch {
	case other == nil:
		p.later = append(p.later, row)
	case row.update == "Keep":
		p.keepsAnother(row, other, slip)
	default:
		p.means(row, other)
		at := p.differing(row, other, slip)[0]
		f := p.noTarget(row, at, fmt.Sprintf("; %s of the nearest row is %s", at, said(other.Entry, at)))
		f.Related = []cosa.Related{Also(other.Entry, at, "the nearest row in the baseline")}
		p.found.missing = append(p.found.missing, f)
	}
}

// unknownTarget reports a row of a target that the existing profile has not,
// and that no row there is near to. Where another row of the target has told
// which one is meant, only the access string is left to report.
func (p *pairing) unknownTarget(row *paired) {
	meant, known := p.slipped[row.target]
	if !known {
		at := p.identifier(row)
		f := p.noTarget(row, at, "")
		f.Related = []cosa.Related{Also(p.theirs[0].Entry, at, "the profile in the baseline")}
		p.found.missing = append(p.found.missing, f)
		return
	}
	rows := p.byTarget[meant]
	for _, j := range rows {
		if other := &p.theirs[j]; other.partner < 0 && !other.meant && p.renamed[[2]uint32{row.access, other.access}] {
			other.meant = true
			return
		}
	}
	other := p.nearestOf(row, rows, partAccess)
	switch {
	case row.update != "Keep":
		if other != nil {
			other.meant = true
		}
	case other != nil:
		p.keepsAnother(row, other, partAccess)
	default:
		p.found.missing = append(p.found.missing, p.unknownConnection(row, rows, cosa.AccessString))
	}
}

func (p *pairing) noTarget(row *paired, at cosa.Setting, nearest string) cosa.Finding {
	f := At(row.Entry, at, fmt.Sprintf("%s, but the baseline's profile %s has no target %s%s", row.update, quote(p.name), p.in.targetText(row.Entry), nearest),
		"write Add if the target is new, or else the target as the baseline has it")
	f.Like = p.name + " " + row.update
	return f
}

// means notes that a row stands for one of the baseline, which is not told as
// dropped then.
func (p *pairing) means(row, other *paired) {
	other.meant = true
	if p.slipped == nil {
		p.slipped, p.renamed = make(map[wholeTarget]wholeTarget), make(map[[2]uint32]bool)
	}
	if row.target != other.target {
		p.slipped[row.target] = other.target
	}
	if row.access != other.access {
		p.renamed[[2]uint32{row.access, other.access}] = true
	}
}

// keepsAnother reports a row to keep that differs from the nearest one of the
// baseline in a part of its identity.
func (p *pairing) keepsAnother(row, other *paired, slip parts) {
	p.means(row, other)
	p.keepDiffers(row, other, slip, p.differences(row, other))
}

// differing lists the settings of a part in which two rows differ.
func (p *pairing) differing(row, other *paired, slip parts) []cosa.Setting {
	list := slip.settings()
	if len(list) == 0 {
		return nil
	}
	differ := slices.DeleteFunc(slices.Clone(list), func(s cosa.Setting) bool {
		if s == cosa.AccessString {
			return row.access == other.access
		}
		numbers := p.in.canonical(s)
		return numbers[row.ID(s)] == numbers[other.ID(s)]
	})
	if len(differ) == 0 {
		return list[:1]
	}
	return differ
}

// identifier is the setting that tells the row's target from others best.
func (p *pairing) identifier(row *paired) cosa.Setting {
	for _, s := range rangeEnds {
		if row.Has(s) {
			return s
		}
	}
	return firstIdentifier(row.Entry)
}

// touches reports whether some SIM may be of both targets, or nobody knows.
func (p *pairing) touches(row, other *paired) bool {
	if compatible, _ := p.in.compatible(&row.target.key, &other.target.key); !compatible {
		return false
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if given, share, _ := p.in.shareNumbers(row.Entry, other.Entry, kind); given && !share {
			return false
		}
	}
	return true
}

// fewNames bounds the names that a message lists.
const fewNames = 5
