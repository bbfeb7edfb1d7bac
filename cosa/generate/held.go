package generate

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// held is the range that a line says, of one kind.
type held struct {
	start, end     cosa.Value
	startAt, endAt int        // columns that say it, -1 for none
	r              cosa.Range // if sound
	sound          bool       // r is the range
	made           bool       // r was computed: the cells do not hold it
	size           uint64     // SIMs of each piece that it is split into, 0 for one piece
}

// given reports that the line says a range at all.
func (h *held) given() bool { return h.startAt >= 0 }

// text writes an end as the base's placeholders put it into a text.
func (h *held) text(end bool) string {
	switch v := h.start; {
	case h.sound && end:
		return h.r.End
	case h.sound:
		return h.r.Start
	case end:
		return h.end.Text
	default:
		return v.Text
	}
}

// rangeReader finds the ranges of lines.
type rangeReader struct {
	columns *columns
	split   uint64 // of lines that say none of their own
	splits  int    // kind that it holds for, -1 for none
	within  [len(kinds)]bool
	faults  *Faults
}

// lineError says what is wrong in a column of a line.
type lineError struct {
	column        int
	problem, hint string
}

func (e *lineError) Error() string { return e.problem }

func faulty(column int, hint, problem string, args ...any) *lineError {
	return &lineError{column, fmt.Sprintf(problem, args...), hint}
}

func (r *rangeReader) value(e cosa.Entry, column int) (cosa.Value, bool) {
	if column < 0 {
		return cosa.Value{}, false
	}
	v := e.In(r.columns.list[column].in)
	return v, !v.Blank()
}

// read returns the range of a line; wanted is how many SIMs it is to have
// where the table leaves their numbers open, else 0.
func (r *rangeReader) read(e cosa.Entry, kind cosa.NumberKind) (h held, wanted uint64, fault *lineError) {
	h = held{startAt: -1, endAt: -1}
	if !r.columns.hasRange(kind) {
		return h, 0, nil
	}
	parts := &r.columns.parts[kind]
	startAt, endAt := r.columns.setting[kind.Start()], r.columns.setting[kind.End()]
	whole, isWhole := r.value(e, parts[wholePart])
	start, hasStart := r.value(e, startAt)
	end, hasEnd := r.value(e, endAt)
	prefix, hasPrefix := r.value(e, parts[prefixPart])
	count, hasCount := r.value(e, parts[countPart])
	countAt := parts[countPart]
	switch {
	case isWhole && (hasStart || hasEnd):
		return h, 0, faulty(parts[wholePart], "leave one of them blank", "the line says the range twice, as START-END and in columns of its ends")
	case hasPrefix && (isWhole || hasStart || hasEnd):
		return h, 0, faulty(parts[prefixPart], "leave one of them blank", "the line says the range twice, by its ends and by a prefix")
	case hasCount && (isWhole || hasEnd):
		return h, 0, faulty(countAt, "leave one of them blank", "the line says the range twice, by its end and by a count")
	}
	switch {
	case isWhole:
		h.startAt, h.endAt = parts[wholePart], parts[wholePart]
		h.start, h.end = halves(whole)
	case hasPrefix:
		h.startAt, h.endAt = parts[prefixPart], parts[prefixPart]
		h.r, fault = r.ofPrefix(e, kind, prefix)
		if fault == nil && hasCount {
			h.endAt = countAt
			h.r, fault = r.first(h.r, count, countAt, fmt.Sprintf("the prefix %q", prefix.Text))
		}
		h.sound, h.made = true, true
	case hasCount && hasStart:
		h.startAt, h.endAt = startAt, countAt
		h.r, fault = r.from(kind, start, startAt)
		if fault == nil {
			h.r, fault = r.first(h.r, count, countAt, fmt.Sprintf("the start %q", start.Text))
		}
		h.sound, h.made = true, true
	case hasCount:
		if !r.within[kind] {
			return h, 0, faulty(countAt, "give the start or a prefix too, or the range to take numbers from with --within START-END",
				"the line counts %ss without saying where they begin", kind)
		}
		h.startAt, h.endAt = countAt, countAt
		wanted, fault = number(count, countAt)
	case hasStart || hasEnd:
		h.startAt, h.endAt = startAt, endAt
		if !hasStart {
			h.startAt = endAt
		}
		h.start, h.end = start, end
	default:
		return h, 0, nil
	}
	if fault == nil {
		fault = r.size(e, kind, &h)
	}
	if !h.made && wanted == 0 && fault == nil {
		h.judge(kind)
	}
	return h, wanted, fault
}

// judge finds out whether the ends that a line says make a range. What they
// lack is a matter of the rules.
func (h *held) judge(kind cosa.NumberKind) {
	if h.start.Damaged() || h.end.Damaged() || h.start.Type == cosa.Number || h.end.Type == cosa.Number {
		return
	}
	r, err := cosa.NewRange(kind, h.start.Text, h.end.Text)
	h.r, h.sound = r, err == nil
}

// halves cuts START-END. What is not of that form is the start alone, which
// the rules look at.
func halves(whole cosa.Value) (start, end cosa.Value) {
	text := whole.Text
	first, last, ok := cosa.SplitRange(text)
	switch {
	case whole.Type != cosa.Text || cosa.IsCondition(text):
		return whole, cosa.Value{}
	case !ok && strings.Contains(strings.Trim(text, "- "), "-"):
		return whole, cosa.Value{Type: cosa.Wrong} // one finding is enough
	case !ok:
		return whole, cosa.Value{}
	}
	return cosa.Value{Text: first, Raw: first}, cosa.Value{Text: last, Raw: last}
}

// size reads how many SIMs the pieces of a line's range are to have.
func (r *rangeReader) size(e cosa.Entry, kind cosa.NumberKind, h *held) (fault *lineError) {
	if v, ok := r.value(e, r.columns.parts[kind][splitPart]); ok {
		h.size, fault = number(v, r.columns.parts[kind][splitPart])
	} else if r.splits == int(kind) {
		h.size = r.split
	}
	return fault
}

// ofPrefix returns all numbers that begin with a prefix.
func (r *rangeReader) ofPrefix(e cosa.Entry, kind cosa.NumberKind, v cosa.Value) (cosa.Range, *lineError) {
	column := r.columns.parts[kind][prefixPart]
	prefix, fault := digits(v, column)
	if fault != nil {
		return cosa.Range{}, fault
	}
	width := kind.Digits()
	if kind == cosa.ICCID {
		width = 19
	}
	if v, ok := r.value(e, r.columns.parts[kind][digitsPart]); ok {
		at := r.columns.parts[kind][digitsPart]
		n, fault := number(v, at)
		switch {
		case fault != nil:
			return cosa.Range{}, fault
		case kind == cosa.ICCID && n != 19 && n != 20:
			return cosa.Range{}, faulty(at, "write 19 or 20", "an ICCID has 19 or 20 digits, not %d", n)
		case kind == cosa.IMSI && n != 15:
			return cosa.Range{}, faulty(at, "write 15, or leave it blank", "an IMSI has 15 digits, not %d", n)
		}
		width = int(n)
	}
	switch {
	case len(prefix) > width:
		return cosa.Range{}, faulty(column, "", "the prefix %q has %d digits, and the %s only %d", short(prefix), len(prefix), kind, width)
	case kind == cosa.ICCID && !strings.HasPrefix(prefix, "89"):
		return cosa.Range{}, faulty(column, "", "the prefix %q does not begin with 89, as every ICCID does", prefix)
	}
	rest := width - len(prefix)
	all, err := cosa.NewRange(kind, prefix+strings.Repeat("0", rest), prefix+strings.Repeat("9", rest))
	if err != nil {
		return all, faulty(column, "", "the prefix %s", err)
	}
	return all, nil
}

// from returns all numbers from a start on.
func (r *rangeReader) from(kind cosa.NumberKind, v cosa.Value, column int) (cosa.Range, *lineError) {
	start, fault := digits(v, column)
	if fault != nil {
		return cosa.Range{}, fault
	}
	one, problem := ranges.ParseNumber(kind, start)
	if problem != "" {
		return cosa.Range{}, faulty(column, "", "the start %q %s", short(start), problem)
	}
	highest := strings.Repeat("9", len(start))
	if kind == cosa.ICCID {
		highest = "89" + highest[2:]
	}
	last, _ := ranges.ParseNumber(kind, highest)
	return cosa.RangeOf(kind, one.Lo, last.Hi, len(start)), nil
}

// first returns the first count SIMs of a range. Of a SIM whose 20-digit
// numbers begin within it, it takes those that are left.
func (r *rangeReader) first(all cosa.Range, v cosa.Value, column int, of string) (cosa.Range, *lineError) {
	count, fault := number(v, column)
	if fault != nil {
		return all, fault
	}
	if room := all.Count(); count > room {
		return all, faulty(column, "", "%s leaves room for %d SIMs, and %d are asked for", of, room, count)
	}
	unit := unitOf(all.Kind)
	return cosa.RangeOf(all.Kind, all.Lo, min((all.Lo/unit+count)*unit-1, all.Hi), len(all.Start)), nil
}

// unitOf is how many keys of ranges a SIM has.
func unitOf(kind cosa.NumberKind) uint64 {
	if kind == cosa.ICCID {
		return 10
	}
	return 1
}
