package mobileplans

// What a request for balances is made of.
const (
	ParameterTemplate = "fieldsTemplate"
	ParameterLimit    = "limit"
	ParameterLocation = "location"

	TemplateBasic = "basic"
	TemplateFull  = "full"

	HeaderTransaction = "X-MS-DM-TransactionId"
)

// The members of a balance, as the documentation's tables spell them.
const (
	MemberBalances      = "balances"
	MemberID            = "id"
	MemberType          = "type"
	MemberDataRemaining = "dataRemainingInMB"
	MemberTimeRemaining = "timeRemaining"
)

// NoTimeRemaining is the time that remains where nothing does.
const NoTimeRemaining = "PT0S"
