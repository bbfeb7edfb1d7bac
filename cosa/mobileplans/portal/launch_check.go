package portal

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// checker judges one line of text; finding places are those of its characters.
type checker struct {
	text     string
	start    cosa.Position // of the first character
	findings []cosa.Finding
}

// add reports a fault at a byte of the text. value is what stands there.
func (c *checker) add(rule string, offset int, name, value, message, hint string) {
	at := c.start
	at.Column += utf8.RuneCountInString(c.text[:offset])
	at.Path = name
	c.findings = append(c.findings, cosa.Finding{
		Rule: rule, Position: at, Setting: name, Value: cosa.MaskUserInfo(value), Subject: name, Message: message, Hint: hint,
	})
}

// parameter is one of a query, and the place of its name and value.
type parameter struct {
	name, value string // unescaped
	raw         string // the value as it stands
	at, valueAt int
	faulty      bool // the URL is at fault there, so that the value is not judged
}

// CheckURL judges the URL of a launch; start is the place of its first
// character. Columns count characters.
func CheckURL(text string, start cosa.Position) []cosa.Finding {
	c := &checker{text: text, start: start}
	c.url()
	Stamp(c.findings, launchRules)
	return cosa.SortFindings(c.findings)
}

func (c *checker) url() {
	bad := c.characters()
	address, query, queryAt := c.text, "", len(c.text)
	if i := strings.IndexByte(c.text, '#'); i >= 0 {
		c.add("launch-url-fragment", i, "", c.text[i:], "what stands behind # never reaches the portal", "put the parameters before it")
		address, queryAt = c.text[:i], i
	}
	if i := strings.IndexByte(address, '?'); i >= 0 {
		address, query, queryAt = address[:i], address[i+1:], i+1
	}
	if !c.address(address, bad) {
		return
	}
	c.parameters(split(query, queryAt, bad))
}

// characters reports those that may not stand in a URL and returns their
// places.
func (c *checker) characters() []int {
	var bad []int
	last := -1
	for i, r := range c.text {
		if r > ' ' && r < 0x7f && !strings.ContainsRune("\"<>\\^`{|}", r) {
			continue
		}
		bad = append(bad, i)
		if adjacent := last == i; !adjacent && len(bad) < 100 {
			end := i
			for j, r := range c.text[i:] {
				if r > ' ' && r < 0x7f && !strings.ContainsRune("\"<>\\^`{|}", r) {
					break
				}
				end = i + j + utf8.RuneLen(max(r, 0))
				if r == utf8.RuneError {
					end = min(i+j+1, len(c.text))
				}
			}
			run := c.text[i:max(end, i+1)]
			c.add("launch-url-characters", i, "", run, fmt.Sprintf("%s may not stand in a URL", described(run)), "write it as "+cosa.Bounded(strings.ReplaceAll(url.QueryEscape(run), "+", "%20"), 60)+", or leave it out")
		}
		_, size := utf8.DecodeRuneInString(c.text[i:])
		last = i + size
	}
	return bad
}

// described names characters for a person.
func described(run string) string {
	switch {
	case strings.Trim(run, " ") == "":
		return "a blank"
	case strings.ContainsAny(run, "“”„‘’"):
		return `"` + cosa.Bounded(run, 20) + `" (typographic quotation marks, as text programs put them)`
	}
	return `"` + cosa.Bounded(run, 20) + `"`
}

// address judges the URL before the query and reports whether it is one.
func (c *checker) address(address string, bad []int) bool {
	scheme, rest, ok := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	at := len(scheme) + len("://")
	if !ok || host == "" || scheme == "" || strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+-.") != "" {
		c.add("launch-url-format", 0, "", cosa.Bounded(c.text, 200), "no absolute URL with a host", "write it as https://portal.contoso.example/?market=US&...")
		return false
	}
	switch strings.ToLower(scheme) {
	case "https":
	case "http":
		c.add("launch-insecure", 0, "", scheme, "the portal is opened over http", "use https, also for everything that the pages load")
	default:
		c.add("launch-insecure", 0, "", scheme, fmt.Sprintf("the portal is opened over %q, only https is allowed", cosa.Bounded(scheme, 30)), "use https")
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		c.add("launch-url-credentials", at, "", cosa.Mask, "a user name or password stands before the host", "take it away, the URL is logged in many places")
		host, at = host[i+1:], at+i+1
	}
	if slices.ContainsFunc(bad, func(i int) bool { return i < at+len(host) }) {
		return true
	}
	u, err := url.Parse("https://" + host)
	if err != nil || u.Hostname() == "" {
		c.add("launch-url-format", at, "", host, fmt.Sprintf("%q is no host", cosa.Bounded(host, 100)), "name the portal's host, such as portal.contoso.example")
		return true
	}
	if port := u.Port(); port != "" || strings.HasSuffix(host, ":") {
		c.add("launch-url-port", at+strings.LastIndexByte(host, ':'), "", port, "the URL names a port", "the service configuration takes none: serve the portal at 443")
	}
	return true
}

// split finds the parameters of a query that begins at a byte of the text.
func split(query string, at int, bad []int) []parameter {
	var list []parameter
	for query != "" {
		part, rest, more := strings.Cut(query, "&")
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			p := parameter{at: at, valueAt: min(at+len(name)+1, at+len(part)), raw: value}
			p.faulty = slices.ContainsFunc(bad, func(i int) bool {
				return i >= p.valueAt && i < at+len(part) && (name != "iccids" || value[i-p.valueAt] != ' ')
			})
			p.name, _ = url.QueryUnescape(name) // escapes of names are not worth a finding: such a name is unknown
			var err error
			if p.value, err = url.QueryUnescape(value); err != nil {
				p.value = value
			}
			trimmed := strings.TrimLeft(p.name, " ")
			p.at += len(p.name) - len(trimmed)
			p.name = strings.TrimSpace(trimmed)
			if p.at > at+len(part) {
				p.at = at
			}
			list = append(list, p)
		}
		at += len(part) + 1
		if query = rest; !more {
			break
		}
	}
	return list
}

// parameters judges the query as a whole, and each parameter.
func (c *checker) parameters(list []parameter) {
	names := make([]string, len(known))
	given, misspelt := make(map[string]bool), make(map[string]string)
	for i := range known {
		names[i] = known[i].name
	}
	for i := range list {
		p := &list[i]
		k := slices.Index(names, p.name)
		if k < 0 {
			c.unknown(p, names, misspelt)
			continue
		}
		if given[p.name] {
			c.add("launch-parameter-duplicate", p.at, p.name, p.raw, fmt.Sprintf("%s is given twice", p.name), "give it once; several profiles of an eSIM stand in iccids, with commas between them")
		}
		given[p.name] = true
		if i := badEscape(p.raw); i >= 0 && !p.faulty {
			c.add("launch-url-escape", p.valueAt+i, p.name, p.raw[i:min(i+3, len(p.raw))], "a percent sign without two hexadecimal digits", "write a percent sign itself as %25")
			continue
		}
		if !p.faulty {
			known[k].judge(c, p)
		}
	}
	c.missing(given, misspelt)
}

func badEscape(raw string) int {
	for i := 0; i < len(raw); i++ {
		if raw[i] == '%' && (i+2 >= len(raw) || !hex(raw[i+1]) || !hex(raw[i+2])) {
			return i
		}
	}
	return -1
}

func hex(b byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", b) >= 0 }

// unknown reports a parameter that is none, and keeps which one is meant.
func (c *checker) unknown(p *parameter, names []string, misspelt map[string]string) {
	near := cosa.Nearest(p.name, names)
	if near == "" || p.name == "" {
		c.add("launch-parameter-unknown", p.at, p.name, p.raw, fmt.Sprintf("%q is no documented parameter; a portal ignores it", cosa.Bounded(p.name, 60)), "")
		return
	}
	misspelt[near] = p.name
	c.add("launch-parameter-spelling", p.at, p.name, p.raw, fmt.Sprintf("%q is no documented parameter, did you mean %q?", cosa.Bounded(p.name, 60), near), "names are case-sensitive")
}

// missing reports what the app would have sent. What is misspelt is told
// already, and missing only where the portal cannot do without.
func (c *checker) missing(given map[string]bool, misspelt map[string]string) {
	end := len(c.text)
	esim := given["eid"] || given["iccids"]
	if !esim && !given["iccid"] {
		message, hint := "neither iccid, which a physical SIM needs, nor eid and iccids of an eSIM is given", "add iccid=89..."
		for _, name := range [...]string{"iccids", "eid", "iccid"} {
			if wrong, ok := misspelt[name]; ok {
				hint = fmt.Sprintf("write %s in the place of %s: names are case-sensitive", name, cosa.Bounded(wrong, 60))
				if name == "iccid" {
					message = "iccid is missing, which a physical SIM needs"
				}
			}
		}
		c.add("launch-parameter-required", end, "iccid", "", message, hint)
	}
	told := func(name string) bool {
		_, ok := misspelt[name]
		return ok || given[name]
	}
	for _, name := range [...]string{"market", "location", "transactionId", "imei"} {
		if !told(name) {
			c.add("launch-parameter-missing", end, name, "", name+" is missing, which the app always sends", "")
		}
	}
	if (esim || told("iccids")) && !told("eid") {
		c.add("launch-parameter-missing", end, "eid", "", "eid is missing, which the app sends with an eSIM", "")
	}
}
