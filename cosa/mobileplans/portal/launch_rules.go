package portal

import "github.com/cosakit/cosa/cosa"

// LaunchRules lists what is checked of a launch.
func LaunchRules() []Rule { return launchRules }

var launchRules = []Rule{
	{
		ID: "launch-url-format", Severity: cosa.Error, Title: "the text is no absolute URL with a host",
		Why: "The app opens the portal at an absolute URL.", Page: pagePortal,
	},
	{
		ID: "launch-url-characters", Severity: cosa.Error, Title: "a character that may not stand in a URL",
		Why: "Programs differ in what they make of blanks, quotation marks and letters outside ASCII in a URL; escaped they mean the same to all.", Page: pagePortal,
	},
	{
		ID: "launch-url-escape", Severity: cosa.Error, Title: "a percent sign without two hexadecimal digits",
		Why: "The portal cannot read the parameter.", Page: pagePortal,
	},
	{
		ID: "launch-url-credentials", Severity: cosa.Error, Title: "the URL holds a user name or a password",
		Why: "Everyone who sees the URL, logs included, has the password then.", Page: pagePortal,
	},
	{
		ID: "launch-url-port", Severity: cosa.Warning, Title: "the URL names a port",
		Why: "The service configuration takes the portal's address without a port.", Page: "mobile-plans-service-configuration",
	},
	{
		ID: "launch-url-fragment", Severity: cosa.Warning, Title: "the URL has a part behind #",
		Why: "What stands behind # never reaches the portal's server.", Page: pagePortal,
	},
	{
		ID: "launch-insecure", Severity: cosa.Error, Title: "the URL is not https",
		Why: "All that goes to and from the portal must use https.", Page: pagePortal,
	},
	{
		ID: "launch-parameter-required", Severity: cosa.Error, Title: "a launch names no SIM and no eSIM",
		Why: "With a physical SIM the app always sends iccid; with an eSIM it sends eid.", Page: pagePortal,
	},
	{
		ID: "launch-parameter-missing", Severity: cosa.Warning, Title: "a documented parameter is missing",
		Why: "The app sends it with every launch; a portal that is tested without it is not tested with what it will get.", Page: pagePortal,
	},
	{
		ID: "launch-parameter-duplicate", Severity: cosa.Error, Title: "a parameter is given twice",
		Why: "Which of the two a portal reads depends on its framework.", Page: pagePortal,
	},
	{
		ID: "launch-parameter-spelling", Severity: cosa.Warning, Title: "a parameter is spelt almost like a documented one",
		Why: "Names of parameters are case-sensitive: the portal takes this one for another, which it ignores.", Page: pagePortal,
	},
	{
		ID: "launch-parameter-unknown", Severity: cosa.Info, Title: "a parameter is none of the documented ones",
		Why: "A portal must ignore parameters that it does not know, so that the app can get new ones.", Page: pagePortal,
	},
	{
		ID: "launch-transaction-id", Severity: cosa.Error, Title: "transactionId is blank or longer than 64 characters",
		Why: "It has at most 64 characters, and goes back to the app in the notification.", Page: pagePortal,
	},
	{
		ID: "launch-region", Severity: cosa.Error, Title: "location or market is no two-letter ISO 3166 code",
		Why: "The portal chooses plans and language by it.", Page: pagePortal,
	},
	{
		ID: "launch-iccid", Severity: cosa.Error, Title: "an ICCID has not 19 or 20 digits that begin with 89",
		Why: "The portal looks the SIM up by it.", Page: pagePortal,
	},
	{
		ID: "launch-iccid-list", Severity: cosa.Warning, Title: "iccids holds a blank or the same ICCID twice",
		Why: "iccids is a list with commas and nothing else between the numbers.", Page: pagePortal,
	},
	{
		ID: "launch-imei", Severity: cosa.Error, Title: "imei has not 15 digits",
		Why: "An IMEI has 15 digits.", Page: pagePortal,
	},
	{
		ID: "launch-imei-check", Severity: cosa.Warning, Title: "the check digit of imei is wrong",
		Why: "The last digit of an IMEI follows from the others (Luhn); a typing slip, or an invented number.", Page: pagePortal,
	},
	{
		ID: "launch-eid", Severity: cosa.Error, Title: "eid has not 32 digits",
		Why: "An EID has 32 digits.", Page: pagePortal,
	},
	{
		ID: "launch-eid-check", Severity: cosa.Warning, Title: "the check digits of eid are wrong",
		Why: "An EID leaves 1 when it is divided by 97 (ISO 7064); a typing slip, or an invented number.", Page: pagePortal,
	},
	{
		ID: "launch-header-format", Severity: cosa.Error, Title: "a header is not written Name: value",
		Why: "It is no header then.", Page: pagePortal,
	},
	{
		ID: "launch-header-language", Severity: cosa.Error, Title: "Accept-Language is no list of languages",
		Why: "The portal shows its pages in the language that it finds there (RFC 7231, section 5.3.5).", Page: pagePortal,
	},
	{
		ID: "launch-header-spelling", Severity: cosa.Warning, Title: "a header is spelt almost like a documented one",
		Why: "The portal does not find it under this name.", Page: pageErrors,
	},
	{
		ID: "launch-header-unknown", Severity: cosa.Info, Title: "a header is none of those that the app adds",
		Why: "It is not judged.", Page: pageErrors,
	},
	{
		ID: "launch-error-code", Severity: cosa.Warning, Title: "an error code is none of ESimOperationStatus",
		Why: "X-MP-LPAError-Codes lists names of that enumeration with commas between them.", Page: pageErrors,
	},
	{
		ID: "launch-error-time", Severity: cosa.Warning, Title: "a time is not written as the app writes it",
		Why: "X-MP-LPAError-TimeStamps holds times such as 5/18/2018 11:17:23 PM with commas between them.", Page: pageErrors,
	},
	{
		ID: "launch-error-count", Severity: cosa.Warning, Title: "there are not as many times as error codes",
		Why: "Each code has its time.", Page: pageErrors,
	},
}
