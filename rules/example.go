package rules

// Example is a submission that shows a rule at work, in a notation that a
// person reads at a glance and a program turns into a file.
//
// With FormRows every line is a row: "Header=value" pairs separated by " | ".
// The row is filled up with the values of a sound row, see [SoundRow], so that
// an example names only what matters. An empty value blanks the setting; a
// header alone behind "!" leaves the column out of the sheet. The empty text is
// one sound row. A suffix in angle brackets says how a workbook stores the
// value, text where there is none:
//
//	MNC=1 <number>          a number
//	MNC=1 <number 00>       a number that its format shows as 01
//	MCC=722 <date>          a number shown as a date
//	AlwaysOn=TRUE <bool>    TRUE or FALSE
//	MNC=#N/A <error>        an error value
//	MNC=310 <formula>       a formula and its result
//	MNC= <formula>          a formula without a result
//
// \u00a0, \t and \n stand for the character they stand for in Go.
//
// With FormCells the lines describe a sheet that a reader must see. Rows are
// as above, but a header may be unknown, or may stand in a row twice for two
// columns; further lines say what cannot be said of one value:
//
//	merge Operator          the column's cells are merged over all rows
//	hide SPN                the column is hidden
//	hide 1                  the first row below the header is hidden
//	sheet Old               the lines that follow describe a second sheet
//	no rows                 there is nothing below the header
//
// Against holds the rows of the baseline that the example is compared with, ""
// for none. They are rows of the form FormRows.
//
// With FormFiles the lines are rows, and "file NAME: SIZExBITS ..." lines
// describe the icons that lie beside the sheet. With FormYAML the text is a
// YAML file; comments "# file NAME: WIDTHxHEIGHT opaque" (or transparent)
// describe the pictures that lie beside it. With FormConfig it is the configuration that a sound row is checked
// with.
type Example struct {
	Text    string
	Against string
	Form    Form   // FormRows by default
	Policy  Policy // PolicyMobilePlans by default
}

// Form is how an example is written.
type Form string

// The forms of examples.
const (
	FormRows   Form = ""
	FormCells  Form = "cells"
	FormFiles  Form = "files"
	FormYAML   Form = "yaml"
	FormConfig Form = "configuration"
)

// SoundRow lists the values of the row that examples start from, as pairs of
// header and value: under either policy nothing is wrong with it.
func SoundRow(policy Policy) [][2]string {
	row := [][2]string{
		{"UpdateType", "Add"}, {"Country/Region", "Argentina"}, {"Operator", "Contoso"},
		{"MCC", "722"}, {"MNC", "310"},
	}
	if policy != PolicyCosa {
		row = append(row,
			[2]string{"ICCID Range - Start", "8954310000000000000"}, [2]string{"ICCID Range - End", "8954310099999999999"},
			[2]string{"AppID", mobilePlansApp},
			[2]string{"SupportDataMarketplace", "Yes"}, [2]string{"DataMarketplaceRoamingUIEnabled", "1"})
	}
	return append(row, [][2]string{
		{"AccessString", "internet.contoso.example"}, {"AlwaysOn", "true"},
		{"PurposeGroups", "Internet"}, {"IPType", "IPv4v6"},
	}...)
}

// policy returns the policy that the example is judged under.
func (x Example) policy() Policy {
	if x.Policy == "" {
		return PolicyMobilePlans
	}
	return x.Policy
}

// Baseline returns the example's baseline as an example of its own.
func (x Example) Baseline() (baseline Example, ok bool) {
	return Example{Text: x.Against, Policy: x.Policy}, x.Against != ""
}

// Options are the options to judge the example with.
func (x Example) Options() Options { return Options{Policy: x.policy()} }
