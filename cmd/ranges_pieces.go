package cmd

import (
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
	"github.com/cosakit/cosa/cosa/ranges/render"
)

func rangesCarveCommand(p *program, f *rangesFlags) *cobra.Command {
	var out []string
	c := &cobra.Command{
		Use:   "carve [flags] {RANGE | FILE}... --out RANGE,...",
		Short: "Cut ranges out of a range and list the pieces that remain",
		Long: `carve lists the pieces of a range that remain when others are cut out of it, as for an operator whose block is
shared with another. Each piece is written in as many digits as the range; where ICCIDs of 20 digits cut one of 19 digits
in two, the pieces have 20. Ends that do not fall on blocks of 100 are marked.

` + rangesHelp,
		Example: `  cosa ranges carve 8954310000000000000-8954310999999999999 --out 8954310200000000000-8954310299999999999
  cosa ranges carve 8954310000000000000-8954310999999999999 --out @lent.txt -f yaml`,
		Args: arguments(1, -1, "the range to cut"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			if len(out) == 0 {
				return usagef("say what to cut out, with --out START-END")
			}
			h, err := p.holdings(args, style.Kind, f.input)
			if err != nil {
				return err
			}
			if err := h.evaluated(); err != nil {
				return err
			}
			cuts, err := p.rangesOf("--out", out, style.Kind, f.input)
			if err != nil {
				return err
			}
			parents := ranges.Merge(h.Plain())
			pieces, err := carveEach(parents, cuts)
			if err != nil {
				return err
			}
			p.offGrid(pieces)
			return p.print(func(w io.Writer) error { return style.Carved(w, parents, cuts, pieces) })
		}),
	}
	c.Flags().StringArrayVar(&out, "out", nil, "cut out `RANGE,...` or the ranges of @FILE; may be given several times")
	f.input.register(c)
	return c
}

// carveEach cuts each range out of every parent that it shares numbers with; it
// must be within one of them.
func carveEach(parents, cuts []cosa.Range) ([]ranges.Piece, error) {
	for _, cut := range cuts {
		if !slices.ContainsFunc(parents, func(r cosa.Range) bool { return r.Contains(cut) }) {
			if len(parents) == 1 {
				return nil, usagef("--out: %s is not within %s; give the part that is", cut, parents[0])
			}
			return nil, usagef("--out: %s is within none of the ranges to cut; give the part that is", cut)
		}
	}
	var pieces []ranges.Piece
	for _, parent := range parents {
		within := slices.DeleteFunc(slices.Clone(cuts), func(cut cosa.Range) bool { return !parent.Contains(cut) })
		some, err := ranges.Carve(parent, within)
		if err != nil {
			return nil, usagef("--out: %w", err)
		}
		pieces = append(pieces, some...)
	}
	return pieces, nil
}

// evaluated returns an error if there is a value whose numbers cannot be told.
func (in *rangeInput) evaluated() error {
	if len(in.Unknown) == 0 {
		return nil
	}
	u := in.Unknown[0]
	return &cosa.ReadError{
		Position: u.Position, Problem: "the numbers of " + strconv.Quote(u.Value) + " cannot be told",
		Hint: "correct it; cosa validate says what is wrong",
	}
}

// mostPieces bounds what cosa ranges split writes.
const mostPieces = 1_000_000

func rangesSplitCommand(p *program, f *rangesFlags) *cobra.Command {
	var size numberFlag
	c := &cobra.Command{
		Use:   "split [flags] {RANGE | FILE}... --size N",
		Short: "Split ranges into pieces of equally many SIMs",
		Long: `split lists the pieces of a range that have N SIMs each, from its start on; the last may have fewer.

` + rangesHelp,
		Example: "  cosa ranges split 8954310000000000000-8954310999999999999 --size 100000000000",
		Args:    arguments(1, -1, "the range to split"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			if size.n == 0 {
				return usagef("say how many SIMs a piece has, with --size N")
			}
			h, err := p.holdings(args, style.Kind, f.input)
			if err != nil {
				return err
			}
			if err := h.evaluated(); err != nil {
				return err
			}
			pieces, err := splitEach(h.Plain(), size.n)
			if err != nil {
				return err
			}
			p.offGrid(pieces)
			return p.print(func(w io.Writer) error { return style.Split(w, h.Plain(), size.n, pieces) })
		}),
	}
	size.register(c.Flags(), "size", "", 0, "put `N` SIMs into each piece")
	f.input.register(c)
	return c
}

func splitEach(whole []cosa.Range, size uint64) ([]ranges.Piece, error) {
	var n uint64
	for _, r := range whole {
		if n += ranges.Pieces(r, size); n > mostPieces {
			return nil, usagef("pieces of %s are more than %s; give a greater --size", render.Thousands(size), render.Thousands(mostPieces))
		}
	}
	pieces := make([]ranges.Piece, 0, n)
	for _, r := range whole {
		pieces = slices.AppendSeq(pieces, ranges.Split(r, size))
	}
	return pieces, nil
}
