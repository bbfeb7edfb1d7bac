package diff

import "slices"

// holding are the SIMs of one profile.
type holding struct {
	keys   *keys
	all    []held
	at     map[int32]int // index in all, by key
	shapes []shape       // of the keys that demand numbers of one kind at most
	odd    []int         // indices of those with conditions in place of plain identifiers
	blocks [2]*blocks    // of the keys that demand numbers of both kinds, by the kind that is counted
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
		if ks.both(k) {
			for kind := range h.blocks {
				if h.blocks[kind] == nil {
					h.blocks[kind] = newBlocks(ks)
				}
			}
			h.blocks[0].add(k, hd.spans, ks.others[k.other].spans)
			h.blocks[1].add(k.flipped(), ks.others[k.other].spans, hd.spans)
			continue
		}
		if ks.odd(k) && len(h.odd) < mostOdd {
			h.odd = append(h.odd, i)
		}
		if s := k.shape(); !seen[s] {
			seen[s] = true
			h.shapes = append(h.shapes, s)
		}
	}
	for _, b := range h.blocks {
		b.sort()
	}
	return h
}

// wider visits the keys that every SIM under k meets as well, k among them,
// but for those that demand numbers of both kinds.
func (h *holding) wider(k *key, visit func(held)) {
	for _, s := range h.shapes {
		reduced, ok := k.reduced(s)
		if !ok {
			continue
		}
		if n, ok := h.keys.numbers[reduced]; ok {
			if i, ok := h.at[n]; ok && !h.keys.both(&reduced) {
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

// remains returns what is left of numbers under k without those that h holds:
// nothing, one piece, or where k demands numbers of both kinds several.
func (h *holding) remains(k *key, spans []span, budget *int) []piece {
	covered := false
	*budget -= len(h.odd)
	h.wider(k, func(w held) {
		if h.keys.list[w.key].counting == countsNone {
			covered = true
			return
		}
		before := len(spans)
		if spans = minus(spans, w.spans); h.keys.list[w.key] != *k {
			*budget -= before + len(spans)
		}
	})
	switch {
	case covered || k.counting.numbered() && len(spans) == 0:
		return nil
	case !h.keys.both(k):
		return []piece{{spans: spans}}
	}
	all := h.keys.others[k.other].spans
	other, flipped := all, k.flipped()
	h.wider(flipped, func(w held) {
		if h.keys.list[w.key].counting.numbered() {
			*budget -= len(other)
			other = minus(other, w.spans)
		}
	})
	list := []piece{{spans: spans, other: other, before: len(minus(all, other)) > 0}}
	if b := h.blocks[k.counting-countsICCID]; b != nil {
		list = b.without(k, list, budget)
	}
	return slices.DeleteFunc(list, func(p piece) bool { return len(p.other) == 0 })
}

// change is what one profile gains, or loses, under one key.
type change struct {
	key   int32
	spans []span
	whole bool // all SIMs under the key
}

// without returns what h holds and o does not, and what both hold. budget
// bounds the work.
func (h *holding) without(o *holding, budget *int) (all []change, stay []held) {
	ks := h.keys
	for _, hd := range h.all {
		k := ks.list[hd.key]
		var rest []piece
		switch {
		case k.counting == countsUnknown || k.counting == countsNobody:
			continue
		case *budget >= 0:
			rest = o.remains(&k, hd.spans, budget)
		default:
			rest = o.sameKey(hd)
		}
		switch {
		case k.counting == countsNone && len(rest) > 0:
			all = append(all, change{key: hd.key, whole: true})
		case k.counting == countsNone:
			stay = append(stay, hd)
		case !ks.both(&k):
			left := hd.spans
			for _, p := range rest {
				all = append(all, change{key: hd.key, spans: p.spans})
				left = minus(left, p.spans)
			}
			stay = ks.appendHeld(stay, hd.key, left)
		default:
			all, stay = ks.blockChanges(all, stay, hd, rest)
		}
	}
	return all, stay
}

// sameKey is remains where there is no time to look at other keys.
func (h *holding) sameKey(hd held) []piece {
	i, ok := h.at[hd.key]
	if !ok {
		return []piece{{spans: hd.spans, other: h.keys.others[h.keys.list[hd.key].other].spans}}
	}
	if !h.keys.list[hd.key].counting.numbered() {
		return nil
	}
	rest := minus(hd.spans, h.all[i].spans)
	if len(rest) == 0 {
		return nil
	}
	return []piece{{spans: rest, other: h.keys.others[h.keys.list[hd.key].other].spans}}
}

func (ks *keys) appendHeld(list []held, key int32, spans []span) []held {
	if len(spans) == 0 {
		return list
	}
	return append(list, held{key, spans})
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
