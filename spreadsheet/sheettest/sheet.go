package sheettest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Cell is one cell as it is stored. The zero Cell is not written at all.
type Cell struct {
	Text         string         // text, or the stored form of a number, boolean, date or error
	Type         cosa.ValueType // Text, Number, Date, Bool, Err, Missing
	Formula      string         // formula without the equals sign
	NumberFormat string         // custom number format
}

// Row makes text cells; blank texts are left out.
func Row(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i].Text = text
	}
	return cells
}

// Sheet is a worksheet. Rows[0] is row 1; a nil row is not written.
type Sheet struct {
	Name          string
	Rows          [][]Cell
	Merged        []string // like A2:A4
	HiddenRows    []int    // from 1
	HiddenColumns []int    // from 1
	Hidden        bool
}

// Write writes a workbook. The same sheets give the same bytes.
func Write(w io.Writer, sheets ...Sheet) error {
	formats := []string{"", "yyyy\\-mm\\-dd"} // styles 0 and 1
	parts := [][2]string{}
	var types, list, rels strings.Builder
	for i, sheet := range sheets {
		state := ""
		if sheet.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escape(sheet.Name), i+1, state, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		parts = append(parts, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), sheet.xml(&formats)})
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	parts = append([][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", head + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `<Relationship Id="rIdStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", head + styles(formats)},
	}, parts...)
	z := zip.NewWriter(w)
	for _, part := range parts {
		f, err := z.Create(part[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part[1]); err != nil {
			return err
		}
	}
	return z.Close()
}

func (s *Sheet) xml(formats *[]string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
	if len(s.HiddenColumns) > 0 {
		b.WriteString("<cols>")
		for _, c := range s.HiddenColumns {
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="9" hidden="1"/>`, c, c)
		}
		b.WriteString("</cols>")
	}
	b.WriteString("<sheetData>")
	for i, row := range s.Rows {
		if row == nil {
			continue
		}
		hidden := ""
		if slices.Contains(s.HiddenRows, i+1) {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, hidden)
		for j, cell := range row {
			b.WriteString(cell.xml(fmt.Sprintf("%s%d", cosa.ColumnName(j+1), i+1), formats))
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData>")
	if len(s.Merged) > 0 {
		b.WriteString("<mergeCells>")
		for _, ref := range s.Merged {
			fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, ref)
		}
		b.WriteString("</mergeCells>")
	}
	b.WriteString("</worksheet>")
	return b.String()
}

func (c Cell) xml(ref string, formats *[]string) string {
	if c == (Cell{}) {
		return ""
	}
	style := ""
	if format := c.NumberFormat; format != "" || c.Type == cosa.Date {
		if format == "" {
			format = (*formats)[1]
		}
		i := slices.Index(*formats, format)
		if i < 0 {
			i = len(*formats)
			*formats = append(*formats, format)
		}
		style = fmt.Sprintf(` s="%d"`, i)
	}
	formula := ""
	if c.Formula != "" {
		formula = "<f>" + escape(c.Formula) + "</f>"
	}
	kind := map[cosa.ValueType]string{cosa.Bool: ` t="b"`, cosa.Err: ` t="e"`}[c.Type]
	text := escape(c.Text)
	switch {
	case c.Type == cosa.Missing:
		return fmt.Sprintf(`<c r="%s"%s>%s</c>`, ref, style, formula)
	case c.Type == cosa.Text && formula != "":
		return fmt.Sprintf(`<c r="%s"%s t="str">%s<v>%s</v></c>`, ref, style, formula, text)
	case c.Type == cosa.Text:
		return fmt.Sprintf(`<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, ref, style, text)
	case c.Type == cosa.Bool && c.Text == "TRUE":
		text = "1"
	case c.Type == cosa.Bool:
		text = "0"
	}
	return fmt.Sprintf(`<c r="%s"%s%s>%s<v>%s</v></c>`, ref, style, kind, formula, text)
}

func styles(formats []string) string {
	var numbers, cells strings.Builder
	for i, format := range formats {
		if i == 0 {
			cells.WriteString(`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`)
			continue
		}
		fmt.Fprintf(&numbers, `<numFmt numFmtId="%d" formatCode="%s"/>`, 163+i, escape(format))
		fmt.Fprintf(&cells, `<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`, 163+i)
	}
	return fmt.Sprintf(`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="%d">%s</numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="%d">%s</cellXfs></styleSheet>`,
		len(formats)-1, numbers.String(), len(formats), cells.String())
}

func escape(text string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(text)) // a bytes.Buffer takes everything
	return b.String()
}
