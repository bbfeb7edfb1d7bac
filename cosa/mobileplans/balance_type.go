package mobileplans

// The types of balances.
const (
	MODirect     = "MODIRECT"
	MODirectPAYG = "MODIRECTPAYG"
	None         = "NONE"
	NotSupported = "NOTSUPPORTED"
)

// BalanceType is a kind of plan that an answer tells.
type BalanceType struct {
	Name  string
	Means string
}

var balanceTypes = []BalanceType{
	{Name: MODirect, Means: "the SIM has a plan of the operator"},
	{Name: MODirectPAYG, Means: "the SIM has a prepaid balance, which the flyout shows"},
	{Name: None, Means: "the SIM has no balance, so that its user may buy one"},
	{Name: NotSupported, Means: "Mobile Plans does not serve the SIM"},
}

// BalanceTypes lists the types of balances.
func BalanceTypes() []BalanceType { return append([]BalanceType(nil), balanceTypes...) }

// BalanceTypeNames lists the names of the types.
func BalanceTypeNames() []string {
	names := make([]string, len(balanceTypes))
	for i := range balanceTypes {
		names[i] = balanceTypes[i].Name
	}
	return names
}
