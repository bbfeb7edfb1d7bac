package spreadsheet

import (
	"errors"
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
)

// AnnotateInfo is what an annotated workbook says besides the findings.
type AnnotateInfo struct {
	Tool   string            // program and version
	Titles map[string]string // what each rule wants, by id
	Limits Limits            // zero fields are those of DefaultLimits

	Silenced []Silenced // findings that do not count: they are listed, and mark no cell

	file string
}

// Annotation tells what was marked.
type Annotation struct {
	Findings int // all of them
	Listed   int // in the table
	Cells    int // with findings
	Notes    int // cells that got a note
	Unmarked int // cells that have no colour, as the workbook has no room for more styles
	Threads  int // cells without a note, as a conversation stands there
}

// Annotate writes the workbook again with the findings on it: cells with
// findings are filled by severity and get a note and a link, and a first sheet
// lists the findings. Marks of an earlier run are taken off before. Parts of
// the package that need no change are copied as they lie in the file; of a
// sheet with findings only the styles of the marked cells, its links and its
// notes change.
//
// file is the name that the findings have for the workbook. What was written
// is of no use if an error is returned; it is a [cosa.ReadError] where the
// workbook is at fault.
func Annotate(out io.Writer, file string, r io.ReaderAt, size int64, findings []cosa.Finding, info AnnotateInfo) (*Annotation, error) {
	if c := Identify(r, size); c != XLSX {
		problem, hint := c.Explain()
		return nil, &cosa.ReadError{Position: cosa.Position{File: file}, Problem: problem, Hint: hint}
	}
	w, err := openWorkbook(file, r, size, info.Limits.orDefault())
	if err != nil {
		return nil, err
	}
	info.file = file
	a := &annotator{book: w, info: info}
	if err := a.prepare(findings); err != nil {
		return nil, w.wrap(err)
	}
	if err := a.edit.write(out); err != nil {
		return nil, w.wrap(err)
	}
	return &a.result, nil
}

// wrap says of an error in a part that the workbook is damaged. Errors of
// writing stay what they are.
func (w *workbook) wrap(err error) error {
	var told *cosa.ReadError
	var large *tooLargeError
	var broken *malformedError
	switch {
	case errors.As(err, &told):
		return err
	case errors.As(err, &large), errors.As(err, &broken), errors.Is(err, errNoPart), errors.Is(err, errEncrypted), errors.Is(err, errDocumentType):
		return w.fail("", "the workbook", err)
	}
	return err
}

// annotator plans the new package: what is known from the start is edited at
// once, what depends on the sheets when they were written.
type annotator struct {
	book    *workbook
	info    AnnotateInfo
	edit    *packageEdit
	plan    *markPlan
	old     *oldMarks
	styles  *markStyles
	dialect dialect
	page    *findingsPage
	result  Annotation
}

func (a *annotator) prepare(findings []cosa.Finding) error {
	w := a.book
	var err error
	if a.edit, err = newPackageEdit(w); err != nil {
		return err
	}
	if a.old, err = w.oldMarks(); err != nil {
		return err
	}
	a.plan = planMarks(w, findings)
	a.page = &findingsPage{plan: a.plan, info: a.info, rules: countRules(findings), sheets: make(map[string]bool)}
	a.plan.tableRow = a.page.tableRow()
	for _, s := range w.sheets {
		if a.old == nil || s.part != a.old.part {
			a.page.sheets[s.name] = true
		}
	}
	bookLinks, err := w.links(w.main, a.dialect)
	if err != nil {
		return err
	}
	book, err := w.editBook(w.main, bookLinks, a.old)
	if err != nil {
		return err
	}
	a.dialect = dialectOf(book.doc)
	a.page.dialect, bookLinks.dialect = a.dialect, a.dialect
	a.page.name = book.freeName()
	if err := a.dropOld(); err != nil {
		return err
	}
	if err := a.readStyles(bookLinks); err != nil {
		return err
	}
	a.page.setLooks(a.styles)
	seen := make(map[string]bool)
	for _, sheet := range w.sheets {
		if seen[partName(sheet.part)] || a.old != nil && sheet.part == a.old.part {
			continue
		}
		seen[partName(sheet.part)] = true
		if err := a.prepareSheet(sheet); err != nil {
			return w.fail(sheet.name, fmt.Sprintf("the sheet %q", sheet.name), w.cause(err))
		}
	}
	part, err := a.addPage()
	if err != nil {
		return err
	}
	book.add(a.page.name, bookLinks.add("worksheet", part), a.dialect)
	a.edit.replace(w.main, func() ([]byte, error) { return book.doc.bytes(), nil })
	a.saveLinks(bookLinks)
	a.result.Findings, a.result.Listed, a.result.Cells = len(findings), a.plan.listed, a.plan.cells
	return nil
}

// cause unwraps an error that already tells of a part.
func (w *workbook) cause(err error) error {
	var told *cosa.ReadError
	if errors.As(err, &told) && told.Err != nil {
		return told.Err
	}
	return err
}

// dropOld takes the parts of an earlier sheet of findings out.
func (a *annotator) dropOld() error {
	if a.old == nil {
		return nil
	}
	a.edit.drop(a.old.part)
	links, err := a.book.relationships(a.old.part)
	for _, l := range links {
		if l.kind == "table" {
			a.edit.drop(l.target)
		}
	}
	return err
}

// readStyles opens the table of cell styles, which is written when the marks
// are known.
func (a *annotator) readStyles(bookLinks *links) error {
	var err error
	a.styles, err = a.edit.openStyles(bookLinks, a.dialect)
	return err
}

// saveLinks writes the relationships of a part.
func (a *annotator) saveLinks(l *links) { a.edit.saveLinks(l) }
