package rules

import (
	"fmt"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// freeTwin returns a row of the baseline with the row's target and access
// string that no other row has taken, nil where there is none.
func (p *pairing) freeTwin(row *paired) *paired {
	for _, j := range p.candidates(row) {
		if other := &p.theirs[j]; other.partner < 0 && other.access == row.access {
			return other
		}
	}
	return nil
}

// takePlace finds the connection whose place a row to change takes that has
// another access string than all of its target. Where the other rows list them
// all there is none.
func (p *pairing) takePlace(row *paired) {
	candidates := p.candidates(row)
	free := slices.DeleteFunc(slices.Clone(candidates), func(j int32) bool { return p.theirs[j].partner >= 0 || p.theirs[j].meant })
	row.placed = true
	if other := p.nearestOf(row, free, partAccess); other != nil {
		other.meant = true
	} else if p.left >= 0 {
		p.found.missing = append(p.found.missing, p.unknownConnection(row, candidates, cosa.AccessString))
	}
}

// unknownConnection reports a row whose connection its target has not. at is
// the setting that tells it from those that are there.
func (p *pairing) unknownConnection(row *paired, candidates []int32, at cosa.Setting) cosa.Finding {
	name := func(e cosa.Entry) string {
		text := quoted(e.Text(cosa.AccessString))
		if at == cosa.PurposeGroups {
			text += " (" + shortened(cosa.PurposeGroups.Effective(e.Text(cosa.PurposeGroups))) + ")"
		}
		return text
	}
	var names []string
	for _, j := range candidates {
		if text := name(p.theirs[j].Entry); !slices.Contains(names, text) && len(names) < fewNames {
			names = append(names, text)
		}
	}
	hint := "write Add if the connection is new, Change if it takes the place of another, or else the access string as the baseline has it"
	if row.update == "Change" {
		hint = "write Add if the connection is new; where it takes the place of another, no other row may list that one"
	}
	f := At(row.Entry, at, fmt.Sprintf("%s, but the baseline's profile %s has no connection %s for this target; it has %s",
		row.update, quote(p.name), name(row.Entry), listed(names, "and")), hint)
	f.Related = []cosa.Related{Also(p.theirs[candidates[0]].Entry, cosa.AccessString, "the target in the baseline")}
	f.Subject = rowText(row.Entry)
	return f
}
