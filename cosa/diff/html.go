package diff

import (
	_ "embed" // the page
	"html/template"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Lengths of lists on a page, unless all is wanted.
const (
	htmlProfiles = 1000
	htmlLines    = 1000
	htmlFold     = 12  // longer lists are folded
	htmlLong     = 100 // likewise the list of profiles
)

//go:embed page.html
var pageText string

// htmlList is a list of which the page shows the beginning.
type htmlList struct {
	Items any
	More  string // "" for nothing more
	Fold  bool
	Long  bool
}

// htmlSet is numbers gained or lost.
type htmlSet struct {
	Sign   string
	Mark   Mark
	Total  string
	Ranges htmlList
	Count  string // of ranges
	Shares []string
}

// writeHTML writes the report as one file that needs nothing else. What the
// compared files hold is escaped by the template.
func writeHTML(w io.Writer, r *Report, s Style) error {
	page, err := template.New("page").Funcs(template.FuncMap{
		"shown":           shown,
		"grouped":         grouped,
		"title":           func(ch *Change) string { return ch.title() },
		"verb":            func(ch *Change) string { return ch.verb() },
		"sign":            func(ch *Change) string { return longMinus(ch.sign()) },
		"headline":        func(ch *Change) string { return ch.headline() },
		"numbers":         htmlNumbers,
		"targetMarks":     func(ch *Change) string { return ch.targetMarks() },
		"connectionMarks": func(ch *Change) string { return ch.connectionMarks() },
		"pairings":        func(ch *Change) string { return ch.pairings() },
		"sets":            func(ch *Change) []htmlSet { return htmlSets(ch, s) },
		"rewritten":       func(ch *Change) []string { return rewritten(ch) },
		"networks":        func(names []string) htmlList { return newHTMLList(names, s) },
		"targets":         func(ch *Change) htmlList { return newHTMLList(pointers(ch.Targets), s) },
		"connections":     func(ch *Change) htmlList { return newHTMLList(pointers(ch.Connections), s) },
		"settings":        func(list []Value) []*Value { return pointers(list) },
		"from":            func(v *Value) string { return v.from() },
		"to":              func(v *Value) string { return v.to() },
		"words":           func(v *Value) string { return v.words("→") },
		"altered":         func(t *Target) []string { return t.lines("→") },
		"says":            func(c *Connection) []string { return c.lines("→") },
		"harmless":        cosa.Harmless,
		"changes":         func(r *Report) htmlList { return newHTMLListOf(pointers(r.Changes), htmlProfiles, s) },
		"scope":           func(r *Report) string { return r.scope(asIs) },
		"summary":         func(r *Report) string { return r.summary() },
		"notes":           func(r *Report) []string { return r.notes() },
		"side":            func(s Side) string { return s.name() },
		"mark":            func(m Mark) string { return longMinus(m.sign()) },
		"quiet":           func() bool { return s.Quiet },
	}).Parse(pageText)
	if err != nil {
		return err
	}
	return page.Execute(w, r)
}

func rewritten(ch *Change) []string {
	var list []string
	for i := range ch.Rewritten {
		list = append(list, ch.Rewritten[i].words())
	}
	return list
}

// longMinus is the sign with a minus as long as the plus.
func longMinus(sign string) string {
	if sign == "-" {
		return "−"
	}
	return sign
}

// htmlNumbers are the numbers with long minus signs.
func htmlNumbers(ch *Change) []string {
	parts := ch.numbers()
	for i, part := range parts {
		if rest, ok := strings.CutPrefix(part, "-"); ok {
			parts[i] = longMinus("-") + rest
		}
	}
	return parts
}

func pointers[T any](list []T) []*T {
	all := make([]*T, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

func newHTMLList[T any](list []T, s Style) htmlList { return newHTMLListOf(list, htmlLines, s) }

func newHTMLListOf[T any](list []T, most int, s Style) htmlList {
	items, more := few(list, most, s.All)
	l := htmlList{Items: items, Fold: len(list) > htmlFold, Long: len(list) > htmlLong}
	if more > 0 {
		l.More = "and " + grouped(uint64(more)) + " more"
	}
	return l
}

func htmlSets(ch *Change, style Style) []htmlSet {
	var sets []htmlSet
	add := func(mark Mark, s Set, shares []Share) {
		if s.Len() == 0 {
			return
		}
		list, more := runs(s, htmlLines, style.All)
		set := htmlSet{
			Sign: longMinus(mark.sign()), Mark: mark, Total: plural(s.Count(), s.Kind.String()), Count: plurals(s.Len(), "range"),
			Ranges: htmlList{Items: list, Fold: s.Len() > htmlFold},
		}
		if more > 0 {
			set.Ranges.More = "and " + plurals(more, "more range")
		}
		for i := range shares {
			set.Shares = append(set.Shares, shares[i].words())
		}
		sets = append(sets, set)
	}
	for i := range ch.SIMs {
		kind := cosa.NumberKind(i)
		add(Gained, ch.SIMs[i].Gained, ch.sharesOf(kind, true))
		add(Lost, ch.SIMs[i].Lost, ch.sharesOf(kind, false))
	}
	return sets
}
