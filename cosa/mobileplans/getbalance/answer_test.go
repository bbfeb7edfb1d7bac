package getbalance

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	const good = `{"id":"1","type":"NONE","dataRemainingInMB":0,"timeRemaining":"PT0S"}`
	balance := func(replaced, by string) string {
		return `{"balances":[` + strings.Replace(good, replaced, by, 1) + `]}`
	}
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"good", balance("", ""), nil},
		{"no balances", `{"balances":[]}`, nil},
		{"capitals of the documentation's tables", `{"Balances":[{"Type":"NONE","dataRemaininginMB":1e3,"timeRemaining":"P1W"}]}`, nil},
		{"empty", " \n", []string{"the body is empty; want JSON"}},
		{"other encoding", "{\"\xff\":1}", []string{"the body is not UTF-8, which JSON is written in"}},
		{"cut short", `{"balances":[`, []string{"is no JSON: unexpected end of JSON input at line 1, column 13"}},
		{"two values", `{}{}`, []string{"is no JSON: invalid character '{' after top-level value at line 1, column 3"}},
		{"HTML", "<html>", []string{"is no JSON: invalid character '<' looking for beginning of value at line 1, column 1"}},
		{"NaN", balance(":0", ":NaN"), []string{"is no JSON: invalid character 'N' looking for beginning of value at line 1, column 58"}},
		{"null", "null", []string{`the answer is null; want an object with a list named "balances"`}},
		{"bare list", "[" + good + "]", []string{`the answer is a list; want an object with a list named "balances"`}},
		{"another name", `{"balance":[]}`, []string{`the member "balance" is not documented, did you mean "balances"?`, `the answer has no member "balances"`}},
		{"an object for the list", `{"balances":` + good + `}`, []string{"balances: is an object; want a list"}},
		{"null for a balance", `{"balances":[null,` + good + `]}`, []string{"balances[0]: is null; want an object"}},
		{"twice", balance(`"type"`, `"type":"NONE","type"`), []string{`balances[0]: the member "type" stands twice`}},
		{"two spellings", balance(`"dataRemainingInMB"`, `"dataRemaininginMB":1,"dataRemainingInMB"`), []string{`balances[0]: the member "dataRemainingInMB" stands twice`}},
		{"escaped twin", balance(`"type"`, `"t\u0079pe":"NONE","type"`), []string{`balances[0]: the member "type" stands twice`}},
		{"unknown", balance(`"id"`, `"currency":"USD","id"`), []string{`balances[0]: the member "currency" is not documented`}},
		{"slip", balance("timeRemaining", "timeRemaning"), []string{`balances[0]: the member "timeRemaning" is not documented, did you mean "timeRemaining"?`}},
		{"number for an id", balance(`"1"`, `1`), []string{"balances[0].id: is a number; want a string"}},
		{"small type", balance("NONE", "none"), []string{`balances[0].type: "none" is none of MODIRECT, MODIRECTPAYG, NONE, NOTSUPPORTED`}},
		{"text for a number", balance(":0,", `:"0",`), []string{"balances[0].dataRemainingInMB: is a string; want a number"}},
		{"null for a number", balance(":0,", `:null,`), []string{"balances[0].dataRemainingInMB: is null; want a number"}},
		{"too great", balance(":0,", `:1e999,`), []string{"balances[0].dataRemainingInMB: 1e999 is greater than a double can hold"}},
		{"negative", balance(":0,", `:-0.5,`), []string{"balances[0].dataRemainingInMB: -0.5 is negative; where nothing remains it is 0"}},
		{"seconds", balance(`"PT0S"`, `0`), []string{"balances[0].timeRemaining: is a number; want a string"}},
		{"clock", balance("PT0S", "00:00"), []string{`balances[0].timeRemaining: "00:00" is no ISO 8601 duration, which begins with P, as P23DT23H and PT0S do`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := Read([]byte(test.body))
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLacks(t *testing.T) {
	answer, _ := Read([]byte(`{"balances":[{"type":"NONE","dataRemainingInMB":0}]}`))
	if diff := cmp.Diff([]Problem{{Missing, "balances[0]", `"timeRemaining" is missing`}}, answer.Lacks("basic")); diff != "" {
		t.Error(diff)
	}
	if n := len(answer.Lacks("full")); n != 2 {
		t.Errorf("the full template lacks %d members", n)
	}
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]Duration{
		"P23DT23H": {Days: 23, Hours: 23}, "PT0S": {}, "P0D": {}, "P1Y2M3DT4H5M6S": {1, 2, 0, 3, 4, 5, 6},
		"P2W": {Weeks: 2}, "PT1M": {Minutes: 1}, "P1M": {Months: 1}, "PT36H": {Hours: 36}, "PT0.5S": {Seconds: .5}, "P0,5D": {Days: .5},
	} {
		if got, err := ParseDuration(text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"", "P", "PT", "P1DT", "1D", "-P1D", "P-1D", "p1d", "P1H", "PT1D", "P1D2Y", "P1D1D", "P1.5DT1H", "P.5D", "P5.D", "P1..5D", "P1W1D", "P1WT1H",
		"P1", "P1DT1", " P1D", "P1D ", "P1DT1HT1M", "23:00", "P+1D", "PT1S1M", "P１D", "PTS", "P0003-06-04T12:30:05",
	} {
		if d, err := ParseDuration(text); err == nil {
			t.Errorf("%q is read as %+v", text, d)
		}
	}
	if zero, _ := ParseDuration("P0DT0H"); !zero.IsZero() {
		t.Error("P0DT0H is not zero")
	}
}

// FuzzRead looks for answers that panic, and for those that are read without a
// problem although encoding/json or the documentation has one.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"balances":[{"id":"1","type":"NONE","dataRemainingInMB":0.0,"timeRemaining":"PT0S"}]}`, `{"Balances":[{}]}`, `[]`, `“balances”: [`,
		`{"balances":[{"type":"NONE","type":"NONE"}]}`, "{", `"`, `{"balances":[[[[[[`, "\xff", `{"balances":[{"timeRemaining":"P1Y1M1DT1H1M1.5S"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		answer, problems := Read(body)
		for _, p := range problems {
			if p.String() == "" || p.Kind == 0 {
				t.Errorf("a problem without a message: %+v", p)
			}
		}
		for _, b := range answer.Balances {
			if len(problems) == 0 && b.DataRemaining != nil && *b.DataRemaining < 0 {
				t.Errorf("negative: %s", body)
			}
		}
	})
}
