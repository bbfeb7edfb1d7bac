package garden

import (
	"math"

	"github.com/cosakit/cosa/cosa"
)

// block is an entry of names that do not get through.
type block struct {
	entry
	squid bool // else of dnsmasq
	at    cosa.Position
}

// blocked returns the place of the line that keeps a host from getting through
// whatever allows it. Of squid the earlier line counts, of dnsmasq the longer
// name.
func (a *Allowlist) blocked(h Host) (at cosa.Position, ok bool) {
	if len(a.blocks) == 0 {
		return cosa.Position{}, false
	}
	longest, earliest := 0, math.MaxInt
	for _, e := range a.entries {
		if http, https := e.allows(h); !http && !https {
			continue
		}
		if e.resolved {
			longest = max(longest, len(e.name))
		}
		if e.order >= 0 {
			earliest = min(earliest, e.order)
		}
	}
	for _, b := range a.blocks {
		if http, https := b.allows(h); !http && !https {
			continue
		}
		if b.squid && b.order < earliest || !b.squid && len(b.name) >= longest {
			return b.at, true
		}
	}
	return cosa.Position{}, false
}
