package portal

import (
	"net/url"
	"strings"
)

// Launch is how the app opens a portal. A blank field is not sent.
type Launch struct {
	URL           string   // of the portal
	EID           string   // of an eSIM
	ICCIDs        []string // of the operator's profiles on an eSIM
	ICCID         string   // of a physical SIM
	IMEI          string
	Market        string // region that the PC is set to
	Location      string // country where the device is
	TransactionID string

	Language    string   // value of Accept-Language
	ErrorCodes  []string // what failed in earlier downloads of a profile
	ErrorTimes  []string
	ErrorICCIDs []string
}

// Header is one of the headers that the app sends.
type Header struct {
	Name, Value string
}

// Address is the URL with the query that the launch makes. ICCIDs have plain
// commas between them, as the documentation writes them.
func (l *Launch) Address() string {
	var b strings.Builder
	b.WriteString(l.URL)
	separator := byte('?')
	if strings.Contains(l.URL, "?") {
		separator = '&'
	}
	if strings.HasSuffix(l.URL, "?") || strings.HasSuffix(l.URL, "&") {
		separator = 0
	}
	for _, p := range [...]struct{ name, value string }{
		{"market", l.Market}, {"location", l.Location}, {"transactionId", l.TransactionID},
		{"eid", l.EID}, {"imei", l.IMEI}, {"iccids", strings.Join(l.ICCIDs, ",")}, {"iccid", l.ICCID},
	} {
		if p.value == "" {
			continue
		}
		if separator != 0 {
			b.WriteByte(separator)
		}
		separator = '&'
		value := strings.ReplaceAll(url.QueryEscape(p.value), "+", "%20")
		if p.name == "iccids" {
			value = strings.ReplaceAll(value, "%2C", ",")
		}
		b.WriteString(p.name + "=" + value)
	}
	return b.String()
}

// Headers lists the headers in the order of the documentation.
func (l *Launch) Headers() []Header {
	list := []Header{}
	for _, h := range [...]Header{
		{headerLanguage, l.Language},
		{headerCodes, strings.Join(l.ErrorCodes, ",")},
		{headerTimes, strings.Join(l.ErrorTimes, ",")},
		{headerICCIDs, strings.Join(l.ErrorICCIDs, ",")},
	} {
		if h.Value != "" {
			list = append(list, h)
		}
	}
	return list
}

// Curl is a command for a POSIX shell that opens the portal as the app does.
func (l *Launch) Curl() string {
	var b strings.Builder
	b.WriteString("curl")
	for _, h := range l.Headers() {
		b.WriteString(" \\\n  -H " + quoted(h.Name+": "+h.Value))
	}
	b.WriteString(" \\\n  " + quoted(l.Address()))
	return b.String()
}

// quoted writes text as one word of a POSIX shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
