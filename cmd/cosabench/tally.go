package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

// sheetCells counts the cells with content in a workbook's first sheet, by the
// tags that close them, so that the count owes nothing to any of the programs
// that wrote it.
func sheetCells(path string) (int, error) {
	book, err := zip.OpenReader(path)
	if err != nil {
		return 0, err
	}
	defer book.Close()
	sheet, err := book.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		return 0, err
	}
	defer sheet.Close()
	n, tag := 0, []byte("</c>")
	kept, chunk := 0, make([]byte, 1<<18)
	for {
		read, err := sheet.Read(chunk[kept:])
		seen := chunk[:kept+read]
		n += bytes.Count(seen, tag)
		// A tag may begin in this chunk and end in the next.
		kept = copy(chunk, seen[max(0, len(seen)-len(tag)+1):])
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return 0, err
		}
	}
}

// checkWorkbook makes sure that a workbook of so many rows holds all their
// cells, below a row of headers for all columns or for those in use.
func checkWorkbook(path string, rows int) error {
	n, err := sheetCells(path)
	if err != nil {
		return err
	}
	filled := filledColumns()
	if n < filled*(rows+1) || n > filled*rows+columns {
		return fmt.Errorf("%d cells were written, want %d and the headers", n, filled*rows)
	}
	return nil
}
