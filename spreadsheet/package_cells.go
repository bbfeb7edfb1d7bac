package spreadsheet

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"

	"github.com/cosakit/cosa/cosa"
)

// Limits of a sheet that Excel sets.
const (
	sheetRows    = 1048576
	sheetColumns = 16384
	cellUnits    = 32767 // UTF-16 units of one text
)

// MostRows is how many rows a sheet holds below its header.
const MostRows = sheetRows - 1

const (
	xmlHeader            = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
)

// cellWriter encodes the rows of one sheet as the content of its sheetData.
// Rows and the cells of a row are written in order. The first error sticks.
type cellWriter struct {
	out     *bufio.Writer
	strings *stringTable
	letters []string // column letters from 1
	opening []string // `<c r="A`, by column
	middle  string   // between the row and the number of a text, of the style below
	style   int
	row     int
	digits  []byte // of row
	buf     []byte
	err     error
}

func newCellWriter(w io.Writer, strings *stringTable, columns int) *cellWriter {
	c := &cellWriter{out: bufio.NewWriterSize(w, 1<<16), strings: strings, style: -1}
	c.letters, c.opening = make([]string, columns+1), make([]string, columns+1)
	for i := range c.letters {
		c.letters[i] = cosa.ColumnName(i)
		c.opening[i] = `<c r="` + c.letters[i]
	}
	return c
}

// start begins the next row; height is in points, 0 for the default.
func (c *cellWriter) start(height float64) {
	c.row++
	c.digits = strconv.AppendInt(c.digits[:0], int64(c.row), 10)
	c.buf = append(c.buf, `<row r="`...)
	c.buf = append(c.buf, c.digits...)
	if height > 0 {
		c.buf = append(c.buf, `" ht="`...)
		c.buf = strconv.AppendFloat(c.buf, height, 'f', -1, 64)
		c.buf = append(c.buf, `" customHeight="1`...)
	}
	c.buf = append(c.buf, `">`...)
}

// end finishes the row.
func (c *cellWriter) end() {
	c.buf = append(c.buf, `</row>`...)
	if c.err == nil {
		_, c.err = c.out.Write(c.buf)
	}
	c.buf = c.buf[:0]
}

func (c *cellWriter) open(column, style int, kind string) {
	c.buf = append(c.buf, c.opening[column]...)
	c.buf = append(c.buf, c.digits...)
	c.styled(style, kind)
}

// styled writes the attributes of a cell behind its place.
func (c *cellWriter) styled(style int, kind string) {
	if style != 0 {
		c.buf = append(c.buf, `" s="`...)
		c.buf = strconv.AppendInt(c.buf, int64(style), 10)
	}
	if kind != "" {
		c.buf = append(c.buf, `" t="`...)
		c.buf = append(c.buf, kind...)
	}
}

// text writes a text cell.
func (c *cellWriter) text(column, style int, text string) {
	if c.fits(column, text) {
		c.shared(column, style, c.strings.add(text))
	}
}

// fits notes an error where text is longer than a cell's.
func (c *cellWriter) fits(column int, text string) bool {
	if len(text) <= cellUnits || units(text) <= cellUnits {
		return true
	}
	if c.err == nil {
		c.err = fmt.Errorf("row %d, column %s: the text has %d characters, but a cell holds at most %d; shorten it",
			c.row, c.letters[column], units(text), cellUnits)
	}
	return false
}

// shared writes a text cell by the number of its text.
func (c *cellWriter) shared(column, style int, number uint32) {
	c.strings.uses++
	if style != c.style {
		start := len(c.buf)
		c.styled(style, "s")
		c.style, c.middle = style, string(c.buf[start:])+`"><v>`
		c.buf = c.buf[:start]
	}
	buf := append(append(append(c.buf, c.opening[column]...), c.digits...), c.middle...)
	c.buf = append(strconv.AppendUint(buf, uint64(number), 10), `</v></c>`...)
}

// stored writes a cell whose stored form is raw: kind is "" for a number, b
// for a boolean, e for an error value.
func (c *cellWriter) stored(column, style int, kind, raw string) {
	c.open(column, style, kind)
	c.buf = append(c.buf, `"><v>`...)
	c.buf = appendEscaped(c.buf, raw)
	c.buf = append(c.buf, `</v></c>`...)
}

// blank writes a cell that has a style only.
func (c *cellWriter) blank(column, style int) {
	c.open(column, style, "")
	c.buf = append(c.buf, `"/>`...)
}

func (c *cellWriter) finish() error {
	if c.err != nil {
		return c.err
	}
	return c.out.Flush()
}

// units counts UTF-16 units, as Excel does.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
