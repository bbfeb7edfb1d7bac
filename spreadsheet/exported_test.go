package spreadsheet

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// without is a workbook without one of its parts.
func without(t *testing.T, content []byte, name string) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, f := range old.File {
		if f.Name == name {
			continue
		}
		if err := zw.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// An exported workbook is known by its sheet of checks where a program that
// saved it has dropped the document's properties.
func TestExportedWithoutProperties(t *testing.T) {
	content := without(t, export(t, contoso(2)), "docProps/custom.xml")
	if !Exported(bytes.NewReader(content), int64(len(content))) {
		t.Error("the workbook is not taken for an exported one")
	}
	b := cosa.NewBuilder()
	if err := ReadWorkbook(b, "x.xlsx", bytes.NewReader(content), int64(len(content)), ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	s := b.Submission()
	d := s.Sources()[0].Digest
	if d == nil || d.Recorded != DataDigest(s) || d.Rules != exportInfo.RuleSet {
		t.Errorf("recorded %+v", d)
	}
}
