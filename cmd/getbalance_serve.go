package cmd

import (
	"context"
	"fmt"
	"net"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/endpoint"
)

// getBalanceServeOptions are the choices of cosa getbalance serve.
type getBalanceServeOptions struct {
	listen      string
	balances    string
	cert, key   string
	clientCA    string
	makeCerts   string
	anySubject  bool
	busyEvery   int
	faults      []string
	credentials credentialFlags
}

func getBalanceServeCommand(p *program) *cobra.Command {
	var o getBalanceServeOptions
	c := &cobra.Command{
		Use:   "serve [flags] --balances FILE {--make-certs DIR | --cert FILE --key FILE --client-ca FILE}",
		Short: "Serve balances over mutual TLS as the documentation describes it",
		Long: `serve is an operator's GetBalance endpoint for tests. The first line of its output
tells its address; Ctrl-C ends it. What it answers is a list:

  - iccid: 8900100000000000001                       # or a range, START-END
    type: MODIRECTPAYG                               # MODIRECT, NONE, NOTSUPPORTED
    dataRemainingInMB: 123.5                         # 0 if left out
    timeRemaining: P23DT23H                          # PT0S if left out
    locations: [US, MX]                              # everywhere if left out
    id: "23445"

Items with the same iccid are several balances of one SIM; of several ranges that
hold a SIM the narrowest counts. Where a SIM has no balance in a location, the
answer is NONE with 0 and PT0S.

--make-certs writes the certificates and keys of an authority (ca), of the server
and of a client that is named as Microsoft's service is into a folder, unless they
are there, and serves with them. Without --balances it does no more than that.

Faults, for tests of tests:
` + faultHelp(),
		Example: `  cosa getbalance serve --make-certs certs --balances balances.yaml
  cosa getbalance serve --listen 127.0.0.1:8443 --balances balances.yaml --cert server.pem --key server.key --client-ca ca.pem
  cosa getbalance serve --make-certs certs --balances balances.yaml --fault no-echo`,
		Args: arguments(0, 0, ""),
		RunE: func(*cobra.Command, []string) error { return p.getBalanceServe(o) },
	}
	flags := c.Flags()
	flags.StringVar(&o.listen, "listen", "127.0.0.1:0", "serve on `HOST:PORT`; port 0 is any that is free")
	flags.StringVar(&o.balances, "balances", "", "what is answered, from the YAML `FILE`")
	flags.StringVar(&o.cert, "cert", "", "certificate of the server, in `FILE` (PEM)")
	flags.StringVar(&o.key, "key", "", "its key, in `FILE` (PEM)")
	flags.StringVar(&o.clientCA, "client-ca", "", "authorities that issue client certificates, in `FILE` (PEM)")
	flags.StringVar(&o.makeCerts, "make-certs", "", "make certificates for tests in the folder `DIR`")
	flags.BoolVar(&o.anySubject, "any-subject", false, "take client certificates whatever they are named")
	flags.IntVar(&o.busyEvery, "busy-every", 0, "answer every `N`th request with 429 and Retry-After, as an endpoint may")
	flags.StringArrayVar(&o.faults, "fault", nil, "do `NAME` wrongly; see above")
	o.credentials.register(c)
	complete(c, "fault", endpoint.FaultNames())
	return c
}

// faultHelp lists the faults.
func faultHelp() string {
	var b strings.Builder
	for _, f := range endpoint.Faults() {
		fmt.Fprintf(&b, "  %-26s %s\n", f.Name, f.Does)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (p *program) getBalanceServe(o getBalanceServeOptions) error {
	fault := ""
	for _, name := range o.faults {
		if err := choice("fault", name, endpoint.FaultNames()); err != nil {
			return err
		}
		if fault != "" && fault != name {
			return usagef("--fault %s and --fault %s: one fault at a time, so that a test that fails has one reason", fault, name)
		}
		fault = name
	}
	switch {
	case o.makeCerts != "" && o.cert+o.key+o.clientCA != "":
		return usagef("--make-certs makes what --cert, --key and --client-ca name; give either")
	case o.makeCerts == "" && o.balances == "":
		return usagef("say what to answer with --balances FILE; see cosa getbalance serve --help")
	case o.makeCerts == "" && (o.cert == "" || o.key == "" || o.clientCA == ""):
		return usagef("--cert, --key and --client-ca are needed for mutual TLS; --make-certs DIR makes them for a test")
	}
	credentials, err := o.credentials.credentials(p)
	if err != nil {
		return err
	}
	if o.busyEvery < 0 || o.busyEvery == 1 {
		return usagef("--busy-every %d: want 2 or more, or 0 for never", o.busyEvery)
	}
	if _, _, err := net.SplitHostPort(o.listen); err != nil {
		return usagef("--listen %q: want HOST:PORT, as in 127.0.0.1:8443", o.listen)
	}
	config := endpoint.Config{AnySubject: o.anySubject, Credentials: credentials, BusyEvery: o.busyEvery, Fault: fault}
	if o.balances != "" {
		if config.Balances, err = p.readBalances(o.balances); err != nil {
			return err
		}
	}
	if o.makeCerts != "" {
		files, err := p.makeCertificates(o.makeCerts, o.listen)
		if err != nil || o.balances == "" {
			return err
		}
		o.cert, o.key, o.clientCA = files.server, files.serverKey, files.authority
	}
	pair, err := p.readPair(o.cert, o.key, [2]string{"--cert", "--key"})
	if err != nil {
		return err
	}
	config.Certificate = *pair
	if config.Clients, err = p.readPool(o.clientCA); err != nil {
		return err
	}
	return p.serve(o.listen, endpoint.New(config))
}

// serve serves until the user ends it.
func (p *program) serve(address string, e *endpoint.Endpoint) error {
	ctx, done := p.untilInterrupted()
	defer done()
	var listening net.ListenConfig
	l, err := listening.Listen(context.Background(), "tcp", address)
	if err != nil {
		return &cosa.ReadError{Position: at("--listen " + address), Problem: "cannot be served on", Err: err, Hint: "port 0 takes any that is free"}
	}
	if _, err := fmt.Fprintf(p.Out, "listening on https://%s\n", asked(address, l.Addr())); err != nil {
		_ = l.Close() // nobody is told where it is
		return cannotWrite("standard output", err)
	}
	if err := e.Serve(ctx, l); err != nil {
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	}
	p.note("stopped")
	return nil
}

// asked is where a listener listens, by the name of the host that was asked for,
// which certificates are made out to.
func asked(address string, listening net.Addr) string {
	host, _, err := net.SplitHostPort(address)
	_, port, failed := net.SplitHostPort(listening.String())
	if err != nil || failed != nil || host == "" {
		return listening.String()
	}
	return net.JoinHostPort(host, port)
}
