package cmd

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/certs"
	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/mobileplans/endpoint"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

// getBalanceCheckOptions are the choices of cosa getbalance check.
type getBalanceCheckOptions struct {
	files []string
	input inputFlags
	url   string
	sims  askedSIMs

	location         string
	cert, key, ca    string
	clientCA, issuer string // an authority that the endpoint trusts, and its key
	credentials      credentialFlags
	timeout, wait    time.Duration
	rate             float64
	rateGiven        bool

	cases, skip []string
	list        bool
	formats     []string
	output      string

	load    bool
	loading loadFlags
}

// documentedRate is how many requests a second an endpoint must bear.
const documentedRate = load.DocumentedRate

func getBalanceCheckCommand(p *program) *cobra.Command {
	var o getBalanceCheckOptions
	c := &cobra.Command{
		Use:   "check [flags] --url BASE [FILE...]",
		Short: "Check a GetBalance endpoint against the documentation",
		Long: `check asks an operator's GetBalance endpoint for balances, rightly and wrongly, and
says case by case whether it answers as Microsoft's documentation demands. BASE
is the part of its address before /sims. The SIMs are those at the ends and in the
middle of the ICCID ranges of FILE, a submission, or those of --iccid; one that the
endpoint knows is enough, and what needs more, such as a SIM with two balances for
limit-one, is skipped and says so.

Certificates that are to be refused are made for the run. With the key of an
authority that the endpoint trusts (--client-ca, --client-ca-key) they differ from a
good one in a single respect, so that an expired one is told from an untrusted one.

An endpoint that answers 429 is left alone for as long as it says; where that is
more than five minutes in all, the rest is skipped. No credentials stand in a
report. The exit code is 1 where a case fails or is left out for that, and 3 where
there is no endpoint to check.

With --load it asks for balances as the documentation's load test does, and for
nothing else: 1,000 SIMs of the submission, or those of --iccid, in turns, 3
requests a second for an hour. 99.9 % must succeed, with a mean of 400 ms at most.
No more requests than --rate are ever sent in a second. Ctrl-C ends it with the
figures so far, and the exit code 130.

` + filesHelp,
		Example: `  cosa getbalance check --url https://mobileplans.contoso.example/v1 --cert client.pem --key client.key submission.xlsx
  cosa getbalance check --url https://127.0.0.1:8443 --ca certs/ca.pem --cert certs/client.pem --key certs/client.key --iccid 8900100000000000001=MODIRECTPAYG
  cosa getbalance check --url https://127.0.0.1:8443 --ca certs/ca.pem --iccid 8900100000000000001 --case sim-unknown,certificate-none -f junit -o getbalance.xml
  cosa getbalance check --load --i-operate-this-endpoint --url https://mobileplans.contoso.example/v1 --cert client.pem --key client.key submission.xlsx
  cosa getbalance check --list`,
		RunE: func(c *cobra.Command, args []string) error {
			o.files = args
			o.rateGiven = c.Flags().Changed("rate")
			if err := checkLoadFlags(o.load, c.Flags()); err != nil {
				return err
			}
			return p.getBalanceCheck(o)
		},
	}
	flags := c.Flags()
	flags.StringVar(&o.url, "url", "", "address of the endpoint, `BASE`, the part before /sims")
	o.sims.register(c)
	flags.StringVar(&o.location, "location", "US", "ask for balances in `CODE`, a country or region")
	flags.StringVar(&o.cert, "cert", "", "client certificate, in `FILE` (PEM)")
	flags.StringVar(&o.key, "key", "", "its key, in `FILE` (PEM)")
	flags.StringVar(&o.ca, "ca", "", "authorities that the endpoint's certificate may be of, in `FILE` (PEM; default: the system's)")
	flags.StringVar(&o.clientCA, "client-ca", "", "an authority whose client certificates the endpoint takes, in `FILE` (PEM)")
	flags.StringVar(&o.issuer, "client-ca-key", "", "its key, in `FILE` (PEM), to issue certificates that are to be refused")
	o.credentials.register(c)
	flags.DurationVar(&o.timeout, "timeout", getbalance.DefaultTimeout, "wait for the whole of an answer as long as `TIME`, such as 5s")
	flags.DurationVar(&o.wait, "wait", 0, "wait for an endpoint that has just been started, for `TIME` at most, such as 30s")
	flags.Float64Var(&o.rate, "rate", documentedRate, "send at most `N` requests a second; 0 is any number, as it is for this machine by default without --load")
	flags.StringSliceVar(&o.cases, "case", nil, "check `ID,...` alone")
	flags.StringSliceVar(&o.skip, "skip", nil, "leave `ID,...` out")
	flags.BoolVar(&o.list, "list", false, "list the cases and check nothing")
	flags.BoolVar(&o.load, "load", false, "put the endpoint under the documented load instead")
	o.loading.register(c)
	flags.StringArrayVarP(&o.formats, "format", "f", nil, "`FORMAT` of the report: "+orList(getBalanceFormats())+" (default "+getBalanceFormats()[0]+"); may be repeated as FORMAT=FILE")
	flags.StringVarP(&o.output, "output", "o", "", "write the report to `FILE`")
	complete(c, "format", getBalanceFormats())
	complete(c, "case", conform.CaseIDs())
	complete(c, "skip", conform.CaseIDs())
	o.input.register(c)
	return c
}

func (p *program) getBalanceCheck(o getBalanceCheckOptions) error {
	for _, id := range slices.Concat(o.cases, o.skip) {
		if err := choice("case", id, conform.CaseIDs()); err != nil {
			return err
		}
	}
	if !o.load && !slices.ContainsFunc(conform.Cases(), func(c conform.Case) bool { return !o.left(&c) }) {
		return usagef("--skip leaves out every case of --case; no case is left to check")
	}
	outs, err := formatOutputs(o.formats, o.output, getBalanceFormats())
	if err != nil {
		return err
	}
	for _, out := range outs {
		if err := refuseInput(out.path, namedInputs(o.ca, o.cert, o.key, o.clientCA, o.issuer, o.credentials.passwordFile)); err != nil {
			return err
		}
	}
	if o.list {
		return p.put(output{path: outs[0].path, write: o.writeCases})
	}
	for _, out := range outs {
		if err := p.checkWritable(out.path); err != nil {
			return err
		}
	}
	options, err := p.conformOptions(&o)
	if err != nil {
		return err
	}
	var l *loaded
	if len(o.files) > 0 {
		if l, err = p.load(o.files, o.input, false); err != nil {
			return err
		}
		for _, out := range outs {
			if err := refuseInput(out.path, l.inputs); err != nil {
				return err
			}
		}
	}
	notes, err := o.sims.read(&options.SIMs, l)
	if err != nil {
		return err
	}
	var r *conform.Report
	if o.load {
		r, err = p.getBalanceLoad(&o, &options)
	} else {
		done := p.working("checking " + options.Base.Host)
		r, err = conform.Run(context.Background(), options)
		done()
	}
	if err != nil {
		return err
	}
	r.Notes = append(r.Notes, notes...)
	if err := p.writeConformity(outs, r); err != nil {
		return err
	}
	if r.Load != nil && r.Load.Interrupted {
		p.note("interrupted; the figures are of what was answered until then")
		return errInterrupted
	}
	if n := r.Count(conform.Skipped); n == len(r.Results) {
		p.say("cosa: no case could be judged: the report says what each of them needs")
		return errFindings
	}
	if r.Stopped != "" {
		p.say("cosa: the check is not complete: %s; run it again then", strings.TrimPrefix(r.Stopped, "not asked, since "))
		return errFindings
	}
	if r.Count(conform.Failed) > 0 {
		return errFindings
	}
	return nil
}

// conformOptions reads what the flags say of the endpoint.
func (p *program) conformOptions(o *getBalanceCheckOptions) (conform.Options, error) {
	c := conform.Options{Location: o.location, Timeout: o.timeout, Rate: o.rate, Now: p.Now, Skip: o.left}
	if o.url == "" {
		return c, usagef("name the endpoint with --url BASE; cosa getbalance serve is one to try it with")
	}
	var err error
	if c.Base, err = getbalance.ParseBase(o.url); err != nil {
		return c, usagef("--url: %w", err)
	}
	if o.load {
		if err := o.loading.check(c.Base.Hostname(), o.rate); err != nil {
			return c, err
		}
	}
	switch {
	case o.timeout <= 0:
		return c, usagef("--timeout %s: want more than nothing, as in 5s", o.timeout)
	case o.wait < 0:
		return c, usagef("--wait %s: want a time such as 30s", o.wait)
	case !(o.rate >= 0): // which NaN is not
		return c, usagef("--rate %g: want 0 or more requests a second", o.rate)
	case !endpoint.IsLocation(o.location):
		return c, usagef("--location %q is no code of a country or region, two capital letters as in US", o.location)
	case len(o.files) == 0 && len(o.sims.known)+len(o.sims.zero) == 0:
		return c, usagef("name a SIM that the endpoint knows with --iccid N, or a submission with the ranges of SIMs")
	}
	awaitEndpoint(c.Base, o.wait) // it may be about to make the certificates
	if !o.rateGiven && getbalance.Loopback(c.Base.Hostname()) {
		c.Rate = 0
	}
	if c.Credentials, err = o.credentials.credentials(p); err != nil {
		return c, err
	}
	if c.Certificate, err = p.readPair(o.cert, o.key, [2]string{"--cert", "--key"}); err != nil {
		return c, err
	}
	if c.Roots, err = p.readPool(o.ca); err != nil {
		return c, err
	}
	certificate, key, err := p.readPairText(o.clientCA, o.issuer, [2]string{"--client-ca", "--client-ca-key"})
	if err != nil || certificate == nil {
		return c, err
	}
	if c.Issuer, err = certs.ReadAuthority(certificate, key); err != nil {
		return c, cannotPair(o.clientCA, o.issuer, err)
	}
	return c, nil
}

// left reports whether a case is left out.
func (o *getBalanceCheckOptions) left(c *conform.Case) bool {
	return len(o.cases) > 0 && !slices.Contains(o.cases, c.ID) || slices.Contains(o.skip, c.ID)
}

// writeCases lists the cases that would be checked.
func (o *getBalanceCheckOptions) writeCases(w io.Writer) error {
	cases := conform.Cases()
	if o.load {
		cases = conform.LoadCases()
	}
	for i := range cases {
		if o.left(&cases[i]) {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s\n    %s\n    %s\n", cases[i].ID, cases[i].Demand, cases[i].Source); err != nil {
			return err
		}
	}
	return nil
}

// noRanges says that a submission has nothing to draw SIMs from.
func noRanges(l *loaded) error {
	return &cosa.ReadError{
		Position: at(l.inputs[0].name), Problem: "no ICCID ranges were found to draw SIMs from",
		Hint: "give a submission with ICCID ranges, or name a SIM with --iccid",
	}
}
