package cmd

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/diff"
	"github.com/cosakit/cosa/rules"
)

// diffOptions are the choices of cosa diff.
type diffOptions struct {
	old, new string
	input    inputFlags
	format   string
	output   string
	whole    bool
	all      bool
}

func diffCommand(p *program) *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:   "diff [flags] OLD NEW",
		Short: "Show what changes, in profiles, settings and numbers of SIMs",
		Long: `diff compares two submissions, or a submission and a COSA database, in any formats:
profiles, SIM settings, targets, numbers of SIMs gained and lost and where they
come from, connections. The order of rows, formatting, spellings that mean the
same and defaults that are written out are ignored; credentials are never shown.

A submission replaces the profiles that it names. Compared with a database, only
those are looked at, unless --whole is given.

OLD and NEW are each a file, a folder, or ` + standardStream + ` for standard input. A folder is walked
without the baseline that the configuration names. Exit codes: 0 no differences, 1
differences, 2 wrong use, 3 a file cannot be read or written.`,
		Example: `  cosa diff customizations.xml submission.yaml
  cosa diff --format markdown old.xlsx new.xlsx
  cosa diff --format html -o changes.html old.yaml new.yaml`,
		Args: arguments(2, 2, "OLD and NEW"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.old, o.new = args[0], args[1]
			return p.diff(o)
		},
	}
	flags := c.Flags()
	names := diffFormatNames()
	flags.StringVarP(&o.format, "format", "f", names[0], "`FORMAT` of the report: "+orList(names))
	flags.StringVarP(&o.output, "output", "o", "", "write the report to `FILE`")
	flags.BoolVar(&o.whole, "whole", false, "compare all profiles of a database, not only those that the submission names")
	flags.BoolVar(&o.all, "all", false, "leave nothing out of long lists")
	o.input.register(c)
	complete(c, "format", names)
	return c
}

func diffFormatNames() []string {
	var names []string
	for _, f := range diff.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func (p *program) diff(o diffOptions) error {
	if err := choice("report format", o.format, diffFormatNames()); err != nil {
		return err
	}
	if o.old == standardStream && o.new == standardStream {
		return usagef("only one of OLD and NEW can be standard input")
	}
	if o.output == "" {
		o.output = standardStream
	}
	liftMemoryTarget() // there are two of them
	old, err := p.diffSide(o.old, o.input)
	if err != nil {
		return err
	}
	new, err := p.diffSide(o.new, o.input)
	if err != nil {
		return err
	}
	if err := refuseInput(o.output, slices.Concat(old.inputs, new.inputs)); err != nil {
		return err
	}
	done := p.working("comparing")
	result := diff.Compare(old.submission, new.submission, diff.Options{Whole: o.whole})
	done()
	report := &diff.Report{
		Diff: result, Tool: toolName, Version: version(),
		Notes: slices.Concat(old.notes, new.notes, unreadNotes(old.submission), unreadNotes(new.submission),
			damageNotes(old.submission, new.submission), damageNotes(new.submission, old.submission)),
	}
	format := diff.Formats()[slices.Index(diffFormatNames(), o.format)]
	style := diff.Style{Color: o.output == standardStream && p.colors(p.Out), All: o.all, Quiet: p.global.quiet}
	err = p.put(output{path: o.output, write: func(w io.Writer) error { return format.Write(w, report, style) }})
	if err != nil {
		return err
	}
	if !result.Empty() {
		return errFindings
	}
	return nil
}

// diffSide reads one of the two. No rows are no answer: everything would be
// said to be removed, or added.
func (p *program) diffSide(name string, flags inputFlags) (*loaded, error) {
	l, err := p.load([]string{name}, flags, false)
	if err != nil {
		return nil, err
	}
	if l.submission.Len() == 0 {
		return nil, &cosa.ReadError{Position: at(l.inputs[0].name), Problem: "no rows were found", Hint: "cosa validate says what was looked for"}
	}
	return l, nil
}

// unreadNotes tells what the readers could not take over, so that it was not
// compared, and which cells count though they are blank.
func unreadNotes(s *cosa.Submission) []string {
	lost := unread(s)
	var filled []string
	for _, f := range s.Findings() {
		if f.Rule != "merged-cells" {
			continue
		}
		text := f.Position.String() + ": " + f.Message
		lost = slices.DeleteFunc(lost, func(other string) bool { return other == text })
		filled = append(filled, text+"; the rows below the first are compared as if they held it too")
	}
	return append(boundedNotes("not compared: ", lost), boundedNotes("filled in: ", filled)...)
}

// boundedNotes writes notes of one kind; many are counted.
func boundedNotes(kind string, list []string) []string {
	const most = 20
	notes := make([]string, 0, min(len(list), most+1))
	for i, text := range list {
		if i == most {
			notes = append(notes, kind+count(len(list)-most, "thing")+" more")
			break
		}
		notes = append(notes, kind+text)
	}
	return notes
}

// damageNotes tells which values of a side are not what was meant, or are
// missing where they have to be: what is said of them is no fact.
func damageNotes(s, other *cosa.Submission) []string {
	var list []string
	damage := rules.Run(s, rules.Options{Policy: rules.PolicyCosa, Only: append([]string{"operator-required"}, damageRules...)})
	for i := range damage.Findings {
		f := &damage.Findings[i]
		list = append(list, f.Position.String()+": "+f.Message)
	}
	for _, source := range s.Sources() {
		for _, spec := range cosa.Settings() {
			if spec.Required == cosa.Required && source.HasColumns() && source.Columns[spec.Setting] == 0 && given(other, spec.Setting) {
				list = append(list, source.File+": it has no column "+spec.Header+", so that all its rows are blank there")
			}
		}
	}
	return boundedNotes("not to be relied on: ", list)
}

// given reports whether any row has a value of the setting.
func given(s *cosa.Submission, setting cosa.Setting) bool {
	for _, v := range s.Distinct(cosa.Column(setting)) {
		if !v.Blank() {
			return true
		}
	}
	return false
}
