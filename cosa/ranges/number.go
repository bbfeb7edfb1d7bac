package ranges

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// ParseNumber reads one number as the range that holds it alone. fault says
// what is wrong with it and what is allowed, "" for nothing.
func ParseNumber(kind cosa.NumberKind, text string) (number cosa.Range, fault string) {
	key, width, ok := cosa.NumberKey(kind, text)
	if !ok {
		return cosa.Range{}, numberFault(kind, text)
	}
	return cosa.Range{Kind: kind, Start: text, End: text, Lo: key, Hi: key + width - 1}, ""
}

func numberFault(kind cosa.NumberKind, text string) string {
	want := "15 digits"
	if kind == cosa.ICCID {
		want = "19 or 20 digits"
	}
	switch {
	case text == "":
		return "is blank; want " + want
	case isScientific(text):
		return "is in scientific notation, its last digits are lost; take it from the source again, as text"
	case !cosa.AllDigits(text) && cosa.AllDigits(strings.TrimRight(text, "Ff")):
		return "ends in the filler F; leave that away"
	case !cosa.AllDigits(text):
		return "is not made of digits alone; want " + want
	case rightLength(kind, text):
		return "does not begin with 89, as every ICCID does"
	}
	return fmt.Sprintf("has %d digits, an %s has %s", len(text), kind, strings.TrimSuffix(want, " digits"))
}

// rightLength reports whether text is as long as a number of the kind.
func rightLength(kind cosa.NumberKind, text string) bool {
	return len(text) == kind.Digits() || kind == cosa.ICCID && len(text) == 19
}

// isScientific recognises what a sheet program makes of a long number, such as
// 8.95431E+18.
func isScientific(text string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(text), "E")
	mantissa = strings.NewReplacer(".", "", ",", "").Replace(mantissa)
	return ok && cosa.AllDigits(mantissa) && cosa.AllDigits(strings.TrimPrefix(exponent, "+"))
}

// Parse reads START-END. The error says what is wrong with which end.
func Parse(kind cosa.NumberKind, text string) (cosa.Range, error) {
	start, end, ok := cosa.SplitRange(text)
	if !ok {
		return cosa.Range{}, fmt.Errorf("%q is no range; want START-END, two numbers with one dash between them", text)
	}
	for _, number := range []string{start, end} {
		if _, fault := ParseNumber(kind, number); fault != "" {
			return cosa.Range{}, fmt.Errorf("%q in the range %q %s", number, text, fault)
		}
	}
	r, err := cosa.NewRange(kind, start, end)
	switch {
	case errors.Is(err, cosa.ErrLengths):
		return r, fmt.Errorf("the ends of %q have %d and %d digits; want as many in both", text, len(start), len(end))
	case errors.Is(err, cosa.ErrOrder):
		return r, fmt.Errorf("the range %q starts after its end; swap the two", text)
	}
	return r, err
}

// LooksLikeRange reports whether text is meant as a range rather than as a
// name: it is made of what START-END is made of, a slip or two included.
func LooksLikeRange(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || !isDigit(text[0]) && text[0] != '-' {
		return false
	}
	start, end, ok := cosa.SplitRange(text)
	if !ok { // too many dashes or none
		return strings.Contains(text, "-") && cosa.AllDigits(strings.NewReplacer("-", "", " ", "").Replace(text))
	}
	return looksLikeNumber(start) && looksLikeNumber(end) && start+end != ""
}

func looksLikeNumber(text string) bool {
	return text == "" || cosa.AllDigits(strings.TrimRight(strings.ReplaceAll(text, " ", ""), "Ff")) || isScientific(text)
}

// LooksLikeNumber reports whether text is meant as a number rather than as a
// name.
func LooksLikeNumber(text string) bool {
	return text != "" && isDigit(text[0]) && looksLikeNumber(text)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
