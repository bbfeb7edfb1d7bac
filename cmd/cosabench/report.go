package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// job is a thing to do that several programs do. It returns its section.
type job struct {
	name    string
	measure func(o options, dir string, progress io.Writer) (string, error)
}

func jobList() []job {
	return []job{
		{name: "workbooks", measure: measureWorkbooks},
		{name: "overlap", measure: measureOverlap},
	}
}

func jobNames() []string {
	var names []string
	for _, j := range jobList() {
		names = append(names, j.name)
	}
	return names
}

// report measures the chosen jobs and returns the whole document.
func report(o options, progress io.Writer) (string, error) {
	dir, err := os.MkdirTemp("", "cosabench")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	var b strings.Builder
	fmt.Fprintf(&b, "# Speed\n\nMade by `go run ./cmd/cosabench`: generated files, seed %d, median of up to %d runs, programs in turn.\n", o.seed, o.runs)
	fmt.Fprintf(&b, "%s/%s, %d processors, %s.\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	for _, j := range jobList() {
		if !slices.Contains(o.jobs, j.name) {
			continue
		}
		section, err := j.measure(o, dir, progress)
		if err != nil {
			return "", err
		}
		b.WriteString("\n" + section)
	}
	return b.String(), nil
}

// missingLine names the programs that are not installed.
func missingLine(missing []string) string {
	if len(missing) == 0 {
		return ""
	}
	return fmt.Sprintf("\nNot on this machine: %s.\n", strings.Join(missing, ", "))
}

// apart runs this program as a child.
func apart(args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if out, err := exec.Command(self, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("cosabench %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}
