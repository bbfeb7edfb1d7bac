package cosa

import (
	"fmt"
	"strings"
)

// Target is the conjunction of identifiers of one row. A SIM matches it if
// every identifier that is given holds.
type Target struct {
	Entry Entry
	Text  [5]string // MCC, MNC, SPN, PNN, GID1 as compared; "" for any
	ESIM  Tristate
	IMSI  *Range // nil: none given, or not readable
	ICCID *Range
}

// Tristate is a boolean that may be blank.
type Tristate int8

// The states.
const (
	Blank Tristate = iota
	True
	False
)

// identifiers are the plain identifiers of a target in the order of
// Target.Text.
var identifiers = [...]Setting{MCC, MNC, SPN, PNN, GID1}

func newTarget(e Entry) Target {
	t := Target{Entry: e}
	for i, s := range identifiers {
		if e.ID(s) != 0 {
			t.Text[i] = e.Text(s)
		}
	}
	t.Text[4] = strings.ToUpper(t.Text[4])
	if e.Has(ESIMProv) && ESIMProv.True(e.Text(ESIMProv)) {
		t.ESIM = True // false is what a blank means, and demands nothing
	}
	t.IMSI, t.ICCID = e.Range(IMSI), e.Range(ICCID)
	return t
}

// Range returns the entry's range of a kind, or nil where it is missing or
// faulty. Numbers that a sheet stores as numbers are not trusted.
func (e Entry) Range(kind NumberKind) *Range {
	if e.ID(kind.Start()) == 0 || e.ID(kind.End()) == 0 {
		return nil
	}
	start, end := e.Value(kind.Start()), e.Value(kind.End())
	if kind == ICCID && (start.Type != Text || end.Type != Text) {
		return nil
	}
	r, err := NewRange(kind, start.Text, end.Text)
	if err != nil {
		return nil
	}
	return &r
}

// Identifiers is the number of identifiers that the target states; the more,
// the more specific it is. ESIM_PROV counts where it is true.
func (t Target) Identifiers() int {
	n := 0
	for _, text := range t.Text {
		if text != "" {
			n++
		}
	}
	if t.ESIM == True {
		n++
	}
	if t.Entry.Has(IMSIStart) || t.Entry.Has(IMSIEnd) {
		n++
	}
	if t.Entry.Has(ICCIDStart) || t.Entry.Has(ICCIDEnd) {
		n++
	}
	return n
}

// Compatible reports whether some SIM can satisfy both targets: identifiers
// that both state are equal, and ranges that both state share a number.
func (t Target) Compatible(o Target) bool {
	for i := range t.Text {
		if t.Text[i] != "" && o.Text[i] != "" && t.Text[i] != o.Text[i] {
			return false
		}
	}
	if t.ESIM != Blank && o.ESIM != Blank && t.ESIM != o.ESIM {
		return false
	}
	for _, pair := range [...][2]*Range{{t.IMSI, o.IMSI}, {t.ICCID, o.ICCID}} {
		if pair[0] != nil && pair[1] != nil && !pair[0].Overlaps(*pair[1]) {
			return false
		}
	}
	return true
}

// String writes the target for a person: MCC 722, MNC 310, ICCID 8954...-8954....
func (t Target) String() string {
	var parts []string
	for i, s := range identifiers {
		if t.Text[i] != "" {
			parts = append(parts, fmt.Sprintf("%s %s", s, t.Text[i]))
		}
	}
	for _, r := range [...]*Range{t.IMSI, t.ICCID} {
		if r != nil {
			parts = append(parts, fmt.Sprintf("%s %s", r.Kind, r))
		}
	}
	if t.ESIM == True {
		parts = append(parts, "ESIM_PROV true")
	}
	if len(parts) == 0 {
		return "no identifier"
	}
	return strings.Join(parts, ", ")
}
