package conform

import (
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

// Verdict is what became of a case. The greater is the worse.
type Verdict uint8

// The verdicts.
const (
	Skipped Verdict = iota
	Passed
	Warned // something differs that the documentation leaves open
	Failed
)

var verdictNames = [...]string{Skipped: "skipped", Passed: "passed", Warned: "warning", Failed: "failed"}

// String returns the verdict in a word.
func (v Verdict) String() string { return verdictNames[v] }

// Trace is an exchange and who asked.
type Trace struct {
	*getbalance.Exchange
	As string // the identity, such as "expired certificate"; "" for the usual one
}

// Result is what was found out about a case.
type Result struct {
	Case     *Case
	Verdict  Verdict
	Messages []string // why it failed, is warned of or was skipped
	Notes    []string // what else is worth knowing
	Traces   []Trace  // that it was judged by
}

// Report is what a run found out.
type Report struct {
	URL     string
	SIM     string // the one that most cases ask for, "" where none is known
	Unknown string // the one that the endpoint is not to know
	Results []Result
	Notes   []string
	Stopped string        // why not all was asked, "" where it was
	Load    *load.Figures // what the verdicts of a load rest on; nil for a check
}

// Count returns how many cases have a verdict.
func (r *Report) Count(v Verdict) int {
	n := 0
	for i := range r.Results {
		if r.Results[i].Verdict == v {
			n++
		}
	}
	return n
}
