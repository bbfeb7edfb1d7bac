package pack

import (
	"net/url"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// documentedHosts are the hosts that Mobile Plans needs on a SIM without a
// balance, whoever the operator is. A star stands for any beginning of a name.
// Source: the page mobile-plans-walled-garden of Microsoft's documentation.
var documentedHosts = []string{
	"ctldl.windowsupdate.com", "cdp1.public-trust.com", "ocsp.omniroot.com", "vassg142.ocsp.omniroot.com",
	"vassg142.crl.omniroot.com", "mscrl.microsoft.com", "crl.microsoft.com", "www.msftconnecttest.com",
	"crl3.digicert.com", "ocsp.digicert.com", "login.live.com", "storagetos.datamart.windows.com",
	"mps.datamart.windows.com", "staging.datamart.windows.com", "*smartscreen.microsoft.com",
}

// Hosts lists the hosts that a SIM without a balance has to reach: those of
// Mobile Plans, and the portals and GetBalance services of the service
// configurations, sorted. There are none where no profile turns Mobile Plans on.
func Hosts(s *cosa.Submission) []string {
	on := false
	var own []string
	for i := range s.Profiles() {
		p := &s.Profiles()[i]
		if p.Deletes() || !p.First().Marketplace() {
			continue
		}
		on = true
		config := p.Service()
		if config == nil {
			continue
		}
		for _, t := range [...]cosa.ServiceText{config.PortalURI, config.GetBalanceURL} {
			if u, err := url.Parse(t.Text); err == nil && u.Hostname() != "" {
				own = append(own, u.Hostname())
			}
		}
	}
	if !on {
		return nil
	}
	slices.Sort(own)
	return slices.Concat(documentedHosts, slices.Compact(own))
}
