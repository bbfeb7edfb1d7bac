package mobileplans

import "github.com/cosakit/cosa/cosa"

// Pages of Microsoft's documentation of Mobile Plans.
const (
	PageAccount     = cosa.DocumentationRoot + "mobile-plans-account-management"
	PageIntegration = cosa.DocumentationRoot + "mobile-plans-integration"
)
