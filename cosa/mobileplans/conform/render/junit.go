package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
)

// The elements of a JUnit report, as build servers read them.
type (
	junitSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Suite    junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Failure *junitFailure `xml:"failure"`
		Skipped *junitSkipped `xml:"skipped"`
		Out     *junitText    `xml:"system-out"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		junitText
	}
	junitText struct {
		Text string `xml:",cdata"`
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
)

// writeJUnit writes a test for each case. What a case was judged by is its
// output.
func writeJUnit(w io.Writer, r *conform.Report, o Options) error {
	suite := junitSuite{
		Name: o.Tool + " getbalance check " + line(r.URL), Tests: len(r.Results),
		Failures: r.Count(conform.Failed), Skipped: r.Count(conform.Skipped),
	}
	for i := range r.Results {
		result := &r.Results[i]
		test := junitCase{Name: result.Case.ID, Class: o.Tool + ".getbalance"}
		message := strings.Join(lines(result.Messages), "; ")
		var out strings.Builder
		fmt.Fprintf(&out, "%s\n%s: %s\n", result.Case.Title, result.Verdict, result.Case.Demand)
		for _, text := range append(lines(result.Messages), lines(result.Notes)...) {
			fmt.Fprintf(&out, "%s\n", text)
		}
		for n := range result.Traces {
			for _, l := range request(&result.Traces[n]) {
				fmt.Fprintf(&out, "> %s\n", l)
			}
			for _, l := range response(&result.Traces[n]) {
				fmt.Fprintf(&out, "< %s\n", l)
			}
		}
		switch result.Verdict {
		case conform.Skipped:
			test.Skipped = &junitSkipped{message}
		case conform.Failed:
			test.Failure = &junitFailure{Message: message, Type: "nonconformance", junitText: junitText{out.String()}}
		default:
			test.Out = &junitText{out.String()}
		}
		suite.Cases = append(suite.Cases, test)
	}
	text, err := xml.MarshalIndent(junitSuites{Tests: suite.Tests, Failures: suite.Failures, Suite: suite}, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	return err
}
