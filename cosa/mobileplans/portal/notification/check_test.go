package notification

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

const details = `{\"userAccount\":\"New\",\"purchaseInstrument\":\"New\",\"line\":\"New\",\"moDirectStatus\":\"Complete\",\"planName\":\"P\"}`

// payload is a sound notification with a part replaced.
func payload(old, new string) string {
	return strings.Replace(`{"ver":"1","purchaseResult":"`+details+`","success":true,"iccid":"8900100000000000001","activationCode":"1$smdp.contoso.example$M-1","transactionId":"t"}`, old, new, 1)
}

// shown writes findings with the text that they stand at in the place of line
// and column.
func shown(content string, findings []cosa.Finding) string {
	var list []string
	lines := strings.Split(content, "\n")
	for i, line := range told(findings) {
		p := findings[i].Position
		rest := []rune(strings.TrimPrefix(lines[p.Line-1], byteOrderMark))[p.Column-1:]
		_, what, _ := strings.Cut(line, " ")
		list = append(list, fmt.Sprintf("%s<- %s", string(rest[:min(8, len(rest))]), what))
	}
	return strings.Join(list, "\n")
}

func TestPayload(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{`"ver":"1",`, "", "{\"purcha<- warning version ver"},
		{`"ver":"1"`, `"ver":"2"`, "\"2\",\"pur<- warning version ver"},
		{`"ver":"1"`, `"ver":1`, "1,\"purch<- error member-type ver"},
		{`"success":true`, `"success":"true"`, "\"true\",\"<- error member-type success"},
		{`"success":true`, `"success":false`, "\\\"P\\\"}\",<- error plan-name planName\nfalse,\"i<- error outcome success"},
		{`"success":true`, `"succes":true`, "\"succes\"<- error member-spelling succes"},
		{`,"success":true`, ``, "{\"ver\":\"<- error member-required success"},
		{`"iccid":`, `"Iccid":`, "\"Iccid\":<- error member-spelling Iccid"},
		{`"iccid":"8900100000000000001"`, `"iccid":8900100000000000001`, "89001000<- error member-type iccid"},
		{`"iccid":"8900100000000000001"`, `"iccid":"900100000000000001"`, "\"9001000<- error iccid iccid"},
		{`"1$smdp`, `"LPA:1$smdp`, "\"LPA:1$s<- error activation-code activationCode"},
		{`"1$smdp`, `"2$smdp`, "\"2$smdp.<- error activation-code activationCode"},
		{`"1$smdp.contoso.example$M-1"`, `"activationCode"`, "\"activat<- error activation-code activationCode"},
		{`"1$smdp.contoso.example$M-1"`, `"1$smdp.contoso.example$M 1"`, "\"1$smdp.<- error activation-code activationCode"},
		{`"1$smdp.contoso.example$M-1"`, `"1$smdp.contoso.example$"`, ""},
		{`"1$smdp.contoso.example$M-1"`, `""`, ""},
		{`$M-1"`, `$M-1$1.3.6.1$1"`, ""},
		{`$M-1"`, `$M-1$$1"`, ""},
		{`$M-1"`, `$M-1$abc"`, "\"1$smdp.<- warning activation-code-form activationCode"},
		{`$M-1"`, `$M-1$"`, "\"1$smdp.<- warning activation-code-form activationCode"},
		{`$M-1"`, `$M-1$1.3$2"`, "\"1$smdp.<- warning activation-code-form activationCode"},
		{`$smdp.contoso.example$`, `$10.0.0.1$`, "\"1$10.0.<- warning activation-code-form activationCode"},
		{`$smdp.contoso.example$`, `$` + strings.Repeat("a", 63) + `.example$`, ""},
		{`$smdp.contoso.example$`, `$` + strings.Repeat("a", 64) + `.example$`, "\"1$aaaaa<- error activation-code activationCode"},
		{`"iccid":"8900100000000000001","activationCode":"1$smdp.contoso.example$M-1"`, `"iccid":""`, "{\"ver\":\"<- warning profile-missing iccid"},
		{`"transactionId":"t"`, `"transactionId":""`, "\"\"}<- error transaction-id transactionId"},
		{`"transactionId":"t"`, `"transactionId":"` + strings.Repeat("ü", 64) + `"`, ""},
		{`"transactionId":"t"`, `"transactionId":"` + strings.Repeat("ü", 65) + `"`, "\"üüüüüüü<- error transaction-id transactionId"},
		{`"transactionId":"t"`, `"transactionId":"t","theme":1`, "\"theme\":<- warning member-unknown theme"},
		{`"transactionId":"t"`, `"transactionId":"t","ver":"1"`, "\"ver\":\"1<- error duplicate-member ver"},
		{`"transactionId":"t"`, `"transactionId":"t",`, "}<- error syntax"},
		{`"success":true,`, `"success":true`, "\"iccid\":<- error syntax"},
		{`"success":true`, `"success":True`, "True,\"ic<- error syntax"},
		{`"t"}`, `"t"} {}`, "{}<- error syntax"},
		{`"t"}`, `"t"`, "<- error syntax"},
		{`"t"}`, `"t}`, "<- error syntax"},
		// In the string: every place is that of the file, escapes counted.
		{`\"line\":\"New\"`, `\"line\":\"Nwe\"`, "\\\"Nwe\\\",<- error value line"},
		{`\"line\":\"New\"`, `\"line\":\"new\"`, "\\\"new\\\",<- warning value-case line"},
		{`\"line\":\"New\"`, `\"lineType\":\"New\"`, "\\\"lineTy<- info member-twin lineType"},
		{`\"line\":\"New\"`, `\"line\":\"New\",\"lineType\":\"New\"`, "\\\"lineTy<- info member-twin lineType"},
		{`\"line\":\"New\",`, ``, "{\\\"userA<- error member-required line"},
		{`\"line\":\"New\",`, `\"line\":\"New\"`, "\\\"moDire<- error result-syntax purchaseResult"},
		{`\"planName\":\"P\"`, `\"planName\":\"\"`, "\\\"\\\"}\",\"<- error plan-name planName"},
		{`\"planName\":\"P\"`, `\"planName\":\"\\u00fc\"`, ""},
		{`\"planName\":\"P\"`, `\"planName\":7`, "7}\",\"suc<- error member-type planName"},
		{`\"Complete\"`, `\"Cancelled\"`, "\\\"Cancel<- info value-example moDirectStatus\ntrue,\"ic<- error outcome success"},
		{`"` + details + `"`, strings.ReplaceAll(details, `\`, ""), "{\"userAc<- error member-type purchaseResult"},
		{`"` + details + `"`, `"[]"`, "[]\",\"suc<- error member-type purchaseResult"},
		{`"` + details + `"`, `""`, "\",\"succe<- error result-syntax purchaseResult"},
	} {
		text := payload(c.old, c.new)
		got := shown(text, Check("p.json", text, "").Findings)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s for %s (-want +got):\n%s", c.new, c.old, diff)
		}
	}
}

// TestPlanName wants planName to be judged by success where it is given.
func TestPlanName(t *testing.T) {
	for _, c := range []struct {
		success, status, plan string
		wrong                 bool
	}{
		{"true", "Complete", "P", false},
		{"true", "Complete", "", true},
		{"true", "Complete", "\u200b", true},
		{"false", "Complete", "", false},
		{"false", "Complete", "P", true},
		{"true", "Xyz", "", true},
		{"true", "", "", true},
		{"true", "BillingError", "", true},
		{"true", "BillingError", "P", false},
		{"false", "", "P", true},
		{"false", "Xyz", "P", true},
		{"false", "Xyz", "", false},
		{"1", "BillingError", "P", true},
		{"1", "Xyz", "", false},
	} {
		text := strings.Replace(payload(`"success":true`, `"success":`+c.success), `\"planName\":\"P\"`, `\"planName\":\"`+c.plan+`\"`, 1)
		text = strings.Replace(text, `\"moDirectStatus\":\"Complete\",`, map[bool]string{true: `\"moDirectStatus\":\"` + c.status + `\",`}[c.status != ""], 1)
		got := strings.Contains(strings.Join(told(Check("p.json", text, "").Findings), "\n"), " plan-name ")
		if got != c.wrong {
			t.Errorf("%+v: plan-name finding %v", c, got)
		}
	}
}

func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "1:1 error none",
		"\ufeff":                      "1:1 error encoding\n1:1 error none",
		"\ufeff" + payload("", ""):    "1:1 error encoding",
		"\xff\xfe{\x00":               "1:1 error encoding",
		"{\"ver\":\n\"\xfc\"}":        "2:2 error encoding",
		"{\x00}":                      "1:2 error encoding",
		strings.Repeat("[", 100_000):  "1:201 error syntax",
		"null":                        "1:1 error member-type notificationPayload",
		" 7\n":                        "1:2 error member-type notificationPayload",
		"[]":                          "1:1 error member-type notificationPayload",
		"{'ver':1}":                   "1:2 error syntax",
		"{\"ver\":\"a\nb\"}":          "1:10 error syntax",
		"{\"ver\":01}":                "1:8 error syntax",
		`{"ver":"\q"}`:                "1:9 error syntax",
		"{\"größe\" 1}":               "1:10 error syntax",
		"\ufeff{\n\"ver\":\"1\"\n,,}": "1:1 error encoding\n3:2 error syntax",
	} {
		got := strings.Join(told(Check("p.json", text, "").Findings), "\n")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%.40q (-want +got):\n%s", text, diff)
		}
	}
}

const metadata = `var m = MobilePlans.createPurchaseMetaData();
m.userAccount = MobilePlansUserAccount.new;
m.purchaseInstrument = MobilePlansPurchaseInstrument.new;
m.moDirectStatus = MobilePlansMoDirectStatus.complete;
m.line = MobilePlansLineType.new;
m.planName = "2GB Monthly";
`

func TestScripts(t *testing.T) {
	for _, c := range []struct{ script, want string }{
		// The current callbacks, as documented.
		{metadata + `MobilePlansInlineOperations.notifyProfileDownload(m , "1$smdp.contoso.example$matchingID");`, ""},
		{metadata + `var op = MobilePlansInlineOperations.notifyProfileDownload(m, "smdp.contoso.example", 15); MobilePlansInlineOperations.notifyOperationCancel(op);`, ""},
		{metadata + `MobilePlans.notifyPurchaseWithProfileDownload(m, "1$smdp.contoso.example$matchingID", 15);`, ""},
		{metadata + `MobilePlansInlineOperations.notifyBalanceAddition(m);`, ""},
		{metadata + `window.MobilePlansInlineOperations["notifyBalanceAddition"](m, "8900000000000000001");`, ""},
		{strings.NewReplacer(".complete", ".cancelled", "2GB Monthly", "").Replace(metadata) + `MobilePlans.notifyCancelledPurchase(m);`, "MobilePl<- info value-example moDirectStatus"},
		// What is wrong with calls.
		{metadata + `MobilePlans.notifyCancelledPurchase(m);`, "MobilePl<- error outcome moDirectStatus"},
		{metadata + `MobilePlans.notifyPurchaseWithProfileDownload(m, "LPA:1$smdp.contoso.example$X", 20);`, "\"LPA:1$s<- error activation-code activationCode\n20);<- warning minutes-rounded networkRegistrationInterval"},
		{metadata + `MobilePlans.notifyPurchaseWithProfileDownload(m, "1$smdp.contoso.example$X", "15");`, "\"15\");<- error arguments networkRegistrationInterval"},
		{metadata + `MobilePlans.notifyPurchaseWithProfileDownload(m, "1$smdp.contoso.example$X", -15);`, "-15);<- error minutes networkRegistrationInterval"},
		{metadata + `MobilePlans.notifyPurchaseWithProfileDownload(m, "1$smdp.contoso.example$X");`, ");<- error arguments networkRegistrationInterval"},
		{metadata + `MobilePlansInlineOperations.notifyBalanceAddition(m, 8900000000000000001);`, "89000000<- error iccid iccid"},
		{metadata + `MobilePlansInlineOperations.notifyBalanceAddition(m, "8900000000000000001", 1);`, "1);<- error arguments"},
		{metadata + `MobilePlansInlineOperations.notifyBalanceAddition("m");`, "\"m\");<- error arguments purchaseMetadata"},
		{metadata + `MobilePlansInlineOperations.notifyOperationCancel("id");`, "\"id\");<- error arguments operationContext"},
		{metadata + `MobilePlans.notifyBalanceAdition(m);`, "MobilePl<- error callback-unknown"},
		{metadata + `m.planName = ""; MobilePlansInlineOperations.notifyBalanceAddition(m);`, "\"\"; Mobi<- error plan-name planName"},
		{metadata + `m.userAccount = MobilePlansLineType.new; MobilePlansInlineOperations.notifyBalanceAddition(m);`, "MobilePl<- warning enumeration userAccount"},
		{metadata + `m.userAccount = MobilePlansUserAccount.New; MobilePlansInlineOperations.notifyBalanceAddition(m);`, "MobilePl<- warning value-case userAccount"},
		{metadata + `m.userAccount = MobilePlansUserAccount.old; MobilePlansInlineOperations.notifyBalanceAddition(m);`, "MobilePl<- error value userAccount"},
		{metadata + `m.plan = 1; MobilePlansInlineOperations.notifyBalanceAddition(m);`, "plan = 1<- warning member-unknown plan"},
		{`DataMart.notifyPurchaseResult({ver: "1"});`, "DataMart<- info callback-legacy\n{ver: \"1<- error arguments notificationPayload\n{ver: \"1<- error member-required purchaseResult\n{ver: \"1<- error member-required success\n{ver: \"1<- error member-required transactionId"},
		{"alert(1)", "alert(1)<- error none"},
		{"let a = ;", ";<- error syntax"},
		{"let a = “x”;", "“x”;<- error syntax"},
		{"\n import x from 'y';", "import x<- error syntax"},
		{strings.Repeat("(", 1000), "((((((((<- error syntax"},
		{"//# sourceMappingURL=/etc/passwd\nMobilePlans.notifyX()", "MobilePl<- error callback-unknown"},
		// What cannot be told.
		{`function f(m) { MobilePlansInlineOperations.notifyBalanceAddition(m); }`, "m); }<- info not-judged purchaseMetadata"},
		{metadata + `fill(m); MobilePlansInlineOperations.notifyBalanceAddition(m);`, "m);<- info not-judged purchaseMetadata"},
		{metadata + `var n = m; n.planName = ""; MobilePlansInlineOperations.notifyBalanceAddition(m);`, "m);<- info not-judged purchaseMetadata"},
		{metadata + `if (x) m.planName = ""; MobilePlansInlineOperations.notifyBalanceAddition(m);`, "\"\"; Mobi<- info not-judged planName"},
		{metadata + `for (;;) MobilePlansInlineOperations.notifyBalanceAddition(m);`, "m);<- info not-judged purchaseMetadata"},
		{metadata + `function g() { m = {}; } g(); MobilePlansInlineOperations.notifyBalanceAddition(m);`, "m);<- info not-judged purchaseMetadata"},
		{metadata + `function g() { MobilePlansInlineOperations.notifyBalanceAddition(m); }`, "m); }<- info not-judged purchaseMetadata"},
		{metadata + `try { m.planName = load(); } catch (e) {} MobilePlansInlineOperations.notifyBalanceAddition(m);`, "load(); <- info not-judged planName"},
		{metadata + "m.planName = `${x}`; MobilePlansInlineOperations.notifyBalanceAddition(m);", "`${x}`; <- info not-judged planName"},
		{metadata + "MobilePlansInlineOperations.notifyBalanceAddition(...[m]);", "[m]);<- info not-judged purchaseMetadata"},
		{`MobilePlansInlineOperations.notifyBalanceAddition({...base, planName: "P"});`, "{...base<- info not-judged line\n{...base<- info not-judged moDirectStatus\n{...base<- info not-judged purchaseInstrument\n{...base<- info not-judged userAccount"},
		// What can.
		{`const m = {userAccount: "New", purchaseInstrument: "New", line: "New", moDirectStatus: "Complete", planName: "P"}; const f = () => MobilePlansInlineOperations.notifyBalanceAddition(m);`, ""},
		{metadata + `console.log(m); if (a) { MobilePlansInlineOperations.notifyBalanceAddition(m); } else { m.planName = "x"; MobilePlansInlineOperations.notifyBalanceAddition(m); }`, ""},
		{`const r = {userAccount: "New", purchaseInstrument: "New", line: "New", moDirectStatus: "None", planName: "P"}; DataMart.notifyPurchaseResult(JSON.stringify({ver: "1", purchaseResult: JSON.stringify(r), success: !1, transactionId: "t"}));`, "\"P\"}; Da<- error plan-name planName\nDataMart<- info callback-legacy"},
		{"DataMart.notifyPurchaseResult('{\"ver\":\\x22\\u0031\",\\\n\"success\":tru}');", "DataMart<- info callback-legacy\ntru}');<- error syntax notificationPayload"},
	} {
		got := shown(c.script, Check("p.js", c.script, "").Findings)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.script, diff)
		}
	}
}

// TestNull wants a value of JSON to be one where the name does not tell.
func TestNull(t *testing.T) {
	for _, text := range []string{"null", "true\n", "12"} {
		if r := Check("-", text, ""); r.Form != JSON || len(r.Findings) != 1 || !strings.HasSuffix(r.Findings[0].Message, ", it must be an object") {
			t.Errorf("%q is %s: %+v", text, r.Form, r.Findings)
		}
	}
}

func TestWords(t *testing.T) {
	for script, want := range map[string]string{
		"if (a) {":          "the script ends where more is expected",
		"let a = “x”;":      "the typographic quotation mark “ stands where JavaScript has no place for it",
		"export let a = 1;": "import and export of modules are not read",
	} {
		if r := Check("p.js", script, ""); len(r.Findings) != 1 || r.Findings[0].Message != want {
			t.Errorf("%s: %+v", script, r.Findings)
		}
	}
}

func TestPages(t *testing.T) {
	page := "<!DOCTYPE html><html>\n<script type=\"application/ld+json\">{</script>\n<SCRIPT>\n" + metadata + "MobilePlans.notifyCancelledPurchase(m);</SCRIPT>\n<script src=x.js></script>"
	r := Check("page", page, "")
	if diff := cmp.Diff([]string{"7:20 error outcome moDirectStatus"}, told(r.Findings)); diff != "" || r.Form != HTML || r.Count != 1 {
		t.Errorf("%v, %d (-want +got):\n%s", r.Form, r.Count, diff)
	}
}

// TestHandlers wants handlers of events and URLs to be judged, at their
// places, and nothing that no browser runs.
func TestHandlers(t *testing.T) {
	for page, want := range map[string]string{
		`<button onclick="MobilePlans.notifyCancelledPurchase({userAccount:'Foo'})">`:                               "{userAcc<- error member-required line\n{userAcc<- error member-required moDirectStatus\n{userAcc<- error member-required planName\n{userAcc<- error member-required purchaseInstrument\n'Foo'})\"<- error value userAccount",
		`<a class=x href="javascript:MobilePlans.notifyFoo()">`:                                                     "MobilePl<- error callback-unknown",
		`<a href="&#106;avaScript:1;%4dobilePlans.notifyFoo()">`:                                                    "%4dobile<- error callback-unknown",
		"<p>ü\n<a ONCLICK='if (a &amp;&amp; b) MobilePlans.notifyBalanceAddition(x, &quot;1&quot;); return false'>": "MobilePl<- info callback-legacy\nx, &quot<- info not-judged purchaseMetadata\n&quot;1&<- error iccid iccid",
		`<a onclick=MobilePlans.notifyFoo() onclick="DataMart.notifyPurchaseResult(">`:                              "MobilePl<- error callback-unknown",
		`<a onclick="MobilePlans.notifyFoo(">`:                                                                      "\"><- error syntax",
		`<a onclick="f(" onload="{{x}}"><script>MobilePlans.notifyFoo()</script>`:                                   "MobilePl<- error callback-unknown",
		`<a href="https://p.example/?MobilePlans.notifyFoo()">`:                                                     "<a href=<- error none",
		"<!-- <script>MobilePlans.notifyFoo()</script> <a onclick='MobilePlans.notifyFoo()'> -->":                   "<!-- <sc<- error none",
		"<textarea><script>MobilePlans.notifyFoo()</script></textarea>":                                             "<textare<- error none",
		"<script src=x.js>MobilePlans.notifyFoo()</script>":                                                         "<script <- error none",
		"<script></script>MobilePlans.notifyFoo()":                                                                  "<script><- error none",
		"<script>MobilePlans.notifyFoo()":                                                                           "MobilePl<- error callback-unknown",
	} {
		got := shown(page, Check("p.html", page, "").Findings)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", page, diff)
		}
	}
}

// TestOtherNames wants callbacks to be found under other names, and said where
// they cannot be followed.
func TestOtherNames(t *testing.T) {
	for _, c := range []struct{ script, want string }{
		{metadata + `const P = MobilePlans; P.notifyCancelledPurchase(m);`, "MobilePl<- error outcome moDirectStatus"},
		{`const P = window.MobilePlans; const m = P.createPurchaseMetaData(); function f() { P.notifyPurchaseWithProfileDownload(1); }`, "1); }<- error arguments purchaseMetadata\n); }<- error arguments activationCode"},
		{metadata + `const {notifyCancelledPurchase} = MobilePlans; notifyCancelledPurchase(m);`, "MobilePl<- error outcome moDirectStatus"},
		{metadata + `const {MobilePlans: {notifyCancelledPurchase: n}} = window; n(m);`, "MobilePl<- error outcome moDirectStatus"},
		{metadata + `let n; n = MobilePlans.notifyCancelledPurchase; n(m);`, "MobilePl<- error outcome moDirectStatus"},
		{metadata + `const api = {cancel: MobilePlans.notifyCancelledPurchase}; api.cancel(m);`, "MobilePl<- error outcome moDirectStatus"},
		{`const P = MobilePlans; P.notifyFoo();`, "P.notify<- error callback-unknown"},
		{`const MobilePlans = window.MobilePlans || {}; MobilePlans.notifyFoo();`, "MobilePl<- error callback-unknown"},
		{metadata + `window.parent.MobilePlans.notifyCancelledPurchase(m);`, "MobilePl<- error outcome moDirectStatus"},
		{metadata + `(function (w) { w.MobilePlans.notifyCancelledPurchase(m, 1); })(window);`, "m, 1); }<- info not-judged purchaseMetadata\n1); })(w<- error arguments"},
		// What cannot be followed.
		{`(function (w) { var mp = w.MobilePlans; mp.notifyCancelledPurchase(1); })(window);`, "w.Mobile<- info not-judged MobilePlans"},
		{`class A { constructor() { this.mp = app().MobilePlans; } send() { this.mp.notifyCancelledPurchase(1); } }`, "app().Mo<- info not-judged MobilePlans"},
		{`send(MobilePlans.notifyCancelledPurchase);`, "MobilePl<- info not-judged MobilePlans.notifyCancelledPurchase"},
		{`send(MobilePlans);`, "MobilePl<- info not-judged MobilePlans"},
		{`MobilePlans[name](m);`, "MobilePl<- info not-judged MobilePlans"},
		{`MobilePlans.notifyCancelledPurchase.call(MobilePlans, m);`, "MobilePl<- info not-judged MobilePlans.notifyCancelledPurchase\nMobilePl<- info not-judged MobilePlans"},
		{`const P = a ? MobilePlans : b; P.notifyCancelledPurchase(m);`, "MobilePl<- info not-judged MobilePlans"},
		{`let P; if (a) P = MobilePlans; P.notifyCancelledPurchase(m);`, "MobilePl<- info not-judged MobilePlans"},
		// What is no call.
		{`if (window.MobilePlans && !x) { MobilePlans.createPurchaseMetaData(); }`, "if (wind<- error none"},
		{`(function (w) { if (w.MobilePlans) w.MobilePlans.createPurchaseMetaData(); app.MobilePlans.notifyFoo(); })(window);`, "(functio<- error none"},
		{`if (typeof MobilePlans !== "undefined") {}`, "if (type<- error none"},
		{`const m = MobilePlans.createPurchaseMetaData(); const P = MobilePlansLineType; window.MobilePlansFoo(1);`, "const m <- error none"},
	} {
		got := shown(c.script, Check("p.js", c.script, "").Findings)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.script, diff)
		}
	}
}

// TestRules wants ids of their own and words for every rule.
func TestRules(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range Rules() {
		if seen[r.ID] || !strings.HasPrefix(r.ID, "notification-") || r.Title == "" || r.Why == "" || r.Severity == 0 {
			t.Errorf("%+v", r)
		}
		seen[r.ID] = true
	}
}

// FuzzCheck wants no panic, known rules, and places within the file.
func FuzzCheck(f *testing.F) {
	f.Add(payload("", ""), 0)
	f.Add(payload(`\"line\"`, `\"l\u00fcne\"`), 0)
	f.Add(metadata+"MobilePlans.notifyCancelledPurchase(m, ...x);", 1)
	f.Add("for (const a of b) { class C extends D { #x = 1; static { f(a) } get y() { return this.#x } } } let {p, ...q} = r; switch (a) { case 1: default: } `a${b}`; a?.b?.(c); async () => { await x }; function* g() { yield 1 } new.target; a ??= b; [x.y, z] = w; label: while (1) break label; DataMart.notifyPurchaseResult('\\u{7b}')", 1)
	f.Add("<script>\ufeffDataMart.notifyPurchaseResult(JSON.stringify({ver:1}))</script><script", 2)
	f.Add("<a title=ü href=' javascript:%4DobilePlans.notifyX(&quot;&#x1F600;&quot;,%zz' onclick=\"MobilePlans&period;notifyX('&amp;\n', {a: '&nope;'}); return 1\"", 2)
	f.Add("\xff\xfe{", 0)
	f.Fuzz(func(t *testing.T, content string, form int) {
		if len(content) > 4096 {
			return
		}
		severities := make(map[string]bool)
		for _, r := range Rules() {
			severities[r.ID] = true
		}
		lines := strings.Split(content, "\n")
		for _, f := range Check("f", content, Forms[uint(form)%uint(len(Forms))]).Findings {
			p := f.Position
			if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
				t.Errorf("%q: %s at %v", content, f.Rule, p)
			}
			if !severities[f.Rule] || f.Severity == 0 || f.Message == "" {
				t.Errorf("%+v", f)
			}
		}
	})
}
