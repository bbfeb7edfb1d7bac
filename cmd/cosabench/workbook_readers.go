package main

import (
	"os"
	"os/exec"
	"path/filepath"
)

// reader is one program that reads the generated workbook.
type reader struct {
	name string
	args []string
	slow bool // too slow for the largest files
}

const openpyxlScript = `
import sys, openpyxl
n = 0
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
sheet = book.worksheets[0]
sheet.reset_dimensions()
for row in sheet.iter_rows(values_only=True):
    n += len(row)
assert n > 0
`

const sheetjsScript = `
const XLSX = require('xlsx');
const book = XLSX.readFile(process.argv[2], {dense: true});
if (!book.SheetNames.length) throw new Error('no sheet');
`

// readers lists the programs that this machine has; missing names the others.
func readers(o options, dir, cosa string) (list []reader, missing []string, err error) {
	list = []reader{{name: "cosa validate", args: []string{cosa, "validate", "--no-config", "--fail-on", "never", "-q"}}}
	if path, lookErr := exec.LookPath("unzip"); lookErr == nil {
		list = append(list, reader{name: "unzip -p", args: []string{path, "-p"}})
	} else {
		missing = append(missing, "unzip")
	}
	if python := python(); python != "" {
		script := filepath.Join(dir, "read.py")
		if err := os.WriteFile(script, []byte(openpyxlScript), 0o644); err != nil {
			return nil, nil, err
		}
		list = append(list, reader{name: "openpyxl, read only", args: []string{python, script}, slow: true})
	} else {
		missing = append(missing, "openpyxl")
	}
	if node, lookErr := exec.LookPath("node"); lookErr == nil && o.sheetjs != "" {
		script := filepath.Join(o.sheetjs, "cosabench.js")
		if err := os.WriteFile(script, []byte(sheetjsScript), 0o644); err != nil {
			return nil, nil, err
		}
		list = append(list, reader{name: "SheetJS", args: []string{node, "--max-old-space-size=8192", script}, slow: true})
	} else {
		missing = append(missing, "SheetJS")
	}
	return list, missing, nil
}

// python finds an interpreter that has openpyxl.
func python() string {
	for _, name := range []string{"python3", "/usr/bin/python3", "python"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			return name
		}
	}
	return ""
}
