// Package cmd is the command line of cosa.
//
// [Main] runs one command and turns its error into an exit code; nothing else
// knows exit codes. A command is a struct of options, a constructor that binds
// them to flags, and a method that does the work and knows no cobra. What
// there is to choose from stands in tables: [commands] for the commands,
// [fileFormats] for the formats of files, [report.Formats] for those of
// reports, [rules.Catalogue] for the rules. Help, completion, checks and
// suggestions for unknown names are made from them.
package cmd
