package cosa

// PackageKey is a field of a COSA package's own description.
type PackageKey struct {
	Key     string // in the section package of the YAML form
	Element string // in PackageConfig of customizations.xml, "" for what lies elsewhere
	Help    string
}

// PackageKeys lists the fields in the order of customizations.xml.
func PackageKeys() []PackageKey { return packageKeys }

// PackageXML is the key of what a package holds beside its profiles, such as
// defaults for every SIM, as XML.
const PackageXML = "xml"

var packageKeys = []PackageKey{
	{"id", "ID", "GUID of the package."},
	{"name", "Name", "Name of the package."},
	{"version", "Version", "Version of the package, such as 1.0."},
	{"ownerType", "OwnerType", "Whose package it is: Microsoft, OEM, MobileOperator ..."},
	{"rank", "Rank", "Which package wins where several give a setting."},
	{"notes", "Notes", "Free text."},
	{PackageXML, "", "What the package holds beside its profiles, carried along unread."},
}
