package cmd

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/report"
	"github.com/cosakit/cosa/rules/suppress"
	"github.com/cosakit/cosa/spreadsheet"
)

// suppress takes the findings away that do not count.
func (p *program) suppress(c *checks, l *loaded, result *rules.Result) {
	list := slices.Concat(c.suppressions, c.recorded)
	own := len(list)
	embedded := embedded(l)
	if c.acceptEmbedded {
		list = append(list, embedded...)
	}
	outcome := suppress.Apply(p.runOf(c, l, result), list)
	l.notes = append(l.notes, outcome.Notes...)
	for i, s := range embedded {
		e := report.Embedded{Suppression: s, State: report.NotApplied}
		if c.acceptEmbedded {
			switch {
			case s.Expired(p.today()):
				e.State = report.HasExpired
			case outcome.Uses[own+i] > 0:
				e.State = report.Applied
			default:
				e.State = report.MatchesNothing
			}
		}
		l.embedded = append(l.embedded, e)
	}
}

func (p *program) runOf(c *checks, l *loaded, result *rules.Result) suppress.Run {
	return suppress.Run{Submission: l.submission, Policy: c.Policy, Databases: c.Databases, Result: result, Today: p.today()}
}

// embedded lists the suppressions that the inputs bring along.
func embedded(l *loaded) []cosa.Suppression {
	var list []cosa.Suppression
	for _, source := range l.submission.Sources() {
		list = append(list, source.Suppressions...)
	}
	return list
}

// silenced makes of findings that do not count what reports say of them.
func silenced(list []rules.Silenced) []report.Silenced {
	var out []report.Silenced
	for i := range list {
		by := list[i].By
		out = append(out, report.Silenced{
			Finding: list[i].Finding, Reason: by.Reason, Owner: by.Owner, Expires: by.Expires, By: by.Position,
			InSource: by.Origin == cosa.Embedded,
		})
	}
	return out
}

// taken makes of findings that do not count what the exported workbook says of
// them.
func taken(list []rules.Silenced) []spreadsheet.Silenced {
	var out []spreadsheet.Silenced
	for _, s := range list {
		out = append(out, spreadsheet.Silenced{Finding: s.Finding, By: s.By})
	}
	return out
}

// record writes the findings down that count today, beside those that were
// recorded before, and puts the list in their place.
func (p *program) record(c *checks, l *loaded, result *rules.Result) error {
	if l.submission.Len() == 0 {
		return &cosa.ReadError{
			Position: at(l.inputs[0].name), Problem: "there are no rows, so that nothing was recorded",
			Hint: "run without --write-baseline to see why",
		}
	}
	if err := refuseInput(c.recordedPath, l.files()); err != nil {
		return err
	}
	others := c.suppressions
	if c.acceptEmbedded {
		others = slices.Concat(others, embedded(l))
	}
	r := suppress.Record(p.runOf(c, l, result), others, c.recorded)
	text, err := recordedYAML(r.List)
	if err != nil {
		return cannotWrite(c.recordedPath, err)
	}
	var written config
	if err := written.parse(c.recordedPath, text, recordedKeys); err != nil {
		return err // it would be refused next time, so that it is not written
	}
	err = p.put(output{path: c.recordedPath, write: func(w io.Writer) error { _, err := io.Copy(w, bytes.NewReader(text)); return err }})
	if err != nil {
		return err
	}
	c.recorded = written.suppressions
	for i := range c.recorded {
		c.recorded[i].Origin = cosa.Recorded
	}
	p.note("%s: %s recorded (%d new, %d kept, %d dropped)", filepath.ToSlash(c.recordedPath), count(len(r.List), "finding"), r.Added, r.Kept, r.Dropped)
	if r.Expired > 0 {
		p.note("note: %s not recorded, since what suppressed them has expired", count(r.Expired, "finding"))
	}
	return nil
}
