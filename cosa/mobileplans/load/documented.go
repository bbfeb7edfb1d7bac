package load

import "time"

// The load that Microsoft's onboarding tests put on an endpoint, and what they
// demand of it ([mobileplans.PageIntegration]).
const (
	DocumentedSIMs     = 1000
	DocumentedRate     = 3.0 // requests a second
	DocumentedDuration = time.Hour
	MostMean           = 400 * time.Millisecond
	// OneFailureIn is how many requests there must be for each that fails.
	OneFailureIn = 1000
)
