package spreadsheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// testBook is a workbook made by hand, part by part.
type testBook struct {
	sheets  []testSheet
	styles  string // inside of styleSheet
	strings string // inside of sst; "" for no such part
	parts   map[string]string
	strict  bool
}

type testSheet struct {
	name  string
	state string
	xml   string // whole part, or the inside of sheetData
}

// oneSheet is a workbook with one sheet, called APN.
func oneSheet(xml string) testBook { return testBook{sheets: []testSheet{{name: "APN", xml: xml}}} }

const (
	mainNamespace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNamespace    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictNamespace = "http://purl.oclc.org/ooxml/officeDocument/relationships"
)

func (tb testBook) files() map[string]string {
	rel := relNamespace
	if tb.strict {
		rel = strictNamespace
	}
	files := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships><Relationship Id="r1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	}
	var sheets, links strings.Builder
	for i, s := range tb.sheets {
		state := ""
		if s.state != "" {
			state = ` state="` + s.state + `"`
		}
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, s.name, i+1, state, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, rel, i+1)
		xml := s.xml
		if !strings.Contains(xml, "worksheet") {
			xml = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<worksheet xmlns="` + mainNamespace + `"><sheetData>` + xml + `</sheetData></worksheet>`
		}
		files[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = xml
	}
	if tb.styles != "" {
		links.WriteString(`<Relationship Id="st" Type="` + rel + `/styles" Target="styles.xml"/>`)
		files["xl/styles.xml"] = `<styleSheet>` + tb.styles + `</styleSheet>`
	}
	if tb.strings != "" {
		links.WriteString(`<Relationship Id="ss" Type="` + rel + `/sharedStrings" Target="/xl/sharedStrings.xml"/>`)
		files["xl/sharedStrings.xml"] = `<sst>` + tb.strings + `</sst>`
	}
	files["xl/workbook.xml"] = `<workbook xmlns="` + mainNamespace + `" xmlns:r="` + rel + `"><sheets>` + sheets.String() + `</sheets></workbook>`
	files["xl/_rels/workbook.xml.rels"] = `<Relationships>` + links.String() + `</Relationships>`
	for name, text := range tb.parts {
		files[name] = text
	}
	return files
}

func (tb testBook) zip() []byte {
	files := tb.files()
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, name := range names {
		w, err := zw.Create(name)
		if err == nil {
			_, err = io.WriteString(w, files[name])
		}
		if err != nil {
			panic(err)
		}
	}
	if err := zw.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// gridXML writes rows of texts from row 1 on; a blank text is no cell, and a
// row without texts is left out.
func gridXML(grid ...[]string) string {
	var b strings.Builder
	for r, texts := range grid {
		if len(texts) == 0 {
			continue
		}
		fmt.Fprintf(&b, `<row r="%d">`, r+1)
		for c, text := range texts {
			if text != "" {
				fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, cosa.ColumnName(c+1), r+1, text)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

func readBook(data []byte, opts ReadOptions) (*cosa.Submission, error) {
	b := cosa.NewBuilder()
	err := ReadWorkbook(b, "ops.xlsx", bytes.NewReader(data), int64(len(data)), opts)
	if err != nil {
		return nil, err
	}
	return b.Submission(), nil
}

func mustRead(t *testing.T, tb testBook) *cosa.Submission {
	t.Helper()
	s, err := readBook(tb.zip(), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// told writes the findings one a line: place, rule, message.
func told(s *cosa.Submission) string {
	var b strings.Builder
	for _, f := range s.Findings() {
		fmt.Fprintf(&b, "%s %s: %s\n", strings.TrimPrefix(f.Position.String(), "ops.xlsx:"), f.Rule, f.Message)
	}
	return b.String()
}

// entriesText writes the entries one a line: row number and the settings' texts.
func entriesText(s *cosa.Submission, settings ...cosa.Setting) string {
	var b strings.Builder
	for e := range s.Entries() {
		fmt.Fprintf(&b, "%d", e.Line())
		for _, setting := range settings {
			fmt.Fprintf(&b, "|%s", e.Text(setting))
		}
		b.WriteByte('\n')
	}
	return b.String()
}
