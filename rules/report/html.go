package report

import (
	"io"

	"github.com/cosakit/cosa/rules/report/page"
)

// writeHTML writes the report as a web page that needs nothing else.
func writeHTML(w io.Writer, r *Report, o Options) error {
	p := page.Page{
		Tool: r.Tool.Name, Version: r.Tool.Version, Policy: r.Policy,
		Files: r.Files, Entries: r.Entries, Profiles: r.Profiles, Submission: r.Submission,
		Suppressed: r.Suppressed, NotEvaluated: bySharedReason(r.NotEvaluated), All: o.All, Mask: r.mask,
	}
	if !o.Quiet {
		p.Notes, p.Next = r.AllNotes(), r.Next
	}
	for _, f := range Fold(r.Findings) {
		p.Findings = append(p.Findings, page.Finding{Finding: f.Finding, Where: f.Where(), Count: len(f.Places)})
	}
	for i := range r.Silenced {
		s := &r.Silenced[i]
		p.Silenced = append(p.Silenced, page.Silenced{Finding: &s.Finding, Reason: because(s.Reason, s.Owner, s.Expires)})
	}
	return page.Write(w, &p)
}
