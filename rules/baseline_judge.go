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
			if row.update != "Add" {
				p.unknownRow(row)
			}
			continue
		}
		other := &p.theirs[row.partner]
		differences := p.differences(row, other)
		switch {
		case row.update == "Add":
			p.addExists(row, other, differences)
		case row.update == "Keep" && len(differences) > 0:
			p.keepDiffers(row, other, differences)
		case row.update == "Change" && len(differences) == 0:
			p.found.changeSame.add(fmt.Sprint(p.n), func() cosa.Finding {
				return against(row, other, cosa.UpdateType, "Change, but the row is as the baseline has it", "write Keep, or the value that is to change")
			})
		}
	}
}

// against starts a finding about a row and its partner.
func against(row, other *paired, s cosa.Setting, message, hint string) cosa.Finding {
	f := At(row.Entry, s, message, hint)
	at := s
	if s == cosa.UpdateType {
		at = cosa.AccessString
	}
	f.Related = []cosa.Related{Also(other.Entry, at, "the row in the baseline")}
	return f
}

func (p *pairing) addExists(row, other *paired, differences []cosa.Setting) {
	key := fmt.Sprint(p.n)
	if len(differences) > 0 {
		key += fmt.Sprint(" ", row.access) // each has a hint of its own
	}
	p.found.addExists.add(key, func() cosa.Finding {
		hint := "write Keep"
		if len(differences) > 0 {
			hint = "write Change: " + difference(row.Entry, other.Entry, differences[0])
			if n := len(differences) - 1; n > 0 {
				hint += ", and " + count(n, "setting") + " more differ"
			}
		}
		return against(row, other, cosa.UpdateType, fmt.Sprintf("Add, but the baseline's profile %s holds this target with this connection", quote(p.name)), hint)
	})
}

// keepDiffers reports SIM settings and connections that differ apart from each
// other, each once for all rows that differ so, and a column that is missing
// once for all profiles.
func (p *pairing) keepDiffers(row, other *paired, differences []cosa.Setting) {
	source := row.Source()
	differences = slices.DeleteFunc(differences, func(s cosa.Setting) bool {
		lacks := source.HasColumns() && source.Columns[s] == 0
		if lacks {
			p.found.keepDiffers.add(fmt.Sprintf("column %p %d", source, s), func() cosa.Finding {
				return against(row, other, s, fmt.Sprintf("Keep, but the sheet has no column %s, and the row has %s in the baseline", s, said(other.Entry, s)),
					"add the column with what the baseline has, or write Change")
			})
		}
		return lacks
	})
	sim := 0
	for sim < len(differences) && differences[sim].Spec().Section == cosa.SectionSIM {
		sim++
	}
	for i, part := range [...][]cosa.Setting{differences[:sim], differences[sim:]} {
		if len(part) == 0 {
			continue
		}
		key := fmt.Sprint(p.n, i)
		if i == 1 {
			key += fmt.Sprint(" ", row.access)
		}
		for _, s := range part {
			key += fmt.Sprint(" ", s, p.numbers[s][row.ID(s)], " ", p.numbers[s][other.ID(s)])
		}
		p.found.keepDiffers.add(key, func() cosa.Finding {
			var said []string
			for _, s := range part {
				said = append(said, difference(row.Entry, other.Entry, s))
			}
			f := against(row, other, part[0], "Keep, but "+strings.Join(said, "; "), "write Change if that is meant, or else what the baseline has")
			f.Subject = row.Text(cosa.AccessString)
			return f
		})
	}
}

// unknownRow reports a row to keep or change that the existing profile has
// not. A change may be one of the access string or of the target itself.
func (p *pairing) unknownRow(row *paired) {
	if candidates := p.candidates(row); len(candidates) > 0 {
		if row.update == "Keep" {
			p.found.missing.add(fmt.Sprint(p.n, " access ", row.access), func() cosa.Finding { return p.unknownConnection(row, candidates) })
		}
		return
	}
	if row.update == "Change" {
		for j := range p.theirs {
			other := &p.theirs[j]
			if p.left--; p.left < 0 {
				return
			}
			if other.access == row.access && p.touches(row, other) {
				return
			}
		}
	}
	p.found.missing.add(fmt.Sprint(p.n, " target ", row.target), func() cosa.Finding {
		at := p.identifier(row)
		f := At(row.Entry, at, fmt.Sprintf("%s, but the baseline's profile %s has no target %s", row.update, quote(p.name), p.in.targetText(row.Entry)),
			"write Add if the target is new, or else the target as the baseline has it")
		f.Related = []cosa.Related{Also(p.theirs[0].Entry, at, "the profile in the baseline")}
		return f
	})
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

func (p *pairing) unknownConnection(row *paired, candidates []int32) cosa.Finding {
	var names []string
	for _, j := range candidates {
		name := quoted(p.theirs[j].Text(cosa.AccessString))
		if !slices.Contains(names, name) && len(names) < fewNames {
			names = append(names, name)
		}
	}
	f := At(row.Entry, cosa.AccessString, fmt.Sprintf("Keep, but the baseline's profile %s has no connection %s for this target; it has %s",
		quote(p.name), quoted(row.Text(cosa.AccessString)), listed(names, "and")), "write Add if the connection is new, Change if it takes the place of another, or else the access string as the baseline has it")
	f.Related = []cosa.Related{Also(p.theirs[candidates[0]].Entry, cosa.AccessString, "the target in the baseline")}
	return f
}

// fewNames bounds the names that a message lists.
const fewNames = 5
