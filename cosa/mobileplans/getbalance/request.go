package getbalance

import (
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans"
)

// Parameter is a query parameter.
type Parameter struct{ Name, Value string }

// Request asks for the balances of a SIM.
type Request struct {
	ICCID         string
	Parameters    []Parameter // in the order in which they are written
	TransactionID string      // "" for no such header
}

// Basic is the request that Windows makes: the first balance in a place.
func Basic(iccid, location string) Request {
	return Request{ICCID: iccid, TransactionID: NewTransactionID(), Parameters: []Parameter{
		{mobileplans.ParameterTemplate, mobileplans.TemplateBasic},
		{mobileplans.ParameterLimit, "1"},
		{mobileplans.ParameterLocation, location},
	}}
}

// With returns the request with another value of a parameter, or with one more
// parameter.
func (r Request) With(name, value string) Request {
	parameters := make([]Parameter, 0, len(r.Parameters)+1)
	found := false
	for _, p := range r.Parameters {
		if p.Name == name {
			p.Value, found = value, true
		}
		parameters = append(parameters, p)
	}
	if !found {
		parameters = append(parameters, Parameter{name, value})
	}
	r.Parameters = parameters
	return r
}

// Without returns the request without some of its parameters.
func (r Request) Without(names ...string) Request {
	var parameters []Parameter
	for _, p := range r.Parameters {
		keep := true
		for _, name := range names {
			keep = keep && p.Name != name
		}
		if keep {
			parameters = append(parameters, p)
		}
	}
	r.Parameters = parameters
	return r
}

// URL is where the request goes, below the endpoint's base.
func (r Request) URL(base *url.URL) *url.URL {
	u := base.JoinPath("sims", url.PathEscape(r.ICCID), "balances")
	var query []string
	for _, p := range r.Parameters {
		query = append(query, url.QueryEscape(p.Name)+"="+url.QueryEscape(p.Value))
	}
	u.RawQuery = strings.Join(query, "&")
	return u
}

// NewTransactionID makes an identifier that no other request has, in the form
// that Microsoft's service gives it.
func NewTransactionID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return fmt.Sprintf("MSFT-%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// ReadPath reads the path of a request, below the endpoint's base, and returns
// the SIM that it asks for.
func ReadPath(path string) (iccid string, err error) {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(parts) != 3 || parts[0] != "sims" || parts[2] != "balances" || parts[1] == "" {
		return "", fmt.Errorf("the path %q is not of the form /sims/{iccid}/balances", path)
	}
	return parts[1], nil
}
