package spreadsheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// ReadOptions steer and bound reading.
type ReadOptions struct {
	Sheet  string // the data sheet to read; "" is the one whose header matches best
	Limits Limits // zero fields are those of DefaultLimits

	// AnyTable reads a table that need not be a submission. Its header may
	// name anything; columns that are no settings become extra columns without
	// a finding. Every row below the header that is not blank is a row.
	AnyTable bool
}

// ReadWorkbook reads the data sheet of an .xlsx or .xlsm workbook of size
// bytes into b. What can be read but is wrong becomes a finding of b; what
// cannot be read wholly is a [cosa.ReadError], and b is of no use then.
func ReadWorkbook(b *cosa.Builder, file string, r io.ReaderAt, size int64, opts ReadOptions) error {
	if c := Identify(r, size); c != XLSX {
		problem, hint := c.Explain()
		return &cosa.ReadError{Position: cosa.Position{File: file}, Problem: problem, Hint: hint}
	}
	w, err := openWorkbook(file, r, size, opts.Limits.orDefault())
	if err != nil {
		return err
	}
	found, err := w.headers(opts)
	if err != nil {
		return err
	}
	source := cosa.Source{File: file, Format: cosa.XLSX, Digest: w.digest}
	source.Suppressions, source.Notes, err = w.readSuppressions()
	if err = w.fail(checksSheet, fmt.Sprintf("the sheet %q", checksSheet), err); err != nil {
		return err
	}
	best := w.choose(found)
	if best < 0 {
		var names []string
		for i := range found {
			names = append(names, w.sheets[found[i].sheet].name)
		}
		noHeader(b, source, names, w.limits.HeaderWithin, opts.AnyTable)
		return nil
	}
	chosen := found[best]
	source.Sheet = w.sheets[chosen.sheet].name
	t := newTable(b, source, &chosen.finder.best)
	if w.sheets[chosen.sheet].hidden {
		t.hiddenSheet()
	}
	for i := range found {
		if f := &found[i]; i != best && f.finder.best.rival() && !w.ours(f.sheet) {
			t.reportIgnored(w.sheets[f.sheet], &f.finder.best)
		}
	}
	if err := w.readSheet(t, chosen.sheet); err != nil {
		return err
	}
	return w.readAnswers(b)
}

// foundHeader is what the first rows of a sheet look like.
type foundHeader struct {
	sheet  int
	finder headerFinder
}

// headers looks for the header of each sheet, or of the one that is named.
func (w *workbook) headers(opts ReadOptions) ([]foundHeader, error) {
	only := opts.Sheet
	var found []foundHeader
	var names []string
	annotation, err := w.findingsSheet()
	if err != nil {
		return nil, w.fail(findingsSheet, fmt.Sprintf("the sheet %q", findingsSheet), err)
	}
	for i, sheet := range w.sheets {
		if i == annotation && len(w.sheets) > 1 {
			continue
		}
		names = append(names, sheet.name)
		if only != "" && !strings.EqualFold(sheet.name, only) {
			continue
		}
		f := foundHeader{sheet: i, finder: headerFinder{any: opts.AnyTable}}
		if err := w.peek(i, &f.finder); err != nil {
			return nil, w.fail(sheet.name, fmt.Sprintf("the sheet %q", sheet.name), err)
		}
		f.finder.settle()
		found = append(found, f)
	}
	if len(found) == 0 {
		e := &cosa.ReadError{
			Position: cosa.Position{File: w.file},
			Problem:  fmt.Sprintf("there is no sheet %q", only),
			Hint:     fmt.Sprintf("its sheets are %q", names),
		}
		if near := cosa.Nearest(only, names); near != "" {
			e.Hint = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, e
	}
	return found, nil
}

// peek reads the first rows of a sheet.
func (w *workbook) peek(i int, finder *headerFinder) error {
	s, src, err := w.sheet(i)
	if err != nil {
		return err
	}
	defer src.close()
	for {
		r, err := s.next()
		if err == io.EOF || err == nil && r.number > w.limits.HeaderWithin {
			return nil
		} else if err != nil {
			return err
		}
		finder.look(r)
	}
}

// ours reports the sheets that the exporter adds to the data.
func (w *workbook) ours(i int) bool {
	if w.digest == nil {
		return false
	}
	switch w.sheets[i].name {
	case questionnaireSheet, checksSheet, profilesSheet:
		return true
	}
	return false
}

// choose picks the data sheet: visible before hidden, with rows before empty
// (unless its header is much poorer), then the one that names most settings,
// then the first.
func (w *workbook) choose(found []foundHeader) int {
	most := 0
	for i := range found {
		if found[i].finder.found() {
			most = max(most, found[i].finder.best.settings)
		}
	}
	best, bestRank := -1, -1
	for i := range found {
		f := &found[i].finder
		if !f.found() || len(found) > 1 && w.ours(found[i].sheet) {
			continue
		}
		rank := f.best.settings
		if f.filled && 2*f.best.settings >= most {
			rank += 1000
		}
		if !w.sheets[found[i].sheet].hidden {
			rank += 10_000
		}
		if rank > bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

// readSheet reads all rows of a sheet.
func (w *workbook) readSheet(t *table, i int) (err error) {
	name := w.sheets[i].name
	defer func() { err = w.fail(name, fmt.Sprintf("the sheet %q", name), err) }()
	s, src, err := w.sheet(i)
	if err != nil {
		return err
	}
	defer src.close()
	a := readAhead(s)
	defer a.close()
	for b := range a.full {
		for i := range b.rows {
			if err := t.row(&b.rows[i]); err != nil {
				return err
			}
		}
		if b.err != nil {
			return b.err
		}
		a.free <- b
	}
	t.noRows()
	t.reportHidden(s.columns, s.filtered)
	return t.reportMerges(s.merges)
}
