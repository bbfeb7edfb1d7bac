package spreadsheet

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// SecretFields finds the fields in a text of records that may be credentials:
// those of settings that are, and those in columns that nobody knows.
func SecretFields(text string, format cosa.Format) ([]patch.Span, error) {
	r, err := newRecords(text, format)
	if err != nil {
		return nil, err
	}
	limits := DefaultLimits()
	var finder headerFinder
	read := 0
	err = r.each(func(line int, fields []field) {
		if read++; read > limits.HeaderWithin {
			return
		}
		this := row{number: line}
		for i, f := range fields {
			if f.text != "" && i < limits.Columns {
				this.cells = append(this.cells, cell{column: i + 1, raw: []byte(f.text)})
			}
		}
		finder.look(&this)
	})
	if err != nil {
		return nil, err
	}
	open := make(map[int]bool) // columns of settings that are no secret
	for _, c := range finder.best.columns {
		open[c.column] = c.setting != cosa.NoSetting && !c.setting.Spec().Secret
	}
	var spans []patch.Span
	err = r.each(func(line int, fields []field) {
		for i, f := range fields {
			if line > finder.best.row && !open[i+1] && f.span.To > f.span.From {
				spans = append(spans, f.span)
			}
		}
	})
	return spans, err
}
