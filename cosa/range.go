package cosa

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Range is a range of ICCIDs or IMSIs, both ends included. Start and End are
// the digits as written; Lo and Hi serve for comparing only. For ICCIDs they
// count 20-digit numbers (see domain facts in the package README): a 19-digit
// N covers N0 to N9.
type Range struct {
	Kind       NumberKind
	Start, End string
	Lo, Hi     uint64
}

// Errors of [NewRange].
var (
	ErrNumber  = errors.New("not a number of this kind")
	ErrLengths = errors.New("start and end differ in length")
	ErrOrder   = errors.New("start is after end")
)

// NewRange makes a range of its ends. The error wraps [ErrNumber],
// [ErrLengths] or [ErrOrder].
func NewRange(kind NumberKind, start, end string) (Range, error) {
	lo, _, ok := NumberKey(kind, start)
	if !ok {
		return Range{}, fmt.Errorf("%q: %w", start, ErrNumber)
	}
	hi, width, ok := NumberKey(kind, end)
	if !ok {
		return Range{}, fmt.Errorf("%q: %w", end, ErrNumber)
	}
	if len(start) != len(end) {
		return Range{}, fmt.Errorf("%q and %q: %w", start, end, ErrLengths)
	}
	if lo > hi {
		return Range{}, fmt.Errorf("%q and %q: %w", start, end, ErrOrder)
	}
	return Range{Kind: kind, Start: start, End: end, Lo: lo, Hi: hi + width - 1}, nil
}

// RangeOf makes a range of its keys, which are those of [Range.Lo] and
// [Range.Hi], and writes its ends in so many digits. Where ICCIDs of 19 digits
// are wanted, lo must be the first and hi the last key of such a number: a
// multiple of ten, and one that ends in 9.
func RangeOf(kind NumberKind, lo, hi uint64, digits int) Range {
	return Range{Kind: kind, Lo: lo, Hi: hi, Start: kind.text(lo, digits), End: kind.text(hi, digits)}
}

// ParseRange reads START-END. Blanks around the dash, and an en or em dash,
// are accepted.
func ParseRange(kind NumberKind, text string) (Range, error) {
	start, end, ok := SplitRange(text)
	if !ok {
		return Range{}, fmt.Errorf("%q: not of the form START-END: %w", text, ErrNumber)
	}
	return NewRange(kind, start, end)
}

// SplitRange cuts START-END at its only dash. Either end may be missing.
func SplitRange(text string) (start, end string, ok bool) {
	dash := func(r rune) bool { return r == '-' || isDash(r) }
	i := strings.IndexFunc(text, dash)
	if i < 0 {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	start, end = text[:i], text[i+size:]
	if strings.ContainsFunc(end, dash) {
		return "", "", false
	}
	return strings.TrimSpace(start), strings.TrimSpace(end), true
}

// String writes the range as START-END.
func (r Range) String() string { return r.Start + "-" + r.End }

// Count is the number of SIMs in the range. ICCIDs are counted in 19-digit
// numbers: the 20th digit is a check digit or filler.
func (r Range) Count() uint64 {
	if r.Kind == IMSI {
		return r.Hi - r.Lo + 1
	}
	return r.Hi/10 - r.Lo/10 + 1
}

// Overlaps reports whether a number lies in both ranges, where a 20-digit
// ICCID is the same SIM as the 19 digits it begins with.
func (r Range) Overlaps(o Range) bool { return r.Lo <= o.Hi && o.Lo <= r.Hi }

// Contains reports whether every number of o lies in r.
func (r Range) Contains(o Range) bool { return r.Lo <= o.Lo && o.Hi <= r.Hi }

// Same reports whether both ranges hold the same numbers.
func (r Range) Same(o Range) bool { return r.Lo == o.Lo && r.Hi == o.Hi }

// Intersect returns the numbers in both ranges, written in the longer of the
// two forms; ok is false where there are none.
func (r Range) Intersect(o Range) (both Range, ok bool) {
	if !r.Overlaps(o) {
		return Range{}, false
	}
	digits := max(len(r.Start), len(o.Start))
	lo, hi := max(r.Lo, o.Lo), min(r.Hi, o.Hi)
	return Range{
		Kind: r.Kind, Lo: lo, Hi: hi,
		Start: r.Kind.text(lo, digits), End: r.Kind.text(hi, digits),
	}, true
}
