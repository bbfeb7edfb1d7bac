package cmd

import (
	"crypto/tls"
	"net/http"
	"strings"
	"testing"
)

// TestGetBalanceLimit passes limit-one only where a SIM with several balances
// was answered with one of them.
func TestGetBalanceLimit(t *testing.T) {
	files := newTestCertificates(t)
	const balance = `{"type":"NONE","dataRemainingInMB":0,"timeRemaining":"PT0S"}`
	for _, test := range []struct {
		name     string
		balances func(iccid, limit string) int
		want     string
	}{
		{"one balance, limit ignored", func(string, string) int { return 1 }, "skipped"},
		{"two balances, limit ignored", func(string, string) int { return 2 }, "failed"},
		{"two balances on another SIM, limit ignored", func(iccid, _ string) int { return 1 + strings.Count(iccid, "2") }, "failed"},
		{"limit kept", func(iccid, limit string) int { return min(len(limit), 1+strings.Count(iccid, "2")) }, "passed"},
		{"nothing with a limit of one", func(_, limit string) int { return 2 * (len(limit) - 1) }, "failed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			url := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				iccid := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/sims/"), "/balances")
				list := strings.Repeat(balance+",", test.balances(iccid, r.URL.Query().Get("limit")))
				_, _ = w.Write([]byte(`{"balances":[` + strings.TrimSuffix(list, ",") + `]}`))
			}), tls.RequestClientCert)
			s := service{url, files}
			args := []string{"getbalance", "check", "--no-config", "--url", s.url, "--ca", s.files.authority, "--case", "limit-one", "-f", "json",
				"--iccid", "8900100000000000001", "--iccid", "8900100000000000002"}
			_, v, text := checkedCases(t, args...)
			if v["limit-one"] != test.want {
				t.Errorf("%v; want %s\n%s", v, test.want, text)
			}
		})
	}
}
