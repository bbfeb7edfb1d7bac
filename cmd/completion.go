package cmd

import (
	"io"

	"github.com/spf13/cobra"
)

// shell is a shell that can complete cosa's command line.
type shell struct {
	name  string
	write func(root *cobra.Command, w io.Writer) error
}

// shells lists the shells with completion.
var shells = []shell{
	{"bash", func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
	{"zsh", func(root *cobra.Command, w io.Writer) error { return root.GenZshCompletion(w) }},
	{"fish", func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }},
	{"powershell", func(root *cobra.Command, w io.Writer) error { return root.GenPowerShellCompletionWithDesc(w) }},
}

func completionCommand(p *program) *cobra.Command {
	var names []string
	for _, s := range shells {
		names = append(names, s.name)
	}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write the completion script of a shell",
		Long:  "completion writes a script that completes commands, flags, rules, formats and\npolicies. SHELL is " + orList(names) + ".",
		Example: `  cosa completion bash > ~/.local/share/bash-completion/completions/cosa
  cosa completion powershell | Out-String | Invoke-Expression`,
		Args:              arguments(1, 1, "a shell: "+orList(names)),
		ValidArgsFunction: cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(c *cobra.Command, args []string) error {
			if err := choice("shell", args[0], names); err != nil {
				return err
			}
			for _, s := range shells {
				if s.name == args[0] {
					return cannotWrite("standard output", s.write(c.Root(), p.Out))
				}
			}
			return nil
		},
	}
}
