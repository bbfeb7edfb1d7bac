package notification

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// told writes findings as place, severity and rule without its prefix, with
// the member.
func told(findings []cosa.Finding) []string {
	list := []string{}
	for _, f := range findings {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%d:%d %s %s %s", f.Position.Line, f.Position.Column, f.Severity, strings.TrimPrefix(f.Rule, "notification-"), f.Setting)))
	}
	return list
}

// examples are those of the documentation, typed anew with invented names and
// numbers but with their faults. page is where each stands: "legacy" is the
// page of the legacy callbacks, "implementation" that of the first edition.
var examples = []struct {
	file, page string
	found      []string
	message    string // part of the first message
}{
	{"inline_profile.js", "legacy: inline profile delivery", []string{"5:22 info member-twin lineType", "6:22 info member-twin modirectStatus", "10:5 info callback-legacy"}, "lineType is accepted"},
	{"balance_addition.js", "legacy: adding balance", []string{"8:9 info callback-legacy"}, ""},
	{"call.js", "legacy and implementation: the call itself, without its payload", []string{"1:1 info callback-legacy", "1:31 info not-judged notificationPayload"}, ""},
	{"legacy_esim.js", "legacy: eSIM", []string{"9:1 info callback-legacy"}, ""},
	{"legacy_physical.js", "legacy: physical SIM", []string{"8:1 info callback-legacy"}, ""},
	{"legacy_abandoned.js", "legacy: nothing bought", []string{"9:1 info callback-legacy"}, ""},
	// Typographic quotation marks around the string, and line breaks in it.
	{"payload_esim.json", "implementation: eSIM", []string{"4:1 error syntax"}, "the typographic quotation mark “ stands where a value is expected"},
	// The object of purchaseResult stands in no string, yet is escaped as in one.
	{"payload_physical.json", "implementation: physical SIM", []string{"5:1 error syntax"}, "a backslash outside of a string"},
}

func TestExamplesOfTheDocumentation(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "seeds", "*"))
	if err != nil || len(files) != len(examples) {
		t.Errorf("%d files, %d examples, %v", len(files), len(examples), err)
	}
	for _, e := range examples {
		content, err := os.ReadFile(filepath.Join("testdata", "seeds", e.file))
		if err != nil {
			t.Fatal(err)
		}
		r := Check(e.file, strings.ReplaceAll(string(content), "\r\n", "\n"), "")
		if diff := cmp.Diff(e.found, told(r.Findings)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", e.file, diff)
		} else if !strings.Contains(r.Findings[0].Message, e.message) {
			t.Errorf("%s: %s, want %s", e.file, r.Findings[0].Message, e.message)
		}
		if r.Count != 1 {
			t.Errorf("%s: %d notifications", e.file, r.Count)
		}
	}
}

// TestFragmentsOfTheDocumentation tries the column "Example" of the tables of
// both pages: fragments, of which none is JSON.
func TestFragmentsOfTheDocumentation(t *testing.T) {
	for fragment, want := range map[string]string{
		`“success”:true`:                   "1:1 typographic quotation mark “ stands where a value is expected",
		`iccid:”8900100000000000001”`:      `1:1 "iccid" stands where a value is expected`,
		`“ActivationCode”`:                 "1:1 typographic",
		`transctionId= aAa0BbbbCcDdee.2.0`: `1:1 "transctionId" stands where a value is expected`,
		`“userAccount”:”New”`:              "1:1 typographic",
		`“planName”:”prepaid_3GperMonth”`:  "1:1 typographic",
	} {
		r := Check("fragment.json", fragment, "")
		at, message, _ := strings.Cut(want, " ")
		if len(r.Findings) != 1 || r.Findings[0].Position.Short() != at || !strings.Contains(r.Findings[0].Message, message) || r.Findings[0].Rule != "notification-syntax" {
			t.Errorf("%s: %+v", fragment, r.Findings)
		}
	}
}
