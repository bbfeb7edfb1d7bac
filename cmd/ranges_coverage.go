package cmd

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
	"github.com/cosakit/cosa/cosa/ranges/render"
)

func rangesCoverageCommand(p *program, f *rangesFlags) *cobra.Command {
	var sims []string
	var limit numberFlag
	c := &cobra.Command{
		Use:   "coverage [flags] --sims SIMS {FILE | RANGE}...",
		Short: "Compare ranges with a list of SIMs",
		Long: `coverage reads an operator's list of SIMs, one number a line or in a column named ICCID or IMSI (CSV or TSV), and tells
which SIMs are in no range, which ranges have no SIM, and which numbers are too short, too long or damaged, as in
scientific notation. It exits with 1 if a SIM is in no range or a number is malformed. A SIM that only a range of the
other length, 19 or 20 digits, would hold is told apart, and is in no range too: Windows compares numbers as they stand.
The list is read line by line and may be of any length. The formats plain and yaml list the ranges without SIMs, csv all ranges.

` + rangesHelp,
		Example: "  cosa ranges coverage --sims sims.csv operators.xlsx",
		Args:    arguments(1, -1, "a file or a range"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			return p.coverage(args, sims, style, f.input, limit.int())
		}),
	}
	c.Flags().StringArrayVar(&sims, "sims", nil, "read the SIMs from `SIMS`; - for standard input; may be given several times")
	limit.register(c.Flags(), "limit", "", 100, "list at most `N` SIMs of each kind in JSON")
	f.input.register(c)
	return c
}

func (p *program) coverage(args, sims []string, style render.Style, flags inputFlags, limit int) error {
	switch {
	case len(sims) == 0:
		return usagef("say where the SIMs are listed, with --sims FILE")
	case slices.Contains(sims, standardStream) && slices.Contains(args, standardStream):
		return usagef("standard input cannot be both the SIMs and the ranges")
	}
	h, err := p.holdings(args, style.Kind, flags)
	if err != nil {
		return err
	}
	c := ranges.NewCoverage(style.Kind, h.Plain(), limit)
	for _, path := range sims {
		done := p.working("reading " + path)
		err := p.stream(path, "", c.Read)
		done()
		if err != nil {
			return err
		}
	}
	if c.Numbers == 0 {
		return &cosa.ReadError{Position: at(sims[0]), Problem: "the list holds no numbers", Hint: "give one number a line, or a column named " + style.Kind.String()}
	}
	if err := p.print(func(w io.Writer) error { return style.Coverage(w, h.Holdings, c) }); err != nil {
		return err
	}
	if c.Count(ranges.Outside)+c.Count(ranges.OtherLength)+c.Count(ranges.WrongLength)+c.Count(ranges.Damaged) > 0 {
		return errFindings
	}
	return nil
}
