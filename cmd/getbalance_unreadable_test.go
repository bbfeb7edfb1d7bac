package cmd

import (
	"crypto/tls"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// answerCases are those that look at answers.
const answerCases = "answer-json,answer-shape,answer-members,answer-spelling,answer-id,answer-type,data-remaining,time-remaining"

// TestGetBalanceUnreadable passes no case that nothing was judged for.
func TestGetBalanceUnreadable(t *testing.T) {
	files := newTestCertificates(t)
	const balance = `{"type":"NONE","dataRemainingInMB":0,"timeRemaining":"PT0S"}`
	inner := []string{"answer-members", "answer-spelling", "answer-id", "answer-type", "data-remaining", "time-remaining"}
	outer := append([]string{"answer-shape"}, inner...)
	for _, test := range []struct {
		name, body      string
		failed, skipped []string
		reason          string
	}{
		{"list", "[" + balance + "]", []string{"answer-shape"}, inner, "no balance could be read: the answer is a list"},
		{"garbage", strings.Repeat("x", 3000), []string{"answer-json"}, outer, "no balance could be read: is no JSON"},
		{"byte order mark", "\ufeff{\"balances\":[" + balance + "]}", []string{"answer-json"}, outer, "no balance could be read: is no JSON"},
		{"trailing garbage", `{"balances":[` + balance + `]}}`, []string{"answer-json"}, outer, "no balance could be read: is no JSON"},
		{"nothing", "", []string{"answer-json"}, outer, "no balance could be read: the body is empty"},
		{"too much", strings.Repeat(" ", 1<<20+1), []string{"answer-json"}, outer, "no balance could be read: the body is longer than a mebibyte"},
		{"no balance", `{"balances":[]}`, []string{}, inner, "no answer has a balance"},
		{"no object", `{"balances":[1]}`, []string{"answer-shape"}, inner, "no balance could be read: balances[0]: is a number"},
		{"no members", `{"balances":[{}]}`, []string{}, inner[1:], "no balance in an answer has dataRemainingInMB"},
		{"no id", `{"balances":[` + balance + `]}`, []string{}, []string{"answer-id"}, "no balance in an answer has id"},
		{"id null", `{"balances":[{"id":null}]}`, []string{"answer-id"}, []string{"answer-spelling", "answer-type", "data-remaining", "time-remaining"}, "no balance in an answer has dataRemainingInMB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			url := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write([]byte(test.body))
			}), tls.RequestClientCert)
			s := service{url, files}
			_, v, text := checkedCases(t, s.checkArguments("--case", answerCases)...)
			if diff := cmp.Diff(test.failed, v.of("failed")); diff != "" {
				t.Errorf("failed: %s\n%s", diff, text)
			}
			if diff := cmp.Diff(test.skipped, v.of("skipped")); diff != "" {
				t.Errorf("skipped: %s", diff)
			}
			if _, stdout, _ := cosaOutput(t, s.checkArguments("--case", answerCases)...); !strings.Contains(stdout, test.reason) {
				t.Errorf("the report does not say %q\n%s", test.reason, stdout)
			}
		})
	}
	t.Run("alone", func(t *testing.T) {
		url := startTLS(t, files, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("[" + balance + "]"))
		}), tls.RequestClientCert)
		s := service{url, files}
		code, _, stderr := cosaOutput(t, s.checkArguments("--case", "data-remaining,answer-id")...)
		if code != exitFindings || !strings.Contains(stderr, "no case could be judged") {
			t.Errorf("exit code %d: %s", code, stderr)
		}
	})
	t.Run("template", func(t *testing.T) {
		s := served(t)
		if code, v, _ := checkedCases(t, s.checkArguments("--case", "answer-id")...); code != exitClean || v["answer-id"] != "passed" {
			t.Errorf("exit code %d: %v", code, v)
		}
	})
}
