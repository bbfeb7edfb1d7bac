package cmd

import (
	"crypto/tls"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/joshdk/go-junit"
)

// loadReport is what the tests read of a report.
type loadReport struct {
	Cases []struct {
		ID, Verdict string
		Messages    []string
	}
	Load struct {
		Interrupted                            bool
		SIMs, Planned, Due, Sent, Failed, Held int
		Latency                                struct {
			Count       int
			Percentiles []struct{ Percent, Within float64 }
		}
		Failures []struct {
			Kind  string
			Count int
		}
	}
}

// verdict returns the verdict of a case and what it says.
func (r *loadReport) verdict(id string) (verdict, text string) {
	for _, c := range r.Cases {
		if c.ID == id {
			return c.Verdict, strings.Join(c.Messages, "; ")
		}
	}
	return "", ""
}

// loadArguments are those of a load of 50 requests on an endpoint. Fewer than a
// hundred let no slow machine make a verdict of the latency.
func (s *service) loadArguments(more ...string) []string {
	return append([]string{
		"getbalance", "check", "--load", "--no-config", "--url", s.url, "--ca", s.files.authority,
		"--cert", s.files.client, "--key", s.files.clientKey, "--rate", "100", "--duration", "500ms", "-f", "json",
	}, more...)
}

func loaded50(t *testing.T, args []string) (int, loadReport) {
	t.Helper()
	code, stdout, stderr := cosaOutput(t, args...)
	var r loadReport
	if err := json.Unmarshal([]byte(stdout), &r); err != nil {
		t.Fatalf("exit code %d: %v\n%s%s", code, err, stdout, stderr)
	}
	return code, r
}

func TestGetBalanceLoad(t *testing.T) {
	s := served(t)
	code, r := loaded50(t, s.loadArguments(filepath.Join(getBalanceFiles, "submission.yaml")))
	success, text := r.verdict("load-success")
	latency, _ := r.verdict("load-latency")
	if code != exitClean || success != "warning" || latency != "warning" || !strings.Contains(text, "50 requests are too few to tell 99.9 %") {
		t.Errorf("exit code %d, %s (%s), %s", code, success, text, latency)
	}
	if l := r.Load; l.SIMs != 110 || l.Planned != 50 || l.Due != 50 || l.Sent != 50 || l.Failed != 0 || l.Interrupted || l.Latency.Count != 50 || len(l.Latency.Percentiles) != 5 {
		t.Errorf("%+v", l)
	}
}

// TestGetBalanceLoadFaults serves with faults, which a load has to tell apart.
func TestGetBalanceLoadFaults(t *testing.T) {
	for _, test := range []struct{ fault, kind string }{
		{"latency", "timeout"}, {"internal-error", "server-error"}, {"too-many-requests", "too-many-requests"},
		{"closed-connection", "connection"}, {"certificate-refused", "refused"}, {"wrong-shape", "wrong-shape"},
		{"redirect", "wrong-status"}, {"other-type", "wrong-sim"}, {"sims-not-found", "wrong-sim"},
	} {
		t.Run(test.fault, func(t *testing.T) {
			s := served(t, "--fault", test.fault)
			args := s.loadArguments("--duration", "200ms", "--iccid", "8900100000000000001=MODIRECTPAYG")
			if test.fault == "latency" {
				args = append(args, "--timeout", "50ms")
			}
			code, r := loaded50(t, args)
			verdict, text := r.verdict("load-success")
			if code != exitFindings || verdict != "failed" || r.Load.Failed != 20 {
				t.Errorf("exit code %d, %s: %s", code, verdict, text)
			}
			found := false
			for _, f := range r.Load.Failures {
				found = found || f.Kind == test.kind
			}
			if !found {
				t.Errorf("%+v; want %s", r.Load.Failures, test.kind)
			}
		})
	}
}

// TestGetBalanceLoadReports writes every format at once, and no credentials.
func TestGetBalanceLoadReports(t *testing.T) {
	t.Setenv(passwordVariable, getBalancePassword)
	s := served(t, "--user", getBalanceUser, "--fault", "internal-error")
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	args := s.loadArguments("--user", getBalanceUser, "--duration", "100ms", "--iccid", "8900100000000000001",
		"-f", "text="+in("load.txt"), "-f", "junit="+in("load.xml"), "-f", "html="+in("load.html"))
	code, r := loaded50(t, args)
	if code != exitFindings || r.Load.Failed != 10 {
		t.Errorf("exit code %d, %+v", code, r.Load)
	}
	for _, name := range []string{"load.txt", "load.xml", "load.html"} {
		text, err := os.ReadFile(in(name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "10 of 10 requests failed, 0 % succeeded; want 99.9 %") || strings.Contains(string(text), getBalancePassword) {
			t.Errorf("%s:\n%s", name, text)
		}
	}
	suites, err := junit.IngestFile(in("load.xml"))
	if err != nil || len(suites) != 1 || suites[0].Totals.Tests != 3 || suites[0].Totals.Failed != 1 || suites[0].Totals.Skipped != 1 {
		t.Errorf("%v: %+v", err, suites)
	}
}

// TestGetBalanceLoadInterrupted interrupts a load of an hour.
func TestGetBalanceLoadInterrupted(t *testing.T) {
	files := newTestCertificates(t)
	stop := make(chan struct{})
	var requests atomic.Int64
	url := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch n := requests.Add(1); {
		case n == 4: // one before the load, and two of it, may have been answered
			close(stop)
			fallthrough
		case n > 4:
			<-r.Context().Done()
		default:
			_, _ = w.Write([]byte(`{"balances":[{"type":"NONE","dataRemainingInMB":0,"timeRemaining":"PT0S"}]}`))
		}
	}), tls.RequestClientCert)
	s := service{url, files}
	out := filepath.Join(t.TempDir(), "load.json")
	var stdout, stderr strings.Builder
	args := s.loadArguments("--duration", "1h", "--iccid", "8900100000000000003=NONE", "-o", out)
	code := Main(args, Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr, Stop: stop})
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatalf("exit code %d: %v\n%s", code, err, &stderr)
	}
	var r loadReport
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	// An answer that was on its way may have been late.
	if code != 130 || !r.Load.Interrupted || r.Load.Planned != 360_000 || r.Load.Due < 3 || r.Load.Sent > 2 || r.Load.Failed != 0 {
		t.Errorf("exit code %d, %+v\n%s", code, r.Load, &stderr)
	}
	if !strings.Contains(stderr.String(), "interrupted; the figures are of what was answered until then") {
		t.Error(stderr.String())
	}
}
