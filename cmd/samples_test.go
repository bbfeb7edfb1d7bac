package cmd

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

const samples = "../samples"

// cosaOutput runs the program and returns its exit code and what it wrote.
func cosaOutput(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Main(args, Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	return code, out.String(), errs.String()
}

// TestSamplesAreClean validates every sample that is meant to be sound.
func TestSamplesAreClean(t *testing.T) {
	if *update {
		writeSamples(t)
	}
	for _, name := range []string{"contoso.yaml", "contoso.xlsx", "headers-2017.xlsx", "two-row-header.xlsx", "bulk.csv"} {
		code, stdout, stderr := cosaOutput(t, "validate", "--no-config", "--fail-on", "warning", filepath.Join(samples, name))
		if code != 0 || !strings.Contains(stdout, "0 errors, 0 warnings,") {
			t.Errorf("%s: exit code %d\n%s%s", name, code, stdout, stderr)
		}
	}
}

// TestSampleWorkbookIsTheYAML proves that contoso.xlsx is contoso.yaml.
func TestSampleWorkbookIsTheYAML(t *testing.T) {
	_, fromYAML, _ := cosaOutput(t, "convert", filepath.Join(samples, "contoso.yaml"), "--to", "csv", "--allow-loss")
	exported := filepath.Join(t.TempDir(), "contoso.xlsx")
	if code, _, stderr := cosaOutput(t, "export", "--no-config", filepath.Join(samples, "contoso.yaml"), "-o", exported); code != 0 {
		t.Fatal(stderr)
	}
	_, fresh, _ := cosaOutput(t, "convert", exported, "--to", "csv", "--allow-loss")
	_, kept, _ := cosaOutput(t, "convert", filepath.Join(samples, "contoso.xlsx"), "--to", "csv", "--allow-loss")
	if diff := cmp.Diff(fresh, kept); diff != "" || len(fromYAML) == 0 {
		t.Errorf("samples/contoso.xlsx is not what export makes of contoso.yaml; go test ./cmd -run Sample -update writes it:\n%s", diff)
	}
}

// TestFaultySample compares every finding on the faulty workbook with the
// list beside it.
func TestFaultySample(t *testing.T) {
	t.Chdir(samples)
	code, stdout, stderr := cosaOutput(t, "validate", "--no-config", "--format", "json", "faulty.xlsx")
	if code != 1 || stderr != "" {
		t.Errorf("exit code %d, %s", code, stderr)
	}
	if *update {
		writeFile(t, "faulty.findings.json", []byte(stdout))
		return
	}
	want, err := os.ReadFile("faulty.findings.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), stdout); diff != "" {
		t.Errorf("findings on faulty.xlsx (-want +got):\n%s", diff)
	}
}

// writeSamples makes the samples that are not written by hand.
func writeSamples(t *testing.T) {
	t.Helper()
	for name, sheets := range map[string][]sheettest.Sheet{
		"faulty.xlsx":         {faultySheet()},
		"headers-2017.xlsx":   {headers2017()},
		"two-row-header.xlsx": {twoRowHeader()},
	} {
		var b bytes.Buffer
		if err := sheettest.Write(&b, sheets...); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(samples, name), b.Bytes())
	}
	writeFile(t, filepath.Join(samples, "bulk.csv"), []byte(bulkCSV()))
	if code, _, stderr := cosaOutput(t, "export", "--no-config", filepath.Join(samples, "contoso.yaml"), "-o", filepath.Join(samples, "contoso.xlsx")); code != 0 {
		t.Fatal(stderr)
	}
}

const mobilePlansApp = "Microsoft.OneConnect_8wekyb3d8bbwe!App"

// faultySheet is a draft as it comes from a desk: right in most cells, and
// wrong in all the ways that a spreadsheet makes easy.
func faultySheet() sheettest.Sheet {
	header := sheettest.Row("UpdateType", "Country/Region", "Operator", "MCC", "MNC", "ICCID Range – Start", "ICCID Range – End",
		"AppID", "SupportDataMarketplace", "DataMarketplaceRoamingUIEnabled", "BrandingName",
		"Connection Information – Friendly Name", "Connection Information – Access String", "AlwaysOn", "PurposeGroups", "IPType", "AutoConectOrder")
	const (
		country  = 1
		operator = 2
		mnc      = 4
		start    = 5
		end      = 6
		app      = 7
		market   = 8
		branding = 10
		apn      = 12
		purpose  = 14
	)
	sound := func(block int) []sheettest.Cell {
		return sheettest.Row("Add", "Argentina", "Contoso", "999", "70",
			fmt.Sprintf("89543100%d000000000", block), fmt.Sprintf("89543100%d999999999", block),
			mobilePlansApp, "Yes", "1", "Contoso", "Contoso Internet", "internet.contoso.example", "true", "Internet", "IPv4v6", "")
	}
	change := func(cells []sheettest.Cell, column int, cell sheettest.Cell) []sheettest.Cell {
		cells[column] = cell
		return cells
	}
	text := func(s string) sheettest.Cell { return sheettest.Cell{Text: s} }
	rows := [][]sheettest.Cell{
		sheettest.Row("Contoso: COSA/APN update, third draft"),
		sheettest.Row("Yellow cells still have to be checked with the SIM maker."),
		nil,
		header,
		sound(10), // row 5: nothing wrong
		change(sound(11), end, sheettest.Cell{Text: "8.9543100119999898E+18", Type: cosa.Number}),
		change(sound(12), mnc, sheettest.Cell{Text: "7", Type: cosa.Number}),
		change(sound(13), start, text("8954310013\u00a00000 00000")),
		change(sound(14), start, text("８９５４３１００１４０００００００００")),
		change(sound(15), branding, sheettest.Cell{Formula: "VLOOKUP(C10,Brands!A:B,2)", Type: cosa.Missing}),
		change(sound(16), market, text("Yess")),
		change(sound(17), end, text("8954310017999990000")),
		change(sound(18), start, text("895431001800000000")),
		change(sound(19), purpose, text("Interent")),
		change(sound(20), country, text("Argentinia")),
		change(sound(21), apn, text("http://internet.contoso.example")),
		change(sound(22), app, text("microsoft.oneconnect_8wekyb3d8bbwe!app")),
		change(change(sound(10), operator, text("Fabrikam")), branding, text("Fabrikam")),
		sound(23), // row 19 is hidden
		sound(24), // rows 20 and 21: the operator's cells are merged
		change(sound(25), operator, sheettest.Cell{}),
		nil,
		sheettest.Row("", "Legend", "", "yellow = to be checked"),
	}
	return sheettest.Sheet{Name: "APN", Rows: rows, HiddenRows: []int{19}, Merged: []string{"A1:F1", "C20:C21"}}
}

// headers2017 is a sound sheet with the headers of the 2017 edition.
func headers2017() sheettest.Sheet {
	return sheettest.Sheet{Name: "COSA-APN update", Rows: [][]sheettest.Cell{
		sheettest.Row("Update Type", "Country", "Operator", "MCC", "MNC", "ICCID Range – Start", "ICCID Range – End",
			"Account Experience URL", "App ID", "Data Marketplace support", "DataMarketPlace Roaming UI Enabled", "Branding Name", "Use Branding Name On Roaming",
			"Connection Information – Friendly Name", "Connection Information – Access String", "Connection Information – User Name", "Connection Information – Password",
			"Auth Protocol", "IP Type", "Purpose groups", "AlwaysOn", "Connection Information – Auto-Connect Order"),
		sheettest.Row("Add", "Argentina", "Contoso", "999", "70", "8954310000000000000", "8954310099999999999",
			"", mobilePlansApp, "Supported", "Enabled", "Contoso", "0", "Contoso Internet", "internet.contoso.example", "contoso", "contoso", "PAP", "IPv4v6", "{3E5545D2-1137-4DC8-A198-33F1C657515F}", "Yes", "1"),
		sheettest.Row("Add", "Argentina", "Contoso", "999", "70", "8954310000000000000", "8954310099999999999",
			"", mobilePlansApp, "Supported", "Enabled", "Contoso", "0", "Contoso MMS", "mms.contoso.example", "", "", "", "IPv4", "MMS", "No", "2"),
	}}
}

// twoRowHeader is a sound sheet whose group cells stand over the columns.
func twoRowHeader() sheettest.Sheet {
	return sheettest.Sheet{Name: "Update", Rows: [][]sheettest.Cell{
		sheettest.Row("Fabrikam (Brazil)"),
		nil,
		sheettest.Row("UpdateType *", "Country/Region *", "Operator *", "MCC", "MNC", "ICCID Range", "", "AppID", "SupportDataMarketplace", "DataMarketplaceRoamingUIEnabled", "Connection Information", "", "", ""),
		sheettest.Row("", "", "", "", "", "Start", "End", "", "", "", "Friendly Name", "Access String", "Purpose Groups", "AlwaysOn"),
		sheettest.Row("Change", "Brazil", "Fabrikam", "999", "80", "89551100000000000000", "89551100099999999999", mobilePlansApp, "Yes", "0", "Fabrikam", "fabrikam.example", "Internet", "true"),
		sheettest.Row("Add", "Brazil", "Fabrikam", "999", "80", "89551100100000000000", "89551100199999999999", mobilePlansApp, "Yes", "0", "Fabrikam", "fabrikam.example", "Internet", "true"),
	}, Merged: []string{"F3:G3", "K3:N3"}}
}

// bulkCSV lists 300 rows: 5 operators x 20 ranges x 3 access points.
func bulkCSV() string {
	var b strings.Builder
	b.WriteString("UpdateType,Country/Region,Operator,MCC,MNC,ICCID Range - Start,ICCID Range - End,AppID,SupportDataMarketplace,DataMarketplaceRoamingUIEnabled,AccessString,AlwaysOn,PurposeGroups,IPType,AutoConnectOrder\n")
	countries := [...]string{"Argentina", "Brazil", "Chile", "Peru", "Uruguay"}
	for operator, country := range countries {
		for block := range 20 {
			for i, apn := range [...][3]string{{"internet", "true", "Internet"}, {"mms", "false", "MMS"}, {"ims", "false", "IMS"}} {
				fmt.Fprintf(&b, "Add,%s,Contoso %s,999,%02d,89543%02d%02d0000000000,89543%02d%02d9999999999,%s,Yes,1,%s.contoso.example,%s,%s,IPv4v6,%d\n",
					country, country, 70+operator, operator, block, operator, block, mobilePlansApp, apn[0], apn[1], apn[2], i+1)
			}
		}
	}
	return b.String()
}
