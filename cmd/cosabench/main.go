// Command cosabench measures cosa against what else does the same on this
// machine, all on the same generated files and in turn, and prints the medians
// as Markdown tables, first those that were asked for: reading and checking
// workbooks, CSV and YAML, writing workbooks, changing formats, comparing,
// generating, finding the ranges that overlap, comparing SIMs with ranges, and
// starting. Programs that are not installed are left out and named, and so
// are the slow ones where the input is large; an answer that is not the right
// one ends the run.
//
//	go run ./cmd/cosabench -rows 1000,10000,100000,1000000 -o cmd/cosabench/RESULTS.md
package main

import (
	"errors"
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
	inputs  string
	sheetjs string
	exceljs string
	slow    int
	pairs   uint64

	// The following make this program a child of itself: a child's peak memory
	// is its own, and never told as less than its parent's at the start.
	path     string // write a generated file here and measure nothing
	shape    string // of the ranges in that file, or the kind of its content
	solve    string // find the overlaps in the file named as argument in this way
	peerName string // do what this peer of cosa does with the files named as arguments
}

func run(args []string, stdout, stderr io.Writer) int {
	var o options
	var rows, ranges, chosen string
	flags := flag.NewFlagSet("cosabench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&rows, "rows", "1000,10000,100000", "sizes: rows of sheets, profiles of YAML files, tens of SIMs")
	flags.StringVar(&ranges, "ranges", "", "numbers of ranges for the search for overlaps (those of -rows)")
	flags.StringVar(&chosen, "jobs", strings.Join(jobNames(), ","), "what to measure")
	flags.IntVar(&o.runs, "runs", 5, "runs of each program; the median counts")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the generated numbers")
	flags.StringVar(&o.output, "o", "-", "file for the tables")
	flags.StringVar(&o.sheetjs, "sheetjs", os.Getenv("COSA_SHEETJS"), "folder whose node_modules holds SheetJS (xlsx)")
	flags.StringVar(&o.exceljs, "exceljs", os.Getenv("COSA_EXCELJS"), "folder whose node_modules holds exceljs, and js-yaml")
	flags.StringVar(&o.inputs, "inputs", "", "keep the generated files in this folder, and use those that are there (default: a temporary folder)")
	flags.IntVar(&o.slow, "slow", 100_000, "largest size that the slow programs have to work on")
	flags.Uint64Var(&o.pairs, "pairs", 50_000_000, "most overlapping pairs that programs which look at each have to find")
	flags.StringVar(&o.path, "generate", "", "only write a generated file of the first of -rows to this path")
	flags.StringVar(&o.shape, "shape", workbookInput, "with -generate: kind of the file, or shape of the ranges in it")
	flags.StringVar(&o.solve, "solve", "", "only find the overlaps in the file named as argument, by sweep or tree")
	flags.StringVar(&o.peerName, "peer", "", "only do what this peer of cosa does with the files named as arguments")
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
	if err := o.do(flags.Args(), stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "cosabench:", err)
		return 3
	}
	return 0
}

// do does what the flags say; files are the arguments behind them.
func (o options) do(files []string, stdout, stderr io.Writer) error {
	switch {
	case o.solve != "" && len(files) > 0:
		return solve(o.solve, files[0], stdout)
	case o.peerName != "":
		return o.peer(o.peerName, files, stdout)
	case o.path != "":
		return writeInput(o.path, o.shape, o.rows[0], o.seed)
	case len(files) > 0 || o.solve != "":
		return fmt.Errorf("%q: only -solve and -peer take files", files)
	}
	text, failed := report(o, stderr)
	if text == "" {
		return failed
	}
	err := writeReport(o.output, text, stdout)
	return errors.Join(failed, err)
}

func writeReport(path, text string, stdout io.Writer) error {
	if path == "-" {
		_, err := io.WriteString(stdout, text)
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
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
