// Package rules is the catalogue of checks on a submission and their runner.
//
// A [Rule] is one value that holds its own documentation, a bad and a good
// example, and its check. [Run] judges a [cosa.Submission]: first the rules
// about single values, which see each distinct value once; what they find
// malformed is not judged again by the rules across values, rows and profiles
// that follow. Findings of the readers join those of the rules, get their
// severity from the catalogue and come back sorted.
//
// A submission may come with a baseline, what devices have. Its profiles that
// the submission does not replace take part in the rules about collisions, and
// those that it does replace are compared with it; no finding stands in the
// baseline itself. What is a fault in a submission only, see [Rule.Submitted],
// is none in a database that is checked.
//
// What a team has decided to live with is taken away afterwards, by package
// suppress; the fingerprints of findings are made for that, see subject.go.
package rules
