package cmd

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa/form"
)

// schemaOptions are the choices of cosa schema.
type schemaOptions struct {
	of     string
	output string
}

// schemaNames lists what there is a schema of.
var schemaNames = []string{"form"}

func schemaCommand(p *program) *cobra.Command {
	var o schemaOptions
	c := &cobra.Command{
		Use:     "schema [flags]",
		Short:   "Write the JSON Schema of the YAML form",
		Long:    "schema writes the JSON Schema with which editors complete and check the YAML\nform while it is typed.",
		Example: `  cosa schema -o cosa.schema.json`,
		Args:    arguments(0, 0, ""),
		RunE:    func(*cobra.Command, []string) error { return p.schema(o) },
	}
	c.Flags().StringVar(&o.of, "of", schemaNames[0], "`WHAT` the schema describes: "+orList(schemaNames))
	c.Flags().StringVarP(&o.output, "output", "o", standardStream, "write to `FILE`")
	complete(c, "of", schemaNames)
	return c
}

func (p *program) schema(o schemaOptions) error {
	if err := choice("schema", o.of, schemaNames); err != nil {
		return err
	}
	return p.put(output{path: o.output, write: writeSchema})
}

func writeSchema(w io.Writer) error {
	schema, err := form.Schema()
	if err != nil {
		return err
	}
	_, err = w.Write(schema)
	return err
}
