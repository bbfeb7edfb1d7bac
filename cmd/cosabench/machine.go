package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// machine is what there is to measure with.
type machine struct {
	options
	dir      string // for generated files and what is made of them
	self     string // this program
	cosa     string
	tools    tools
	progress io.Writer
}

func newMachine(o options, dir string, progress io.Writer) (*machine, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	m := &machine{options: o, dir: dir, self: self, progress: progress}
	if m.tools, err = findTools(o, dir); err != nil {
		return nil, err
	}
	m.cosa = filepath.Join(dir, "cosa")
	if runtime.GOOS == "windows" {
		m.cosa += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", m.cosa, "github.com/cosakit/cosa/cmd/cosa").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building cosa: %w\n%s", err, out)
	}
	return m, nil
}

// apart runs this program as a child.
func (m *machine) apart(args ...string) error {
	if out, err := exec.Command(m.self, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("cosabench %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// made is the path of a file that a program makes of its input.
func (m *machine) made(name string) string { return filepath.Join(m.dir, "made-"+name) }

// describe tells what the machine is.
func describe() string {
	text := fmt.Sprintf("%s/%s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if model := hardware("/proc/cpuinfo", "model name"); model != "" {
		text += " (" + model + ")"
	}
	if memory := hardware("/proc/meminfo", "MemTotal"); memory != "" {
		text += ", " + memory + " of memory"
	}
	return text + ", " + runtime.Version()
}

// hardware is what a file of Linux says under a name, else blank.
func hardware(file, name string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(line, ":")
		if strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
