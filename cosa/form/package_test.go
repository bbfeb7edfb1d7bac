package form_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

const packaged = `version: 1
package:
  id: "{5f0a7a3e-8a5e-4b27-9a0f-6d1c3b2a1908}"
  version: 1.10
  xml: "<WindowsCustomizations><a b=\"c: d\" /></WindowsCustomizations>"
profiles:
  - operator: Contoso
    profileID: 10c1e0a0-0000-4000-8000-000000000001
    profileXML: "<Profile Name=\"x # y\" />"
    targets:
      - iccid: "pattern:8900[1-3]\\d{14}"
        targetXML: <TargetState />
      - imsi: "!range:999700000000000,999700000000099"
      - iccid: {start: "pattern:[0-9]*-", end: "8900"}
    connections:
      - connectionXML: "<Connection><X>1</X></Connection>"
`

// TestPackage proves that what a COSA package says comes through YAML and
// JSON: its description, ids, carried XML and conditions in place of ranges.
func TestPackage(t *testing.T) {
	b := cosa.NewBuilder()
	if err := form.ReadYAML(b, "p.yaml", strings.NewReader(packaged), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	s := b.Submission()
	if len(s.Findings()) > 0 {
		t.Fatal(s.Findings())
	}
	var ends []string
	for e := range s.Entries() {
		ends = append(ends, e.Text(cosa.ICCIDStart)+"|"+e.Text(cosa.ICCIDEnd)+"|"+e.Text(cosa.IMSIStart))
	}
	if diff := cmp.Diff([]string{`pattern:8900[1-3]\d{14}||`, "||!range:999700000000000,999700000000099", "pattern:[0-9]*-|8900|"}, ends); diff != "" {
		t.Error(diff)
	}
	checkRoundTrip(t, s)
	want := []string{"id={5f0a7a3e-8a5e-4b27-9a0f-6d1c3b2a1908}", "version=1.10", `xml=<WindowsCustomizations><a b="c: d" /></WindowsCustomizations>`}
	for _, codec := range codecs {
		var out bytes.Buffer
		if err := codec.write(&out, s); err != nil {
			t.Fatal(err)
		}
		back := cosa.NewBuilder()
		if err := codec.read(back, "x", &out, form.Limits{}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range back.Submission().Details() {
			got = append(got, d.Key+"="+d.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the package (-want +got):\n%s", codec.name, diff)
		}
	}
	if at := s.Details()[1].Position; at.Line != 4 || at.Column != 12 || at.Path != "package.version" {
		t.Errorf("the version stands at %+v", at)
	}
}
