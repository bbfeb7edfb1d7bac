package cmd

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
	"github.com/cosakit/cosa/cosa/ranges/render"
	"github.com/cosakit/cosa/rules"
)

// overlapRules are the rules about ranges that share numbers, by kind.
var overlapRules = [][]string{
	cosa.ICCID: {"iccid-range-overlap", "iccid-range-nested", "iccid-range-redundant"},
	cosa.IMSI:  {"imsi-range-overlap", "imsi-range-nested", "imsi-range-redundant"},
}

func rangesOverlapsCommand(p *program, f *rangesFlags) *cobra.Command {
	var bare bool
	var limit numberFlag
	c := &cobra.Command{
		Use:   "overlaps [flags] {FILE | RANGE}...",
		Short: "Find ranges that share numbers",
		Long: `overlaps applies the rules about ranges that share numbers: some SIM must satisfy two whole targets, with all
their identifiers. It exits with 1 where one of them is an error.

With --bare it lists every pair of ranges that share numbers, whatever the other identifiers, with what they have to do
with each other: identical, contains, inside, partial, or one number, as when a digit is lost at a boundary.

` + rangesHelp,
		Example: "  cosa ranges overlaps operators.xlsx partners.xlsx\n  cosa ranges overlaps --bare -f csv ranges.txt",
		Args:    arguments(1, -1, "a file or a range"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			if !bare && (style.Format == render.Plain || style.Format == render.YAML) {
				return usagef("the format %s lists ranges; it needs --bare", style.Format)
			}
			h, err := p.holdings(args, style.Kind, f.input)
			if err != nil {
				return err
			}
			if bare {
				pairs, total := ranges.Overlaps(h.Ranges, limit.int())
				return p.print(func(w io.Writer) error { return style.Overlaps(w, h.Holdings, pairs, total) })
			}
			if h.listed != "" {
				return usagef("%q has ranges alone, the rules compare whole targets; use --bare", h.listed)
			}
			return p.ruledOverlaps(h, style)
		}),
	}
	c.Flags().BoolVar(&bare, "bare", false, "compare the ranges alone, whatever the other identifiers")
	limit.register(c.Flags(), "limit", "", 1000, "list at most `N` pairs with --bare")
	f.input.register(c)
	return c
}

func (p *program) ruledOverlaps(h *rangeInput, style render.Style) error {
	result := rules.Run(h.submission, rules.Options{Policy: rules.PolicyCosa, Only: overlapRules[style.Kind]})
	var skipped []render.Skipped
	for _, s := range result.Skipped {
		skipped = append(skipped, render.Skipped(s))
	}
	err := p.print(func(w io.Writer) error { return style.Findings(w, result.Findings, skipped) })
	if err == nil && result.Worst() == cosa.Error {
		return errFindings
	}
	return err
}
