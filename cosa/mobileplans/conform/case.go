package conform

import (
	"slices"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// Case is one demand of the documentation.
type Case struct {
	ID     string
	Title  string
	Demand string // what the documentation says
	Source string // the page that says it

	needs []need // what there must be; else the case is skipped
	check func(*run)
}

// need returns what is missing for a case, "" for nothing.
type need func(*run) string

// cases lists all cases in the order in which they are checked. Those that read
// answers stand behind those that collect them.
var cases = []Case{
	{
		ID: "template-basic", Title: "the request that Windows makes is answered",
		Demand: "fieldsTemplate=basic returns type, dataRemainingInMB and timeRemaining with status 200", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkBasic,
	},
	{
		ID: "template-full", Title: "fieldsTemplate=full returns every property",
		Demand: "fieldsTemplate=full returns all properties of a balance, id included", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkFull,
	},
	{
		ID: "template-unknown", Title: "an unknown fieldsTemplate is refused",
		Demand: "an invalid fieldsTemplate is answered with 400, and the body names the parameter", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: refusesParameter(mobileplans.ParameterTemplate, "everything"),
	},
	{
		ID: "template-missing", Title: "a request without fieldsTemplate is answered",
		Demand: "a request without fieldsTemplate is answered with 200", Source: mobileplans.PageIntegration,
		needs: []need{knownSIM}, check: answersWithout(mobileplans.ParameterTemplate),
	},
	{
		ID: "limit-one", Title: "limit=1 returns one balance of several",
		Demand: "limit is the greatest number of balances that are returned", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkLimit,
	},
	{
		ID: "limit-missing", Title: "a request without limit is answered",
		Demand: "limit is optional; without it all balances are returned", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: answersWithout(mobileplans.ParameterLimit),
	},
	{
		ID: "limit-negative", Title: "a negative limit is refused",
		Demand: "a negative limit is answered with 400, and the body names the parameter", Source: mobileplans.PageIntegration,
		needs: []need{knownSIM}, check: refusesParameter(mobileplans.ParameterLimit, "-1"),
	},
	{
		ID: "limit-overflow", Title: "a limit that no integer holds is refused",
		Demand: "a limit beyond the integers is answered with 400, and the body names the parameter", Source: mobileplans.PageIntegration,
		needs: []need{knownSIM}, check: refusesParameter(mobileplans.ParameterLimit, "99999999999999999999"),
	},
	{
		ID: "limit-malformed", Title: "a limit that is no number is refused",
		Demand: "limit is an integer; an invalid one is answered with 400, and the body names the parameter", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: refusesParameter(mobileplans.ParameterLimit, "one"),
	},
	{
		ID: "location-missing", Title: "a request without location is answered",
		Demand: "location is optional; without it all balances are returned", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: answersWithout(mobileplans.ParameterLocation),
	},
	{
		ID: "location-empty", Title: "a blank location is answered",
		Demand: "a request with an empty location is answered with 200", Source: mobileplans.PageIntegration,
		needs: []need{knownSIM}, check: checkEmptyLocation,
	},
	{
		ID: "location-unknown", Title: "an unknown location is refused",
		Demand: "an unknown location is answered with 400, and the body names the parameter", Source: mobileplans.PageIntegration,
		needs: []need{knownSIM}, check: refusesParameter(mobileplans.ParameterLocation, "XX"),
	},
	{
		ID: "location-malformed", Title: "a location that is a number is refused",
		Demand: "a bad location, such as a number, is answered with 400, and the body names the parameter", Source: mobileplans.PageIntegration,
		needs: []need{knownSIM}, check: refusesParameter(mobileplans.ParameterLocation, "12345"),
	},
	{
		ID: "location-case", Title: "a location in small letters is not known",
		Demand: "location is case-sensitive, so that one in small letters is unknown: 400 (the documentation's own example sends one and is answered)", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkLocationCase,
	},
	{
		ID: "parameters-missing", Title: "several parameters may be missing at once",
		Demand: "any combination of missing parameters is answered with 200", Source: mobileplans.PageIntegration,
		needs: []need{knownSIM}, check: checkParametersMissing,
	},
	{
		ID: "sim-unknown", Title: "an unknown SIM is not found",
		Demand: "an ICCID that does not exist is answered with 404", Source: mobileplans.PageAccount,
		needs: []need{unknownSIM}, check: checkUnknownSIM,
	},
	{
		ID: "sim-malformed", Title: "an ICCID that is none is not found",
		Demand: "an incorrect ICCID is answered with 404", Source: mobileplans.PageIntegration,
		check: checkMalformedSIM,
	},
	{
		ID: "sims-inside", Title: "SIMs at both ends and in the middle of each range are answered",
		Demand: "a SIM inside a range of the submission is answered with 200, with NOTSUPPORTED where Mobile Plans should not serve it", Source: mobileplans.PageAccount,
		needs: []need{rangesGiven}, check: checkInside,
	},
	{
		ID: "sims-outside", Title: "SIMs just outside the ranges are not served",
		Demand: "a SIM that should not be in the supported range is answered with 404 or NOTSUPPORTED", Source: mobileplans.PageAccount,
		needs: []need{rangesGiven}, check: checkOutside,
	},
	{
		ID: "sims-lengths", Title: "ICCIDs of 19 and of 20 digits are answered",
		Demand: "a SIM inside a range is answered with 200, whatever the length of its ICCID", Source: mobileplans.PageAccount,
		needs: []need{rangesGiven, bothLengths}, check: checkLengths,
	},
	{
		ID: "transaction-echo", Title: "the transaction id comes back",
		Demand: "X-MS-DM-TransactionId identifies request and response, and stands in the response (in the documentation's example with another value)", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkEcho,
	},
	{
		ID: "transaction-repeated", Title: "a repeated transaction id is a conflict",
		Demand: "a transaction id that is repeated is answered with 409", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkRepeated,
	},
	typeCase(mobileplans.MODirect), typeCase(mobileplans.MODirectPAYG), typeCase(mobileplans.None), typeCase(mobileplans.NotSupported),
	{
		ID: "zero-balance", Title: "a SIM without a balance is answered with 0 and PT0S",
		Demand: "a balance of 0 is answered with 200, dataRemainingInMB 0 and timeRemaining PT0S, not with 404", Source: mobileplans.PageAccount,
		needs: []need{zeroSIM}, check: checkZero,
	},
	{
		ID: "content-type", Title: "answers are application/json",
		Demand: "Content-type is application/json", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkContentType,
	},
	answerCase("answer-json", "answers are JSON", "the body is JSON", checkJSON),
	answerCase("answer-shape", "answers are an object with the list balances", "the body holds a collection named balances", checkShape),
	answerCase("answer-members", "balances have the documented members, each once", "a balance has id, type, dataRemainingInMB and timeRemaining", checkMembers),
	answerCase("answer-spelling", "dataRemainingInMB is spelt as the documentation does", "the table spells dataRemainingInMB, the examples dataRemaininginMB: both are accepted", checkSpelling),
	answerCase("answer-id", "id is a string", "id is a String", checkMember(mobileplans.MemberID, getbalance.Identifier, mobileplans.TemplateFull)),
	answerCase("answer-type", "type has one of four values", "type is MODIRECT, MODIRECTPAYG, NONE or NOTSUPPORTED", checkMember(mobileplans.MemberType, getbalance.TypeValue, mobileplans.TemplateBasic)),
	answerCase("data-remaining", "dataRemainingInMB is a number", "dataRemainingInMB is a Double", checkMember(mobileplans.MemberDataRemaining, getbalance.DataRemaining, mobileplans.TemplateBasic)),
	answerCase("time-remaining", "timeRemaining is an ISO 8601 duration", "timeRemaining is a duration as ISO 8601 writes it", checkMember(mobileplans.MemberTimeRemaining, getbalance.TimeRemaining, mobileplans.TemplateBasic)),
	{
		ID: "https-only", Title: "plain http on the same port serves no balances",
		Demand: "requests are made with https alone", Source: mobileplans.PageAccount,
		needs: []need{knownSIM}, check: checkPlain,
	},
	{
		ID: "certificate-own", Title: "the client certificate that was given is accepted",
		Demand: "requests are authenticated by a client certificate (mutual TLS)", Source: mobileplans.PageAccount,
		needs: []need{certificateGiven, knownSIM}, check: checkOwnCertificate,
	},
	{
		ID: "certificate-none", Title: "a client without a certificate is refused",
		Demand: "without a client certificate: 401 (tests) or 403 (status codes); a refused handshake does as well", Source: mobileplans.PageIntegration,
		check: checkNoCertificate,
	},
	{
		ID: "certificate-expired", Title: "an expired client certificate is refused",
		Demand: "an expired client certificate: 401 (tests) or 403 (status codes); a refused handshake does as well", Source: mobileplans.PageIntegration,
		check: checkExpired,
	},
	{
		ID: "certificate-untrusted", Title: "a client certificate of an unknown authority is refused",
		Demand: "an untrusted client certificate: 403; 401 and a refused handshake do as well", Source: mobileplans.PageAccount,
		check: checkUntrusted,
	},
	{
		ID: "certificate-subject", Title: "a client certificate with another subject is refused",
		Demand: "it is recommended to check that the subject is that of Microsoft's certificate", Source: mobileplans.PageAccount,
		needs: []need{issuerGiven}, check: checkSubject,
	},
	{
		ID: "credentials-right", Title: "the user and the password that were given are accepted",
		Demand: "basic authorization is accepted where the operator demands it", Source: mobileplans.PageAccount,
		needs: []need{credentialsGiven, knownSIM}, check: checkRightCredentials,
	},
	{
		ID: "credentials-wrong", Title: "a wrong password is refused",
		Demand: "credentials that are incorrect are answered with 401", Source: mobileplans.PageAccount,
		needs: []need{credentialsGiven}, check: checkWrongCredentials,
	},
	{
		ID: "credentials-missing", Title: "a request without credentials is refused",
		Demand: "credentials that are invalid are answered with 401", Source: mobileplans.PageAccount,
		needs: []need{credentialsGiven}, check: checkNoCredentials,
	},
	{
		ID: "retry-after", Title: "429 says when to try again",
		Demand: "an answer with 429 has a Retry-After header", Source: mobileplans.PageAccount,
		check: checkRetryAfter,
	},
}

// answerCase is a case about every answer with balances.
func answerCase(id, title, demand string, check func(*run)) Case {
	return Case{ID: id, Title: title, Demand: demand, Source: mobileplans.PageAccount, needs: []need{knownSIM}, check: check}
}

// Cases lists all cases.
func Cases() []Case { return slices.Clone(cases) }

// CaseIDs lists the ids of the cases.
func CaseIDs() []string {
	ids := make([]string, len(cases))
	for i := range cases {
		ids[i] = cases[i].ID
	}
	return ids
}
