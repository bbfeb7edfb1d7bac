package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Names of the programs that write what a table says.
const (
	generateName  = "cosa generate"
	exportedName  = "cosa export, CSV of all cells to xlsx"
	writtenName   = "cosa convert, CSV of all cells to xlsx"
	streamCSVName = "excelize StreamWriter, CSV of all cells to xlsx"
)

// measureGenerate has cosa make a submission of a table with one line a range.
func measureGenerate(m *machine) (outcome, error) {
	c := contest{
		title: "Generating submissions", unit: "rows", sizes: m.rows,
		text: "`cosa generate` makes a workbook of a CSV file with an operator and a range a line and of what all have in common,\n" +
			"applies every rule and reads back what it wrote. The others read the same rows from a CSV file of all their cells:\n" +
			"`cosa export` checks and reads back as well, `cosa convert` and StreamWriter merely write.\n",
	}
	if !strings.Contains(said(m.cosa, "help", "generate"), "generate") {
		c.text += "\nLeft out: this cosa has no generate.\n"
		c.sizes = nil
		return c.run(m)
	}
	args := func(n int, out string) ([]string, error) {
		base, err := m.input(baseInput, 1)
		if err != nil {
			return nil, err
		}
		table, err := m.input(tableInput, n)
		return []string{m.cosa, "generate", "--no-config", "--base", base, "--rows", table, "-o", out}, err
	}
	// same is what cosa generate says, as CSV.
	same := func(n int) (string, error) {
		path := filepath.Join(m.dir, fmt.Sprintf("generated-%d-%d.csv", n, m.seed))
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
		generate, err := args(n, path)
		if err != nil {
			return "", err
		}
		out, err := exec.Command(generate[0], generate[1:]...).CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("cosa generate: %w\n%s", err, out)
		}
		return path, nil
	}
	// written makes sure that a workbook holds the cells of same, but for
	// headers of columns without a value.
	written := func(n int, e entrant, out string) entrant {
		e.output, e.verify = out, func(string) error {
			path, err := same(n)
			if err != nil {
				return err
			}
			want, err := countCSV(path)
			if err != nil {
				return err
			}
			got, err := sheetCells(out)
			if err == nil && (got > want+columns || got < want-columns) {
				err = fmt.Errorf("%d cells were written, want %d", got, want)
			}
			return err
		}
		return e
	}
	c.add(m.itself(), program{name: generateName, enter: func(n int) (entrant, error) {
		out := m.made("generate.xlsx")
		generate, err := args(n, out)
		return written(n, entrant{args: generate, inner: tells("written and read back, # rows", n)}, out), err
	}})
	c.add(m.itself(), program{name: exportedName, rival: generateName, enter: func(n int) (entrant, error) {
		path, err := same(n)
		out := m.made("export.xlsx")
		return written(n, entrant{args: m.exported(path, out), inner: tells("written and read back, # rows", n)}, out), err
	}})
	c.add(m.itself(), program{name: writtenName, rival: generateName, enter: func(n int) (entrant, error) {
		path, err := same(n)
		out := m.made("convert.xlsx")
		return written(n, entrant{args: m.converted(path, out), inner: tells("written as xlsx, # rows", n)}, out), err
	}})
	c.add(m.itself(), program{name: streamCSVName, rival: generateName, enter: func(n int) (entrant, error) {
		path, err := same(n)
		out := m.made("stream.xlsx")
		return written(n, entrant{args: []string{m.self, "-peer", streamPeer, out, path}}, out), err
	}})
	return c.run(m)
}
