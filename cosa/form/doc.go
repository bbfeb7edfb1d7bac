// Package form reads and writes the YAML form of a submission and the same
// shape in JSON: profiles with their targets, one set of SIM settings and
// their connections, instead of the flat rows of a sheet.
//
//	version: 1
//	defaults:            # merged under every profile
//	  updateType: Add
//	submission:          # answers of the questionnaire
//	  contactName: ...
//	profiles:
//	  - operator: Contoso
//	    country: Argentina
//	    targets: [...]
//	    sim: {...}
//	    connections: [...]
//	    rows: [[1, 1], [2, 1]]
//
// # Reading
//
// The text is parsed to nodes (YAML by yaml.v3, JSON by a parser of this
// package that makes the same nodes), which are then read by the shape of the
// form: what does not fit becomes a finding at its place, and the rest counts.
// Values are text as written, a block of text
// (| or >) without the line break that ends it. Every value carries its line, column and path.
// In a file of several YAML documents profiles[0] begins anew in each
// document; the line tells them apart.
//
// A profile makes one row for each pair of a target and a connection, targets
// in the outer loop. Without targets or connections a blank one takes their
// place, so that rules can say what is missing. The most specific updateType
// holds: that of the row, then the connection, the target, the profile and the
// defaults. A key that stands in a mapping twice is a finding, and the first
// one counts.
//
// # Editing
//
// [Edits] finds where values and keys lie in a text, so that they can be
// corrected there and everything else stays, comments and quotes included.
//
// # Large files
//
// A file of a mebibyte or more is read in pieces, on all processors, so that
// no more than a few profiles are in memory as nodes: see [ReadYAML]. The
// items of profiles are found by the text alone, in YAML by their indentation,
// and parsed by the same parser. Where that is not certain, as with a list in
// flow style, aliases from one profile to another or any fault, the file is
// read as a whole, and what the pieces gave is taken back. So the result, and
// what is told of a fault, is the same in both ways.
//
// # Rows
//
// Where a profile's rows are not all pairs, or not in that order, rows lists
// them: [target, connection], numbers from 1, or [target, connection, row]
// where the row's place in the whole file is given because rows of several
// profiles interleave. A row with a place waits for it; rows without take the
// free places in order. A row that deviates from its profile (a SIM setting
// or the operator spelt in another way, an updateType of its own) is a mapping
// {target: 1, connection: 2, row: 7, updateType: Keep, sim: {...}}. So any
// sheet can be written in this form and read back row by row.
package form
