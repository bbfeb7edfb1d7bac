package spreadsheet

import (
	"io"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// Exported reports whether a workbook of size bytes is one that [Export]
// wrote. A workbook that cannot be opened is not.
func Exported(r io.ReaderAt, size int64) bool {
	w, err := openWorkbook("", r, size, DefaultLimits())
	return err == nil && w.digest != nil
}

// readChecks reads from the sheet of the checks what the document's properties
// say of an exported workbook: some programs drop properties when they save.
func (w *workbook) readChecks() error {
	i := slices.IndexFunc(w.sheets, func(s sheetInfo) bool { return s.name == checksSheet })
	if i < 0 || w.digest != nil {
		return nil
	}
	s, src, err := w.sheet(i)
	if err != nil {
		return err
	}
	defer src.close()
	var d cosa.Digest
	for {
		r, err := s.next()
		if err == io.EOF || err == nil && (r.number > w.limits.HeaderWithin || r.number == 1 && columnText(r, 1) != checksSheet) {
			return nil
		} else if err != nil {
			return err
		}
		switch columnText(r, 1) {
		case checksRules:
			d.Rules = columnText(r, 2)
		case checksDigest:
			d.Recorded = columnText(r, 2)
			w.digest = &d
			return nil
		}
	}
}
