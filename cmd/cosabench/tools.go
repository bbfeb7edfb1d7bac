package main

import (
	"embed"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// scripts are the programs of other languages that do what cosa does.
//
//go:embed peers
var scripts embed.FS

// tool is a program or library of others.
type tool struct {
	name    string
	version string // blank where this machine lacks it
	path    string // of the program, or of what runs the library
	modules string // folder of node modules
}

func (t tool) found() bool { return t.path != "" }

// tools are those that the jobs look for.
type tools struct {
	unzip, bedtools, openpyxl, pyYAML, pyBoth, python, nothing, sheetJS, exceljs, jsYAML tool

	peers string // folder with the scripts
}

func findTools(o options, dir string) (tools, error) {
	t := tools{peers: filepath.Join(dir, "peers")}
	if err := os.RemoveAll(t.peers); err != nil {
		return t, err
	}
	within, err := fs.Sub(scripts, "peers")
	if err != nil {
		return t, err
	}
	if err := os.CopyFS(t.peers, within); err != nil {
		return t, err
	}
	t.unzip = tool{name: "unzip -p"}
	if path, err := exec.LookPath("unzip"); err == nil {
		t.unzip.path = path
		// UnZip 6.00 of 20 April 2009, by Debian. ...
		words := strings.Fields(said(path, "-v"))
		if len(words) > 1 {
			t.unzip.version = words[1]
		}
	}
	t.bedtools = tool{name: bedtoolsName}
	if path, err := exec.LookPath("bedtools"); err == nil {
		t.bedtools.path, t.bedtools.version = path, strings.TrimPrefix(said(path, "--version"), "bedtools ")
	}
	t.nothing = tool{name: nothingName}
	if path, err := exec.LookPath("true"); err == nil {
		t.nothing.path = path
	}
	t.python = pythonWith("Python", "import sys; print(sys.version.split()[0])")
	t.openpyxl = pythonWith("openpyxl", "import openpyxl; print(openpyxl.__version__)")
	// Loading and dumping are to be done by the C library, or not at all.
	t.pyYAML = pythonWith("PyYAML with its C library", "import yaml; yaml.CSafeDumper; print(yaml.__version__)")
	t.pyBoth = pythonWith("openpyxl and PyYAML in one Python", "import yaml, openpyxl; yaml.CSafeDumper; print(openpyxl.__version__, 'and', yaml.__version__)")
	t.sheetJS = nodeModule("SheetJS", "xlsx", o.sheetjs)
	t.exceljs = nodeModule("exceljs", "exceljs", o.exceljs)
	t.jsYAML = nodeModule("js-yaml", "js-yaml", o.exceljs, o.sheetjs)
	return t, nil
}

// list has all tools in the order in which they are told.
func (t tools) list() []tool {
	return []tool{t.unzip, t.bedtools, t.python, t.openpyxl, t.pyYAML, t.pyBoth, t.sheetJS, t.exceljs, t.jsYAML}
}

// script is the path of one of the scripts.
func (t tools) script(name string) string { return filepath.Join(t.peers, name) }

// pythonWith finds an interpreter that runs the program, which prints a version.
func pythonWith(name, program string) tool {
	for _, python := range []string{"python3", "/usr/bin/python3", "python"} {
		if version := said(python, "-c", program); version != "" {
			// Not a wrapper that looks for the right one each time.
			return tool{name: name, version: version, path: said(python, "-c", "import sys; print(sys.executable)")}
		}
	}
	return tool{name: name}
}

// nodeModule finds a module in the node_modules of one of the folders.
func nodeModule(name, module string, folders ...string) tool {
	node, err := exec.LookPath("node")
	if err != nil {
		return tool{name: name}
	}
	for _, folder := range folders {
		modules, err := filepath.Abs(filepath.Join(folder, "node_modules"))
		if folder == "" || err != nil {
			continue
		}
		if version := said(node, "-p", "require(process.argv[1]).version", filepath.Join(modules, module, "package.json")); version != "" {
			return tool{name: name, version: version, path: node, modules: modules}
		}
	}
	return tool{name: name}
}

// said is what a program prints on one line, blank where it fails.
func said(program string, args ...string) string {
	out, err := exec.Command(program, args...).Output()
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(line)
}

// heap lets node use more memory than it does by default.
const heap = "--max-old-space-size=16384"

// entrant runs the tool with arguments.
func (t tool) entrant(inner func([]byte) (float64, error), args ...string) entrant {
	e := entrant{args: append([]string{t.path}, args...), inner: inner}
	if t.modules != "" {
		e.env = []string{"NODE_PATH=" + t.modules}
	}
	return e
}

// itself is this program as a tool: for libraries that it is built with.
func (m *machine) itself() tool { return tool{name: "cosabench", path: m.self} }
