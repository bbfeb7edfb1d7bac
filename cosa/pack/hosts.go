package pack

import (
	"net/url"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// Hosts lists the hosts of the service configurations that a SIM without a
// balance has to reach: portals and GetBalance services, sorted.
func Hosts(s *cosa.Submission) []string {
	var hosts []string
	for i := range s.Profiles() {
		p := &s.Profiles()[i]
		config := p.Service()
		if config == nil || p.Deletes() {
			continue
		}
		for _, t := range [...]cosa.ServiceText{config.PortalURI, config.GetBalanceURL} {
			if u, err := url.Parse(t.Text); err == nil && u.Hostname() != "" {
				hosts = append(hosts, u.Hostname())
			}
		}
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}
