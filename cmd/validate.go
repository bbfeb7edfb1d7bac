package cmd

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/report"
)

// validateOptions are the choices of cosa validate.
type validateOptions struct {
	files  []string
	input  inputFlags
	rules  ruleFlags
	report reportFlags
}

const filesHelp = `FILE may be a workbook, a YAML, JSON, JSON Lines, CSV or TSV file, or a database of what devices
have: customizations.xml, a .ppkg package or apndatabase.xml. ` + standardStream + ` is standard input. A
folder is walked for all of them, without hidden files, lock files, what cosa wrote
and the baseline. Several files are one submission.`

func validateCommand(p *program) *cobra.Command {
	var o validateOptions
	c := &cobra.Command{
		Use:   "validate [flags] FILE...",
		Short: "Check a submission and report every finding",
		Long: `validate applies the catalogue of rules to a submission and reports each finding
with its cell or line, and what to do. With --against it also says what the
submission adds, changes and wipes without saying so, and where it collides with
the profiles of others.

` + filesHelp,
		Example: `  cosa validate operators.xlsx
  cosa validate --policy cosa --fail-on warning *.yaml
  cosa validate --against customizations.xml operators.xlsx
  cosa validate --annotate annotated.xlsx operators.xlsx
  cosa validate -f text -f json=report.json operators.xlsx`,
		Args: arguments(1, -1, "at least one file"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return p.validate(o)
		},
	}
	o.rules.register(c)
	o.report.register(c)
	o.input.register(c)
	return c
}

func (p *program) validate(o validateOptions) error {
	checks, err := p.checks(o.rules)
	if err != nil {
		return err
	}
	if o.report.record && checks.recordedPath == "" {
		return usagef("--write-baseline writes beside the configuration, which --no-config leaves aside")
	}
	outs, err := o.report.outputs()
	if err != nil {
		return err
	}
	l, err := p.loadAgainst(o.files, o.input, false, checks.against)
	if err != nil {
		return err
	}
	if err := o.report.checkAnnotate(l, outs); err != nil {
		return err
	}
	for _, out := range outs {
		if err := refuseInput(out.path, l.files()); err != nil {
			return err
		}
	}
	result := p.judge(&checks, l)
	if o.report.record {
		if err := p.record(&checks, l, result); err != nil {
			return err
		}
	}
	p.suppress(&checks, l, result)
	keepPromises(l, result)
	r := newReport(l, &checks, result)
	passes := checks.passes(l.submission, result)
	r.Next = nextAfterCheck("validate", l, passes && r.Count().Errors == 0)
	if err := p.annotate(o, l, result); err != nil {
		return err
	}
	if o.report.redact {
		r = r.Redacted()
	}
	if err := p.writeReports(outs, r, o.report.all); err != nil {
		return err
	}
	if !passes {
		return errFindings
	}
	return nil
}

// toolName is what reports call the program.
const toolName = "cosa"

// newReport says what a run of the rules found.
func newReport(l *loaded, c *checks, result *rules.Result) *report.Report {
	r := &report.Report{
		Tool:   report.Tool{Name: toolName, Version: version()},
		Policy: c.Policy, FailOn: c.failOn,
		Files: len(l.inputs), Entries: l.submission.Len(), Profiles: len(l.submission.Profiles()),
		Findings: result.Findings, NotEvaluated: result.Skipped, Notes: l.notes,
		Suppressed: len(result.Silenced), Silenced: silenced(result.Silenced),
		Embedded: l.embedded, Submission: l.submission,
	}
	for _, in := range l.inputs {
		r.Inputs = append(r.Inputs, in.name)
	}
	r.Dir, _ = os.Getwd() // without it files are named as they were given
	return r
}

// nextAfterCheck says what to do after a check of the files.
func nextAfterCheck(command string, l *loaded, passes bool) string {
	switch {
	case l.submission.Len() == 0:
		return "fill in at least one row; cosa init writes a workbook and a YAML file to start from"
	case !passes:
		return "correct what is found and run cosa " + command + " again; cosa rules RULE explains a rule"
	case l.databases():
		return ""
	case l.exported == len(l.inputs):
		return nextToSend
	}
	return "cosa export " + l.arguments() + " -o " + l.freeName()
}

// freeName is a name for the exported workbook that no input has.
func (l *loaded) freeName() string {
	for _, in := range l.inputs {
		if strings.EqualFold(filepath.Base(in.path), "submission.xlsx") {
			return "exported.xlsx"
		}
	}
	return "submission.xlsx"
}

// arguments writes the inputs as they would be typed; many are FILE...
func (l *loaded) arguments() string {
	const many = 3
	var names []string
	for _, in := range l.inputs {
		switch {
		case len(l.inputs) > many || in.path == standardStream:
			return "FILE..."
		case strings.ContainsAny(in.name, " \t&();'"):
			names = append(names, strconv.Quote(in.name))
		default:
			names = append(names, in.name)
		}
	}
	return strings.Join(names, " ")
}
