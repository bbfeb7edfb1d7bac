package portal

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// told writes findings as column, rule and parameter.
func told(findings []cosa.Finding) []string {
	list := []string{}
	for _, f := range findings {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%d:%d %s %s", f.Position.Line, f.Position.Column, f.Rule, f.Setting)))
	}
	return list
}

func TestCheckURL(t *testing.T) {
	const rest = "&market=US&location=us&transactionId=t.1&imei=490154203237518"
	for text, want := range map[string][]string{
		// Examples of the documentation: the numbers of devices in them are invented.
		"https://moportal.com?eid=\\”eid\\”& iccid=8988247000100003319&market=us&transactionId=cvcvcv&location=us": {
			"1:26 launch-url-characters", "1:31 launch-url-characters", "1:34 launch-url-characters", "1:103 launch-parameter-missing imei",
		},
		"https://moportal.com? iccid=8988247000100003319&market=us&transactionId=waoigFfX00yGH3Vb.1&location=us": {
			"1:22 launch-url-characters", "1:103 launch-parameter-missing imei",
		},
		"https://p.example/?iccids=8988247000100003319, 988247000100003555&eid=89033023422130000000000199055797" + rest: {
			"1:47 launch-url-characters", "1:48 launch-iccid iccids",
		},
		"https://p.example/?iccid=8901000000000000007" + rest:                                                             {},
		"HTTPS://p.example?iccid=89010000000000000072" + rest:                                                             {},
		"http://p.example/?iccid=8901000000000000007" + rest:                                                              {"1:1 launch-insecure"},
		"https://u:secret@p.example:8443/?iccid=8901000000000000007" + rest:                                               {"1:9 launch-url-credentials", "1:27 launch-url-port"},
		"https://p.example/?iccid=8901000000000000007" + rest + "#x":                                                      {"1:106 launch-url-fragment"},
		"https://p.example/?iccid=89010000000000000x7" + rest:                                                             {"1:26 launch-iccid iccid"},
		"https://p.example/?iccid=8901000000000000007&iccid=8901000000000000007" + rest:                                   {"1:46 launch-parameter-duplicate iccid"},
		"https://p.example/?iccid=8901000000000000007&theme=dark" + rest:                                                  {"1:46 launch-parameter-unknown theme"},
		"https://p.example/?ICCID=8901000000000000007" + rest:                                                             {"1:20 launch-parameter-spelling ICCID", "1:106 launch-parameter-required iccid"},
		"https://p.example/?Eid=89033023422130000000000199055797&iccids=8901000000000000007" + rest:                       {"1:20 launch-parameter-spelling Eid"},
		"https://p.example/?Eid=89033023422130000000000199055797" + rest:                                                  {"1:20 launch-parameter-spelling Eid", "1:117 launch-parameter-required iccid"},
		"https://p.example/?iccid=8901000000000000007&market=UK&location=USA&transactionId=&imei=1":                       {"1:53 launch-region market", "1:65 launch-region location", "1:83 launch-transaction-id transactionId", "1:89 launch-imei imei"},
		"https://p.example/?" + rest[1:]:                                                                                  {"1:80 launch-parameter-required iccid"},
		"https://p.example/?eid=89033023422130000000000199055798" + rest:                                                  {"1:24 launch-eid-check eid"},
		"https://p.example/?eid=8903302342213000000000019905579" + rest:                                                   {"1:24 launch-eid eid"},
		"https://p.example/?eid=89033023422130000000000199055797&iccids=8901000000000000007%2c8901000000000000007" + rest: {"1:86 launch-iccid-list iccids"},
		"https://p.example/?eid=89033023422130000000000199055797&iccids=" + rest:                                          {"1:64 launch-iccid iccids"},
		"https://p.example/?eid=89033023422130000000000199055797&iccids=8901000000000000007," + rest:                      {"1:84 launch-iccid iccids"},
		"https://p.example/?iccid=8901000000000000007&market=US&location=US&transactionId=" + strings.Repeat("ü", 64) + "&imei=490154203237519": {
			"1:82 launch-url-characters", "1:152 launch-imei-check imei",
		},
		"https://p.example/?iccid=8901000000000000007&market=US&location=US&imei=490154203237518&transactionId=" + strings.Repeat("%C3%BC", 64): {},
		"https://p.example/?iccid=8901000000000000007&market=US&location=US&imei=490154203237518&transactionId=" + strings.Repeat("%C3%BC", 65): {"1:103 launch-transaction-id transactionId"},
		"https://p.example/?iccid=8901000000000000007&market=%5&location=US&imei=490154203237518&transactionId=1":                               {"1:53 launch-url-escape market"},
		"moportal.com?iccid=1":      {"1:1 launch-url-format"},
		"https://?iccid=1":          {"1:1 launch-url-format"},
		"":                          {"1:1 launch-url-format"},
		"https://p.example:x/" + "": {"1:9 launch-url-format", "1:21 launch-parameter-required iccid", "1:21 launch-parameter-missing market", "1:21 launch-parameter-missing location", "1:21 launch-parameter-missing transactionId", "1:21 launch-parameter-missing imei"},
	} {
		got := told(CheckURL(text, cosa.Position{Line: 1, Column: 1}))
		for _, list := range [][]string{got, want} {
			slices.Sort(list)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestMisspeltICCID(t *testing.T) {
	for _, f := range CheckURL("https://p.example/?ICCID=8901000000000000007", cosa.Position{Line: 1, Column: 1}) {
		if f.Rule == "launch-parameter-required" && f.Severity == cosa.Error && f.Message == "iccid is missing, which a physical SIM needs" && f.Hint == "write iccid in the place of ICCID: names are case-sensitive" {
			return
		}
	}
	t.Error("the required parameter is not told as missing")
}

func TestCheckHeaders(t *testing.T) {
	got := told(CheckHeaders([]string{
		"Accept-Language: en-us,es;q=0.8",
		"X-MP-LPAError-Codes: ServerFailure,ServerNotReachable",
		"x-mp-lpaerror-timestamps: 5/18/2018 11:17:23 PM,5/18/2018 11:27:33 PM",
		"X-MP-LPAError-ICCIDs: 8988247000101997790",
	}, cosa.Position{Line: 1, Column: 1}))
	if len(got) > 0 {
		t.Errorf("the documented example has %q", got)
	}
	got = told(CheckHeaders([]string{
		"Accept-Language: 1,,;;", "no header", "X-MP-LPAError-Codes: ServerFailure,ServerFailur",
		"X-MP-LPAError-TimeStamps: 2018-05-18", "X-MP-LPAError-ICCIDs: 8988247000101997790,1", "X-MP-LPAErrors-Codes: x", "Cookie: secret",
	}, cosa.Position{Line: 1, Column: 1}))
	want := []string{
		"1:18 launch-header-language Accept-Language", "2:1 launch-header-format", "3:36 launch-error-code X-MP-LPAError-Codes",
		"4:27 launch-error-count X-MP-LPAError-TimeStamps", "4:27 launch-error-time X-MP-LPAError-TimeStamps",
		"5:43 launch-iccid X-MP-LPAError-ICCIDs", "6:1 launch-header-spelling X-MP-LPAErrors-Codes", "7:1 launch-header-unknown Cookie",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBuiltLaunchesPass builds random launches: the check has nothing to say
// of them, and their query says what went in.
func TestBuiltLaunchesPass(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	digits := func(prefix string, n int) string {
		for len(prefix) < n {
			prefix += string(rune('0' + r.IntN(10)))
		}
		return prefix
	}
	for range 2000 {
		l := Launch{
			URL:  []string{"https://portal.contoso.example", "https://portal.contoso.example/mp?lang=en", "https://portal.contoso.example/?"}[r.IntN(3)],
			IMEI: withIMEICheck(digits("", 15)), Market: []string{"US", "de", "AR"}[r.IntN(3)], Location: "GB",
			TransactionID: string([]rune("a/ü&=?+ %#中")[r.IntN(11)]) + digits("", r.IntN(60)+1),
		}
		if r.IntN(2) == 0 {
			l.ICCID = digits("89", 19+r.IntN(2))
		} else {
			l.EID = withEIDCheck(digits("89", 32))
			for i := range r.IntN(3) {
				l.ICCIDs = append(l.ICCIDs, digits(fmt.Sprint("89", i), 19))
			}
		}
		for _, f := range CheckURL(l.Address(), cosa.Position{Line: 1, Column: 1}) {
			if f.Rule != "launch-parameter-unknown" || f.Setting != "lang" {
				t.Errorf("%s: %s at %d: %s", l.Address(), f.Rule, f.Position.Column, f.Message)
			}
		}
		u, err := url.Parse(l.Address())
		if err != nil {
			t.Fatal(err)
		}
		got := u.Query()
		want := url.Values{"market": {l.Market}, "location": {l.Location}, "imei": {l.IMEI}, "transactionId": {l.TransactionID}}
		for name, value := range map[string]string{"iccid": l.ICCID, "eid": l.EID, "iccids": strings.Join(l.ICCIDs, ","), "lang": got.Get("lang")} {
			if value != "" {
				want.Set(name, value)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", l.Address(), diff)
		}
	}
}

// FuzzCheckURL wants no panic, places within the text, known rules and no
// password.
func FuzzCheckURL(f *testing.F) {
	f.Add("https://moportal.com?eid=\\”eid\\”& iccid=8988247000100003319&market=us&&=&a=%zz#")
	f.Add("https://u:secret@h:1/?iccids=,%2C,+%20&iccids")
	f.Add("://\x00\xff?\u202e=%")
	f.Fuzz(func(t *testing.T, text string) {
		severities := make(map[string]bool)
		for _, r := range LaunchRules() {
			severities[r.ID] = true
		}
		for _, f := range append(CheckURL(text, cosa.Position{Line: 3, Column: 5}), CheckHeaders([]string{text}, cosa.Position{Line: 3, Column: 5})...) {
			if f.Position.Line != 3 || f.Position.Column < 5 || f.Position.Column > 5+utf8.RuneCountInString(text) {
				t.Errorf("%q: %s at %v", text, f.Rule, f.Position)
			}
			if !severities[f.Rule] || f.Severity == 0 || f.Message == "" {
				t.Errorf("%q: %+v", text, f)
			}
		}
	})
}
