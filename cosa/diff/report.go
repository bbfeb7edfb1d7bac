package diff

import (
	"io"
)

// Report is a [Diff] with what a report says beside it.
type Report struct {
	*Diff
	Tool    string
	Version string
	Notes   []string // what the readers did
}

// Style is the wishes of who reads a report. They matter to the formats for
// people only.
type Style struct {
	Color bool // the output is a terminal that shows colours
	All   bool // leave nothing out of long lists
	Quiet bool // no notes
	Alone bool // the reader has the report only: no flags of the command are named
}

// Format is a way to write a report.
type Format struct {
	Name  string
	Means string // one line for the help
	Write func(w io.Writer, r *Report, s Style) error
}

// Formats lists the known formats, the default first.
func Formats() []Format { return formats }

var formats = []Format{
	{"text", "for a person at a terminal", writeText},
	{"json", "for a program, every difference with every key", writeJSON},
	{"markdown", "for a comment on a pull request", writeMarkdown},
	{"html", "one file for a browser or a printer", writeHTML},
}

// notes are all notes, those on numbers of ICCIDs where there are any.
func (r *Report) notes() []string {
	notes := append(append([]string{}, r.Notes...), r.Diff.Notes...)
	for i := range r.Changes {
		if s := &r.Changes[i].SIMs[0]; s.Gained.Len()+s.Lost.Len() > 0 {
			return append(notes, countedNote)
		}
	}
	return notes
}

// few returns the first n items of a list, and how many it leaves out.
func few[T any](list []T, n int, all bool) ([]T, int) {
	if all || len(list) <= n {
		return list, 0
	}
	return list[:n], len(list) - n
}

// runs returns the first n ranges of a set, and how many it leaves out.
func runs(s Set, n int, all bool) ([]Run, int) {
	part := s
	var more int
	part.spans, more = few(s.spans, n, all)
	var list []Run
	for r := range part.Runs() {
		list = append(list, r)
	}
	return list, more
}
