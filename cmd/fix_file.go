package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/patch"
	"github.com/cosakit/cosa/spreadsheet"
)

// fileToFix is a file that is being corrected, in memory.
type fileToFix struct {
	in     *input
	format *fileFormat
	flags  inputFlags
	edits  editedFile
}

// editedFile is a file with the edits so far.
type editedFile interface {
	// apply makes the edits, whose places are those in content, and returns
	// those that are left to a person.
	apply(edits []cosa.Edit) ([]patch.Left, error)
	content() []byte
	made() int // edited places
	diff(w io.Writer, oldName, newName string) error
}

func (f *fileToFix) opened() *opened {
	content := f.edits.content()
	return &opened{content: bytes.NewReader(content), size: int64(len(content)), close: func() error { return nil }}
}

// openToFix reads the file and refuses what cannot be corrected, or not under
// the output's name.
func (p *program) openToFix(o fixOptions) (*fileToFix, error) {
	if o.input.format != "" {
		if _, err := findFormat("--input-format", o.input.format); err != nil {
			return nil, err
		}
	}
	files, _, err := inputs([]string{o.file})
	if err != nil {
		return nil, err
	}
	if len(files) != 1 || files[0].walked {
		return nil, usagef("fix corrects one file; %q names %d", o.file, len(files))
	}
	f := &fileToFix{in: files[0], flags: o.input}
	content, err := p.wholeInput(f)
	if err != nil {
		return nil, err
	}
	if err := f.checkOutput(o.write, content); err != nil {
		return nil, err
	}
	f.edits, err = newEditedFile(f, content)
	return f, err
}

// wholeInput reads the file and recognises its format.
func (p *program) wholeInput(f *fileToFix) (content []byte, err error) {
	o, err := f.in.open(p.In)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closing := o.close(); err == nil && closing != nil {
			err = cannotRead(f.in.name, closing)
		}
	}()
	if f.format, err = f.in.formatOf(o, f.flags); err != nil {
		return nil, err
	}
	if f.format.name != cosa.XLSX && !slices.Contains(textFormats, f.format.name) {
		return nil, usagef("%s (%s) describes what devices have; fix corrects submissions only", f.in.name, f.format.name)
	}
	if o.size > stdinLimit {
		return nil, &cosa.ReadError{Position: at(f.in.name), Problem: "the file is larger than 512 MiB", Hint: "split it into several files"}
	}
	content = make([]byte, o.size)
	if n, err := o.content.ReadAt(content, 0); n < len(content) {
		return nil, cannotRead(f.in.name, err)
	}
	return content, nil
}

// checkOutput returns an error if the file cannot be written under a name.
func (f *fileToFix) checkOutput(path string, content []byte) error {
	if path == "" || path == standardStream {
		return nil
	}
	want := string(f.format.name)
	if f.format.workbook {
		want = spreadsheet.WorkbookExtension(bytes.NewReader(content), int64(len(content)))
		if extension(path) != want {
			return usagef("the workbook %s is an .%s file, so that %q must end in .%s", f.in.name, want, path, want)
		}
	} else if format := formatOfName(path); format == nil || format.name != f.format.name && extension(path) != extension(f.in.name) {
		return usagef("%s is %s, and fix keeps the format, so that %q must end in .%s", f.in.name, want, path, f.format.extensions[0])
	}
	return refuseInput(path, []*input{f.in})
}

// textFormats are the formats that are edited as text.
var textFormats = []cosa.Format{cosa.YAML, cosa.JSON, cosa.JSONL, cosa.CSV, cosa.TSV}

func newEditedFile(f *fileToFix, content []byte) (editedFile, error) {
	if f.format.workbook {
		return &editedWorkbook{name: f.in.name, original: content, current: content}, nil
	}
	text, err := patch.Open(content)
	if err != nil {
		return nil, &cosa.ReadError{Position: at(f.in.name), Problem: "cannot be corrected", Err: err, Hint: "save it in the encoding UTF-8"}
	}
	return &editedText{text: text, format: f.format.name}, nil
}

// editedText is a text file with edits.
type editedText struct {
	text   *patch.Text
	format cosa.Format
}

func (t *editedText) sheet() bool { return t.format == cosa.CSV || t.format == cosa.TSV }

func (t *editedText) apply(edits []cosa.Edit) ([]patch.Left, error) {
	find := form.Edits
	if t.sheet() {
		find = spreadsheet.EditCSV
	}
	places, left, err := find(t.text.String(), t.format, edits)
	if err != nil {
		return nil, err
	}
	return left, t.text.Apply(places)
}

func (t *editedText) content() []byte { return t.text.Bytes() }
func (t *editedText) made() int       { return t.text.Edits() }

func (t *editedText) diff(w io.Writer, oldName, newName string) error {
	find := form.Secrets
	if t.sheet() {
		find = spreadsheet.SecretFields
	}
	hidden, err := find(t.text.String(), t.format)
	if err != nil {
		return err
	}
	return t.text.Diff(w, patch.Look{Old: oldName, New: newName, Tabs: t.format == cosa.TSV, Hidden: hidden})
}

// editedWorkbook is a workbook with edits, each of another cell.
type editedWorkbook struct {
	name              string
	original, current []byte
	edits             []cosa.Edit
}

func (b *editedWorkbook) apply(edits []cosa.Edit) ([]patch.Left, error) {
	all := slices.Clone(b.edits)
	known := make(map[cosa.Position]int)
	for i, e := range all {
		known[e.Position] = i
	}
	for _, e := range edits {
		if i, again := known[e.Position]; again {
			all[i].New = e.New
			continue
		}
		all = append(all, e)
	}
	content, left, err := spreadsheet.Patch(b.name, bytes.NewReader(b.original), int64(len(b.original)), all, spreadsheet.Limits{})
	if err != nil {
		return nil, err
	}
	refused := make(map[cosa.Position]bool)
	for _, l := range left {
		refused[l.Position] = true
	}
	b.current = content
	b.edits = slices.DeleteFunc(all, func(e cosa.Edit) bool { return refused[e.Position] })
	return left, nil
}

func (b *editedWorkbook) content() []byte { return b.current }
func (b *editedWorkbook) made() int       { return len(b.edits) }

func (b *editedWorkbook) diff(w io.Writer, oldName, newName string) error {
	if len(b.edits) == 0 {
		return nil
	}
	edits := slices.Clone(b.edits)
	slices.SortStableFunc(edits, func(x, y cosa.Edit) int { return x.Position.Compare(y.Position) })
	_, err := fmt.Fprintf(w, "--- %s\n+++ %s\n", cosa.Harmless(oldName), cosa.Harmless(newName))
	for _, e := range edits {
		_, more := fmt.Fprintf(w, "@@ %s!%s @@ %s\n-%s\n+%s\n", cosa.Harmless(e.Position.Sheet), e.Position.Cell(), cosa.Harmless(patch.Title(e)), cosa.Harmless(cosa.MaskUserInfo(e.Old)), cosa.Harmless(cosa.MaskUserInfo(e.New)))
		err = errors.Join(err, more)
	}
	return err
}

func writeAll(w io.Writer, content []byte) error {
	_, err := w.Write(content)
	return err
}

// sameContent reads a written file back.
func sameContent(path string, r io.ReaderAt, size int64, want []byte) error {
	got := make([]byte, size)
	if n, err := r.ReadAt(got, 0); n < len(got) {
		return cannotRead(path, err)
	}
	if !bytes.Equal(got, want) {
		return &cosa.ReadError{Position: at(path), Problem: "the file that was written reads otherwise, so that it was not kept", Hint: "look for a full or failing disk, and run again"}
	}
	return nil
}
