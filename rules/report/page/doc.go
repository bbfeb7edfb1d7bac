// Package page writes what a check found as one web page that stands alone:
// no network, no other file, and nothing that needs its script to be read.
//
// The flow is findings and submission -> view -> template. [Write] makes a
// view, in which every text is already harmless, bounded and, where it is
// asked for, redacted; the template only lays it out. The pictures are a map
// of the ICCIDs (one lane a profile) and the network flyout of each profile.
// Everything is bounded, and what is left out is said.
package page
