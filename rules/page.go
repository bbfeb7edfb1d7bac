package rules

// Pages of Microsoft's documentation that the rules cite, beside those that
// the rules about ranges name.
const (
	pageOldSettings = "desktop-cosa-apn-database-settings"
	pageMobilePlans = "mobile-plans-account-management"
	pagePortal      = "mobile-operator-configuration-portal-guide"
	pageGarden      = "mobile-plans-walled-garden"
)
