package cmd

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/generate"
	"github.com/cosakit/cosa/cosa/ranges"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/report"
	"github.com/cosakit/cosa/spreadsheet"
)

// generateOptions are the choices of cosa generate.
type generateOptions struct {
	base, table string
	input       inputFlags // of the table
	rules       ruleFlags
	output, to  string
	pattern     outputPattern // that output is
	split       numberFlag
	within      []string
	taken       []string
	all         bool
	allowLoss   bool
}

func generateCommand(p *program) *cobra.Command {
	var o generateOptions
	c := &cobra.Command{
		Use:   "generate [flags] --base BASE --rows ROWS {-o OUT | --to FORMAT}",
		Short: "Make a submission of a base profile and a table",
		Long: `generate makes one profile for each operator and country in a table, of a base
that says what they share. It checks the result as export does: findings stand at
the line of the table that they come from, and while there are any at the
threshold, or lines that cannot be right, nothing is written.

BASE is a file of one profile in YAML (or JSON). Any value of it may hold
${column}; $${ stands for ${. ROWS is a table (` + orList(tableNames()) + `) with one line
for each target, profile or range, and the names of its columns in the first row:

  a setting's header or key (MCC, accessString ...)
      fills the setting; a blank cell leaves what the base says. A setting that
      holds a placeholder in the base gets what stands there instead
  iccid                       START-END
  iccid.start, iccid.end      its ends
  iccidPrefix                 all ICCIDs that begin with it
  iccidDigits                 ... of 19 digits (default) or 20
  iccidCount                  so many SIMs from the start or of the prefix; alone: the
                              next free ones of --within, beginning on ...00
  iccidSplit                  pieces of so many SIMs, as --split for one line
  imsi, imsi.start, imsiPrefix ...
      the same for IMSIs
  anything else               is for placeholders; ${iccid.start} and ${iccid.end} stand
                              for the range of the line, however it is given

Lines of one operator and country come together in the order of the first one. A
target or connection of the base that takes nothing from what tells lines apart is
made once for each profile.

With {operator} or {country} in OUT there is a file for each operator, country or
pair, and with {n}, as in "out-{n}.xlsx", as many as the rows need, since a sheet
holds 1,048,575: all of them are written or none. Characters that a file's name cannot hold
become _, and names that then differ in case alone are an error. {{ and }} in OUT stand
for braces.`,
		Example: `  cosa generate --base base.yaml --rows ranges.csv -o submission.xlsx
  cosa generate --base base.yaml --rows ranges.xlsx --split 100000 --to yaml
  cosa generate --base base.yaml --rows counts.csv --within 8954310000000000000-8954310099999999999 --taken customizations.xml -o submission.xlsx
  cosa generate --base base.yaml --rows operators.csv -o "out/{operator}-{country}.xlsx"`,
		Args: arguments(0, 0, ""),
		RunE: func(*cobra.Command, []string) error { return p.generate(o) },
	}
	flags := c.Flags()
	flags.StringVar(&o.base, "base", "", "what all rows share, from `FILE` (yaml or json)")
	flags.StringVar(&o.table, "rows", "", "the table, from `FILE`; - for standard input")
	flags.StringVarP(&o.output, "output", "o", "", "write to `FILE`; its extension tells the format")
	flags.StringVar(&o.to, "to", "", "write as `FORMAT`: "+orList(outputNames()))
	o.split.register(flags, "split", "", 0, "split the range of each line into pieces of `N` SIMs")
	flags.StringArrayVar(&o.within, "within", nil, "take ranges for lines with a count alone from `START-END`; may be repeated")
	flags.StringArrayVar(&o.taken, "taken", nil, "what is not free in --within besides the table's own ranges, from `FILE`: a submission, a database or a list; may be repeated")
	flags.BoolVar(&o.all, "all", false, "list every finding of a rule that has more than a hundred")
	flags.BoolVar(&o.allowLoss, "allow-loss", false, "drop what the format cannot hold and list it")
	flags.StringVar(&o.input.format, "input-format", "", "read the table as `FORMAT` instead of recognising it: "+orList(tableNames()))
	flags.StringVar(&o.input.sheet, "sheet", "", "read the sheet `NAME` of the table's workbook")
	complete(c, "to", outputNames())
	complete(c, "input-format", tableNames())
	o.rules.register(c)
	return c
}

func (p *program) generate(o generateOptions) error {
	format, err := o.check()
	if err != nil {
		return err
	}
	checks, err := p.checks(o.rules)
	if err != nil {
		return err
	}
	l, notes, err := p.generated(&o, checks.against)
	if err != nil {
		return err
	}
	l.notes = append(l.notes, notes...)
	files, err := p.generatedFiles(&o, l, format)
	if err != nil {
		return err
	}
	if err := refuseInputs(files, l.files()); err != nil {
		return err
	}
	result := p.check(&checks, l)
	r := newReport(l, &checks, result)
	if !checks.passes(l.submission, result) || l.submission.Len() == 0 {
		return p.refuse(r, l, "generate", o.output, o.all)
	}
	if o.pattern.several() {
		divide(files, l.submission)
	}
	info := func(result *rules.Result) spreadsheet.ExportInfo { return exportInfo(l, &checks, result) }
	losses, err := p.writeGenerated(files, format, result, info, o.allowLoss)
	if err != nil {
		return err
	}
	if len(losses) > 0 {
		p.say("dropped:\n%s", bullets(losses))
	}
	p.toldGenerated(r, files, format)
	if o.pattern.numbered() {
		p.tellLeftOver(&o.pattern, len(files))
	}
	return nil
}

// check looks at the flags and returns the format to write.
func (o *generateOptions) check() (*fileFormat, error) {
	switch {
	case o.base == "" || o.table == "":
		return nil, usagef("say what to make rows of, with --base BASE.yaml and --rows ROWS.csv; see cosa generate --help")
	case o.base == standardStream && o.table == standardStream:
		return nil, usagef("only one of --base and --rows can be standard input")
	}
	if o.input.format != "" {
		if err := choice("--input-format", o.input.format, tableNames()); err != nil {
			return nil, err
		}
	}
	var err error
	if o.pattern, err = newOutputPattern(o.output, slices.Concat(fileFields, []string{numberField})...); err != nil {
		return nil, err
	}
	o.output = o.pattern.plain()
	convert := convertOptions{output: o.output, to: o.to}
	format, err := convert.format()
	if o.output == "" {
		o.output = standardStream
	}
	return format, err
}

// generated reads base and table and makes the rows of them.
func (p *program) generated(o *generateOptions, against baselineFile) (*loaded, []string, error) {
	l := &loaded{generated: true}
	base, err := p.readBase(l, o.base)
	if err != nil {
		return nil, nil, err
	}
	table, err := p.readTable(l, o.table, o.input)
	if err != nil {
		return nil, nil, err
	}
	job := generate.Job{Base: base, Table: table, Split: o.split.n}
	if err := p.free(&job, o); err != nil {
		return nil, nil, err
	}
	b := cosa.NewBuilder()
	done := p.working("making rows")
	notes, err := generate.Rows(b, job)
	done()
	if err != nil {
		return nil, nil, err
	}
	if against.name != "" {
		if err := p.readBaseline(b, l, against); err != nil {
			return nil, nil, err
		}
	}
	l.submission = b.Submission()
	return l, notes, l.describeBaseline()
}

// mostUnknown bounds the values that tell no numbers which are named.
const mostUnknown = 5

// free reads where ranges are taken from, and what is not free there.
func (p *program) free(job *generate.Job, o *generateOptions) error {
	var wanted [2]bool
	for _, text := range o.within {
		r, err := ranges.Parse(cosa.ICCID, text)
		if start, _, _ := cosa.SplitRange(text); len(start) == cosa.IMSI.Digits() {
			r, err = ranges.Parse(cosa.IMSI, text)
		}
		if err != nil {
			return usagef("--within: %w", err)
		}
		wanted[r.Kind] = true
		job.Within = append(job.Within, r)
	}
	if len(o.taken) > 0 && len(o.within) == 0 {
		return usagef("--taken needs --within START-END, the range that numbers are taken from")
	}
	if len(o.taken) == 0 {
		return nil
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if !wanted[kind] {
			continue
		}
		in, err := p.holdings(o.taken, kind, inputFlags{})
		if err != nil {
			return err
		}
		job.Taken = append(job.Taken, in.Plain()...)
		for i, unknown := range in.Unknown {
			if i == mostUnknown {
				p.note("note: and %d more that tell no numbers", len(in.Unknown)-mostUnknown)
				break
			}
			p.note("note: %s: %q tells no numbers, so none are kept from being given out", unknown.Position, unknown.Value)
		}
	}
	return nil
}

// writeGenerated writes the files, all of them or none, and returns what their
// format cannot hold.
func (p *program) writeGenerated(files []*generatedFile, format *fileFormat, result *rules.Result, info infoOf, allowLoss bool) ([]string, error) {
	var losses []string
	var outs []output
	for _, f := range files {
		s := f.submission
		out := output{path: f.path, write: func(w io.Writer) error { return format.write(w, s) }}
		if format.workbook {
			info := info(f.result(result, len(files) > 1))
			out.write = func(w io.Writer) error { return spreadsheet.Export(w, s, info) }
			out.check = func(r io.ReaderAt, size int64) (err error) {
				f.digest, err = spreadsheet.Verify(f.path, r, size, s)
				return err
			}
		} else {
			losses = append(losses, format.losses(s)...)
		}
		outs = append(outs, out)
	}
	losses = slices.Compact(losses)
	if len(losses) > 0 && !allowLoss {
		return nil, &cosa.ReadError{
			Position: at(files[0].path),
			Problem:  fmt.Sprintf("nothing was written, since %s cannot hold all of it (--allow-loss drops this):\n%s", format.name, bullets(losses)),
		}
	}
	what := files[0].path
	if len(files) > 1 {
		what = count(len(files), "file")
	}
	defer p.working("writing " + what)()
	return losses, p.putAll(outs)
}

// toldGenerated says what was written and what is left to do.
func (p *program) toldGenerated(r *report.Report, files []*generatedFile, format *fileFormat) {
	how := "written as " + string(format.name)
	if format.workbook {
		how = "written and read back"
	}
	p.tellWritten(files, how)
	p.tellUnjudged(r)
	for _, note := range r.Notes {
		p.note("note: %s", note)
	}
	if c := r.Count(); c.Errors+c.Warnings+c.Infos > 0 {
		p.note("left: %s, %s, %s; cosa validate lists them", count(c.Errors, "error"), count(c.Warnings, "warning"), count(c.Infos, "info"))
	}
	if format.workbook && len(r.Silenced) > 0 {
		p.note("suppressed: %s; the sheet Checks lists them with their reasons, for whoever reviews the workbook", count(len(r.Silenced), "finding"))
	}
	if format.workbook && files[0].path != standardStream {
		p.note("next: %s", nextToSend)
	}
}
