package cmd

import (
	_ "embed"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/spreadsheet"
)

// initOptions are the choices of cosa init.
type initOptions struct {
	dir   string
	force bool
}

// starterConfig is the configuration that cosa init writes.
//
//go:embed starter.cosa.yaml
var starterConfig []byte

// starterFile is a file that cosa init writes.
type starterFile struct {
	name  string
	means string
	write func(w io.Writer) error
}

// starterFiles lists what cosa init writes.
var starterFiles = []starterFile{
	{"submission.yaml", "a submission to fill in", bytesOf(form.Starter)},
	{"submission-template.xlsx", "the same as an empty workbook, for Excel", spreadsheet.Template},
	{"cosa.schema.json", "lets editors complete and check the YAML", writeSchema},
	{"cosa-config.schema.json", "the same for the configuration", writeConfigSchema},
	{configName, "policy, rules and suppressions", bytesOf(func() []byte { return starterConfig })},
}

func bytesOf(content func() []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(content())
		return err
	}
}

func initCommand(p *program) *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:   "init [flags] [DIR]",
		Short: "Write a starter submission and configuration",
		Long:  "init writes files to start from, in the working directory or in DIR:\n\n" + starterList(),
		Args:  arguments(0, 1, ""),
		RunE: func(_ *cobra.Command, args []string) error {
			o.dir = "."
			if len(args) > 0 {
				o.dir = args[0]
			}
			return p.initialise(o)
		},
	}
	c.Flags().BoolVar(&o.force, "force", false, "replace files that exist")
	return c
}

func starterList() string {
	var b strings.Builder
	for _, f := range starterFiles {
		b.WriteString("  " + f.name + strings.Repeat(" ", 26-len(f.name)) + f.means + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (p *program) initialise(o initOptions) error {
	if err := o.refuseExisting(); err != nil {
		return err
	}
	if err := os.MkdirAll(o.dir, 0o777); err != nil {
		return cannotWrite(o.dir, err)
	}
	for _, f := range starterFiles {
		path := filepath.Join(o.dir, f.name)
		if err := p.put(output{path: path, write: f.write}); err != nil {
			return err
		}
		p.note("%s: written, %s", path, f.means)
	}
	p.note("next: %sedit %s, then run cosa validate %[2]s", o.enter(), starterFiles[0].name)
	return nil
}

// enter says how to come to where the configuration that was written is found.
func (o *initOptions) enter() string {
	dir := filepath.Clean(o.dir)
	switch {
	case dir == ".":
		return ""
	case strings.ContainsAny(dir, " \t"):
		dir = `"` + dir + `"`
	}
	return "cd " + dir + ", "
}

// refuseExisting returns an error if a file exists, before any is written.
func (o *initOptions) refuseExisting() error {
	var existing []string
	for _, f := range starterFiles {
		_, err := os.Lstat(filepath.Join(o.dir, f.name))
		switch {
		case err == nil:
			existing = append(existing, f.name)
		case !errors.Is(err, fs.ErrNotExist):
			return cannotWrite(o.dir, err)
		}
	}
	if len(existing) == 0 || o.force {
		return nil
	}
	return &cosa.ReadError{
		Position: at(o.dir), Problem: "nothing was written, since there are already " + strings.Join(existing, ", "),
		Hint: "choose another folder, or replace them with --force",
	}
}
