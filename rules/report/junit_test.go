package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"testing"
	"unicode/utf8"

	"github.com/joshdk/go-junit"

	"github.com/cosakit/cosa/cosa"
)

// TestJUnitIsRead has a reader of such files count what is in them.
func TestJUnitIsRead(t *testing.T) {
	for name, r := range reports() {
		out := render(t, "junit", r, Options{})
		wellFormed(t, name, out)
		suites, err := junit.Ingest(out)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		failing := make(map[string]bool)
		for _, f := range r.Findings {
			if r.FailOn != 0 && f.Severity >= r.FailOn {
				failing[f.Position.File+"\x00"+f.Rule] = true
			}
		}
		failed := 0
		for _, suite := range suites {
			failed += suite.Totals.Failed
			if suite.Totals.Tests == 0 {
				t.Errorf("%s: the suite %q is empty", name, suite.Name)
			}
			names := make(map[string]bool)
			for _, test := range suite.Tests {
				if names[test.Name] {
					t.Errorf("%s: two tests are called %s", name, test.Name)
				}
				names[test.Name] = true
			}
		}
		if failed != len(failing) {
			t.Errorf("%s: %d tests failed, want %d", name, failed, len(failing))
		}
	}
}

// wellFormed reads XML to its end, and refuses characters that XML lacks.
func wellFormed(t *testing.T, name string, out []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(out))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
	if i := bytes.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff }); i >= 0 || !utf8.Valid(out) {
		t.Errorf("%s: a character that XML does not have at %d", name, i)
	}
}

func TestJUnitThreshold(t *testing.T) {
	for threshold, want := range map[cosa.Severity]int{0: 0, cosa.Error: 3, cosa.Warning: 4, cosa.Info: 5} {
		r := sample()
		r.FailOn = threshold
		suites, err := junit.Ingest(render(t, "junit", r, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, suite := range suites {
			got += suite.Totals.Failed
		}
		if got != want {
			t.Errorf("threshold %s: %d tests failed, want %d", threshold, got, want)
		}
	}
}
