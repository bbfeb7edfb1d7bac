package cosa

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the known name closest to name, or "" where none is close
// enough to be what was meant.
func Nearest(name string, known []string) string {
	best, bestDistance := "", max(1, len(name)/3)+1
	folded := strings.ToLower(strings.TrimSpace(name))
	for _, k := range known {
		if d := levenshtein.ComputeDistance(folded, strings.ToLower(k)); d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}
