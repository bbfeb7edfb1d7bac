package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// job is a thing to do that several programs do.
type job struct {
	name    string
	measure func(m *machine) (outcome, error)
}

func jobList() []job {
	return []job{
		{name: "workbooks", measure: measureWorkbooks},
		{name: "csv", measure: measureCSV},
		{name: "yaml", measure: measureProfiles},
		{name: "export", measure: measureExport},
		{name: "convert", measure: measureConvert},
		{name: "diff", measure: measureDiff},
		{name: "generate", measure: measureGenerate},
		{name: "overlap", measure: measureOverlap},
		{name: "coverage", measure: measureCoverage},
		{name: "start", measure: measureStart},
	}
}

func jobNames() []string {
	var names []string
	for _, j := range jobList() {
		names = append(names, j.name)
	}
	return names
}

// report measures the chosen jobs and returns the whole document. Where a job
// fails, the document says so, holds the others, and comes with the error.
func report(o options, progress io.Writer) (string, error) {
	dir := o.inputs
	if dir == "" {
		made, err := os.MkdirTemp("", "cosabench")
		if err != nil {
			return "", err
		}
		defer os.RemoveAll(made)
		dir = made
	} else if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	m, err := newMachine(o, dir, progress)
	if err != nil {
		return "", err
	}
	var sections []string
	var failed []error
	found := make(map[string]figures)
	for _, j := range jobList() {
		if !slices.Contains(o.jobs, j.name) {
			continue
		}
		result, err := j.measure(m)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", j.name, err))
			result.section = fmt.Sprintf("## %s\n\nFailed: %v\n", j.name, err)
		}
		sections = append(sections, result.section)
		found[j.name] = result.found
	}
	head := fmt.Sprintf("# Speed\n\nMade by `go run ./cmd/cosabench`: generated files, seed %d, median of up to %d runs, programs in turn;\n", o.seed, o.runs) +
		fmt.Sprintf("a program is not run again once its runs took %d seconds together. Peak memory is the largest of all runs.\n", patience) +
		"\"cosa takes\" is cosa's part of the time that the program of the line takes; CPU seconds are those of all processors.\n" +
		"A peak of less than 32 MiB may be that of the benchmark program, which a child starts from.\n\n" + m.versionList()
	if asked := summary(o.jobs, found); asked != "" {
		head += "\n" + asked
	}
	return head + "\n" + strings.Join(sections, "\n"), errors.Join(failed...)
}

// versionList tells what was measured with.
func (m *machine) versionList() string {
	text := "- Machine: " + describe() + ".\n"
	text += "- Built in: excelize" + version("github.com/xuri/excelize/v2") + ", yaml.v3" + version("gopkg.in/yaml.v3") + ", go-datastructures" + version(treeModule) + ".\n"
	var there, lacking []string
	for _, t := range m.tools.list() {
		if t.found() {
			there = append(there, t.name+" "+t.version)
		} else {
			lacking = append(lacking, t.name)
		}
	}
	if len(there) > 0 {
		text += "- Installed: " + strings.Join(there, ", ") + ".\n"
	}
	if len(lacking) > 0 {
		text += "- Not on this machine: " + strings.Join(lacking, ", ") + ".\n"
	}
	return text
}

// missingLine names the programs that are not installed.
func missingLine(missing []string) string {
	if len(missing) == 0 {
		return ""
	}
	return fmt.Sprintf("\nNot on this machine: %s.\n", strings.Join(missing, ", "))
}
