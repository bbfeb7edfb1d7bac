package render

import (
	"fmt"
	"strconv"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// mostLines bounds the lists below tables.
const mostLines = 20

// rangeTree is the JSON of a range.
type rangeTree struct {
	Start  string `json:"start"`
	End    string `json:"end"`
	Digits int    `json:"digits"`
	SIMs   uint64 `json:"sims"`
}

func treeOf(r cosa.Range) rangeTree {
	return rangeTree{Start: r.Start, End: r.End, Digits: len(r.Start), SIMs: r.Count()}
}

func treesOf(all []cosa.Range) []rangeTree {
	trees := make([]rangeTree, len(all))
	for i, r := range all {
		trees[i] = treeOf(r)
	}
	return trees
}

// placeTree is the JSON of a place in a file.
type placeTree struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Path   string `json:"path"`
}

func placeOf(p cosa.Position) placeTree {
	return placeTree{File: p.File, Sheet: p.Sheet, Cell: p.Cell(), Line: p.Line, Column: p.Column, Path: p.Path}
}

// holderTree is the JSON of a range with who holds it.
type holderTree struct {
	rangeTree
	Profile string `json:"profile"`
	Target  string `json:"target"`
	placeTree
}

func holderOf(h ranges.Held) holderTree {
	return holderTree{rangeTree: treeOf(h.Range), Profile: h.Profile, Target: h.Target, placeTree: placeOf(h.Position)}
}

// who tells for a person who holds a range, and where it says so.
func who(h *ranges.Held) string {
	text := h.Profile
	for _, part := range []string{h.Target, h.Position.String()} {
		if text != "" && part != "" {
			text += ", "
		}
		text += part
	}
	return text
}

// unknownTree is the JSON of a value whose numbers cannot be told.
type unknownTree struct {
	Profile string `json:"profile"`
	Value   string `json:"value"`
	placeTree
}

func unknownOf(all []ranges.Unknown) []unknownTree {
	trees := make([]unknownTree, len(all))
	for i, u := range all {
		trees[i] = unknownTree{Profile: u.Profile, Value: u.Value, placeTree: placeOf(u.Position)}
	}
	return trees
}

// unknownLines lists for a person what could not be evaluated.
func unknownLines(all []ranges.Unknown) []string {
	var lines []string
	for i, u := range all {
		if i == mostLines {
			lines = append(lines, fmt.Sprintf("not evaluated: %s more", Thousands(uint64(len(all)-i))))
			break
		}
		lines = append(lines, fmt.Sprintf("not evaluated: %s: %q", u.Position, u.Value))
	}
	return lines
}

// header is what every JSON document begins with.
type header struct {
	Schema int    `json:"schema"`
	Kind   string `json:"kind"`
}

func (s Style) header() header { return header{Schema: schema, Kind: s.Kind.String()} }

// from tells where a range comes from, and how many more places there are.
func from(places []cosa.Position) string {
	if len(places) == 0 {
		return ""
	}
	text := places[0].String()
	if len(places) > 1 {
		text += fmt.Sprintf(" and %d more", len(places)-1)
	}
	return text
}

func number(n uint64) string { return strconv.FormatUint(n, 10) }
