package spreadsheet

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/xuri/excelize/v2"
)

// layout is the look of a sheet besides its cells.
type layout struct {
	widths       []float64
	freeze       string // first cell that scrolls, "" for none
	titleRow     bool   // row 1 is repeated on every printed page
	titleColumns string // columns repeated on every printed page, like A:C
	pagesWide    int
	portrait     bool
}

func (b *book) layOut(sheet string, l layout) error {
	for i, width := range l.widths {
		name := cosa.ColumnName(i + 1)
		if err := b.file.SetColWidth(sheet, name, name, width); err != nil {
			return err
		}
	}
	if l.freeze != "" {
		if err := b.freeze(sheet, l.freeze); err != nil {
			return err
		}
	}
	orientation := "landscape"
	if l.portrait {
		orientation = "portrait"
	}
	paper, wide, high, fit := 9, max(1, l.pagesWide), 0, true // A4
	err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	})
	if err != nil {
		return err
	}
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	left, top := 0.4, 0.5
	err = b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &left, Right: &left, Top: &top, Bottom: &top})
	if err != nil {
		return err
	}
	err = b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&8&F&C&8&A&R&8Page &P of &N"})
	if err != nil || !l.titleRow {
		return err
	}
	refers := "'" + sheet + "'!$1:$1"
	if l.titleColumns != "" {
		refers = "'" + sheet + "'!$" + l.titleColumns[:1] + ":$" + l.titleColumns[2:] + "," + refers
	}
	return b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: refers, Scope: sheet})
}

func (b *book) freeze(sheet, cell string) error {
	column, row, err := excelize.CellNameToCoordinates(cell)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if column > 1 {
		pane = "bottomRight"
	}
	return b.file.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: column - 1, YSplit: row - 1, TopLeftCell: cell, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: cell, ActiveCell: cell, Pane: pane}},
	})
}
