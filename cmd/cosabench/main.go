// Command cosabench measures cosa against what else reads workbooks on this
// machine, all on the same generated file and in turn, and prints the medians
// as a Markdown table. Programs that are not installed are left out and named.
//
//	go run ./cmd/cosabench -rows 100000,1000000 -o cmd/cosabench/RESULTS.md
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are the program's flags.
type options struct {
	rows    []int
	runs    int
	seed    uint64
	output  string
	sheetjs string
	slow    int
	path    string // write a generated file here and measure nothing
}

func run(args []string, stdout, stderr io.Writer) int {
	var o options
	var rows string
	flags := flag.NewFlagSet("cosabench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&rows, "rows", "1000,10000,100000", "sizes to measure, in rows of 40 columns")
	flags.IntVar(&o.runs, "runs", 5, "runs of each program; the median counts")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the generated numbers")
	flags.StringVar(&o.output, "o", "-", "file for the table")
	flags.StringVar(&o.sheetjs, "sheetjs", os.Getenv("COSA_SHEETJS"), "folder whose node_modules holds SheetJS (xlsx)")
	flags.IntVar(&o.slow, "slow", 100_000, "largest size that the slow programs have to read")
	flags.StringVar(&o.path, "generate", "", "only write a generated workbook of the first of -rows to this file")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	for _, size := range strings.Split(rows, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 {
			fmt.Fprintf(stderr, "cosabench: -rows: %q is no number of rows\n", size)
			return 2
		}
		o.rows = append(o.rows, n)
	}
	if o.path != "" {
		if err := generate(o.path, o.rows[0], o.seed); err != nil {
			fmt.Fprintln(stderr, "cosabench:", err)
			return 3
		}
		return 0
	}
	table, err := measure(o, stderr)
	if err == nil && o.output == "-" {
		_, err = io.WriteString(stdout, table)
	} else if err == nil {
		err = os.WriteFile(o.output, []byte(table), 0o644)
	}
	if err != nil {
		fmt.Fprintln(stderr, "cosabench:", err)
		return 3
	}
	return 0
}
