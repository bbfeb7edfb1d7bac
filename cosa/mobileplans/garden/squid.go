package garden

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// acl is a line of squid that gives names a name of their own.
type acl struct {
	name  string
	words []field
	line  string
	at    cosa.Position
}

// access is a line http_access of squid.
type access struct {
	allow bool
	acls  []string // in small letters, those that must not hold with a !
}

// squidWords begin lines of squid that hold no names.
var squidWords = map[string]bool{"http_port": true, "https_port": true, "cache": true, "never_direct": true, "always_direct": true, "visible_hostname": true, "ssl_bump": true}

// access reads a line http_access.
func (a *Allowlist) access(words []field) {
	if len(words) < 2 || words[1].text != "allow" && words[1].text != "deny" {
		return
	}
	line := access{allow: words[1].text == "allow"}
	for _, w := range words[2:] {
		line.acls = append(line.acls, strings.ToLower(w.text))
	}
	a.accesses = append(a.accesses, line)
}

// decided is the first line http_access that decides about what an acl holds,
// and whether it lets it through. A line that denies what is not in the acl
// lets through what is. Where no line does, the acl is not used; where there
// are no lines at all they stand in another file, and order is -1.
func (a *Allowlist) decided(acl string) (order int, allow bool) {
	if len(a.accesses) == 0 {
		return -1, true
	}
	acl = strings.ToLower(acl)
	for i, line := range a.accesses {
		switch {
		case slices.Contains(line.acls, acl):
			return i, line.allow
		case !line.allow && slices.Contains(line.acls, "!"+acl):
			return i, true
		}
	}
	return len(a.accesses), false
}

// squid reads the names of the acls as far as they are let through, and keeps
// those that are denied.
func (a *Allowlist) squid() {
	for _, x := range a.acls {
		order, allow := a.decided(x.name)
		read := &Allowlist{}
		read.acl(x)
		for i := range read.entries {
			read.entries[i].order = order
		}
		switch {
		case allow:
			a.entries = append(a.entries, read.entries...)
			a.Problems = append(a.Problems, read.Problems...)
			a.Names += read.Names
		case order < len(a.accesses):
			for _, e := range read.entries {
				a.blocks = append(a.blocks, block{entry: e, squid: true, at: x.at})
			}
		}
	}
	slices.SortStableFunc(a.Problems, func(p, q Problem) int { return p.Position.Line - q.Position.Line })
}

// acl reads the names of a line acl.
func (a *Allowlist) acl(x acl) {
	kind := x.words[2]
	switch kind.text {
	case "dstdomain", "ssl::server_name", "dst":
		for _, w := range x.words[3:] {
			if !strings.HasPrefix(w.text, "-") {
				a.word(w.text, x.line, w.at, x.at)
			}
		}
	case "dstdom_regex", "url_regex", "ssl::server_name_regex":
		a.problem(kind.text, x.line, kind.at, x.at, kind.text+" is not read: which names an expression means is not told", "list the names with dstdomain")
	}
}
