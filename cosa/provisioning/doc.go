// Package provisioning reads and writes the databases that Windows has of
// mobile operators.
//
// [ReadCustomizations] reads customizations.xml, the answer file of a COSA
// package, and [ReadPackage] the same from a provisioning package (.ppkg).
// Each Profile element becomes a profile of the submission: its target's
// states and its connections give the rows. Elements that are settings become
// values at their places; everything else is kept as XML in the columns of
// kind [cosa.KindPackage] and in the details of the package, so that
// [WriteCustomizations] gives an equivalent file, whatever format the
// submission had in between.
//
// [ReadAPNDatabase] reads apndatabase.xml of Windows 8 to 10 1607, in which
// SIMs are named by hashes, so that it can be read only.
package provisioning
