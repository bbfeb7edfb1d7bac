package spreadsheet

import "github.com/cosakit/cosa/cosa"

// isErrorName reports whether a text is how Excel shows an error value. A text
// file cannot tell the two apart, and a program that saves a sheet as text
// writes the one where the other stood; Excel takes it for the error again.
func isErrorName(text string) bool {
	if text == "" || text[0] != '#' {
		return false
	}
	switch text {
	case "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA":
		return true
	}
	return false
}

// textKind is the type of a value of a text file.
func textKind(text string) cosa.ValueType {
	if isErrorName(text) {
		return cosa.Err
	}
	return cosa.Text
}
