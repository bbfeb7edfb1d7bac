// Command cosabench measures cosa against what else does the same on this
// machine, all on the same generated file and in turn, and prints the medians
// as Markdown tables: reading and checking workbooks, and finding the ranges
// that overlap. Programs that are not installed are left out and named.
//
//	go run ./cmd/cosabench -rows 10000,100000,1000000 -o cmd/cosabench/RESULTS.md
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are the program's flags.
type options struct {
	rows    []int
	ranges  []int
	jobs    []string
	runs    int
	seed    uint64
	output  string
	sheetjs string
	slow    int
	pairs   uint64

	// The following make this program a child of itself: a child's peak memory
	// is its own, and never told as less than its parent's at the start.
	path  string // write a generated file here and measure nothing
	shape string // of the ranges in that file; without, it is a workbook
	solve string // find the overlaps in the file named as argument in this way
}

func run(args []string, stdout, stderr io.Writer) int {
	var o options
	var rows, ranges, chosen string
	flags := flag.NewFlagSet("cosabench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&rows, "rows", "1000,10000,100000", "sizes of workbooks, in rows of 40 columns")
	flags.StringVar(&ranges, "ranges", "", "numbers of ranges for the search for overlaps (those of -rows)")
	flags.StringVar(&chosen, "jobs", strings.Join(jobNames(), ","), "what to measure")
	flags.IntVar(&o.runs, "runs", 5, "runs of each program; the median counts")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the generated numbers")
	flags.StringVar(&o.output, "o", "-", "file for the tables")
	flags.StringVar(&o.sheetjs, "sheetjs", os.Getenv("COSA_SHEETJS"), "folder whose node_modules holds SheetJS (xlsx)")
	flags.IntVar(&o.slow, "slow", 100_000, "largest workbook that the slow programs have to read")
	flags.Uint64Var(&o.pairs, "pairs", 50_000_000, "most overlapping pairs that programs which look at each have to find")
	flags.StringVar(&o.path, "generate", "", "only write a generated file of the first of -rows to this path")
	flags.StringVar(&o.shape, "shape", "", "with -generate: write ranges of this shape, not a workbook")
	flags.StringVar(&o.solve, "solve", "", "only find the overlaps in the file named as argument, by sweep or tree")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if ranges == "" {
		ranges = rows
	}
	var err error
	if o.rows, err = sizes(rows); err == nil {
		o.ranges, err = sizes(ranges)
	}
	if err == nil && o.runs < 1 {
		err = fmt.Errorf("-runs: %d; give one at least", o.runs)
	}
	for _, name := range strings.Split(chosen, ",") {
		if !slices.Contains(jobNames(), name) {
			err = fmt.Errorf("-jobs: %q; there are %s", name, strings.Join(jobNames(), ", "))
		}
		o.jobs = append(o.jobs, name)
	}
	if err != nil {
		fmt.Fprintln(stderr, "cosabench:", err)
		return 2
	}
	if err := o.do(flags.Arg(0), stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "cosabench:", err)
		return 3
	}
	return 0
}

// do does what the flags say; input is the argument behind them.
func (o options) do(input string, stdout, stderr io.Writer) error {
	switch {
	case o.solve != "":
		return solve(o.solve, input, stdout)
	case o.path != "" && o.shape != "":
		return writeRanges(o.path, o.shape, o.rows[0], o.seed)
	case o.path != "":
		return writeWorkbook(o.path, o.rows[0], o.seed)
	}
	text, err := report(o, stderr)
	if err != nil {
		return err
	}
	if o.output == "-" {
		_, err = io.WriteString(stdout, text)
		return err
	}
	return os.WriteFile(o.output, []byte(text), 0o644)
}

func sizes(list string) ([]int, error) {
	var all []int
	for _, size := range strings.Split(list, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no size; give whole numbers separated by commas", size)
		}
		all = append(all, n)
	}
	return all, nil
}
