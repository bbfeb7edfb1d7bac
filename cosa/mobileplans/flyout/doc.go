// Package flyout tells what the network flyout of Windows shows for the SIMs
// of a profile, and what its links do.
//
// [Of] reads a profile's settings and makes a [Flyout] with a [Card] for each
// type of balance that the operator's GetBalance service may answer; [SVG]
// draws them. [Pick] chooses the profiles that a SIM may get.
package flyout
