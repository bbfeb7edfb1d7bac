// Package rules is the catalogue of checks on a submission and their runner.
//
// A [Rule] is one value that holds its own documentation, a bad and a good
// example, and its check. [Run] judges a [cosa.Submission]: first the rules
// about single values, which see each distinct value once; what they find
// malformed is not judged again by the rules across values, rows and profiles
// that follow. Findings of the readers join those of the rules, get their
// severity from the catalogue and come back sorted.
package rules
