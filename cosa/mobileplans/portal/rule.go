package portal

import "github.com/cosakit/cosa/cosa"

// Rule documents what findings with its id mean.
type Rule struct {
	ID       string        // kebab-case, stable, never reused
	Severity cosa.Severity //
	Title    string        // one line, lower-case
	Why      string        // what happens, and where the demand comes from
	Page     string        // page of Microsoft's documentation, relative to [cosa.DocumentationRoot]
}

// Pages of Microsoft's documentation.
const (
	pagePortal = "mobile-plans-web-portal"
	pageErrors = "mobile-plans-esim-error-handling"
)

// Stamp gives findings the severities of their rules.
func Stamp(findings []cosa.Finding, rules []Rule) {
	severities := make(map[string]cosa.Severity, len(rules))
	for i := range rules {
		severities[rules[i].ID] = rules[i].Severity
	}
	for i := range findings {
		findings[i].Severity = severities[findings[i].Rule]
		findings[i].MaskUserInfo()
	}
}
