package spreadsheet

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/xuri/excelize/v2"
)

// bookStyles are the numbers of the cell styles of a workbook.
type bookStyles struct {
	text        int // data: number format Text
	plain       int // data: a number, boolean or error that a source holds
	date        int // data: a date that a source holds
	required    int // headers
	conditional int
	optional    int
	legacy      int
	title       int // small sheets
	tableHead   int
	label       int
	body        int // wrapped
	number      int
	answer      int
	missing     int // an answer that is to be given
	warning     int
	line        int // plain running text
	fact        int // a value that may run over the cells beside it
	hint        int
}

// Built-in number formats.
const (
	thousandsFormat = 3  // #,##0
	dateFormat      = 14 // m/d/yyyy, or as the reader's system writes it
	textFormat      = 49 // @
)

func newStyles(f *excelize.File) (bookStyles, error) {
	var s bookStyles
	var err error
	build := func(style *excelize.Style) int {
		n, e := f.NewStyle(style)
		if err == nil {
			err = e
		}
		return n
	}
	head := func(fill, font string, bold bool) int {
		return build(&excelize.Style{
			Font:      &excelize.Font{Bold: bold, Color: font, Family: "Calibri", Size: 10},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
			Border:    box("BFBFBF"),
			Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true},
			NumFmt:    textFormat,
		})
	}
	body := func(style excelize.Style) int {
		style.Alignment = &excelize.Alignment{Vertical: "top", WrapText: true}
		if style.NumFmt == thousandsFormat {
			style.Alignment.Horizontal, style.Alignment.Indent = "right", 1
		}
		style.Border = box("D9D9D9")
		if style.Font == nil {
			style.Font = &excelize.Font{Family: "Calibri", Size: 10}
		}
		return build(&style)
	}
	s.text = build(&excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Family: "Calibri", Size: 10}})
	s.plain = build(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10}})
	s.date = build(&excelize.Style{NumFmt: dateFormat})
	s.required = head("1F4E79", "FFFFFF", true)
	s.conditional = head("9DC3E6", "1F2937", true)
	s.optional = head("EDF3FA", "1F2937", false)
	s.legacy = head("E7E6E6", "595959", false)
	s.title = build(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "1F4E79", Family: "Calibri", Size: 16}})
	s.hint = build(&excelize.Style{
		Font:      &excelize.Font{Italic: true, Color: "595959", Family: "Calibri", Size: 10},
		Alignment: &excelize.Alignment{Vertical: "top"},
	})
	s.line = build(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11}})
	s.fact = build(&excelize.Style{
		Font: &excelize.Font{Family: "Calibri", Size: 10}, NumFmt: thousandsFormat,
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top"},
	})
	s.tableHead = head("1F4E79", "FFFFFF", true)
	s.label = body(excelize.Style{Font: &excelize.Font{Bold: true, Family: "Calibri", Size: 10}})
	s.body = body(excelize.Style{NumFmt: textFormat})
	s.number = body(excelize.Style{NumFmt: thousandsFormat})
	s.answer = body(excelize.Style{NumFmt: textFormat})
	s.missing = body(excelize.Style{
		NumFmt: textFormat,
		Font:   &excelize.Font{Italic: true, Color: "7F6000", Family: "Calibri", Size: 10},
		Fill:   excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF2CC"}},
	})
	s.warning = body(excelize.Style{
		Font: &excelize.Font{Bold: true, Color: "9C5700", Family: "Calibri", Size: 10},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFEB9C"}},
	})
	return s, err
}

func box(color string) []excelize.Border {
	var sides []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		sides = append(sides, excelize.Border{Type: side, Color: color, Style: 1})
	}
	return sides
}

// header is the style of a setting's header: how much it is demanded shows.
func (s bookStyles) header(spec *cosa.Spec) int {
	switch {
	case spec.Kind == cosa.KindLegacy:
		return s.legacy
	case spec.Required == cosa.Required:
		return s.required
	case spec.Required == cosa.Conditional:
		return s.conditional
	}
	return s.optional
}
