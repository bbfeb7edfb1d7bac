package garden

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Format is a way to write hosts for a firewall.
type Format struct {
	Name  string
	Means string
	Write func(w io.Writer, list []Host) error
}

// Formats lists the formats that firewalls read.
func Formats() []Format { return formats }

var formats = []Format{
	{"plain", "one name a line", plain},
	{"dnsmasq", "ipset lines: the addresses that dnsmasq finds for these names join the set walled-garden, which the firewall lets through", dnsmasq},
	{"squid", "an acl walled_garden of the type dstdomain", squid},
}

func plain(w io.Writer, list []Host) error {
	var b bytes.Buffer
	for _, h := range list {
		fmt.Fprintln(&b, h.Name)
	}
	_, err := b.WriteTo(w)
	return err
}

// dnsmasq means a name and those below it, so that a wildcard needs no sign.
func dnsmasq(w io.Writer, list []Host) error {
	var b bytes.Buffer
	b.WriteString("# Names of the walled garden: dnsmasq puts their addresses into the set\n# walled-garden as it finds them, and the firewall lets that set through.\n")
	for _, h := range list {
		fmt.Fprintf(&b, "ipset=/%s/walled-garden\n", strings.TrimPrefix(strings.TrimPrefix(h.Name, "*"), "."))
	}
	_, err := b.WriteTo(w)
	return err
}

func squid(w io.Writer, list []Host) error {
	var b bytes.Buffer
	b.WriteString("# Names of the walled garden; allow them before anything is denied:\n#   http_access allow walled_garden\n")
	for _, h := range list {
		name := h.Name
		if rest, wild := strings.CutPrefix(name, "*"); wild {
			name = "." + strings.TrimPrefix(rest, ".")
		}
		fmt.Fprintf(&b, "acl walled_garden dstdomain %s\n", name)
	}
	_, err := b.WriteTo(w)
	return err
}
