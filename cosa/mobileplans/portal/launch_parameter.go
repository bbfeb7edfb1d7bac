package portal

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/cosakit/cosa/cosa"
)

// transactionIDLength is how many characters a transactionId has at most.
const transactionIDLength = 64

// known lists the parameters of a launch and how each is judged.
var known = []struct {
	name  string
	judge func(c *checker, p *parameter)
}{
	{"market", region},
	{"location", region},
	{"transactionId", func(c *checker, p *parameter) {
		switch n := utf8.RuneCountInString(p.value); {
		case strings.TrimSpace(p.value) == "":
			c.add("launch-transaction-id", p.valueAt, p.name, p.value, "transactionId is blank", "the notification has to bring it back")
		case n > transactionIDLength:
			c.add("launch-transaction-id", p.valueAt, p.name, p.value, fmt.Sprintf("transactionId has %d characters, at most %d are allowed", n, transactionIDLength), "")
		}
	}},
	{"eid", func(c *checker, p *parameter) {
		switch {
		case !cosa.AllDigits(p.value) || len(p.value) != eidDigits:
			c.add("launch-eid", p.valueAt, p.name, p.value, digitsWanted(p.value, "32 digits"), grouping(p.value))
		case mod97(p.value) != 1:
			c.add("launch-eid-check", p.valueAt, p.name, p.value, fmt.Sprintf("the check digits %q do not belong to this EID", p.value[30:]), "correct for a device; for a test "+withEIDCheck(p.value)+" would pass")
		}
	}},
	{"imei", func(c *checker, p *parameter) {
		switch {
		case !cosa.AllDigits(p.value) || len(p.value) != imeiDigits:
			c.add("launch-imei", p.valueAt, p.name, p.value, digitsWanted(p.value, "15 digits"), grouping(p.value))
		case !luhn(p.value):
			c.add("launch-imei-check", p.valueAt, p.name, p.value, fmt.Sprintf("the check digit %q does not belong to this IMEI", p.value[14:]), "for a test "+withIMEICheck(p.value)+" would pass")
		}
	}},
	{"iccids", func(c *checker, p *parameter) { c.iccids(p.name, p.raw, p.valueAt, true) }},
	{"iccid", func(c *checker, p *parameter) {
		if !validICCID(p.value) {
			c.add("launch-iccid", p.valueAt, p.name, p.value, digitsWanted(p.value, "19 or 20 digits that begin with 89"), grouping(p.value))
		}
	}},
}

func region(c *checker, p *parameter) {
	if validRegion(p.value) {
		return
	}
	hint := "such as US"
	if strings.EqualFold(p.value, "UK") {
		hint = "the United Kingdom is GB"
	}
	c.add("launch-region", p.valueAt, p.name, p.value, fmt.Sprintf("%q is no two-letter code of ISO 3166", cosa.Bounded(p.value, 60)), hint)
}

// validRegion reports whether text is the two-letter code of a country, in
// either case, as the documentation has both.
func validRegion(text string) bool {
	if len(text) != 2 || strings.EqualFold(text, "UK") {
		return false
	}
	r, err := language.ParseRegion(text)
	return err == nil && r.IsCountry() && strings.EqualFold(r.String(), text)
}

func digitsWanted(text, want string) string {
	if text == "" {
		return "it is blank; " + want + " are wanted"
	}
	if cosa.AllDigits(text) {
		return fmt.Sprintf("%q has %d digits; %s are wanted", cosa.Bounded(text, 60), len(text), want)
	}
	return fmt.Sprintf("%q is not %s", cosa.Bounded(text, 60), want)
}

func grouping(text string) string {
	if cut := strings.NewReplacer(" ", "", "-", "").Replace(text); cut != text && cosa.AllDigits(cut) {
		return "write the digits without anything between them"
	}
	return ""
}

func withIMEICheck(imei string) string {
	for d := '0'; ; d++ {
		if n := imei[:14] + string(d); luhn(n) || d == '9' {
			return n
		}
	}
}

func withEIDCheck(eid string) string {
	return fmt.Sprintf("%s%02d", eid[:30], 98-mod97(eid[:30]+"00"))
}

// iccids judges a list with commas; escaped ones count in a URL.
func (c *checker) iccids(name, raw string, at int, escaped bool) {
	seen := make(map[string]bool)
	for {
		item, size := raw, len(raw)
		if i := strings.IndexByte(raw, ','); i >= 0 {
			item, size = raw[:i], i+1
		}
		if i := strings.Index(strings.ToUpper(item), "%2C"); escaped && i >= 0 {
			item, size = item[:i], i+3
		}
		number := item
		if escaped {
			number = strings.NewReplacer("%20", " ", "+", " ").Replace(item)
		}
		trimmed := strings.TrimSpace(number)
		switch {
		case !validICCID(trimmed):
			c.add("launch-iccid", at+len(item)-len(strings.TrimLeft(item, " ")), name, item, digitsWanted(trimmed, "19 or 20 digits that begin with 89"), grouping(trimmed))
		case trimmed != number && item != strings.TrimSpace(item) && escaped:
			// the blank is told as a character that may not stand in a URL
		case trimmed != number:
			c.add("launch-iccid-list", at, name, item, "a blank stands beside an ICCID of the list", "put commas only between the numbers")
		case seen[trimmed]:
			c.add("launch-iccid-list", at, name, item, fmt.Sprintf("%s stands in the list twice", trimmed), "")
		}
		seen[trimmed] = true
		if size == len(raw) && size == len(item) {
			return
		}
		raw, at = raw[size:], at+size
	}
}
