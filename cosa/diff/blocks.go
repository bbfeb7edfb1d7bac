package diff

import (
	"cmp"
	"slices"
	"sort"

	"github.com/cosakit/cosa/cosa"
)

// Targets that demand numbers of both kinds take pairs of an ICCID and an
// IMSI, which are blocks of the one by the other. Their SIMs are counted by
// ICCID; where an ICCID stays and only the IMSIs that it goes with change, by
// these.

// both reports that the key demands numbers of both kinds that can be told.
func (ks *keys) both(k *key) bool {
	return k.counting.numbered() && k.other != 0 && ks.others[k.other].spans != nil
}

// flipped is the key without the numbers that are counted, counted by those of
// the other kind.
func (k *key) flipped() *key {
	f := *k
	f.other = 0
	f.counting = countsICCID + countsIMSI - k.counting
	return &f
}

// piece is numbers under a key.
type piece struct {
	spans  []span
	other  []span // of the other kind, that they go with; nil where none are demanded
	before bool   // the numbers are held, with others of the other kind
}

// block is a run of numbers that go with some of the other kind.
type block struct {
	span
	other []span
	upTo  uint64 // the last number of this block and those before it
}

// blocks are the blocks of one profile.
type blocks struct {
	keys   *keys
	by     map[key][]block // by key without the other kind, in order
	shapes []shape
	odd    []key
}

func newBlocks(ks *keys) *blocks { return &blocks{keys: ks, by: make(map[key][]block)} }

func (b *blocks) add(k *key, spans, other []span) {
	bare := *k
	bare.other = 0
	if b.by[bare] == nil {
		if s := bare.shape(); !slices.Contains(b.shapes, s) {
			b.shapes = append(b.shapes, s)
		}
		if b.keys.odd(&bare) && len(b.odd) < mostOdd {
			b.odd = append(b.odd, bare)
		}
	}
	for _, s := range spans {
		b.by[bare] = append(b.by[bare], block{span: s, other: other})
	}
}

func (b *blocks) sort() {
	if b == nil {
		return
	}
	for _, list := range b.by {
		slices.SortFunc(list, func(x, y block) int { return cmp.Or(cmp.Compare(x.lo, y.lo), cmp.Compare(x.hi, y.hi)) })
		last := uint64(0)
		for i := range list {
			last = max(last, list[i].hi)
			list[i].upTo = last
		}
	}
}

// without takes the blocks of wider keys out of pieces.
func (b *blocks) without(k *key, pieces []piece, budget *int) []piece {
	bare := *k
	bare.other = 0
	cut := func(list []block) {
		for len(pieces) > 0 && *budget >= 0 {
			first, last := bounds(pieces)
			i := sort.Search(len(list), func(i int) bool { return list[i].upTo >= first })
			list = list[i:]
			*budget -= 1 + len(pieces)
			if len(list) == 0 || list[0].lo > last {
				return
			}
			if list[0].hi >= first {
				pieces = cutPieces(pieces, &list[0], budget)
			}
			list = list[1:]
		}
	}
	for _, s := range b.shapes {
		if wide, ok := bare.reduced(s); ok {
			cut(b.by[wide])
		}
	}
	for _, wide := range b.odd {
		*budget--
		if wide != bare && b.keys.meets(&bare, &wide) {
			cut(b.by[wide])
		}
	}
	return pieces
}

// bounds are the first and the last number of pieces.
func bounds(pieces []piece) (first, last uint64) {
	first = pieces[0].spans[0].lo
	for i := range pieces {
		first, last = min(first, pieces[i].spans[0].lo), max(last, pieces[i].spans[len(pieces[i].spans)-1].hi)
	}
	return first, last
}

// cutPieces takes a block out of pieces. What remains of the numbers within it
// becomes pieces of their own.
func cutPieces(pieces []piece, b *block, budget *int) []piece {
	var all []piece
	for _, p := range pieces {
		*budget -= 1 + len(p.spans)
		outside := minus(p.spans, []span{b.span})
		if within := inBoth(p.spans, []span{b.span}); len(within) > 0 {
			*budget -= len(p.other) + len(b.other)
			if other := minus(p.other, b.other); len(other) > 0 {
				all = append(all, piece{within, other, true})
			}
		}
		if len(outside) > 0 {
			all = append(all, piece{outside, p.other, p.before})
		}
	}
	return all
}

// blockChanges tells of blocks what remains and what is held on both sides.
func (ks *keys) blockChanges(changes []change, stay []held, hd held, rest []piece) ([]change, []held) {
	k := ks.list[hd.key]
	other := ks.others[k.other].spans
	left := hd.spans
	for _, p := range rest {
		left = minus(left, p.spans)
		if !p.before {
			changes = append(changes, change{key: hd.key, spans: p.spans})
			continue
		}
		f := k.flipped()
		f.other = ks.otherSpans(kindOf(k.counting), p.spans)
		changes = append(changes, change{key: ks.number(*f), spans: p.other})
		stay = ks.appendBlock(stay, &k, p.spans, minus(other, p.other))
	}
	return changes, ks.appendBlock(stay, &k, left, other)
}

// appendBlock appends a block as one of either kind of number.
func (ks *keys) appendBlock(list []held, k *key, spans, other []span) []held {
	if len(spans) == 0 || len(other) == 0 {
		return list
	}
	own, f := *k, k.flipped()
	own.other, f.other = ks.otherSpans(kindOf(f.counting), other), ks.otherSpans(kindOf(k.counting), spans)
	return append(list, held{ks.number(own), spans}, held{ks.number(*f), other})
}

func kindOf(c counting) cosa.NumberKind {
	if c == countsIMSI {
		return cosa.IMSI
	}
	return cosa.ICCID
}
