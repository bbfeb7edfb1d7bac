package garden

import "github.com/cosakit/cosa/cosa"

// Gap is a host that an allowlist lacks, wholly or over one protocol.
type Gap struct {
	Host
	Partly  bool          // it is allowed over the other protocol
	Blocked cosa.Position // of the line that blocks it, whatever allows it; zero where none does
}

// Compare finds the hosts that are not allowed. Protocols of a gap are those
// that are missing. Hosts of the older list never are.
func Compare(needed []Host, a *Allowlist) []Gap {
	gaps := []Gap{}
	for _, h := range needed {
		if h.Old {
			continue
		}
		var http, https bool
		for _, e := range a.entries {
			overHTTP, overHTTPS := e.allows(h)
			http, https = http || overHTTP, https || overHTTPS
		}
		at, blocked := a.blocked(h)
		if blocked {
			http, https = false, false
		}
		missing := h
		missing.HTTP, missing.HTTPS = h.HTTP && !http, h.HTTPS && !https
		if missing.HTTP || missing.HTTPS {
			gaps = append(gaps, Gap{Host: missing, Partly: http || https, Blocked: at})
		}
	}
	return gaps
}

// Allowed lists the hosts that only the older documentation demands, and that
// are allowed.
func Allowed(needed []Host, a *Allowlist) []Host {
	list := []Host{}
	for _, h := range needed {
		if _, blocked := a.blocked(h); !h.Old || blocked {
			continue
		}
		for _, e := range a.entries {
			if http, https := e.allows(h); http || https {
				list = append(list, h)
				break
			}
		}
	}
	return list
}
