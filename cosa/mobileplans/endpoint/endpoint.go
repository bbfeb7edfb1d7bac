package endpoint

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"sync"
	"time"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// Config is what an endpoint knows.
type Config struct {
	Balances    []Balance
	Certificate tls.Certificate         // of the server
	Clients     *x509.CertPool          // authorities of client certificates
	AnySubject  bool                    // take clients that are not named as Microsoft's service is
	Credentials *getbalance.Credentials // nil where none are demanded
	BusyEvery   int                     // answer every so many requests with 429 and Retry-After; 0 for none
	Fault       string                  // "" for none
}

// Endpoint answers requests for balances.
type Endpoint struct {
	config Config

	mu           sync.Mutex
	transactions map[string]bool
	former       []string // transactions, the oldest first
	requests     int
}

const (
	// mostTransactions bounds the transactions that are remembered.
	mostTransactions = 100_000
	// lateAnswer is how long an answer takes where that is the fault.
	lateAnswer = 30 * time.Second
)

// New makes an endpoint.
func New(c Config) *Endpoint {
	return &Endpoint{config: c, transactions: make(map[string]bool)}
}

func (e *Endpoint) faulty(name string) bool { return e.config.Fault == name }

// ServeHTTP answers a request.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	transaction := r.Header.Get(mobileplans.HeaderTransaction)
	if transaction != "" && !e.faulty(noEcho) {
		w.Header()[mobileplans.HeaderTransaction] = []string{transaction}
	}
	e.mu.Lock()
	e.requests++
	nth := e.requests
	e.mu.Unlock()
	if e.broken(w, r, nth%3 == 0) {
		return
	}
	if e.config.BusyEvery > 0 && nth%e.config.BusyEvery == 0 {
		w.Header().Set("Retry-After", "0")
		e.refuse(w, http.StatusTooManyRequests, "", "too many requests")
		return
	}
	if status, problem := e.client(r); status != http.StatusOK {
		e.refuse(w, status, "", problem)
		return
	}
	if status, problem := e.user(r); status != http.StatusOK {
		w.Header().Set("WWW-Authenticate", `Basic realm="balances", charset="UTF-8"`)
		e.refuse(w, status, "", problem)
		return
	}
	if !e.first(transaction) {
		e.refuse(w, http.StatusConflict, mobileplans.HeaderTransaction, "the transaction id is repeated")
		return
	}
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		e.refuse(w, http.StatusMethodNotAllowed, "", "only GET is answered")
		return
	}
	iccid, err := getbalance.ReadPath(r.URL.Path)
	if err != nil {
		e.refuse(w, http.StatusNotFound, "", err.Error())
		return
	}
	q, wrong := e.query(r.URL.RawQuery)
	if wrong != "" {
		e.refuseParameter(w, wrong)
		return
	}
	e.answer(w, iccid, q)
}

// broken does what goes wrong whatever is asked.
func (e *Endpoint) broken(w http.ResponseWriter, r *http.Request, third bool) bool {
	switch e.config.Fault {
	case latency:
		select {
		case <-time.After(lateAnswer):
		case <-r.Context().Done():
		}
		return false
	case closedConnection:
		panic(http.ErrAbortHandler)
	case internalError:
		e.refuse(w, http.StatusInternalServerError, "", "the fault internal-error")
	case tooManyRequests:
		w.Header().Set("Retry-After", "0")
		e.refuse(w, http.StatusTooManyRequests, "", "the fault too-many-requests")
	case noRetryAfter, badRetryAfter:
		if !third {
			return false
		}
		if e.faulty(badRetryAfter) {
			w.Header().Set("Retry-After", "soon")
		}
		e.refuse(w, http.StatusTooManyRequests, "", "every third request is one too many")
	case redirect:
		http.Redirect(w, r, "/elsewhere"+r.URL.Path, http.StatusFound)
	default:
		return false
	}
	return true
}

// first remembers a transaction and reports whether it is new.
func (e *Endpoint) first(transaction string) bool {
	if transaction == "" || e.faulty(repeatedTransaction) {
		return true
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.transactions[transaction] {
		return false
	}
	e.transactions[transaction] = true
	if e.former = append(e.former, transaction); len(e.former) > mostTransactions {
		delete(e.transactions, e.former[0])
		e.former = e.former[1:]
	}
	return true
}

// answer tells the balances of a SIM.
func (e *Endpoint) answer(w http.ResponseWriter, iccid string, q query) {
	found, known := find(e.config.Balances, iccid, q.location)
	switch {
	case e.faulty(simsNotFound) || e.faulty(shortICCIDs) && len(iccid) == 20:
		known = false
	case known || !e.faulty(simUnchecked) && !e.faulty(neighbourError) && !e.faulty(simError):
	case e.faulty(simUnchecked):
		known, found = true, []Balance{{Type: mobileplans.MODirect, TimeRemaining: mobileplans.NoTimeRemaining}}
	case e.faulty(neighbourError) || !cosa.ICCID.Valid(iccid):
		e.refuse(w, http.StatusInternalServerError, "", "the fault "+e.config.Fault)
		return
	}
	if !known || e.faulty(zeroNotFound) && found[0].DataRemaining == 0 {
		e.refuse(w, http.StatusNotFound, "", "no SIM has this ICCID")
		return
	}
	if e.faulty(limitIgnored) {
		found = append(found, found...)
	} else if q.limit >= 0 {
		found = found[:min(len(found), q.limit)]
	}
	e.write(w, found, q.full)
}

// user checks basic authorization.
func (e *Endpoint) user(r *http.Request) (status int, problem string) {
	want := e.config.Credentials
	if want == nil && !e.faulty(credentialsRefused) || r.TLS == nil && e.faulty(plainHTTP) {
		return http.StatusOK, ""
	}
	user, password, given := r.BasicAuth()
	switch {
	case e.faulty(credentialsRefused):
		return http.StatusUnauthorized, "the fault credentials-refused"
	case !given && !e.faulty(credentialsOptional):
		return http.StatusUnauthorized, "credentials are missing"
	case given && (user != want.User || password != want.Password) && !e.faulty(credentialsUnchecked):
		return http.StatusUnauthorized, "the credentials are wrong"
	}
	return http.StatusOK, ""
}

// client checks the client's certificate. The handshake lets every client
// through, since the documentation wants to see the statuses 401 and 403.
func (e *Endpoint) client(r *http.Request) (status int, problem string) {
	if r.TLS == nil && e.faulty(plainHTTP) {
		return http.StatusOK, ""
	}
	if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
		if e.faulty(certificateUnasked) {
			return http.StatusOK, ""
		}
		return http.StatusUnauthorized, "the client certificate is missing"
	}
	leaf := r.TLS.PeerCertificates[0]
	now := time.Now()
	switch {
	case e.faulty(certificateRefused):
		return http.StatusForbidden, "the fault certificate-refused"
	case e.faulty(certificateUnchecked):
		return http.StatusOK, ""
	case now.After(leaf.NotAfter):
		if e.faulty(certificateExpired) {
			return http.StatusOK, ""
		}
		return http.StatusUnauthorized, "the client certificate has expired"
	}
	intermediates := x509.NewCertPool()
	for _, c := range r.TLS.PeerCertificates[1:] {
		intermediates.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{
		Roots: e.config.Clients, Intermediates: intermediates, CurrentTime: now, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	})
	switch {
	case err != nil:
		return http.StatusForbidden, "the client certificate is not trusted: " + err.Error()
	case !e.config.AnySubject && !mobileplans.IsClientSubject(leaf.Subject):
		if e.faulty(subjectError) {
			return http.StatusInternalServerError, "the fault subject-error"
		}
		return http.StatusForbidden, "the client certificate has another subject than Microsoft's service: " + leaf.Subject.String()
	}
	return http.StatusOK, ""
}
