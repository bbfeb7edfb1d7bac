package rules

import (
	"cmp"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// serviceRanges compares the ICCID ranges of a service configuration with
// those of the profile.
func serviceRanges(in *Input, p *cosa.Profile, report Report) {
	config := p.Service()
	if config == nil || len(config.ICCIDs.Items) == 0 {
		return
	}
	s := service{config, p, report}
	held, sound := profileRanges(p)
	for _, item := range config.ICCIDs.Items {
		if item.Wrong {
			continue
		}
		start, end, ok := cosa.SplitRange(item.Text)
		if !ok {
			s.at(item.Position, "iccids", item.Text, quote(item.Text)+" is no range START-END", "write the first and the last ICCID with a hyphen between them")
			continue
		}
		if start == "" || end == "" {
			missing := "end"
			if start == "" {
				missing = "start"
			}
			s.at(item.Position, "iccids", item.Text, "the range has no "+missing, "write both ends of the range")
			continue
		}
		r, err := cosa.NewRange(cosa.ICCID, start, end)
		switch {
		case err != nil:
			s.at(item.Position, "iccids", item.Text, quote(item.Text)+" is no range of ICCIDs: "+err.Error(), "write two ICCIDs of 19 or 20 digits, the lower one first")
		case !sound: // other rules tell of the targets
		case len(held) == 0:
			s.at(item.Position, "iccids", item.Text, "the profile's targets name no ICCID range, so Windows knows none for this one", "write the range into a target of the profile too")
		default:
			if gap, found := firstGap(r, held); found {
				s.at(item.Position, "iccids", item.Text, "the range is not inside the ICCID ranges of the profile's targets: "+gap+" is in none of them",
					"add the range to the targets, or take it away here")
			}
		}
	}
}

// profileRanges are the ICCID ranges of a profile's targets in order, as far
// as they can be read; sound is false where one cannot.
func profileRanges(p *cosa.Profile) (all []cosa.Range, sound bool) {
	seen := make(map[[2]uint32]bool)
	for e := range p.Entries() {
		key := [2]uint32{e.ID(cosa.ICCIDStart), e.ID(cosa.ICCIDEnd)}
		if seen[key] {
			continue
		}
		seen[key] = true
		found, ok := e.Ranges(cosa.ICCID)
		if !ok {
			return nil, false
		}
		all = append(all, found...)
	}
	sortRanges(all)
	return all, true
}

func sortRanges(all []cosa.Range) {
	slices.SortFunc(all, func(a, b cosa.Range) int { return cmp.Compare(a.Lo, b.Lo) })
}

// firstGap is the first number of a range that none of the sorted others holds.
// The two forms of an ICCID, with 19 and with 20 digits, are one SIM.
func firstGap(r cosa.Range, others []cosa.Range) (string, bool) {
	next := r.Lo
	for _, o := range others {
		if o.Lo > next {
			break
		}
		if o.Hi >= next {
			next = o.Hi + 1
		}
		if next > r.Hi {
			return "", false
		}
	}
	return cosa.RangeOf(cosa.ICCID, next, next, len(r.Start)).Start, true
}
