package garden

import (
	"net/netip"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// dnsmasq reads a setting of dnsmasq with names between slashes, then where
// they lead. Without a place to lead to, or with one that is no host's, dnsmasq
// answers that there is no such name.
func (a *Allowlist) dnsmasq(option, value, line string, offset int, at cosa.Position) {
	parts := strings.Split(value[1:], "/")
	target := parts[len(parts)-1]
	targetAt := offset + len(value) - len(target)
	read := &Allowlist{}
	offset++
	for _, name := range parts[:len(parts)-1] {
		if name != "" && name != "#" {
			below := name
			if !strings.HasPrefix(name, "*") && !strings.HasPrefix(name, ".") {
				below = "." + name // dnsmasq means what is below too
			}
			read.word(below, line, offset, at)
		}
		offset += len(name) + 1
	}
	blocks := false
	switch option {
	case "ipset", "nftset":
		blocks = target == ""
	case "server", "local":
		blocks = target == ""
	case "address":
		blocks = true
		if ip, err := netip.ParseAddr(target); err == nil && !ip.IsUnspecified() && !ip.IsLoopback() {
			a.problem(target, line, targetAt, at, "address= answers with "+target+" for names, in the place of their own addresses", "let names through with ipset=/NAME/SET, and leave their addresses to the DNS")
		}
	default: // the path of a file, or names for another purpose
		return
	}
	if blocks {
		for _, e := range read.entries {
			a.blocks = append(a.blocks, block{entry: e, at: at})
		}
		return
	}
	for i := range read.entries {
		read.entries[i].resolved = option == "server" || option == "local"
	}
	a.entries = append(a.entries, read.entries...)
	a.Problems = append(a.Problems, read.Problems...)
	a.Names += read.Names
}
