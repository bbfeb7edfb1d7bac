package spreadsheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
)

// Why an edit is left to a person.
const (
	leftGone    = "it does not stand there just so"
	leftFormula = "the cell holds a formula"
	leftTable   = "it is a header of an Excel table, which keeps a copy of it: change it in Excel"
)

var errUneven = errors.New("the edited file does not hold the values that it should")

// EditCSV finds where the edits of fields lie in a text of records, which was
// read without an error. A field keeps its quotes, and gets some if it needs
// them. The text with these edits differs from it in the edited fields alone.
func EditCSV(text string, format cosa.Format, edits []cosa.Edit) ([]patch.Edit, []patch.Left, error) {
	records, err := newRecords(text, format)
	if err != nil {
		return nil, nil, err
	}
	wanted := make(map[[2]int]int)
	for i, e := range edits {
		wanted[[2]int{e.Position.Line, e.Position.Column}] = i
	}
	var places []patch.Edit
	edited := make(map[int]string) // new texts by where the fields begin
	err = records.each(func(line int, fields []field) {
		for i, f := range fields {
			n, ok := wanted[[2]int{line, i + 1}]
			if !ok || !holds(f.text, edits[n]) {
				continue
			}
			delete(wanted, [2]int{line, i + 1})
			edited[f.span.From] = edits[n].New
			places = append(places, patch.Edit{Span: f.span, Text: records.quoted(edits[n].New, f), Title: patch.Title(edits[n])})
		}
	})
	if err != nil {
		return nil, nil, err
	}
	var left []patch.Left
	for i, e := range edits {
		if n, open := wanted[[2]int{e.Position.Line, e.Position.Column}]; open && n == i {
			left = append(left, patch.Left{Edit: e, Reason: leftGone})
		}
	}
	return places, left, records.verify(places, edited)
}

// holds reports whether a cell holds what an edit replaces. Of a header the
// finding tells what can be seen.
func holds(text string, e cosa.Edit) bool {
	return text == e.Old || e.Setting == "" && cosa.CleanText(text) == e.Old
}

// verify reads the edited text and compares it field by field.
func (r *records) verify(places []patch.Edit, edited map[int]string) error {
	after, err := patch.Splice(r.text, places)
	if err != nil {
		return err
	}
	var want [][]string
	err = r.each(func(_ int, fields []field) {
		record := make([]string, len(fields))
		for i, f := range fields {
			record[i] = f.text
			if text, ok := edited[f.span.From]; ok {
				record[i] = text
			}
		}
		want = append(want, record)
	})
	if err != nil {
		return err
	}
	again := &records{text: after, comma: r.comma, from: r.from, skipped: r.skipped}
	same := true
	err = again.each(func(_ int, fields []field) {
		same = same && len(want) > 0 && slices.EqualFunc(want[0], fields, func(text string, f field) bool { return text == f.text })
		want = want[min(1, len(want)):]
	})
	if err != nil || !same || len(want) > 0 {
		return errors.Join(errUneven, err)
	}
	return nil
}

// records are the fields of a text with their places.
type records struct {
	text    string
	comma   rune
	from    int // where the records begin
	skipped int // lines before
}

// field is a field of a record.
type field struct {
	text   string
	span   patch.Span // with its quotes
	quoted bool
}

func newRecords(text string, format cosa.Format) (*records, error) {
	c := &csvReader{limits: DefaultLimits(), format: format}
	c.in = bufio.NewReaderSize(strings.NewReader(text), csvHead)
	head, err := c.in.Peek(csvHead)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return nil, err
	}
	r := &records{text: text, comma: c.separator(head), skipped: c.skipped}
	if r.skipped > 0 {
		r.from = bytes.IndexByte(head, '\n') + 1
	}
	return r, nil
}

// each visits the records; the fields are good until the next visit.
func (r *records) each(visit func(line int, fields []field)) error {
	reader := csv.NewReader(strings.NewReader(r.text[r.from:]))
	reader.Comma, reader.FieldsPerRecord, reader.ReuseRecord = r.comma, -1, true
	starts := []int{r.from}
	for i := r.from; i < len(r.text); i++ {
		if r.text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	var fields []field
	for {
		record, err := reader.Read()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		fields = fields[:0]
		for i, text := range record {
			line, column := reader.FieldPos(i)
			f := field{text: text, span: r.token(starts[line-1] + column - 1)}
			f.quoted = f.span.To > f.span.From && r.text[f.span.From] == '"'
			fields = append(fields, f)
		}
		line, _ := reader.FieldPos(0)
		visit(line+r.skipped, fields)
	}
}

// token is the field that begins at an offset.
func (r *records) token(from int) patch.Span {
	rest := r.text[from:]
	if strings.HasPrefix(rest, `"`) {
		for i := 1; i < len(rest); i++ {
			switch {
			case rest[i] != '"':
			case strings.HasPrefix(rest[i+1:], `"`):
				i++
			default:
				return patch.Span{From: from, To: from + i + 1}
			}
		}
		return patch.Span{From: from, To: len(r.text)}
	}
	end := strings.IndexFunc(rest, func(c rune) bool { return c == r.comma || c == '\n' })
	if end < 0 {
		end = len(rest)
	}
	if end == len(rest) || rest[end] == '\n' {
		end = len(strings.TrimSuffix(rest[:end], "\r"))
	}
	return patch.Span{From: from, To: from + end}
}

// quoted writes a text as the field that it replaces is written.
func (r *records) quoted(text string, f field) string {
	if f.quoted || strings.ContainsAny(text, "\"\r\n"+string(r.comma)) {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
