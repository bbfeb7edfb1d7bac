// Package render writes what the range commands find: as a table for a person,
// as plain START-END lines that every command reads again, as JSON, as CSV, and
// as the YAML fragments that go under targets in the YAML form.
//
// Each kind of result is a document with its own JSON; the other formats are
// made of its rows and ranges. Results about numbers without end are written
// as they come, see [Found].
package render
