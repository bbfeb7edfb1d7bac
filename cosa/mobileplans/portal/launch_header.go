package portal

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/cosakit/cosa/cosa"
)

// The headers of a launch.
const (
	headerLanguage = "Accept-Language"
	headerCodes    = "X-MP-LPAError-Codes"
	headerTimes    = "X-MP-LPAError-TimeStamps"
	headerICCIDs   = "X-MP-LPAError-ICCIDs"
)

// errorTime is how the app writes times.
const errorTime = "1/2/2006 3:04:05 PM"

// errorCodes are the names of Windows.Networking.NetworkOperators.ESimOperationStatus.
var errorCodes = []string{
	"Success", "NotAuthorized", "NotFound", "PolicyViolation", "InsufficientSpaceOnCard", "ServerFailure", "ServerNotReachable",
	"TimeoutWaitingForUserConsent", "IncorrectConfirmationCode", "ConfirmationCodeMaxRetriesExceeded", "CardRemoved", "CardBusy",
	"Other", "CardGeneralFailure", "ConfirmationCodeMissing", "InvalidMatchingId", "NoEligibleProfileForThisDevice",
	"OperationAborted", "EidMismatch", "ProfileNotAvailableForNewBinding", "ProfileNotReleasedByOperator",
	"OperationProhibitedByProfileClass", "ProfileNotPresent", "NoCorrespondingRequest", "TimeoutWaitingForResponse",
	"IccidAlreadyExists", "ProfileProcessingError", "ServerNotTrusted", "ProfileDownloadMaxRetriesExceeded",
}

// CheckHeaders judges headers, each written Name: value; start is the place of
// the first, and each next one stands a line below.
func CheckHeaders(headers []string, start cosa.Position) []cosa.Finding {
	var findings []cosa.Finding
	counts := make(map[string]int)
	var times *checker
	timesAt := 0
	for i, text := range headers {
		at := start
		at.Line += i
		c := &checker{text: text, start: at}
		name, value, ok := strings.Cut(text, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			c.add("launch-header-format", 0, "", text, fmt.Sprintf("%q is no header", cosa.Bounded(text, 100)), "write it as Name: value")
		} else {
			offset := len(text) - len(strings.TrimLeft(value, " \t"))
			counts[strings.ToLower(name)] += c.header(name, strings.TrimSpace(value), offset)
			if strings.EqualFold(name, headerTimes) {
				times, timesAt = c, offset
			}
		}
		findings = append(findings, c.findings...)
	}
	if codes, n := counts[strings.ToLower(headerCodes)], counts[strings.ToLower(headerTimes)]; times != nil && codes != n {
		times.findings = nil // they are told already
		times.add("launch-error-count", timesAt, headerTimes, "", fmt.Sprintf("%d times for %d error codes", n, codes), "each code has its time, in the same order")
		findings = append(findings, times.findings...)
	}
	Stamp(findings, launchRules)
	return cosa.SortFindings(findings)
}

// header judges one and returns how many items its list has.
func (c *checker) header(name, value string, at int) int {
	names := []string{headerLanguage, headerCodes, headerTimes, headerICCIDs}
	i := slices.IndexFunc(names, func(k string) bool { return strings.EqualFold(k, name) })
	if i < 0 {
		if near := cosa.Nearest(name, names); near != "" {
			c.add("launch-header-spelling", 0, name, value, fmt.Sprintf("%q is no header of the app, did you mean %q?", cosa.Bounded(name, 60), near), "")
		} else {
			c.add("launch-header-unknown", 0, name, "", fmt.Sprintf("%q is none of the headers that the app adds; it is not judged", cosa.Bounded(name, 60)), "")
		}
		return 0
	}
	switch names[i] {
	case headerLanguage:
		if tags, _, err := language.ParseAcceptLanguage(value); err != nil || len(tags) == 0 {
			c.add("launch-header-language", at, headerLanguage, value, fmt.Sprintf("%q is no list of languages", cosa.Bounded(value, 60)), "such as en-US or es-AR,es;q=0.8")
		}
		return 1
	case headerICCIDs:
		c.iccids(headerICCIDs, value, at, false)
		return 1
	}
	items := strings.Split(value, ",")
	for _, item := range items {
		text := strings.TrimSpace(item)
		place := at + strings.Index(item, text)
		if names[i] == headerCodes {
			c.errorCode(text, place)
		} else if _, err := time.Parse(errorTime, text); err != nil {
			c.add("launch-error-time", place, headerTimes, text, fmt.Sprintf("%q is not written as the app writes times", cosa.Bounded(text, 60)), "such as 5/18/2018 11:17:23 PM")
		}
		at += len(item) + 1
	}
	return len(items)
}

func (c *checker) errorCode(code string, at int) {
	if slices.Contains(errorCodes, code) {
		return
	}
	hint := "the names are those of ESimOperationStatus"
	if near := cosa.Nearest(code, errorCodes); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	c.add("launch-error-code", at, headerCodes, code, fmt.Sprintf("%q is no error code that the app sends", cosa.Bounded(code, 60)), hint)
}
