// Package generate makes the rows of a submission from a base and a table: the
// base is a submission of one profile in which values may hold ${column}, the
// table has a line for each target, profile or range.
//
// Both are read by the usual readers, so that every value knows its type and
// its place; [ReadLines] reads tables of JSON Lines. [Rows] binds them, looks
// at every line for what cannot be (a count that is no number, a prefix
// without room, an unknown placeholder), and only if there is nothing of that
// kind hands rows to a [cosa.Builder], as a reader does. What is made is judged
// by the rules like any submission: findings stand at the cell of the table
// that a value came from, or at its place in the base.
//
// # Values
//
// A column that a setting is named after (by any header of the spreadsheet, or
// by its key in the YAML form) fills the setting; a blank cell leaves what the
// base says. A setting that holds a placeholder anywhere in the base is left
// to the base. Cells pass with their type, so that a number where text belongs
// is found; within a longer text they must not be blank or damaged.
//
// # Ranges
//
// The columns iccid (START-END), iccid.start, iccid.end, iccidPrefix,
// iccidCount, iccidDigits and iccidSplit say the range of a line, and so do
// imsi, imsi.start and so on: both ends, a start and a count of SIMs, a prefix
// (all numbers that begin with it, or the first count of them), or a count
// alone, which takes the next free numbers of [Job.Within]. Numbers are
// computed with exactly, and keep the number of digits in which they are
// written.
//
// # Profiles
//
// The lines of one operator and country come together, in the order of the
// first line of each. A part of the base that takes nothing from what tells
// lines apart, such as a target for the whole network beside one for ranges,
// is made once.
package generate
