package cmd

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/report"
	"github.com/cosakit/cosa/spreadsheet"
)

// exportOptions are the choices of cosa export.
type exportOptions struct {
	files    []string
	input    inputFlags
	rules    ruleFlags
	template templateFlags
	output   string
	all      bool
}

func exportCommand(p *program) *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "export [flags] FILE... -o OUT.xlsx",
		Short: "Check a submission and write the workbook to send",
		Long: `export checks a submission as validate does and writes the submission-ready
workbook. While there are findings at the threshold it reports them and writes
nothing. The written file is read back and compared before it gets its name.

A sheet holds 1,048,575 rows. With {n} in OUT, as in "out-{n}.xlsx", more are
divided among several workbooks; what an operator has in a country stays together.

` + templateHelp + `

` + filesHelp,
		Example: `  cosa export submission.yaml -o submission.xlsx
  cosa export submission.yaml -o submission.xlsx --template official.xlsx`,
		Args: arguments(1, -1, "at least one file"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return p.export(o)
		},
	}
	c.Flags().StringVarP(&o.output, "output", "o", "", "write the workbook to `FILE`, - for standard output")
	c.Flags().BoolVar(&o.all, "all", false, "list every finding of a rule that has more than a hundred")
	o.template.register(c)
	o.rules.register(c)
	o.input.register(c)
	return c
}

func (p *program) export(o exportOptions) error {
	pattern, err := newOutputPattern(o.output, numberField)
	if err != nil {
		return err
	}
	o.output = pattern.plain()
	switch {
	case pattern.given == "":
		return usagef("say where to write the workbook, as in -o submission.xlsx")
	case o.template.path != "" && pattern.numbered():
		return usagef("%s in -o is for workbooks of cosa's own; a template is filled once", numberHere)
	case o.template.path == "" && o.output != standardStream && extension(o.output) != "xlsx" &&
		(formatOfName(o.output) != nil || slices.Contains(workbookExtensions, extension(o.output))):
		return usagef("export writes a workbook, so that %q must end in .xlsx; cosa convert writes other formats", pattern.given)
	}
	template, err := o.template.open(p)
	if err != nil {
		return err
	}
	defer template.close()
	if err := template.checkOutput(o.output); err != nil {
		return err
	}
	o.input.besides = template.input
	checks, err := p.checks(o.rules)
	if err != nil {
		return err
	}
	l, err := p.loadAgainst(o.files, o.input, true, checks.against)
	if err != nil {
		return err
	}
	files := []*generatedFile{{path: o.output}}
	if pattern.numbered() {
		files, err = numbered(&pattern, l.submission, p.sheetRows())
	} else {
		err = p.fitsSheet(l, severalWorkbooks)
	}
	if err == nil {
		err = refuseInputs(files, l.files())
	}
	if err != nil {
		return err
	}
	result := p.check(&checks, l)
	r := newReport(l, &checks, result)
	if !checks.passes(l.submission, result) || l.submission.Len() == 0 {
		return p.refuse(r, l, "export", o.output, o.all)
	}
	if template.input != nil {
		return p.fill(o, template, l, r, checks.ruleSet(result))
	}
	info := func(result *rules.Result) spreadsheet.ExportInfo { return exportInfo(l, &checks, result) }
	if pattern.numbered() {
		return p.exportSeveral(&pattern, files, l, r, result, info)
	}
	var digest string
	done := p.working("writing " + o.output)
	err = p.put(output{
		path:  o.output,
		write: func(w io.Writer) error { return spreadsheet.Export(w, l.submission, info(result)) },
		check: func(r io.ReaderAt, size int64) (err error) {
			digest, err = spreadsheet.Verify(o.output, r, size, l.submission)
			return err
		},
	})
	done()
	if err != nil {
		return err
	}
	p.exported(r, o.output, digest)
	return nil
}

// exportSeveral writes several workbooks, all of them or none.
func (p *program) exportSeveral(pattern *outputPattern, files []*generatedFile, l *loaded, r *report.Report, result *rules.Result, info infoOf) error {
	format, err := findFormat("format", string(cosa.XLSX))
	if err != nil {
		return err
	}
	divide(files, l.submission)
	if _, err := p.writeGenerated(files, format, result, info, false); err != nil {
		return err
	}
	p.toldGenerated(r, files, format)
	p.tellLeftOver(pattern, len(files))
	return nil
}

// infoOf is what an exported workbook says of the result of the rules, or of
// the part of it that is about its rows.
type infoOf func(*rules.Result) spreadsheet.ExportInfo

func exportInfo(l *loaded, c *checks, result *rules.Result) spreadsheet.ExportInfo {
	var unjudged []spreadsheet.Unjudged
	for _, s := range rules.Unusual(result.Skipped) {
		unjudged = append(unjudged, spreadsheet.Unjudged(s))
	}
	return spreadsheet.ExportInfo{
		Tool: toolName + " " + version(), RuleSet: c.ruleSet(result), Inputs: l.digests,
		Findings: result.Findings, Silenced: taken(result.Silenced), Unjudged: unjudged,
	}
}

// nextToSend says what to do with an exported workbook.
const nextToSend = "answer what is still open in the sheet Questionnaire, then send the workbook or type it into the portal"

// exported tells what was written and what is left to do.
func (p *program) exported(r *report.Report, path, digest string) {
	if path == standardStream {
		path = "workbook"
	}
	p.note("%s: written and read back, %s, %s, data digest %s", path,
		count(r.Entries, "row"), count(r.Profiles, "profile"), digest)
	p.tellUnjudged(r)
	for _, note := range r.AllNotes() {
		p.note("note: %s", note)
	}
	if c := r.Count(); c.Errors+c.Warnings+c.Infos > 0 {
		p.note("left: %s, %s, %s; the sheet Checks and cosa validate list them",
			count(c.Errors, "error"), count(c.Warnings, "warning"), count(c.Infos, "info"))
	}
	if len(r.Silenced) > 0 {
		p.note("suppressed: %s; the sheet Checks lists them with their reasons, for whoever reviews the workbook", count(len(r.Silenced), "finding"))
	}
	p.note("next: %s", nextToSend)
}

// tellUnjudged tells which rules could not be applied, and why, also a quiet
// user: what was written is no better checked than they allow.
func (p *program) tellUnjudged(r *report.Report) {
	for _, line := range r.Unjudged() {
		p.say("not evaluated: %s", line)
	}
}
