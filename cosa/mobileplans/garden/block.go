package garden

import "github.com/cosakit/cosa/cosa"

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
	for _, b := range a.blocks {
		if http, https := b.allows(h); !http && !https {
			continue
		}
		stronger := false
		for _, e := range a.entries {
			if http, https := e.allows(h); http || https {
				stronger = stronger || b.squid && e.order >= 0 && e.order < b.order || !b.squid && e.resolved && len(e.name) > len(b.name)
			}
		}
		if !stronger {
			return b.at, true
		}
	}
	return cosa.Position{}, false
}
