package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// The elements of a JUnit report, as build servers read them.
type (
	junitSuites struct {
		XMLName xml.Name `xml:"testsuites"`
		Name    string   `xml:"name,attr"`
		junitCounts
		Suites []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name string `xml:"name,attr"`
		junitCounts
		Cases []junitCase `xml:"testcase"`
	}
	junitCounts struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure"`
		Skipped *junitSkipped `xml:"skipped"`
		Out     *junitText    `xml:"system-out"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		junitText
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
	junitText struct {
		Text string `xml:",cdata"`
	}
)

// junitPlaces bounds the findings that one test case tells of.
const junitPlaces = 200

// writeJUnit writes a suite for every file that was checked. A rule with
// findings in it is a test case, so that a build server follows the rule from
// build to build, whatever its findings say; it fails if the rule's severity
// reaches the threshold, else its findings are output. A file without findings
// has one test case, which passes. Rules that were not evaluated are skipped.
func writeJUnit(w io.Writer, r *Report, o Options) error {
	root := junitSuites{Name: r.Tool.Name + " " + cmp.Or(r.Command, "validate")}
	files, byFile := filesOf(r)
	for _, file := range files {
		root.add(junitFile(r, file, byFile[file], o))
	}
	if list, _ := r.quieted(len(r.Silenced)); len(list) > 0 {
		root.add(junitSuppressed(list))
	}
	if len(r.Embedded) > 0 {
		suite := junitSuite{Name: "suppressions that the submission brings along"}
		for i := range r.Embedded {
			suite.add(junitCase{Name: r.Embedded[i].Rule, Class: suite.Name, Skipped: &junitSkipped{Message: cosa.Harmless(r.Embedded[i].String())}})
		}
		root.add(suite)
	}
	if len(r.NotEvaluated) > 0 {
		suite := junitSuite{Name: "rules that were not evaluated"}
		for _, skipped := range r.NotEvaluated {
			suite.add(junitCase{Name: skipped.Rule, Class: suite.Name, Skipped: &junitSkipped{Message: clean(skipped.Reason)}})
		}
		root.add(suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(root); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junitSuppressed is the suite of the findings that do not count: a skipped
// test for each rule.
func junitSuppressed(list []quieted) junitSuite {
	suite := junitSuite{Name: "suppressed findings"}
	byRule := make(map[string][]quieted)
	for _, q := range list {
		byRule[q.Rule] = append(byRule[q.Rule], q)
	}
	for _, rule := range slices.Sorted(maps.Keys(byRule)) {
		var text strings.Builder
		for i := range byRule[rule] {
			q := &byRule[rule][i]
			fmt.Fprintf(&text, "\n%s: %s: %s\n", cosa.Harmless(place(&q.Folded)), q.Severity, q.reason)
		}
		suite.add(junitCase{
			Name: rule, Class: suite.Name, Skipped: &junitSkipped{Message: clean(joined(byRule[rule]))}, Out: &junitText{text.String()},
		})
	}
	return suite
}

// filesOf lists the files that were checked and those that findings stand in,
// and the findings of each.
func filesOf(r *Report) ([]string, map[string][]cosa.Finding) {
	var files []string
	byFile := make(map[string][]cosa.Finding)
	add := func(file string, findings ...cosa.Finding) {
		if _, known := byFile[file]; !known {
			files = append(files, file)
		}
		byFile[file] = append(byFile[file], findings...)
	}
	for _, file := range r.Inputs {
		add(file)
	}
	for _, f := range r.Findings {
		add(f.Position.File, f)
	}
	return files, byFile
}

func junitFile(r *Report, file string, findings []cosa.Finding, o Options) junitSuite {
	suite := junitSuite{Name: "the submission"}
	if file != "" {
		suite.Name = cosa.Harmless(fromDir(file, r.Dir))
	}
	byRule := make(map[string][]cosa.Finding)
	for _, f := range findings {
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	if len(byRule) == 0 {
		suite.add(junitCase{Name: "no findings", Class: suite.Name, File: suite.Name})
	}
	for _, rule := range slices.Sorted(maps.Keys(byRule)) {
		suite.add(junitRule(r, suite.Name, byRule[rule], o))
	}
	return suite
}

// junitRule is the test case of one rule in one file.
func junitRule(r *Report, suite string, findings []cosa.Finding, o Options) junitCase {
	first := &findings[0]
	severity := first.Severity
	for i := range findings {
		severity = max(severity, findings[i].Severity)
	}
	test := junitCase{Name: first.Rule, Class: suite, File: suite, Line: first.Position.Line}
	folded := Fold(findings)
	var text strings.Builder
	for i := range folded {
		if i == junitPlaces && !o.All {
			fmt.Fprintf(&text, "\nand %s (--all lists them)\n", plural(placesOf(folded[i:]), "more finding"))
			break
		}
		writeJUnitFinding(&text, &folded[i])
	}
	body := junitText{text.String()}
	if r.FailOn == 0 || severity < r.FailOn {
		test.Out = &body
		return test
	}
	message := clean(first.Message)
	if len(findings) > 1 {
		message = fmt.Sprintf("%d findings: %s", len(findings), message)
	}
	test.Failure = &junitFailure{Message: message, Type: severity.String(), junitText: body}
	return test
}

func writeJUnitFinding(b *strings.Builder, f *Folded) {
	fmt.Fprintf(b, "\n%s: %s: %s\n", cosa.Harmless(place(f)), f.Severity, clean(f.Message))
	if about := about(f.Finding); about != "" {
		fmt.Fprintf(b, "    %s\n", about)
	}
	others, left := otherPlaces(f.Finding)
	for _, related := range others {
		fmt.Fprintf(b, "    %s: %s\n", cosa.Harmless(related.Position.String()), clean(related.Message))
	}
	if left != "" {
		fmt.Fprintf(b, "    %s\n", left)
	}
	if f.Hint != "" {
		fmt.Fprintf(b, "    hint: %s\n", clean(f.Hint))
	}
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	if c.Skipped != nil {
		s.Skipped++
	}
}

func (s *junitSuites) add(suite junitSuite) {
	s.Suites = append(s.Suites, suite)
	s.Tests += suite.Tests
	s.Failures += suite.Failures
	s.Skipped += suite.Skipped
}
