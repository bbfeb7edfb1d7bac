package cmd

import (
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// TestGetBalanceSecret has an endpoint that tells everybody the password, in
// other ways of writing.
func TestGetBalanceSecret(t *testing.T) {
	const password = `a"b<c&dä/>?~`
	t.Setenv(passwordVariable, password)
	files := newTestCertificates(t)
	quoted, err := json.Marshal(password)
	if err != nil {
		t.Fatal(err)
	}
	text := string(quoted[1 : len(quoted)-1])
	pair := []byte(getBalanceUser + ":" + password)
	url64, raw64 := base64.URLEncoding.EncodeToString(pair), base64.RawStdEncoding.EncodeToString(pair)
	url := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Url", url64)
		w.Header().Set("X-Raw", raw64)
		w.Header().Set("X-Text", text)
		w.Header().Set("Retry-After", text)
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"balances":[{"type":"` + text + `","timeRemaining":"` + strings.Repeat("x", 75) + text + `"}],"` + text + `":1}`))
	}), tls.RequestClientCert)
	answering := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", text)
		_, _ = w.Write([]byte(`{"balances":[{"type":"` + text + `","timeRemaining":"` + strings.Repeat("x", 75) + text + `"}],"` + text + `":1}`))
	}), tls.RequestClientCert)
	for _, s := range []service{{url, files}, {answering, files}} {
		folder := t.TempDir()
		args := s.checkArguments("--user", getBalanceUser)
		for _, format := range getBalanceFormats() {
			if format != "json" {
				args = append(args, "-f", format+"="+filepath.Join(folder, format))
			}
		}
		_, stdout, stderr := cosaOutput(t, args...)
		all := map[string]string{"json": stdout, "stderr": stderr}
		for _, format := range []string{"text", "junit", "html"} {
			content, err := os.ReadFile(filepath.Join(folder, format))
			if err != nil {
				t.Fatal(err)
			}
			all[format] = string(content)
		}
		for format, content := range all {
			for _, secret := range []string{password, text, url64, strings.TrimRight(url64, "="), raw64, "a&#34;b", `a\"b`, `a\\"b`, `c\u0026d`, `a\\\"b`} {
				if i := strings.Index(content, secret); i >= 0 {
					t.Errorf("%s tells %q: %.300s", format, secret, content[max(0, i-150):])
				}
			}
			if format != "stderr" && !strings.Contains(content, cosa.Mask) {
				t.Errorf("%s masks nothing", format)
			}
		}
	}
}
