// Package notification checks what an operator's portal tells the Mobile Plans
// app when a person is done.
//
// [Check] takes a file: the JSON of the legacy notification, a script, or a
// page with scripts, handlers of events and javascript URLs (page.go) that call
// the app. A script is not run. Its calls are read as far as their arguments
// can be told from the text alone, and what cannot be told is said, not
// guessed. Both forms end in the same values (value.go) with places in the
// file, which the checks of payload.go, metadata.go and callback.go judge.
// Rules lists what they know.
package notification
