package cmd

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

// loadFlags are those of a load alone.
type loadFlags struct {
	duration time.Duration
	operates bool
}

const (
	durationFlag = "duration"
	operatesFlag = "i-operate-this-endpoint"
)

// notOfLoad are the flags of a check that mean nothing for a load.
var notOfLoad = []string{"case", "skip", "client-ca", "client-ca-key", "unknown-iccid"}

func (f *loadFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.DurationVar(&f.duration, durationFlag, load.DocumentedDuration, "with --load: let it last `TIME`, such as 10m, at most an hour")
	flags.BoolVar(&f.operates, operatesFlag, false, "with --load: say that the endpoint is yours to put under load, if it is not on this machine")
}

// checkLoadFlags refuses flags that go with a load, or do not.
func checkLoadFlags(loads bool, given *pflag.FlagSet) (err error) {
	given.Visit(func(f *pflag.Flag) {
		switch {
		case err != nil:
		case loads && slices.Contains(notOfLoad, f.Name):
			err = usagef("--%s is of a check; leave it out, or leave --load out", f.Name)
		case !loads && (f.Name == durationFlag || f.Name == operatesFlag):
			err = usagef("--%s goes with --load", f.Name)
		}
	})
	return err
}

// mostLocalRate bounds the requests a second to an endpoint on this machine.
const mostLocalRate = 1000

// check refuses a load before anything is sent.
func (f *loadFlags) check(host string, rate float64) error {
	local := getbalance.Loopback(host)
	switch {
	case !local && !f.operates:
		return usagef("--load sends many requests, and %q is not on this machine; say with --%s that its operator agrees", host, operatesFlag)
	case !(rate > 0):
		return usagef("--rate %g: a load needs more than 0 requests a second", rate)
	case !local && rate > load.DocumentedRate:
		return usagef("--rate %g: the documented load has %g requests a second, and no more are sent to an endpoint that is not on this machine", rate, load.DocumentedRate)
	case rate > mostLocalRate:
		return usagef("--rate %g: want %d requests a second at most", rate, mostLocalRate)
	case f.duration <= 0 || f.duration > load.DocumentedDuration:
		return usagef("--%s %s: want more than nothing and at most %s, as in 10m", durationFlag, f.duration, load.DocumentedDuration)
	case load.Slots(rate, f.duration) == 0:
		return usagef("--%s %s: no request would be sent at %g a second", durationFlag, f.duration, rate)
	}
	return nil
}

// getBalanceLoad puts the endpoint under load until that is over or the user
// ends it.
func (p *program) getBalanceLoad(o *getBalanceCheckOptions, c *conform.Options) (*conform.Report, error) {
	ctx, ended := p.untilInterrupted()
	defer ended()
	done := p.working("load on " + c.Base.Host)
	defer done()
	watched := p.work.Load()
	r, err := conform.RunLoad(ctx, conform.LoadOptions{
		Base: c.Base, Roots: c.Roots, Certificate: c.Certificate, Credentials: c.Credentials, Timeout: c.Timeout, Location: c.Location,
		SIMs: c.SIMs, Rate: o.rate, Duration: o.loading.duration, Clock: load.SystemClock(),
		Progress: func(g load.Progress) {
			watched.tell(g.Due, g.Slots, fmt.Sprintf("%s of %s, %s failed, mean %d ms", grouped(g.Due), grouped(g.Slots), grouped(g.Failed), g.Mean.Milliseconds()))
		},
	})
	if err != nil && ctx.Err() != nil {
		p.note("interrupted before the load began")
		return nil, errInterrupted
	}
	return r, err
}
