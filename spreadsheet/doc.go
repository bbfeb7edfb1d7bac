// Package spreadsheet reads and writes submissions as tables: Excel workbooks,
// CSV and TSV files.
//
// Reading a workbook goes one way: the zip directory ([Identify], archive),
// the workbook's parts (workbook: sheets, cell styles, shared texts), then the
// data sheet as a stream. A goroutine of its own inflates the sheet into a few
// blocks that are used again (pipe), a scanner cuts rows out of them
// (xmlScanner, sheetScanner), and a table hands the rows to a [cosa.Builder].
// Nothing is allocated for a row, and nothing of a row is kept but what the
// Builder has not met before.
//
// The data sheet is the one whose header matches best, the header is found by
// what it says (headerFinder), and what is wrong with the layout, such as
// merged or hidden cells, becomes findings. Values are not judged here: each
// keeps its stored type, its text and its place, and the rules look at those.
//
// [Annotate] gives a workbook back with findings on its cells. It edits the
// package's parts and copies all others as they lie in the file: what has to
// be known of the whole part (document) is put in its place, sheets are written
// again as a stream (xmlCopier, sheetMarker), and the new sheet of findings
// remembers the styles that marked cells had (markStyles, oldMarks).
//
// [Fill] writes rows into a workbook of somebody else in the same way: what is
// in the way, and which columns go where, is decided first (fillPlan,
// sheetFacts), then the data sheet is written again as a stream (sheetWalk,
// sheetFiller).
// [Patch] writes a workbook again with edited cells in the same way, and
// [EditCSV] finds where the edits of a text of records lie.
//
// A damaged file is an error and never a short sheet: sizes and checksums are
// compared, the XML must be well-formed, and [Limits] bound everything that a
// hostile file could ask for.
package spreadsheet
