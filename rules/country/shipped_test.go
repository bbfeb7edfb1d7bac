package country

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"testing"
)

// inParentheses finds the country at the end of a connection's name; countries
// hold parentheses too.
var inParentheses = regexp.MustCompile(`\(((?:[^()]|\([^()]*\))*)\)_i\d+\$`)

// TestShippedDatabase reads the customizations.xml that COSA_SHIPPED_DB names.
// Its names are irregular, so a few may be unknown; its codes are not.
func TestShippedDatabase(t *testing.T) {
	file := os.Getenv("COSA_SHIPPED_DB")
	if file == "" {
		t.Skip("COSA_SHIPPED_DB is not set")
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names, codes := make(map[string]bool), make(map[string]bool)
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Skipf("%s is not XML: %v", file, err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attributes := make(map[string]string)
		for _, a := range e.Attr {
			attributes[a.Name.Local] = a.Value
		}
		if n := attributes["Name"]; e.Name.Local == "Condition" && (n == "Mcc" || n == "MCC") {
			codes[attributes["Value"]] = true
		}
		if m := inParentheses.FindStringSubmatch(attributes["ConnectionName"]); m != nil {
			names[m[1]] = true
		}
	}
	if len(names) < 100 || len(codes) < 100 {
		t.Fatalf("found only %d names and %d codes", len(names), len(codes))
	}
	for code := range codes {
		if _, ok := MCC(code); !ok {
			t.Errorf("mobile country code %s is not known", code)
		}
	}
	unknown := 0
	for name := range names {
		if !Known(name) && !Shared(name) {
			unknown++
			t.Logf("%q is not known, the nearest is %q", name, Nearest(name))
		}
	}
	if unknown > len(names)/20 {
		t.Errorf("%d of %d names are not known", unknown, len(names))
	}
}
