package cmd

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/cosakit/cosa/"

// sourceFile is a Go file of the repository outside of tests.
type sourceFile struct {
	path    string // from the repository's root, with slashes
	imports []string
	syntax  *ast.File
}

func (f *sourceFile) dir() string { return filepath.ToSlash(filepath.Dir(f.path)) }

// within reports whether the file lies in the folder or below it.
func (f *sourceFile) within(folder string) bool { return strings.HasPrefix(f.path, folder+"/") }

func sources(t *testing.T) []sourceFile {
	t.Helper()
	root := filepath.Join("..")
	var files []sourceFile
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		f := sourceFile{path: filepath.ToSlash(rel), syntax: syntax}
		for _, spec := range syntax.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imported)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// layers lists what each folder may import of the repository, besides folders
// below itself. The most specific folder counts.
var layers = []struct {
	folder  string
	imports []string
}{
	{"cosa/", []string{"cosa"}},
	{"spreadsheet/", []string{"cosa"}},
	{"rules/", []string{"cosa"}},
	{"cmd/", []string{"cosa", "spreadsheet", "rules", "cmd"}},
}

func TestImportsPointOneWay(t *testing.T) {
	for _, f := range sources(t) {
		for _, imported := range f.imports {
			target, ours := strings.CutPrefix(imported, module)
			if !ours {
				continue
			}
			if f.dir() == "cosa" && target != "cosa/pattern" || f.dir() == "cosa/pattern" {
				t.Errorf("%s imports %s; the model imports nothing of the repository but cosa/pattern, and that nothing", f.path, target)
			}
			for _, layer := range layers {
				if !f.within(strings.TrimSuffix(layer.folder, "/")) || strings.HasPrefix(target+"/", layer.folder) {
					continue
				}
				if !slices.ContainsFunc(layer.imports, func(allowed string) bool { return strings.HasPrefix(target+"/", allowed+"/") }) {
					t.Errorf("%s imports %s; %s may import %v", f.path, target, layer.folder, layer.imports)
				}
			}
		}
	}
}

// homes says where alone a library may be used.
var homes = []struct {
	library string
	folders []string
}{
	{"github.com/xuri/excelize", []string{"spreadsheet"}},
	{"github.com/go-playground/validator", []string{"rules"}},
	{"github.com/spf13/", []string{"cmd"}},
	{"gopkg.in/yaml.v3", []string{"cosa/form", "cmd"}},
	{"github.com/Workiva/", []string{"cmd/cosabench"}},
	{"golang.org/x/text/language/display", []string{"rules/country/internal"}},
}

func TestLibrariesStayAtHome(t *testing.T) {
	for _, f := range sources(t) {
		for _, imported := range f.imports {
			for _, home := range homes {
				if strings.HasPrefix(imported, home.library) && !slices.ContainsFunc(home.folders, f.within) {
					t.Errorf("%s imports %s, which belongs to %v", f.path, imported, home.folders)
				}
			}
		}
	}
}

func TestNames(t *testing.T) {
	banned := []string{"util", "utils", "common", "helper", "helpers", "misc", "base"}
	for _, f := range sources(t) {
		for _, part := range strings.Split(strings.TrimSuffix(f.path, ".go"), "/") {
			if slices.Contains(banned, part) {
				t.Errorf("%s: %q says nothing of what is in it", f.path, part)
			}
		}
		for _, decl := range f.syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has an init function", f.path)
			}
		}
	}
}

// TestOnlyMainTouchesTheProcess finds code that exits or writes to the
// process's own streams: both are the program's, which passes them in.
func TestOnlyMainTouchesTheProcess(t *testing.T) {
	exits := 0
	for _, f := range sources(t) {
		if f.syntax.Name.Name == "main" && f.dir() != "cmd/cosa" {
			continue // a generator or a benchmark, a program of its own
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := selector.X.(*ast.Ident)
			if !ok {
				return true
			}
			name := pkg.Name + "." + selector.Sel.Name
			switch {
			case name == "os.Exit":
				exits++
				fallthrough
			case name == "os.Stdin", name == "os.Stdout", name == "os.Stderr",
				pkg.Name == "fmt" && strings.HasPrefix(selector.Sel.Name, "Print"), pkg.Name == "log":
				if f.path != "cmd/cosa/main.go" {
					t.Errorf("%s uses %s", f.path, name)
				}
			}
			return true
		})
	}
	if exits != 1 {
		t.Errorf("os.Exit is called in %d places, want one", exits)
	}
}
