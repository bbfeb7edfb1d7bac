package cmd

import (
	"io"
	"path/filepath"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/spreadsheet"
)

// checkAnnotate returns an error if the inputs are not what --annotate gives
// back: one workbook, to a file of its own.
func (f *reportFlags) checkAnnotate(l *loaded, outs []reportOutput) error {
	if f.annotate == "" {
		return nil
	}
	for _, out := range outs {
		switch {
		case out.path == standardStream && f.annotate == standardStream:
			return usagef("the report and --annotate both go to standard output; give the report a file, as in -f %s=FILE", out.format.Name)
		case filepath.Clean(out.path) == filepath.Clean(f.annotate):
			return usagef("a report and --annotate both go to %q", f.annotate)
		}
	}
	if len(l.inputs) != 1 {
		return usagef("--annotate gives one workbook back, but there are %d inputs; annotate them one by one", len(l.inputs))
	}
	in := l.inputs[0]
	switch {
	case !l.formats[0].workbook:
		return usagef("--annotate gives a workbook back, but %s is no workbook (.xlsx or .xlsm)", in.name)
	case in.info == nil || !in.info.Mode().IsRegular():
		return usagef("--annotate reads the workbook twice, so that it must be a file and not %s", in.name)
	}
	return refuseInput(f.annotate, l.files())
}

// annotate writes the workbook again with the findings on its cells.
func (p *program) annotate(o validateOptions, l *loaded, result *rules.Result) (err error) {
	path := o.report.annotate
	if path == "" {
		return nil
	}
	defer p.working("writing " + path)()
	in := l.inputs[0]
	content, err := in.open(p.In)
	if err != nil {
		return err
	}
	defer func() {
		if closing := content.close(); err == nil && closing != nil {
			err = cannotRead(in.name, closing)
		}
	}()
	if want := spreadsheet.WorkbookExtension(content.content, content.size); path != standardStream && extension(path) != want {
		return usagef("the workbook %s is an .%s file, so that %q must end in .%s", in.name, want, path, want)
	}
	info := spreadsheet.AnnotateInfo{Tool: toolName + " " + version(), Titles: make(map[string]string), Silenced: taken(result.Silenced)}
	for _, r := range rules.Catalogue() {
		info.Titles[r.ID] = r.Title
	}
	var done *spreadsheet.Annotation
	err = p.put(output{
		path: path,
		write: func(w io.Writer) error {
			done, err = spreadsheet.Annotate(w, in.name, content.content, content.size, result.Findings, info)
			return err
		},
		check: func(r io.ReaderAt, size int64) error { return compareAnnotated(path, r, size, o.input, l) },
	})
	if err != nil {
		return err
	}
	p.annotated(path, done)
	if o.report.redact {
		p.note("note: %s holds every digit: --redact is for the report", path)
	}
	return nil
}

// compareAnnotated reads the annotated workbook back: its rows must be those
// of the workbook that was checked, which may not have changed meanwhile.
func compareAnnotated(path string, r io.ReaderAt, size int64, flags inputFlags, l *loaded) error {
	b := cosa.NewBuilder()
	if err := spreadsheet.ReadWorkbook(b, path, r, size, spreadsheet.ReadOptions{Sheet: flags.sheet}); err != nil {
		return err
	}
	if spreadsheet.DataDigest(b.Submission()) != spreadsheet.DataDigest(l.submission) {
		return &cosa.ReadError{
			Position: at(path), Problem: "the copy does not hold the rows that were checked, so that it was not kept",
			Hint: "run again; if the workbook was changed meanwhile, save it first",
		}
	}
	return nil
}

// annotated tells what was written.
func (p *program) annotated(path string, a *spreadsheet.Annotation) {
	if path == standardStream {
		path = "workbook"
	}
	p.note("%s: written and read back, %s marked, %s with a note, %s listed in its first sheet", path,
		count(a.Cells-a.Unmarked, "cell"), count(a.Notes, "cell"), count(a.Listed, "finding"))
	if a.Findings > a.Listed {
		p.note("note: %s: %s counted, but not listed", path, count(a.Findings-a.Listed, "more finding"))
	}
	if n := a.Cells - a.Notes - a.Threads; n > 0 {
		p.note("note: %s: %s marked without a note, since sheets get slow with very many", path, count(n, "cell"))
	}
	if a.Threads > 0 {
		p.note("note: %s: %s without a note, since a conversation stands there", path, count(a.Threads, "cell"))
	}
	if a.Unmarked > 0 {
		p.note("note: %s: %s without colour, since the workbook has too many styles", path, count(a.Unmarked, "cell"))
	}
}
