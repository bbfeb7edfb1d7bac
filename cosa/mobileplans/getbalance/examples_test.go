package getbalance

import (
	"bufio"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa/mobileplans"
)

// The examples are typed after those of the documentation, faults and all, with
// other numbers. "flattened" is how one copy of mobile-plans-account-management
// lost its braces; "page" is how that page and its predecessor,
// mobile-plans-device-experience, have them.

// exampleRequests says what is really wrong with each request.
var exampleRequests = map[string]string{
	"flattened-1-request.txt": `parse "8900100000100003319/balances`, // neither a path nor an address: /sims/ is missing
	"flattened-2-request.txt": "malformed HTTP version",              // placeholders, one with a blank in it, and no version
	"page-1-request.txt":      "malformed HTTP",                      // "iccid: " with a blank stands before the number
	"page-2-request.txt":      "malformed HTTP",                      // a line break stands before the version
}

func TestExampleRequests(t *testing.T) {
	for name, want := range exampleRequests {
		text := example(t, name)
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text + "Host: contoso.example\r\n\r\n")))
		if err == nil {
			_, err = ReadPath(r.URL.Path)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", name, err, want)
		}
	}
	// Mended, they all ask for the same path.
	for _, line := range []string{
		"GET /sims/8900100000100003319/balances?fieldsTemplate=basic&limit=1&location=us HTTP/1.1",
		"GET https://contoso.example/sims/8900100000100003319/balances?fieldsTemplate=basic&limit=1&location=US HTTP/1.1",
	} {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(line + "\r\nHost: contoso.example\r\n\r\n")))
		if err != nil {
			t.Fatal(err)
		}
		if iccid, err := ReadPath(r.URL.Path); iccid != "8900100000100003319" {
			t.Errorf("%s: %q, %v", line, iccid, err)
		}
	}
}

// exampleAnswers says for each answer what is found as it stands, with straight
// quotation marks, and with the braces that are missing as well.
var exampleAnswers = []struct {
	name          string
	raw, straight string
	kind          string
	data          float64
	time          string
	needsBraces   bool
}{
	{
		name: "flattened-1-response.txt", kind: mobileplans.MODirectPAYG, data: 100, time: "P20DT20H", needsBraces: true,
		raw:      "is no JSON: a typographic quotation mark “ stands at line 1, column 1, where JSON has \"; the braces { } around the whole are missing too",
		straight: "is no JSON: the braces { } around the whole are missing",
	},
	{
		name: "flattened-2-response.txt", kind: mobileplans.NotSupported, time: "PT0S", needsBraces: true,
		raw:      "is no JSON: a typographic quotation mark “ stands at line 1, column 1, where JSON has \"; the braces { } around the whole are missing too",
		straight: "is no JSON: the braces { } around the whole are missing",
	},
	{
		name: "page-1-response.txt", kind: mobileplans.MODirectPAYG, data: 100, time: "P20DT20H",
		raw: "is no JSON: a typographic quotation mark “ stands at line 2, column 1, where JSON has \"",
	},
	{
		name: "page-2-response.txt", kind: mobileplans.NotSupported, time: "PT0S",
		raw: "is no JSON: a typographic quotation mark “ stands at line 2, column 1, where JSON has \"",
	},
}

func TestExampleAnswers(t *testing.T) {
	for _, test := range exampleAnswers {
		t.Run(test.name, func(t *testing.T) {
			header, body, _ := strings.Cut(example(t, test.name), "\r\n\r\n")
			if !strings.Contains(header, mobileplans.HeaderTransaction+": “") {
				t.Error("the example quotes the transaction id")
			}
			if got := first(Read([]byte(body))); got != test.raw {
				t.Errorf("as it stands: %s", got)
			}
			body = strings.NewReplacer("“", `"`, "”", `"`).Replace(body)
			if got := first(Read([]byte(body))); got != test.straight {
				t.Errorf("with straight quotation marks: %s", got)
			}
			if test.needsBraces {
				body = "{" + strings.Replace(body, "[", "[{", 1) + "}]}"
			}
			answer, problems := Read([]byte(body))
			want := &Answer{
				Balances: []Balance{{
					ID: ref("20002"), Type: &test.kind, DataRemaining: &test.data, TimeRemaining: &test.time,
					Duration: answer.Balances[0].Duration, present: balanceMembers,
				}},
				Spellings: []Spelling{
					{mobileplans.MemberBalances, mobileplans.MemberBalances}, {mobileplans.MemberType, mobileplans.MemberType},
					{mobileplans.MemberDataRemaining, "dataRemaininginMB"},
				},
			}
			if diff := cmp.Diff(want, answer, cmp.AllowUnexported(Balance{})); diff != "" || len(problems) > 0 {
				t.Errorf("mended: %v\n%s", problems, diff)
			}
		})
	}
}

func ref[T any](v T) *T { return &v }

// first is the first problem, "" for none.
func first(_ *Answer, problems []Problem) string {
	if len(problems) == 0 {
		return ""
	}
	return problems[0].String()
}

func example(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "examples", name))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.ReplaceAll(string(text), "\r\n", "\n")
	return strings.ReplaceAll(lines, "\n", "\r\n")
}

// TestEveryExampleIsTold makes sure that no example goes unjudged.
func TestEveryExampleIsTold(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("testdata", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	told := len(exampleRequests) + len(exampleAnswers)
	if len(entries) != told {
		t.Errorf("%d examples, %d of them in the tables", len(entries), told)
	}
}
