package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

func TestSchemaHoldsForReports(t *testing.T) {
	content, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	schema := compiled(t, content)
	for name, r := range reports() {
		for i := range r.Findings {
			r.Findings[i].Severity = max(r.Findings[i].Severity, cosa.Info)
		}
		if err := holds(t, schema, render(t, "json", r, Options{})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if holds(t, schema, bytes.Replace(render(t, "json", sample(), Options{}), []byte(`"line":`), []byte(`"lines":`), 1)) == nil {
		t.Error("the schema takes a finding without a line")
	}
	if strings.Contains(string(content), `"description": ""`) || strings.Count(string(content), `"description"`) < 30 {
		t.Error("keys have no description")
	}
}
