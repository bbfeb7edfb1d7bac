package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/report"
)

// TestNoReportTellsCredentials renders findings about user names and passwords
// in every format.
func TestNoReportTellsCredentials(t *testing.T) {
	const secret = "Zx9Secret"
	long := strings.Repeat(secret, 40)
	dir := t.TempDir()
	csv := filepath.Join(dir, "rows.csv")
	writeFile(t, csv, []byte("UpdateType,Country/Region,Operator,MCC,MNC,AccessString,AlwaysOn,PurposeGroups,UserName,Password,AuthProtocol\n"+
		"Add,Argentina,Contoso,722,310,one.example,true,Internet,"+long+","+long+",PAP\n"+
		"Add,Argentina,Contoso,722,310,two.example,true,Internet,,\u00a0"+secret+"\u200b,PAP\n"+
		"Add,Argentina,Contoso,722,310,three.example,true,Internet,"+secret+"\x01,8.95E+18"+secret+",PAP\n"))
	yaml := filepath.Join(dir, "form.yaml")
	writeFile(t, yaml, []byte("profiles:\n  - operator: Fabrikam\n    country: Argentina\n    updateType: Add\n    targets: [{mcc: \"722\", mnc: \"320\"}]\n"+
		"    connections:\n      - {accessString: a.example, password: ["+secret+"], userName: {a: "+secret+"}}\n"+
		"      - {accessString: b.example, password: "+secret+", password: "+secret+"2}\n"))
	for _, format := range report.Formats() {
		t.Run(format.Name, func(t *testing.T) {
			out := filepath.Join(dir, "report."+format.Name)
			code, stdout, stderr := cosaOutput(t, "validate", "--no-config", "--policy", "cosa", "--all", "-f", format.Name+"="+out, csv, yaml)
			if code != exitFindings {
				t.Fatalf("exit code %d, %s", code, stderr)
			}
			content, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range []string{string(content), stdout, stderr} {
				if strings.Contains(text, secret) {
					t.Errorf("a credential is told: %s", text[max(0, strings.Index(text, secret)-200):])
				}
			}
			if !bytes.Contains(content, []byte("credential-length")) || !bytes.Contains(content, []byte(cosa.Mask)) {
				t.Error("the report has no masked credential")
			}
		})
	}
}
