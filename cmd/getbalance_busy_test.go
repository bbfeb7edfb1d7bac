package cmd

import (
	"crypto/tls"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

// TestGetBalanceLeftAlone asks no more once an endpoint wants to be left alone
// for a day.
func TestGetBalanceLeftAlone(t *testing.T) {
	files := newTestCertificates(t)
	for _, from := range []int64{1, 4} {
		var asked atomic.Int64
		url := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if asked.Add(1) >= from { // the first one looks for a SIM
				w.Header().Set("Retry-After", "86400")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(`{"balances":[{"id":"1","type":"NONE","dataRemainingInMB":0,"timeRemaining":"PT0S"}]}`))
		}), tls.RequestClientCert)
		s := service{url, files}
		code, v, text := checkedCases(t, s.checkArguments()...)
		if n := asked.Load(); n != from || code != exitFindings || text != "" || v["https-only"] != "skipped" || v["retry-after"] != "passed" {
			t.Errorf("%d requests, exit code %d, %v\n%s", n, code, v, text)
		}
		if passed := v["template-basic"]; (from > 2) != (passed == "passed") {
			t.Errorf("after %d requests, template-basic has %s", from, passed)
		}
		asked.Store(0)
		_, stdout, stderr := cosaOutput(t, s.checkArguments()...)
		if !strings.Contains(stdout, "not asked, since the endpoint answered 429 and wants to be left alone for 24h0m0s") || !strings.Contains(stderr, "the check is not complete") {
			t.Errorf("%s\n%s", stderr, stdout)
		}
	}
}
