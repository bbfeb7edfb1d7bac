package cmd

import (
	"errors"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// FuzzConfig shows that no text makes the reader of configurations fail in
// another way than with a place, and that suppressions survive being recorded.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{
		"", "---", "a: 1\n---\n", "--- \n...\n---\n", "&a [*a]", "? ", "policy: cosa", string(starterConfig), "suppressions: [", "\xff", "\t",
		"suppressions:\n- {rule: mcc-format, profile: \"x\\ny\", value: ~, reason: why}",
		"suppressions:\n- {rule: mcc-format, profile: ' x ', setting: mcc, value: '', reason: \"a\\tb\", owner: \"\\e\", expires: 2027-01-01}",
		"suppressions:\n- {rule: mcc-format, fingerprint: 1234567890123456, value: !!binary aGk=, reason: 1e3}",
		"suppressions:\n- {rule: mcc-format, fingerprint: 12345678901234e6, value: 0x1F, reason: yes, owner: null}",
	} {
		f.Add([]byte(seed))
	}
	placed := regexp.MustCompile(`^f\.yaml(:\d+:\d+)?: .`)
	f.Fuzz(func(t *testing.T, text []byte) {
		var c config
		if err := c.parse("f.yaml", text, configKeys); err != nil {
			var usage *usageError
			if !errors.As(err, &usage) || !placed.MatchString(err.Error()) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		written, err := recordedYAML(c.suppressions)
		if err != nil {
			t.Fatal(err)
		}
		var back config
		if err := back.parse("f.yaml", written, recordedKeys); err != nil {
			t.Fatalf("%q\n%s\n%v", text, written, err)
		}
		for _, list := range [][]cosa.Suppression{c.suppressions, back.suppressions} {
			for i := range list {
				list[i].Position = cosa.Position{}
			}
		}
		if diff := cmp.Diff(c.suppressions, back.suppressions); diff != "" {
			t.Fatalf("%q (-read +recorded):\n%s\n%s", text, diff, written)
		}
	})
}
