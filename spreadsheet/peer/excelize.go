// Package peer reads and writes workbooks as programs do that use excelize
// alone, for the benchmarks to compare with. The program has no use for it.
package peer

import "github.com/xuri/excelize/v2"

// GetRows reads the first sheet with excelize and returns how many cells it
// fills.
func GetRows(path string) (int, error) {
	book, err := excelize.OpenFile(path)
	if err != nil {
		return 0, err
	}
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, cells := range rows {
		for _, text := range cells {
			if text != "" {
				n++
			}
		}
	}
	return n, nil
}

const firstSheet = "Sheet1" // of a new workbook

// StreamRows writes the rows of a source with excelize's StreamWriter and
// returns how many cells it filled.
func StreamRows(path string, source func(func(cells []string) error) error) (n int, err error) {
	book := excelize.NewFile()
	defer book.Close()
	w, err := book.NewStreamWriter(firstSheet)
	if err != nil {
		return 0, err
	}
	line := 0
	var values []any
	err = source(func(cells []string) error {
		line++
		values = values[:0]
		for _, text := range cells {
			if text == "" {
				values = append(values, nil)
				continue
			}
			values = append(values, text)
			n++
		}
		at, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		return w.SetRow(at, values)
	})
	if err != nil {
		return 0, err
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	return n, book.SaveAs(path)
}

// SetCells writes the rows of a source with excelize's SetCellValue and returns
// how many cells it filled.
func SetCells(path string, source func(func(cells []string) error) error) (n int, err error) {
	book := excelize.NewFile()
	defer book.Close()
	line := 0
	err = source(func(cells []string) error {
		line++
		for i, text := range cells {
			if text == "" {
				continue
			}
			at, err := excelize.CoordinatesToCellName(i+1, line)
			if err != nil {
				return err
			}
			if err := book.SetCellValue(firstSheet, at, text); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, book.SaveAs(path)
}
