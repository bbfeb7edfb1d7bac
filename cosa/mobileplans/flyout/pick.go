package flyout

import (
	"fmt"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
)

// Pick returns an entry of each profile that the SIM may get, and says how
// they were found where the SIM alone does not decide. There is none where no
// profile is possible.
//
// It is the profile that Windows applies, or those that are equally specific.
// Where nothing matches since only the ICCID is known, it is every profile
// with a range that holds the ICCID.
func Pick(s *cosa.Submission, sim match.SIM) (picked []cosa.Entry, notes []string) {
	v := match.New(s).Find(sim)
	switch {
	case v.Undecided:
		for i := range v.Ties {
			picked = append(picked, v.Ties[i].Entry)
		}
		return picked, []string{fmt.Sprintf("%d profiles are equally specific, and the order among them is not known: Windows applies one of them", len(v.Ties))}
	case v.Winner != nil:
		return []cosa.Entry{v.Winner.Entry}, nil
	case sim != match.SIM{ICCID: sim.ICCID}:
		return nil, nil
	}
	number, err := cosa.NewRange(cosa.ICCID, sim.ICCID, sim.ICCID)
	if err != nil {
		return nil, nil
	}
	seen := make(map[int]bool)
	for e := range s.Entries() {
		r := e.Range(cosa.ICCID)
		if r == nil || e.Deletes() || seen[e.Profile().Index] || len(r.Start) != len(sim.ICCID) || !r.Contains(number) {
			continue
		}
		seen[e.Profile().Index] = true
		picked = append(picked, e)
		claim := match.Claim{Entry: e}
		notes = append(notes, fmt.Sprintf("%s: picked by its ICCID range alone; the target at %s states more (%s), which is not known of the SIM", claim.Profile(), claim.Position(), claim.Target()))
	}
	return picked, notes
}
