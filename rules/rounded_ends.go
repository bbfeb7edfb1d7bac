package rules

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// rounded names the mark that a spreadsheet leaves on the end of an ICCID range
// whose digits it has cut off, or returns "".
func rounded(end string) string {
	if strings.Trim(end[15:], "0") == "" {
		return "all digits from the 16th on are zero"
	}
	return ""
}

// roundedEnds lists, by number of the value, the ends of ICCID ranges that
// are another range's start, or zero from the 16th digit on. What ends in 99
// was not rounded: there the other range's start is mistyped.
func (in *Input) roundedEnds() map[uint32]string {
	s := in.Submission
	if in.rounded != nil || !s.Used(cosa.Column(cosa.ICCIDEnd)) {
		return in.rounded
	}
	in.rounded = make(map[uint32]string)
	counts := make([]bool, s.DistinctCount(cosa.Column(cosa.ICCIDStart)))
	for e := range s.Entries() {
		if id := e.ID(cosa.ICCIDStart); !counts[id] && !e.Deletes() {
			counts[id] = true
		}
	}
	starts := make(map[string]bool, len(counts))
	for id, v := range s.Distinct(cosa.Column(cosa.ICCIDStart)) {
		if counts[id] {
			starts[v.Text] = true
		}
	}
	for id, v := range s.Distinct(cosa.Column(cosa.ICCIDEnd)) {
		if bad := in.malformed[cosa.ICCIDEnd]; bad != nil && bad[id] != sound || v.Damaged() || v.Blank() {
			continue
		}
		if mark := rounded(v.Text); mark != "" {
			in.rounded[id] = mark
		} else if starts[v.Text] && !strings.HasSuffix(v.Text, "99") {
			in.rounded[id] = "it is the start of another range"
		}
	}
	return in.rounded
}

// looksRounded reports whether the end of the row's range bears the mark of a
// spreadsheet. One number that is start and end bears none.
func (in *Input) looksRounded(e cosa.Entry, kind cosa.NumberKind) bool {
	return kind == cosa.ICCID && in.roundedEnds()[e.ID(cosa.ICCIDEnd)] != "" && e.Text(cosa.ICCIDStart) != e.Text(cosa.ICCIDEnd)
}

// suspicious reports the ends of ranges that look rounded.
func suspicious(in *Input, report Report) {
	marks := in.roundedEnds()
	if len(marks) == 0 {
		return
	}
	for e := range in.Submission.Entries() {
		mark := marks[e.ID(cosa.ICCIDEnd)]
		if mark == "" || e.Deletes() || !in.looksRounded(e, cosa.ICCID) {
			continue
		}
		if start, end, ok := in.ends(e, cosa.ICCID); ok && len(start) == len(end) && start > end {
			continue // iccid-range-order says that one of the ends is wrong
		}
		report(At(e, cosa.ICCIDEnd,
			fmt.Sprintf("the end %q looks rounded by a spreadsheet: %s", e.Text(cosa.ICCIDEnd), mark),
			"compare it digit for digit with the list from the SIM's maker; ends of ranges are nearly always ...99"))
	}
}
