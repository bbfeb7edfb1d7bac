package spreadsheet

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

func editAt(sheet string, line, column int, old, now string) cosa.Edit {
	return cosa.Edit{Fix: cosa.Fix{Old: old, New: now}, Setting: "UpdateType", Position: cosa.Position{File: "ops.xlsx", Sheet: sheet, Line: line, Column: column}}
}

func patched(t *testing.T, data []byte, edits ...cosa.Edit) ([]byte, []patch.Left) {
	t.Helper()
	out, left, err := Patch("ops.xlsx", bytes.NewReader(data), int64(len(data)), edits, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return out, left
}

// TestPatchChangesNothingElse edits a cell of a workbook with what workbooks
// may hold: all parts but that sheet stay as they lie in the file, and of the
// sheet all but the cell.
func TestPatchChangesNothingElse(t *testing.T) {
	data := annotateBook().zip()
	out, left := patched(t, data,
		editAt(apn, 1, 1, "UpdateType", "x"),
		editAt(apn, 2, 2, "2", "x"),
		editAt(apn, 2, 3, " a & b ", "a <b> _x0041_"),
		editAt(apn, 9, 9, "none", "x"),
		editAt("Other", 1, 1, "none", "x"),
	)
	var reasons []string
	for _, l := range left {
		reasons = append(reasons, l.Position.Short()+" "+l.Reason)
	}
	slices.Sort(reasons)
	want := []string{"A1 " + leftTable, "A1 " + leftGone, "B2 " + leftFormula, "I9 " + leftGone}
	slices.Sort(want)
	if diff := cmp.Diff(want, reasons); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
	_, before := rawParts(t, data)
	content, after := rawParts(t, out)
	for name, raw := range before {
		if name != "xl/worksheets/sheet1.xml" && after[name] != raw {
			t.Errorf("%s differs", name)
		}
	}
	sheets, _ := rawParts(t, data)
	wantSheet := strings.Replace(sheets["xl/worksheets/sheet1.xml"], ` a &amp; b `, `a &lt;b&gt; _x005F_x0041_`, 1)
	if diff := cmp.Diff(wantSheet, content["xl/worksheets/sheet1.xml"]); diff != "" {
		t.Error(diff)
	}
}

// TestPatchSharedText edits one of two cells that share a text.
func TestPatchSharedText(t *testing.T) {
	tb := oneSheet(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1" t="s"><v>1</v></c><c t="s"><v>1</v></c><c t="str"><v>Chnage</v></c></row>`)
	tb.strings, tb.styles = `<si><t>UpdateType</t></si><si><r><t>Chn</t></r><r><rPr><b/></rPr><t>age</t></r></si>`, testStyles
	out, left := patched(t, tb.zip(), editAt("APN", 2, 1, "Chnage", "Change"), editAt("APN", 2, 3, "Chnage", "Change"))
	if len(left) > 0 {
		t.Error(left)
	}
	content, _ := rawParts(t, out)
	got := regexp.MustCompile(`<row r="2">.*</row>`).FindString(content["xl/worksheets/sheet1.xml"])
	const text = `<is><t xml:space="preserve">Change</t></is></c>`
	want := `<row r="2"><c r="A2" s="1" t="inlineStr">` + text + `<c t="s"><v>1</v></c><c t="inlineStr">` + text + `</row>`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestPatchUTF16 edits a sheet that is not UTF-8.
func TestPatchUTF16(t *testing.T) {
	tb := oneSheet(string(utf16LE(`<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="` + mainNamespace + `"><sheetData>` + gridXML([]string{"UpdateType", "Operator"}, []string{"Chnage", "Zoë"}) + `</sheetData></worksheet>`)))
	tb.parts = map[string]string{"xl/worksheets/sheet1.xml": tb.sheets[0].xml}
	out, left := patched(t, tb.zip(), editAt("APN", 2, 1, "Chnage", "Change"))
	s, err := readBook(out, ReadOptions{})
	if err != nil || len(left) > 0 {
		t.Fatal(err, left)
	}
	if got := entriesText(s, cosa.UpdateType, cosa.Operator); got != "2|Change|Zoë\n" {
		t.Errorf("got %q", got)
	}
}

// TestPatchInPrograms opens edited workbooks in other programs.
func TestPatchInPrograms(t *testing.T) {
	python := openpyxlPython(t)
	for _, producer := range []string{"excelize", "openpyxl", "LibreOffice"} {
		t.Run(producer, func(t *testing.T) {
			t.Parallel()
			data := saveAgain(t, producer, python, operatorBook(t))
			before := cellsOf(t, python, data)
			out, left := patched(t, data, editAt("Data", 3, 1, "UpdateType 3", "Change"), editAt("Data", 5, 5, "AccessString 5", "a & <b>"))
			if len(left) > 0 {
				t.Error(left)
			}
			before["Data!A3"]["value"], before["Data!E5"]["value"] = "'Change'", "'a & <b>'"
			if diff := cmp.Diff(before, cellsOf(t, python, out)); diff != "" {
				t.Errorf("in openpyxl (-want +got):\n%s", diff)
			}
			if producer != "excelize" {
				return
			}
			again := cellsOf(t, python, saveAgain(t, "LibreOffice", python, out))
			if again["Data!A3"]["value"] != "'Change'" || again["Data!E5"]["value"] != "'a & <b>'" {
				t.Errorf("in LibreOffice: %v, %v", again["Data!A3"], again["Data!E5"])
			}
			f, err := excelize.OpenReader(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			if text, err := f.GetCellValue("Data", "E5"); text != "a & <b>" || err != nil {
				t.Errorf("in excelize: %q, %v", text, err)
			}
		})
	}
}

func TestEditCSV(t *testing.T) {
	for name, test := range map[string]struct{ text, old, now, want string }{
		"plain":          {"UpdateType,MCC,APN\nChnage,001,a\n", "Chnage", "Change", "UpdateType,MCC,APN\nChange,001,a\n"},
		"quoted":         {"UpdateType;MCC;APN\r\n\"Chnage\";\"001\";a\r\n", "Chnage", "Change", "UpdateType;MCC;APN\r\n\"Change\";\"001\";a\r\n"},
		"needs quotes":   {"APN,MCC,UpdateType\na,001,Chnage", "Chnage", "Ch,ange", "APN,MCC,UpdateType\na,001,\"Ch,ange\""},
		"lines before":   {"sep=;\n\n\"two\nlines\";x\nUpdateType;MCC;APN\nb;002;\"c\r\nd\"\nChnage;001;a\n", "Chnage", "Change", "sep=;\n\n\"two\nlines\";x\nUpdateType;MCC;APN\nb;002;\"c\r\nd\"\nChange;001;a\n"},
		"quotes inside":  {"UpdateType\tAPN\t\"M\"\"CC\"\n\"Ch\"\"nage\"\ta\t1\n", "Ch\"nage", "Ch\"ange", "UpdateType\tAPN\t\"M\"\"CC\"\n\"Ch\"\"ange\"\ta\t1\n"},
		"break taken":    {"UpdateType,MCC,APN\n\"Add\r\n\",001,a\nb,c,d", "Add\n", "Add", "UpdateType,MCC,APN\n\"Add\",001,a\nb,c,d"},
		"last, no break": {"UpdateType,MCC,APN\na,b,Chnage\r", "Chnage", "Change", "UpdateType,MCC,APN\na,b,Change\r"},
	} {
		t.Run(name, func(t *testing.T) {
			records, err := newRecords(test.text, cosa.CSV)
			if err != nil {
				t.Fatal(err)
			}
			var e cosa.Edit
			err = records.each(func(line int, fields []field) {
				for i, f := range fields {
					if f.text == test.old {
						e = editAt("", line, i+1, test.old, test.now)
					}
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			places, left, err := EditCSV(test.text, cosa.CSV, []cosa.Edit{e})
			if err != nil || len(left) > 0 {
				t.Fatal(err, left)
			}
			if got, err := patch.Splice(test.text, places); got != test.want || err != nil {
				t.Errorf("got %q, want %q, %v", got, test.want, err)
			}
		})
	}
}

// FuzzEditCSV edits fields of any text; the text never holds anything else
// than it should.
func FuzzEditCSV(f *testing.F) {
	for _, text := range []string{"UpdateType,MCC,APN\nChnage,001,a\n", "sep=;\r\nUpdateType;APN\r\n\"a\"\"b\";\"c\nd\"\r\n", "a\tb\nc\t\"d\"", "\ufeffx,y\r\r\n,\n\n\"\"\n"} {
		f.Add(text, "Change", false)
		f.Add(text, "a,\"b\r\n", true)
	}
	f.Fuzz(func(t *testing.T, text, now string, tabs bool) {
		format := cosa.CSV
		if tabs {
			format = cosa.TSV
		}
		if _, err := readText([]byte(text), format, ReadOptions{Limits: fuzzLimits()}); err != nil || now == "" || strings.Contains(now, "\r") {
			return
		}
		opened, err := patch.Open([]byte(text))
		if err != nil {
			return
		}
		records, err := newRecords(opened.String(), format)
		if err != nil {
			t.Fatal(err)
		}
		var edits []cosa.Edit
		err = records.each(func(line int, fields []field) {
			for i, f := range fields {
				if f.text != now && len(edits) < 50 {
					edits = append(edits, editAt("", line, i+1, f.text, now))
				}
			}
		})
		if err != nil && err != io.EOF {
			return // behind what the reader looks at
		}
		if _, left, err := EditCSV(opened.String(), format, edits); err != nil || len(left) > 0 {
			t.Fatalf("%v, left %v", err, left)
		}
		if _, err := SecretFields(opened.String(), format); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzPatch edits the cells of any sheet: each is edited or left.
func FuzzPatch(f *testing.F) {
	f.Add([]byte(mixedSheet), "Change")
	f.Add([]byte(gridXML(plainRows...)), "a & b")
	f.Add([]byte(`<row><c t="str"><f/><v>x</v></c><c t="inlineStr"><is><r><t>a</t></r></is></c><c t="s"><v>0</v></c></row>`), "_x0041_")
	f.Fuzz(func(t *testing.T, sheet []byte, now string) {
		tb := oneSheet(string(sheet))
		tb.strings, tb.styles = "<si><t>x</t></si>", testStyles
		data := tb.zip()
		w, err := openWorkbook("ops.xlsx", bytes.NewReader(data), int64(len(data)), fuzzLimits().orDefault())
		if err != nil {
			return
		}
		s, source, err := w.sheet(0)
		if err != nil {
			return
		}
		defer source.close()
		var edits []cosa.Edit
		for {
			r, err := s.next()
			if err == io.EOF {
				break
			} else if err != nil {
				return
			}
			for _, c := range r.cells {
				if c.kind == cosa.Text && now != "" && string(c.raw) != now && len(edits) < 50 {
					edits = append(edits, editAt("APN", r.number, c.column, string(c.raw), now))
				}
			}
		}
		if s.finish() != nil || strings.ToValidUTF8(now, "") != now || strings.ContainsAny(now, "\r\ufffe\uffff") {
			return
		}
		if _, _, err := Patch("ops.xlsx", bytes.NewReader(data), int64(len(data)), edits, fuzzLimits()); err != nil {
			t.Fatal(err)
		}
	})
}
