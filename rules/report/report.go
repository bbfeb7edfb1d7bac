package report

import (
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// Report is what there is to say about a submission.
type Report struct {
	Tool         Tool
	Policy       rules.Policy
	FailOn       cosa.Severity // least severity that fails the check, 0 for none
	Dir          string        // where the program runs; files below it are named from there
	Inputs       []string      // names of the files that were checked
	Files        int
	Entries      int
	Profiles     int
	Findings     []cosa.Finding  // sorted by place, severity stamped
	Suppressed   int             // findings that a suppression took away
	Silenced     []Silenced      // those findings, as far as they are at hand
	Embedded     []Embedded      // suppressions that the submission brings along
	NotEvaluated []rules.Skipped // rules that could not be applied, and why
	Notes        []string        // what else the reader of the report should know
	Next         string          // what to do next, "" for nothing
	Command      string          // that made the report, "" for validate
	Checked      string          // what was checked, in words; "" for rows, profiles, files and the policy
	Catalogue    []*rules.Rule   // what the rules of the findings mean, nil for the catalogue of the submissions

	Submission *cosa.Submission    // what was checked, for the rows around findings; may be nil
	mask       func(string) string // hides digits of identifiers, see [Report.Redacted]; may be nil
}

// Silenced is a finding that a suppression took away, for the formats that
// mark such findings instead of dropping them.
type Silenced struct {
	cosa.Finding
	Reason   string        // why, in the words of who suppressed it
	Owner    string        // who answers for it, "" if nobody is named
	Expires  string        // last day on which it holds, as 2006-01-02, "" for ever
	By       cosa.Position // where the suppression stands
	InSource bool          // that is the submission itself, not beside it
}

// Tool says which program made the report.
type Tool struct {
	Name    string `json:"name" means:"Name of the program."`
	Version string `json:"version" means:"Its version."`
}

// Options are the wishes of who reads the report. They matter to the formats
// for people only.
type Options struct {
	Color bool // the output is a terminal that shows colours
	All   bool // list every finding of a rule that has very many
	Quiet bool // findings and what was not evaluated only, no notes and no closing lines
}

// Counts is the number of findings by severity.
type Counts struct {
	Errors, Warnings, Infos int
}

// Count counts the findings.
func (r *Report) Count() Counts {
	var c Counts
	for i := range r.Findings {
		switch r.Findings[i].Severity {
		case cosa.Error:
			c.Errors++
		case cosa.Warning:
			c.Warnings++
		case cosa.Info:
			c.Infos++
		}
	}
	return c
}

// catalogue lists the rules that the findings may be of.
func (r *Report) catalogue() []*rules.Rule {
	if r.Catalogue != nil {
		return r.Catalogue
	}
	return rules.Catalogue()
}

// rule returns the rule with an id, or nil.
func (r *Report) rule(id string) *rules.Rule {
	if r.Catalogue == nil {
		rule, _ := rules.Find(id)
		return rule
	}
	for _, rule := range r.Catalogue {
		if rule.ID == id {
			return rule
		}
	}
	return nil
}

// Format is a way to write a report.
type Format struct {
	Name  string
	Means string // one line for the help
	Write func(w io.Writer, r *Report, o Options) error
}

// Formats lists the known formats, the default first.
func Formats() []Format { return formats }

var formats = []Format{
	{"text", "for a person, with cells, values and hints", writeText},
	{"json", "for a program, every finding with every key", writeJSON},
	{"sarif", "SARIF 2.1.0, for code scanning", writeSARIF},
	{"junit", "JUnit XML, for a build server's list of tests", writeJUnit},
	{"github", "annotations of a GitHub Actions workflow", writeGitHub},
	{"markdown", "a comment on a pull request", writeMarkdown},
	{"html", "a web page for reviewers, with the rows and pictures, that needs no network", writeHTML},
}
