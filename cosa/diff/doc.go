// Package diff tells what changes from one set of profiles to another: in
// profiles, settings, connections and numbers of SIMs.
//
// [Compare] takes two submissions, which may come from files of different
// formats, and returns a [Diff]. Profiles are paired by name, those of one name
// by what they have in common; then the parts of each pair are compared. Values
// are compared by what they mean to a device, see [cosa.Setting.Effective]: the
// order of rows, the spelling of enumerated values, whether what Windows assumes
// is written out, and the bookkeeping of a submission do not matter.
//
// Numbers of SIMs are exact sets. A profile's numbers are kept apart by what
// its targets demand beside them (network, SPN ...), so that a number counts as
// gained where the profile now applies to it in a case in which it did not, and
// as lost the other way round.
// ICCIDs are counted in 19-digit numbers: a 20-digit one is the SIM of the 19
// digits that it begins with. Windows compares numbers as they are written, so
// the same SIMs in the other length are told, though nothing is gained or lost.
// A target without numbers stands for all SIMs of a network, which nobody can
// count. Neither can anybody count those of the hashes of an APN database, nor
// those of a cell that cannot be read; a profile without a target takes none.
//
// A target of two ranges takes the SIMs whose ICCID and whose IMSI both lie in
// them. They are counted by ICCID. Where an ICCID is held before and after and
// only the IMSIs change that it may go with, these are what is gained or lost:
// narrowing the IMSIs of such a target loses IMSIs, and no ICCID.
//
// Of the numbers that a profile gains it is told which other profile loses them
// (they move from it), and which holds them before and after; of the lost ones
// likewise. That is so where it is of some SIM: one that both profiles demand,
// and that the profile did not hold before. What moves in one case is not told
// to stay in another. ICCIDs and IMSIs are not related to each other, since
// nobody knows which go together. A network as a whole is told of only where it
// holds all SIMs of the target that gains or loses the numbers.
//
// The reports stand in one table, see [Formats].
package diff
