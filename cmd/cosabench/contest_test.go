package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cosakit/cosa/spreadsheet/peer"
	"github.com/google/go-cmp/cmp"
)

// TestMain lets the test program be its own child, as the real one is.
func TestMain(m *testing.M) {
	const child = "COSABENCH_CHILD"
	if os.Getenv(child) != "" {
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	}
	if err := os.Setenv(child, "1"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// TestJobs does every job at a small size, with all programs that are there.
// Those that the build machine installs have to be there where
// COSA_REQUIRE_TOOLS says so.
func TestJobs(t *testing.T) {
	const rows = 130 // two profiles, the remains of a third, and one of a single row
	o := options{
		rows: []int{rows}, ranges: []int{rows}, runs: 1, seed: 3, slow: rows, pairs: 1 << 20,
		sheetjs: os.Getenv("COSA_SHEETJS"), exceljs: os.Getenv("COSA_EXCELJS"),
	}
	m, err := newMachine(o, t.TempDir(), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, needed := range []tool{m.tools.unzip, m.tools.bedtools, m.tools.openpyxl, m.tools.sheetJS} {
		if !needed.found() && os.Getenv("COSA_REQUIRE_TOOLS") == "1" {
			t.Errorf("%s is not installed", needed.name)
		}
	}
	for _, j := range jobList() {
		t.Run(j.name, func(t *testing.T) {
			got, err := j.measure(m)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(got.section, "## ") {
				t.Errorf("the section is %q", got.section)
			}
			for name, all := range got.found {
				for size, f := range all {
					if f.seconds <= 0 {
						t.Errorf("%s, %d: %+v", name, size, f)
					}
				}
			}
			// A bound that speaks of a program which the job does not have would
			// never be measured.
			for _, b := range bounds() {
				if b.job != j.name {
					continue
				}
				asked := make(figures)
				for name, all := range got.found {
					for _, f := range all {
						asked.add(b.size, map[string]figure{name: f})
						asked.add(b.size/10, map[string]figure{name: f})
					}
				}
				if b.value(asked, b.size) == 0 {
					if strings.Contains(got.section, "Not on this machine") || strings.Contains(got.section, "Left out") {
						t.Logf("%s: not measured here", b.what)
						continue
					}
					t.Errorf("%s: is not measured", b.what)
				}
			}
			left, err := filepath.Glob(filepath.Join(m.dir, "made-*"))
			if err != nil || len(left) > 0 {
				t.Errorf("files are left: %q, %v", left, err)
			}
		})
	}
}

func TestBoundsAreOfJobs(t *testing.T) {
	for _, b := range bounds() {
		if !slices.Contains(jobNames(), b.job) || b.most <= 0 || b.size <= 0 {
			t.Errorf("%+v", b)
		}
	}
	for _, name := range jobNames() {
		if !slices.ContainsFunc(bounds(), func(b bound) bool { return b.job == name }) {
			t.Errorf("nothing is asked of %s", name)
		}
	}
}

func TestSummary(t *testing.T) {
	found := make(figures)
	found.add(hundredThousand, map[string]figure{
		validateName: {seconds: 2, peak: 100 << 20}, unzipName: {seconds: 4}, openpyxlName: {seconds: 50},
	})
	got := summary([]string{"workbooks"}, map[string]figures{"workbooks": found})
	for _, line := range []string{
		"| validate a workbook, of unzip -p | 100000 | 0.500 | 1.000 | met |\n",
		"| validate a workbook, of unzip -p | 1000000 | - | 1.000 | not measured |\n",
		"| validate a workbook, peak memory | 100000 | 100 MiB | 150 MiB | met |\n",
		"| validate a workbook, of openpyxl merely reading | 100000 | 0.040 | 0.033 | **missed** |\n",
		"2 met, 1 missed, 4 not measured in this run.\n",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("no %q in\n%s", line, got)
		}
	}
	if strings.Contains(got, "export") {
		t.Errorf("a job that was not done is told of:\n%s", got)
	}
}

// TestContest has a table of programs that do and do not take part.
func TestContest(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(list, []byte("a,b\n1,\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	enter := func(want int) func(int) (entrant, error) {
		return func(int) (entrant, error) {
			return entrant{args: []string{self, "-peer", csvPeer, list}, inner: says(want)}, nil
		}
	}
	c := contest{title: "Counting", text: "Text.\n", unit: "cells", sizes: []int{3, 30}, floor: "one"}
	c.add(tool{name: "one", path: self}, program{name: "one", enter: enter(3)})
	c.add(tool{name: "two"}, program{name: "two", enter: enter(3)})
	c.add(tool{name: "three", path: self}, program{name: "three", rival: "one", most: 10, enter: enter(3)})
	m := &machine{options: options{runs: 1}, progress: io.Discard}
	got, err := c.run(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		"## Counting\n\nText.\n\nNot on this machine: two.\n\nLeft out above 10 cells, being slow: three.\n",
		"| cells | program | seconds | of one | cosa takes | CPU seconds | peak MiB |\n|---:|---|---:|---:|---:|---:|---:|\n| 3 | one | ",
		"\n| 3 | three | ", "\n| 30 | one | ", "| three | - |\n",
	} {
		if !strings.Contains(got.section, part) {
			t.Errorf("no %q in\n%s", part, got.section)
		}
	}
	if strings.Contains(got.section, "| 30 | three") || len(got.found["three"]) != 1 {
		t.Errorf("a slow program was run:\n%s", got.section)
	}
	c.programs[0].enter = enter(4)
	if _, err := c.run(m); err == nil || !strings.Contains(err.Error(), `one: the answer is "3", want 4`) {
		t.Errorf("a wrong answer gives %v", err)
	}
}

func TestEntrantFails(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]entrant{
		"no such program": {args: []string{"no-such-program"}},
		"exit code 3":     {args: []string{self, "-peer", "nothing"}},
		"want 3":          {args: []string{self, "-h"}, exit: 3},
		"no such file":    {args: []string{"go", "version"}, output: filepath.Join(t.TempDir(), "none")},
	} {
		if _, err := e.once(true); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTells(t *testing.T) {
	read := tells(" in # rows", 100_000)
	for text, want := range map[string]bool{"0 errors in 100000 rows": true, "0 errors in 100,000 rows": true, "in 10000 rows": false, "": false} {
		if _, err := read([]byte(text)); (err == nil) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestSheet compares what a sheet says of itself with its rows.
func TestSheet(t *testing.T) {
	rows := func(s sheet) (all []string) {
		err := s.each(func(cells []string) error {
			if n := filled(cells); len(cells) != columns || n != filledColumns() {
				t.Errorf("a row of %d has %d columns, %d filled", s.rows, len(cells), n)
			}
			all = append(all, fmt.Sprintf("%q", cells))
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		return all
	}
	for _, n := range []int{1, 2, 3, 59, 60, 61, 62, 63, 119, 120, 121, 1000} {
		plain, edited := rows(sheet{rows: n, seed: 5}), rows(sheet{rows: n, seed: 5, edited: true})
		if diff := cmp.Diff(plain, rows(sheet{rows: n, seed: 5})); diff != "" || len(plain) != n {
			t.Errorf("%d rows: the same seed gives %d, others (-first +second):\n%s", n, len(plain), diff)
		}
		distinct := make(map[string]bool)
		differ := 0
		for i := range plain {
			distinct[plain[i]] = true
			if plain[i] != edited[i] {
				differ++
			}
		}
		if _, want := (sheet{rows: n}).edits(); differ != want || len(distinct) != n {
			t.Errorf("%d rows: %d are edited, want %d; %d are distinct", n, differ, want, len(distinct))
		}
	}
}

func TestSheetCells(t *testing.T) {
	const n = 5000 // more than a chunk
	path := filepath.Join(t.TempDir(), "rows.xlsx")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"-generate", path, "-rows", fmt.Sprint(n)}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	want, err := peer.GetRows(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := sheetCells(path); err != nil || got != want {
		t.Errorf("%d cells, %v; excelize finds %d", got, err, want)
	}
	if err := checkWorkbook(path, n); err != nil {
		t.Error(err)
	}
	if err := checkWorkbook(path, n+1); err == nil {
		t.Error("a missing row is let through")
	}
}

// TestReport makes a whole document, twice with the same inputs.
func TestReport(t *testing.T) {
	dir := t.TempDir()
	inputs, path := filepath.Join(dir, "inputs"), filepath.Join(dir, "results.md")
	for range 2 {
		var stdout, stderr bytes.Buffer
		if code := run([]string{"-jobs", "csv,start", "-rows", "60,120", "-runs", "1", "-inputs", inputs, "-o", path}, &stdout, &stderr); code != 0 {
			t.Fatalf("exit code %d: %s", code, &stderr)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, part := range []string{
		"# Speed\n", "- Machine: ", "excelize v2.", "## What was asked for\n", "| validate CSV, peak memory | 1000000 | - |", "| start and end | 1 | ",
		"## Checking CSV\n", "\n| 60 | Go encoding/csv | ", "\n| 120 | Go encoding/csv | ", "\n| Go encoding/csv | ", "## Starting\n", "\n| 1 | cosa --version | ",
	} {
		found := bytes.Index(text, []byte(part))
		if found <= at {
			t.Errorf("no %q behind what goes before it in\n%s", part, text)
		}
		at = max(at, found)
	}
	files, err := filepath.Glob(filepath.Join(inputs, "csv-*-1.csv"))
	if err != nil || len(files) != 2 {
		t.Errorf("inputs that are kept: %q, %v", files, err)
	}
}

// TestFailedJob has the other jobs told of all the same.
func TestFailedJob(t *testing.T) {
	dir := t.TempDir()
	// An input without what it has to hold.
	if err := os.WriteFile(filepath.Join(dir, "csv-60-1.csv"), []byte("UpdateType,Operator\nAdd,Contoso\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code := run([]string{"-jobs", "csv,start", "-rows", "60", "-runs", "1", "-inputs", dir}, &stdout, &stderr)
	if code != 3 || !strings.Contains(stderr.String(), "cosabench: csv: cosa validate: ") {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
	for _, part := range []string{"## csv\n\nFailed: ", "## Starting\n", "| validate CSV, peak memory | 1000000 | - | 1024 MiB | not measured |"} {
		if !strings.Contains(stdout.String(), part) {
			t.Errorf("no %q in\n%s", part, &stdout)
		}
	}
}
