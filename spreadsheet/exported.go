package spreadsheet

import "io"

// Exported reports whether a workbook of size bytes is one that [Export]
// wrote. A workbook that cannot be opened is not.
func Exported(r io.ReaderAt, size int64) bool {
	w, err := openWorkbook("", r, size, DefaultLimits())
	return err == nil && w.digest != nil
}
