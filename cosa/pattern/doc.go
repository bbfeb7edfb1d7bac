// Package pattern turns a regular expression over numbers of a fixed length
// into the exact set of numbers that it matches, as few intervals as possible.
//
// [Intervals] parses the expression, runs it as an automaton over all numbers
// at once, digit by digit, and first only counts: equal states with equally
// many digits left are looked at once, and a state from which every number
// matches is one interval, however many numbers that is. Only a count that the
// caller can use is then written out. The work is bounded whatever the
// expression.
package pattern
