package cosa

// Kind says to which part of the model a setting belongs.
type Kind byte

// The kinds of settings.
const (
	KindTarget     Kind = 'T' // identifies SIMs
	KindSIM        Kind = 'S' // one set per profile
	KindConnection Kind = 'C' // belongs to an access point
	KindRow        Kind = 'R' // bookkeeping of the submission
	KindLegacy     Kind = 'A' // read by the APN database of old Windows only
	KindPackage    Kind = 'P' // of COSA packages only: never in a workbook for Microsoft, unknown to the rules
)

// String names the kind as the documentation's table does.
func (k Kind) String() string {
	switch k {
	case KindTarget:
		return "target"
	case KindSIM:
		return "SIM setting"
	case KindConnection:
		return "connection"
	case KindRow:
		return "bookkeeping"
	case KindLegacy:
		return "APN database only"
	case KindPackage:
		return "COSA packages only"
	}
	return "unknown"
}

// Section is the mapping of the YAML form that holds a setting.
type Section uint8

// The sections of the YAML form, from the outside in.
const (
	SectionProfile Section = iota
	SectionTarget
	SectionSIM
	SectionConnection
	sectionCount
)

// Key is the section's key in the YAML form; a profile's own keys have none.
func (s Section) Key() string {
	return [...]string{"", "targets", "sim", "connections"}[s]
}

// Requirement says whether Microsoft's documentation demands a value.
type Requirement byte

// The requirements.
const (
	Optional    Requirement = 'O'
	Required    Requirement = 'R'
	Conditional Requirement = 'C'
)

// String spells the requirement out.
func (r Requirement) String() string {
	switch r {
	case Required:
		return "required"
	case Conditional:
		return "conditional"
	}
	return "optional"
}

// Type says what a setting's text means.
type Type uint8

// The types of settings.
const (
	TypeText     Type = iota // free text: names and credentials
	TypeDigits               // a digit string: MCC, MNC, IMSI, ICCID, a provider id
	TypeHex                  // hexadecimal digits
	TypeInteger              // a decimal number
	TypeChoice               // one of Spec.Choices
	TypeBoolean              // one of Spec.Choices, true first
	TypePurposes             // a comma-separated list of purpose groups
	TypeFiles                // a comma-separated list of file paths
	TypeURL
	TypeGUID
	TypeToken // text of ASCII characters without blanks
)
