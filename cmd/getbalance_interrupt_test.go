//go:build unix

package cmd

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestInterruptedGetBalanceServe ends a server as a user does. That is how it
// is meant to end.
func TestInterruptedGetBalanceServe(t *testing.T) {
	for _, by := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		command := exec.Command("cosa", "getbalance", "serve", "--no-config", "--make-certs", filepath.Join(t.TempDir(), "certs"),
			"--balances", filepath.Join(getBalanceFiles, "balances.yaml"))
		var stderr strings.Builder
		command.Stderr = &stderr
		stdout, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		first, err := bufio.NewReader(stdout).ReadString('\n')
		if err != nil || !strings.HasPrefix(first, "listening on https://127.0.0.1:") {
			t.Errorf("%q, %v", first, err)
		}
		if err := command.Process.Signal(by); err != nil {
			t.Error(err)
		}
		if err := command.Wait(); err != nil || !strings.Contains(stderr.String(), "stopped") {
			t.Errorf("%s: %v: %s", by, err, stderr.String())
		}
	}
}
