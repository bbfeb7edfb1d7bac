package ranges

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// ErrOutside says that a range to cut out is not within the one that it is to
// be cut out of.
var ErrOutside = errors.New("not within")

// Piece is a part of a range, and whether its ends fall on the blocks of 100
// that old Windows tells apart.
type Piece struct {
	cosa.Range
	StartOnGrid, EndOnGrid bool
}

// OnGrid reports whether both ends fall on blocks of 100.
func (p Piece) OnGrid() bool { return p.StartOnGrid && p.EndOnGrid }

// OnGrid looks at the ends of a range: its start should end in 00, its end in
// 99.
func OnGrid(r cosa.Range) Piece {
	return Piece{Range: r, StartOnGrid: strings.HasSuffix(r.Start, "00"), EndOnGrid: strings.HasSuffix(r.End, "99")}
}

// Carve returns what is left of a range when others are cut out of it, in
// ascending order. Pieces are written as the range is; where a cut takes a part
// of the numbers that begin with an ICCID of 19 digits, the pieces have 20. A
// cut that is not wholly within the range is an error that wraps [ErrOutside].
func Carve(parent cosa.Range, cuts []cosa.Range) ([]Piece, error) {
	for _, cut := range cuts {
		if !parent.Contains(cut) {
			return nil, fmt.Errorf("%s: %w %s", cut, ErrOutside, parent)
		}
	}
	return pieces(Gaps(parent, cuts)), nil
}

func pieces(ranges []cosa.Range) []Piece {
	made := make([]Piece, len(ranges))
	for i, r := range ranges {
		made[i] = OnGrid(r)
	}
	return made
}

// Gaps returns the numbers of a range that none of others holds, in ascending
// order and as few ranges as possible. A SIM counts as held whether its ICCID
// is written in 19 or in 20 digits. For how they are written see [Carve].
func Gaps(within cosa.Range, others []cosa.Range) []cosa.Range {
	type keys struct{ lo, hi uint64 }
	var left []keys
	next := within.Lo
	for _, i := range order(others) {
		r := &others[i]
		if r.Hi < next || !r.Overlaps(within) {
			continue
		}
		if r.Lo > next {
			left = append(left, keys{next, r.Lo - 1})
		}
		next = r.Hi + 1
	}
	if next <= within.Hi {
		left = append(left, keys{next, within.Hi})
	}
	digits := len(within.Start)
	for _, k := range left {
		if within.Kind == cosa.ICCID && (k.lo%10 != 0 || k.hi%10 != 9) {
			digits = within.Kind.Digits()
		}
	}
	gaps := make([]cosa.Range, len(left))
	for i, k := range left {
		gaps[i] = cosa.RangeOf(within.Kind, k.lo, k.hi, digits)
	}
	return gaps
}

// InPart counts the SIMs of which ranges hold some 20-digit numbers and not
// all ten. Such a SIM counts in each range that holds some.
func InPart(list []cosa.Range) uint64 {
	digits := make(map[uint64]uint64) // by SIM with an end within its ten numbers, those that are held
	for _, r := range list {
		if r.Kind != cosa.ICCID {
			continue
		}
		for _, sim := range [...]uint64{r.Lo / 10, r.Hi / 10} {
			if r.Lo > sim*10 || r.Hi < sim*10+9 {
				digits[sim] |= lastDigits(max(r.Lo, sim*10)-sim*10, min(r.Hi, sim*10+9)-sim*10)
			}
		}
	}
	n := uint64(0)
	for _, held := range digits {
		if held != lastDigits(0, 9) {
			n++
		}
	}
	return n
}

// lastDigits is the set of the digits from lo to hi.
func lastDigits(lo, hi uint64) uint64 { return 1<<(hi+1) - 1<<lo }

// Split yields the pieces of a range that have size SIMs each, from its start
// on; the last may have fewer. A size of 0 yields nothing.
func Split(r cosa.Range, size uint64) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		if size == 0 {
			return
		}
		width := uint64(1)
		if r.Kind == cosa.ICCID {
			width = 10
		}
		for lo := r.Lo; ; {
			hi := r.Hi
			// The first SIM of 20 digits may be held in part.
			if first, last := lo/width, r.Hi/width; last-first >= size {
				hi = (first+size)*width - 1
			}
			if !yield(OnGrid(cosa.RangeOf(r.Kind, lo, hi, len(r.Start)))) || hi == r.Hi {
				return
			}
			lo = hi + 1
		}
	}
}

// Pieces is how many pieces [Split] yields.
func Pieces(r cosa.Range, size uint64) uint64 {
	if size == 0 {
		return 0
	}
	return (r.Count()-1)/size + 1
}
