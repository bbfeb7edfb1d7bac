package cmd

import (
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/report"
	"github.com/cosakit/cosa/spreadsheet"
)

const templateHelp = `With --template the rows go into the operator's own copy of the official
workbook: under its header, in its columns and cell styles, and all else of it
stays. Data rows that it holds are replaced. A column that the submission needs
and the template lacks is an error (exit 3) unless --add-columns appends it.`

// templateFlags say which workbook an export fills.
type templateFlags struct {
	path       string // "" for a workbook of cosa's own form
	sheet      string // "" for that of --sheet, else the best one
	addColumns bool
}

func (f *templateFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.path, "template", "", "fill a copy of the workbook `FILE` (.xlsx or .xlsm)")
	c.Flags().StringVar(&f.sheet, "template-sheet", "", "fill the sheet `NAME` of the template (default: that of --sheet, else the one whose header fits best)")
	c.Flags().BoolVar(&f.addColumns, "add-columns", false, "append columns that the template lacks to its header")
}

// template is an opened template; without one its input is nil.
type template struct {
	input   *input
	content *opened
}

// open opens the template before anything else is done, so that a mistake in
// its name is told at once.
func (f *templateFlags) open(p *program) (*template, error) {
	t := &template{}
	switch {
	case f.path == "" && (f.addColumns || f.sheet != ""):
		return nil, usagef("--add-columns and --template-sheet are about the workbook that --template names")
	case f.path == "":
		return t, nil
	case f.path == standardStream:
		return nil, usagef("--template reads a workbook from a file, not from standard input")
	}
	info, err := os.Stat(f.path)
	switch {
	case err != nil:
		return nil, cannotRead(f.path, err)
	case info.IsDir():
		return nil, &cosa.ReadError{Position: at(f.path), Problem: "is a folder", Hint: "name the workbook to fill"}
	}
	in := &input{name: f.path, path: f.path, info: info}
	if t.content, err = in.open(p.In); err != nil {
		return nil, err
	}
	t.input = in
	return t, nil
}

// close closes the file, of which nothing but reading was asked.
func (t *template) close() {
	if t.content != nil {
		_ = t.content.close()
	}
}

// checkOutput returns an error if the output is the template, or has a name
// that programs refuse for what the template is.
func (t *template) checkOutput(output string) error {
	if t.input == nil {
		return nil
	}
	if c := spreadsheet.Identify(t.content.content, t.content.size); c != spreadsheet.XLSX {
		problem, hint := c.Explain()
		return &cosa.ReadError{Position: at(t.input.name), Problem: problem, Hint: hint}
	}
	if want := spreadsheet.WorkbookExtension(t.content.content, t.content.size); output != standardStream && extension(output) != want && extension(output) != "" {
		return usagef("the template %s becomes an .%s file, so that %q must end in .%s", t.input.name, want, output, want)
	}
	return refuseInput(output, []*input{t.input})
}

// fill writes the template with the rows that were checked.
func (p *program) fill(o exportOptions, t *template, l *loaded, r *report.Report, ruleSet string) error {
	sheet := o.template.sheet
	if sheet == "" {
		sheet = o.input.sheet
	}
	info := spreadsheet.FillInfo{Sheet: sheet, AddColumns: o.template.addColumns, Tool: toolName + " " + version(), RuleSet: ruleSet}
	var done *spreadsheet.Filling
	var digest string
	working := p.working("writing " + o.output)
	err := p.put(output{
		path: o.output,
		write: func(w io.Writer) (err error) {
			done, err = spreadsheet.Fill(w, t.input.name, t.content.content, t.content.size, l.submission, info)
			return err
		},
		check: func(r io.ReaderAt, size int64) (err error) {
			digest, err = spreadsheet.VerifySheet(o.output, r, size, l.submission, done.Sheet)
			return err
		},
	})
	working()
	if err != nil {
		return err
	}
	p.filled(r, o.output, digest, done)
	return nil
}

// filled tells what was written and what is left to do.
func (p *program) filled(r *report.Report, path, digest string, done *spreadsheet.Filling) {
	if path == standardStream {
		path = "workbook"
	}
	p.note("%s: template filled and read back, %s in the rows %d to %d of the sheet %q, %s, data digest %s", path,
		count(r.Entries, "row"), done.First, done.Last, done.Sheet, count(r.Profiles, "profile"), digest)
	if done.Replaced > 0 {
		p.note("note: %s of the template replaced", count(done.Replaced, "data row"))
	}
	if len(done.Added) > 0 {
		p.note("note: %s appended to the header: %s", count(len(done.Added), "column"), strings.Join(done.Added, ", "))
	}
	p.tellUnjudged(r)
	for _, note := range append(done.Notes, r.AllNotes()...) {
		p.note("note: %s", note)
	}
	if c := r.Count(); c.Errors+c.Warnings+c.Infos > 0 {
		p.note("left: %s, %s, %s; cosa validate lists them", count(c.Errors, "error"), count(c.Warnings, "warning"), count(c.Infos, "info"))
	}
	if len(r.Silenced) > 0 {
		p.note("suppressed: %s; cosa validate lists them with their reasons, which the template has no place for", count(len(r.Silenced), "finding"))
	}
	next := "send the workbook or type it into the portal"
	if done.Open {
		next = nextToSend
	}
	p.note("next: %s", next)
}
