package rules

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// wholeTarget is a target as the submission and the baseline are compared by.
type wholeTarget struct {
	key  targetKey
	ends [len(rangeEnds)]uint32
}

// without is the target without its range of a kind.
func (t wholeTarget) without(kind cosa.NumberKind) wholeTarget {
	for i, s := range rangeEnds {
		if s == kind.Start() || s == kind.End() {
			t.ends[i] = 0
		}
	}
	return t
}

// byLength takes ranges apart by the number of their digits: Windows compares
// numbers of one length only.
func byLength(ranges []cosa.Range) map[int][]interval.Span {
	parts := make(map[int][]cosa.Range)
	for _, r := range ranges {
		parts[len(r.Start)] = append(parts[len(r.Start)], r)
	}
	spans := make(map[int][]interval.Span, len(parts))
	for digits, part := range parts {
		spans[digits] = spansOf(part)
	}
	return spans
}

// targetText writes a row's target for a person.
func (in *Input) targetText(e cosa.Entry) string {
	var parts []string
	for _, s := range plainIdentifiers {
		if e.Has(s) {
			parts = append(parts, s.String()+" "+shortened(e.Text(s)))
		}
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		switch {
		case in.condition(e, kind.Start()) != "":
			parts = append(parts, kind.String()+" "+shortened(e.Text(kind.Start())))
		case hasRange(e, kind):
			parts = append(parts, fmt.Sprintf("%s %s-%s", kind, shortened(e.Text(kind.Start())), shortened(e.Text(kind.End()))))
		}
	}
	if e.Has(cosa.ESIMProv) && cosa.ESIMProv.True(e.Text(cosa.ESIMProv)) {
		parts = append(parts, cosa.ESIMProv.String())
	}
	if len(parts) == 0 {
		return "the target without identifiers"
	}
	return strings.Join(parts, ", ")
}
