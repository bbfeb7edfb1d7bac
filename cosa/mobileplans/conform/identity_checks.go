package conform

import (
	"crypto/tls"
	"crypto/x509/pkix"
	"net/http"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/certs"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// anySIM is one to ask for where the answer does not depend on it.
func (r *run) anySIM() string {
	if r.sim != "" {
		return r.sim
	}
	return r.unknown
}

func checkPlain(r *run) {
	if !r.wait() {
		return
	}
	client := r.client(nil, nil)
	defer client.Close()
	t := Trace{client.DoPlain(r.ctx, getbalance.Basic(r.sim, r.Location)), "plain http"}
	r.result.Traces = append(r.result.Traces, t)
	switch {
	case t.Status/100 == 2:
		r.fail("plain http: %s", t.told())
	case t.Status == http.StatusUnauthorized:
		r.warn("plain http: %s, which asks for credentials where everybody can read them", t.told())
	default:
		r.note("plain http: %s", t.told())
	}
}

func checkOwnCertificate(r *run) {
	t := r.ask(getbalance.Basic(r.sim, r.Location))
	if t.Outcome == getbalance.Answered && t.Status != http.StatusUnauthorized && t.Status != http.StatusForbidden {
		r.note("%s", t.told())
		return
	}
	r.fail("with the certificate that was given: %s", t.told())
}

// checkNoCertificate and its fellows send the credentials that were given, so
// that a refusal is the certificate's.
func checkNoCertificate(r *run) {
	t := r.askAs("no certificate", r.client(nil, r.Credentials), getbalance.Basic(r.anySIM(), r.Location))
	r.refused(t, http.StatusUnauthorized)
}

func checkExpired(r *run) {
	issuer := r.Issuer
	if issuer == nil {
		r.note("the certificate is of an authority of its own, since the key of one that the endpoint trusts is not at hand (--client-ca, --client-ca-key): whether its date or its issuer was refused cannot be told")
	}
	certificate, ok := r.issue(issuer, certs.Order{Subject: mobileplans.ClientSubject(), Expired: true})
	if !ok {
		return
	}
	t := r.askAs("expired certificate", r.client(certificate, r.Credentials), getbalance.Basic(r.anySIM(), r.Location))
	r.refused(t, http.StatusUnauthorized)
}

func checkUntrusted(r *run) {
	certificate, ok := r.issue(nil, certs.Order{Subject: mobileplans.ClientSubject()})
	if !ok {
		return
	}
	t := r.askAs("certificate of an unknown authority", r.client(certificate, r.Credentials), getbalance.Basic(r.anySIM(), r.Location))
	r.refused(t, http.StatusForbidden)
}

// checkSubject only warns of an endpoint that takes another subject: to check
// it is recommended, no more.
func checkSubject(r *run) {
	certificate, ok := r.issue(r.Issuer, certs.Order{Subject: pkix.Name{Country: []string{"US"}, Organization: []string{"Fabrikam"}, CommonName: "client.fabrikam.example"}})
	if !ok {
		return
	}
	t := r.askAs("certificate with another subject", r.client(certificate, r.Credentials), getbalance.Basic(r.anySIM(), r.Location))
	if t.Outcome == getbalance.Answered && t.Status == http.StatusOK {
		r.warn("answered 200 to a client that is not named as Microsoft's service is; to check the subject is recommended")
		return
	}
	r.refused(t, http.StatusForbidden)
}

// issue makes a certificate; without an issuer it is one that nobody trusts.
func (r *run) issue(issuer *certs.Authority, order certs.Order) (*tls.Certificate, bool) {
	var err error
	order.Now = r.Now()
	if issuer == nil {
		issuer, err = certs.NewAuthority("unknown authority", order.Now)
	}
	var certificate *tls.Certificate
	if err == nil {
		certificate, err = issuer.Issue(order)
	}
	if err != nil {
		r.fail("the certificate for this case could not be made: %s", err)
	}
	return certificate, err == nil
}

// refused demands that a client is turned away: by the status that the
// documentation names, by the other one, or by the handshake.
func (r *run) refused(t Trace, documented int) {
	switch {
	case t.Outcome == getbalance.Refused:
		r.note("the handshake was refused: %s", t.ShownFailure())
	case t.Outcome == getbalance.Closed:
		r.note("the connection was closed, as of a handshake that is refused: %s", t.ShownFailure())
	case t.Outcome == getbalance.Answered && t.Status == documented:
		r.note("%s", t.told())
	case t.Outcome == getbalance.Answered && (t.Status == http.StatusUnauthorized || t.Status == http.StatusForbidden):
		r.note("%s; the documentation names %d as well", t.told(), documented)
	default:
		r.fail("%s; want 401, 403 or a handshake that is refused", t.told())
	}
}

func checkRightCredentials(r *run) {
	t := r.ask(getbalance.Basic(r.sim, r.Location))
	if t.Outcome == getbalance.Answered && t.Status != http.StatusUnauthorized && t.Status != http.StatusForbidden {
		r.note("%s", t.told())
		return
	}
	r.fail("with the user and the password that were given: %s", t.told())
}

func checkWrongCredentials(r *run) {
	wrong := &getbalance.Credentials{User: r.Credentials.User, Password: "wrong-" + getbalance.NewTransactionID()}
	r.unauthorized(r.askAs("wrong password", r.client(r.Certificate, wrong), getbalance.Basic(r.anySIM(), r.Location)))
}

func checkNoCredentials(r *run) {
	r.unauthorized(r.askAs("no credentials", r.client(r.Certificate, nil), getbalance.Basic(r.anySIM(), r.Location)))
}

func (r *run) unauthorized(t Trace) {
	switch {
	case t.Outcome == getbalance.Answered && t.Status == http.StatusUnauthorized:
	case t.Outcome == getbalance.Answered && t.Status == http.StatusForbidden:
		r.warn("answered 403, which the documentation has for certificates; it names 401 for credentials")
	default:
		r.fail("%s; want 401", t.told())
	}
}
