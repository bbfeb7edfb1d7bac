package cmd

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/cosakit/cosa/rules/report"
)

// reportFlags say how and where the report is written.
type reportFlags struct {
	formats []string // FORMAT or FORMAT=FILE
	output  string   // for the one FORMAT without a file; "" is standard output
	all     bool
	redact  bool

	record bool // write today's findings down, so that only new ones count

	annotate string // workbook to write with the findings on its cells, "" for none
}

func (f *reportFlags) register(c *cobra.Command) {
	names := reportFormatNames()
	flags := c.Flags()
	flags.StringArrayVarP(&f.formats, "format", "f", nil, "`FORMAT` of the report: "+orList(names)+" (default "+names[0]+"); may be repeated as FORMAT=FILE")
	flags.StringVarP(&f.output, "output", "o", "", "write the report to `FILE`")
	flags.StringVar(&f.annotate, "annotate", "", "write the checked workbook again as `OUT.xlsx`, with the findings on its cells")
	flags.BoolVar(&f.record, "write-baseline", false, "record what is found in "+recordedName+" beside the configuration, so that only new findings count from now on")
	flags.BoolVar(&f.all, "all", false, "list every finding of a rule that has more than a hundred")
	flags.BoolVar(&f.redact, "redact", false, "hide the middle digits of ICCIDs and IMSIs in the report, so that it can be passed on; collisions stay visible")
	complete(c, "format", names)
}

func reportFormatNames() []string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// reportOutput is a report to write.
type reportOutput struct {
	format report.Format
	path   string // "-" for standard output
}

// outputs reads the flags.
func (f *reportFlags) outputs() ([]reportOutput, error) {
	named, err := formatOutputs(f.formats, f.output, reportFormatNames())
	if err != nil {
		return nil, err
	}
	var outs []reportOutput
	for _, out := range named {
		outs = append(outs, reportOutput{report.Formats()[slices.Index(reportFormatNames(), out.format)], out.path})
	}
	return outs, nil
}

// formatOutput is a format and where what is written in it goes.
type formatOutput struct {
	format string
	path   string // "-" for standard output
}

// formatOutputs reads FORMAT and FORMAT=FILE: each format has a file of its own,
// but one, which goes to --output or to standard output. Without any it is the
// first of those that are known.
func formatOutputs(formats []string, output string, known []string) ([]formatOutput, error) {
	if len(formats) == 0 {
		formats = known[:1]
	}
	var outs []formatOutput
	main := ""
	for _, item := range formats {
		name, path, toFile := strings.Cut(item, "=")
		if err := choice("report format", name, known); err != nil {
			return nil, err
		}
		switch {
		case toFile && path == "":
			return nil, usagef("-f %s names no file", item)
		case !toFile && main != "":
			return nil, usagef("-f %s and -f %s go to the same place; give one a file, as in -f %s=FILE", main, name, name)
		case !toFile:
			main = name
			if path = output; path == "" {
				path = standardStream
			}
		}
		if slices.ContainsFunc(outs, func(o formatOutput) bool { return filepath.Clean(o.path) == filepath.Clean(path) }) {
			return nil, usagef("two reports go to %q", path)
		}
		outs = append(outs, formatOutput{name, path})
	}
	if output != "" && main == "" {
		return nil, usagef("every -f names a file, so that nothing is left for --output")
	}
	return outs, nil
}

// writeReports writes the report in every format that is asked for.
func (p *program) writeReports(outs []reportOutput, r *report.Report, all bool) error {
	for _, out := range outs {
		options := report.Options{All: all, Quiet: p.global.quiet, Color: out.path == standardStream && p.colors(p.Out)}
		err := p.put(output{path: out.path, write: func(w io.Writer) error { return out.format.Write(w, r, options) }})
		if err != nil {
			return err
		}
	}
	return nil
}

// colors reports whether output to w is coloured: on a terminal that knows
// colours, unless NO_COLOR or --color say otherwise.
func (p *program) colors(w io.Writer) bool {
	switch p.global.color {
	case "always":
		return true
	case "never":
		return false
	}
	f, ok := w.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd())) && obeysColors(f)
}
