// Package sheettest makes small workbooks for tests, with full control over
// how each cell is stored: as Excel stores a number that lost its digits, a
// formula without a result, an error value, merged cells, hidden rows.
package sheettest
