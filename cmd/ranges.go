package cmd

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
	"github.com/cosakit/cosa/cosa/ranges/render"
)

// rangesFlags are the choices of every subcommand of cosa ranges.
type rangesFlags struct {
	format string
	kind   string
	input  inputFlags
}

// rangesCommands lists the subcommands in the order of the help.
var rangesCommands = []func(*program, *rangesFlags) *cobra.Command{
	rangesListCommand,
	rangesOverlapsCommand,
	rangesGapsCommand,
	rangesFindCommand,
	rangesCarveCommand,
	rangesMergeCommand,
	rangesSplitCommand,
	rangesCoverageCommand,
}

const rangesHelp = `A RANGE is START-END; a FILE is a submission or a database in any format, a folder of them, walked
without the baseline that the configuration names, or a list of one START-END a line (# begins a comment); - is
standard input. ICCIDs have 19 or 20 digits and begin with 89, IMSIs have 15. SIMs are counted in 19-digit numbers,
each once. Ranges of 19 and of 20 digits stay apart, since Windows compares numbers as they are written.`

func rangesCommand(p *program) *cobra.Command {
	var f rangesFlags
	c := &cobra.Command{
		Use:   "ranges COMMAND",
		Short: "Work with ranges of ICCIDs and IMSIs",
		Long: `ranges lists, compares, searches and cuts ranges of ICCIDs, or with --kind imsi of IMSIs.

` + rangesHelp,
		Example: `  cosa ranges list operators.xlsx
  cosa ranges gaps --within 8954310000000000000-8954319999999999999 operators.xlsx
  cosa ranges carve 8954310000000000000-8954310999999999999 --out 8954310200000000000-8954310299999999999 -f yaml`,
		Args: func(c *cobra.Command, args []string) error { return unknownCommand(c, args) },
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	flags := c.PersistentFlags()
	flags.StringVarP(&f.format, "format", "f", render.Formats()[0], "write as `FORMAT`: "+orList(render.Formats()))
	flags.StringVar(&f.kind, "kind", kindNames[cosa.ICCID], "`KIND` of numbers: "+orList(kindNames))
	complete(c, "format", render.Formats())
	complete(c, "kind", kindNames)
	for _, construct := range rangesCommands {
		sub := construct(p, &f)
		sub.DisableFlagsInUseLine = true
		c.AddCommand(sub)
	}
	return c
}

// kindNames are the values of --kind by kind of number.
var kindNames = []string{cosa.ICCID: "iccid", cosa.IMSI: "imsi"}

// style is what the flags say of the output.
func (f *rangesFlags) style() (render.Style, error) {
	if err := choice("format", f.format, render.Formats()); err != nil {
		return render.Style{}, err
	}
	kind := strings.ToLower(f.kind)
	if err := choice("--kind", kind, kindNames); err != nil {
		return render.Style{}, err
	}
	return render.Style{
		Format: render.Format(f.format), Kind: cosa.NumberKind(slices.Index(kindNames, kind)), Show: shown,
	}, nil
}

// withStyle makes what a command runs of a function that takes the arguments
// and the style.
func (f *rangesFlags) withStyle(run func(args []string, style render.Style) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		style, err := f.style()
		if err != nil {
			return err
		}
		return run(args, style)
	}
}

// print writes a result to standard output.
func (p *program) print(write func(io.Writer) error) error {
	return p.put(output{path: standardStream, write: write})
}

func rangesListCommand(p *program, f *rangesFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "list [flags] {FILE | RANGE}...",
		Short: "List the ranges of each profile, merged, with their numbers of SIMs",
		Long: `list merges the ranges of each profile and tells how many SIMs they hold, and their share of all SIMs. Shares of
profiles that hold the same SIMs add up to more than the whole. Patterns of a database count as the ranges that they
match. Rows that delete hold nothing.

` + rangesHelp,
		Example: "  cosa ranges list operators.xlsx\n  cosa ranges list --kind imsi -f csv customizations.xml",
		Args:    arguments(1, -1, "a file or a range"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			h, err := p.holdings(args, style.Kind, f.input)
			if err != nil {
				return err
			}
			return p.print(func(w io.Writer) error { return style.List(w, h.Holdings) })
		}),
	}
	f.input.register(c)
	return c
}

func rangesMergeCommand(p *program, f *rangesFlags) *cobra.Command {
	var join bool
	c := &cobra.Command{
		Use:   "merge [flags] {RANGE | FILE}...",
		Short: "Merge ranges that overlap or abut",
		Long: `merge writes the fewest ranges that hold the same numbers.

` + rangesHelp,
		Example: "  cosa ranges merge 8954310000000000000-8954310099999999999 8954310100000000000-8954310199999999999\n  cosa ranges merge -f plain ranges.txt",
		Args:    arguments(1, -1, "a range or a file"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			h, err := p.holdings(args, style.Kind, f.input)
			if err != nil {
				return err
			}
			merge := ranges.Merge
			if join {
				merge = ranges.Join
			}
			return p.print(func(w io.Writer) error {
				return style.Merged(w, merge(h.Plain()), len(h.Ranges), h.Unknown)
			})
		}),
	}
	c.Flags().BoolVar(&join, "join-lengths", false, "merge ranges of 19 with those of 20 digits too; those that join are written in 20")
	f.input.register(c)
	return c
}

func rangesGapsCommand(p *program, f *rangesFlags) *cobra.Command {
	var within string
	c := &cobra.Command{
		Use:   "gaps [flags] --within RANGE {FILE | RANGE}...",
		Short: "Find the numbers of a range that no other range holds",
		Long: `gaps writes what is free within a range. A SIM counts as held whether its ICCID is written in 19 or in 20 digits.
Ends that do not fall on blocks of 100, as those of a submission should, are marked.

` + rangesHelp,
		Example: "  cosa ranges gaps --within 8954310000000000000-8954319999999999999 operators.xlsx",
		Args:    arguments(1, -1, "a file or a range"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			if within == "" {
				return usagef("say within which range, with --within START-END")
			}
			parent, err := ranges.Parse(style.Kind, within)
			if err != nil {
				return usagef("--within: %w", err)
			}
			h, err := p.holdings(args, style.Kind, f.input)
			if err != nil {
				return err
			}
			return p.print(func(w io.Writer) error {
				return style.Gaps(w, parent, ranges.Gaps(parent, h.Plain()), h.Unknown)
			})
		}),
	}
	c.Flags().StringVar(&within, "within", "", "look within `RANGE`")
	f.input.register(c)
	return c
}

// offGrid notes how many pieces have ends that a submission should not have.
func (p *program) offGrid(pieces []ranges.Piece) {
	off := 0
	for _, piece := range pieces {
		if !piece.OnGrid() {
			off++
		}
	}
	if off > 0 {
		p.note("note: off the grid: %d of %s; ranges should start at ...00 and end at ...99", off, count(len(pieces), "piece"))
	}
}

// shown is text from a file as a table shows it.
func shown(text string) string {
	const most = 500
	return cosa.Bounded(cosa.Harmless(text), most)
}
