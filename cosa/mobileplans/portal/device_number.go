package portal

import "github.com/cosakit/cosa/cosa"

// Lengths of a device's numbers.
const (
	imeiDigits = 15
	eidDigits  = 32
)

// luhn reports whether the last digit of a number is its check digit.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// mod97 is the rest of a number of any length divided by 97; that of an EID
// is 1.
func mod97(digits string) int {
	rest := 0
	for i := range len(digits) {
		rest = (rest*10 + int(digits[i]-'0')) % 97
	}
	return rest
}

// validICCID reports whether text has the form of an ICCID.
func validICCID(text string) bool { return cosa.ICCID.Valid(text) }
