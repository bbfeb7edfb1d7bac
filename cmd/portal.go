package cmd

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/portal"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/report"
)

// portalCommands lists the subcommands in the order of the help.
var portalCommands = []func(*program) *cobra.Command{
	portalLaunchCommand,
	portalNotificationCommand,
	portalPoliciesCommand,
}

func portalCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "portal COMMAND",
		Short: "Try and check what the Mobile Plans app and an operator's portal tell each other",
		Long: `portal helps to get an operator's web portal ready for the Mobile Plans app, which
opens it with a URL and headers, and waits for a notification of what was bought.`,
		Example: `  cosa portal launch --url https://portal.contoso.example/ --iccid 8901000000000000007 --market US --location US --transaction-id t.1 --imei 490154203237518
  cosa portal notification payload.json
  cosa portal policies -o checklist.md`,
		Args: func(c *cobra.Command, args []string) error { return unknownCommand(c, args) },
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	for _, construct := range portalCommands {
		sub := construct(p)
		sub.DisableFlagsInUseLine = true
		c.AddCommand(sub)
	}
	return c
}

// portalReport are the flags of a report on something that is no submission.
type portalReport struct {
	format string
	output string
	failOn string
	all    bool
}

// portalReportFormats are those of the reports that need no rows of a sheet.
func portalReportFormats() []string {
	return slices.DeleteFunc(reportFormatNames(), func(name string) bool { return name == "html" })
}

func (f *portalReport) register(c *cobra.Command, formats []string) {
	flags := c.Flags()
	flags.StringVarP(&f.format, "format", "f", formats[0], "`FORMAT`: "+orList(formats))
	flags.StringVarP(&f.output, "output", "o", standardStream, "write to `FILE`")
	flags.StringVar(&f.failOn, "fail-on", defaultFailOn.String(), "least severity for exit code 1, as `LEVEL`: "+orList(thresholds))
	flags.BoolVar(&f.all, "all", false, "list every finding of a rule that has more than a hundred")
	complete(c, "format", formats)
	complete(c, "fail-on", thresholds)
}

func (f *portalReport) check(formats []string) error {
	if err := choice("format", f.format, formats); err != nil {
		return err
	}
	return choice("severity for --fail-on", f.failOn, thresholds)
}

// portalFindings is what was found in what was checked.
type portalFindings struct {
	command   string // of the program, that made it
	inputs    []string
	count     int
	noun      string // what was counted
	findings  []cosa.Finding
	catalogue []portal.Rule
}

// writePortalReport writes the findings and tells by its error whether they
// fail the check.
func (p *program) writePortalReport(f portalReport, found portalFindings) error {
	r := &report.Report{
		Tool: report.Tool{Name: toolName, Version: version()}, Command: found.command, FailOn: threshold(f.failOn),
		Inputs: found.inputs, Files: len(found.inputs), Entries: found.count, Findings: found.findings,
		Checked: fmt.Sprintf("%s, %s", counted(found.count, found.noun), counted(len(found.inputs), "file")),
	}
	for i := range found.catalogue {
		k := &found.catalogue[i]
		r.Catalogue = append(r.Catalogue, &rules.Rule{ID: k.ID, Title: k.Title, Why: k.Why, Page: k.Page, Severity: k.Severity, Group: rules.Group(found.command)})
	}
	r.Dir, _ = os.Getwd() // without it files are named as they were given
	format := report.Formats()[slices.Index(reportFormatNames(), f.format)]
	options := report.Options{All: f.all, Quiet: p.global.quiet, Color: f.output == standardStream && p.colors(p.Out)}
	if err := p.put(output{path: f.output, write: func(w io.Writer) error { return format.Write(w, r, options) }}); err != nil {
		return err
	}
	for i := range found.findings {
		if r.FailOn != 0 && found.findings[i].Severity >= r.FailOn {
			return errFindings
		}
	}
	return nil
}
