package getbalance

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans"
)

const (
	// connectTimeout bounds how long the network and the handshake may take.
	connectTimeout = 10 * time.Second
	// DefaultTimeout bounds how long an endpoint may take for an answer.
	DefaultTimeout = 10 * time.Second
	// idleTimeout is how long a connection waits for the next request: less than
	// endpoints do, so that they close none on which one is on its way.
	idleTimeout = 2 * time.Second
	// mostIdle bounds the connections that wait.
	mostIdle = 32
	// mostBody bounds the body that is read, in bytes. An answer has a few hundred.
	mostBody = 1 << 20
	// mostHeader bounds the header that is read, in bytes.
	mostHeader = 1 << 16
)

// errLate ends an exchange that takes too long.
var errLate = errors.New("no whole answer")

// Credentials are those of basic authorization.
type Credentials struct{ User, Password string }

// Options say how an endpoint is spoken to.
type Options struct {
	Base        *url.URL         // see [ParseBase]
	Roots       *x509.CertPool   // nil for those of the system
	Certificate *tls.Certificate // of the client; nil for none
	Credentials *Credentials     // nil for none
	Secret      *Credentials     // masked too, since the endpoint knows them; nil for none
	Timeout     time.Duration    // from the connection to the answer's last byte; 0 for DefaultTimeout
	// KeepAlive lets requests share connections, as a load does. A request is sent
	// once, also where its connection breaks.
	KeepAlive bool
}

// Client sends requests. Its methods may be called side by side.
type Client struct {
	options Options
	hidden  Hidden
	client  http.Client
}

// NewClient returns a client of an endpoint. It follows no redirect.
func NewClient(o Options) *Client {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	config := &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12}
	if o.Certificate != nil {
		// Whatever the endpoint says it accepts: what it does is to be seen.
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return o.Certificate, nil }
	}
	return &Client{options: o, hidden: Hide(o.Credentials, o.Secret), client: http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:           http.ProxyFromEnvironment,
			DialContext:     (&net.Dialer{Timeout: connectTimeout}).DialContext,
			TLSClientConfig: config, TLSHandshakeTimeout: connectTimeout,
			MaxResponseHeaderBytes: mostHeader,
			DisableKeepAlives:      !o.KeepAlive, DisableCompression: true,
			IdleConnTimeout: idleTimeout, MaxIdleConnsPerHost: mostIdle,
		},
	}}
}

// Close closes connections that are not in use.
func (c *Client) Close() { c.client.CloseIdleConnections() }

// Do sends a request. What goes wrong is told by the exchange.
func (c *Client) Do(ctx context.Context, request Request) *Exchange {
	return c.send(ctx, request, request.URL(c.options.Base))
}

// DoPlain sends a request to the same host and port in plain http. Credentials
// stay at home.
func (c *Client) DoPlain(ctx context.Context, request Request) *Exchange {
	base := *c.options.Base
	base.Scheme = "http"
	if base.Port() == "" {
		base.Host = net.JoinHostPort(base.Hostname(), "443")
	}
	without := Client{options: c.options, hidden: c.hidden, client: c.client}
	without.options.Credentials = nil
	return without.send(ctx, request, request.URL(&base))
}

func (c *Client) send(ctx context.Context, request Request, address *url.URL) *Exchange {
	e := &Exchange{Method: http.MethodGet, URL: address.String(), Request: request, hidden: c.hidden}
	sent, err := http.NewRequest(http.MethodGet, address.String(), nil)
	if err != nil {
		e.Outcome, e.Failure = Broken, err.Error()
		return e
	}
	sent.Header.Set("Accept", "application/json")
	sent.Header.Set("User-Agent", "cosa")
	if request.TransactionID != "" {
		// The map, since Set writes a name its own way and the documentation another.
		sent.Header[mobileplans.HeaderTransaction] = []string{request.TransactionID}
	}
	if c.options.KeepAlive {
		// The library repeats a request without a body where a shared connection
		// breaks, beside the pace of a load and with a transaction that was used. It
		// cannot repeat a body, and sends none where it is empty.
		sent.Body = io.NopCloser(strings.NewReader(""))
	}
	if c.options.Credentials != nil {
		sent.SetBasicAuth(c.options.Credentials.User, c.options.Credentials.Password)
	}
	e.header = sent.Header.Clone()
	bounded, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	// The clock starts with the connection: that there is none is another fault.
	var late *time.Timer
	bounded = httptrace.WithClientTrace(bounded, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) {
		if late != nil {
			late.Stop() // the connection is not the first one
		}
		late = time.AfterFunc(c.options.Timeout, func() { cancel(errLate) })
	}})
	begun := time.Now()
	response, err := c.client.Do(sent.WithContext(bounded))
	if err == nil {
		e.Status, e.Protocol, e.Header = response.StatusCode, response.Proto, response.Header
		e.Body, err = io.ReadAll(io.LimitReader(response.Body, mostBody+1))
		_ = response.Body.Close() // all of it that counts has been read
	}
	e.Elapsed = time.Since(begun)
	if late != nil {
		late.Stop()
	}
	if len(e.Body) > mostBody {
		e.Body, e.Truncated = e.Body[:mostBody], true
	}
	switch {
	case err == nil:
	case ctx.Err() == nil && errors.Is(context.Cause(bounded), errLate):
		e.Outcome, e.Failure = TimedOut, fmt.Sprintf("%s within %s", errLate, c.options.Timeout)
	default:
		e.Outcome, e.Failure = outcomeOf(ctx, err)
	}
	return e
}
