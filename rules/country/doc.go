// Package country knows the names of countries and regions and the mobile
// country codes they hold.
//
// A name is folded (case, accents, apostrophes, dots, "&", articles) and looked
// up among the names of two tables: a generated one of CLDR names, and one
// written by hand of preferred and other spellings. The preferred name of a
// country is the one Windows writes, because that is what stands in the
// Country/Region column of a submission. Mobile country codes lead to ISO codes
// and these to preferred names.
//
// Nothing is built before it is asked for: the tables are data of the program,
// the index over them is made at the first look-up.
package country

//go:generate go run ./internal/generate -o regions_table.go
