package render

import (
	"bytes"
	"encoding/xml"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

var update = flag.Bool("update", false, "rewrite golden files")

// sample has every verdict, an answer that would hurt, and none.
func sample() *conform.Report {
	cases := conform.Cases()
	asked := &getbalance.Exchange{
		Method: http.MethodGet, URL: "https://contoso.example/sims/8900100000000000001/balances?limit=1", Status: http.StatusOK, Protocol: "HTTP/1.1",
		Header:  http.Header{"Content-Type": {"<b>text\x1b[31m"}, "Set-Cookie": {"session=secret"}, "X-Ms-Dm-Transactionid": {"1"}},
		Body:    []byte("{\"balances\":</pre><script>alert(1)</script>\r\n\x00\xff & ]]>\u202e"),
		Elapsed: 12 * time.Millisecond,
	}
	refused := &getbalance.Exchange{
		Method: http.MethodGet, URL: "https://contoso.example/sims/8900100000000000001/balances", Outcome: getbalance.Refused, Failure: "tls: certificate required",
	}
	return &conform.Report{
		URL: "https://contoso.example", SIM: "8900100000000000001", Unknown: "8999900000000000001",
		Results: []conform.Result{
			{Case: &cases[0], Verdict: conform.Failed, Messages: []string{"balances[0]: \"<i>\" is \x07missing", "another"}, Traces: []conform.Trace{{Exchange: asked}}},
			{Case: &cases[1], Verdict: conform.Passed, Notes: []string{"a note"}, Traces: []conform.Trace{{Exchange: refused, As: "no certificate"}}},
			{Case: &cases[2], Verdict: conform.Warned, Messages: []string{"it differs"}},
			{Case: &cases[3], Verdict: conform.Skipped, Messages: []string{"it needs more"}},
		},
		Notes: []string{"a note about all"},
	}
}

func TestFormats(t *testing.T) {
	for _, f := range Formats() {
		for _, quiet := range []bool{false, true} {
			name := f.Name
			if quiet {
				name += ".quiet"
			}
			t.Run(name, func(t *testing.T) {
				var b bytes.Buffer
				if err := f.Write(&b, sample(), Options{Tool: "cosa", Version: "1.0.0", Quiet: quiet}); err != nil {
					t.Fatal(err)
				}
				got := b.String()
				if f.Name != "json" && strings.ContainsAny(got, "\x1b\x07\x00\u202e") || strings.Contains(got, "secret") {
					t.Error("something of the endpoint's passed through")
				}
				if f.Name == "html" && strings.Contains(got, "<script") {
					t.Error("the page holds a script")
				}
				if f.Name == "junit" {
					if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
						t.Error(err)
					}
				}
				if quiet && f.Name != "text" {
					return
				}
				path := filepath.Join("testdata", name+".golden")
				if *update {
					if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}
