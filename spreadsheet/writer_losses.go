package spreadsheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Losses lists what of the submission's values the format cannot hold, a line
// for each kind of loss and column. An empty list means that writing and
// reading again yields the same values. For YAML and JSON it tells what text
// cannot hold; what else their form lacks is for their writer to say.
func Losses(s *cosa.Submission, format cosa.Format) []string {
	var losses []string
	kinds := cellLosses
	sheet := format == cosa.XLSX
	switch {
	case sheet:
	case format == cosa.CSV || format == cosa.TSV:
		kinds, sheet = slices.Concat(kinds, textLosses, separatedLosses), true
	default:
		kinds = slices.Concat(kinds, textLosses, formLosses)
	}
	for c := range cosa.Column(cosa.SettingCount + len(s.Extras())) {
		losses = append(losses, columnLosses(s, c, kinds)...)
	}
	if sheet {
		if n := emptyRows(s); n > 0 {
			losses = append(losses, amount(n, "row", "rows")+" without any value; a sheet skips such rows")
		}
	}
	if n := len(s.Answers()); n > 0 && (format == cosa.CSV || format == cosa.TSV) {
		losses = append(losses, amount(n, "answer", "answers")+" of the questionnaire")
	}
	if n := len(s.Details()); sheet && n > 0 {
		losses = append(losses, amount(n, "field", "fields")+" of the package that the profiles are from: its ID, name, version and what it holds beside profiles")
	}
	if n := s.Services(); sheet && n > 0 {
		losses = append(losses, "mobilePlans, the service configuration of Mobile Plans, of "+amount(n, "profile", "profiles"))
	}
	return losses
}

// lossKind is a way in which a format cannot hold a value.
type lossKind struct {
	lost    func(cosa.Column, cosa.Value) bool
	meaning string
}

// cellLosses hold for every format.
var cellLosses = []lossKind{
	{func(_ cosa.Column, v cosa.Value) bool { return v.Type == cosa.Wrong }, "a value of the wrong shape is left out"},
	{func(_ cosa.Column, v cosa.Value) bool { return v.Type == cosa.Missing }, "a formula without a value is left out"},
	{func(_ cosa.Column, v cosa.Value) bool { return v.Formula && v.Type != cosa.Missing }, "a formula becomes its value"},
}

// textLosses hold for formats that know text only. What looks damaged in a
// sheet would look whole in them.
var textLosses = []lossKind{
	{func(_ cosa.Column, v cosa.Value) bool { return v.Type == cosa.Date }, "a date becomes the number behind it"},
	{func(c cosa.Column, v cosa.Value) bool {
		return v.Type == cosa.Number && int(c) < cosa.SettingCount && damage(cosa.Setting(c), v) != ""
	}, "an identifier stored as a number becomes text, which hides that it lost digits"},
}

// formLosses hold for YAML and JSON.
var formLosses = []lossKind{
	{func(_ cosa.Column, v cosa.Value) bool { return v.Type == cosa.Err }, "an error value becomes ordinary text"},
}

// separatedLosses hold for CSV and TSV.
var separatedLosses = []lossKind{
	{func(_ cosa.Column, v cosa.Value) bool { return v.Type == cosa.Err && !isErrorName(v.Raw) }, "an error value becomes ordinary text"},
	{func(_ cosa.Column, v cosa.Value) bool { return v.Type != cosa.Err && isErrorName(plainText(v)) }, "a text is the name of an error value and becomes one"},
	{func(_ cosa.Column, v cosa.Value) bool { return strings.Contains(plainText(v), "\r\n") }, "a line break of two characters becomes one"},
	{func(_ cosa.Column, v cosa.Value) bool { return strings.Contains(plainText(v), "\x00") }, "a NUL character is left out"},
}

// columnLosses names the kinds of loss among the values of a column.
func columnLosses(s *cosa.Submission, c cosa.Column, kinds []lossKind) []string {
	var losses []string
	for _, kind := range kinds {
		n := 0
		for _, v := range s.Distinct(c) {
			if kind.lost(c, v) {
				n++
			}
		}
		if n > 0 {
			losses = append(losses, fmt.Sprintf("%s: %s (%s)", columnHeader(s, c), kind.meaning, amount(n, "distinct value", "distinct values")))
		}
	}
	return losses
}

// emptyRows counts the rows in which no column has a value.
func emptyRows(s *cosa.Submission) int {
	var used []cosa.Column
	for c := range cosa.Column(cosa.SettingCount + len(s.Extras())) {
		if s.Used(c) {
			used = append(used, c)
		}
	}
	n := 0
	for e := range s.Entries() {
		empty := true
		for _, c := range used {
			if plainText(e.In(c)) != "" {
				empty = false
				break
			}
		}
		if empty {
			n++
		}
	}
	return n
}
