package endpoint

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans"
)

// Balance is one of those of some SIMs.
type Balance struct {
	SIMs          cosa.Range // one or more, all with as many digits
	ID            string
	Type          string
	DataRemaining float64  // in megabytes
	TimeRemaining string   // an ISO 8601 duration
	Locations     []string // where it holds; none for everywhere
}

// holds reports whether the SIM is among those of the balance.
func (b *Balance) holds(iccid string) bool {
	return len(b.SIMs.Start) == len(iccid) && b.SIMs.Start <= iccid && iccid <= b.SIMs.End
}

func (b *Balance) in(location string) bool {
	if location == "" || len(b.Locations) == 0 {
		return true
	}
	for _, l := range b.Locations {
		if l == location {
			return true
		}
	}
	return false
}

// find returns the balances of a SIM; of those that name it the ones with the
// narrowest range count. known is false where none does.
func find(all []Balance, iccid, location string) (found []Balance, known bool) {
	narrowest := uint64(0)
	for i := range all {
		if n := all[i].SIMs.Count(); all[i].holds(iccid) && (!known || n < narrowest) {
			narrowest, known = n, true
		}
	}
	for i := range all {
		if all[i].holds(iccid) && all[i].SIMs.Count() == narrowest && all[i].in(location) {
			found = append(found, all[i])
		}
	}
	if known && len(found) == 0 { // nothing in this place
		found = []Balance{{ID: "0", Type: mobileplans.None, TimeRemaining: mobileplans.NoTimeRemaining}}
	}
	return found, known
}
