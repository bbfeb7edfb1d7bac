package cmd

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa/mobileplans/garden"
)

// gardenOptions are the choices of cosa walled-garden.
type gardenOptions struct {
	files      []string
	input      inputFlags
	allowlist  string // "" to list what is needed
	portal     string
	getBalance string
	format     string
	output     string
}

// gardenOutcome is what cosa walled-garden has to tell.
type gardenOutcome struct {
	needed   []garden.Host
	compared bool // with an allowlist
	names    int  // that the allowlist holds
	gaps     []garden.Gap
	old      []garden.Host // allowed, but demanded by older documentation only
	problems []garden.Problem
	notes    []string
}

func gardenFormatNames() []string {
	names := []string{"text"}
	for _, f := range garden.Formats() {
		names = append(names, f.Name)
	}
	return append(names, "json")
}

func walledGardenCommand(p *program) *cobra.Command {
	var o gardenOptions
	names := gardenFormatNames()
	help := ""
	for _, f := range garden.Formats() {
		help += fmt.Sprintf("\n  %-8s %s", f.Name, f.Means)
	}
	c := &cobra.Command{
		Use:   "walled-garden [flags] [FILE...]",
		Short: "List the hosts that must be reachable without a balance, or what a firewall's list lacks",
		Long: `walled-garden lists the hosts that a device must reach, by name, when the balance is
used up: those of the documentation, the portal (--portal), the GetBalance service
(--getbalance) and those that a submission FILE names. With --allowlist it reads what
a firewall lets through (names, wildcards, URLs, and the lines of dnsmasq and squid)
and lists what is missing; addresses and ranges of addresses are findings, since the
walled garden works by names.

The exit code is 1 where something is missing, an address stands in the list, or a
URL of the submission names no host that a firewall takes.

Formats for firewalls:` + help + `

` + filesHelp,
		Example: `  cosa walled-garden --portal https://portal.contoso.example/ --getbalance https://api.contoso.example/v1 -f squid
  cosa walled-garden submission.yaml --allowlist hosts.txt
  cosa walled-garden --allowlist /etc/dnsmasq.d/garden.conf -f dnsmasq -o missing.conf`,
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return p.walledGarden(o)
		},
	}
	flags := c.Flags()
	flags.StringVar(&o.allowlist, "allowlist", "", "`FILE` of what the firewall lets through; - is standard input")
	flags.StringVar(&o.portal, "portal", "", "`URL` of the operator's portal")
	flags.StringVar(&o.getBalance, "getbalance", "", "`URL` of the operator's GetBalance service")
	flags.StringVarP(&o.format, "format", "f", names[0], "`FORMAT`: "+orList(names))
	flags.StringVarP(&o.output, "output", "o", standardStream, "write to `FILE`")
	complete(c, "format", names)
	o.input.register(c)
	return c
}

func (p *program) walledGarden(o gardenOptions) error {
	if err := choice("format", o.format, gardenFormatNames()); err != nil {
		return err
	}
	if o.allowlist == standardStream && slices.Contains(o.files, standardStream) {
		return usagef("standard input cannot be a submission and an allowlist at once")
	}
	found, err := p.neededHosts(o)
	if err != nil {
		return err
	}
	if o.allowlist != "" {
		var list *garden.Allowlist
		err := p.stream(o.allowlist, o.output, func(name string, r io.Reader) error {
			var err error
			list, err = garden.ReadAllowlist(name, r)
			return err
		})
		if err != nil {
			return err
		}
		found.compared, found.names = true, list.Names
		found.problems = append(found.problems, list.Problems...)
		found.gaps, found.old = garden.Compare(found.needed, list), garden.Allowed(found.needed, list)
	}
	if err := p.put(output{path: o.output, write: func(w io.Writer) error { return found.write(w, o.format, p.global.quiet) }}); err != nil {
		return err
	}
	if o.format != "text" && o.format != "json" { // what a firewall reads has no place for these
		for _, problem := range found.problems {
			p.say("%s: %s; %s", problem.Position, problem.Message, problem.Hint)
		}
		for _, note := range found.notes {
			p.note("note: %s", note)
		}
	}
	if len(found.gaps)+len(found.problems) > 0 {
		return errFindings
	}
	return nil
}

// flagOfHost is a flag that names a host of the operator, and the source of
// such a host in a submission.
type flagOfHost struct{ flag, url, source, inFile, what string }

// neededHosts gathers what must be reachable.
func (p *program) neededHosts(o gardenOptions) (*gardenOutcome, error) {
	found := &gardenOutcome{gaps: []garden.Gap{}, old: []garden.Host{}, notes: []string{}}
	var own []garden.Host
	var missing []flagOfHost
	for _, given := range [...]flagOfHost{
		{"--portal", o.portal, "portal", garden.PortalSource, "the portal"},
		{"--getbalance", o.getBalance, "GetBalance", garden.GetBalanceSource, "the GetBalance service"},
	} {
		if given.url == "" {
			missing = append(missing, given)
			continue
		}
		h, err := garden.HostOf(given.url, given.source)
		if err != nil {
			return nil, usagef("%s: %w", given.flag, err)
		}
		if !h.HTTPS {
			return nil, usagef("%s: %s is reached over https only", given.flag, given.what)
		}
		own = garden.Add(own, h)
	}
	if len(o.files) > 0 {
		l, err := p.load(o.files, o.input, false)
		if err != nil {
			return nil, err
		}
		if err := refuseInput(o.output, l.inputs); err != nil {
			return nil, err
		}
		found.notes = append(found.notes, l.notes...)
		hosts, problems := garden.HostsOf(l.submission)
		found.problems = problems
		for _, h := range hosts {
			own = garden.Add(own, h)
		}
	}
	for _, given := range missing {
		named := slices.ContainsFunc(own, func(h garden.Host) bool { return strings.HasPrefix(h.Source, given.inFile) }) ||
			slices.ContainsFunc(found.problems, func(x garden.Problem) bool { return strings.HasPrefix(x.Source, given.inFile) })
		if !named {
			found.notes = append(found.notes, fmt.Sprintf("the host of %s must be reachable too; name it with %s", given.what, given.flag))
		}
	}
	found.needed = slices.Clone(own)
	for _, h := range garden.Hosts() {
		found.needed = garden.Add(found.needed, h)
	}
	return found, nil
}
