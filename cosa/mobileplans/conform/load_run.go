package conform

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/url"
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

// LoadOptions say what load an endpoint is put under, and with what.
type LoadOptions struct {
	Base        *url.URL // see [getbalance.ParseBase]
	Roots       *x509.CertPool
	Certificate *tls.Certificate        // of the client; nil for none
	Credentials *getbalance.Credentials // nil for none
	Timeout     time.Duration           // for each answer
	Location    string                  // where balances are asked for, such as US
	SIMs        SIMs                    // those that are known, or ranges to draw from
	Rate        float64                 // requests a second, at most
	Duration    time.Duration
	Clock       load.Clock
	Progress    func(load.Progress) // told of each request; may be nil
}

// RunLoad puts an endpoint under load and judges the figures. One request before
// it, which does not count, finds out whether there is an endpoint. When the
// context ends, the report is about what there was until then. The error is an
// [UnreachableError], or that of the context where it ends before the load begins.
func RunLoad(ctx context.Context, o LoadOptions) (*Report, error) {
	client := getbalance.NewClient(getbalance.Options{
		Base: o.Base, Roots: o.Roots, Certificate: o.Certificate, Credentials: o.Credentials, Timeout: o.Timeout, KeepAlive: true,
	})
	defer client.Close()
	sims := o.SIMs.load()
	first := Trace{Exchange: client.Do(ctx, getbalance.Basic(sims[0].ICCID, o.Location))}
	if first.Outcome == getbalance.Interrupted {
		return nil, ctx.Err()
	}
	if err := unreachable(first, o.Base, o.Certificate); err != nil {
		return nil, err
	}
	f := load.Run(ctx, load.Options{
		Do: client.Do, SIMs: sims, Location: o.Location, Rate: o.Rate, Duration: o.Duration, Clock: o.Clock, Progress: o.Progress,
	})
	hidden := getbalance.Hide(o.Credentials)
	for i := range f.Failures {
		f.Failures[i].Why = hidden.In(f.Failures[i].Why)
	}
	return &Report{URL: o.Base.String(), Results: judgeLoad(f), Notes: loadNotes(f), Load: f}, nil
}

// load lists the SIMs of a load: those that are named, or else some of the
// ranges.
func (s *SIMs) load() []load.SIM {
	var sims []load.SIM
	for _, known := range s.Known {
		sims = append(sims, load.SIM{ICCID: known.ICCID, Known: true, Type: known.Type})
	}
	for _, iccid := range s.Zero {
		sims = append(sims, load.SIM{ICCID: iccid, Known: true})
	}
	if len(sims) > 0 {
		return sims
	}
	return load.Draw(s.Ranges, load.DocumentedSIMs)
}

// unreachable returns an error where a request found nothing to judge.
func unreachable(t Trace, base *url.URL, certificate *tls.Certificate) error {
	// The alert of a refused handshake may get lost when the connection is closed.
	refusedUs := certificate == nil && (t.Outcome == getbalance.Refused || t.Outcome == getbalance.Closed)
	if t.Outcome.Reached() && !refusedUs {
		return nil
	}
	return &UnreachableError{base.String(), t.Outcome, t.ShownFailure(), t.Outcome.Hint()}
}
