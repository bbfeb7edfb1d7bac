package cmd

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestGetBalancePasswordFile reads the password behind a byte order mark.
func TestGetBalancePasswordFile(t *testing.T) {
	t.Setenv(passwordVariable, getBalancePassword)
	s := served(t, "--user", getBalanceUser)
	file := filepath.Join(t.TempDir(), "password.txt")
	writeFile(t, file, []byte("\ufeff"+getBalancePassword+"\r\n"))
	code, v, text := checkedCases(t, s.checkArguments("--user", getBalanceUser, "--password-file", file, "--case", "credentials-right")...)
	if code != exitClean || v["credentials-right"] != "passed" {
		t.Errorf("exit code %d: %v\n%s", code, v, text)
	}
	writeFile(t, file, []byte("\xff\xfeZ\x00x\x00"))
	code, _, stderr := cosaOutput(t, s.checkArguments("--user", getBalanceUser, "--password-file", file)...)
	if code != exitFile || !strings.Contains(stderr, "is UTF-16; save it as UTF-8") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

// TestGetBalanceListen tells the host that was asked for.
func TestGetBalanceListen(t *testing.T) {
	for _, host := range []string{"0.0.0.0", "localhost"} {
		if s := served(t, "--listen", host+":0"); !strings.HasPrefix(s.url, "https://"+host+":") {
			t.Errorf("listening on %s", s.url)
		}
	}
}

// TestGetBalanceRangesUnread says why there are no ranges.
func TestGetBalanceRangesUnread(t *testing.T) {
	s := served(t)
	for targets, want := range map[string]string{
		`{mcc: "999", mnc: "70", iccid: 89001-89009}`: "it needs ICCID ranges, and those of the submission cannot be read",
		`{mcc: "999", mnc: "70"}`:                     "it needs ICCID ranges, and the submission has none",
	} {
		file := filepath.Join(t.TempDir(), "submission.yaml")
		writeFile(t, file, []byte("version: 1\nprofiles:\n  - operator: Contoso\n    country: Argentina\n    updateType: Add\n    targets: ["+targets+"]\n"+
			"    sim: {supportDataMarketplace: Yes, dataMarketplaceRoamingUIEnabled: 1}\n    connections: [{accessString: internet.contoso.example}]\n"))
		_, stdout, stderr := cosaOutput(t, "getbalance", "check", "--no-config", "--url", s.url, "--ca", s.files.authority, "--cert", s.files.client,
			"--key", s.files.clientKey, "--iccid", "8900100000000000001", "--case", "sims-inside,sim-unknown", file)
		if !strings.Contains(stdout, want) {
			t.Errorf("want %s\n%s%s", want, stdout, stderr)
		}
	}
}
