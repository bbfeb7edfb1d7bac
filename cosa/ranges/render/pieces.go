package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// pieceTree is the JSON of a piece.
type pieceTree struct {
	rangeTree
	StartOnGrid bool `json:"startOnGrid"`
	EndOnGrid   bool `json:"endOnGrid"`
}

func piecesOf(pieces []ranges.Piece) []pieceTree {
	trees := make([]pieceTree, len(pieces))
	for i, p := range pieces {
		trees[i] = pieceTree{rangeTree: treeOf(p.Range), StartOnGrid: p.StartOnGrid, EndOnGrid: p.EndOnGrid}
	}
	return trees
}

// grid names the ends that do not fall on blocks of 100.
func grid(p ranges.Piece) string {
	var off []string
	if !p.StartOnGrid {
		off = append(off, "start")
	}
	if !p.EndOnGrid {
		off = append(off, "end")
	}
	if len(off) == 0 {
		return ""
	}
	return strings.Join(off, " and ") + " off the grid"
}

// pieces makes the rows of pieces.
func (s Style) pieces(pieces []ranges.Piece) document {
	d := document{header: []string{"start", "end", "sims", "grid"}, right: "  > "}
	for _, p := range pieces {
		d.rows = append(d.rows, []string{p.Start, p.End, number(p.Count()), grid(p)})
		d.ranges = append(d.ranges, p.Range)
		d.notes = append(d.notes, grid(p))
	}
	return d
}

type carveTree struct {
	header
	From   []rangeTree `json:"from"`
	Out    []rangeTree `json:"out"`
	SIMs   uint64      `json:"sims"`
	InPart uint64      `json:"simsInPart"` // of which some 20-digit numbers are left and not all
	Pieces []pieceTree `json:"pieces"`
}

// inPart tells of SIMs of which not all 20-digit numbers are among the ranges.
func inPart(n uint64, what string) []string {
	if n == 0 {
		return nil
	}
	verb := " is "
	if n > 1 {
		verb = " are "
	}
	return []string{sims(n) + verb + what + " in part, for some of the 20-digit numbers of each; one counts in each piece that holds some"}
}

// Carved writes what is left of ranges when others are cut out.
func (s Style) Carved(w io.Writer, from, out []cosa.Range, pieces []ranges.Piece) error {
	d := s.pieces(pieces)
	total := ranges.SIMs(d.ranges)
	d.foot = []string{fmt.Sprintf("%s left in %s; %s cut out", sims(total), count(uint64(len(pieces)), "piece"), sims(ranges.SIMs(out)))}
	partly := ranges.InPart(d.ranges)
	d.foot = append(d.foot, inPart(partly, "left")...)
	d.tree = carveTree{header: s.header(), From: treesOf(from), Out: treesOf(out), SIMs: total, InPart: partly, Pieces: piecesOf(pieces)}
	return s.write(w, d)
}

type splitTree struct {
	header
	From   []rangeTree `json:"from"`
	Size   uint64      `json:"size"`
	Pieces []pieceTree `json:"pieces"`
}

// Split writes the equal pieces of ranges.
func (s Style) Split(w io.Writer, from []cosa.Range, size uint64, pieces []ranges.Piece) error {
	d := s.pieces(pieces)
	d.foot = []string{fmt.Sprintf("%s of %s", count(uint64(len(pieces)), "piece"), sims(size))}
	if n := len(pieces); n > 0 && pieces[n-1].Count() < size {
		d.foot[0] += fmt.Sprintf(", the last of %s", sims(pieces[n-1].Count()))
	}
	d.tree = splitTree{header: s.header(), From: treesOf(from), Size: size, Pieces: piecesOf(pieces)}
	return s.write(w, d)
}
