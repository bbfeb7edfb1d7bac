package spreadsheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

func TestVerify(t *testing.T) {
	for seed := range uint64(10) {
		s := hostileRows(seed, 40)
		content := export(t, s)
		if digest, err := Verify("out.xlsx", bytes.NewReader(content), int64(len(content)), s); err != nil || digest != DataDigest(s) {
			t.Fatal(err)
		}
		if got, want := DataDigest(readBack(t, content)), DataDigest(s); got != want {
			t.Errorf("seed %d: the digest of the export is %s instead of %s", seed, got, want)
		}
	}
}

func TestVerifyReadsRecordedDigest(t *testing.T) {
	s := contoso(2)
	back := readBack(t, export(t, s))
	if len(back.Findings()) > 0 {
		t.Errorf("findings in an export: %v", back.Findings())
	}
	digest := back.Sources()[0].Digest
	if digest == nil || digest.Recorded != DataDigest(s) || digest.Rules != exportInfo.RuleSet {
		t.Errorf("%+v", digest)
	}
}

func TestVerifyCatchesChangedCells(t *testing.T) {
	s := contoso(2)
	content := export(t, s)
	for _, change := range []struct{ part, from, to, says string }{
		{"xl/sharedStrings.xml", "8900100000000000100", "8900100000000000101", "COSA!K4"},
		{"xl/sharedStrings.xml", ">=secret<", ">secret<", "Password is not as written"},
		{"xl/worksheets/sheet1.xml", `<row r="5">`, `<row r="5" hidden="1">`, ""},
		{"xl/worksheets/sheet1.xml", `<c r="D3" s="1" t="s">`, `<c r="D3" s="1">`, "COSA!D3"},
		{"docProps/custom.xml", DataDigest(s)[:20], strings.Repeat("0", 20), "digest"},
	} {
		changed := replaceIn(t, content, change.part, change.from, change.to)
		_, err := Verify("out.xlsx", bytes.NewReader(changed), int64(len(changed)), s)
		if change.says == "" {
			if err != nil {
				t.Errorf("%s: %v", change.from, err)
			}
			continue
		}
		var read *cosa.ReadError
		if !errors.As(err, &read) || !strings.Contains(err.Error(), change.says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", change.from, err)
		}
	}
	shorter := contoso(1)
	if _, err := Verify("out.xlsx", bytes.NewReader(content), int64(len(content)), shorter); err == nil {
		t.Error("rows too many are not noticed")
	}
}

// replaceIn changes one part of a package.
func replaceIn(t *testing.T, content []byte, name, from, to string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == name {
			if !bytes.Contains(text, []byte(from)) {
				t.Fatalf("%s does not hold %q", name, from)
			}
			text = bytes.Replace(text, []byte(from), []byte(to), 1)
		}
		w, err := out.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}
