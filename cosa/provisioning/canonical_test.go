package provisioning

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// canonical writes a document so that equivalent ones are equal: an element a
// line, attributes sorted, GUIDs in one spelling, conditions sorted and their
// names in lower case, spellings of one value alike, siblings of different
// names in one order. It is made with the standard library alone, so that it
// shares nothing with the reader that is tested.
func canonical(t testing.TB, content []byte) []string {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	var walk func(start xml.StartElement, depth int) []string
	walk = func(start xml.StartElement, depth int) []string {
		name := start.Name.Local
		var attrs []string
		for _, a := range start.Attr {
			value := strings.TrimSpace(a.Value)
			if name == "Condition" {
				value = strings.ToLower(value)
				if strings.HasPrefix(value, "range:") {
					value = strings.ReplaceAll(value, " ", "")
				} else if len(value) >= 19 && cosa.AllDigits(value) {
					value = "range:" + value + "," + value
				}
			}
			if guid, ok := cosa.ParseGUID(value); ok {
				value = guid
			}
			attrs = append(attrs, a.Name.Local+"="+value)
		}
		slices.Sort(attrs)
		var text strings.Builder
		var children [][]string
		for {
			token, err := decoder.Token()
			if err != nil {
				t.Fatal(err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				children = append(children, walk(token, depth+1))
			case xml.CharData:
				text.Write(token)
			case xml.EndElement:
				value := strings.TrimSpace(text.String())
				for _, spec := range cosa.Settings() {
					if spec.Element == name {
						value, _ = spec.Setting.Canonical(value)
					}
				}
				if name == "Enabled" || name == "EntitlementRequired" {
					value = map[string]string{"1": "True", "0": "False"}[value] + strings.Trim(value, "10")
				}
				if len(children) > 0 {
					value = ""
				}
				slices.SortStableFunc(children, func(a, b []string) int {
					if name == "TargetState" {
						return strings.Compare(strings.Join(a, "\n"), strings.Join(b, "\n"))
					}
					return strings.Compare(strings.Fields(a[0])[0], strings.Fields(b[0])[0])
				})
				lines := []string{strings.Repeat(" ", depth) + name + " " + strings.Join(attrs, " ") + " " + value}
				return slices.Concat(append([][]string{lines}, children...)...)
			}
		}
	}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			t.Fatal("no root element")
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			return walk(start, 0)
		}
	}
}
