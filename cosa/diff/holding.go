package diff

import "slices"

// holding are the SIMs of one profile.
type holding struct {
	keys   *keys
	all    []held
	at     map[int32]int // index in all, by key
	shapes []shape       // of the keys without odd ones
	odd    []int         // indices of keys with conditions
}

// mostOdd bounds the keys with conditions in place of plain identifiers that
// are tried one by one.
const mostOdd = 1000

func newHolding(ks *keys, all []held) *holding {
	h := &holding{keys: ks, all: all, at: make(map[int32]int, len(all))}
	seen := make(map[shape]bool)
	for i, hd := range all {
		h.at[hd.key] = i
		k := &ks.list[hd.key]
		if ks.odd(k) && len(h.odd) < mostOdd {
			h.odd = append(h.odd, i)
		}
		if s := k.shape(); !seen[s] {
			seen[s] = true
			h.shapes = append(h.shapes, s)
		}
	}
	return h
}

// wider visits the keys that every SIM under k meets as well, k among them.
func (h *holding) wider(k *key, visit func(held)) {
	for _, s := range h.shapes {
		reduced, ok := k.reduced(s)
		if !ok {
			continue
		}
		if n, ok := h.keys.numbers[reduced]; ok {
			if i, ok := h.at[n]; ok {
				visit(h.all[i])
			}
		}
	}
	for _, i := range h.odd {
		wide := &h.keys.list[h.all[i].key]
		if *wide != *k && h.keys.meets(k, wide) {
			visit(h.all[i])
		}
	}
}

// change is what one profile gains, or loses, under one key.
type change struct {
	key   int32
	spans []span
	whole bool // all SIMs under the key
}

// without returns what h holds and o does not. budget bounds the work.
func (h *holding) without(o *holding, budget *int) []change {
	var all []change
	for _, hd := range h.all {
		k := &h.keys.list[hd.key]
		rest, covered := hd.spans, false
		if *budget < 0 {
			if i, ok := o.at[hd.key]; ok {
				rest, covered = minus(rest, o.all[i].spans), k.counting == countsNone
			}
		} else {
			*budget -= len(o.odd)
			o.wider(k, func(w held) {
				if h.keys.list[w.key].counting == countsNone {
					covered = true
					return
				}
				before := len(rest)
				rest = minus(rest, w.spans)
				if w.key != hd.key {
					*budget -= before + len(rest)
				}
			})
			covered = covered || k.other != 0 && o.coversOther(k)
		}
		switch {
		case covered || k.counting == countsUnknown || k.counting == countsNobody:
		case k.counting == countsNone:
			all = append(all, change{key: hd.key, whole: true})
		case len(rest) > 0:
			all = append(all, change{key: hd.key, spans: rest})
		}
	}
	return all
}

// coversOther reports whether all SIMs that meet the key's demand for numbers
// of the other kind are held by those numbers alone.
func (h *holding) coversOther(k *key) bool {
	if k.counting != countsICCID || h.keys.others[k.other].spans == nil {
		return false
	}
	rest := h.keys.others[k.other].spans
	byIMSI := *k
	byIMSI.counting, byIMSI.other = countsIMSI, 0
	h.wider(&byIMSI, func(w held) { rest = minus(rest, w.spans) })
	return len(rest) == 0
}

// sets joins spans of all keys, by kind of number.
func (ks *keys) sets(parts func(yield func(key int32, spans []span))) [2][]span {
	var all [2][]span
	n := 0
	var only [2][]span
	parts(func(key int32, spans []span) {
		if len(spans) == 0 {
			return
		}
		kind := 0
		if ks.list[key].counting == countsIMSI {
			kind = 1
		}
		n++
		only[kind] = spans
		all[kind] = append(all[kind], spans...)
	})
	if n == 1 { // nothing to join
		return only
	}
	for kind := range all {
		all[kind] = normal(all[kind])
	}
	return all
}

func changedSets(ks *keys, changes ...[]change) [2][]span {
	return ks.sets(func(yield func(int32, []span)) {
		for _, c := range slices.Concat(changes...) {
			yield(c.key, c.spans)
		}
	})
}

func heldSets(ks *keys, holdings ...[]held) [2][]span {
	return ks.sets(func(yield func(int32, []span)) {
		for _, hd := range slices.Concat(holdings...) {
			yield(hd.key, hd.spans)
		}
	})
}
