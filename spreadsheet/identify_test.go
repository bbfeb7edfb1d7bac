package spreadsheet

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// compound is the beginning of a compound file whose directory, in its first
// sector, has streams of these names.
func compound(names ...string) []byte {
	b := make([]byte, 1536)
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	b[30] = 9
	for i, name := range names {
		copy(b[512+128*i:], utf16LE(name)[2:])
	}
	return b
}

func zipOf(t *testing.T, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := zw.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestIdentify(t *testing.T) {
	book := oneSheet(gridXML(plainRows...)).zip()
	for _, tt := range []struct {
		name string
		data []byte
		want Container
	}{
		{"workbook", book, XLSX},
		{"half a workbook", book[:len(book)/2], DamagedZip},
		{"workbook of other part names", zipOf(t, "[Content_Types].xml", `<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>`, "book.xml", ""), XLSX},
		{"xlsb", zipOf(t, "xl/workbook.bin", ""), XLSB},
		{"ods", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", ""), ODS},
		{"docx", zipOf(t, "word/document.xml", ""), WordDocument},
		{"pptx", zipOf(t, "ppt/presentation.xml", ""), Presentation},
		{"numbers", zipOf(t, "Index/Document.iwa", ""), NumbersDocument},
		{"zip", zipOf(t, "a.txt", ""), OtherZip},
		{"xls", compound("Root Entry", "Workbook"), XLS},
		{"old xls", compound("Root Entry", "Book"), XLS},
		{"password", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), EncryptedOffice},
		{"doc", compound("Root Entry", "WordDocument"), WordDocument},
		{"msi", compound("Root Entry"), OtherOLE},
		{"short ole", compound()[:100], OtherOLE},
		{"html", []byte("\r\n <HTML><table>"), HTML},
		{"html with declaration", []byte("<?xml version='1.0'?><!DOCTYPE html><html>"), HTML},
		{"excel 2003", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), Spreadsheet2003},
		{"flat ods", []byte(`<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">`), ODS},
		{"xml", []byte("\xef\xbb\xbf<?xml version=\"1.0\"?><WindowsCustomizations>"), XML},
		{"xml in UTF-16", utf16LE("<?xml version=\"1.0\"?><a>"), XML},
		{"pdf", []byte("%PDF-1.7"), PDF},
		{"json", []byte(" {\"version\": 1}"), JSON},
		{"ppkg", []byte("MSWIM\x00\x00\x00...."), WIM},
		{"csv", []byte("Operator,MNC\n"), PlainText},
		{"csv in UTF-16", utf16LE("Operator;MNC\n"), PlainText},
		{"yaml", []byte("version: 1\n"), PlainText},
		{"blank", []byte(" \n"), Empty},
		{"empty", nil, Empty},
		{"binary", []byte("\x7fELF\x02\x01\x01\x00\x00\x00"), Binary},
	} {
		got := Identify(bytes.NewReader(tt.data), int64(len(tt.data)))
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		problem, hint := got.Explain()
		if problem == "" || hint == "" || strings.HasSuffix(problem, ".") {
			t.Errorf("%s: explained as %q, %q", tt.name, problem, hint)
		}
		_, err := readBook(tt.data, ReadOptions{})
		if got != XLSX && (err == nil || !strings.Contains(err.Error(), problem+"; "+hint)) {
			t.Errorf("%s: error %v", tt.name, err)
		}
	}
}
