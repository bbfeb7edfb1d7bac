package country

import "strings"

// Code returns the two letters of the country or region that an ISO 3166 code
// of two or three letters stands for, in any case; "" for what is no such code.
func Code(text string) string {
	return lookup().alpha[strings.ToLower(text)]
}

// CodeOf returns the ISO 3166 code of two letters of a country or region that
// a name names, see [Known], or "".
func CodeOf(name string) string {
	return lookup().code(fold(name))
}
