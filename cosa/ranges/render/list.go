package render

import (
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

type listTree struct {
	header
	SIMs         uint64        `json:"sims"`
	Profiles     []profileTree `json:"profiles"`
	NotEvaluated []unknownTree `json:"notEvaluated"`
}

type profileTree struct {
	Profile string     `json:"profile"`
	SIMs    uint64     `json:"sims"`
	Share   float64    `json:"share"`
	Ranges  []partTree `json:"ranges"`
}

type partTree struct {
	rangeTree
	Share float64     `json:"share"`
	From  []placeTree `json:"from"`
}

// List writes the merged ranges of each profile with their shares of all SIMs.
func (s Style) List(w io.Writer, h *ranges.Holdings) error {
	total := ranges.SIMs(h.Plain())
	share := func(n uint64) float64 { return float64(n) / float64(max(total, 1)) }
	tree := listTree{header: s.header(), SIMs: total, Profiles: []profileTree{}, NotEvaluated: unknownOf(h.Unknown)}
	d := document{header: []string{"start", "end", "sims", "share", "profile", "from"}, right: "  >> "}
	n := 0
	for _, holder := range h.Holders() {
		profile := profileTree{Profile: holder.Profile, SIMs: holder.SIMs, Share: share(holder.SIMs), Ranges: []partTree{}}
		for _, part := range holder.Parts {
			n++
			places := make([]placeTree, len(part.From))
			for i, p := range part.From {
				places[i] = placeOf(p)
			}
			profile.Ranges = append(profile.Ranges, partTree{rangeTree: treeOf(part.Range), Share: share(part.Count()), From: places})
			d.rows = append(d.rows, []string{part.Start, part.End, number(part.Count()), percent(part.Count(), total), holder.Profile, from(part.From)})
			d.ranges = append(d.ranges, part.Range)
			d.notes = append(d.notes, oneLine(holder.Profile))
		}
		tree.Profiles = append(tree.Profiles, profile)
	}
	d.foot = append(d.foot, fmt.Sprintf("%s in %s", sims(total), count(uint64(n), "range")))
	d.foot = append(d.foot, unknownLines(h.Unknown)...)
	d.tree = tree
	return s.write(w, d)
}

// oneLine is a name as it may stand in a comment.
func oneLine(name string) string { return cosa.CleanText(name) }

type mergeTree struct {
	header
	SIMs         uint64        `json:"sims"`
	Ranges       []rangeTree   `json:"ranges"`
	NotEvaluated []unknownTree `json:"notEvaluated"`
}

// Merged writes merged ranges, which were given ones before.
func (s Style) Merged(w io.Writer, merged []cosa.Range, given int, unknown []ranges.Unknown) error {
	total := ranges.SIMs(merged)
	d := document{header: []string{"start", "end", "sims"}, right: "  >", ranges: merged}
	for _, r := range merged {
		d.rows = append(d.rows, []string{r.Start, r.End, number(r.Count())})
	}
	d.foot = append([]string{fmt.Sprintf("%s in %s, merged from %s", sims(total), count(uint64(len(merged)), "range"), Thousands(uint64(given)))},
		unknownLines(unknown)...)
	d.tree = mergeTree{header: s.header(), SIMs: total, Ranges: treesOf(merged), NotEvaluated: unknownOf(unknown)}
	return s.write(w, d)
}

type gapsTree struct {
	header
	Within       rangeTree     `json:"within"`
	SIMs         uint64        `json:"sims"`
	InPart       uint64        `json:"simsInPart"` // of which some 20-digit numbers are free and not all
	Ranges       []pieceTree   `json:"ranges"`
	NotEvaluated []unknownTree `json:"notEvaluated"`
}

// Gaps writes the parts of a range that are free.
func (s Style) Gaps(w io.Writer, within cosa.Range, gaps []cosa.Range, unknown []ranges.Unknown) error {
	pieces := make([]ranges.Piece, len(gaps))
	for i, r := range gaps {
		pieces[i] = ranges.OnGrid(r)
	}
	total := ranges.SIMs(gaps)
	d := s.pieces(pieces)
	d.foot = []string{fmt.Sprintf("%s (%s) of %s are in no range, in %s",
		sims(total), percent(total, within.Count()), within, count(uint64(len(gaps)), "gap"))}
	partly := ranges.InPart(gaps)
	d.foot = append(d.foot, inPart(partly, "free")...)
	d.foot = append(d.foot, unknownLines(unknown)...)
	d.tree = gapsTree{header: s.header(), Within: treeOf(within), SIMs: total, InPart: partly, Ranges: piecesOf(pieces), NotEvaluated: unknownOf(unknown)}
	return s.write(w, d)
}
