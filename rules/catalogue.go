package rules

import "slices"

// Catalogue lists every rule, chapter by chapter, in the order in which
// values are judged.
func Catalogue() []*Rule { return catalogue }

// IDs lists the ids of all rules.
func IDs() []string {
	ids := make([]string, len(catalogue))
	for i, r := range catalogue {
		ids[i] = r.ID
	}
	return ids
}

var catalogue = slices.Concat(
	sourceRules,
	identityRules,
	targetRules,
	rangeRules,
	simRules,
	sameNameRules,
	serviceRules,
	connectionRules,
	legacyRules,
	baselineRules,
	keepingRules,
)
