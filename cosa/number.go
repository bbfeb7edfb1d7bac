package cosa

import "strings"

// NumberKind tells the two kinds of numbered ranges apart.
type NumberKind uint8

// The kinds of ranges.
const (
	ICCID NumberKind = iota
	IMSI
)

// String returns ICCID or IMSI.
func (k NumberKind) String() string {
	if k == IMSI {
		return "IMSI"
	}
	return "ICCID"
}

// Start and End are the settings that hold the ends of a range of this kind.
func (k NumberKind) Start() Setting {
	if k == IMSI {
		return IMSIStart
	}
	return ICCIDStart
}

// End is the setting that holds the last number of a range of this kind.
func (k NumberKind) End() Setting {
	if k == IMSI {
		return IMSIEnd
	}
	return ICCIDEnd
}

// Digits is the length of an identifier's longest form: a 20-digit ICCID, a
// 15-digit IMSI.
func (k NumberKind) Digits() int {
	if k == IMSI {
		return 15
	}
	return 20
}

// key returns an integer that orders numbers of a kind, whatever their length:
// for an ICCID the 18 digits behind 89, where a 19-digit number stands for the
// ten 20-digit numbers that begin with it (key is that of the first, width is
// 10); for an IMSI all 15 digits. ok is false for text of another form.
func (k NumberKind) key(text string) (key, width uint64, ok bool) {
	if !AllDigits(text) {
		return 0, 0, false
	}
	if k == IMSI {
		if len(text) != 15 {
			return 0, 0, false
		}
		return atou(text), 1, true
	}
	switch {
	case !strings.HasPrefix(text, "89"):
		return 0, 0, false
	case len(text) == 19:
		return atou(text[2:]) * 10, 10, true
	case len(text) == 20:
		return atou(text[2:]), 1, true
	}
	return 0, 0, false
}

// Valid reports whether text has the form of a number of this kind: 15 digits,
// or 19 or 20 digits that begin with 89.
func (k NumberKind) Valid(text string) bool {
	_, _, ok := k.key(text)
	return ok
}

// text writes the number with a key in so many digits.
func (k NumberKind) text(key uint64, digits int) string {
	if k == IMSI {
		return pad(key, 15)
	}
	if digits == 19 {
		return "89" + pad(key/10, 17)
	}
	return "89" + pad(key, 18)
}

// AllDigits reports whether text is one or more ASCII digits.
func AllDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// atou reads up to 19 digits.
func atou(digits string) uint64 {
	var n uint64
	for i := 0; i < len(digits); i++ {
		n = n*10 + uint64(digits[i]-'0')
	}
	return n
}

func pad(n uint64, width int) string {
	b := make([]byte, width)
	for i := width - 1; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return string(b)
}
