package cmd

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/report"
	"github.com/cosakit/cosa/spreadsheet"
)

// inputFlags say how files are read.
type inputFlags struct {
	format  string // "" to recognise it
	sheet   string // "" for the best one
	besides *input // a file that a walk over its folder passes by, nil for none
}

func (f *inputFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.format, "input-format", "", "read the files as `FORMAT` instead of recognising them: "+orList(formatNames()))
	c.Flags().StringVar(&f.sheet, "sheet", "", "read the sheet `NAME` of workbooks")
	complete(c, "input-format", formatNames())
}

// loaded is what the inputs hold.
type loaded struct {
	submission *cosa.Submission
	inputs     []*input      // those that were read
	baseline   *input        // nil without one
	formats    []*fileFormat // of the inputs
	digests    []spreadsheet.InputDigest
	notes      []string
	embedded   []report.Embedded // suppressions that the inputs bring along
	exported   int               // inputs that cosa wrote and whose rows nobody changed
	generated  bool              // the submission is made of the inputs and stands in none of them
}

// load reads the files into one submission.
func (p *program) load(args []string, flags inputFlags, withDigests bool) (*loaded, error) {
	return p.loadAgainst(args, flags, withDigests, baselineFile{})
}

// loadAgainst is load for a submission that is compared with a baseline.
func (p *program) loadAgainst(args []string, flags inputFlags, withDigests bool, against baselineFile) (*loaded, error) {
	if flags.format != "" {
		if _, err := findFormat("--input-format", flags.format); err != nil {
			return nil, err
		}
	}
	files, notes, err := inputs(args)
	if err != nil {
		return nil, err
	}
	if against, err = p.withConfigured(against, files); err != nil {
		return nil, err
	}
	files, skipped := against.leaveOut(files)
	l := &loaded{notes: append(notes, skipped...)}
	b := cosa.NewBuilder()
	if err := p.readAll(b, l, files, flags, withDigests); err != nil {
		return nil, err
	}
	if len(l.inputs) == 0 {
		return nil, &cosa.ReadError{
			Position: at(args[0]), Problem: "every file in the folder was skipped: cosa wrote it, it is the baseline, or it is no submission",
			Hint: "name the file itself to check it",
		}
	}
	if against.name != "" {
		if err := p.readBaseline(b, l, against); err != nil {
			return nil, err
		}
	}
	l.submission = b.Submission()
	if err := l.describeBaseline(); err != nil {
		return nil, err
	}
	for _, source := range l.submission.Sources() {
		for _, note := range source.Notes {
			l.notes = append(l.notes, source.File+": "+note)
		}
	}
	l.compareDigests()
	return l, nil
}

// read reads one file into the builder.
func (p *program) read(b *cosa.Builder, l *loaded, in *input, flags inputFlags, withDigest bool, w *work) (err error) {
	if in.walked && flags.besides != nil && os.SameFile(in.info, flags.besides.info) {
		l.notes = append(l.notes, in.name+": skipped, the template")
		return nil
	}
	o, err := in.open(p.In)
	if err != nil {
		return err
	}
	defer func() {
		if closing := o.close(); err == nil && closing != nil {
			err = cannotRead(in.name, closing)
		}
	}()
	format, err := in.formatOf(o, flags)
	if err != nil {
		if in.walked && extension(in.name) == "xml" { // such as the WLAN profiles that travel with a submission
			l.notes = append(l.notes, in.name+": skipped, an XML file that is no database")
			return nil
		}
		return err
	}
	if ours := own(o, format); in.walked && ours != "" {
		l.notes = append(l.notes, in.name+": skipped, "+ours+" that cosa wrote")
		return nil
	}
	times := format.passes(o)
	if withDigest {
		times++
	}
	w.reads(o, times)
	if withDigest {
		sum, err := o.digest()
		if err != nil {
			return cannotRead(in.name, err)
		}
		// The name alone: where the file lay on the author's disk is nobody's concern.
		l.digests = append(l.digests, spreadsheet.InputDigest{File: filepath.Base(in.name), SHA256: sum})
	}
	l.inputs = append(l.inputs, in)
	l.formats = append(l.formats, format)
	if format.tree {
		liftMemoryTarget()
	}
	return format.read(b, in.name, o, flags)
}

// own says what cosa made of the file: "a workbook", "an annotated copy", "a report" or nothing.
func own(o *opened, format *fileFormat) string {
	if format.workbook && spreadsheet.Annotated(o.content, o.size) {
		return "an annotated copy"
	}
	if format.workbook && spreadsheet.Exported(o.content, o.size) {
		return "a workbook"
	}
	head := make([]byte, 512)
	n, _ := o.content.ReadAt(head, 0) // what cannot be read is told by the reader
	if format.name == cosa.JSON && report.IsJSON(head[:n], toolName) {
		return "a report"
	}
	return ""
}

func (in *input) formatOf(o *opened, flags inputFlags) (*fileFormat, error) {
	if flags.format != "" {
		return findFormat("--input-format", flags.format)
	}
	return recognise(in.name, o)
}

// compareDigests notes for every workbook that cosa wrote whether its rows
// are still those that it wrote.
func (l *loaded) compareDigests() {
	for _, source := range l.submission.Sources() {
		if source.Digest == nil || source.Digest.Recorded == "" {
			continue
		}
		state := "the rows were changed since cosa exported them; export them again before you send them"
		if spreadsheet.SourceDigest(l.submission, source) == source.Digest.Recorded {
			state = "the rows are as cosa exported them"
			l.exported++
		}
		if source.Digest.Rules != "" {
			state += " (checked then: " + source.Digest.Rules + ")"
		}
		l.notes = append(l.notes, source.File+": "+state)
	}
}

// folder is where all inputs lie, and with them the files that travel beside
// a submission, such as icons; "" where they lie in several places.
func (l *loaded) folder() string {
	dir := ""
	for i, in := range l.inputs {
		if in.path == standardStream || i > 0 && filepath.Dir(in.path) != dir {
			return ""
		}
		dir = filepath.Dir(in.path)
	}
	return dir
}
