// Package diff tells what changes from one set of profiles to another: in
// profiles, settings, connections and numbers of SIMs.
//
// [Compare] takes two submissions, which may come from files of different
// formats, and returns a [Diff]. Profiles are paired by name, those of one name
// by what they have in common; then the parts of each pair are compared. Values
// are compared by what they mean: the order of rows, the spelling of enumerated
// values and the bookkeeping of a submission do not matter.
//
// Numbers of SIMs are exact sets. A profile's numbers are kept apart by what
// its targets demand beside them (network, SPN ...), so that a number counts as
// gained where the profile now applies to it in a case in which it did not.
// ICCIDs are counted in 19-digit numbers: a 20-digit one is the SIM of the 19
// digits that it begins with. A target without numbers stands for all SIMs of a
// network, which nobody can count.
//
// The reports stand in one table, see [Formats].
package diff
