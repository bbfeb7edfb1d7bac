package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// schemaVersion is raised when a key of the JSON report changes its meaning or
// goes away.
const schemaVersion = 1

// The objects of the JSON report. What their keys mean, and which values they
// have, stands with them and is published by [Schema].
type (
	jsonReport struct {
		Schema       int              `json:"schema" means:"Version of this shape; raised when a key changes its meaning or goes away."`
		Tool         Tool             `json:"tool" means:"The program that made the report."`
		Summary      jsonSummary      `json:"summary" means:"What was checked, and how many findings there are."`
		Findings     []jsonFinding    `json:"findings" means:"All findings, ordered by file, sheet, line, column and rule."`
		Suppressed   []jsonSuppressed `json:"suppressed" means:"Findings that do not count, ordered likewise."`
		Embedded     []jsonEmbedded   `json:"embeddedSuppressions" means:"Suppressions that the submission brings along."`
		NotEvaluated []jsonSkipped    `json:"notEvaluated" means:"Rules that could not be applied."`
		Notes        []string         `json:"notes" means:"What else there is to know, such as files that were skipped."`
	}
	jsonSummary struct {
		Files      int `json:"files" means:"Files that were checked."`
		Entries    int `json:"entries" means:"Rows, or what rows would be in a sheet."`
		Profiles   int `json:"profiles" means:"Operator profiles."`
		Errors     int `json:"errors" means:"Findings of the severity error."`
		Warnings   int `json:"warnings" means:"Findings of the severity warning."`
		Infos      int `json:"infos" means:"Findings of the severity info."`
		Suppressed int `json:"suppressed" means:"Findings that a suppression took away."`
	}
	jsonPlace struct {
		File   string `json:"file" means:"Name of the file as it was given."`
		Sheet  string `json:"sheet" means:"Sheet of a workbook, else empty."`
		Cell   string `json:"cell" means:"Address of the cell in a workbook, such as J20, else empty."`
		Line   int    `json:"line" means:"Row of the sheet or line of the text, from 1; 0 for the file as a whole."`
		Column int    `json:"column" means:"Column of the sheet or of the text in characters, from 1; 0 where there is none."`
		Path   string `json:"path" means:"Path to the value in YAML, JSON and XML, such as profiles[0].targets[1].iccid, else empty."`
	}
	jsonRelated struct {
		Message string `json:"message" means:"What this other place has to do with the finding."`
		jsonPlace
	}
	jsonFinding struct {
		Rule     string `json:"rule" means:"Id of the rule; ids are stable and never reused."`
		Severity string `json:"severity" means:"How much it matters in this run." values:"error,warning,info"`
		Message  string `json:"message" means:"What is wrong."`
		Hint     string `json:"hint" means:"What to do, may be empty."`
		jsonPlace
		Setting     string        `json:"setting" means:"The setting's column header in its canonical spelling, may be empty."`
		Value       string        `json:"value" means:"The value as the file holds it; credentials are masked."`
		Profile     string        `json:"profile" means:"The profile, as Operator (Country), may be empty."`
		Related     []jsonRelated `json:"related" means:"Other places that the finding speaks of."`
		Fingerprint string        `json:"fingerprint" means:"Identifies the finding by its content; reordered and added rows do not change it." pattern:"^[0-9a-f]{16}$"`
		Fix         string        `json:"fix" means:"The text that certainly belongs there instead, as cosa fix writes it; empty where a person has to decide."`
	}
	jsonSuppressed struct {
		jsonFinding
		Suppression jsonSuppression `json:"suppression" means:"Why it does not count."`
	}
	jsonSuppression struct {
		Reason  string `json:"reason" means:"Why, in the words of who suppressed it."`
		Owner   string `json:"owner" means:"Who answers for it, may be empty."`
		Expires string `json:"expires" means:"The last day on which it holds, as 2006-01-02, may be empty." pattern:"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"`
		jsonPlace
		Embedded bool `json:"embedded" means:"The suppression came with the submission and was accepted."`
	}
	jsonEmbedded struct {
		Rule        string `json:"rule" means:"Id of the rule."`
		Fingerprint string `json:"fingerprint" means:"Of the finding that is meant, may be empty."`
		Profile     string `json:"profile" means:"Profile of the findings that are meant, empty for any."`
		Setting     string `json:"setting" means:"Setting of the findings that are meant, empty for any."`
		Value       string `json:"value" means:"Value of the findings that are meant, empty for any."`
		State       string `json:"state" means:"What became of it." values:"not applied,applied,unused,expired"`
		jsonSuppression
	}
	jsonSkipped struct {
		Rule   string `json:"rule" means:"Id of the rule."`
		Reason string `json:"reason" means:"Why it could not be applied."`
	}
)

// writeJSON writes the report as one JSON object, a finding a line. Findings
// are written one by one, so that a great many need no memory of their own.
func writeJSON(w io.Writer, r *Report, _ Options) error {
	out := newLines(w)
	counts := r.Count()
	out.text("{\n  \"schema\": ")
	out.value(schemaVersion)
	out.text(",\n  \"tool\": ")
	out.value(r.Tool)
	out.text(",\n  \"summary\": ")
	out.value(jsonSummary{
		Files: r.Files, Entries: r.Entries, Profiles: r.Profiles,
		Errors: counts.Errors, Warnings: counts.Warnings, Infos: counts.Infos, Suppressed: r.Suppressed,
	})
	out.list("findings", len(r.Findings), func(i int) any { return newJSONFinding(&r.Findings[i]) })
	out.list("suppressed", len(r.Silenced), func(i int) any { return newJSONSuppressed(&r.Silenced[i]) })
	out.list("embeddedSuppressions", len(r.Embedded), func(i int) any { return newJSONEmbedded(&r.Embedded[i]) })
	out.list("notEvaluated", len(r.NotEvaluated), func(i int) any { return newJSONSkipped(r.NotEvaluated[i]) })
	out.list("notes", len(r.Notes), func(i int) any { return r.Notes[i] })
	out.text("\n}\n")
	return out.close()
}

// IsJSON reports whether a file whose beginning is head is a report in JSON or
// SARIF that the tool wrote, as opposed to a submission.
func IsJSON(head []byte, tool string) bool {
	return bytes.HasPrefix(head, fmt.Appendf(nil, "%s{\"driver\":{\"name\":%q,", sarifHead(), tool)) ||
		bytes.HasPrefix(head, fmt.Appendf(nil, "{\n  \"schema\": %d,\n  \"tool\": {\"name\":%q,", schemaVersion, tool))
}

func newJSONFinding(f *cosa.Finding) jsonFinding {
	j := jsonFinding{
		Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Hint: f.Hint,
		jsonPlace: newJSONPlace(f.Position),
		Setting:   f.Setting, Value: f.Value, Profile: f.Profile,
		Related: make([]jsonRelated, len(f.Related)), Fingerprint: f.Fingerprint(),
	}
	if f.Fix != nil && cosa.MaskUserInfo(f.Fix.New) == f.Fix.New { // a masked one would be written as it is
		j.Fix = f.Fix.New
	}
	for i, related := range f.Related {
		j.Related[i] = jsonRelated{Message: related.Message, jsonPlace: newJSONPlace(related.Position)}
	}
	return j
}

func newJSONSuppressed(s *Silenced) jsonSuppressed {
	return jsonSuppressed{newJSONFinding(&s.Finding), jsonSuppression{
		Reason: s.Reason, Owner: s.Owner, Expires: s.Expires, jsonPlace: newJSONPlace(s.By), Embedded: s.InSource,
	}}
}

func newJSONEmbedded(e *Embedded) jsonEmbedded {
	j := jsonEmbedded{
		Rule: e.Rule, Fingerprint: e.Fingerprint, Profile: e.Profile, Setting: e.Setting, State: string(e.State),
		jsonSuppression: jsonSuppression{Reason: e.Reason, Owner: e.Owner, Expires: e.Expires, jsonPlace: newJSONPlace(e.Position), Embedded: true},
	}
	if e.Value != nil {
		j.Value = *e.Value
	}
	return j
}

func newJSONPlace(p cosa.Position) jsonPlace {
	return jsonPlace{File: p.File, Sheet: p.Sheet, Cell: p.Cell(), Line: p.Line, Column: p.Column, Path: p.Path}
}

func newJSONSkipped(s rules.Skipped) jsonSkipped {
	return jsonSkipped{Rule: s.Rule, Reason: s.Reason}
}

// lines writes JSON piece by piece and remembers the first error.
type lines struct {
	w    *bufio.Writer
	buf  bytes.Buffer
	json *json.Encoder
	err  error
}

func newLines(w io.Writer) *lines {
	l := &lines{w: bufio.NewWriterSize(w, 1<<16)}
	l.json = json.NewEncoder(&l.buf)
	l.json.SetEscapeHTML(false)
	return l
}

func (l *lines) text(s string) {
	if l.err == nil {
		_, l.err = l.w.WriteString(s)
	}
}

func (l *lines) value(v any) {
	if l.err != nil {
		return
	}
	l.buf.Reset()
	if l.err = l.json.Encode(v); l.err == nil {
		_, l.err = l.w.Write(bytes.TrimSuffix(l.buf.Bytes(), []byte("\n")))
	}
}

func (l *lines) list(key string, n int, item func(i int) any) {
	l.text(",\n  \"" + key + "\": [")
	for i := range n {
		if i > 0 {
			l.text(",")
		}
		l.text("\n    ")
		l.value(item(i))
	}
	if n > 0 {
		l.text("\n  ")
	}
	l.text("]")
}

func (l *lines) close() error {
	if l.err != nil {
		return l.err
	}
	return l.w.Flush()
}
