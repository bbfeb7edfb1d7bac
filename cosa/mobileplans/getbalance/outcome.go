package getbalance

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
)

// Outcome is what became of a request.
type Outcome uint8

// The outcomes of requests.
const (
	Answered    Outcome = iota
	Refused             // the endpoint refused the handshake, with an alert
	Closed              // the endpoint closed the connection without an answer
	TimedOut            // no answer in time
	Broken              // the answer is no HTTP
	Untrusted           // the endpoint's certificate is not to be trusted
	NoTLS               // the endpoint does not speak TLS
	Unresolved          // the name of the host is not known
	Unreachable         // there is no connection
	Interrupted         // the program was told to stop
)

var outcomeNames = [...]string{
	Answered: "answered", Refused: "handshake refused", Closed: "connection closed", TimedOut: "no answer in time", Broken: "no HTTP answer",
	Untrusted: "certificate not trusted", NoTLS: "no TLS", Unresolved: "unknown host", Unreachable: "no connection", Interrupted: "interrupted",
}

// String says what became of the request.
func (o Outcome) String() string { return outcomeNames[o] }

// Reached reports whether the endpoint was spoken to at all: that it refused
// to go on is its answer then.
func (o Outcome) Reached() bool { return o <= Broken }

// outcomeOf tells errors apart. text is what the system says.
func outcomeOf(ctx context.Context, err error) (o Outcome, text string) {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	text = err.Error()
	var name *net.DNSError
	var operation *net.OpError
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var slow net.Error
	isOperation := errors.As(err, &operation)
	switch {
	case ctx.Err() != nil:
		return Interrupted, text
	case errors.As(err, &name):
		return Unresolved, name.Error()
	case isOperation && operation.Op == "dial":
		return Unreachable, operation.Err.Error()
	case errors.As(err, &verification), errors.As(err, &authority), errors.As(err, &host), errors.As(err, &invalid):
		return Untrusted, text
	case errors.As(err, &record), strings.Contains(text, "server gave HTTP response to HTTPS client"):
		return NoTLS, text
	case isOperation && operation.Op == "remote error":
		return Refused, operation.Err.Error()
	case errors.As(err, &slow) && slow.Timeout():
		return TimedOut, text
	case isOperation, errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(text, "server closed"):
		return Closed, text
	}
	return Broken, text
}

// Hint says what to do about an outcome, "" where there is nothing to add.
func (o Outcome) Hint() string {
	switch o {
	case Untrusted:
		return "name the authority that issued the endpoint's certificate with --ca, or use the host name that it is made out to"
	case Unresolved:
		return "check the spelling of the host in --url"
	case Unreachable:
		return "check host and port in --url, and whether the endpoint is running"
	case NoTLS:
		return "the endpoint must speak https; check the port in --url"
	case Refused:
		return "give the client certificate that the endpoint trusts with --cert and --key"
	case Closed:
		return "where the endpoint wants a client certificate, give it with --cert and --key"
	}
	return ""
}
