package cosa

// DocumentationRoot is where the pages that settings and rules cite live.
const DocumentationRoot = "https://learn.microsoft.com/windows-hardware/drivers/mobilebroadband/"

// Pages of Microsoft's documentation, relative to [DocumentationRoot].
const (
	pageSettings    = "desktop-cosa-database-settings"
	pageOldSettings = "desktop-cosa-apn-database-settings"
	pagePlanning    = "planning-your-desktop-cosa-database-submission"
	pageMobilePlans = "mobile-plans-account-management"
)

// URL returns the address of the page that documents the setting.
func (i *Spec) URL() string { return DocumentationRoot + i.Page }
