package main

import (
	"bufio"
	"encoding/csv"
	"io"
	"os"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/spreadsheet"
)

// writeFile creates a file and has it written through a buffer.
func writeFile(path string, write func(w *bufio.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriterSize(file, 1<<20)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// submission holds a sheet as its reader would.
func (s sheet) submission() (*cosa.Submission, error) {
	b := cosa.NewBuilder()
	source := b.Source(cosa.Source{File: "generated.xlsx", Format: cosa.XLSX, Sheet: "COSA", Header: 1})
	for i := range columns {
		source.Columns[i] = i + 1
	}
	row := 1
	err := s.each(func(cells []string) error {
		row++
		b.Row(row)
		for i, text := range cells {
			if text != "" {
				b.Set(cosa.Column(i), cosa.Cell{Raw: []byte(text)})
			}
		}
		return nil
	})
	return b.Submission(), err
}

// writeWorkbook writes a sheet as a workbook.
func writeWorkbook(w io.Writer, s sheet) error {
	all, err := s.submission()
	if err != nil {
		return err
	}
	return spreadsheet.WriteWorkbook(w, all)
}

// writeYAML writes a sheet as YAML.
func writeYAML(w io.Writer, s sheet) error {
	all, err := s.submission()
	if err != nil {
		return err
	}
	return form.WriteYAML(w, all)
}

// writeCSV writes a sheet as CSV.
func writeCSV(w io.Writer, s sheet) error {
	out := csv.NewWriter(w)
	if err := out.Write(headers()); err != nil {
		return err
	}
	if err := s.each(out.Write); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}
