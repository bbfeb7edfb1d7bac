package ranges

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Held is a range with who holds it, and where it says so.
type Held struct {
	cosa.Range
	Profile  string // Operator (Country), "" where there is none
	Target   string // what else a SIM must have: MCC 722, MNC 310; "" for nothing
	Position cosa.Position
	More     int // further rows that say the same
}

// Unknown is a value that is meant to tell numbers, but they cannot be told.
type Unknown struct {
	Profile  string
	Position cosa.Position
	Value    string
}

// Holdings are the ranges of one kind, in the order they were met.
type Holdings struct {
	Kind    cosa.NumberKind
	Ranges  []Held
	Unknown []Unknown
}

// Plain lists the ranges alone.
func (h *Holdings) Plain() []cosa.Range {
	plain := make([]cosa.Range, len(h.Ranges))
	for i := range h.Ranges {
		plain[i] = h.Ranges[i].Range
	}
	return plain
}

// identifying are the settings that tell targets apart.
var identifying = [...]cosa.Setting{
	cosa.MCC, cosa.MNC, cosa.SPN, cosa.PNN, cosa.GID1, cosa.ESIMProv,
	cosa.IMSIStart, cosa.IMSIEnd, cosa.ICCIDStart, cosa.ICCIDEnd,
}

// target is a profile's target, by the numbers of its identifiers.
type target struct {
	profile int
	ids     [len(identifying)]uint32
}

// AddSubmission adds the ranges of a submission: each target of a profile
// once, however many connections it has. Rows that delete hold nothing. A
// pattern holds its intervals.
func (h *Holdings) AddSubmission(s *cosa.Submission) {
	type met struct{ first, n int }
	seen := make(map[target]met)
	names := make(map[[len(identifying)]uint32]string)
	for e := range s.Entries() {
		if e.ID(h.Kind.Start()) == 0 && e.ID(h.Kind.End()) == 0 || e.Deletes() {
			continue
		}
		t := target{profile: e.Profile().Index}
		for i, setting := range identifying {
			t.ids[i] = e.ID(setting)
		}
		if m, ok := seen[t]; ok {
			for i := range m.n {
				h.Ranges[m.first+i].More++
			}
			continue
		}
		found, ok := e.Ranges(h.Kind)
		seen[t] = met{len(h.Ranges), len(found)}
		at, name := e.Position(h.Kind.Start()), e.Name()
		if !ok {
			h.Unknown = append(h.Unknown, Unknown{Profile: name, Position: at, Value: written(e, h.Kind)})
			continue
		}
		others := t.ids
		for i, setting := range identifying {
			if setting == h.Kind.Start() || setting == h.Kind.End() {
				others[i] = 0
			}
		}
		if _, ok := names[others]; !ok {
			names[others] = otherIdentifiers(e, h.Kind)
		}
		for _, r := range found {
			h.Ranges = append(h.Ranges, Held{Range: r, Profile: name, Target: names[others], Position: at})
		}
	}
}

// otherIdentifiers writes what the entry's target demands beside numbers of a
// kind.
func otherIdentifiers(e cosa.Entry, kind cosa.NumberKind) string {
	t := e.Target()
	other := 1 - kind
	if kind == cosa.ICCID {
		t.ICCID = nil
	} else {
		t.IMSI = nil
	}
	text := ""
	if t.Text != [len(t.Text)]string{} || t.ESIM == cosa.True || t.IMSI != nil || t.ICCID != nil {
		text = t.String()
	}
	if e.Range(other) == nil && (e.Has(other.Start()) || e.Has(other.End())) {
		text = strings.TrimPrefix(text+", "+other.String()+" "+written(e, other), ", ")
	}
	return text
}

// written is what the entry says of its numbers.
func written(e cosa.Entry, kind cosa.NumberKind) string {
	start, end := e.Text(kind.Start()), e.Text(kind.End())
	if end == "" && cosa.IsCondition(start) {
		return start
	}
	return start + "-" + end
}

// Holder is a profile with its ranges, merged.
type Holder struct {
	Profile string
	SIMs    uint64
	Parts   []Part
}

// Part is a merged range with the places that it comes from.
type Part struct {
	cosa.Range
	From []cosa.Position
}

// Holders merges the ranges of each profile name, in the order of the first
// number.
func (h *Holdings) Holders() []Holder {
	groups := make(map[string][]Held)
	for _, r := range h.Ranges {
		groups[r.Profile] = append(groups[r.Profile], r)
	}
	holders := make([]Holder, 0, len(groups))
	for name, held := range groups {
		plain := make([]cosa.Range, len(held))
		for i := range held {
			plain[i] = held[i].Range
		}
		holder := Holder{Profile: name, SIMs: SIMs(plain)}
		for _, r := range Merge(plain) {
			holder.Parts = append(holder.Parts, Part{Range: r})
		}
		holder.trace(held)
		holders = append(holders, holder)
	}
	slices.SortFunc(holders, func(a, b Holder) int {
		return cmp.Or(Compare(a.Parts[0].Range, b.Parts[0].Range), cmp.Compare(a.Profile, b.Profile))
	})
	return holders
}

// trace tells each part where it comes from.
func (h *Holder) trace(held []Held) {
	slices.SortStableFunc(held, func(a, b Held) int { return Compare(a.Range, b.Range) })
	var next [2]int // part of each form that the next range may be of
	for i := range held {
		r := &held[i]
		n := next[form(r.Range)]
		for form(h.Parts[n].Range) != form(r.Range) || !h.Parts[n].Contains(r.Range) {
			n++
		}
		next[form(r.Range)] = n
		h.Parts[n].From = append(h.Parts[n].From, r.Position)
	}
}
