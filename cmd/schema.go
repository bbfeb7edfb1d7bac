package cmd

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/rules/report"
)

// schemaOptions are the choices of cosa schema.
type schemaOptions struct {
	of     string
	output string
}

// schema is something that has a JSON Schema.
type schema struct {
	name  string
	write func(w io.Writer) error
}

// schemas lists what there is a schema of, the default first.
var schemas = []schema{
	{"submission", writeSchema},
	{"report", writeReportSchema},
	{"config", writeConfigSchema},
}

func schemaNames() []string {
	var names []string
	for _, s := range schemas {
		names = append(names, s.name)
	}
	return names
}

func schemaCommand(p *program) *cobra.Command {
	var o schemaOptions
	names := schemaNames()
	c := &cobra.Command{
		Use:     "schema [flags]",
		Short:   "Write the JSON Schema of the YAML form, of a report or of the configuration",
		Long:    "schema writes the JSON Schema with which editors complete and check the YAML\nform of a submission or the configuration while it is typed, or the one of cosa\nvalidate -f json.",
		Example: "  cosa schema -o cosa.schema.json\n  cosa schema --of report\n  cosa schema --of config -o cosa-config.schema.json",
		Args:    arguments(0, 0, ""),
		RunE:    func(*cobra.Command, []string) error { return p.schema(o) },
	}
	c.Flags().StringVar(&o.of, "of", names[0], "`WHAT` the schema describes: "+orList(names))
	c.Flags().StringVarP(&o.output, "output", "o", standardStream, "write to `FILE`")
	complete(c, "of", names)
	return c
}

func (p *program) schema(o schemaOptions) error {
	if err := choice("schema", o.of, schemaNames()); err != nil {
		return err
	}
	return p.put(output{path: o.output, write: schemas[slices.Index(schemaNames(), o.of)].write})
}

func writeSchema(w io.Writer) error { return pourText(w, form.Schema) }

func writeReportSchema(w io.Writer) error { return pourText(w, report.Schema) }

func pourText(w io.Writer, text func() ([]byte, error)) error {
	b, err := text()
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
