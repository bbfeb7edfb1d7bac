package cmd

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/flyout"
)

// flyoutOptions are the choices of cosa flyout.
type flyoutOptions struct {
	files   []string
	input   inputFlags
	sim     []simFlag
	profile string // "" for any
	balance string // "" for all
	format  string
	output  string
}

// flyouts is what cosa flyout has to tell.
type flyouts struct {
	sim     string // as a person writes it, "" where none is asked for
	none    string // why there is no profile to show, "" where a SIM is asked for or there is one
	flyouts []flyout.Flyout
	notes   []string
}

// flyoutFormats lists the formats of cosa flyout, the default first.
var flyoutFormats = []struct {
	name  string
	write func(w io.Writer, f *flyouts, quiet bool) error
}{
	{"text", writeFlyoutText},
	{"json", writeFlyoutJSON},
	{"svg", func(w io.Writer, f *flyouts, _ bool) error { return flyout.SVG(w, f.flyouts) }},
}

func flyoutFormatNames() []string {
	var names []string
	for _, f := range flyoutFormats {
		names = append(names, f.name)
	}
	return names
}

func flyoutCommand(p *program) *cobra.Command {
	var o flyoutOptions
	names := flyoutFormatNames()
	c := &cobra.Command{
		Use:   "flyout [flags] FILE...",
		Short: "Show what the network flyout of Windows shows, and what its links do",
		Long: `flyout tells for each profile, or for the one that a SIM gets, what the network
flyout of Windows shows under every answer of the operator's GetBalance service:
the name, the link and what it opens, and whether a balance stands there. Where
SupportDataMarketplace is not Yes, or DataMarketplaceRoamingUIEnabled or the ICCID
ranges are missing, Windows does not call GetBalance at all.

A SIM is described as for cosa match. Where only its ICCID is known and the
targets state more, the profiles whose ICCID ranges hold it are shown.

The exit code is 1 where there is no profile to show.

` + filesHelp,
		Example: `  cosa flyout submission.yaml
  cosa flyout submission.yaml --iccid 8954310000000000000 --balance MODIRECTPAYG
  cosa flyout customizations.xml --profile "Contoso (Argentina)" -f svg -o flyout.svg`,
		Args: arguments(1, -1, "at least one file"),
		RunE: func(c *cobra.Command, args []string) error {
			o.files = args
			tellGiven(o.sim, c)
			return p.flyout(o)
		},
	}
	flags := c.Flags()
	o.sim = simFlags(c)
	flags.StringVar(&o.profile, "profile", "", "show the profile `NAME` only, written Operator (Country)")
	flags.StringVar(&o.balance, "balance", "", "show the answer `TYPE` only: "+orList(mobileplans.BalanceTypeNames()))
	flags.StringVarP(&o.format, "format", "f", names[0], "`FORMAT`: "+orList(names))
	flags.StringVarP(&o.output, "output", "o", standardStream, "write to `FILE`")
	complete(c, "format", names)
	complete(c, "balance", mobileplans.BalanceTypeNames())
	o.input.register(c)
	return c
}

func (p *program) flyout(o flyoutOptions) error {
	if err := choice("format", o.format, flyoutFormatNames()); err != nil {
		return err
	}
	types := mobileplans.BalanceTypes()
	if o.balance != "" {
		name := strings.ToUpper(o.balance)
		if err := choice("--balance", name, mobileplans.BalanceTypeNames()); err != nil {
			return err
		}
		types = slices.DeleteFunc(types, func(t mobileplans.BalanceType) bool { return t.Name != name })
	}
	sim, given, err := readSIMFlags(o.sim)
	if err != nil {
		return err
	}
	l, err := p.load(o.files, o.input, false)
	if err != nil {
		return err
	}
	if err := refuseInput(o.output, l.inputs); err != nil {
		return err
	}
	found := flyouts{flyouts: []flyout.Flyout{}, notes: append([]string{}, l.notes...)}
	entries, err := o.profiles(l.submission)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		found.none = "there is no profile to show: the submission has none"
		if len(l.submission.Profiles()) > 0 {
			found.none = "there is no profile to show: the submission deletes all that it names"
		}
	}
	if given {
		found.sim = sim.String()
		picked, notes := flyout.Pick(l.submission, sim)
		found.notes = append(found.notes, notes...)
		entries = slices.DeleteFunc(picked, func(e cosa.Entry) bool {
			return !slices.ContainsFunc(entries, func(o cosa.Entry) bool { return o.Profile().Index == e.Profile().Index })
		})
	}
	for _, e := range entries {
		found.flyouts = append(found.flyouts, flyout.Of(e, types))
	}
	if o.balance != "" && slices.ContainsFunc(found.flyouts, func(f flyout.Flyout) bool { return !f.Asked }) {
		found.notes = append(found.notes, "--balance makes no difference where GetBalance is not called")
	}
	write := flyoutFormats[slices.Index(flyoutFormatNames(), o.format)].write
	if err := p.put(output{path: o.output, write: func(w io.Writer) error { return write(w, &found, p.global.quiet) }}); err != nil {
		return err
	}
	if len(entries) == 0 {
		if found.none != "" && o.format == "svg" { // a drawing has no place for it
			p.say("%s", found.none)
		}
		return errFindings
	}
	return nil
}

// profiles returns an entry of each profile that is asked for and not deleted.
func (o *flyoutOptions) profiles(s *cosa.Submission) ([]cosa.Entry, error) {
	var entries []cosa.Entry
	var names []string
	list := s.Profiles()
	for i := range list {
		if list[i].Deletes() {
			continue
		}
		names = append(names, list[i].Name())
		if o.profile == "" || cosa.FoldName(list[i].Name()) == cosa.FoldName(o.profile) {
			entries = append(entries, list[i].First())
		}
	}
	if o.profile == "" || len(entries) > 0 {
		return entries, nil
	}
	if near := cosa.Nearest(o.profile, names); near != "" {
		return nil, usagef("no profile is named %q, did you mean %q?", o.profile, near)
	}
	return nil, usagef("no profile is named %q; names are written Operator (Country), as in %q", o.profile, "Contoso (Argentina)")
}

// readSIMFlags reads what the flags say of a SIM; given is false where they
// say nothing.
func readSIMFlags(list []simFlag) (sim match.SIM, given bool, err error) {
	for _, f := range list {
		if !f.given {
			continue
		}
		given = true
		if strings.TrimSpace(f.text) == "" {
			return sim, true, usagef("--%s is blank; leave it out where it is not known", f.field.Flag)
		}
		if err := f.field.Set(&sim, f.text); err != nil {
			return sim, true, usagef("--%s: %w", f.field.Flag, err)
		}
	}
	return sim, given, nil
}
