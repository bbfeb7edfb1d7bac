package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// Options say how a report is written.
type Options struct {
	Tool, Version string
	Quiet         bool // what is wrong and no more
}

// Format is a way to write a report.
type Format struct {
	Name  string
	Write func(w io.Writer, r *conform.Report, o Options) error
}

// Formats lists the formats; the first is the default.
func Formats() []Format {
	return []Format{{"text", writeText}, {"json", writeJSON}, {"junit", writeJUnit}, {"html", writeHTML}}
}

const (
	mostValue = 400   // characters of a message or a header's value
	mostBody  = 4_000 // characters of a body
	mostLines = 100   // lines of a body
	mostField = 40    // fields of a header
)

// line is a text of the endpoint's as one line.
func line(text string) string { return cosa.Bounded(cosa.Harmless(text), mostValue) }

func lines(texts []string) []string {
	out := make([]string, len(texts))
	for i := range texts {
		out[i] = line(texts[i])
	}
	return out
}

// request writes what was sent.
func request(t *conform.Trace) []string {
	out := []string{line(t.Method + " " + t.URL)}
	return append(out, fields(t.RequestFields())...)
}

// response writes what came back.
func response(t *conform.Trace) []string {
	if t.Status == 0 {
		return []string{line(t.Outcome.String() + ": " + t.ShownFailure())}
	}
	out := []string{line(fmt.Sprintf("%s %d", t.Protocol, t.Status))}
	out = append(out, fields(t.ResponseFields())...)
	body := t.ShownBody(mostBody)
	if body != "" {
		out = append(out, "")
	}
	n := 0
	for text := range strings.Lines(body) {
		if n++; n > mostLines {
			out = append(out, "… more lines")
			break
		}
		out = append(out, cosa.Bounded(cosa.Harmless(strings.TrimRight(text, "\r\n")), mostBody))
	}
	if t.Outcome != getbalance.Answered {
		out = append(out, line(t.Outcome.String()+": "+t.ShownFailure()))
	}
	return out
}

func fields(list []getbalance.Field) []string {
	var out []string
	for i, f := range list {
		if i == mostField {
			return append(out, fmt.Sprintf("… and %d more", len(list)-i))
		}
		out = append(out, line(f.Name+": "+f.Value))
	}
	return out
}

// counts says how the cases went.
func counts(r *conform.Report) string {
	text := fmt.Sprintf("%d cases: %d passed", len(r.Results), r.Count(conform.Passed)+r.Count(conform.Warned))
	if len(r.Results) == 1 {
		text = strings.Replace(text, "cases", "case", 1)
	}
	if n := r.Count(conform.Warned); n > 0 {
		text += fmt.Sprintf(" (%d with a warning)", n)
	}
	return text + fmt.Sprintf(", %d failed, %d skipped", r.Count(conform.Failed), r.Count(conform.Skipped))
}
