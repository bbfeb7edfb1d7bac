package cmd

import (
	"errors"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cosakit/cosa/cosa"
)

// program is what the commands share.
type program struct {
	Streams
	global     globalOptions
	unfinished unfinished
	work       atomic.Pointer[work]   // what takes time just now, nil where nobody watches
	ending     atomic.Pointer[func()] // asks the command to end by itself, nil where it does not do that
}

// globalOptions are the flags of every command.
type globalOptions struct {
	config     string
	noConfig   bool
	color      string
	quiet      bool
	noProgress bool
	jobs       numberFlag // processors to use, 0 for all
}

// commands lists the constructors of the commands in the order of the help.
var commands = []func(*program) *cobra.Command{
	validateCommand,
	fixCommand,
	exportCommand,
	packCommand,
	convertCommand,
	generateCommand,
	rulesCommand,
	matchCommand,
	rangesCommand,
	diffCommand,
	getBalanceCommand,
	flyoutCommand,
	portalCommand,
	walledGardenCommand,
	initCommand,
	schemaCommand,
	completionCommand,
}

// colorModes are the values of --color.
var colorModes = []string{"auto", "always", "never"}

// releaseVersion is set by the linker in released binaries.
var releaseVersion string

// version is the program's version: the linker's, or that of the module.
func version() string {
	if releaseVersion != "" {
		return releaseVersion
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func (p *program) execute(args []string) error {
	root := p.root()
	root.SetArgs(args)
	return root.Execute()
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "cosa",
		Short: "Check and write COSA/APN submissions for Windows",
		Long: `cosa checks the settings of mobile operators for Windows (COSA/APN submissions)
in workbooks, CSV, YAML and JSON, and writes a workbook that is ready to submit.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong use or
configuration, 3 a file cannot be read or written.`,
		Example: `  cosa init
  cosa validate submission.yaml
  cosa export submission.yaml -o submission.xlsx`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          func(c *cobra.Command, args []string) error { return unknownCommand(c, args) },
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if jobs := p.global.jobs.int(); jobs > 0 {
				runtime.GOMAXPROCS(jobs) // all that works side by side goes by it
			}
			return choice("--color", p.global.color, colorModes)
		},
	}
	root.SetVersionTemplate("cosa {{.Version}}\n")
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(helpCommand())
	flags := root.PersistentFlags()
	flags.StringVar(&p.global.config, "config", "", "read the configuration `FILE` (default: "+configName+", found upward from the working directory)")
	flags.BoolVar(&p.global.noConfig, "no-config", false, "use no configuration file")
	flags.StringVar(&p.global.color, "color", "auto", "`WHEN` to use colours: "+orList(colorModes))
	flags.BoolVarP(&p.global.quiet, "quiet", "q", false, "findings, what was not evaluated, and errors only")
	flags.BoolVar(&p.global.noProgress, "no-progress", false, "show no progress")
	p.global.jobs.register(flags, "jobs", "j", 0, "use at most `N` processors (default: all)")
	complete(root, "color", colorModes)
	for _, construct := range commands {
		c := construct(p)
		c.DisableFlagsInUseLine = true
		root.AddCommand(c)
	}
	return root
}

// choice returns an error if value is not among known.
func choice(what, value string, known []string) error {
	if slices.Contains(known, value) {
		return nil
	}
	if near := cosa.Nearest(value, known); near != "" {
		return usagef("unknown %s %q, did you mean %q?", what, value, near)
	}
	return usagef("unknown %s %q; known are %s", what, value, strings.Join(known, ", "))
}

func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			names = append(names, sub.Name())
		}
	}
	return choice("command", args[0], names)
}

// flagError makes a usage error of what the flag parser says and suggests the
// nearest flag for an unknown one.
func flagError(c *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var blank *pflag.ValueRequiredError
	if errors.As(err, &blank) {
		_, usage := pflag.UnquoteUsage(blank.GetFlag())
		return usagef("--%s needs a value: %s", blank.GetFlag().Name, usage)
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		cause := invalid.Unwrap()
		switch invalid.GetFlag().Value.Type() {
		case "bool":
			cause = errors.New("want true or false, or the flag alone")
		case "int", "uint", "int64", "uint64":
			cause = errors.New("want a whole number")
		case "duration":
			cause = errors.New("want a duration, such as 30s or 5m")
		}
		return usagef("--%s %q: %w", invalid.GetFlag().Name, invalid.GetValue(), cause)
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return usagef("%w; see %s --help", err, c.CommandPath())
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := cosa.Nearest(unknown.GetSpecifiedName(), names); near != "" {
		return usagef("unknown flag --%s, did you mean --%s?", unknown.GetSpecifiedName(), near)
	}
	return usagef("unknown flag --%s; see %s --help", unknown.GetSpecifiedName(), c.CommandPath())
}

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || about == c.Root() && len(rest) > 0 {
				return unknownCommand(c.Root(), args)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// complete offers the values of a flag to the shell.
func complete(c *cobra.Command, flag string, values []string) {
	if err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag does not exist: a fault of the constructor
	}
}

// arguments returns a check that there are between least and most arguments;
// most < 0 is any number.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("%s needs %s; see %s --help", c.CommandPath(), what, c.CommandPath())
		case most >= 0 && len(args) > most:
			return usagef("%s takes no argument %q; see %s --help", c.CommandPath(), args[most], c.CommandPath())
		}
		return nil
	}
}
