package render

import (
	"encoding/json"
	"io"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// schema is raised when a key changes its meaning or goes away.
const schema = 1

type (
	jsonReport struct {
		Schema  int         `json:"schema"`
		Tool    jsonTool    `json:"tool"`
		URL     string      `json:"url"`
		SIM     string      `json:"sim"`
		Unknown string      `json:"unknownSim"`
		Summary jsonSummary `json:"summary"`
		Cases   []jsonCase  `json:"cases"`
		Notes   []string    `json:"notes"`
		Load    *jsonLoad   `json:"load"` // null for a check
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonSummary struct {
		Cases    int `json:"cases"`
		Passed   int `json:"passed"`
		Warnings int `json:"warnings"`
		Failed   int `json:"failed"`
		Skipped  int `json:"skipped"`
	}
	jsonCase struct {
		ID        string         `json:"id"`
		Title     string         `json:"title"`
		Verdict   string         `json:"verdict"`
		Messages  []string       `json:"messages"`
		Notes     []string       `json:"notes"`
		Demand    string         `json:"demand"`
		Source    string         `json:"source"`
		Exchanges []jsonExchange `json:"exchanges"`
	}
	jsonExchange struct {
		As           string        `json:"as"`
		Method       string        `json:"method"`
		URL          string        `json:"url"`
		Request      []jsonField   `json:"requestHeader"`
		Outcome      string        `json:"outcome"`
		Failure      string        `json:"failure"`
		Milliseconds int64         `json:"milliseconds"`
		Response     *jsonResponse `json:"response"`
	}
	jsonResponse struct {
		Status int         `json:"status"`
		Header []jsonField `json:"header"`
		Body   string      `json:"body"`
	}
	jsonField struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
)

func writeJSON(w io.Writer, r *conform.Report, o Options) error {
	j := jsonReport{
		Schema: schema, Tool: jsonTool{o.Tool, o.Version}, URL: r.URL, SIM: r.SIM, Unknown: r.Unknown,
		Summary: jsonSummary{
			Cases: len(r.Results), Passed: r.Count(conform.Passed), Warnings: r.Count(conform.Warned),
			Failed: r.Count(conform.Failed), Skipped: r.Count(conform.Skipped),
		},
		Cases: []jsonCase{}, Notes: append([]string{}, r.Notes...), Load: newJSONLoad(r.Load),
	}
	for i := range r.Results {
		result := &r.Results[i]
		c := jsonCase{
			ID: result.Case.ID, Title: result.Case.Title, Verdict: result.Verdict.String(), Demand: result.Case.Demand, Source: result.Case.Source,
			Messages: append([]string{}, result.Messages...), Notes: append([]string{}, result.Notes...), Exchanges: []jsonExchange{},
		}
		for n := range result.Traces {
			c.Exchanges = append(c.Exchanges, newJSONExchange(&result.Traces[n]))
		}
		j.Cases = append(j.Cases, c)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(j)
}

func newJSONExchange(t *conform.Trace) jsonExchange {
	x := jsonExchange{
		As: t.As, Method: t.Method, URL: t.URL, Request: newJSONFields(t.RequestFields()),
		Outcome: t.Outcome.String(), Failure: t.ShownFailure(), Milliseconds: t.Elapsed.Milliseconds(),
	}
	if t.Status != 0 {
		x.Response = &jsonResponse{Status: t.Status, Header: newJSONFields(t.ResponseFields()), Body: t.ShownBody(mostBody)}
	}
	return x
}

func newJSONFields(list []getbalance.Field) []jsonField {
	out := []jsonField{}
	for _, f := range list {
		out = append(out, jsonField(f))
	}
	return out
}
