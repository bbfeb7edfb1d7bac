package cmd

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// The endpoints of this file share no code with package endpoint: they are
// written from the documentation.

// plainEndpoint answers in Go's own words. The TLS library refuses clients.
type plainEndpoint struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (e *plainEndpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	type balance struct {
		ID        string  `json:"id,omitempty"`
		Type      string  `json:"type"`
		Data      float64 `json:"dataRemainingInMB"`
		Remaining string  `json:"timeRemaining"`
	}
	subject := r.TLS.PeerCertificates[0].Subject
	if subject.CommonName != "partners.datamart.windows.com" || !slices.Equal(subject.Organization, []string{"Microsoft Corporation"}) {
		http.Error(w, "who are you?", http.StatusForbidden)
		return
	}
	id := r.Header.Get("X-MS-DM-TransactionId")
	w.Header().Set("X-MS-DM-TransactionId", id)
	e.mu.Lock()
	again := e.seen[id]
	e.seen[id] = true
	e.mu.Unlock()
	if again {
		http.Error(w, "repeated", http.StatusConflict)
		return
	}
	query := r.URL.Query()
	most := 10
	if text := query.Get("limit"); text != "" {
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			http.Error(w, "bad limit", http.StatusBadRequest)
			return
		}
		most = int(n)
	}
	if l := query.Get("location"); l != "" && l != "US" && l != "AR" {
		http.Error(w, "bad location", http.StatusBadRequest)
		return
	}
	template := query.Get("fieldsTemplate")
	if template != "" && template != "basic" && template != "full" {
		http.Error(w, "bad fieldsTemplate", http.StatusBadRequest)
		return
	}
	iccid := r.PathValue("iccid")
	known := map[string]balance{
		"8900100000000000001": {Type: "MODIRECTPAYG", Data: 123.5, Remaining: "P23DT23H"},
		"8900100000000000002": {Type: "MODIRECT", Data: 5000, Remaining: "P30D"},
		"8900100000000000003": {Type: "NONE", Remaining: "PT0S"},
	}
	b, ok := known[iccid]
	switch {
	case ok:
	case len(iccid) == 19 && strings.HasPrefix(iccid, "89001000000000000"), len(iccid) == 20 && strings.HasPrefix(iccid, "890010000000000100"):
		b = balance{Type: "NOTSUPPORTED", Remaining: "PT0S"}
	default:
		http.NotFound(w, r)
		return
	}
	if template == "full" {
		b.ID = "no. " + iccid
	}
	list := []balance{b, {Type: "MODIRECT", Data: 1, Remaining: "P1D", ID: b.ID}}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"balances": list[:min(most, len(list))]})
}

// startTLS serves a handler with the server's certificate.
func startTLS(t *testing.T, files testCertificates, handler http.Handler, auth tls.ClientAuthType) string {
	t.Helper()
	pair, err := tls.LoadX509KeyPair(files.server, files.serverKey)
	if err != nil {
		t.Fatal(err)
	}
	authority, err := os.ReadFile(files.authority)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority)
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: auth, ClientCAs: pool}
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

// conforms demands that nothing fails and nothing is warned of.
func conforms(t *testing.T, s service) {
	t.Helper()
	code, v, text := checkedCases(t, s.checkArguments()...)
	want := []string{"credentials-right", "credentials-wrong", "credentials-missing", "retry-after"}
	if diff := cmp.Diff(want, v.of("skipped")); diff != "" || code != exitClean || text != "" {
		t.Errorf("exit code %d\n%s%s", code, text, diff)
	}
}

func TestGetBalanceGoEndpoint(t *testing.T) {
	files := newTestCertificates(t)
	mux := http.NewServeMux()
	mux.Handle("GET /mobileplans/sims/{iccid}/balances", &plainEndpoint{seen: make(map[string]bool)})
	url := startTLS(t, files, mux, tls.RequireAndVerifyClientCert)
	conforms(t, service{url + "/mobileplans/", files})
}

func TestGetBalancePythonEndpoint(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("COSA_REQUIRE_TOOLS") == "1" {
			t.Fatal("python3 is not installed")
		}
		t.Skip("python3 is not installed")
	}
	files := newTestCertificates(t)
	command := exec.Command(python, filepath.Join(getBalanceFiles, "endpoint.py"), files.server, files.serverKey, files.authority)
	command.Stderr = os.Stderr
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait() // it was killed
	})
	url, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	conforms(t, service{strings.TrimSpace(url), files})
}

// TestGetBalanceHostileEndpoint answers with what would hurt a report: markup,
// escape sequences, the credentials, and too much of everything.
func TestGetBalanceHostileEndpoint(t *testing.T) {
	t.Setenv(passwordVariable, getBalancePassword)
	files := newTestCertificates(t)
	const markup = `<script>alert(1)</script>`
	url := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, password, _ := r.BasicAuth()
		w.Header().Set("X-Echo", r.Header.Get("Authorization")+" "+password+" "+markup)
		w.Header().Set("Set-Cookie", "session="+password)
		w.Header()["Content-Type"] = []string{"\x1b[31m" + markup}
		_, _ = w.Write([]byte(`{"balances":[{"type":"` + markup + password + "\x1b]0;title\x07" + strings.Repeat("é\n", 1<<16) + r.Header.Get("Authorization")))
	}), tls.RequireAndVerifyClientCert)
	s := service{url, files}
	for _, format := range getBalanceFormats() {
		args := s.checkArguments("--user", getBalanceUser, "-f", format+"="+filepath.Join(t.TempDir(), "report"))
		args = append(args, "-q")
		path := strings.TrimPrefix(args[len(args)-2], format+"=")
		code, stdout, stderr := cosaOutput(t, args...)
		if code != exitFindings {
			t.Fatalf("%s: exit code %d: %s", format, code, stderr)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{string(content), stdout, stderr} {
			for _, secret := range []string{getBalancePassword, "Y29udG9zby1tb25pdG9yOlp4OTpTZWNyZXQvKw==", "PRIVATE KEY"} {
				if strings.Contains(text, secret) {
					t.Errorf("%s tells the credentials: %s", format, text[max(0, strings.Index(text, secret)-200):][:300])
				}
			}
			if strings.Contains(text, "\x1b") {
				t.Errorf("%s passes escape sequences on", format)
			}
		}
		if format == "html" && strings.Contains(string(content), markup) {
			t.Error("the page holds a script of the endpoint's")
		}
		if !strings.Contains(string(content), cosa.Mask) && format != "text" {
			t.Errorf("%s masks nothing", format)
		}
		if len(content) > 2<<20 {
			t.Errorf("%s has %d bytes", format, len(content))
		}
	}
}

// TestGetBalanceUnreachable tells apart why there is nothing to check.
func TestGetBalanceUnreachable(t *testing.T) {
	files := newTestCertificates(t)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "https://" + free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	mutual := startTLS(t, files, http.NotFoundHandler(), tls.RequireAndVerifyClientCert)
	for _, test := range []struct {
		name, url string
		args      []string
		want      string
	}{
		{"nobody", closed, nil, "no connection"},
		{"no TLS", "https" + strings.TrimPrefix(plain.URL, "http"), nil, "no TLS"},
		{"unknown authority", mutual, nil, "certificate not trusted"},
		{"no certificate", mutual, []string{"--ca", files.authority}, "--cert and --key"},
		{"plain http", plain.URL, nil, "is plain http"},
	} {
		args := append([]string{"getbalance", "check", "--no-config", "--url", test.url, "--iccid", "8900100000000000001"}, test.args...)
		code, stdout, stderr := cosaOutput(t, args...)
		want := exitFile
		if test.name == "plain http" {
			want = exitUsage
		}
		if code != want || !strings.Contains(stderr, test.want) || stdout != "" {
			t.Errorf("%s: exit code %d: %s%s", test.name, code, stderr, stdout)
		}
	}
}

// TestGetBalanceSilentEndpoint never answers: the check gives up after a few
// requests.
func TestGetBalanceSilentEndpoint(t *testing.T) {
	files := newTestCertificates(t)
	var asked atomic.Int32
	url := startTLS(t, files, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		<-r.Context().Done()
	}), tls.RequestClientCert)
	s := service{url, files}
	code, v, text := checkedCases(t, s.checkArguments("--timeout", "20ms")...)
	if code != exitFindings || asked.Load() > 5 || v["template-basic"] != "failed" || !strings.Contains(text, "not asked, since 5 requests in a row") {
		t.Errorf("exit code %d, %d requests\n%s", code, asked.Load(), text)
	}
}

// TestGetBalanceNothingJudged makes sure that a run without a verdict is no
// success.
func TestGetBalanceNothingJudged(t *testing.T) {
	s := served(t)
	code, stdout, stderr := cosaOutput(t, s.checkArguments("--case", "credentials-right")...)
	if code != exitFindings || !strings.Contains(stderr, "no case could be judged") || !strings.Contains(stdout, "--user") {
		t.Errorf("exit code %d: %s%s", code, stderr, stdout)
	}
}
