package cmd

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// keysOf lists the keys that an object of the JSON report has, always all.
var keysOf = map[string][]string{
	"report":  {"embeddedSuppressions", "findings", "notEvaluated", "notes", "schema", "summary", "suppressed", "tool"},
	"tool":    {"name", "version"},
	"summary": {"entries", "errors", "files", "infos", "profiles", "suppressed", "warnings"},
	"finding": {
		"cell", "column", "file", "fingerprint", "fix", "hint", "line", "message", "path", "profile", "related", "rule", "setting",
		"severity", "sheet", "value",
	},
	"related": {"cell", "column", "file", "line", "message", "path", "sheet"},
}

// faulty has a finding with a related place, one without, and text that HTML
// escaping would change.
const faulty = `UpdateType,Country/Region,Operator,MCC,MNC,ICCID Range - Start,ICCID Range - End,SupportDataMarketplace,DataMarketplaceRoamingUIEnabled,AppID,AccessString,AlwaysOn,PurposeGroups
Add,Argentina,Contoso,722,310,8954310000000000000,8954310099999999999,Yes,1,Microsoft.OneConnect_8wekyb3d8bbwe!App,<a&b>,true,Internet
Add,Argentina,Fabrikam,722,310,8954310050000000000,8954310149999999999,Yes,1,Microsoft.OneConnect_8wekyb3d8bbwe!App,internet.contoso.example,true,Internet
`

func TestJSONContract(t *testing.T) {
	file := filepath.Join(t.TempDir(), "faulty.csv")
	if err := os.WriteFile(file, []byte(faulty), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, complaints bytes.Buffer
	code := Main([]string{"validate", "--no-config", "-f", "json", file}, Streams{In: strings.NewReader(""), Out: &out, Err: &complaints})
	if code != 1 || complaints.Len() > 0 {
		t.Fatalf("exit code %d, %s", code, &complaints)
	}
	if strings.Contains(out.String(), `\u003c`) || !strings.Contains(out.String(), "<a&b>") {
		t.Error("the text is HTML-escaped")
	}
	var r map[string]any
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, "report", r)
	wantKeys(t, "tool", r["tool"])
	wantKeys(t, "summary", r["summary"])
	if r["schema"] != 1.0 {
		t.Errorf("schema is %v", r["schema"])
	}
	for _, list := range []string{"findings", "notEvaluated", "notes", "suppressed", "embeddedSuppressions"} {
		if _, ok := r[list].([]any); !ok {
			t.Errorf("%s is %v, want a list", list, r[list])
		}
	}
	related := 0
	counts := map[any]float64{}
	findings := r["findings"].([]any)
	for _, f := range findings {
		wantKeys(t, "finding", f)
		finding := f.(map[string]any)
		counts[finding["severity"]]++
		if fingerprint, _ := finding["fingerprint"].(string); len(fingerprint) != 16 {
			t.Errorf("fingerprint is %q", fingerprint)
		}
		list, ok := finding["related"].([]any)
		if !ok {
			t.Errorf("related is %v, want a list", finding["related"])
		}
		for _, other := range list {
			related++
			wantKeys(t, "related", other)
		}
	}
	if related == 0 {
		t.Error("no finding has a related place")
	}
	summary := r["summary"].(map[string]any)
	want := map[string]any{
		"files": 1.0, "entries": 2.0, "profiles": 2.0, "suppressed": 0.0,
		"errors": counts["error"], "warnings": counts["warning"], "infos": counts["info"],
	}
	if diff := cmp.Diff(want, summary); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}

func wantKeys(t *testing.T, what string, object any) {
	t.Helper()
	var keys []string
	for key := range object.(map[string]any) {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	if diff := cmp.Diff(keysOf[what], keys); diff != "" {
		t.Errorf("keys of %s (-want +got):\n%s", what, diff)
	}
}
