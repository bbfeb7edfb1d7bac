package conform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

const (
	// mostRanges bounds the ranges that SIMs are drawn from.
	mostRanges = 10
	// mostCandidates bounds the SIMs that are asked for to find one that the
	// endpoint knows.
	mostCandidates = 12
)

// draw is what is drawn from a range.
type draw struct {
	cosa.Range
	inside  []string // first, middle and last
	outside []string // before and behind, if no other range has them
}

// draw draws SIMs from some of the submission's ranges, so that each length of
// ICCIDs is there.
func (r *run) draw() {
	var chosen []cosa.Range
	byLength := make(map[int][]cosa.Range)
	for _, held := range r.SIMs.Ranges {
		byLength[len(held.Start)] = append(byLength[len(held.Start)], held)
	}
	for _, digits := range []int{19, 20} {
		list := byLength[digits]
		most := mostRanges
		if len(byLength) > 1 {
			most /= 2
		}
		step := max(1, (len(list)+most-1)/most)
		for i := 0; i < len(list); i += step {
			chosen = append(chosen, list[i])
		}
	}
	if left := len(r.SIMs.Ranges) - len(chosen); left > 0 {
		r.report.Notes = append(r.report.Notes, fmt.Sprintf("SIMs are drawn from %d of %d ranges", len(chosen), len(r.SIMs.Ranges)))
	}
	for _, held := range chosen {
		r.drawn = append(r.drawn, r.drawFrom(held))
	}
	r.unknown = r.SIMs.Unknown
	if r.unknown == "" {
		if model := r.candidates(); len(model) > 0 {
			r.unknown = r.made(model[0])
		} else {
			r.unknown = "8999900000000000000"
		}
	}
}

func (r *run) drawFrom(held cosa.Range) draw {
	digits := len(held.Start)
	width := uint64(1)
	if digits == 19 {
		width = 10
	}
	number := func(key uint64) string { return cosa.RangeOf(held.Kind, key, key+width-1, digits).Start }
	d := draw{Range: held}
	middle := held.Lo + (held.Hi-held.Lo)/2/width*width
	for _, key := range []uint64{held.Lo, middle, held.Hi - width + 1} {
		if n := number(key); !slices.Contains(d.inside, n) {
			d.inside = append(d.inside, n)
		}
	}
	const last = 1e18 - 1 // the greatest key
	if held.Lo >= width {
		d.outside = append(d.outside, number(held.Lo-width))
	}
	if held.Hi < last {
		d.outside = append(d.outside, number(held.Hi+1))
	}
	d.outside = slices.DeleteFunc(d.outside, r.taken)
	return d
}

// taken reports whether a SIM is one of the submission's, in either length, or
// one that is known otherwise.
func (r *run) taken(iccid string) bool {
	key, width, ok := cosa.NumberKey(cosa.ICCID, iccid)
	if !ok {
		return true
	}
	number := cosa.Range{Lo: key, Hi: key + width - 1}
	for _, held := range r.SIMs.Ranges {
		if held.Overlaps(number) {
			return true
		}
	}
	same := func(known string) bool { return strings.HasPrefix(known, iccid) || strings.HasPrefix(iccid, known) }
	for _, known := range r.SIMs.Known {
		if same(known.ICCID) {
			return true
		}
	}
	return slices.ContainsFunc(r.SIMs.Zero, same)
}

// made makes a SIM that nobody has of one that somebody has: no country has
// the calling code 999.
func (r *run) made(known string) string {
	for _, head := range []string{"89999", "89990", "89991", "89997", "89000", "89009"} {
		if iccid := head + known[len(head):]; !r.taken(iccid) {
			return iccid
		}
	}
	return ""
}

// candidates lists SIMs that the endpoint may know, the likeliest first.
func (r *run) candidates() []string {
	var list []string
	for _, known := range r.SIMs.Known {
		list = append(list, known.ICCID)
	}
	list = append(list, r.SIMs.Zero...)
	for i := 0; i < 3; i++ {
		for _, d := range r.drawn {
			if i < len(d.inside) {
				list = append(list, d.inside[i])
			}
		}
	}
	return list[:min(len(list), mostCandidates)]
}
