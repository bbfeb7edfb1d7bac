package country

import (
	"slices"
	"strings"
)

// provisioning ends the names of profiles that only serve to download others.
const provisioning = "esim provisioning profile"

// shared lists, folded and sorted, what stands for no single country.
var shared = [...]string{
	"africa", "americas", "asia", "asia pacific", "caribbean", "central america",
	"data marketplace", "datamarketplace", "europe", "european union", "global",
	"international", "internet of things", "iot", "latin america", "m2m", "middle east",
	"mobile plans", "multi country", "multiple countries", "north america", "oceania",
	"roaming", "south america", "world", "worldwide",
}

// Shared reports whether name stands in a country's place in a database only:
// Worldwide, IoT and the like, several regions in one name (Europe & Russia),
// or a profile for eSIM provisioning. A submission names one country.
func Shared(name string) bool {
	folded := fold(name)
	if rest, ok := strings.CutSuffix(folded, provisioning); ok {
		rest = strings.TrimSpace(rest)
		return rest == "" || isShared(rest) || lookup().code(rest) != ""
	}
	if isShared(folded) {
		return true
	}
	several := false
	for part := range strings.SplitSeq(folded, " and ") {
		switch {
		case isShared(part):
			several = true
		case lookup().code(part) == "":
			return false
		}
	}
	return several
}

func isShared(folded string) bool {
	_, found := slices.BinarySearch(shared[:], folded)
	return found
}
