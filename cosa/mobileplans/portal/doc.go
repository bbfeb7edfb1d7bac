// Package portal knows how the Mobile Plans app and an operator's web portal
// talk to each other.
//
// The app opens the portal with a [Launch]: a URL whose query tells the device
// and the SIMs, and headers. [CheckURL] and [CheckHeaders] judge one that came
// from somewhere. What the portal tells the app when a person is done is the
// matter of package notification, and [Policies] are the demands on what the
// person sees in between.
package portal
