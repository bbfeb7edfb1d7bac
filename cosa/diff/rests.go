package diff

// rests finds what of numbers that two profiles have to do with is gained, or
// lost, in the cases that concern both. Cases are cached, since many ranges of
// the two meet under the same demands.
type rests struct {
	c      *comparison
	cases  map[restCase]wide
	budget int
}

type restCase struct {
	h   *holding
	key key
}

// wide is what a profile holds of the SIMs that meet a key.
type wide struct {
	spans []span
	all   bool
}

// mostCases bounds the cache.
const mostCases = 100_000

func (c *comparison) newRests() *rests {
	return &rests{c: c, cases: make(map[restCase]wide), budget: mostPieces}
}

// of returns what is left of numbers that x gains or loses, and y loses, gains
// or holds all along: those SIMs that meet the demands of both and that x did
// not hold before, or does not hold after, and likewise y.
func (r *rests) of(x, y *part, how How, both span) []span {
	ks := r.c.units.keys
	k := ks.joined(&ks.list[x.key], &ks.list[y.key])
	p, o := &r.c.parties[x.party], &r.c.parties[y.party]
	not := [2]*holding{} // by x, by y
	switch how {
	case MovedFrom:
		not = [...]*holding{p.before, o.after}
	case AlsoHeld:
		not[0] = p.before
	case StillHeld:
		not[0] = p.after
	}
	spans := []span{both}
	for i, key := range [...]int32{x.key, y.key} {
		if not[i] != nil && k != ks.list[key] {
			spans = r.left(not[i], &k, spans)
		}
	}
	return spans
}

func (r *rests) left(h *holding, k *key, spans []span) []span {
	if len(spans) == 0 || h == nil {
		return spans
	}
	if h.keys.both(k) {
		return h.numbersLeft(k, spans, &r.budget)
	}
	at := restCase{h, *k}
	w, ok := r.cases[at]
	if !ok {
		if len(r.cases) > mostCases {
			clear(r.cases)
		}
		r.budget -= len(h.odd)
		n := 0
		h.wider(k, func(hd held) {
			w.all = w.all || h.keys.list[hd.key].counting == countsNone
			if n++; n == 1 {
				w.spans = hd.spans
				return
			}
			r.budget -= len(w.spans) + len(hd.spans)
			w.spans = normal(append(append([]span{}, w.spans...), hd.spans...))
		})
		r.cases[at] = w
	}
	if w.all {
		return nil
	}
	return minus(spans, w.spans)
}

// numbersLeft returns the numbers under k of which h holds nothing, or not all
// that they go with.
func (h *holding) numbersLeft(k *key, spans []span, budget *int) []span {
	if h == nil {
		return spans
	}
	var left []span
	for _, p := range h.remains(k, spans, budget) {
		left = append(left, p.spans...)
	}
	return normal(left)
}
