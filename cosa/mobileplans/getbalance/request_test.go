package getbalance

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRequestURL(t *testing.T) {
	base, err := ParseBase("https://contoso.example/v1/")
	if err != nil {
		t.Fatal(err)
	}
	r := Basic("8900100000000000001", "US")
	const want = "https://contoso.example/v1/sims/8900100000000000001/balances?fieldsTemplate=basic&limit=1&location=US"
	if got := r.URL(base).String(); got != want {
		t.Error(got)
	}
	if got := r.With("limit", "a&b").Without("location", "fieldsTemplate").URL(base).RawQuery; got != "limit=a%26b" {
		t.Error(got)
	}
	if got := (Request{ICCID: "../x y"}).URL(base).String(); got != "https://contoso.example/v1/sims/..%2Fx%20y/balances" {
		t.Error(got)
	}
	if len(r.Parameters) != 3 || r.TransactionID == Basic("1", "US").TransactionID || len(r.TransactionID) > 64 {
		t.Errorf("%+v", r)
	}
}

func TestParseBase(t *testing.T) {
	for text, want := range map[string]string{
		"http://contoso.example":              "is plain http",
		"contoso.example":                     "is no address",
		"https://":                            "is no address",
		"https://user:geheim@contoso.example": "use --user",
		"https://user:geh%zz@contoso.example": "no URL",
		"https://contoso.example?x=1":         "query",
		"https://contoso.example:port":        "no URL",
	} {
		_, err := ParseBase(text)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "geh") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"0": 0, "120": 2 * time.Minute, "Sat, 31 Jan 2026 12:00:30 GMT": 30 * time.Second, "Sat, 31 Jan 2026 11:00:00 GMT": 0,
	} {
		if got, err := RetryAfter(http.Header{"Retry-After": {value}}, now); got != want || err != nil {
			t.Errorf("%s: %s, %v", value, got, err)
		}
	}
	for _, values := range [][]string{nil, {"soon"}, {"-1"}, {"1.5"}, {""}, {"1", "2"}, {"2026-01-31"}} {
		if got, err := RetryAfter(http.Header{"Retry-After": values}, now); err == nil {
			t.Errorf("%q: %s", values, got)
		}
	}
}
