package render

import (
	_ "embed" // the template
	"html/template"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
)

//go:embed page.html
var pageText string

type (
	htmlPage struct {
		Options
		URL, SIM, Unknown, Counts string
		Notes                     []string
		Cases                     []htmlCase
	}
	htmlCase struct {
		ID, Title, Verdict, Demand, Source string
		Messages, Notes                    []string
		Traces                             []htmlTrace
		Open                               bool
	}
	htmlTrace struct{ As, Request, Response string }
)

// writeHTML writes a page that loads nothing.
func writeHTML(w io.Writer, r *conform.Report, o Options) error {
	p := htmlPage{Options: o, URL: line(r.URL), SIM: r.SIM, Unknown: r.Unknown, Counts: counts(r), Notes: lines(r.Notes)}
	for i := range r.Results {
		result := &r.Results[i]
		if o.Quiet && result.Verdict < conform.Warned {
			continue
		}
		c := htmlCase{
			ID: result.Case.ID, Title: result.Case.Title, Verdict: result.Verdict.String(), Demand: result.Case.Demand, Source: result.Case.Source,
			Messages: lines(result.Messages), Notes: lines(result.Notes), Open: result.Verdict >= conform.Warned,
		}
		for n := range result.Traces {
			t := &result.Traces[n]
			c.Traces = append(c.Traces, htmlTrace{t.As, strings.Join(request(t), "\n"), strings.Join(response(t), "\n")})
		}
		p.Cases = append(p.Cases, c)
	}
	page, err := template.New("page").Parse(pageText)
	if err != nil {
		return err
	}
	return page.Execute(w, p)
}
