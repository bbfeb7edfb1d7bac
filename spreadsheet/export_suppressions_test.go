package spreadsheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// TestSuppressionsComeBack exports suppressions and reads them back.
func TestSuppressionsComeBack(t *testing.T) {
	text := func(s string) *string { return &s }
	want := []cosa.Suppression{
		{Rule: "mcc-format", Profile: "Contoso (Argentina)", Reason: "a test network"},
		{Rule: "mcc-format", Profile: "Contoso (Argentina)", Setting: "MCC", Value: text("072"), Fingerprint: "0123456789012345", Reason: "why", Owner: "Ann", Expires: "2027-03-31"},
		{Rule: "access-string-required", Profile: "Contoso (Chile)", Value: text(""), Reason: "none yet"},
		{Rule: "access-string-format", Fingerprint: "ffffffffffffffff", Value: text("  a\tb\n\"<&>' _x0041_ \u00a0\u202e=1+1 "), Reason: "=HYPERLINK(\"x\")\nsecond line"},
		{Rule: "credential-length", Profile: "Contoso (Chile)", Setting: "Password", Reason: strings.Repeat("long ", 300)},
		{Rule: "header-unknown", Fingerprint: "8954310000000000", Reason: "Rule"},
	}
	info := ExportInfo{Tool: "cosa test", RuleSet: "policy cosa"}
	for i := range want {
		for range 2 {
			info.Silenced = append(info.Silenced, Silenced{Finding: cosa.Finding{Rule: want[i].Rule, Severity: cosa.Error, Message: "m"}, By: &want[i]})
		}
	}
	info.Unjudged = []Unjudged{
		{Rule: "baseline-missing", Reason: "old.csv:2:1 of the baseline cannot be read"},
		{Rule: "branding-icon-images", Reason: "no icon file beside the submission"},
	}
	for i := range 100 { // inputs push what stands below them beyond the first rows
		info.Inputs = append(info.Inputs, InputDigest{File: strings.Repeat("x", i+1), SHA256: "0"})
	}
	submission := contoso(1)
	var out bytes.Buffer
	if err := Export(&out, submission, info); err != nil {
		t.Fatal(err)
	}
	for _, content := range [][]byte{out.Bytes(), withoutBlankRows(t, out.Bytes())} {
		comesBack(t, content, want)
	}
	rows, err := open(t, out.Bytes()).GetRows(checksSheet)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(rows, func(row []string) bool { return slices.Equal(row, []string{"Not evaluated", "Why"}) })
	if at < 0 {
		t.Fatal("what was not evaluated is not listed")
	}
	for i, u := range info.Unjudged {
		if diff := cmp.Diff([]string{u.Rule, u.Reason}, rows[at+1+i]); diff != "" {
			t.Error(diff)
		}
	}
	n := 0
	for _, row := range rows {
		if slices.Contains(row, "suppressed (error)") {
			n++
		}
	}
	if n != len(info.Silenced) {
		t.Errorf("%d findings are listed as suppressed, want %d", n, len(info.Silenced))
	}
}

// comesBack reads a workbook, which has to bring along what is wanted.
func comesBack(t *testing.T, content []byte, want []cosa.Suppression) {
	t.Helper()
	b := cosa.NewBuilder()
	if err := ReadWorkbook(b, "out.xlsx", bytes.NewReader(content), int64(len(content)), ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	source := b.Submission().Sources()[0]
	got := source.Suppressions
	for i := range got {
		if got[i].Origin != cosa.Embedded || got[i].Position.Sheet != checksSheet || got[i].Position.Line == 0 {
			t.Errorf("%+v is not embedded", got[i])
		}
		got[i].Origin, got[i].Position = 0, cosa.Position{}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-written +read:\n%s", diff)
	}
	if len(source.Notes) > 0 {
		t.Error(source.Notes)
	}
}

// withoutBlankRows is an exported workbook as LibreOffice saves it.
func withoutBlankRows(t *testing.T, content []byte) []byte {
	t.Helper()
	removed := 0
	for n := 1; n < 60; n++ {
		blank := fmt.Sprintf(`<row r="%d"></row>`, n)
		if strings.Contains(partOf(t, content, "xl/worksheets/sheet3.xml"), blank) {
			content = replaceIn(t, content, "xl/worksheets/sheet3.xml", blank, "")
			removed++
		}
	}
	if removed == 0 {
		t.Fatal("the sheet has no blank rows")
	}
	return content
}

// TestForgedSuppressions shows that rows which would silence a whole rule, or
// give no reason, are left out and told of.
func TestForgedSuppressions(t *testing.T) {
	forged := []cosa.Suppression{
		{Rule: "mcc-format", Reason: "everything"},
		{Rule: "mcc-format", Profile: "Contoso (Argentina)"},
		{Rule: "mcc-format", Profile: "Contoso (Argentina)", Reason: "r", Expires: "never"},
	}
	info := ExportInfo{Tool: "cosa test"}
	for i := range forged {
		info.Silenced = append(info.Silenced, Silenced{By: &forged[i]})
	}
	var out bytes.Buffer
	if err := Export(&out, contoso(1), info); err != nil {
		t.Fatal(err)
	}
	b := cosa.NewBuilder()
	if err := ReadWorkbook(b, "out.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()), ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	if source := b.Submission().Sources()[0]; len(source.Suppressions) != 0 || len(source.Notes) != len(forged) {
		t.Errorf("%+v, %v", source.Suppressions, source.Notes)
	}
}
