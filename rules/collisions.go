package rules

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

const (
	// pairBudget bounds how many pairs of ranges are compared one by one.
	pairBudget = 20_000_000
	// reportBudget bounds how many collisions are told apart.
	reportBudget = 100_000
	// conditionBudget bounds the intervals that all conditions mean together.
	conditionBudget = 1_000_000
)

// collisions are the pairs of targets that one SIM can satisfy, by what they
// have to do with each other.
type collisions struct {
	between []*collision // two profiles, sorted by the later row
	against []*collision // a profile and one of the baseline, which is the earlier; sorted likewise
	within  []*collision // one profile, other identifiers equal; sorted likewise
}

// collision is all that a row shares with the rows of another profile (or of
// its own) in one kind of range: the first of them, and the others.
type collision struct {
	meeting
	earlier, later cosa.Entry
	others         []int32 // further earlier rows, the first otherPlaces of them
	more           uint64  // number of all of those
	ranges         uint64  // digest of the ranges of all pairs of these two profiles, whatever their order
}

// otherPlaces bounds how many further places a collision keeps.
const otherPlaces = 50

// meeting tells collisions apart.
type meeting struct {
	later int32 // row
	other int32 // profile of the earlier rows, -1 for the later row's own
	kind  cosa.NumberKind
	equal bool // both targets are equally specific
}

// ranged is one target with a range of the kind looked at.
type ranged struct {
	key         targetKey
	row         int32
	profile     int32
	identifiers int8
	digits      int8 // 0 for a condition, which may mean several intervals
	more        bool // there are demands that no setting holds
}

// collide finds the collisions, once for all rules that ask.
func (in *Input) collide() *collisions {
	if in.collisions != nil {
		return in.collisions
	}
	found := make(map[meeting]*collision)
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		in.sweep(kind, found)
	}
	c := &collisions{}
	for m, hit := range found {
		slices.Sort(hit.others)
		switch {
		case m.other < 0:
			c.within = append(c.within, hit)
		case int(m.other) >= len(in.Submission.Profiles()):
			c.against = append(c.against, hit)
		default:
			c.between = append(c.between, hit)
		}
	}
	byRow := func(x, y *collision) int {
		return cmp.Or(cmp.Compare(x.later.Row(), y.later.Row()), cmp.Compare(x.earlier.Row(), y.earlier.Row()),
			cmp.Compare(x.kind, y.kind), cmp.Compare(x.other, y.other))
	}
	slices.SortFunc(c.between, byRow)
	slices.SortFunc(c.against, byRow)
	slices.SortFunc(c.within, byRow)
	c.shareDigests()
	room := reportBudget
	for _, list := range [...]*[]*collision{&c.between, &c.against, &c.within} {
		*list = in.pairs(*list, &room)
	}
	in.collisions = c
	return c
}

// shareDigests gives all collisions of two profiles the digest of all their
// ranges that meet: which of the rows are the later ones, and so how many
// collisions these make, is a matter of order.
func (c *collisions) shareDigests() {
	type both struct {
		a, b  int32 // profiles
		kind  cosa.NumberKind
		equal bool
	}
	sums := make(map[both]uint64)
	for _, list := range [...][]*collision{c.between, c.against, c.within} {
		key := func(hit *collision) both {
			own := int32(hit.later.Profile().Index)
			return both{min(own, hit.other), max(own, hit.other), hit.kind, hit.equal}
		}
		for _, hit := range list {
			sums[key(hit)] += hit.ranges
		}
		for _, hit := range list {
			hit.ranges = sums[key(hit)]
		}
	}
}

// pairs makes a collision of each pair of rows, as far as there is room for
// more of them; what there is no room for stays with the first.
func (in *Input) pairs(list []*collision, room *int) []*collision {
	all := make([]*collision, 0, len(list))
	for _, c := range list {
		all = append(all, c)
		if len(c.others) == 0 || len(c.others) > *room {
			continue
		}
		*room -= len(c.others)
		for _, row := range c.others {
			all = append(all, &collision{meeting: c.meeting, earlier: in.entry(row), later: c.later})
		}
		c.more -= uint64(len(c.others))
		c.others = nil
	}
	return all
}

// targets lists the distinct targets of the submission, and of what it leaves
// of the baseline, that have a range of a kind, with the ranges as spans that
// refer to them.
func (in *Input) targets(kind cosa.NumberKind) ([]ranged, []interval.Span) {
	if !in.Submission.Used(cosa.Column(kind.Start())) {
		return nil, nil
	}
	var targets []ranged
	var spans []interval.Span
	type identity struct {
		key     targetKey
		profile int32
		ends    [len(rangeEnds)]uint32
	}
	seed := maphash.MakeSeed()
	seen := make(map[uint64]struct{})
	var untold, unread untoldPlaces
	intervals := 0
	// Of a faulty row of the submission a rule tells; of the baseline none does.
	skip := func(e cosa.Entry) {
		if int(e.Row()) >= in.Submission.Len() {
			unread.add(e.Position(kind.Start()))
		}
	}
	var last connected
	add := func(e cosa.Entry, profile int) {
		if e.ID(kind.Start()) == 0 || e.Deletes() {
			return
		}
		now := connectedTo(e, profile)
		if now == last {
			return // the target of the row before with another connection
		}
		last = connected{}
		key, ok := in.key(e)
		if !ok {
			skip(e)
			return
		}
		who := identity{key: key, profile: int32(profile)}
		for i, s := range rangeEnds {
			who.ends[i] = e.ID(s)
		}
		hash := maphash.Comparable(seed, who)
		last = now
		if _, ok := seen[hash]; ok {
			return // the same target with another connection
		}
		seen[hash] = struct{}{}
		t := ranged{key: key, row: int32(e.Row()), profile: who.profile, more: demandsMore(e)}
		t.identifiers = int8(key.identifiers() + 1)
		if other := 1 - kind; hasRange(e, other) {
			t.identifiers++
		}
		ref := int32(len(targets))
		if in.condition(e, kind.Start()) != "" {
			own, known := in.spansOf(e, kind)
			intervals += len(own)
			if !known || intervals > conditionBudget {
				untold.add(e.Position(kind.Start()))
				return
			}
			if t.identifiers == 1 && in.anySIM(e, kind) {
				return
			}
			for _, s := range own {
				spans = append(spans, interval.Span{Lo: s.Lo, Hi: s.Hi, Ref: ref})
			}
		} else {
			r := in.rangeOf(e, kind)
			if r == nil {
				skip(e)
				return
			}
			t.digits = int8(len(r.Start))
			spans = append(spans, interval.Span{Lo: r.Lo, Hi: r.Hi, Ref: ref})
		}
		targets = append(targets, t)
	}
	for e := range in.Submission.Entries() {
		add(e, int(in.profile(e)))
	}
	for e := range in.left() {
		add(e, in.number(e))
	}
	if untold.n > 0 {
		in.skipAll(kindRules[kind], untold.String("stands for too many ranges, or cannot be read: its target was not compared with others"))
	}
	if unread.n > 0 {
		in.skipAll(kindRules[kind], unread.String("of the baseline has an identifier that cannot be read: its target was not compared with others"))
	}
	return targets, spans
}

// sweep adds the collisions of one kind of range to found.
func (in *Input) sweep(kind cosa.NumberKind, found map[meeting]*collision) {
	targets, spans := in.targets(kind)
	interval.Sort(spans)
	pairs := interval.Count(spans)
	m := encounters{in: in, kind: kind, found: found}
	visit := func(x, y interval.Span) bool {
		m.meet(&targets[x.Ref], &targets[y.Ref], x, y)
		return true
	}
	if pairs <= pairBudget {
		interval.Pairs(spans, visit)
	} else {
		nearest(spans, targets, visit)
		in.skipAll(kindRules[kind], fmt.Sprintf("%d pairs of ranges intersect, too many to look at each: every range was compared with the widest ones before it that have the same identifiers", pairs))
	}
	if m.untold > 0 {
		in.skipAll(kindRules[kind], fmt.Sprintf("%d collisions beyond the first %d are not told", m.untold, reportBudget))
	}
	if m.undecided.n > 0 {
		in.skipAll(kindRules[kind], m.undecided.String("is a target whose condition cannot be compared with that of another one of the same numbers"))
	}
}

func (in *Input) skipAll(rules []string, reason string) {
	for _, rule := range rules {
		in.Skip(rule, reason)
	}
}

// kindRules are the rules that rest on sweep.
var kindRules = [...][]string{
	cosa.ICCID: {"iccid-range-overlap", "iccid-range-nested", "iccid-range-redundant"},
	cosa.IMSI:  {"imsi-range-overlap", "imsi-range-nested", "imsi-range-redundant"},
}

// nearest visits, for every span, the one before it that reaches furthest
// among those of the same identifiers, in the same profile and in another.
func nearest(spans []interval.Span, targets []ranged, visit func(x, y interval.Span) bool) {
	type reach struct {
		far, other interval.Span // of two different profiles
		n          int
	}
	widest := make(map[targetKey]*reach)
	for _, y := range spans {
		t := &targets[y.Ref]
		w := widest[t.key]
		if w == nil {
			w = &reach{}
			widest[t.key] = w
		}
		if w.n > 0 && w.far.Overlaps(y) {
			visit(w.far, y)
		}
		if w.n > 1 && w.other.Overlaps(y) {
			visit(w.other, y)
		}
		switch {
		case w.n == 0:
			w.far, w.n = y, 1
		case targets[w.far.Ref].profile == t.profile:
			if y.Hi > w.far.Hi {
				w.far = y
			}
		case y.Hi > w.far.Hi:
			w.far, w.other, w.n = y, w.far, 2
		case w.n == 1 || y.Hi > w.other.Hi:
			w.other, w.n = y, 2
		}
	}
}
