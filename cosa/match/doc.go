// Package match tells which profile Windows applies to a SIM, and why the
// others lose.
//
// [New] compiles the targets of a submission: rows that repeat a target for
// another connection are one, conditions are read once, and the targets are
// filed by MCC and MNC and, where many share them, by their ranges.
// [Matcher.Find] looks only at the targets that may hold and is meant for
// millions of SIMs; [Matcher.Match] looks at all of them and explains.
//
// A target holds if each identifier that it states holds. Of the profiles with
// a target that holds, the one whose target states the most identifiers wins.
// UIName and UIOrder are no identifiers, and ESIM_PROV is one where it is true.
// At a tie the last definition wins where the order is known, which is so
// within a database; Microsoft orders what is submitted, so that a tie there
// is undecided.
//
// Numbers are compared as Windows does, with those of the same length: a
// 19-digit ICCID is in no range of 20 digits. The explanation says when the
// other length would match.
package match
