package diff

import (
	"encoding/binary"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// identifiers are what a target may demand of a SIM beside its numbers.
var identifiers = [...]cosa.Setting{
	cosa.MCC, cosa.MNC, cosa.SPN, cosa.PNN, cosa.GID1,
	cosa.CDMAProviderID, cosa.CDMAProviderName, cosa.GSMProviderName, cosa.TargetXML,
}

// attributes are what a target says beside what it demands.
var attributes = [...]cosa.Setting{cosa.UIName, cosa.UIOrder, cosa.ESIMProv}

// counting says in which numbers the SIMs of a target are counted.
type counting uint8

const (
	countsNone    counting = iota // no numbers are demanded
	countsICCID                   //
	countsIMSI                    //
	countsUnknown                 // SIMs that cannot be told
	countsNobody                  // the profile has no target
)

// numbered reports that the SIMs are counted by their numbers.
func (c counting) numbered() bool { return c == countsICCID || c == countsIMSI }

// key is what targets demand beside the numbers in which their SIMs are
// counted. Zero identifiers demand nothing.
type key struct {
	plain    [len(identifiers)]uint32
	other    uint32 // number of the demand for numbers of the other kind, or for those that cannot be told
	counting counting
	esim     bool
}

// shape says which demands a key has.
type shape struct {
	plain    uint16 // bit i for identifiers[i]
	other    bool
	counting counting
	esim     bool
}

func (k *key) shape() shape {
	s := shape{other: k.other != 0, counting: k.counting, esim: k.esim}
	for i, id := range k.plain {
		if id != 0 {
			s.plain |= 1 << i
		}
	}
	return s
}

// reduced keeps of k what a shape demands. ok is false where k demands less.
func (k key) reduced(to shape) (key, bool) {
	own := k.shape()
	if to.plain&^own.plain != 0 || to.esim && !own.esim || to.other && !own.other ||
		to.counting != countsNone && to.counting != k.counting || to.counting == countsNone && to.other {
		return k, false
	}
	for i := range k.plain {
		if to.plain&(1<<i) == 0 {
			k.plain[i] = 0
		}
	}
	if !to.other {
		k.other = 0
	}
	k.esim, k.counting = to.esim, to.counting
	return k, true
}

// keys numbers the keys of both sides.
type keys struct {
	lex     *lexicon
	numbers map[key]int32
	list    []key
	others  []other // by key.other
	otherOf map[string]uint32
	last    int32
}

// other is a demand for numbers in which the target is not counted.
type other struct {
	text  string
	spans []span // nil where they cannot be told
}

func newKeys(lex *lexicon) *keys {
	return &keys{lex: lex, numbers: make(map[key]int32), others: []other{{}}, otherOf: make(map[string]uint32)}
}

func (ks *keys) number(k key) int32 {
	if int(ks.last) < len(ks.list) && ks.list[ks.last] == k {
		return ks.last
	}
	n, ok := ks.numbers[k]
	if !ok {
		n = int32(len(ks.list))
		ks.numbers[k] = n
		ks.list = append(ks.list, k)
	}
	ks.last = n
	return n
}

func (ks *keys) other(text string, spans []span) uint32 {
	n, ok := ks.otherOf[text]
	if !ok {
		n = uint32(len(ks.others))
		ks.otherOf[text] = n
		ks.others = append(ks.others, other{text, spans})
	}
	return n
}

// otherSpans numbers a demand for the numbers themselves.
func (ks *keys) otherSpans(kind cosa.NumberKind, spans []span) uint32 {
	text := make([]byte, 0, 1+16*len(spans))
	text = append(text, byte(kind))
	for _, s := range spans {
		text = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(text, s.lo), s.hi)
	}
	return ks.other(string(text), spans)
}

// joined is what SIMs of both keys meet, which are compatible.
func (ks *keys) joined(a, b *key) key {
	k := *a
	for i, id := range b.plain {
		if k.plain[i] == 0 || id != 0 && ks.allows(identifiers[i], k.plain[i], id) {
			k.plain[i] = id
		}
	}
	k.esim = a.esim || b.esim
	if k.counting == countsNone {
		k.counting = b.counting
	}
	switch {
	case a.other == 0:
		k.other = b.other
	case b.other != 0 && a.other != b.other && ks.both(a) && ks.both(b):
		x, y := ks.others[a.other].spans, ks.others[b.other].spans
		k.other = ks.otherSpans(kindOf(k.flipped().counting), inBoth(x, y))
	}
	return k
}

// odd reports that an identifier of the key is a condition that several plain
// values meet.
func (ks *keys) odd(k *key) bool {
	for i, id := range k.plain {
		if id != 0 && ks.lex.texts[identifiers[i]][id].odd != nil {
			return true
		}
	}
	return false
}

// meets reports whether every SIM that meets k meets wide as well, its numbers
// aside.
func (ks *keys) meets(k, wide *key) bool {
	if wide.esim && !k.esim || wide.other != 0 && wide.other != k.other ||
		wide.counting != countsNone && wide.counting != k.counting {
		return false
	}
	for i, id := range wide.plain {
		if id != 0 && id != k.plain[i] && (k.plain[i] == 0 || !ks.allows(identifiers[i], id, k.plain[i])) {
			return false
		}
	}
	return true
}

// allows reports whether a condition is met by a plain value.
func (ks *keys) allows(s cosa.Setting, condition, plain uint32) bool {
	a, b := &ks.lex.texts[s][condition], &ks.lex.texts[s][plain]
	return a.odd != nil && b.odd == nil && a.odd.Matches(b.text)
}

// compatible reports whether one SIM can meet both keys.
func (ks *keys) compatible(a, b *key) bool {
	for i, id := range a.plain {
		o := b.plain[i]
		if id == o || id == 0 || o == 0 || identifiers[i] == cosa.TargetXML {
			continue
		}
		s := identifiers[i]
		bothOdd := ks.lex.texts[s][id].odd != nil && ks.lex.texts[s][o].odd != nil
		if !bothOdd && !ks.allows(s, id, o) && !ks.allows(s, o, id) {
			return false
		}
	}
	if a.other == 0 || b.other == 0 || a.other == b.other {
		return true
	}
	return overlap(ks.others[a.other].spans, ks.others[b.other].spans)
}

// overlap reports whether two lists share a number, or cannot be told.
func overlap(a, b []span) bool {
	if a == nil || b == nil {
		return true
	}
	for len(a) > 0 && len(b) > 0 {
		if _, ok := common(a[0], b[0]); ok {
			return true
		}
		if a[0].hi < b[0].hi {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return false
}

// describe writes what a key demands: "722-310", "722-310, SPN Contoso".
func (ks *keys) describe(k *key) string {
	var parts []string
	mcc, mnc := ks.lex.text(cosa.MCC, k.plain[0]), ks.lex.text(cosa.MNC, k.plain[1])
	switch {
	case mcc != "" && mnc != "":
		parts = append(parts, mcc+"-"+mnc)
	case mcc != "":
		parts = append(parts, "MCC "+mcc)
	case mnc != "":
		parts = append(parts, "MNC "+mnc)
	}
	for i, s := range identifiers {
		if text := ks.lex.text(s, k.plain[i]); text != "" && s != cosa.MCC && s != cosa.MNC {
			parts = append(parts, s.String()+" "+text)
		}
	}
	if k.esim {
		parts = append(parts, "ESIM_PROV true")
	}
	if k.other != 0 {
		parts = append(parts, ks.others[k.other].text)
	}
	if len(parts) == 0 {
		return "every network"
	}
	return strings.Join(parts, ", ")
}
