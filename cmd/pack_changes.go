package cmd

import (
	"bytes"
	"slices"

	"github.com/cosakit/cosa/cosa/diff"
)

// packChanges writes what a submission changes against the baseline. Both are
// read on their own: in one submission they share the values of their columns.
func (p *program) packChanges(o *packOptions, baseline string, again func()) ([]byte, error) {
	liftMemoryTarget() // there are two of them
	old, err := p.diffSide(baseline, inputFlags{})
	if err != nil {
		return nil, err
	}
	again()
	new, err := p.loadAgainst(o.files, o.input, false, baselineFile{configured: baseline})
	if err != nil {
		return nil, err
	}
	done := p.working("comparing")
	result := diff.Compare(old.submission, new.submission, diff.Options{})
	done()
	before, after := newPackNames(old), newPackNames(new)
	for i, name := range result.Old.Files {
		result.Old.Files[i] = before.text(name)
	}
	for i, name := range result.New.Files {
		result.New.Files[i] = after.text(name)
	}
	r := &diff.Report{
		Diff: result, Tool: toolName, Version: version(),
		Notes: slices.Concat(before.notes(old.notes), after.notes(new.notes),
			before.notes(unreadNotes(old.submission)), after.notes(unreadNotes(new.submission)),
			before.notes(damageNotes(old.submission, new.submission)), after.notes(damageNotes(new.submission, old.submission))),
	}
	var b bytes.Buffer
	format := diff.Formats()[slices.Index(diffFormatNames(), "markdown")]
	err = format.Write(&b, r, diff.Style{All: true, Alone: true})
	return b.Bytes(), err
}
