package cosa

import (
	"fmt"
	"strconv"
	"strings"
)

// Position is a place in an input file. The zero Position is no place.
//
// In a workbook Line and Column are the sheet's own row and column numbers,
// both from 1. In text formats they are line and column of the text, both
// from 1, the column in characters; Path then leads to the value, as in
// profiles[0].targets[1].iccid.
type Position struct {
	File   string
	Sheet  string
	Line   int
	Column int
	Path   string
}

// Cell returns the address of the cell, like C12, or "" outside workbooks.
func (p Position) Cell() string {
	if p.Sheet == "" || p.Line == 0 || p.Column == 0 {
		return ""
	}
	return ColumnName(p.Column) + strconv.Itoa(p.Line)
}

// String writes the position for a person: ops.xlsx:APN!C12, ops.yaml:14:9.
func (p Position) String() string {
	switch {
	case p.Sheet != "" && p.Cell() != "":
		return p.File + ":" + p.Sheet + "!" + p.Cell()
	case p.Sheet != "":
		return p.File + ":" + p.Sheet
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Short is String without the file: the cell, or line and column.
func (p Position) Short() string {
	if cell := p.Cell(); cell != "" {
		return cell
	}
	return strings.TrimPrefix(strings.TrimPrefix(p.String(), p.File), ":")
}

// Compare orders positions by file, sheet, line and column.
func (p Position) Compare(q Position) int {
	if c := strings.Compare(p.File, q.File); c != 0 {
		return c
	}
	if c := strings.Compare(p.Sheet, q.Sheet); c != 0 {
		return c
	}
	if p.Line != q.Line {
		return p.Line - q.Line
	}
	return p.Column - q.Column
}

// ColumnName returns the letters of a sheet's column, from 1: A, B ... XFD.
func ColumnName(column int) string {
	var b [8]byte
	i := len(b)
	for column > 0 {
		column--
		i--
		b[i] = byte('A' + column%26)
		column /= 26
	}
	return string(b[i:])
}
