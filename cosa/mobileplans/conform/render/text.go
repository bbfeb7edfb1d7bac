package render

import (
	"bytes"
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa/mobileplans/conform"
)

// mostTraces bounds the requests that are shown of a case that is not as it
// should be.
const mostTraces = 3

// writeText writes a line for each case, and how it came about for those that
// failed or are warned of.
func writeText(w io.Writer, r *conform.Report, o Options) error {
	var b bytes.Buffer
	for i := range r.Results {
		result := &r.Results[i]
		bad := result.Verdict >= conform.Warned
		if o.Quiet && !bad {
			continue
		}
		fmt.Fprintf(&b, "%-8s %-20s %s\n", result.Verdict, result.Case.ID, result.Case.Title)
		for _, message := range result.Messages {
			fmt.Fprintf(&b, "         %s\n", line(message))
		}
		if !o.Quiet {
			for _, note := range result.Notes {
				fmt.Fprintf(&b, "         note: %s\n", line(note))
			}
		}
		if !bad {
			continue
		}
		fmt.Fprintf(&b, "         documentation: %s\n         %s\n", result.Case.Demand, result.Case.Source)
		for n := range result.Traces {
			if n == mostTraces {
				fmt.Fprintf(&b, "         and %d more requests (-f json has all)\n", len(result.Traces)-n)
				break
			}
			writeTrace(&b, &result.Traces[n])
		}
	}
	if !o.Quiet {
		fmt.Fprintf(&b, "\n%s\n", line(r.URL))
		if r.SIM != "" {
			fmt.Fprintf(&b, "SIM %s, unknown SIM %s\n", r.SIM, r.Unknown)
		}
		for _, note := range r.Notes {
			fmt.Fprintf(&b, "note: %s\n", line(note))
		}
		fmt.Fprintf(&b, "%s\n", counts(r))
	}
	_, err := b.WriteTo(w)
	return err
}

func writeTrace(b *bytes.Buffer, t *conform.Trace) {
	if t.As != "" {
		fmt.Fprintf(b, "         with: %s\n", t.As)
	}
	for _, l := range request(t) {
		fmt.Fprintf(b, "           > %s\n", l)
	}
	for _, l := range response(t) {
		fmt.Fprintf(b, "           < %s\n", l)
	}
}
