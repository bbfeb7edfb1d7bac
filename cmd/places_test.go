package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/report"
	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

// placesWorkbook is the workbook among the files of TestPlaces.
func placesWorkbook() sheettest.Sheet {
	row := func(cells ...string) []sheettest.Cell { return sheettest.Row(cells...) }
	damaged := row("Add", "Argentina", "Contoso", "999", "70", "8954310020000000000", "", mobilePlansApp, "Yes", "1", "internet.contoso.example", "true", "Internet", "")
	damaged[6] = sheettest.Cell{Text: "8.9543100209999995E+18", Type: cosa.Number}
	return sheettest.Sheet{Name: "APN", HiddenRows: []int{7}, Rows: [][]sheettest.Cell{
		row("Contoso: COSA/APN update"),
		nil,
		row("UpdateType", "Country/Region", "Operator", "MCC", "MNC", "ICCID Range - Start", "ICCID Range - End", "AppID", "SupportDataMarketplace", "DataMarketplaceRoamingUIEnabled", "AccessString", "AlwaysOn", "PurposeGroups", "Remark"),
		row("Add", "Argentina", "Contoso", "999", "70", "8954310010000000000", "8954310010999999999", mobilePlansApp, "Yes", "1", "internet.contoso.example", "true", "Internet", "<b>checked</b> & signed"),
		damaged,
		row("Add", "Argentina", "Contoso", "999", "70", "8954310030000000000", "8954310030999999950", mobilePlansApp, "Yes", "1", "internet.contoso.example", "true", "Internet", ""),
		row("Add", "Argentina", "Contoso", "999", "70", "8954310040000000000", "8954310040999999999", mobilePlansApp, "Yes", "1", "internet.contoso.example", "true", "Internet", ""),
	}}
}

var pageParts = regexp.MustCompile(`(?s)(<style>|<script>).*?(</style>|</script>)`)

// TestPlaces writes findings of every severity at every kind of place (cells,
// YAML, CSV, and related ones in another file and in a baseline) in every
// format.
func TestPlaces(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "places"))
	if *update {
		var b bytes.Buffer
		if err := sheettest.Write(&b, placesWorkbook()); err != nil {
			t.Fatal(err)
		}
		writeFile(t, "contoso.xlsx", b.Bytes())
	}
	for _, f := range report.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			code, out, stderr := cosaOutput(t, "validate", "--config", "policy.yaml", "contoso.xlsx", "fabrikam.yaml", "tailspin.csv", "--against", "customizations.xml", "-f", f.Name)
			if code != 1 || stderr != "" {
				t.Errorf("exit code %d, %s", code, stderr)
			}
			if strings.Contains(out, "hunter2") {
				t.Error("the report holds a password")
			}
			// The page's style and script are files of their own.
			out = pageParts.ReplaceAllString(out, "$1$2")
			golden := "expected." + f.Name
			if *update {
				writeFile(t, golden, []byte(out))
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), out); diff != "" {
				t.Errorf("%s (-want +got), go test ./cmd -run Places -update writes it:\n%s", golden, diff)
			}
		})
	}
}
