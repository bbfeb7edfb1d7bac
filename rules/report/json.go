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

type jsonSummary struct {
	Files      int `json:"files"`
	Entries    int `json:"entries"`
	Profiles   int `json:"profiles"`
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Infos      int `json:"infos"`
	Suppressed int `json:"suppressed"`
}

type jsonPlace struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Path   string `json:"path"`
}

type jsonRelated struct {
	Message string `json:"message"`
	jsonPlace
}

type jsonFinding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	jsonPlace
	Setting     string        `json:"setting"`
	Value       string        `json:"value"`
	Profile     string        `json:"profile"`
	Related     []jsonRelated `json:"related"`
	Fingerprint string        `json:"fingerprint"`
}

type jsonSkipped struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
}

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
	out.list("notEvaluated", len(r.NotEvaluated), func(i int) any { return newJSONSkipped(r.NotEvaluated[i]) })
	out.list("notes", len(r.Notes), func(i int) any { return r.Notes[i] })
	out.text("\n}\n")
	return out.close()
}

// IsJSON reports whether a file whose beginning is head is a JSON report that
// the tool wrote, as opposed to a submission.
func IsJSON(head []byte, tool string) bool {
	return bytes.HasPrefix(head, fmt.Appendf(nil, "{\n  \"schema\": %d,\n  \"tool\": {\"name\":%q,", schemaVersion, tool))
}

func newJSONFinding(f *cosa.Finding) jsonFinding {
	j := jsonFinding{
		Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Hint: f.Hint,
		jsonPlace: newJSONPlace(f.Position),
		Setting:   f.Setting, Value: f.Value, Profile: f.Profile,
		Related: make([]jsonRelated, len(f.Related)), Fingerprint: f.Fingerprint(),
	}
	for i, related := range f.Related {
		j.Related[i] = jsonRelated{Message: related.Message, jsonPlace: newJSONPlace(related.Position)}
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
