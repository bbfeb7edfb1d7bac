package spreadsheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// FillInfo says how a template is filled.
type FillInfo struct {
	Sheet      string // the data sheet of the template; "" is the one whose header matches best
	AddColumns bool   // columns that the template lacks are appended to its header
	Tool       string // name and version of the program
	RuleSet    string // policy and number of rules
	Limits     Limits // zero fields are those of DefaultLimits
}

// Filling tells what became of a template.
type Filling struct {
	Sheet       string   // that was filled
	First, Last int      // rows
	Replaced    int      // data rows that the template held
	Added       []string // headers that were appended
	Notes       []string // what else a person should know
	Open        bool     // the template has a questionnaire with questions that are not answered
}

// Fill writes the operator's own template with the rows of s under its header,
// in its columns and cell styles. Data rows that the template holds are
// replaced. Drop-downs, conditional formats, the table, the filter and names
// that cover the data rows reach over the new ones; the questionnaire gets the
// answers. Parts of the package that need no change are copied as they lie in
// the file.
//
// file is the name of the template for errors. What was written is of no use
// if an error is returned; it is a [cosa.ReadError] where the template is at
// fault.
func Fill(out io.Writer, file string, r io.ReaderAt, size int64, s *cosa.Submission, info FillInfo) (*Filling, error) {
	if err := damagedRows(s); err != nil {
		return nil, err
	}
	if c := Identify(r, size); c != XLSX {
		problem, hint := c.Explain()
		return nil, &cosa.ReadError{Position: cosa.Position{File: file}, Problem: problem, Hint: hint}
	}
	w, err := openWorkbook(file, r, size, info.Limits.orDefault())
	if err != nil {
		return nil, err
	}
	f := &filler{book: w, info: info, rows: s, texts: newColumnTexts(s)}
	if err := f.prepare(); err != nil {
		return nil, w.wrap(err)
	}
	if err := f.edit.write(out); err != nil {
		return nil, w.wrap(err)
	}
	return &f.result, nil
}

// filler plans the new package. Everything is decided before a byte is
// written; only the cells are made on the way.
type filler struct {
	book    *workbook
	info    FillInfo
	rows    *cosa.Submission
	texts   *columnTexts
	plan    *fillPlan
	facts   *sheetFacts
	edit    *packageEdit
	styles  *markStyles
	dialect dialect
	result  Filling
}

func (f *filler) prepare() error {
	if err := f.refuseOwn(); err != nil {
		return err
	}
	var err error
	if f.plan, err = f.book.planFill(f.info.Sheet, f.rows.Len()); err != nil {
		return err
	}
	if err := f.matchColumns(); err != nil {
		return err
	}
	sheet := f.plan.sheet
	if f.facts, err = f.book.sheetFacts(f.plan); err != nil {
		return f.book.fail(sheet.name, fmt.Sprintf("the sheet %q", sheet.name), f.book.cause(err))
	}
	if err := f.obstacle(); err != nil {
		return err
	}
	if f.edit, err = newPackageEdit(f.book); err != nil {
		return err
	}
	bookDoc, err := f.book.document(f.book.main)
	if err != nil {
		return err
	}
	f.dialect = dialectOf(bookDoc)
	bookLinks, err := f.book.links(f.book.main, f.dialect)
	if err != nil {
		return err
	}
	if f.styles, err = f.edit.openStyles(bookLinks, f.dialect); err != nil {
		return err
	}
	if err := f.resizeTables(); err != nil {
		return err
	}
	if err := f.forgetRows(); err != nil {
		return err
	}
	if err := f.forgetTexts(bookLinks); err != nil {
		return err
	}
	if err := f.answer(); err != nil {
		return err
	}
	f.editBook(bookDoc, bookLinks)
	if err := f.stamp(); err != nil {
		return err
	}
	f.ordinaryBook()
	f.edit.stream(sheet.part, f.writeSheet)
	f.tell()
	return nil
}

// refuseOwn returns an error for workbooks whose other sheets tell of the rows
// that they hold, which would not be true any more.
func (f *filler) refuseOwn() error {
	findings, err := f.book.findingsSheet()
	if err != nil {
		return err
	}
	if findings >= 0 {
		return f.problem(cosa.Position{Sheet: f.book.sheets[findings].name}, "it is an annotated copy with a list of findings",
			"give the operator's workbook itself as the template")
	}
	for i, sheet := range f.book.sheets {
		told, err := f.tellsRows(i)
		if err != nil {
			return f.book.fail(sheet.name, fmt.Sprintf("the sheet %q", sheet.name), err)
		}
		if told {
			return f.problem(cosa.Position{Sheet: sheet.name}, fmt.Sprintf("the template is an export, whose sheet %q tells of other rows", sheet.name),
				fmt.Sprintf("delete its sheets %q and %q in a copy of it, or export without a template", checksSheet, profilesSheet))
		}
	}
	return nil
}

// tellsRows reports whether a sheet is one of those that an export adds to say
// something of its rows.
func (f *filler) tellsRows(i int) (bool, error) {
	name := f.book.sheets[i].name
	if f.book.digest == nil || name != checksSheet && name != profilesSheet {
		return false, nil
	}
	s, src, err := f.book.sheet(i)
	if err != nil {
		return false, err
	}
	defer src.close()
	r, err := s.next()
	switch {
	case err == io.EOF:
		return false, nil
	case err != nil:
		return false, err
	case name == checksSheet:
		return columnText(r, 1) == checksSheet, nil
	}
	return columnText(r, 3) == "Update" && columnText(r, 6) == "Networks (MCC/MNC)", nil
}

func (f *filler) problem(at cosa.Position, problem, hint string) error {
	at.File = f.book.file
	return &cosa.ReadError{Position: at, Problem: problem, Hint: hint}
}

func (f *filler) note(format string, args ...any) {
	f.result.Notes = append(f.result.Notes, fmt.Sprintf(format, args...))
}

// tell sums up what was planned.
func (f *filler) tell() {
	p, facts := f.plan, f.facts
	f.result.Sheet, f.result.First, f.result.Last, f.result.Replaced = p.sheet.name, p.first, p.last, len(p.old)
	if len(p.lost) > 0 {
		f.note("with them went what they held in %s", joinSome(p.lost, 10, ", "))
	}
	if p.sheet.hidden {
		f.note("the sheet %q is hidden", p.sheet.name)
	}
	if hidden := f.hiddenColumns(); len(hidden) > 0 {
		f.note("hidden columns got values: %s", joinSome(hidden, 10, ", "))
	}
	if len(p.rivals) > 0 {
		f.note("such a header stands in the sheet %s too, which was left as it is", joinSome(p.rivals, 5, ", "))
	}
	if facts.filtered {
		f.note("the filter was cleared, so that all rows are shown")
	}
	if facts.linksLost > 0 {
		f.note("%s of the replaced rows removed", amount(facts.linksLost, "link", "links"))
	}
	if facts.protected {
		f.note("the sheet %q is protected and stays so", p.sheet.name)
	}
	for _, column := range facts.formulasEnd(p) {
		f.note("the formulas in column %s end at row %d; fill them down in Excel", cosa.ColumnName(column), facts.formulaRows[column])
	}
	if facts.manyChecks {
		f.note("drop-downs and checks cover the rows that they did, since the sheet has more than %d areas with some", areasKept)
	}
	for _, part := range f.book.archive.files {
		if strings.HasPrefix(partName(part.Name), "_xmlsignatures/") {
			f.note("the template is signed; the signature does not hold for the filled workbook")
			break
		}
	}
	if extras := leftOut(f.rows); len(extras) > 0 {
		f.note("left out, since no workbook for Microsoft has them: %s", joinSome(extras, 20, ", "))
	}
}

func (f *filler) hiddenColumns() []string {
	var names []string
	for _, c := range f.plan.columns {
		if f.facts.isHidden(c.column) && f.filled(c.setting) {
			names = append(names, fmt.Sprintf("%s (%s)", cosa.ColumnName(c.column), c.setting))
		}
	}
	return names
}
