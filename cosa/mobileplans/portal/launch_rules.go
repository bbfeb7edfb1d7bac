package portal

import "github.com/cosakit/cosa/cosa"

// LaunchRules lists what is checked of a launch.
func LaunchRules() []Rule { return launchRules }

var launchRules = []Rule{
	{"launch-url-format", cosa.Error, "the text is no absolute URL with a host", "The app opens the portal at an absolute URL.", pagePortal},
	{"launch-url-characters", cosa.Error, "a character that may not stand in a URL", "Programs differ in what they make of blanks, quotation marks and letters outside ASCII in a URL; escaped they mean the same to all.", pagePortal},
	{"launch-url-escape", cosa.Error, "a percent sign without two hexadecimal digits", "The portal cannot read the parameter.", pagePortal},
	{"launch-url-credentials", cosa.Error, "the URL holds a user name or a password", "Everyone who sees the URL, logs included, has the password then.", pagePortal},
	{"launch-url-port", cosa.Warning, "the URL names a port", "The service configuration takes the portal's address without a port.", "mobile-plans-service-configuration"},
	{"launch-url-fragment", cosa.Warning, "the URL has a part behind #", "What stands behind # never reaches the portal's server.", pagePortal},
	{"launch-insecure", cosa.Error, "the URL is not https", "All that goes to and from the portal must use https.", pagePortal},
	{"launch-parameter-required", cosa.Error, "a launch names no SIM and no eSIM", "With a physical SIM the app always sends iccid; with an eSIM it sends eid.", pagePortal},
	{"launch-parameter-missing", cosa.Warning, "a documented parameter is missing", "The app sends it with every launch; a portal that is tested without it is not tested with what it will get.", pagePortal},
	{"launch-parameter-duplicate", cosa.Error, "a parameter is given twice", "Which of the two a portal reads depends on its framework.", pagePortal},
	{"launch-parameter-spelling", cosa.Warning, "a parameter is spelt almost like a documented one", "Names of parameters are case-sensitive: the portal takes this one for another, which it ignores.", pagePortal},
	{"launch-parameter-unknown", cosa.Info, "a parameter is none of the documented ones", "A portal must ignore parameters that it does not know, so that the app can get new ones.", pagePortal},
	{"launch-transaction-id", cosa.Error, "transactionId is blank or longer than 64 characters", "It has at most 64 characters, and goes back to the app in the notification.", pagePortal},
	{"launch-region", cosa.Error, "location or market is no two-letter ISO 3166 code", "The portal chooses plans and language by it.", pagePortal},
	{"launch-iccid", cosa.Error, "an ICCID has not 19 or 20 digits that begin with 89", "The portal looks the SIM up by it.", pagePortal},
	{"launch-iccid-list", cosa.Warning, "iccids holds a blank or the same ICCID twice", "iccids is a list with commas and nothing else between the numbers.", pagePortal},
	{"launch-imei", cosa.Error, "imei has not 15 digits", "An IMEI has 15 digits.", pagePortal},
	{"launch-imei-check", cosa.Warning, "the check digit of imei is wrong", "The last digit of an IMEI follows from the others (Luhn); a typing slip, or an invented number.", pagePortal},
	{"launch-eid", cosa.Error, "eid has not 32 digits", "An EID has 32 digits.", pagePortal},
	{"launch-eid-check", cosa.Warning, "the check digits of eid are wrong", "An EID leaves 1 when it is divided by 97 (ISO 7064); a typing slip, or an invented number.", pagePortal},
	{"launch-header-format", cosa.Error, "a header is not written Name: value", "It is no header then.", pagePortal},
	{"launch-header-language", cosa.Error, "Accept-Language is no list of languages", "The portal shows its pages in the language that it finds there (RFC 7231, section 5.3.5).", pagePortal},
	{"launch-header-spelling", cosa.Warning, "a header is spelt almost like a documented one", "The portal does not find it under this name.", pageErrors},
	{"launch-header-unknown", cosa.Info, "a header is none of those that the app adds", "It is not judged.", pageErrors},
	{"launch-error-code", cosa.Warning, "an error code is none of ESimOperationStatus", "X-MP-LPAError-Codes lists names of that enumeration with commas between them.", pageErrors},
	{"launch-error-time", cosa.Warning, "a time is not written as the app writes it", "X-MP-LPAError-TimeStamps holds times such as 5/18/2018 11:17:23 PM with commas between them.", pageErrors},
	{"launch-error-count", cosa.Warning, "there are not as many times as error codes", "Each code has its time.", pageErrors},
}
