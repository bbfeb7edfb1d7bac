package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Names that begin a SARIF file.
const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

// The objects of SARIF that the report needs, as section 3 of the
// specification names them.
type (
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifLocation struct {
		ID       int                    `json:"id,omitempty"`
		Physical *sarifPhysical         `json:"physicalLocation,omitempty"`
		Logical  []sarifLogicalLocation `json:"logicalLocations,omitempty"`
		Message  *sarifMessage          `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
	sarifLogicalLocation struct {
		Name          string `json:"name"`
		QualifiedName string `json:"fullyQualifiedName"`
		Kind          string `json:"kind"`
	}
	sarifResult struct {
		RuleID       string              `json:"ruleId"`
		RuleIndex    int                 `json:"ruleIndex"`
		Level        string              `json:"level"`
		Message      sarifMessage        `json:"message"`
		Locations    []sarifLocation     `json:"locations"`
		Related      []sarifLocation     `json:"relatedLocations,omitempty"`
		Fingerprints sarifFingerprints   `json:"partialFingerprints"`
		Suppressions *[]sarifSuppression `json:"suppressions,omitempty"`
		Properties   sarifProperties     `json:"properties"`
	}
	// sarifFingerprints identify a result by its content. GitHub knows the
	// first key only, and takes two results with one value for the same.
	sarifFingerprints struct {
		LineHash string `json:"primaryLocationLineHash"`
		Content  string `json:"cosaFinding/v1"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification,omitempty"`
	}
	sarifProperties struct {
		Setting string `json:"setting,omitempty"`
		Value   string `json:"value,omitempty"`
		Profile string `json:"profile,omitempty"`
		Hint    string `json:"hint,omitempty"`
	}
	sarifNotification struct {
		Rule    *sarifRuleReference `json:"associatedRule,omitempty"`
		Level   string              `json:"level"`
		Message sarifMessage        `json:"message"`
	}
	sarifRuleReference struct {
		ID    string `json:"id"`
		Index int    `json:"index"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Configuration []sarifNotification `json:"toolConfigurationNotifications"`
		Execution     []sarifNotification `json:"toolExecutionNotifications"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
)

// sarif makes the objects of one report.
type sarif struct {
	report *Report
	index  map[string]int // place of a rule in the driver's list
	seen   map[string]int // results by fingerprint
}

// writeSARIF writes one run of SARIF 2.1.0, a result a line. Every finding is
// a result of its own; results that a suppression took away follow, marked.
func writeSARIF(w io.Writer, r *Report, _ Options) error {
	s := &sarif{report: r, index: make(map[string]int), seen: make(map[string]int)}
	out := newLines(w)
	out.text(sarifHead())
	out.value(sarifTool{sarifDriver{Name: r.Tool.Name, Version: r.Tool.Version, Rules: s.rules()}})
	out.text(",\n  \"columnKind\": \"unicodeCodePoints\"")
	out.text(",\n  \"invocations\": [")
	out.value(s.invocation())
	out.text("]")
	out.list("results", len(r.Findings)+len(r.Silenced), func(i int) any {
		if i < len(r.Findings) {
			return s.result(&r.Findings[i], nil)
		}
		silenced := &r.Silenced[i-len(r.Findings)]
		return s.result(&silenced.Finding, silenced)
	})
	out.text(",\n  \"properties\": ")
	out.value(struct {
		Policy string `json:"policy"`
	}{string(r.Policy)})
	out.text("\n  }]\n}\n")
	return out.close()
}

// sarifHead is how every SARIF file of ours begins, up to the tool.
func sarifHead() string {
	return fmt.Sprintf("{\n  \"$schema\": %q,\n  \"version\": %q,\n  \"runs\": [{\n  \"tool\": ", sarifSchema, sarifVersion)
}

func (s *sarif) result(f *cosa.Finding, silenced *Silenced) sarifResult {
	fingerprint := f.Fingerprint()
	s.seen[fingerprint]++
	result := sarifResult{
		RuleID: f.Rule, RuleIndex: s.index[f.Rule], Level: sarifLevel(f.Severity),
		Message:   sarifMessage{Text: sarifText(f.Message)},
		Locations: []sarifLocation{s.location(f.Position)},
		Fingerprints: sarifFingerprints{
			LineHash: fmt.Sprintf("%s:%d", fingerprint, s.seen[fingerprint]), Content: fingerprint,
		},
		Properties: sarifProperties{Setting: f.Setting, Value: f.Value, Profile: f.Profile, Hint: f.Hint},
	}
	if f.Hint != "" {
		result.Message.Text += "\nhint: " + sarifText(f.Hint)
	}
	for i, related := range f.Related {
		location := s.location(related.Position)
		location.ID = i + 1
		location.Message = &sarifMessage{Text: sarifText(related.Message)}
		result.Related = append(result.Related, location)
	}
	if len(s.report.Silenced) > 0 { // an absent list would mean that nobody looked
		suppressions := []sarifSuppression{}
		if silenced != nil {
			kind := "external"
			if silenced.InSource {
				kind = "inSource"
			}
			suppressions = append(suppressions, sarifSuppression{Kind: kind, Status: "accepted", Justification: because(silenced.Reason, silenced.Owner, silenced.Expires)})
		}
		result.Suppressions = &suppressions
	}
	return result
}

// location writes a place. A cell is a logical location beside the sheet's
// row; its column is no column of a text. A place without a row is the first
// line of its file, since code hosts refuse results without a line.
func (s *sarif) location(p cosa.Position) sarifLocation {
	var location sarifLocation
	if p.File != "" {
		location.Physical = &sarifPhysical{Artifact: sarifArtifact{fileURI(p.File, s.report.Dir)}, Region: sarifRegion{StartLine: max(p.Line, 1)}}
		if p.Sheet == "" && p.Line > 0 {
			location.Physical.Region.StartColumn = p.Column
		}
	}
	switch cell := p.Cell(); {
	case cell != "":
		location.Logical = []sarifLogicalLocation{{Name: cell, QualifiedName: p.Sheet + "!" + cell, Kind: "cell"}}
	case p.Sheet != "":
		location.Logical = []sarifLogicalLocation{{Name: p.Sheet, QualifiedName: p.Sheet, Kind: "sheet"}}
	case p.Path != "":
		location.Logical = []sarifLogicalLocation{{Name: p.Path[strings.LastIndexByte(p.Path, '.')+1:], QualifiedName: p.Path, Kind: "value"}}
	}
	return location
}

// invocation tells what else happened: rules that were not evaluated, and
// notes.
func (s *sarif) invocation() sarifInvocation {
	invocation := sarifInvocation{Successful: true, Configuration: []sarifNotification{}, Execution: []sarifNotification{}}
	for _, skipped := range s.report.NotEvaluated {
		invocation.Configuration = append(invocation.Configuration, sarifNotification{
			Rule:  &sarifRuleReference{ID: skipped.Rule, Index: s.index[skipped.Rule]},
			Level: "note", Message: sarifMessage{Text: sarifText(skipped.Rule + " was not evaluated: " + skipped.Reason)},
		})
	}
	for _, note := range s.report.AllNotes() {
		invocation.Execution = append(invocation.Execution, sarifNotification{Level: "note", Message: sarifMessage{Text: sarifText(note)}})
	}
	return invocation
}

func sarifLevel(s cosa.Severity) string {
	switch s {
	case cosa.Error:
		return "error"
	case cosa.Warning:
		return "warning"
	}
	return "note"
}

// sarifText makes text inert in viewers, which take [words](target) for a
// link.
func sarifText(text string) string { return strings.ReplaceAll(clean(text), "](", `\](`) }
