package spreadsheet

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// WriteWorkbook writes the rows as a plain workbook for a change of format:
// canonical headers, then the unknown columns, every value as it was read. A
// value that a sheet held as a number, date, boolean or error stays one, so
// that damage is not dressed up as text; a number that its format pads is
// written as the text it shows. Formulas become their values, see [Losses].
// Answers of the questionnaire go to a sheet of their own.
func WriteWorkbook(w io.Writer, s *cosa.Submission) error {
	b, err := newBook("COSA settings")
	if err != nil {
		return err
	}
	columns := plainColumns(s)
	p := page{name: dataSheet, rows: s.Len() + 1, columns: len(columns), cells: func(w *cellWriter) { b.plainRows(w, s, columns) }}
	if err := b.add(p); err != nil {
		return err
	}
	l := layout{freeze: "A2", titleRow: true, pagesWide: 3}
	for _, c := range columns {
		l.widths = append(l.widths, float64(min(46, max(8, plainWidth(s, c)+3))))
	}
	if err := b.layOut(dataSheet, l); err != nil {
		return err
	}
	if err := b.file.SetColStyle(dataSheet, "A:"+cosa.ColumnName(len(columns)), b.styles.text); err != nil {
		return err
	}
	if len(s.Answers()) > 0 {
		if err := b.addAnswers(s); err != nil {
			return err
		}
	}
	return b.write(w)
}

// plainColumns lists the settings of a plain sheet, then the unknown columns.
func plainColumns(s *cosa.Submission) []cosa.Column {
	var columns []cosa.Column
	for _, setting := range dataColumns(s) {
		columns = append(columns, cosa.Column(setting))
	}
	for i := range s.Extras() {
		columns = append(columns, cosa.Column(cosa.SettingCount+i))
	}
	return columns
}

func columnHeader(s *cosa.Submission, c cosa.Column) string {
	if int(c) < cosa.SettingCount {
		return cosa.Setting(c).Spec().Header
	}
	return s.Extras()[int(c)-cosa.SettingCount]
}

func plainWidth(s *cosa.Submission, c cosa.Column) int {
	n := utf8.RuneCountInString(columnHeader(s, c))
	for _, v := range s.Distinct(c) {
		n = max(n, utf8.RuneCountInString(plainText(v)))
	}
	return n
}

// plainText is a value as a text format holds it: as written, or as shown
// where a number format pads a number.
func plainText(v cosa.Value) string {
	switch v.Type {
	case cosa.Text:
		return v.Raw
	case cosa.Missing, cosa.Wrong:
		return ""
	}
	return v.Text
}

func (b *book) plainRows(w *cellWriter, s *cosa.Submission, columns []cosa.Column) {
	w.start(20)
	for i, c := range columns {
		style := b.styles.legacy
		if int(c) < cosa.SettingCount {
			style = b.styles.optional
		}
		w.text(i+1, style, columnHeader(s, c))
	}
	w.end()
	for e := range s.Entries() {
		w.start(0)
		for i, c := range columns {
			b.plainCell(w, i+1, e.In(c))
		}
		w.end()
	}
}

func (b *book) plainCell(w *cellWriter, column int, v cosa.Value) {
	switch v.Type {
	case cosa.Number:
		w.stored(column, b.styles.plain, "", v.Raw)
	case cosa.Date:
		w.stored(column, b.styles.date, "", v.Raw)
	case cosa.Bool:
		raw := "0"
		if v.Raw == "1" || strings.EqualFold(v.Raw, "true") {
			raw = "1"
		}
		w.stored(column, b.styles.plain, "b", raw)
	case cosa.Err:
		w.stored(column, b.styles.plain, "e", v.Raw)
	default:
		if text := plainText(v); text != "" {
			w.text(column, b.styles.text, text)
		}
	}
}

// addAnswers adds the answers that are given, as they are given.
func (b *book) addAnswers(s *cosa.Submission) error {
	g := new(grid)
	g.add(b.styles.tableHead, questionHeader, answerHeader)
	for _, a := range s.Answers() {
		question := a.Key
		known := cosa.Questions()
		if i := slices.IndexFunc(known, func(q cosa.Question) bool { return q.Key == a.Key }); i >= 0 {
			question = known[i].Text
		}
		g.addRow(gridCell{style: b.styles.label, text: question}, gridCell{style: b.styles.answer, text: a.Text})
	}
	widths := []float64{60, 70}
	g.fit(widths)
	if err := b.add(g.page(questionnaireSheet)); err != nil {
		return err
	}
	return b.layOut(questionnaireSheet, layout{widths: widths, freeze: "A2", titleRow: true, portrait: true})
}
