// Package cosa is the model of a COSA/APN submission: what settings there are,
// what a file said about them and where it said it.
//
// A reader (package spreadsheet for sheets, package form for YAML and JSON)
// hands the rows it finds to a [Builder]. The Builder keeps each column's
// distinct values once, so that a million rows stay small, and yields a
// [Submission]: entries (one row = one target x one connection), grouped into
// profiles. Rules and writers look at entries through [Entry], which knows the
// text of every setting and the [Position] it stands at; they never see how
// the rows are stored.
//
// Everything that a reader, a rule or a writer needs to know of a setting
// stands in one table, see [Settings].
package cosa
