package spreadsheet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// hostile makes texts of what files, XML and spreadsheets trip over.
func hostile(r *rand.Rand) string {
	pieces := []string{
		"Contoso", " ", "  ", "\n", "\r", "\r\n", "\t", "\x01", "\x1f", "_x0041_", "_x005F_", "_", "&amp;", "<t>", "]]>", "\"", "'", ",", ";",
		"=1+1", "+", "-", "@", "8900100000000000000", "001", "\u00a0", "\u200b", "\uff11", "é", "漢字", "😀", "\ufffe", "\uffff", "\u2028", "\ufeff", "1E5", "TRUE",
	}
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func hostileRows(seed uint64, n int) *cosa.Submission {
	r := rand.New(rand.NewPCG(seed, 1))
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "x.yaml", Format: cosa.YAML})
	extra := b.Extra("Remark")
	for i := range n {
		b.Row(i + 1)
		b.SetText(cosa.UpdateType, "Add", 0)
		b.SetText(cosa.Operator, "Contoso", 0)
		for s := range cosa.Setting(cosa.SettingCount) {
			if s != cosa.UpdateType && s != cosa.Operator && r.IntN(3) == 0 {
				b.SetText(s, hostile(r), 0)
			}
		}
		b.Set(extra, cosa.Cell{Raw: []byte("x" + hostile(r))})
	}
	return b.Submission()
}

// raw lists the rows as header=value, for comparing.
func raw(s *cosa.Submission, fold func(string) string) [][]string {
	var rows [][]string
	for e := range s.Entries() {
		var row []string
		for c := range cosa.Column(cosa.SettingCount + len(s.Extras())) {
			v := e.In(c)
			if v.Raw != "" || v.Type != cosa.Text {
				row = append(row, fmt.Sprintf("%s=%q %d", columnHeader(s, c), fold(v.Raw), v.Type))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func asIs(text string) string { return text }

func readBack(t *testing.T, content []byte) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	if err := ReadWorkbook(b, "back.xlsx", bytes.NewReader(content), int64(len(content)), ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Submission()
}

func TestWorkbookRoundTrip(t *testing.T) {
	for seed := range uint64(8) {
		s := hostileRows(seed, 30)
		var buf bytes.Buffer
		if err := WriteWorkbook(&buf, s); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(raw(s, asIs), raw(readBack(t, buf.Bytes()), asIs)); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

func TestWorkbookKeepsTypes(t *testing.T) {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "ops.xlsx", Sheet: "APN", Format: cosa.XLSX, Header: 1})
	b.Row(2)
	cells := map[cosa.Setting]cosa.Cell{
		cosa.UpdateType: {Raw: []byte("Add")},
		cosa.Operator:   {Raw: []byte("Contoso")},
		cosa.MCC:        {Raw: []byte("1"), Shown: []byte("001"), Type: cosa.Padded},
		cosa.MNC:        {Raw: []byte("1"), Type: cosa.Number},
		cosa.ICCIDStart: {Raw: []byte("8.9001000000000005E+18"), Type: cosa.Number},
		cosa.ICCIDEnd:   {Raw: []byte("45000"), Type: cosa.Date},
		cosa.ESIMProv:   {Raw: []byte("TRUE"), Type: cosa.Bool},
		cosa.UIName:     {Raw: []byte("#N/A"), Type: cosa.Err},
		cosa.UIOrder:    {Raw: []byte("7"), Type: cosa.Number, Formula: true},
	}
	for s := range cosa.Setting(cosa.SettingCount) {
		b.Set(cosa.Column(s), cells[s])
	}
	s := b.Submission()
	var buf bytes.Buffer
	if err := WriteWorkbook(&buf, s); err != nil {
		t.Fatal(err)
	}
	got := readBack(t, buf.Bytes()).Entry(0)
	for setting, want := range map[cosa.Setting]cosa.Value{
		cosa.MCC:        {Raw: "001", Text: "001"},
		cosa.MNC:        {Raw: "1", Text: "1", Type: cosa.Number},
		cosa.ICCIDStart: {Raw: "8.9001000000000005E+18", Text: "8.9001000000000005E+18", Type: cosa.Number},
		cosa.ICCIDEnd:   {Raw: "45000", Text: "45000", Type: cosa.Date},
		cosa.ESIMProv:   {Raw: "TRUE", Text: "TRUE", Type: cosa.Bool},
		cosa.UIName:     {Raw: "#N/A", Text: "#N/A", Type: cosa.Err},
		cosa.UIOrder:    {Raw: "7", Text: "7", Type: cosa.Number},
	} {
		if diff := cmp.Diff(want, got.Value(setting)); diff != "" {
			t.Errorf("%s: %s", setting, diff)
		}
	}
	want := []string{"UIOrder: a formula becomes its value (1 distinct value)"}
	if diff := cmp.Diff(want, Losses(s, cosa.XLSX)); diff != "" {
		t.Error(diff)
	}
	want = []string{
		"MNC: an identifier stored as a number becomes text, which hides that it lost digits (1 distinct value)",
		"ICCID Range - Start: an identifier stored as a number becomes text, which hides that it lost digits (1 distinct value)",
		"ICCID Range - End: a date becomes the number behind it (1 distinct value)",
		"UIOrder: a formula becomes its value (1 distinct value)",
	}
	if diff := cmp.Diff(want, Losses(s, cosa.CSV)); diff != "" {
		t.Error(diff)
	}
}

func TestCSVRoundTrip(t *testing.T) {
	fold := func(text string) string { return strings.ReplaceAll(text, "\r", "") }
	for _, format := range []cosa.Format{cosa.CSV, cosa.TSV} {
		for seed := range uint64(8) {
			s := hostileRows(seed, 30)
			var buf bytes.Buffer
			if err := WriteCSV(&buf, s, format); err != nil {
				t.Fatal(err)
			}
			b := cosa.NewBuilder()
			if err := ReadCSV(b, "back.csv", &buf, format, ReadOptions{}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(raw(s, fold), raw(b.Submission(), fold)); diff != "" {
				t.Fatalf("%s, seed %d: %s", format, seed, diff)
			}
		}
	}
}

func TestCSVMarksOnlyWhatIsNotASCII(t *testing.T) {
	var buf bytes.Buffer
	if err := WriteCSV(&buf, rowsOf(map[cosa.Setting]string{cosa.Operator: "Contoso"}), cosa.CSV); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(buf.String(), "UpdateType,Country/Region,Operator,MCC,") || strings.Contains(buf.String(), "\r") {
		t.Errorf("%q", buf.String())
	}
	buf.Reset()
	if err := WriteCSV(&buf, rowsOf(map[cosa.Setting]string{cosa.Operator: "Contoso é"}), cosa.CSV); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(buf.String(), "\ufeffUpdateType") {
		t.Errorf("%q", buf.String())
	}
}

func TestLossesOfText(t *testing.T) {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "x.yaml", Format: cosa.YAML})
	b.Row(1)
	b.SetText(cosa.Operator, "Con\r\ntoso", 0)
	b.Row(2)
	b.Answer("testing", "much", cosa.Position{})
	want := []string{
		"Operator: a line break of two characters becomes one (1 distinct value)",
		"1 row without any value; a sheet skips such rows",
		"1 answer of the questionnaire",
	}
	if diff := cmp.Diff(want, Losses(b.Submission(), cosa.CSV)); diff != "" {
		t.Error(diff)
	}
}

func TestTemplateIsEmpty(t *testing.T) {
	var buf bytes.Buffer
	if err := Template(&buf); err != nil {
		t.Fatal(err)
	}
	s := readBack(t, buf.Bytes())
	var rules []string
	for _, f := range s.Findings() {
		rules = append(rules, f.Rule)
	}
	if diff := cmp.Diff([]string{"no-entries"}, rules); diff != "" || s.Len() != 0 {
		t.Errorf("%d rows: %s", s.Len(), diff)
	}
	f := open(t, buf.Bytes())
	checks, err := f.GetDataValidations("COSA")
	if err != nil {
		t.Fatal(err)
	}
	notes, err := f.GetComments("COSA")
	if err != nil {
		t.Fatal(err)
	}
	if len(checks) < 18 || len(notes) != 35 {
		t.Errorf("%d drop-downs and checks, %d notes", len(checks), len(notes))
	}
	for _, check := range checks {
		if !strings.HasSuffix(check.Sqref, "1048576") {
			t.Errorf("%s covers %s only", check.Formula1, check.Sqref)
		}
	}
	style, err := f.GetColStyle("COSA", "K")
	if err != nil {
		t.Fatal(err)
	}
	if look, err := f.GetStyle(style); err != nil || look.NumFmt != textFormat {
		t.Errorf("ICCID column: %+v, %v", look, err)
	}
}
