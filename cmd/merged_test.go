package cmd

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

// sheetFindings validates a workbook of one sheet and lists its findings as
// "cell rule".
func sheetFindings(t *testing.T, sheet sheettest.Sheet) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sheet.xlsx")
	var b bytes.Buffer
	if err := sheettest.Write(&b, sheet); err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, b.Bytes())
	_, stdout, stderr := cosaOutput(t, "validate", "--no-config", "--format", "json", path)
	var got struct {
		Findings []struct{ Cell, Rule string }
	}
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatalf("%v\n%s%s", err, stdout, stderr)
	}
	var list []string
	for _, f := range got.Findings {
		list = append(list, f.Cell+" "+f.Rule)
	}
	return list
}

// TestMergedCellsAreOneFinding merges cells of sound rows: nothing but the
// merge is told, whatever the merge covers.
func TestMergedCellsAreOneFinding(t *testing.T) {
	header := sheettest.Row("UpdateType", "Country/Region", "Operator", "MCC", "MNC", "ICCID Range - Start", "ICCID Range - End",
		"SupportDataMarketplace", "DataMarketplaceRoamingUIEnabled", "AppID", "AccessString", "AlwaysOn", "PurposeGroups")
	for merged, blanks := range map[string][]string{
		"C1:C2": {"C2"},
		"C2:C4": {"C3", "C4"},
		"A2:C4": {"B2", "C2", "A3", "B3", "C3", "A4", "B4", "C4"},
		"D2:E4": {"E2", "D3", "E3", "D4", "E4"},
		"F3:G3": {"G3"},
		"H2:M2": {"I2", "J2", "K2", "L2", "M2"},
		"M2:P4": {"M3", "M4"},
	} {
		rows := [][]sheettest.Cell{header}
		for _, access := range []string{"internet", "mms", "tether"} {
			rows = append(rows, sheettest.Row("Add", "Argentina", "Contoso", "722", "310", "8954310000000000000", "8954310099999999999",
				"Yes", "1", "Microsoft.OneConnect_8wekyb3d8bbwe!App", access+".contoso.example", "true", "Internet"))
		}
		for _, cell := range blanks {
			rows[cell[1]-'1'][cell[0]-'A'] = sheettest.Cell{}
		}
		got := sheetFindings(t, sheettest.Sheet{Name: "APN", Rows: rows, Merged: []string{merged}})
		if diff := cmp.Diff([]string{merged[:2] + " merged-cells"}, got); diff != "" {
			t.Errorf("%s merged (-want +got):\n%s", merged, diff)
		}
	}
}

// TestMergedValuesAreNotCompared merges cells that no two rows can share: what
// follows from the merge is not told again.
func TestMergedValuesAreNotCompared(t *testing.T) {
	header := sheettest.Row("UpdateType", "Country/Region", "Operator", "MCC", "MNC", "ICCID Range - Start", "ICCID Range - End",
		"SupportDataMarketplace", "DataMarketplaceRoamingUIEnabled", "AppID", "AccessString", "AlwaysOn", "PurposeGroups", "AutoConnectOrder")
	for merged, second := range map[string][2]string{
		"F2:F3": {"Fabrikam", ""},
		"G2:G3": {"Fabrikam", ""},
		"K2:K3": {"Contoso", ""},
		"N2:N3": {"Contoso", "b"},
	} {
		row := func(operator, access string) []sheettest.Cell {
			return sheettest.Row("Add", "Argentina", operator, "722", "310", "8954310000000000000", "8954310099999999999",
				"Yes", "1", "Microsoft.OneConnect_8wekyb3d8bbwe!App", access, "true", "Internet", "1")
		}
		rows := [][]sheettest.Cell{header, row("Contoso", "internet"), row(second[0], second[1])}
		rows[2][merged[0]-'A'] = sheettest.Cell{}
		if merged != "K2:K3" && second[1] == "" {
			rows[2][10].Text = "fabrikam"
		}
		got := sheetFindings(t, sheettest.Sheet{Name: "APN", Rows: rows, Merged: []string{merged}})
		if diff := cmp.Diff([]string{merged[:2] + " merged-cells"}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", merged, diff)
		}
	}
}
