package spreadsheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// rowsOf makes a submission of texts by setting.
func rowsOf(rows ...map[cosa.Setting]string) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "contoso.yaml", Format: cosa.YAML})
	for i, row := range rows {
		b.Row(i + 1)
		for s := range cosa.Setting(cosa.SettingCount) {
			b.SetText(s, row[s], 0)
		}
	}
	return b.Submission()
}

// contoso is a submission of n ICCID ranges with two connections each.
func contoso(n int) *cosa.Submission {
	var rows []map[cosa.Setting]string
	for i := range n {
		for order, apn := range []string{"internet.contoso.example", "mms.contoso.example"} {
			rows = append(rows, map[cosa.Setting]string{
				cosa.UpdateType: "add", cosa.CountryRegion: "Argentina", cosa.Operator: "Contoso",
				cosa.MCC: "001", cosa.MNC: "01",
				cosa.ICCIDStart:             fmt.Sprintf("89001%012d00", i),
				cosa.ICCIDEnd:               fmt.Sprintf("89001%012d99", i),
				cosa.AppID:                  "Microsoft.OneConnect_8wekyb3d8bbwe!App",
				cosa.SupportDataMarketplace: "TRUE", cosa.DataMarketplaceRoamingUIEnabled: "Enabled",
				cosa.FriendlyName: "Contoso " + apn[:strings.Index(apn, ".")], cosa.AccessString: apn,
				cosa.UserName: "contoso", cosa.Password: "=secret", cosa.AuthProtocol: "pap",
				cosa.AutoConnectOrder: fmt.Sprint(order + 1), cosa.AlwaysOn: "yes",
				cosa.PurposeGroups: []string{"internet", "{53e2c5d3-d13c-4068-aa38-9c48ff2e55a8},IMS"}[order],
				cosa.IPType:        "ipv4V6", cosa.Roaming: "Allowed",
			})
		}
	}
	return rowsOf(rows...)
}

var exportInfo = ExportInfo{
	Tool: "cosa 0.1.0", RuleSet: "mobile-plans, 78 rules",
	Inputs: []InputDigest{{File: `C:\work\contoso.yaml`, SHA256: strings.Repeat("ab", 32)}},
	Findings: []cosa.Finding{
		{Rule: "iccid-range-granularity", Severity: cosa.Warning, Message: `the range ends in 97`, Hint: "end it in 99",
			Position: cosa.Position{File: "/home/someone/contoso.yaml", Line: 7, Column: 9}, Setting: "ICCID Range - End", Profile: "Contoso (Argentina)"},
		{Rule: "account-url-hidden", Severity: cosa.Info, Message: "the URL is not shown",
			Position: cosa.Position{File: "contoso.yaml", Line: 9, Column: 9}, Profile: "Contoso (Argentina)"},
	},
}

func export(t *testing.T, s *cosa.Submission) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := Export(&buf, s, exportInfo); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func open(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func TestExportWritesDocumentedSpellings(t *testing.T) {
	f := open(t, export(t, contoso(1)))
	if diff := cmp.Diff([]string{"COSA", "Questionnaire", "Checks", "Profiles"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows, err := f.GetRows("COSA", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for i, header := range rows[0] {
		if i < len(rows[2]) && rows[2][i] != "" {
			got[header] = rows[2][i]
		}
	}
	want := map[string]string{
		"UpdateType": "Add", "Country/Region": "Argentina", "Operator": "Contoso", "MCC": "001", "MNC": "01",
		"ICCID Range - Start": "8900100000000000000", "ICCID Range - End": "8900100000000000099",
		"AppID": "Microsoft.OneConnect_8wekyb3d8bbwe!App", "SupportDataMarketplace": "Yes", "DataMarketplaceRoamingUIEnabled": "1",
		"FriendlyName": "Contoso mms", "AccessString": "mms.contoso.example", "UserName": "contoso", "Password": "=secret",
		"AuthProtocol": "PAP", "AutoConnectOrder": "2", "AlwaysOn": "true", "PurposeGroups": "MMS, IMS", "IPType": "IPv4v6", "Roaming": "1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(rows[0]) != 35 || rows[0][0] != "UpdateType" || rows[0][34] != "Roaming" {
		t.Errorf("headers: %q", rows[0])
	}
	for column := 1; column <= len(rows[0]); column++ {
		cell := cosa.ColumnName(column) + "2"
		kind, err := f.GetCellType("COSA", cell)
		if err != nil {
			t.Fatal(err)
		}
		if value, _ := f.GetCellValue("COSA", cell); value != "" && kind != excelize.CellTypeSharedString {
			t.Errorf("%s is no text cell but %v", cell, kind)
		}
	}
}

func TestExportShowsLegacyColumnsOnlyWhenUsed(t *testing.T) {
	s := rowsOf(map[cosa.Setting]string{cosa.Operator: "Contoso", cosa.Compression: "enable", cosa.CarrierGUID: "x"})
	headers := readHeaders(t, export(t, s))
	if len(headers) != 37 || headers[30] != "Compression" || headers[36] != "Carrier GUID" {
		t.Errorf("%q", headers)
	}
}

func readHeaders(t *testing.T, content []byte) []string {
	t.Helper()
	rows, err := open(t, content).GetRows("COSA")
	if err != nil {
		t.Fatal(err)
	}
	return rows[0]
}

func TestExportIsDeterministic(t *testing.T) {
	s := contoso(3)
	first := export(t, s)
	for range 20 {
		if again := export(t, s); !bytes.Equal(first, again) {
			t.Fatal("the same submission gave other bytes")
		}
	}
}

func TestExportPartsAreWellFormed(t *testing.T) {
	content := export(t, contoso(2))
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == "xl/worksheets/sheet1.xml" && !bytes.Contains(text, []byte(`<dimension ref="A1:AI5"/>`)) {
			t.Error("the extent of the data sheet is not stated")
		}
		d := xml.NewDecoder(bytes.NewReader(text))
		for err == nil {
			_, err = d.Token()
		}
		if err != io.EOF {
			t.Errorf("%s: %v", part.Name, err)
		}
	}
}

func TestExportRefusesDamagedIdentifiers(t *testing.T) {
	b := cosa.NewBuilder()
	source := b.Source(cosa.Source{File: "ops.xlsx", Sheet: "APN", Format: cosa.XLSX, Header: 1})
	source.Columns[cosa.ICCIDStart] = 3
	b.Row(2)
	b.Set(cosa.Column(cosa.ICCIDStart), cosa.Cell{Raw: []byte("8.900100000000001E+18"), Type: cosa.Number})
	err := Export(io.Discard, b.Submission(), exportInfo)
	var read *cosa.ReadError
	if !errors.As(err, &read) || read.Position.Cell() != "C2" {
		t.Errorf("error %v", err)
	}
}

func TestExportTellsRowLimit(t *testing.T) {
	b, err := newBook("x")
	if err != nil {
		t.Fatal(err)
	}
	if err = b.add(page{name: "COSA", rows: sheetRows + 1, columns: 1}); err == nil || !strings.Contains(err.Error(), "1048575") {
		t.Errorf("error %v", err)
	}
}

func TestExportTellsCellLimit(t *testing.T) {
	s := rowsOf(map[cosa.Setting]string{cosa.Operator: strings.Repeat("x", cellUnits+1)})
	if err := Export(io.Discard, s, exportInfo); err == nil || !strings.Contains(err.Error(), "32767") {
		t.Errorf("error %v", err)
	}
}

func TestDataDigest(t *testing.T) {
	a, b := map[cosa.Setting]string{cosa.Operator: "Contoso", cosa.MCC: "001"}, map[cosa.Setting]string{cosa.Operator: "Fabrikam"}
	digest := DataDigest(rowsOf(a, b))
	if DataDigest(rowsOf(b, a)) == digest {
		t.Error("the order of rows does not matter")
	}
	if DataDigest(rowsOf(map[cosa.Setting]string{cosa.Operator: "Contoso", cosa.MNC: "001"}, b)) == digest {
		t.Error("the column of a value does not matter")
	}
	if DataDigest(rowsOf(map[cosa.Setting]string{cosa.Operator: " Contoso", cosa.MCC: "001"}, b)) != digest {
		t.Error("what reading cleans away matters")
	}
}

func TestSourceDigestIsOfOneFile(t *testing.T) {
	b := cosa.NewBuilder()
	for _, name := range []string{"Contoso", "Fabrikam"} {
		b.Source(cosa.Source{File: name, Format: cosa.YAML})
		b.Row(1)
		b.SetText(cosa.Operator, name, 0)
	}
	s := b.Submission()
	for i, name := range []string{"Contoso", "Fabrikam"} {
		want := DataDigest(rowsOf(map[cosa.Setting]string{cosa.Operator: name}))
		if got := SourceDigest(s, s.Sources()[i]); got != want {
			t.Errorf("%s: %s instead of %s", name, got, want)
		}
	}
}

func TestNumbersCountsUnion(t *testing.T) {
	r := func(start, end string) cosa.Range {
		r, err := cosa.NewRange(cosa.ICCID, start, end)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	got := numbers([]cosa.Range{
		r("8900100000000000050", "8900100000000000149"),
		r("8900100000000000000", "8900100000000000099"),
		r("89001000000000000000", "89001000000000000999"), // twin of the second
	})
	if got != 150 {
		t.Errorf("%d SIMs instead of 150", got)
	}
	if numbers(nil) != 0 {
		t.Error("no range holds no number")
	}
}
