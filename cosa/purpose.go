package cosa

import "strings"

// Purpose is a purpose group of a connection, as the CM_CellularEntries CSP
// lists them.
type Purpose struct {
	Name string // documented name; "" for the one that has none
	GUID string // upper case, without braces
}

var purposes = []Purpose{
	{Name: "Internet", GUID: "3E5545D2-1137-4DC8-A198-33F1C657515F"},
	{Name: "LTE attach", GUID: "11A6FE68-5B47-4859-9CB6-1EAC96A8F0BD"},
	{Name: "MMS", GUID: "53E2C5D3-D13C-4068-AA38-9C48FF2E55A8"},
	{Name: "IMS", GUID: "474D66ED-0E4B-476B-A455-19BB1239ED13"},
	{Name: "SUPL", GUID: "6D42669F-52A9-408E-9493-1071DCC437BD"},
	{Name: "Purchase", GUID: "95522B2B-A6D1-4E40-960B-05E6D3F962AB"},
	{Name: "Administrative", GUID: "2FFD9261-C23C-4D27-8DCF-CDE4E14A3364"},
	{Name: "Application", GUID: "52D7654A-00A8-4140-806C-087D66705306"},
	{Name: "eSIM provisioning", GUID: "A36E171F-2377-4965-88FE-1F53EB4B47C0"},
	{GUID: "BCE900BB-980F-411A-A739-B545A97AB269"}, // on tethering access points of the shipped database
}

// Purposes lists the known purpose groups.
func Purposes() []Purpose { return purposes }

// String returns the name, or the GUID where there is no name.
func (p Purpose) String() string {
	if p.Name != "" {
		return p.Name
	}
	return p.GUID
}

// FindPurpose finds the purpose group that item names, by name or by GUID,
// bare or braced, in any case.
func FindPurpose(item string) (Purpose, bool) {
	item = strings.TrimSpace(item)
	name := foldPurpose(item)
	guid, isGUID := ParseGUID(item)
	for _, p := range purposes {
		if isGUID && p.GUID == guid || p.Name != "" && foldPurpose(p.Name) == name {
			return p, true
		}
	}
	return Purpose{}, false
}

func foldPurpose(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
}

// SplitList cuts a cell that holds a comma- or semicolon-separated list into
// its items, trimmed; blank items are left out.
func SplitList(text string) []string {
	var items []string
	for _, item := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

func canonicalPurposes(text string) (string, bool) {
	items, all := SplitList(text), true
	for i, item := range items {
		if p, ok := FindPurpose(item); ok {
			items[i] = p.String()
		} else if guid, ok := ParseGUID(item); ok {
			items[i] = guid
		} else {
			all = false
		}
	}
	if !all {
		return text, false
	}
	return strings.Join(items, ", "), true
}

// ParseGUID reads a GUID, bare or braced, in any case, and returns it in upper
// case without braces.
func ParseGUID(text string) (string, bool) {
	if len(text) == 38 && text[0] == '{' && text[37] == '}' {
		text = text[1:37]
	}
	if len(text) != 36 {
		return "", false
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return "", false
			}
		case !isHex(c):
			return "", false
		}
	}
	return strings.ToUpper(text), true
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
