package garden

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// Allowlist is what a firewall lets through.
type Allowlist struct {
	entries  []entry
	blocks   []block
	acls     []acl    // of squid, in the order of the list
	accesses []access // of squid
	Problems []Problem
	Names    int // that it allows
}

// Problem is something in an allowlist that is no name, or an address in a
// submission that names no host.
type Problem struct {
	Position cosa.Position
	Text     string
	Source   string // who names the host, "" in an allowlist
	Message  string
	Hint     string
}

// entry allows a name: itself, the names below it, or names that end so.
type entry struct {
	name        string
	self, below bool
	ending      bool // name is the end of names, not a whole label
	http, https bool
	resolved    bool // dnsmasq asks a server for it
	order       int  // of the line of squid that lets it through, -1 where that stands elsewhere
}

func (e entry) allows(h Host) (http, https bool) {
	name, wild := strings.CutPrefix(h.Name, "*")
	switch {
	case e.ending && strings.HasSuffix(name, e.name):
	case !wild && e.self && name == e.name:
	case !wild && e.below && strings.HasSuffix(name, "."+e.name):
	// A firewall that knows whole labels only lets through what is below.
	case wild && e.below && (name == e.name || strings.HasSuffix(name, "."+e.name)):
	default:
		return false, false
	}
	return e.http, e.https
}

// mostLine bounds a line of an allowlist.
const mostLine = 1 << 20

// ReadAllowlist reads names, one or several a line, with wildcards
// (*.example.com, .example.com, *example.com), schemes and ports, comments
// behind #, and the lines of dnsmasq and squid that hold names.
func ReadAllowlist(name string, r io.Reader) (*Allowlist, error) {
	a := &Allowlist{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, mostLine)
	n := 0
	for lines.Scan() {
		n++
		text := strings.TrimPrefix(lines.Text(), "\ufeff")
		if strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
			return nil, &cosa.ReadError{Position: cosa.Position{File: name, Line: n}, Problem: "not a text in UTF-8", Hint: "write one host name a line"}
		}
		a.line(text, cosa.Position{File: name, Line: n})
	}
	if err := lines.Err(); err != nil {
		if err == bufio.ErrTooLong {
			return nil, &cosa.ReadError{Position: cosa.Position{File: name, Line: n + 1}, Problem: "a line of more than a million bytes", Hint: "write one host name a line"}
		}
		return nil, err
	}
	a.squid()
	return a, nil
}

func (a *Allowlist) line(text string, at cosa.Position) {
	code := text
	for i := range text { // a # behind other characters belongs to dnsmasq
		if text[i] == '#' && (i == 0 || strings.IndexByte(" \t", text[i-1]) >= 0) {
			code = text[:i]
			break
		}
	}
	words := fields(code)
	if len(words) == 0 {
		return
	}
	option, value, assigned := strings.Cut(words[0].text, "=")
	switch {
	case assigned && strings.HasPrefix(value, "/"):
		a.dnsmasq(option, value, text, words[0].at+len(option)+len("="), at)
	case assigned && !strings.ContainsAny(option, "./:"): // another setting of dnsmasq
	case words[0].text == "acl":
		if len(words) >= 3 {
			a.acls = append(a.acls, acl{name: words[1].text, words: words, line: text, at: at})
		}
	case words[0].text == "http_access":
		a.access(words)
	case squidWords[words[0].text]:
	default:
		for _, w := range words {
			a.word(w.text, text, w.at, at)
		}
	}
}

// field is a word of a line.
type field struct {
	text string
	at   int
}

func fields(line string) []field {
	var list []field
	start := -1
	for i := 0; i <= len(line); i++ {
		blank := i == len(line) || strings.IndexByte(" \t,;\r", line[i]) >= 0
		switch {
		case !blank && start < 0:
			start = i
		case blank && start >= 0:
			list = append(list, field{line[start:i], start})
			start = -1
		}
	}
	return list
}

func (a *Allowlist) problem(word, line string, offset int, at cosa.Position, message, hint string) {
	at.Column = utf8.RuneCountInString(line[:offset]) + 1
	a.Problems = append(a.Problems, Problem{Position: at, Text: cosa.MaskUserInfo(cosa.Bounded(word, 200)), Message: message, Hint: hint})
}

// word reads one name with what may stand around it.
func (a *Allowlist) word(word, line string, offset int, at cosa.Position) {
	shown := cosa.Bounded(word, 60)
	if i := strings.LastIndexByte(word, '@'); i >= 0 {
		shown = cosa.Mask + cosa.Bounded(word[i:], 60)
	}
	if isAddress(word) {
		a.problem(shown, line, offset, at, fmt.Sprintf("%q is an address: the walled garden works by host names only", shown), "name the host; its addresses change")
		return
	}
	e := entry{http: true, https: true, order: -1}
	name := strings.ToLower(word)
	if scheme, rest, ok := strings.Cut(name, "://"); ok {
		e.http, e.https = scheme == "http", scheme == "https"
		name, _, _ = strings.Cut(rest, "/")
		if i := strings.LastIndexByte(name, '@'); i >= 0 {
			name = name[i+1:]
		}
	}
	name = strings.TrimSuffix(name, "/")
	if host, port, ok := strings.Cut(name, ":"); ok {
		e.http, e.https = e.http && port == "80", e.https && port == "443"
		name = host
	}
	name = strings.TrimSuffix(name, ".")
	if isAddress(name) {
		a.problem(shown, line, offset, at, fmt.Sprintf("%q is an address: the walled garden works by host names only", shown), "name the host; its addresses change")
		return
	}
	switch {
	case strings.HasPrefix(name, "*."):
		e.name, e.below = name[2:], true
	case strings.HasPrefix(name, "*"):
		e.name, e.ending = name[1:], true
	case strings.HasPrefix(name, "."):
		e.name, e.self, e.below = name[1:], true, true
	default:
		e.name, e.self = name, true
	}
	if !validName(e.name) && !(e.ending || e.below) || strings.Trim(e.name, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "" || e.name == "" {
		a.problem(shown, line, offset, at, fmt.Sprintf("%q is no host name", shown), "write names such as login.live.com, *.example.com or .example.com, one a line")
		return
	}
	a.Names++
	a.entries = append(a.entries, e)
}
