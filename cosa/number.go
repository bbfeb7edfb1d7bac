package cosa

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

// NumberKey returns an integer that orders numbers of a kind, whatever their
// length: for an ICCID the 18 digits behind 89, where a 19-digit number stands
// for the ten 20-digit numbers that begin with it (key is that of the first,
// width is 10); for an IMSI all 15 digits. ok is false for text of another
// form.
func NumberKey[T string | []byte](kind NumberKind, text T) (key, width uint64, ok bool) {
	if kind == IMSI {
		if len(text) != 15 {
			return 0, 0, false
		}
		head, all := eightDigits(text, 0)
		tail, too := eightDigits(text, 7) // the eighth digit again
		if !all || !too {
			return 0, 0, false
		}
		return head*1e7 + tail%1e7, 1, true
	}
	if len(text) != 19 && len(text) != 20 || text[0] != '8' || text[1] != '9' {
		return 0, 0, false
	}
	rest := len(text) - 16
	for i := 2; i < rest; i++ {
		digit := text[i] - '0'
		if digit > 9 {
			return 0, 0, false
		}
		key = key*10 + uint64(digit)
	}
	middle, all := eightDigits(text, rest)
	tail, too := eightDigits(text, rest+8)
	if !all || !too {
		return 0, 0, false
	}
	key = key*1e16 + middle*1e8 + tail
	if len(text) == 19 {
		return key * 10, 10, true
	}
	return key, 1, true
}

// eightDigits reads the eight digits at i as one word, in which neighbours are
// put together three times: lists of millions of numbers are read so.
func eightDigits[T string | []byte](text T, i int) (n uint64, ok bool) {
	_ = text[i+7]
	n = uint64(text[i]) | uint64(text[i+1])<<8 | uint64(text[i+2])<<16 | uint64(text[i+3])<<24 |
		uint64(text[i+4])<<32 | uint64(text[i+5])<<40 | uint64(text[i+6])<<48 | uint64(text[i+7])<<56
	const high = 0xf0f0f0f0f0f0f0f0
	// From a colon on, six more carry into the high half of the byte.
	ok = n&high == 0x3030303030303030 && (n+0x0606060606060606)&high == 0x3030303030303030
	n = n & 0x0f0f0f0f0f0f0f0f * (10<<8 + 1) >> 8
	n = n & 0x00ff00ff00ff00ff * (100<<16 + 1) >> 16
	return n & 0x0000ffff0000ffff * (10000<<32 + 1) >> 32, ok
}

// Valid reports whether text has the form of a number of this kind: 15 digits,
// or 19 or 20 digits that begin with 89.
func (k NumberKind) Valid(text string) bool {
	_, _, ok := NumberKey(k, text)
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

func pad(n uint64, width int) string {
	b := make([]byte, width)
	for i := width - 1; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return string(b)
}
