// Package ranges does the arithmetic of ranges of ICCIDs and IMSIs.
//
// [Holdings] gathers ranges with who holds them and where they were read: of
// submissions, of lists of START-END lines, of arguments. Plain functions over
// [cosa.Range] compute with them: [Merge] and [Join], [Carve] and [Gaps],
// [Split], [SIMs], [Overlaps]. [Index] finds the ranges that hold a number,
// [Coverage] compares them with an operator's list of SIMs.
//
// An ICCID of 19 digits and those of 20 digits that begin with it are one SIM,
// but Windows compares them as they are written. So numbers of SIMs are counted
// in 19-digit numbers, each once, and ranges keep the length in which they are
// written.
package ranges
