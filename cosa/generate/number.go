package generate

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// digits reads the digits of a cell, which a sheet must not have damaged.
func digits(v cosa.Value, column int) (string, *lineError) {
	const hint = "format the column as Text and type it again"
	switch {
	case v.Type == cosa.Date:
		return "", faulty(column, hint, "a date stands where digits belong")
	case v.Damaged():
		return "", faulty(column, "write the digits themselves", "%s stands where digits belong", damage(v))
	case v.Type == cosa.Number && (len(v.Text) > 15 || !cosa.AllDigits(v.Text)):
		return "", faulty(column, hint, "digits lost: %q is stored as a number, and Excel keeps only 15 of its digits", short(v.Text))
	case cosa.AllDigits(v.Text):
		return v.Text, nil
	case scientific(v.Text):
		return "", faulty(column, "go back to where the number is whole, and copy it as text", "digits lost: %q is in scientific notation", short(v.Text))
	default:
		return "", faulty(column, "write them without blanks, dashes and letters", "%q is not made of digits alone", short(v.Text))
	}
}

// scientific recognises what a sheet program makes of a long number.
func scientific(text string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(text), "E")
	digits := strings.NewReplacer(".", "", ",", "").Replace(mantissa) + strings.TrimPrefix(exponent, "+")
	return ok && mantissa != "" && cosa.AllDigits(digits)
}

// number reads a whole number of at least 1.
func number(v cosa.Value, column int) (uint64, *lineError) {
	if v.Damaged() || v.Type == cosa.Date || !cosa.AllDigits(v.Text) {
		text := fmt.Sprintf("%q", short(v.Text))
		if v.Damaged() {
			text = damage(v)
		}
		return 0, faulty(column, "write digits alone, as in 1000000", "%s is no whole number", text)
	}
	text := strings.TrimLeft(v.Text, "0")
	if len(text) > 18 {
		return 0, faulty(column, "", "%q is more than there are numbers", short(v.Text))
	}
	var n uint64
	for _, c := range text {
		n = n*10 + uint64(c-'0')
	}
	if n == 0 {
		return 0, faulty(column, "write at least 1, or leave the cell blank", "%q is no number of SIMs", v.Text)
	}
	return n, nil
}

// damage names what stands in a cell that has no text.
func damage(v cosa.Value) string {
	if v.Type == cosa.Err {
		return fmt.Sprintf("the error value %q", short(v.Text))
	}
	return "a formula without a result"
}
