package cmd

import (
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa/match"
)

// matchOptions are the choices of cosa match.
type matchOptions struct {
	files    []string
	input    inputFlags
	sim      []simFlag
	fixtures string // file of fixtures, "" for none
	sims     string // file of SIMs, "" for none
	format   string // "" for the first of those that apply
	output   string
	all      bool
}

// matchMode is a way to use cosa match, with its formats; the first is the
// default.
type matchMode struct {
	formats []string
	run     func(p *program, o matchOptions, l *loaded) error
}

var (
	matchOne      = matchMode{[]string{"text", "json"}, (*program).matchOne}
	matchFixtures = matchMode{[]string{"text", "json", "junit"}, (*program).matchFixtures}
	matchSIMs     = matchMode{[]string{"csv"}, (*program).matchSIMs}
)

func matchCommand(p *program) *cobra.Command {
	var o matchOptions
	c := &cobra.Command{
		Use:   "match [flags] FILE...",
		Short: "Tell which profile Windows applies to a SIM, and why the others lose",
		Long: `match finds the profile whose target states the most identifiers among those that
hold for a SIM, and says why each other profile loses and what "View my account"
does. Files may be submissions and databases; a profile of a database that a
submission speaks of is replaced by it.

With --fixtures it checks a list of SIMs against the profiles they are to get:

  - name: travel SIM
    mcc: "999"
    mnc: "70"
    spn: Contoso Travel
    profile: Contoso Travel (Argentina)   # or none

With --sims it reads any number of SIMs, one ICCID a line or a table with columns
such as iccid, imsi, mcc and mnc, and writes a line of CSV for each: input,
profile, identifiers, undecided, problem. A target that cannot be judged, such as
one whose range is cut short, and that may hold for the SIM is a problem too.

The exit code is 1 where no profile matches, or a fixture fails.

` + filesHelp,
		Example: `  cosa match submission.yaml --mcc 999 --mnc 70 --iccid 8954310000000000000
  cosa match customizations.xml submission.yaml --imsi 999700000000001
  cosa match submission.yaml --fixtures sims.yaml -f junit -o sims.xml
  cosa match submission.yaml --sims sims.csv -o profiles.csv`,
		Args: arguments(1, -1, "at least one file"),
		RunE: func(c *cobra.Command, args []string) error {
			o.files = args
			tellGiven(o.sim, c)
			return p.match(o)
		},
	}
	flags := c.Flags()
	o.sim = simFlags(c)
	flags.StringVar(&o.fixtures, "fixtures", "", "check the SIMs in the YAML `FILE` against the profiles they are to get")
	flags.StringVar(&o.sims, "sims", "", "match every SIM in `FILE`, a list of ICCIDs, CSV or TSV")
	flags.StringVarP(&o.format, "format", "f", "", "`FORMAT`: "+orList(matchOne.formats)+"; with --fixtures also junit (default "+matchOne.formats[0]+"); with --sims csv")
	flags.StringVarP(&o.output, "output", "o", standardStream, "write to `FILE`")
	flags.BoolVar(&o.all, "all", false, "list every profile that loses, also those that have nothing in common with the SIM")
	complete(c, "format", matchFixtures.formats)
	o.input.register(c)
	return c
}

func (p *program) match(o matchOptions) error {
	mode, err := o.mode()
	if err != nil {
		return err
	}
	if o.format == "" {
		o.format = mode.formats[0]
	}
	if err := choice("format", o.format, mode.formats); err != nil {
		return err
	}
	l, err := p.load(o.files, o.input, false)
	if err != nil {
		return err
	}
	if err := refuseInput(o.output, l.inputs); err != nil {
		return err
	}
	if n := len(l.submission.Findings()); n > 0 {
		l.notes = append(l.notes, counted(n, "problem")+" met while reading the files, so that some targets may not count; cosa validate lists them")
	}
	return mode.run(p, o, l)
}

// mode finds what the flags ask for: one of a SIM, fixtures, and a list of
// SIMs.
func (o *matchOptions) mode() (*matchMode, error) {
	one := ""
	for _, f := range o.sim {
		if f.given {
			one = "--" + f.field.Flag
		}
	}
	switch {
	case o.fixtures != "" && o.sims != "":
		return nil, usagef("--fixtures and --sims exclude each other")
	case one != "" && o.fixtures+o.sims != "":
		return nil, usagef("%s describes one SIM, --fixtures and --sims name files of many; give one of them", one)
	case (o.fixtures == standardStream || o.sims == standardStream) && slices.Contains(o.files, standardStream):
		return nil, usagef("standard input cannot be a submission and a list of SIMs at once")
	case o.fixtures != "":
		return &matchFixtures, nil
	case o.sims != "":
		return &matchSIMs, nil
	case one == "":
		return nil, usagef("match needs a SIM: give what is known of it, as in --mcc 999 --mnc 70 --iccid 8954310000000000000, or name a file with --sims or --fixtures")
	}
	return &matchOne, nil
}

// matchOne explains which profile one SIM gets.
func (p *program) matchOne(o matchOptions, l *loaded) error {
	sim, _, err := readSIMFlags(o.sim)
	if err != nil {
		return err
	}
	r := match.New(l.submission).Match(sim)
	r.Notes = append(r.Notes, l.notes...)
	write := func(w io.Writer) error { return writeMatchText(w, &r, o.all, p.global.quiet) }
	if o.format == "json" {
		write = func(w io.Writer) error { return writeIndented(w, newJSONMatch(&r, o.all)) }
	}
	if err := p.put(output{path: o.output, write: write}); err != nil {
		return err
	}
	if r.Winner == nil {
		return errFindings
	}
	return nil
}

// grouped writes a number with commas: 1,000,000.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// counted writes how many there are of something.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}
