package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa/pack"
	"github.com/cosakit/cosa/rules/report"
)

// packOptions are the choices of cosa pack.
type packOptions struct {
	files    []string
	input    inputFlags
	rules    ruleFlags
	output   string
	deadline string
	dated    bool // a deadline was asked for, even of a blank month
	force    bool
	all      bool
}

func packCommand(p *program) *cobra.Command {
	var o packOptions
	c := &cobra.Command{
		Use:   "pack [flags] FILE... -o DIR",
		Short: "Write everything that a submission needs into one folder",
		Long: `pack checks a submission as validate does and writes a folder with the workbook,
a report for reviewers, what changes against the baseline, the questionnaire, a
sheet to type or paste into the operator configuration portal, customizations.xml
for a test on a PC, icons and logos, a checklist of what is still open and the
digests of all files. While there are findings at the threshold it reports them
and writes nothing.

The same input gives the same bytes, wherever and whenever it is packed. The
folder is written whole or not at all. It must be new, empty, or an earlier pack
in which nothing was changed; --force replaces one that was changed.

Passwords stand in the workbook and in customizations.xml only.

` + filesHelp,
		Example: `  cosa pack submission.yaml -o pack
  cosa pack submission.yaml -o pack --against customizations.xml --deadline 2026-10`,
		Args: arguments(1, -1, "at least one file"),
		RunE: func(c *cobra.Command, args []string) error {
			o.files = args
			o.dated = c.Flags().Changed("deadline")
			return p.pack(o)
		},
	}
	flags := c.Flags()
	flags.StringVarP(&o.output, "output", "o", "", "write the pack to the folder `DIR`")
	flags.StringVar(&o.deadline, "deadline", "", "reckon the last day to submit for the release of the month `YYYY-MM`, and write it into the checklist")
	flags.BoolVar(&o.force, "force", false, "replace an earlier pack even if files in it were changed or added")
	flags.BoolVar(&o.all, "all", false, "list every finding of a rule that has more than a hundred")
	o.rules.register(c)
	o.input.register(c)
	return c
}

func (p *program) pack(o packOptions) error {
	switch o.output {
	case "":
		return usagef("say where to write the pack, as in -o pack")
	case standardStream:
		return usagef("a pack is a folder; name one, as in -o pack")
	}
	var deadline *pack.Deadline
	if o.dated {
		d, err := pack.ParseDeadline(o.deadline)
		if err != nil {
			return usagef("--deadline: %w", err)
		}
		deadline = &d
	}
	folder, err := findPackFolder(o.output, o.files)
	if err != nil {
		return err
	}
	if err := folder.check(o.force); err != nil {
		return err
	}
	checks, err := p.checks(o.rules)
	if err != nil {
		return err
	}
	again, err := p.keepStandardInput(append(slices.Clone(o.files), checks.against.name))
	if err != nil {
		return err
	}
	l, err := p.loadAgainst(o.files, o.input, true, checks.against)
	if err != nil {
		return err
	}
	if err := folder.refuseInputs(l.files()); err != nil {
		return err
	}
	if err := p.fitsSheet(l, "let cosa export -o \"out-"+numberHere+".xlsx\" write several workbooks"); err != nil {
		return err
	}
	result := p.check(&checks, l)
	r := newReport(l, &checks, result)
	if !checks.passes(l.submission, result) || l.submission.Len() == 0 || r.Count().Errors > 0 {
		return p.refuse(r, l, "pack", o.output, o.all)
	}
	c := &packContent{program: p, options: &o, loaded: l, checks: &checks, result: result, report: r, deadline: deadline}
	if checks.against.name != "" {
		again()
		if c.changes, err = p.packChanges(&o, checks.against.name, again); err != nil {
			return err
		}
	}
	if err := c.plan(); err != nil {
		return err
	}
	if err := folder.refusePictures(c.beside); err != nil {
		return err
	}
	done := p.working("writing " + o.output)
	files, err := p.writePack(folder, o.force, c.files, c.manifest())
	done()
	if err != nil {
		return err
	}
	p.packed(c, r, files)
	return p.tellDeadline(deadline)
}

// keepStandardInput keeps what comes through standard input, if it is among the
// files, and returns what makes it readable again.
func (p *program) keepStandardInput(files []string) (again func(), err error) {
	if !slices.Contains(files, standardStream) {
		return func() {}, nil
	}
	content, err := io.ReadAll(io.LimitReader(p.In, stdinLimit+1))
	if err != nil {
		return nil, cannotRead(stdinName, err)
	}
	again = func() { p.In = bytes.NewReader(content) }
	again()
	return again, nil
}

// packed tells what was written and what is left to do.
func (p *program) packed(c *packContent, r *report.Report, files []pack.File) {
	p.note("%s: written, %s, %s, %s", c.options.output, count(len(files), "file"),
		count(r.Entries, "row"), count(r.Profiles, "profile"))
	p.tellUnjudged(r)
	for _, note := range r.AllNotes() {
		p.note("note: %s", note)
	}
	if n := r.Count(); n.Warnings+n.Infos > 0 {
		p.note("left: %s, %s; %s lists them", count(n.Warnings, "warning"), count(n.Infos, "info"), packReport)
	}
	p.note("next: work through %s, then send the workbook or type %s into the portal", packChecklist, packPortal)
}

// tellDeadline prints the deadline, and whether it is past by the clock: the
// files of the pack do not know today.
func (p *program) tellDeadline(d *pack.Deadline) error {
	if d == nil {
		return nil
	}
	past := ""
	if today := p.today(); today > d.Latest.Format("2006-01-02") {
		past = ", which is past: today is " + today
	}
	_, err := fmt.Fprintf(p.Out, "submit by %s for the release of %s%s\n%s\n", d, d.Name(), past, d.Reason())
	if err != nil {
		return cannotWrite("standard output", errors.Join(err))
	}
	return nil
}
