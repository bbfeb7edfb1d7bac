package form_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := form.Schema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("cosa.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("cosa.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// plainYAML decodes as an editor does.
func plainYAML(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	v, err = jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSchema(t *testing.T) {
	schema := compileSchema(t)
	sheets := sheet([]sheetRow{
		{cosa.Operator: "Contoso", cosa.CountryRegion: "Chile", cosa.UpdateType: "Add", cosa.AccessString: "a", cosa.SupportDataMarketplace: "Yes"},
		{cosa.Operator: "Fabrikam", cosa.CountryRegion: "Chile", cosa.UpdateType: "Delete"},
		{cosa.Operator: "Contoso", cosa.CountryRegion: "Chile", cosa.UpdateType: "Add", cosa.AccessString: "b", cosa.SupportDataMarketplace: "true"},
	})
	var written bytes.Buffer
	if err := form.WriteYAML(&written, sheets); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"example": example, "starter": string(form.Starter()), "written": written.String()} {
		if err := schema.Validate(plainYAML(t, text)); err != nil {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
	for _, text := range []string{
		"profiles:\n- operatr: a\n",
		"profiles:\n- updateType: Remove\n",
		"profiles:\n- targets: [{mcc: abc}]\n",
		"profiles:\n- targets: [{iccid: {from: 1}}]\n",
		"profiles:\n- connections: [{roaming: 6}]\n",
		"profiles:\n- sim: [a]\n",
		"profiles:\n- rows: [[1]]\n",
		"version: 2\nprofiles: []\n",
		"version: 1\n",
	} {
		if err := schema.Validate(plainYAML(t, text)); err == nil {
			t.Errorf("accepted: %s", text)
		}
	}
	again, err := form.Schema()
	if first, _ := form.Schema(); err != nil || !bytes.Equal(first, again) {
		t.Error("not deterministic")
	}
	for _, spec := range cosa.Settings() {
		key, _, _ := strings.Cut(spec.Key, ".")
		if !bytes.Contains(again, []byte(`"`+key+`": {`)) {
			t.Errorf("%s is missing", spec.Header)
		}
	}
}

func TestStarter(t *testing.T) {
	s := read(t, cosa.YAML, string(form.Starter()))
	if len(s.Findings()) > 0 || s.Len() != 1 || len(s.Answers()) > 0 {
		t.Fatalf("%d rows, findings %v, answers %v", s.Len(), findings(s), s.Answers())
	}
	for i := range cosa.SettingCount {
		setting := cosa.Setting(i)
		if v := s.Entry(0).Value(setting); v.Raw != "" && v.Raw != setting.Spec().Example {
			t.Errorf("%s is %q", setting, v.Raw)
		}
	}
	// With every comment that is a setting taken out it is still of the form.
	text := string(form.Starter())
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "# ")
		key, _, found := strings.Cut(rest, ":")
		known := slices.ContainsFunc(cosa.Settings(), func(spec cosa.Spec) bool { return spec.Key == key })
		if ok && found && i > 10 && (known || key == "imsi") {
			lines[i] = line[:strings.Index(line, "#")] + rest
		}
	}
	s = read(t, cosa.YAML, strings.Join(lines, "\n"))
	if len(s.Findings()) > 0 || s.Entry(0).Text(cosa.IMSIEnd) == "" || s.Entry(0).Text(cosa.Roaming) == "" {
		t.Error(findings(s), strings.Join(lines, "\n"))
	}
}

func TestLosses(t *testing.T) {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "in.xlsx", Format: cosa.XLSX, Sheet: "APN", Header: 1})
	extra := b.Extra("Remarks")
	for range 2 {
		b.Row(2)
		b.Set(cosa.Column(cosa.Operator), cosa.Cell{Raw: []byte("Contoso")})
		b.Set(cosa.Column(cosa.ICCIDStart), cosa.Cell{Raw: []byte("8900100000000000000"), Type: cosa.Number})
		b.Set(cosa.Column(cosa.MCC), cosa.Cell{Raw: []byte("722"), Type: cosa.Number})
		b.Set(cosa.Column(cosa.MNC), cosa.Cell{Raw: []byte("1"), Shown: []byte("01"), Type: cosa.Padded})
		b.Set(cosa.Column(cosa.AppID), cosa.Cell{Raw: []byte("#N/A"), Type: cosa.Err})
		b.Set(cosa.Column(cosa.BrandingName), cosa.Cell{Raw: []byte("Contoso"), Formula: true})
		b.Set(cosa.Column(cosa.UIName), cosa.Cell{Raw: []byte("a\xff")})
		b.Set(cosa.Column(cosa.AutoConnectOrder), cosa.Cell{Raw: []byte("1"), Type: cosa.Number})
		b.Set(cosa.Column(cosa.Hotspot), cosa.Cell{Raw: []byte("45000"), Type: cosa.Date})
		b.Set(cosa.Column(cosa.Password), cosa.Cell{Type: cosa.Missing, Formula: true})
		b.Set(extra, cosa.Cell{Raw: []byte("x")})
	}
	b.Row(3)
	b.Set(cosa.Column(cosa.MNC), cosa.Cell{Raw: []byte("1"), Type: cosa.Number})
	s := b.Submission()
	want := []string{
		"MNC: 1 value: an identifier stored as a number, whose digits may be damaged",
		"ICCID Range - Start: 2 values: an identifier stored as a number, whose digits may be damaged",
		"UIName: 2 values: text that is not valid Unicode",
		"AppID: 2 values: an error value such as #N/A",
		"BrandingName: 2 values: a formula (its cached value is kept)",
		"Hotspot: 2 values: a date",
		"Password: 2 values: a formula without a cached value",
		`column "Remarks", which is no setting: 2 values`,
	}
	if diff := cmp.Diff(want, form.Losses(s)); diff != "" {
		t.Error(diff)
	}
	var out bytes.Buffer
	if err := form.WriteYAML(&out, s); err != nil {
		t.Fatal(err)
	}
	const text = `# yaml-language-server: $schema=./cosa.schema.json
version: 1
profiles:
  - operator: Contoso
    targets:
      - mcc: "722"
        mnc: "01"
    sim:
      brandingName: Contoso
    connections:
      - autoConnectOrder: 1
    rows:
      - [1, 1]
      - [1, 1]
  - {}
`
	if diff := cmp.Diff(text, out.String()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{}, form.Losses(read(t, cosa.YAML, example))); diff != "" {
		t.Error(diff)
	}
}
