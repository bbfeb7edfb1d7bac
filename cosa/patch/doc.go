// Package patch changes a text file in places and leaves every other byte of
// it as it was: encoding, byte order mark, line ends and what stands around.
//
// A [Text] takes edits round by round, each in offsets of the text as it is by
// then, and remembers them in offsets of the file. It gives the new file, and
// shows the changed lines as a diff in which credentials are hidden.
package patch
