package spreadsheet

import (
	"github.com/cosakit/cosa/cosa"
)

// guideSheet explains how to fill the workbook.
const guideSheet = "How to fill"

var guideText = []string{
	"Fill the sheet COSA: one row for each pair of a target (which SIMs) and a connection (which access point).",
	"An operator with 20 ICCID ranges and 3 access points has 60 rows; the SIM settings are repeated on each of them.",
	"Rows of an Operator and Country/Region that already exist replace all of its entries, so list every row, the unchanged ones with Keep.",
	"Every column is formatted as Text: keep it so, or the last digits of an ICCID and the zeros in front of MCC and MNC are lost.",
	"Paste with Paste Special > Values (Ctrl+Shift+V), so that the format, the drop-downs and the checks stay.",
	"Then run: cosa validate FILE.xlsx",
}

// addGuide adds the sheet that explains every setting.
func (b *book) addGuide(columns []cosa.Setting) error {
	g := new(grid)
	g.addRow(gridCell{style: b.styles.title, text: "How to fill this workbook"})
	g.height(28)
	for _, line := range guideText {
		g.addRow(gridCell{style: b.styles.line, text: line})
	}
	g.gap()
	g.addRow(gridCell{style: b.styles.required, text: "Required"},
		gridCell{style: b.styles.conditional, text: "In some cases"},
		gridCell{style: b.styles.optional, text: "Optional"},
		gridCell{style: b.styles.hint, text: "These are the colours of the headers; each header also has a note."})
	g.gap()
	g.add(b.styles.tableHead, "Column", "Demand", "If blank", "What it is", "Allowed values", "Example", "Read by")
	for _, s := range columns {
		spec := s.Spec()
		cell := func(text string) gridCell { return gridCell{style: b.styles.body, text: text} }
		g.addRow(gridCell{style: b.styles.header(spec), text: spec.Header}, cell(requirement(spec)), cell(spec.Default),
			cell(spec.Help), cell(allowedValues(spec)), cell(spec.Example), cell(windowsVersion(spec)))
	}
	widths := []float64{34, 16, 12, 52, 52, 36, 24}
	g.fit(widths, b.styles.line, b.styles.hint)
	if err := b.add(g.page(guideSheet)); err != nil {
		return err
	}
	return b.layOut(guideSheet, layout{widths: widths})
}
