// Package pack makes the documents that go with a submission: the portal
// sheet, from which a person types or pastes into the operator configuration
// portal; the questionnaire of a request, or of one that only deletes; the
// steps for trying a package on a PC; the checklist of what is still open; and
// the manifest of the folder that holds them all.
//
// All are made of a submission and of what was found in it, without looking at
// the clock, the system or other files, so that the same request always makes
// the same bytes. [DeadlineFor] reckons the last day on which a request for a
// month's release may come in.
//
// Texts of the submission stand in code spans or are escaped, so that nothing
// in them becomes a link or HTML. Passwords are named, and never shown.
package pack
