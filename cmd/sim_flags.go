package cmd

import (
	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa/match"
)

// simFlag is what a flag says of the SIM.
type simFlag struct {
	field *match.Field
	text  string
	given bool
}

// simFlags gives a command the flags that describe a SIM.
func simFlags(c *cobra.Command) []simFlag {
	fields, flags := match.Fields(), c.Flags()
	sim := make([]simFlag, len(fields))
	for i := range fields {
		sim[i].field = &fields[i]
		flags.StringVar(&sim[i].text, fields[i].Flag, "", fields[i].Name+" of the SIM: "+fields[i].Help)
		if fields[i].Flag == "esim-prov" {
			flags.Lookup(fields[i].Flag).NoOptDefVal = "true"
		}
	}
	return sim
}

// tellGiven notes which of the flags the command line has: a blank value says
// something else than none.
func tellGiven(sim []simFlag, c *cobra.Command) {
	for i := range sim {
		sim[i].given = c.Flags().Changed(sim[i].field.Flag)
	}
}
