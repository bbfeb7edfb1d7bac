package getbalance

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"time"
)

// TestClientSendsOnce breaks a shared connection at the second request, which
// must not come again.
func TestClientSendsOnce(t *testing.T) {
	var requests, bodies atomic.Int64
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 || len(r.TransferEncoding) > 0 {
			bodies.Add(1)
		}
		if requests.Add(1) == 2 {
			panic(http.ErrAbortHandler)
		}
		_, _ = w.Write([]byte("{}"))
	}))
	defer server.Close()
	base, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	roots := server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	client := NewClient(Options{Base: base, Roots: roots, KeepAlive: true})
	defer client.Close()
	for i, want := range []Outcome{Answered, Closed, Answered} {
		if e := client.Do(t.Context(), Basic("8900100000000000001", "US")); e.Outcome != want {
			t.Errorf("request %d: %s %s; want %s", i+1, e.Outcome, e.Failure, want)
		}
	}
	if n := requests.Load(); n != 3 || bodies.Load() != 0 {
		t.Errorf("%d requests came, %d with a body", n, bodies.Load())
	}
}

// TestClientBoundsAnswers has answers that never end. A byte comes now and
// then.
func TestClientBoundsAnswers(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write([]byte(" "))
			if err := http.NewResponseController(w).Flush(); err != nil {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}))
	defer server.Close()
	base, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	roots := server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	for _, keep := range []bool{false, true} {
		client := NewClient(Options{Base: base, Roots: roots, KeepAlive: keep, Timeout: 30 * time.Millisecond})
		e := client.Do(t.Context(), Basic("8900100000000000001", "US"))
		if e.Outcome != TimedOut || e.Failure != "no whole answer within 30ms" {
			t.Errorf("%s (%s)", e.Outcome, e.Failure)
		}
		client.Close()
	}
}
