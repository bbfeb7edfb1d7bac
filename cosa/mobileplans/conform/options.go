package conform

import (
	"crypto/tls"
	"crypto/x509"
	"net/url"
	"time"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/certs"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// Options say what is checked, and with what.
type Options struct {
	Base        *url.URL // see [getbalance.ParseBase]
	Roots       *x509.CertPool
	Certificate *tls.Certificate        // of the client; nil for none
	Issuer      *certs.Authority        // one that the endpoint trusts; nil where its key is not at hand
	Credentials *getbalance.Credentials // nil for none
	Timeout     time.Duration           // for each answer
	Rate        float64                 // requests a second, 0 for any number
	Location    string                  // where balances are asked for, such as US
	SIMs        SIMs
	Now         func() time.Time // the clock
	Skip        func(c *Case) bool
	Progress    func(done, all int) // told of each case; may be nil
}

// SIMs are those that requests ask for.
type SIMs struct {
	Known   []KnownSIM   // the endpoint has them
	Zero    []string     // ... and no balance is left on these
	Unknown string       // the endpoint does not have it; "" to make one
	Ranges  []cosa.Range // of the submission, sorted
	// NoRanges says why there are none, "" where no submission was given.
	NoRanges string
}

// KnownSIM is a SIM that the endpoint has.
type KnownSIM struct {
	ICCID string
	Type  string // that it is to be answered with, "" for any
}

// mostWait bounds how long a run does as Retry-After says, in all.
const mostWait = 5 * time.Minute

// mostRepeats bounds how often a request is repeated after 429.
const mostRepeats = 3

// mostSilent bounds the requests in a row that are not answered in time, before
// no more are sent.
const mostSilent = 5
