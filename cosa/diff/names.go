package diff

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// nameKey folds a profile's name to what tells profiles apart: case, blanks,
// "&" for "and", and whether the country stands in a field of its own or
// behind the operator in parentheses, do not matter.
func nameKey(e cosa.Entry) string {
	return cosa.FoldName(strings.ReplaceAll(e.Name(), "&", "and"))
}
