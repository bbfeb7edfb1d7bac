package cmd

import (
	"encoding/xml"
	"fmt"
	"io"
)

// The elements of a JUnit report, as build servers read them.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
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
		File    string        `xml:"file,attr"`
		Line    int           `xml:"line,attr"`
		Failure *junitFailure `xml:"failure"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes the fixtures as a suite of tests.
func writeJUnit(w io.Writer, list []checked, failures int) error {
	suite := junitSuite{Name: "cosa match", Tests: len(list), Failures: failures}
	for i := range list {
		c := &list[i]
		test := junitCase{Name: c.Name, Class: "cosa match", File: c.Position.File, Line: c.Position.Line}
		if !c.passed {
			test.Failure = &junitFailure{
				Message: fmt.Sprintf("expected %s, got %s", c.Profile, c.got()), Type: "mismatch",
				Text: fmt.Sprintf("%s: %s: %s", c.Position, c.sim, c.reason),
			}
		}
		suite.Cases = append(suite.Cases, test)
	}
	text, err := xml.MarshalIndent(junitSuites{Tests: len(list), Failures: failures, Suites: []junitSuite{suite}}, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	return err
}
