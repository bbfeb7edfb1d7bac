package cmd

import (
	"strings"
	"testing"
)

// TestHeadersThatCannotBeSent wants a value with a line break, which would make
// a header of its own, to be refused before anything is written.
func TestHeadersThatCannotBeSent(t *testing.T) {
	for flag, value := range map[string]string{"--language": "en\r\nX-Evil: 1", "--lpa-error-timestamps": "\"1\x00\"", "--lpa-error-codes": "\"ServerFailure\nX-Evil: 1\""} {
		for _, format := range launchFormats {
			code, stdout, stderr := runMain(t, "portal", "launch", "--url", "https://portal.contoso.example/", "--iccid", "8901000000000000007", flag, value, "-f", format)
			if code != exitUsage || stdout != "" || !strings.Contains(stderr, "holds a line break or another control character") {
				t.Errorf("%s %q as %s: exit code %d, %q, %q", flag, value, format, code, stdout, stderr)
			}
		}
	}
}
