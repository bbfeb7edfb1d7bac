package spreadsheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

const testHeader = `<row r="1"><c r="A1" t="inlineStr"><is><t>Operator</t></is></c><c r="B1" t="inlineStr"><is><t>MNC</t></is></c><c r="C1" t="inlineStr"><is><t>AccessString</t></is></c></row>`

// Styles 0 to 6: general, text, 000, date by id, date by code, #,##0, 19 zeros.
const testStyles = `<numFmts count="4"><numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="[$-409]d&quot; of &quot;mmm yyyy;@"/>` +
	`<numFmt numFmtId="166" formatCode="#,##0"/><numFmt numFmtId="167" formatCode="0000000000000000000"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>`

func TestCellValues(t *testing.T) {
	for _, tt := range []struct {
		cell string // of MNC, in B2
		want cosa.Value
	}{
		{`<c r="B2"><v>10</v></c>`, cosa.Value{Text: "10", Raw: "10", Type: cosa.Number}},
		{`<c r="B2" t="n"><v> 1.0 </v></c>`, cosa.Value{Text: "1", Raw: "1.0", Type: cosa.Number}},
		{`<c r="B2"><v>1E0</v></c>`, cosa.Value{Text: "1", Raw: "1E0", Type: cosa.Number}},
		{`<c r="B2"><v>0.10000000000000001</v></c>`, cosa.Value{Text: "0.1", Raw: "0.10000000000000001", Type: cosa.Number}},
		{`<c r="B2"><v>8.9543101E+18</v></c>`, cosa.Value{Text: "8.9543101E+18", Raw: "8.9543101E+18", Type: cosa.Number}},
		{`<c r="B2"><v>8954310100000000000</v></c>`, cosa.Value{Text: "8954310100000000000", Raw: "8954310100000000000", Type: cosa.Number}},
		{`<c r="B2"><v>abc</v></c>`, cosa.Value{Text: "abc", Raw: "abc", Type: cosa.Text}},
		{`<c r="B2"><v>NaN</v></c>`, cosa.Value{Text: "NaN", Raw: "NaN", Type: cosa.Text}},
		{`<c r="B2" s="2"><v>1</v></c>`, cosa.Value{Text: "001", Raw: "1", Type: cosa.Padded}},
		{`<c r="B2" s="2"><v>1.0E1</v></c>`, cosa.Value{Text: "010", Raw: "1.0E1", Type: cosa.Padded}},
		{`<c r="B2" s="2"><v>3100</v></c>`, cosa.Value{Text: "3100", Raw: "3100", Type: cosa.Padded}},
		{`<c r="B2" s="2"><v>-1</v></c>`, cosa.Value{Text: "-1", Raw: "-1", Type: cosa.Number}},
		{`<c r="B2" s="6"><v>8954310100000000000</v></c>`, cosa.Value{Text: "8954310100000000000", Raw: "8954310100000000000", Type: cosa.Number}},
		{`<c r="B2" s="3"><v>45000</v></c>`, cosa.Value{Text: "45000", Raw: "45000", Type: cosa.Date}},
		{`<c r="B2" s="4"><v>45000</v></c>`, cosa.Value{Text: "45000", Raw: "45000", Type: cosa.Date}},
		{`<c r="B2" t="d"><v>2024-01-02</v></c>`, cosa.Value{Text: "2024-01-02", Raw: "2024-01-02", Type: cosa.Date}},
		{`<c r="B2" s="5"><v>310</v></c>`, cosa.Value{Text: "310", Raw: "310", Type: cosa.Number}},
		{`<c r="B2" s="99"><v>310</v></c>`, cosa.Value{Text: "310", Raw: "310", Type: cosa.Number}},
		{`<c r="B2" t="b"><v>1</v></c>`, cosa.Value{Text: "TRUE", Raw: "TRUE", Type: cosa.Bool}},
		{`<c r="B2" t="b"><v>0</v></c>`, cosa.Value{Text: "FALSE", Raw: "FALSE", Type: cosa.Bool}},
		{`<c r="B2" t="e"><v>#N/A</v></c>`, cosa.Value{Text: "#N/A", Raw: "#N/A", Type: cosa.Err}},
		{`<c r="B2"><f>1+1</f><v>2</v></c>`, cosa.Value{Text: "2", Raw: "2", Type: cosa.Number, Formula: true}},
		{`<c r="B2" t="str"><f>A1&amp;"x"</f><v>001</v></c>`, cosa.Value{Text: "001", Raw: "001", Formula: true}},
		{`<c r="B2" t="e"><f t="shared" si="0"/><v>#REF!</v></c>`, cosa.Value{Text: "#REF!", Raw: "#REF!", Type: cosa.Err, Formula: true}},
		{`<c r="B2"><f>1+1</f></c>`, cosa.Value{Type: cosa.Missing, Formula: true}},
		{`<c r="B2"><f>1+1</f><v></v></c>`, cosa.Value{Type: cosa.Missing, Formula: true}},
		{`<c r="B2" t="str"><f>1+1</f></c>`, cosa.Value{Type: cosa.Missing, Formula: true}},
		{`<c r="B2" t="str"><f>""</f><v></v></c>`, cosa.Value{Formula: true}},
		{`<c r="B2" t="s"><v>0</v></c>`, cosa.Value{Text: "plain", Raw: "plain"}},
		{`<c r="B2" t="s"><v>1</v></c>`, cosa.Value{Text: "rich text", Raw: "rich text"}},
		{`<c r="B2" t="s"><v>2</v></c>`, cosa.Value{Text: "東京", Raw: "東京"}},
		{`<c r="B2" t="s"><v>3</v></c>`, cosa.Value{Text: "a_x000D_b", Raw: "a_x000D_b"}},
		{`<c r="B2" t="s"><v>4</v></c>`, cosa.Value{}},
		{`<c r="B2" t="s"><v></v></c>`, cosa.Value{}},
		{`<c r="B2" t="s"/>`, cosa.Value{}},
		{`<c r="B2"></c>`, cosa.Value{}},
		{`<c r="B2"><v/></c>`, cosa.Value{}},
		{`<c t='inlineStr' s='1' r='B2'><is><t xml:space='preserve'> 01 </t></is></c>`, cosa.Value{Text: "01", Raw: " 01 "}},
		{`<c r="B2" t="inlineStr"><is><r><rPr><b/></rPr><t>0</t></r><r><t>1</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>`, cosa.Value{Text: "01", Raw: "01"}},
		{`<c r="B2" t="inlineStr"><is><t>&lt;&amp;&#233;&#x1F600;&quot;</t></is></c>`, cosa.Value{Text: `<&é😀"`, Raw: `<&é😀"`}},
		{`<c r="B2" t="inlineStr"><is><t><![CDATA[a<b&c]]>d</t></is></c>`, cosa.Value{Text: "a<b&cd", Raw: "a<b&cd"}},
		{`<c r="B2" t="inlineStr"><is><t>0<!-- not <this> -->1<?nor this?></t></is></c>`, cosa.Value{Text: "01", Raw: "01"}},
		{`<c r="B2" t="inlineStr"><is><t>a_x000D_` + "\r\n" + `b_xD83D__xDE00_</t></is></c>`, cosa.Value{Text: "ab😀", Raw: "a\r\nb😀"}},
		{`<c><v>5</v></c>`, cosa.Value{Text: "5", Raw: "5", Type: cosa.Number}},
		{`<c r="$B$2" ><v >5</v ></c >`, cosa.Value{Text: "5", Raw: "5", Type: cosa.Number}},
		{`<x:c r="B2" xmlns:x="x"><x:v>5</x:v></x:c>`, cosa.Value{Text: "5", Raw: "5", Type: cosa.Number}},
		{`<c r="B2" t="str"><v>5</v><extLst><ext><v>6</v></ext></extLst></c>`, cosa.Value{Text: "5", Raw: "5"}},
		{`<c r="B2" cm="1" t="str" vm=">"><v>5</v></c>`, cosa.Value{Text: "5", Raw: "5"}},
	} {
		tb := oneSheet(testHeader + `<row r="2"><c r="A2" t="inlineStr"><is><t>Contoso</t></is></c>` + tt.cell + `</row>`)
		tb.styles = testStyles
		tb.strings = `<si><t>plain</t></si><si><r><t xml:space="preserve">rich </t></r><r><rPr/><t>text</t></r></si>` +
			`<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t>a_x005F_x000D_b</t></si><si/>`
		s, err := readBook(tb.zip(), ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", tt.cell, err)
			continue
		}
		if s.Len() != 1 {
			t.Errorf("%s: %d entries", tt.cell, s.Len())
			continue
		}
		if diff := cmp.Diff(tt.want, s.Entry(0).Value(cosa.MNC)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.cell, diff)
		}
		if got := s.Entry(0).Position(cosa.MNC).String(); got != "ops.xlsx:APN!B2" {
			t.Errorf("%s: at %s", tt.cell, got)
		}
	}
}

func TestNumberFormats(t *testing.T) {
	for code, want := range map[string]numberFormat{
		"General":               {},
		"@":                     {},
		"0":                     {},
		"00":                    {pad: 2},
		"000;-000":              {pad: 3},
		"[Red]000":              {pad: 3},
		"[$-409]00;@":           {pad: 2},
		"[>9]000;00":            {},
		`"no"000`:               {},
		`00"-"00`:               {},
		"0.00":                  {},
		"0.00E+00":              {},
		`# ?/?`:                 {},
		`"days" 0`:              {},
		`\d00`:                  {},
		"yyyy-mm-dd":            {date: true},
		"[h]:mm":                {date: true},
		"[$-F800]dddd, mmmm dd": {date: true},
		"mm:ss.0":               {date: true},
		`"`:                     {},
		`[`:                     {},
		`\`:                     {},
		"":                      {},
	} {
		if got := parseFormat(code); got != want {
			t.Errorf("%q: %+v, want %+v", code, got, want)
		}
	}
}

// dump writes all that a scanner yields of a sheet.
func dump(xml string, block int, slow bool) string {
	book := &workbook{limits: DefaultLimits()}
	for n := range 20 {
		book.strings.add(fmt.Appendf(nil, "shared %d", n))
	}
	book.styles.formats = []numberFormat{{}, {pad: 3}, {date: true}}
	src := newPipe(strings.NewReader(xml), block, 64)
	defer src.close()
	s := newSheetScanner(src, book)
	s.slow = slow
	var b strings.Builder
	for {
		r, err := s.next()
		if err != nil {
			if err == io.EOF {
				err = s.finish()
			}
			fmt.Fprintf(&b, "%v merges %v hidden %v\n", err, s.merges, s.columns)
			return b.String()
		}
		fmt.Fprintf(&b, "%d hidden %t:", r.number, r.hidden)
		for i := range r.cells {
			c := &r.cells[i]
			fmt.Fprintf(&b, " %d=%q/%q/%d/%t", c.column, c.raw, c.shown, c.kind, c.formula)
		}
		b.WriteByte('\n')
	}
}

const mixedSheet = "\uFEFF<?xml version=\"1.0\" encoding='UTF-8'?>\r\n<!-- a > b --><worksheet xmlns=\"x\"><sheetPr filterMode=\"1\"><tabColor/></sheetPr>" +
	`<cols><col min="1" max="2" width="9"/><col min="3" max="16384" hidden="1"/></cols><sheetData>` +
	`<row r="1" spans="1:3"><c r="A1" t="inlineStr"><is><t>Grüße &amp; Küsse</t></is></c><c r="B1" s="1"><v>12</v></c><c r="C1" t="s"><v>3</v></c></row>` +
	`<row><c><v>1.50</v></c><c t="str"><f>A1&amp;"x"</f><v>long text that goes on and on and on and on, far beyond the headroom of the smallest blocks in this test</v></c></row>` + "\n" +
	`<row r="7" hidden="true"><c r="B7" s="2"><v>45000</v></c><c r="XFD7" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b_x000D_</t></r></is></c></row><row r="8"/><row r="9" ht="0"><c r="A9"/></row>` +
	`</sheetData><autoFilter ref="A1:C1"/><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet> <!-- end -->` + "\n"

// LibreOffice writes TRUE and FALSE as formulas; others calculate them.
func TestTruthValuesOfLibreOffice(t *testing.T) {
	got := dump(`<worksheet><sheetData><row r="1">`+
		`<c r="A1" t="b"><f aca="false">TRUE()</f><v>1</v></c><c r="B1" t="b"><f>FALSE()</f><v>0</v></c>`+
		`<c r="C1" t="b"><f>A1</f><v>1</v></c><c r="D1" t="b"><f>TRUE()</f></c></row></sheetData></worksheet>`, 4096, false)
	const want = `1 hidden false: 1="TRUE"/""/4/false 2="FALSE"/""/4/false 3="TRUE"/""/4/true 4=""/""/6/true
<nil> merges [] hidden []
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The shortcuts of the scanner and the borders of its blocks must not show.
func TestScannerBlocks(t *testing.T) {
	for name, xml := range map[string]string{
		"mixed":     mixedSheet,
		"truncated": mixedSheet[:len(mixedSheet)-200],
		"in a cell": mixedSheet[:700],
		"crossed":   strings.Replace(mixedSheet, `</v></c><c r="C1"`, `</c></v><c r="C1"`, 1),
		"backwards": strings.Replace(mixedSheet, `r="C1"`, `r="A1"`, 1),
		"prefixed":  `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
	} {
		want := dump(xml, 1<<20, true)
		for _, block := range []int{1, 2, 7, 64, 333, 4096, 1 << 20} {
			for _, slow := range []bool{false, true} {
				if diff := cmp.Diff(want, dump(xml, block, slow)); diff != "" {
					t.Errorf("%s, blocks of %d, slow %t (-want +got):\n%s", name, block, slow, diff)
				}
			}
		}
	}
	const want = `1 hidden false: 1="Grüße & Küsse"/""/0/false 2="12"/"012"/2/false 3="shared 3"/""/0/false
2 hidden false: 1="1.50"/"1.5"/1/false 2="long text that goes on and on and on and on, far beyond the headroom of the smallest blocks in this test"/""/0/true
7 hidden true: 2="45000"/""/3/false 16384="a b\r"/""/0/false
8 hidden false:
9 hidden true:
<nil> merges [{1 1 2 2}] hidden [{3 16384}]
`
	if diff := cmp.Diff(want, dump(mixedSheet, 1<<20, false)); diff != "" {
		t.Errorf("mixed (-want +got):\n%s", diff)
	}
}

func TestUTF16Sheet(t *testing.T) {
	sheet := `<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData>` + testHeader + `<row r="2"><c r="A2" t="str"><v>Ünïted 😀</v></c></row></sheetData></worksheet>`
	tb := oneSheet(string(utf16LE(sheet)))
	files := tb.files()
	files["xl/worksheets/sheet1.xml"] = string(utf16LE(sheet))
	tb.parts = files
	s := mustRead(t, tb)
	if got := s.Entry(0).Text(cosa.Operator); got != "Ünïted 😀" {
		t.Errorf("read %q", got)
	}
}

func utf16LE(text string) []byte {
	out := []byte{0xff, 0xfe}
	for _, r := range text {
		if r >= 0x10000 {
			r -= 0x10000
			for _, u := range []rune{0xd800 + r>>10, 0xdc00 + r&0x3ff} {
				out = append(out, byte(u), byte(u>>8))
			}
			continue
		}
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}

func TestLongText(t *testing.T) {
	for _, slow := range []string{"", "&#233;"} {
		fits := strings.Repeat("ä", 32_767-len([]rune(strings.ReplaceAll(slow, "&#233;", "é")))) + slow
		grid := func(text string) testBook {
			return oneSheet(testHeader + `<row r="2"><c r="A2" t="inlineStr"><is><t>` + text + `</t></is></c></row>`)
		}
		s := mustRead(t, grid(fits))
		if n := len([]rune(s.Entry(0).Text(cosa.Operator))); n != 32_767 {
			t.Errorf("read %d characters", n)
		}
		_, err := readBook(grid(fits+"x").zip(), ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), "A2 holds more than 32767 characters") {
			t.Errorf("error %v", err)
		}
	}
}

func TestPipeDeliversErrorAfterData(t *testing.T) {
	src := newPipe(io.MultiReader(bytes.NewReader([]byte("abc")), errReader{}), 2, 2)
	defer src.close()
	var got []byte
	for {
		window, err := src.next(nil)
		if err != nil {
			if err != io.ErrUnexpectedEOF || string(got) != "abc" {
				t.Errorf("%q, %v", got, err)
			}
			return
		}
		got = append(got, window...)
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
