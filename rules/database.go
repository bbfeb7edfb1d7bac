package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// verdict is what rules about single values found of a distinct value.
type verdict uint8

const (
	sound verdict = iota
	// inSubmissions says that the value is malformed in a submission, but not
	// in a database: a condition, or a path inside a package.
	inSubmissions
	everywhere
)

// conditional are the settings of which a database may demand a condition in
// place of a plain value, see [cosa.Condition].
var conditional = [...]cosa.Setting{
	cosa.MCC, cosa.MNC, cosa.SPN, cosa.PNN, cosa.GID1, cosa.ESIMProv, cosa.IMSIStart, cosa.ICCIDStart,
}

// conditions are the distinct values that are conditions where a database
// holds them, and the numbers that those of ranges mean.
type conditions struct {
	is     [cosa.SettingCount]map[uint32]string // text by number of the value
	ranges [2]map[uint32]numbers                // by kind and number of the value
	kinds  [2]bool                              // whether there are any
}

// numbers are the intervals that a condition means; known is false where they
// cannot be told.
type numbers struct {
	ranges []cosa.Range
	spans  []interval.Span // the same, merged
	known  bool
}

// mostConditions bounds the conditions of numbers that are taken apart.
const mostConditions = 5_000

// findConditions looks for conditions, if there is anything that devices have.
func (in *Input) findConditions() {
	if in.Submission.Baseline() == nil && !slices.ContainsFunc(in.Submission.Sources(), (*cosa.Source).Database) {
		return
	}
	c := &conditions{}
	for _, s := range conditional {
		for id, v := range in.Submission.Distinct(cosa.Column(s)) {
			if !cosa.IsCondition(v.Text) || !readable(v.Text) {
				continue
			}
			if c.is[s] == nil {
				c.is[s] = make(map[uint32]string)
			}
			c.is[s][id] = v.Text
		}
	}
	intervals, asked := 0, 0
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		c.ranges[kind] = make(map[uint32]numbers)
		for _, id := range slices.Sorted(maps.Keys(c.is[kind.Start()])) {
			c.kinds[kind] = true
			if asked++; asked > mostConditions || intervals > conditionBudget {
				c.ranges[kind][id] = numbers{}
				continue
			}
			ranges, known := kind.Ranges(c.is[kind.Start()][id])
			c.ranges[kind][id] = numbers{ranges, spansOf(ranges), known}
			intervals += len(ranges)
		}
	}
	in.conditions = c
}

// readable reports whether a condition is whole. Of a pattern that this program
// cannot read Windows may make something.
func readable(condition string) bool {
	_, ok := cosa.ParseCondition(condition)
	return ok || strings.Contains(strings.ToLower(condition), "pattern:")
}

// deployed reports whether the row is of what devices have: a database or the
// baseline, in whatever format that is written.
func (in *Input) deployed(e cosa.Entry) bool {
	return e.Row() >= in.Submission.Len() || e.Source().Database()
}

// condition returns the condition that stands in place of the row's value, ""
// where there is none.
func (in *Input) condition(e cosa.Entry, s cosa.Setting) string {
	if in.conditions == nil || in.conditions.is[s] == nil {
		return ""
	}
	text := in.conditions.is[s][e.ID(s)]
	if text == "" || !in.deployed(e) {
		return ""
	}
	return text
}

// Plain reports whether the row has a good value for the setting that is no
// condition.
func (in *Input) Plain(e cosa.Entry, s cosa.Setting) bool {
	return in.Good(e, s) && in.condition(e, s) == ""
}

// rangesOf returns the numbers that the row demands of a kind as intervals,
// none where it demands none. known is false where they cannot be told.
func (in *Input) rangesOf(e cosa.Entry, kind cosa.NumberKind) (ranges []cosa.Range, known bool) {
	if !hasRange(e, kind) {
		return nil, true
	}
	if in.condition(e, kind.Start()) != "" && !e.Has(kind.End()) {
		n := in.conditions.ranges[kind][e.ID(kind.Start())]
		return n.ranges, n.known
	}
	if r := in.rangeOf(e, kind); r != nil {
		return []cosa.Range{*r}, true
	}
	return nil, false
}

// spansOf is rangesOf as spans that lie apart, in order.
func (in *Input) spansOf(e cosa.Entry, kind cosa.NumberKind) (spans []interval.Span, known bool) {
	if in.condition(e, kind.Start()) != "" && !e.Has(kind.End()) {
		n := in.conditions.ranges[kind][e.ID(kind.Start())]
		return n.spans, n.known
	}
	if r := in.rangeOf(e, kind); r != nil {
		return []interval.Span{{Lo: r.Lo, Hi: r.Hi}}, true
	}
	return nil, !hasRange(e, kind)
}

// anySIM reports whether the row's only demand is a condition that every SIM
// meets: the defaults of a database, which every other target overrides.
func (in *Input) anySIM(e cosa.Entry, kind cosa.NumberKind) bool {
	if in.condition(e, kind.Start()) == "" {
		return false
	}
	ranges, known := in.rangesOf(e, kind)
	all, _ := kind.Ranges("pattern:.*")
	return known && slices.Equal(ranges, all)
}
