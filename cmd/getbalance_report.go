package cmd

import (
	"io"
	"slices"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/mobileplans/conform/render"
)

func getBalanceFormats() []string {
	var names []string
	for _, f := range render.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// writeConformity writes the reports of a check: the files, all or none, and then
// the one that goes to standard output or a device.
func (p *program) writeConformity(outs []formatOutput, r *conform.Report) error {
	var files, streams []output
	for _, out := range outs {
		format := render.Formats()[slices.Index(getBalanceFormats(), out.format)]
		write := func(w io.Writer) error {
			return format.Write(w, r, render.Options{Tool: toolName, Version: version(), Quiet: p.global.quiet})
		}
		report := output{path: out.path, write: write}
		if _, regular, err := report.target(); err != nil {
			return err
		} else if regular {
			files = append(files, report)
		} else {
			streams = append(streams, report)
		}
	}
	if err := p.putAll(files); err != nil {
		return err
	}
	for _, report := range streams {
		if err := p.put(report); err != nil {
			return err
		}
	}
	return nil
}
