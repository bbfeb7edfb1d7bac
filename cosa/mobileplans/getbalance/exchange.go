package getbalance

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans"
)

// Exchange is a request and what became of it.
type Exchange struct {
	Method    string
	URL       string
	Request   Request
	Outcome   Outcome
	Failure   string // what the system says where the endpoint did not answer
	Status    int    // 0 without an answer
	Protocol  string // such as HTTP/1.1
	Header    http.Header
	Body      []byte // holds whatever the endpoint sent; see ShownBody
	Truncated bool   // there was more of the body than is read
	Elapsed   time.Duration

	header http.Header // of the request
	hidden Hidden
}

// Field is a line of a header.
type Field struct{ Name, Value string }

// secretFields are the header fields whose values are credentials.
var secretFields = []string{"Authorization", "Proxy-Authorization", "Set-Cookie", "Cookie"}

// RequestFields lists the request's header with credentials masked.
func (e *Exchange) RequestFields() []Field { return e.fields(e.header) }

// ResponseFields lists the answer's header with credentials masked.
func (e *Exchange) ResponseFields() []Field { return e.fields(e.Header) }

// Answer takes the answer's body apart; see [Read].
func (e *Exchange) Answer() (*Answer, []Problem) {
	if e.Truncated {
		return &Answer{}, []Problem{{Kind: Syntax, Message: "the body is longer than a mebibyte, and an answer has a few hundred bytes"}}
	}
	return Read(e.Body)
}

// ShownBody is the answer's body, at most so many characters of it, with
// credentials masked.
func (e *Exchange) ShownBody(most int) string { return cosa.Bounded(e.hidden.In(string(e.Body)), most) }

// ShownFailure is what the system says, with credentials masked.
func (e *Exchange) ShownFailure() string { return e.hidden.In(e.Failure) }

func (e *Exchange) fields(header http.Header) []Field {
	var fields []Field
	for name, values := range header {
		for _, value := range values {
			if slices.Contains(secretFields, http.CanonicalHeaderKey(name)) {
				value = cosa.Mask
			}
			if strings.EqualFold(name, mobileplans.HeaderTransaction) {
				name = mobileplans.HeaderTransaction // which reading writes another way
			}
			fields = append(fields, Field{e.hidden.In(name), e.hidden.In(value)})
		}
	}
	slices.SortFunc(fields, func(a, b Field) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
	})
	return fields
}

// Unsent is the exchange of a request that was not sent.
func Unsent(request Request, outcome Outcome, why string) *Exchange {
	return &Exchange{Method: http.MethodGet, Request: request, Outcome: outcome, Failure: why}
}
