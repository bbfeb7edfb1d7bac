package spreadsheet

import (
	"io"

	"github.com/cosakit/cosa/cosa"
)

// templateRows is how many rows the filter of an empty workbook covers;
// drop-downs, checks and the Text format cover whole columns.
const templateRows = 2001

// Template writes an empty workbook to fill: the data sheet of an export
// without rows, an explanation of every setting and the questionnaire.
func Template(w io.Writer) error {
	b, err := newBook("COSA submission")
	if err != nil {
		return err
	}
	columns := dataColumns(nil)
	p := page{rows: 1, columns: len(columns), cells: func(w *cellWriter) { b.header(w, columns) }}
	if err := b.addData(columns, p, templateRows, func(cosa.Setting) int { return 0 }); err != nil {
		return err
	}
	if err := b.addGuide(columns); err != nil {
		return err
	}
	if err := b.addQuestionnaire(nil); err != nil {
		return err
	}
	return b.write(w)
}
