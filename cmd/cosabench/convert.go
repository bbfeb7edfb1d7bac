package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Names of the programs that change formats.
const (
	toYAMLName     = "cosa convert, xlsx to YAML"
	fromYAMLName   = "cosa convert, YAML to xlsx"
	pyToYAMLName   = "openpyxl + PyYAML, xlsx to YAML"
	pyFromYAMLName = "PyYAML + openpyxl, YAML to xlsx"
)

// measureConvert has cosa and Python turn workbooks to YAML and back.
func measureConvert(m *machine) (outcome, error) {
	c := contest{
		title: "Converting workbooks to YAML and back", unit: "rows", sizes: m.rows,
		text: "All group the rows to profiles, each with its targets, SIM settings and connections, and back to as many rows.\n" +
			"Python reads and writes with openpyxl (read only, write only) and the loader and dumper of PyYAML that are written in C.\n",
	}
	c.add(m.itself(), program{name: toYAMLName, enter: func(n int) (entrant, error) {
		path, err := m.input(workbookInput, n)
		out := m.made("cosa.yaml")
		return entrant{args: m.converted(path, out), output: out, inner: tells("written as yaml, # rows", n)}, err
	}})
	c.add(m.tools.pyBoth, program{name: pyToYAMLName, rival: toYAMLName, most: m.slow, enter: func(n int) (entrant, error) {
		path, err := m.input(workbookInput, n)
		out := m.made("python.yaml")
		e := m.tools.pyBoth.entrant(says(n), m.tools.script("toyaml.py"), path, out)
		e.output = out
		return e, err
	}})
	c.add(m.itself(), program{name: fromYAMLName, enter: func(n int) (entrant, error) {
		path, err := m.input(yamlInput, n)
		out := m.made("cosa.xlsx")
		return m.writes(out, n, entrant{args: m.converted(path, out), inner: tells("written as xlsx, # rows", n)}), err
	}})
	c.add(m.tools.pyBoth, program{name: pyFromYAMLName, rival: fromYAMLName, most: m.slow, enter: func(n int) (entrant, error) {
		path, err := m.pythonYAML(n)
		out := m.made("python.xlsx")
		return m.writes(out, n, m.tools.pyBoth.entrant(says(n), m.tools.script("fromyaml.py"), path, out)), err
	}})
	return c.run(m)
}

// converted are the arguments that have cosa change a file's format.
func (m *machine) converted(path, out string) []string {
	return []string{m.cosa, "convert", "--no-config", path, "-o", out}
}

// pythonYAML is a file that Python made of the generated workbook, for it to
// read again.
func (m *machine) pythonYAML(n int) (string, error) {
	path := filepath.Join(m.dir, fmt.Sprintf("python-%d-%d.yaml", n, m.seed))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	book, err := m.input(workbookInput, n)
	if err != nil {
		return "", err
	}
	part := path + ".part"
	if out, err := exec.Command(m.tools.pyBoth.path, m.tools.script("toyaml.py"), book, part).CombinedOutput(); err != nil {
		return "", fmt.Errorf("toyaml.py: %w\n%s", err, out)
	}
	return path, os.Rename(part, path)
}
