package garden

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"

	"github.com/cosakit/cosa/cosa"
)

// Host is one that must be reachable, by name.
type Host struct {
	Name   string // in small letters; one that begins with * stands for every name that ends so
	HTTP   bool
	HTTPS  bool
	Source string // who demands it
	Old    bool   // only the older list of the documentation has it
}

// Protocols writes the protocols for a person.
func (h Host) Protocols() string {
	switch {
	case h.HTTP && h.HTTPS:
		return "http and https"
	case h.HTTP:
		return "http"
	}
	return "https"
}

const (
	current = "documentation"
	older   = "older documentation"
)

// Hosts lists those of the documentation, the older list's included.
func Hosts() []Host { return hosts }

var hosts = []Host{
	{Name: "ctldl.windowsupdate.com", HTTP: true, Source: current},
	{Name: "cdp1.public-trust.com", HTTP: true, Source: current},
	{Name: "ocsp.omniroot.com", HTTP: true, Source: current},
	{Name: "vassg142.ocsp.omniroot.com", HTTP: true, Source: current},
	{Name: "vassg142.crl.omniroot.com", HTTP: true, Source: current},
	{Name: "mscrl.microsoft.com", HTTP: true, Source: current},
	{Name: "crl.microsoft.com", HTTP: true, Source: current},
	{Name: "www.msftconnecttest.com", HTTP: true, Source: current},
	{Name: "crl3.digicert.com", HTTP: true, Source: current},
	{Name: "ocsp.digicert.com", HTTP: true, Source: current},
	{Name: "login.live.com", HTTP: true, HTTPS: true, Source: current},
	{Name: "storagetos.datamart.windows.com", HTTP: true, HTTPS: true, Source: current},
	{Name: "mps.datamart.windows.com", HTTP: true, HTTPS: true, Source: current},
	{Name: "staging.datamart.windows.com", HTTP: true, HTTPS: true, Source: current},
	{Name: "*smartscreen.microsoft.com", HTTPS: true, Source: current},
	{Name: "service.datamart.windows.com", HTTPS: true, Source: older, Old: true},
	{Name: "dogfood.datamart.windows.com", HTTPS: true, Source: older, Old: true},
	{Name: "windows.policies.live.net", HTTPS: true, Source: older, Old: true},
	{Name: "msftconnecttest.com", HTTP: true, Source: older, Old: true},
	{Name: "mps-service.datamart.windows.com", HTTP: true, HTTPS: true, Source: older, Old: true},
	{Name: "mps-staging.datamart.windows.com", HTTP: true, HTTPS: true, Source: older, Old: true},
}

// Page is where the list is documented.
const Page = cosa.DocumentationRoot + "mobile-plans-walled-garden"

// HostOf is the host of an operator's own URL, an international one in the form
// that name servers and firewalls know.
func HostOf(address, source string) (Host, error) {
	shown := cosa.Bounded(cosa.MaskUserInfo(address), 200)
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
		return Host{}, fmt.Errorf("%q is no URL with a host, such as https://portal.contoso.example/", shown)
	}
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if _, err := netip.ParseAddr(name); err == nil {
		return Host{}, fmt.Errorf("%q names an address, the walled garden works by host names only", shown)
	}
	if strings.IndexFunc(name, func(r rune) bool { return r > 0x7f }) >= 0 {
		if ascii, err := idna.Lookup.ToASCII(name); err == nil {
			name = ascii
		}
	}
	if !validName(name) {
		return Host{}, fmt.Errorf("%q has no host name that a firewall takes", shown)
	}
	return Host{Name: name, HTTP: u.Scheme == "http", HTTPS: u.Scheme == "https", Source: source}, nil
}

// Sources of the hosts that a service configuration names, before the name of
// the profile.
const (
	PortalSource     = "portalURI of "
	GetBalanceSource = "getBalanceURL of "
)

// HostsOf lists the hosts that a submission brings along, each once: where a
// profile turns Mobile Plans on, those of AccountExperienceURL and of the portal
// and the GetBalance service that its service configuration names. Problems
// tells of the addresses that no host can be taken from.
func HostsOf(s *cosa.Submission) (list []Host, problems []Problem) {
	profiles := s.Profiles()
	for i := range profiles {
		e := profiles[i].First()
		if e.Deletes() || !e.Marketplace() {
			continue
		}
		add := func(source, address string, at cosa.Position) {
			if address == "" {
				return
			}
			source += profiles[i].Name()
			h, err := HostOf(address, source)
			if err != nil {
				problems = append(problems, Problem{
					Position: at, Text: cosa.Bounded(cosa.MaskUserInfo(address), 200), Source: source,
					Message: source + ": " + err.Error(), Hint: NameHint,
				})
				return
			}
			list = Add(list, h)
		}
		add("AccountExperienceURL of ", e.Text(cosa.AccountExperienceURL), e.Position(cosa.AccountExperienceURL))
		if config := profiles[i].Service(); config != nil {
			add(PortalSource, config.PortalURI.Text, config.PortalURI.Position)
			add(GetBalanceSource, config.GetBalanceURL.Text, config.GetBalanceURL.Position)
		}
	}
	return list, problems
}

// NameHint says what a URL has to name.
const NameHint = "write the full name of the host, as in https://portal.contoso.example/: firewalls open the walled garden by names"

// Add adds a host to a list that may have it already.
func Add(list []Host, h Host) []Host {
	for i := range list {
		if list[i].Name == h.Name {
			list[i].HTTP, list[i].HTTPS = list[i].HTTP || h.HTTP, list[i].HTTPS || h.HTTPS
			return list
		}
	}
	return append(list, h)
}

// validName reports whether text is a host name of at least two labels, but
// for localhost.
func validName(text string) bool {
	labels := strings.Split(text, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || strings.Trim(strings.ToLower(label), "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	return len(text) <= 253 && (len(labels) > 1 || text == "localhost")
}
