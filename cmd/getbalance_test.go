package cmd

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/mobileplans/endpoint"
)

const (
	getBalanceUser     = "contoso-monitor"
	getBalancePassword = "Zx9:Secret/+"
)

// getBalanceFiles is the folder of an endpoint's files.
var getBalanceFiles = filepath.Join("testdata", "getbalance")

// service is an endpoint that is being served.
type service struct {
	url   string
	files testCertificates
}

func newTestCertificates(t *testing.T) testCertificates {
	t.Helper()
	p := &program{Streams: Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}}
	files, err := p.makeCertificates(filepath.Join(t.TempDir(), "certs"), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// served runs cosa getbalance serve through Main. The server ends with the
// test, and has to end well.
func served(t *testing.T, args ...string) service {
	t.Helper()
	files := newTestCertificates(t)
	stop, ended := make(chan struct{}), make(chan int, 1)
	r, w := io.Pipe()
	var stderr strings.Builder
	args = append([]string{
		"getbalance", "serve", "--no-config", "--balances", filepath.Join(getBalanceFiles, "balances.yaml"),
		"--cert", files.server, "--key", files.serverKey, "--client-ca", files.authority,
	}, args...)
	go func() {
		code := Main(args, Streams{In: strings.NewReader(""), Out: w, Err: &stderr, Stop: stop})
		_ = w.CloseWithError(fmt.Errorf("ended with %d", code))
		ended <- code
	}()
	first, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	go func() { _, _ = io.Copy(io.Discard, r) }()
	t.Cleanup(func() {
		close(stop)
		if code := <-ended; code != exitClean {
			t.Errorf("the server ended with %d: %s", code, stderr.String())
		}
	})
	address, ok := strings.CutPrefix(strings.TrimSuffix(first, "\n"), "listening on ")
	if !ok {
		t.Fatalf("the first line is %q", first)
	}
	return service{address, files}
}

// checkArguments are those with which every case can be judged.
func (s *service) checkArguments(more ...string) []string {
	return append([]string{
		"getbalance", "check", "--no-config", "--url", s.url, "--ca", s.files.authority, "--cert", s.files.client, "--key", s.files.clientKey,
		"--client-ca", s.files.authority, "--client-ca-key", s.files.authorityKey,
		"--iccid", "8900100000000000001=MODIRECTPAYG", "--iccid", "8900100000000000002=MODIRECT", "--iccid", "8900100000000000003=NONE",
		"--iccid", "8900100000000000004=NOTSUPPORTED", "--zero-iccid", "8900100000000000003",
		"-f", "json", filepath.Join(getBalanceFiles, "submission.yaml"),
	}, more...)
}

// verdicts maps cases to their verdicts.
type verdicts map[string]string

func (v verdicts) of(verdict string) []string {
	ids := []string{}
	for _, id := range conform.CaseIDs() {
		if v[id] == verdict {
			ids = append(ids, id)
		}
	}
	return ids
}

// checkedCases runs cosa getbalance check and returns what became of the cases.
func checkedCases(t *testing.T, args ...string) (code int, v verdicts, text string) {
	t.Helper()
	code, stdout, stderr := cosaOutput(t, args...)
	var report struct {
		Cases []struct {
			ID, Verdict string
			Messages    []string
		}
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("exit code %d: %v\n%s%s", code, err, stdout, stderr)
	}
	v = make(verdicts)
	for _, c := range report.Cases {
		v[c.ID] = c.Verdict
		if c.Verdict == "failed" || c.Verdict == "warning" {
			text += c.ID + ": " + strings.Join(c.Messages, "; ") + "\n"
		}
	}
	return code, v, text
}

func TestGetBalanceConforming(t *testing.T) {
	t.Setenv(passwordVariable, getBalancePassword)
	// Every fifth request is answered with 429, which makes no case fail.
	s := served(t, "--user", getBalanceUser, "--busy-every", "5")
	code, v, text := checkedCases(t, s.checkArguments("--user", getBalanceUser)...)
	if diff := cmp.Diff(conform.CaseIDs(), v.of("passed")); diff != "" || code != exitClean {
		t.Errorf("exit code %d\n%s%s", code, text, diff)
	}
}

// TestGetBalanceFaults serves with each fault. It has to be found by the case
// that it names, and every case has to find one.
func TestGetBalanceFaults(t *testing.T) {
	password := filepath.Join(t.TempDir(), "password")
	writeFile(t, password, []byte(getBalancePassword+"\n"))
	faults := endpoint.Faults()
	failed := make([][]string, len(faults))
	t.Run("faults", func(t *testing.T) { // ends when all of them have
		for i, fault := range faults {
			t.Run(fault.Name, func(t *testing.T) {
				t.Parallel()
				user := []string{"--user", getBalanceUser, "--password-file", password}
				s := served(t, append(user, "--fault", fault.Name)...)
				args := s.checkArguments(user...)
				if fault.Name == "latency" {
					args = append(args, "--timeout", "50ms", "--case", "template-basic")
				}
				code, v, text := checkedCases(t, args...)
				failed[i] = v.of("failed")
				if !slices.Contains(failed[i], fault.Case) || code != exitFindings {
					t.Errorf("exit code %d, failed are %s, want %s\n%s", code, failed[i], fault.Case, text)
				}
			})
		}
	})
	var table strings.Builder
	for i, fault := range faults {
		fmt.Fprintf(&table, "%s: %s\n", fault.Name, strings.Join(failed[i], " "))
	}
	caught := slices.Concat(failed...)
	for _, id := range conform.CaseIDs() {
		if !slices.Contains(caught, id) {
			t.Errorf("no fault makes %s fail", id)
		}
	}
	golden(t, filepath.Join(getBalanceFiles, "faults.golden"), []byte(table.String()))
}

// golden compares with a file, or writes it with -update.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		writeFile(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// TestGetBalanceOneSIM knows a single SIM: what needs more is skipped, and says
// what it needs.
func TestGetBalanceOneSIM(t *testing.T) {
	s := served(t)
	code, v, text := checkedCases(t, "getbalance", "check", "--no-config", "--url", s.url, "--ca", s.files.authority,
		"--cert", s.files.client, "--key", s.files.clientKey, "--iccid", "8900100000000000001", "-f", "json")
	want := []string{
		"sims-inside", "sims-outside", "sims-lengths", "type-modirect", "type-none", "type-notsupported",
		"zero-balance", "certificate-subject", "credentials-right", "credentials-wrong", "credentials-missing", "retry-after",
	}
	if diff := cmp.Diff(want, v.of("skipped")); diff != "" || code != exitClean || text != "" {
		t.Errorf("exit code %d\n%s%s", code, text, diff)
	}
}

// TestGetBalanceSubmissionAlone finds a SIM in the ranges of a submission.
func TestGetBalanceSubmissionAlone(t *testing.T) {
	s := served(t)
	code, v, text := checkedCases(t, "getbalance", "check", "--no-config", "--url", s.url, "--ca", s.files.authority,
		"--cert", s.files.client, "--key", s.files.clientKey, "-f", "json", filepath.Join(getBalanceFiles, "submission.yaml"))
	if code != exitClean || text != "" || v["sims-lengths"] != "passed" || v["template-full"] != "passed" {
		t.Errorf("exit code %d, %v\n%s", code, v, text)
	}
}

// TestGetBalanceSIMOutside tells of a known SIM that the submission lacks.
func TestGetBalanceSIMOutside(t *testing.T) {
	s := served(t)
	_, stdout, _ := cosaOutput(t, s.checkArguments("--case", "template-basic", "--iccid", "8900100000000000777")...)
	if strings.Count(stdout, "is in no range of the submission") != 1 || !strings.Contains(stdout, "the SIM 8900100000000000777 is") {
		t.Error(stdout)
	}
}
