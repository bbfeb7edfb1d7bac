package cosa

// Enumerated values with every spelling that one of the documented forms
// (spreadsheet, portal, shipped database, OEM documentation) uses.
var (
	updateTypes = []Choice{
		{Text: "Add", Means: "a new profile, target or connection"},
		{Text: "Change", Means: "the row replaces what the profile held"},
		{Text: "Keep", Means: "the row is as it was; listed because all rows are replaced"},
		{Text: "Delete", Means: "the whole profile goes"},
	}
	trueFalse = []Choice{
		{Text: "true", XML: "1", Also: []string{"Yes", "Y", "Enabled", "Supported"}},
		{Text: "false", XML: "0", Also: []string{"No", "N", "Disabled", "Unsupported"}},
	}
	alwaysOn = []Choice{
		{Text: "true", XML: "Enabled", Also: []string{"1", "Yes", "Y", "Supported"}},
		{Text: "false", XML: "Disabled", Also: []string{"0", "No", "N", "Unsupported"}},
	}
	yesNo = []Choice{
		{Text: "Yes", XML: "Supported", Also: []string{"true", "1", "Y", "Enabled"}},
		{Text: "No", XML: "Unsupported", Also: []string{"false", "0", "N", "Disabled"}},
	}
	oneZero = []Choice{
		{Text: "1", XML: "Enabled", Also: []string{"true", "Yes", "Y", "Supported"}, Means: "the roaming indicator is shown when roaming abroad"},
		{Text: "0", XML: "Disabled", Also: []string{"false", "No", "N", "Unsupported"}, Means: "the roaming indicator is never shown"},
	}
	yn = []Choice{
		{Text: "Y", Also: []string{"Yes", "true", "1"}},
		{Text: "N", Also: []string{"No", "false", "0"}},
	}
	brandingRoaming = []Choice{
		{Text: "0", XML: "Use only when connected to Home network", Means: "home network only"},
		{Text: "1", XML: "Use when connected to Home network and Domestic roaming", Means: "home network and domestic roaming"},
		{Text: "2", XML: "Use when connected to Home network, Domestic roaming and International roaming", Means: "home network, domestic and international roaming"},
	}
	hotspots = []Choice{
		{Text: "Never"},
		{Text: "Always"},
		{Text: "EntitlementCheckRequired", Also: []string{"Entitlement Check Required"}},
	}
	authProtocols = []Choice{
		{Text: "NONE", XML: "None"},
		{Text: "PAP", XML: "PAP"},
		{Text: "CHAP", XML: "CHAP"},
		{Text: "MsCHAPV2", XML: "MSCHAPv2", Also: []string{"MS-CHAPv2", "MS-CHAP v2"}},
	}
	compressions = []Choice{
		{Text: "ENABLE", Also: []string{"Enabled", "true", "Yes", "1"}},
		{Text: "DISABLE", Also: []string{"Disabled", "false", "No", "0"}},
	}
	ipTypes = []Choice{
		{Text: "IPv4", XML: "IPv4"},
		{Text: "IPv6", XML: "IPv6"},
		{Text: "IPv4v6", XML: "IPv4v6"},
		{Text: "IPv4v6xlat", XML: "IPv4v6xlat"},
	}
	roamings = []Choice{
		{Text: "0", XML: "Disallowed", Means: "home network only"},
		{Text: "1", XML: "Allowed", Means: "everywhere"},
		{Text: "2", XML: "DomesticRoaming", Also: []string{"Domestic Roaming"}, Means: "home network and domestic roaming"},
		{Text: "3", XML: "UseOnlyForDomesticRoaming", Also: []string{"Use Only For Domestic Roaming"}, Means: "domestic roaming only"},
		{Text: "4", XML: "UseOnlyForNonDomesticRoaming", Also: []string{"Use Only For Non Domestic Roaming"}, Means: "international roaming only"},
		{Text: "5", XML: "UseOnlyForRoaming", Also: []string{"Use Only For Roaming"}, Means: "roaming only"},
	}
)
