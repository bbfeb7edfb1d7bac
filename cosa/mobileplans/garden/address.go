package garden

import (
	"net/netip"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// isAddress reports whether text is an IP address, a network or a range, or
// is written like one: no host name ends in a number.
func isAddress(text string) bool {
	one := func(s string) bool {
		_, err := netip.ParseAddr(strings.Trim(s, "[]"))
		return err == nil
	}
	if from, to, ok := strings.Cut(text, "-"); ok && one(from) {
		return one(to) || cosa.AllDigits(to)
	}
	host, _, ok := strings.Cut(text, "/")
	if one(text) || ok && one(host) {
		return true
	}
	if inside, _, ok := strings.Cut(strings.TrimPrefix(host, "["), "]"); ok && strings.HasPrefix(host, "[") {
		return one(inside)
	}
	host, _, _ = strings.Cut(host, ":")
	label := strings.Trim(host, "*.")
	return strings.Contains(host, ".") && cosa.AllDigits(label[strings.LastIndexByte(label, '.')+1:])
}
