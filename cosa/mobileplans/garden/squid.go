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

// decision is what a line http_access does with what an acl holds.
type decision struct {
	order int // of the line
	allow bool
}

// decisions finds the first line http_access that decides about each acl. A
// line that denies what is not in an acl lets through what is.
func (a *Allowlist) decisions() map[string]decision {
	found := make(map[string]decision)
	for i, line := range a.accesses {
		for _, name := range line.acls {
			allow := line.allow
			if rest, not := strings.CutPrefix(name, "!"); not {
				if allow {
					continue
				}
				name, allow = rest, true
			}
			if _, ok := found[name]; !ok {
				found[name] = decision{i, allow}
			}
		}
	}
	return found
}

// squid reads the names of the acls as far as they are let through, and keeps
// those that are denied. Where there are no lines http_access at all they stand
// in another file; else an acl that none names is not used.
func (a *Allowlist) squid() {
	found := a.decisions()
	for _, x := range a.acls {
		decided, ok := found[strings.ToLower(x.name)]
		if !ok && len(a.accesses) == 0 {
			decided = decision{-1, true}
		} else if !ok {
			continue
		}
		read := &Allowlist{}
		read.acl(x)
		for i := range read.entries {
			read.entries[i].order = decided.order
		}
		if decided.allow {
			a.entries = append(a.entries, read.entries...)
			a.Problems = append(a.Problems, read.Problems...)
			a.Names += read.Names
		} else {
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
