// Package report writes what a run of the rules found, for people and for
// programs.
//
// The formats stand in one table, see [Formats]: a format is a name and a
// function that takes a [Report]. Reports never read the checked files again;
// everything they say travels with the findings, or is in the submission that
// was checked. Findings come sorted by place, and a format that wants another
// order makes its own.
package report
