package spreadsheet

import "cmp"

// Limits bound what a file may make the reader do. They are absolute: a file
// that exceeds one is refused, never read in part.
type Limits struct {
	SheetBytes   int64 // one sheet, uncompressed; it is streamed
	PartBytes    int64 // any other part of a workbook, uncompressed
	TotalBytes   int64 // everything that is inflated of one workbook
	Ratio        int64 // uncompressed size / compressed size of a large part
	Rows         int   // number of the last row of a sheet
	Lines        int   // number of the last line of a text
	Columns      int   // number of the last column
	CellLength   int   // characters of one cell
	RowBytes     int64 // text of one row
	LongText     int64 // text of all cells of more than 255 bytes
	SharedText   int64 // text of all shared strings
	SharedCount  int   // number of shared strings
	Depth        int   // nesting of XML elements
	SheetCount   int   // sheets that are looked at for the data
	HeaderWithin int   // rows in which the header is looked for
}

// ratioFrom is the uncompressed size from which Limits.Ratio counts: small
// parts may be anything.
const ratioFrom = 64 << 20

// tagBytes bounds one XML tag with its attributes.
const tagBytes = 1 << 20

// DefaultLimits admits what Excel can hold (its largest sheets are about
// 2.8 GB of XML) and more than a hundred times what real files compress to. A
// text may have four times the lines of a sheet: it is divided among several
// workbooks.
func DefaultLimits() Limits {
	return Limits{
		SheetBytes:   8 << 30,
		PartBytes:    2 << 30,
		TotalBytes:   10 << 30,
		Ratio:        250,
		Rows:         1_048_576,
		Lines:        4_194_304,
		Columns:      16_384,
		CellLength:   32_767,
		RowBytes:     32 << 20,
		LongText:     1 << 30,
		SharedText:   1 << 30,
		SharedCount:  48 << 20,
		Depth:        64,
		SheetCount:   1000,
		HeaderWithin: 50,
	}
}

// orDefault gives every limit that is zero its default.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{
		SheetBytes:   cmp.Or(l.SheetBytes, d.SheetBytes),
		PartBytes:    cmp.Or(l.PartBytes, d.PartBytes),
		TotalBytes:   cmp.Or(l.TotalBytes, d.TotalBytes),
		Ratio:        cmp.Or(l.Ratio, d.Ratio),
		Rows:         cmp.Or(l.Rows, d.Rows),
		Lines:        cmp.Or(l.Lines, d.Lines),
		Columns:      cmp.Or(l.Columns, d.Columns),
		CellLength:   cmp.Or(l.CellLength, d.CellLength),
		RowBytes:     cmp.Or(l.RowBytes, d.RowBytes),
		LongText:     cmp.Or(l.LongText, d.LongText),
		SharedText:   cmp.Or(l.SharedText, d.SharedText),
		SharedCount:  cmp.Or(l.SharedCount, d.SharedCount),
		Depth:        cmp.Or(l.Depth, d.Depth),
		SheetCount:   cmp.Or(l.SheetCount, d.SheetCount),
		HeaderWithin: cmp.Or(l.HeaderWithin, d.HeaderWithin),
	}
}
