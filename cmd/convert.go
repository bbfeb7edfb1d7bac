package cmd

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
)

// convertOptions are the choices of cosa convert.
type convertOptions struct {
	files     []string
	input     inputFlags
	output    string
	to        string
	allowLoss bool
	against   string
}

func convertCommand(p *program) *cobra.Command {
	var o convertOptions
	c := &cobra.Command{
		Use:   "convert [flags] FILE... {-o OUT | --to FORMAT}",
		Short: "Change the format of a submission without loss",
		Long: `convert writes a submission in another format. No rules are applied, and values
pass as they are written. What the format cannot hold is an error that lists it.

Written as customizations.xml, a submission becomes an extension for trying it on
a PC: new profiles as they are, and those that it changes, keeps or deletes as
replacements of the database's profiles, which --against names.

A sheet holds 1,048,575 rows. With {n} in OUT, as in "out-{n}.xlsx", more are
divided among several workbooks; what an operator has in a country comes together.

` + filesHelp,
		Example: `  cosa convert operators.xlsx -o operators.yaml
  cosa convert --to json operators.yaml
  cosa convert operators.yaml -o customizations.xml --against database.ppkg`,
		Args: arguments(1, -1, "at least one file"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return p.convert(o)
		},
	}
	flags := c.Flags()
	flags.StringVarP(&o.output, "output", "o", "", "write to `FILE`; its extension tells the format")
	flags.StringVar(&o.to, "to", "", "write as `FORMAT`: "+orList(outputNames()))
	flags.StringVar(&o.against, "against", "", "take the GUIDs of profiles to replace or remove from the database in `FILE` (for xml)")
	flags.BoolVar(&o.allowLoss, "allow-loss", false, "drop what the format cannot hold and list it")
	o.input.register(c)
	complete(c, "to", outputNames())
	return c
}

func (p *program) convert(o convertOptions) error {
	pattern, err := newOutputPattern(o.output, numberField)
	if err != nil {
		return err
	}
	o.output = pattern.plain()
	format, err := o.format()
	if err != nil {
		return err
	}
	if o.output == "" {
		o.output = standardStream
	}
	if pattern.numbered() && !format.workbook {
		return usagef("%s in -o divides rows among workbooks; %s holds any number of them", numberHere, format.name)
	}
	if o.against != "" && format.name != cosa.XML {
		return usagef("--against is for writing customizations.xml; %s holds no GUIDs of another database", format.name)
	}
	l, err := p.loadAgainst(o.files, o.input, false, baselineFile{name: o.against})
	if err != nil {
		return err
	}
	for _, note := range l.notes {
		p.note("note: %s", note)
	}
	if l.submission.Len() == 0 {
		return &cosa.ReadError{Position: at(l.inputs[0].name), Problem: "no rows were found", Hint: "cosa validate says what was looked for"}
	}
	files := []*generatedFile{{path: o.output, submission: l.submission}}
	if pattern.numbered() {
		files, err = numbered(&pattern, l.submission, p.sheetRows())
	} else if format.workbook {
		err = p.fitsSheet(l, severalWorkbooks+", or write csv")
	}
	if err == nil {
		err = refuseInputs(files, l.files())
	}
	if err != nil {
		return err
	}
	losses := slices.Concat(unread(l.submission), format.losses(l.submission))
	if len(losses) > 0 && !o.allowLoss {
		return &cosa.ReadError{
			Position: at(l.inputs[0].name),
			Problem:  fmt.Sprintf("nothing was written, since %s cannot hold all of it (--allow-loss drops this):\n%s", format.name, bullets(losses)),
		}
	}
	if pattern.numbered() {
		divide(files, l.submission)
	}
	outs := make([]output, len(files))
	for i, f := range files {
		outs[i] = output{path: f.path, write: func(w io.Writer) error { return format.write(w, f.submission) }}
	}
	if pattern.numbered() {
		err = p.putAll(outs)
	} else {
		err = p.put(outs[0])
	}
	if err != nil {
		return err
	}
	if len(losses) > 0 {
		p.say("dropped:\n%s", bullets(losses))
	}
	if o.output != standardStream {
		p.tellWritten(files, "written as "+string(format.name))
	}
	if pattern.numbered() {
		p.tellLeftOver(&pattern, len(files))
	}
	return nil
}

// format is the format to write: that of --to, or of the output's name.
func (o *convertOptions) format() (*fileFormat, error) {
	if extension(o.output) == "xlsm" {
		return nil, usagef("%q must end in .xlsx: a workbook without macros does not open under .xlsm", o.output)
	}
	if o.to != "" {
		return findOutput(o.to)
	}
	if strings.EqualFold(filepath.Base(o.output), "apndatabase.xml") {
		return findOutput(string(cosa.APNDB)) // which tells why not
	}
	if o.output == "" || o.output == standardStream {
		return nil, usagef("say what to write, with -o OUT or --to FORMAT")
	}
	if format := formatOfName(o.output); format != nil {
		return findOutput(string(format.name))
	}
	return nil, usagef("the extension of %q tells no format; say which with --to: %s", o.output, orList(outputNames()))
}

// lossRules are the rules of the readers whose findings mean that something in
// the file is not among the entries.
var lossRules = []string{
	"unknown-key", "duplicate-key", "wrong-type",
	"header-duplicate", "merged-cells", "sheet-ignored", "formula-without-value",
}

// unread lists what the readers could not take over.
func unread(s *cosa.Submission) []string {
	var losses []string
	for _, f := range s.Findings() {
		// Of a cell of the wrong type the format's own losses tell.
		if slices.Contains(lossRules, f.Rule) && (f.Rule != "wrong-type" || f.Position.Cell() == "") {
			losses = append(losses, f.Position.String()+": "+f.Message)
		}
	}
	return losses
}

// bullets writes a list for a person, bounded.
func bullets(items []string) string {
	const most = 50
	var b strings.Builder
	for i, item := range items {
		if i == most {
			fmt.Fprintf(&b, "  and %d more\n", len(items)-most)
			break
		}
		fmt.Fprintf(&b, "  %s\n", cosa.Harmless(item))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// count writes a number of things.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
