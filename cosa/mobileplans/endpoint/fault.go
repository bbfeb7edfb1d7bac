package endpoint

// Fault is something that an endpoint does wrongly.
type Fault struct {
	Name string
	Does string
	Case string // the case of package conform that finds it
}

// The names of the faults.
const (
	latency              = "latency"
	closedConnection     = "closed-connection"
	internalError        = "internal-error"
	tooManyRequests      = "too-many-requests"
	noRetryAfter         = "429-without-retry-after"
	badRetryAfter        = "429-with-bad-retry-after"
	redirect             = "redirect"
	missingMember        = "missing-member"
	noID                 = "no-id"
	numericID            = "numeric-id"
	templateUnchecked    = "template-unchecked"
	templateDemanded     = "template-demanded"
	limitIgnored         = "limit-ignored"
	limitDemanded        = "limit-demanded"
	limitUnchecked       = "limit-unchecked"
	limitError           = "limit-error"
	limitText            = "limit-text"
	locationDemanded     = "location-demanded"
	emptyLocation        = "empty-location"
	locationUnchecked    = "location-unchecked"
	locationNumber       = "location-number"
	locationNotFound     = "location-not-found"
	parametersDemanded   = "parameters-demanded"
	parameterUnnamed     = "parameter-unnamed"
	simUnchecked         = "sim-unchecked"
	simError             = "sim-error"
	simsNotFound         = "sims-not-found"
	neighbourError       = "neighbour-error"
	shortICCIDs          = "19-digits-only"
	noEcho               = "no-echo"
	repeatedTransaction  = "repeated-transaction"
	contentType          = "content-type"
	typographicQuotes    = "typographic-quotes"
	wrongShape           = "wrong-shape"
	duplicateMember      = "duplicate-member"
	otherSpelling        = "other-spelling"
	unknownType          = "unknown-type"
	otherType            = "other-type"
	dataAsText           = "data-as-text"
	badDuration          = "bad-duration"
	zeroNotFound         = "zero-not-found"
	plainHTTP            = "plain-http"
	certificateRefused   = "certificate-refused"
	certificateUnasked   = "certificate-unasked"
	certificateUnchecked = "certificate-unchecked"
	certificateExpired   = "certificate-expired"
	subjectError         = "subject-error"
	credentialsRefused   = "credentials-refused"
	credentialsUnchecked = "credentials-unchecked"
	credentialsOptional  = "credentials-optional"
)

var faults = []Fault{
	{latency, "answers only after half a minute", "template-basic"},
	{closedConnection, "closes every connection without an answer", "template-basic"},
	{internalError, "answers 500 to every request", "template-basic"},
	{tooManyRequests, "answers 429 to every request", "template-basic"},
	{noRetryAfter, "answers every third request with 429 and no Retry-After", "retry-after"},
	{badRetryAfter, `answers every third request with 429 and "Retry-After: soon"`, "retry-after"},
	{redirect, "redirects every request", "template-basic"},
	{missingMember, "leaves timeRemaining out", "template-basic"},
	{noID, "leaves id out, with fieldsTemplate=full too", "template-full"},
	{templateUnchecked, "takes any fieldsTemplate", "template-unknown"},
	{templateDemanded, "answers 400 where fieldsTemplate is missing", "template-missing"},
	{limitIgnored, "answers two balances whatever the limit", "limit-one"},
	{limitDemanded, "answers 400 where limit is missing", "limit-missing"},
	{limitUnchecked, "takes any limit", "limit-negative"},
	{limitError, "answers 500 to a limit that is not valid", "limit-overflow"},
	{limitText, "takes a limit that is no number", "limit-malformed"},
	{locationDemanded, "answers 400 where location is missing", "location-missing"},
	{emptyLocation, "answers 400 to a location that is blank", "location-empty"},
	{locationUnchecked, "takes any location", "location-unknown"},
	{locationNumber, "takes a location that is a number", "location-malformed"},
	{locationNotFound, "answers 404 to a location that it does not know", "location-case"},
	{parametersDemanded, "answers 400 where more than one parameter is missing", "parameters-missing"},
	{parameterUnnamed, "answers 400 without naming the parameter", "template-unknown"},
	{simUnchecked, "answers 200 to a SIM that it does not know", "sim-unknown"},
	{simError, "answers 500 to an ICCID that is none", "sim-malformed"},
	{simsNotFound, "answers 404 to every SIM", "sims-inside"},
	{neighbourError, "answers 500 to a SIM that it does not know", "sims-outside"},
	{shortICCIDs, "answers 404 to ICCIDs of 20 digits", "sims-lengths"},
	{noEcho, "leaves X-MS-DM-TransactionId out of answers", "transaction-echo"},
	{repeatedTransaction, "takes a transaction id twice", "transaction-repeated"},
	{contentType, "calls its answers text/html", "content-type"},
	{typographicQuotes, "writes typographic quotation marks, as the documentation's examples do", "answer-json"},
	{wrongShape, "answers a list of balances without the object around it", "answer-shape"},
	{duplicateMember, "writes type twice", "answer-members"},
	{otherSpelling, "writes dataRemainingMB", "answer-spelling"},
	{numericID, "writes id as a number", "answer-id"},
	{unknownType, "answers the type PREPAID", "answer-type"},
	{otherType, "answers another type than that of the SIM", "type-none"},
	{dataAsText, "writes dataRemainingInMB as a string", "data-remaining"},
	{badDuration, "writes timeRemaining as 23:23:00", "time-remaining"},
	{zeroNotFound, "answers 404 where no balance is left", "zero-balance"},
	{plainHTTP, "serves plain http on the same port, to anybody", "https-only"},
	{certificateRefused, "answers 403 to every client certificate", "certificate-own"},
	{certificateUnasked, "answers clients without a certificate", "certificate-none"},
	{certificateUnchecked, "takes any client certificate", "certificate-untrusted"},
	{certificateExpired, "takes client certificates that have expired, whoever issued them", "certificate-expired"},
	{subjectError, "answers 500 to a client certificate with another subject", "certificate-subject"},
	{credentialsRefused, "answers 401 to every user and password", "credentials-right"},
	{credentialsUnchecked, "takes any user and password", "credentials-wrong"},
	{credentialsOptional, "answers requests without credentials", "credentials-missing"},
}

// Faults lists the faults.
func Faults() []Fault { return append([]Fault(nil), faults...) }

// FaultNames lists the names of the faults.
func FaultNames() []string {
	names := make([]string, len(faults))
	for i := range faults {
		names[i] = faults[i].Name
	}
	return names
}
