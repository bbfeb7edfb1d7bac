package provisioning

import (
	"fmt"
	"regexp"
	"strings"
)

// connectionSuffix is what stands behind the profile's name in a connection's.
var connectionSuffix = regexp.MustCompile(`(?i)_i\d+\$\(__MVID\)@WAP$`)

// defaultName is the name of connection number i of a profile, from 0.
func defaultName(profile string, i int) string {
	return fmt.Sprintf("%s_i%d$(__MVID)@WAP", profile, i)
}

// splitName splits a profile's name, as in Operator (Country), into operator
// and country. Parentheses may be nested; what stands behind the country, as
// in Contoso (Canada) Internet, names a connection and is left out. A name
// without a country is the operator's.
func splitName(name string) (operator, country string) {
	depth, open, begin, end := 0, 0, -1, -1
	for i := 0; i < len(name); i++ {
		switch name[i] {
		case '(':
			if depth == 0 {
				open = i
			}
			depth++
		case ')':
			if depth == 0 {
				return name, ""
			}
			if depth--; depth == 0 {
				begin, end = open, i
			}
		}
	}
	if depth > 0 || begin < 0 || strings.TrimSpace(name[:begin]) == "" || strings.TrimSpace(name[begin+1:end]) == "" {
		return name, ""
	}
	return strings.TrimSpace(name[:begin]), strings.TrimSpace(name[begin+1 : end])
}

// joinName writes operator and country as a profile's name.
func joinName(operator, country string) string {
	if country == "" {
		return operator
	}
	return operator + " (" + country + ")"
}
