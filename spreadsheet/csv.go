package spreadsheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// csvHead is how much of a text is looked at to tell its separator.
const csvHead = 256 << 10

var (
	errLongRecord = errors.New("the record is too long")
	errNotUTF8    = errors.New("not UTF-8")
	errNUL        = errors.New("a NUL byte")
)

// ReadCSV reads a text file with comma-, semicolon- or tab-separated fields
// into b. The file has the headers of the sheet. It is UTF-8, or UTF-16 as
// Excel's "Unicode Text" is; other encodings are refused, since reading them
// wrongly would pass unseen. Values are text, whatever they look like,
// but for the names of Excel's error values, see [isErrorName].
//
// Positions have the line on which the record begins, also where a field
// before holds line breaks, and as column the number of the field.
func ReadCSV(b *cosa.Builder, file string, r io.Reader, format cosa.Format, opts ReadOptions) error {
	c := &csvReader{
		position: cosa.Position{File: file},
		limits:   opts.Limits.orDefault(),
		format:   format,
		any:      opts.AnyTable,
	}
	text, err := asUTF8(r)
	if err != nil {
		return c.fail(0, 0, err)
	}
	c.in = bufio.NewReaderSize(&countingReader{r: text, c: c}, csvHead)
	return c.read(b)
}

// csvReader reads the records of a text as rows.
type csvReader struct {
	position cosa.Position
	limits   Limits
	format   cosa.Format
	any      bool // see ReadOptions.AnyTable
	in       *bufio.Reader
	records  *csv.Reader
	taken    int64 // bytes taken from the file
	allowed  int64 // bytes that may be taken for the record being read
	skipped  int   // lines before the records
	longSum  int64
	row      row
	text     []byte
}

// countingReader refuses to go on where a record does not end, as behind a
// quote that is never closed.
type countingReader struct {
	r io.Reader
	c *csvReader
}

func (r *countingReader) Read(p []byte) (int, error) {
	if r.c.taken > r.c.allowed+r.c.limits.RowBytes+csvHead {
		return 0, errLongRecord
	}
	n, err := r.r.Read(p)
	r.c.taken += int64(n)
	return n, err
}

func (c *csvReader) fail(line, column int, err error) error {
	e := &cosa.ReadError{Position: c.position}
	e.Position.Line, e.Position.Column = line, column
	const utf8Hint = "open it in Excel and save it as \"CSV UTF-8 (Comma delimited)\", or better as a workbook (.xlsx)"
	var large *tooLargeError
	var syntax *csv.ParseError
	switch {
	case errors.Is(err, errLongRecord):
		e.Problem = fmt.Sprintf("the record that begins here is longer than %s", bytesText(c.limits.RowBytes))
		e.Hint = "look for a quote (\") that is not closed"
	case errors.Is(err, errNotUTF8):
		e.Problem = "the field holds bytes that are not UTF-8, as in text that was saved for Windows-1252"
		e.Hint = utf8Hint
	case errors.Is(err, errUTF16):
		e.Problem = "the text is neither UTF-8 nor whole UTF-16"
		e.Hint = utf8Hint
	case errors.Is(err, errNUL):
		e.Problem = "the field holds a NUL byte, so this is no text file or a damaged one"
		e.Hint = utf8Hint
	case errors.As(err, &large):
		e.Problem, e.Hint = large.what, "keep only the rows of the submission, or divide it among several files"
	case errors.As(err, &syntax):
		e.Position.Line, e.Position.Column = syntax.Line+c.skipped, 0
		e.Problem = fmt.Sprintf("a quote (\") stands inside the field at character %d of the line", syntax.Column)
		if errors.Is(err, csv.ErrQuote) {
			e.Problem = fmt.Sprintf("the quotes (\") of the record that begins in line %d do not match", syntax.StartLine+c.skipped)
		}
		e.Hint = "put the whole field into quotes and write each quote inside it twice"
	default:
		e.Problem, e.Err = "the file cannot be read", err
	}
	return e
}

func (c *csvReader) read(b *cosa.Builder) error {
	finder, first, err := c.begin()
	if err != nil {
		return err
	}
	source := cosa.Source{File: c.position.File, Format: c.format}
	if !finder.found() {
		noHeader(b, source, nil, c.limits.HeaderWithin, c.any)
		return c.drain()
	}
	t := newTable(b, source, &finder.best)
	for i := range first {
		if err := t.row(&first[i]); err != nil {
			return c.fail(first[i].number, 0, err)
		}
	}
	a := readAhead(c)
	defer a.close()
	for b := range a.full {
		for i := range b.rows {
			if err := t.row(&b.rows[i]); err != nil {
				return c.fail(b.rows[i].number, 0, err)
			}
		}
		if b.err != nil {
			return b.err
		}
		a.free <- b
	}
	t.noRows()
	return nil
}

// drain reads the rest, so that a damaged file is told from one without data.
func (c *csvReader) drain() error {
	for {
		if _, err := c.next(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// begin finds the separator and the header, and returns copies of the rows
// that it read for that.
func (c *csvReader) begin() (*headerFinder, []row, error) {
	head, err := c.in.Peek(csvHead)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return nil, nil, c.fail(0, 0, err)
	}
	comma := c.separator(head)
	c.records = csv.NewReader(c.in)
	c.records.Comma = comma
	c.records.FieldsPerRecord = -1
	c.records.ReuseRecord = true
	finder := &headerFinder{any: c.any}
	var first []row
	for range c.limits.HeaderWithin {
		r, err := c.next()
		if err == io.EOF {
			break
		} else if err != nil {
			return nil, nil, err
		}
		kept := row{number: r.number}
		for _, cell := range r.cells {
			cell.raw = bytes.Clone(cell.raw)
			kept.cells = append(kept.cells, cell)
		}
		finder.look(&kept)
		first = append(first, kept)
	}
	finder.settle()
	return finder, first, nil
}

// separator chooses the separator under which the beginning of the text has
// the best header. A first line like "sep=;", which Excel writes and reads,
// says it and is taken away.
func (c *csvReader) separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if sep := bytes.TrimRight(line, "\r"); len(sep) == len("sep=;") && bytes.EqualFold(sep[:4], []byte("sep=")) && strings.IndexByte(",;\t|", sep[4]) >= 0 {
		c.in.Discard(len(line) + 1)
		c.skipped = 1
		return rune(sep[4])
	}
	candidates := []rune{',', ';', '\t', '|'}
	if c.format == cosa.TSV {
		candidates = []rune{'\t', ',', ';', '|'}
	}
	best, bestHeader := candidates[0], header{}
	for _, comma := range candidates {
		records := csv.NewReader(bytes.NewReader(head))
		records.Comma = comma
		records.FieldsPerRecord = -1
		records.LazyQuotes = true
		finder := headerFinder{any: c.any}
		for n := range c.limits.HeaderWithin {
			record, err := records.Read()
			if err != nil {
				break
			}
			r := row{number: n + 1}
			for i, field := range record {
				if field != "" && i < c.limits.Columns {
					r.cells = append(r.cells, cell{column: i + 1, raw: []byte(field)})
				}
			}
			finder.look(&r)
		}
		finder.settle()
		if finder.best.better(&bestHeader) || c.any && finder.best.settings == bestHeader.settings && len(finder.best.columns) > len(bestHeader.columns) {
			best, bestHeader = comma, finder.best
		}
	}
	return best
}

// next returns the next record, which is good until the next call.
func (c *csvReader) next() (*row, error) {
	r, _, err := c.nextInto(c.row.cells[:0], c.text[:0])
	return r, err
}

// finish has nothing left to read.
func (c *csvReader) finish() error { return nil }

// nextInto is next for a [rowSource].
func (c *csvReader) nextInto(cells []cell, text []byte) (*row, []byte, error) {
	c.allowed = c.taken
	record, err := c.records.Read()
	if err == io.EOF {
		return nil, nil, io.EOF
	}
	if err != nil {
		line := c.row.number + 1
		return nil, nil, c.fail(line, 0, err)
	}
	line, _ := c.records.FieldPos(0)
	c.row = row{number: line + c.skipped, cells: cells}
	c.text = text
	if c.row.number > c.limits.Lines {
		return nil, nil, c.fail(c.row.number, 0, tooLarge("the text has more than %d lines", c.limits.Lines))
	}
	if len(record) > c.limits.Columns {
		return nil, nil, c.fail(c.row.number, 0, tooLarge("the record has %d fields; %d are the most", len(record), c.limits.Columns))
	}
	for i, field := range record {
		if field == "" {
			continue
		}
		if err := c.check(field); err != nil {
			return nil, nil, c.fail(c.row.number, i+1, err)
		}
		start := len(c.text)
		c.text = append(c.text, field...)
		c.row.cells = append(c.row.cells, cell{column: i + 1, raw: c.text[start:len(c.text):len(c.text)], kind: textKind(field)})
	}
	return &c.row, c.text, nil
}

func (c *csvReader) check(field string) error {
	if len(field) > longText {
		if c.longSum += int64(len(field)); c.longSum > c.limits.LongText {
			return tooLarge("the fields of more than %d bytes hold more than %s together", longText, bytesText(c.limits.LongText))
		}
	}
	switch {
	case strings.IndexByte(field, 0) >= 0:
		return errNUL
	case !utf8.ValidString(field):
		return errNotUTF8
	case len(field) > c.limits.CellLength && utf8.RuneCountInString(field) > c.limits.CellLength:
		return tooLarge("the field holds more than %d characters", c.limits.CellLength)
	}
	return nil
}
