package generate

import (
	"fmt"
	"hash/maphash"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Job says what rows are made of.
type Job struct {
	Base  *cosa.Submission // one profile, with placeholders
	Table *cosa.Submission // an entry for each line; see [ReadLines], and AnyTable of package spreadsheet

	Split  uint64       // SIMs of the pieces that each line's range is split into, 0 for one piece
	Within []cosa.Range // where ranges are taken from for lines that say a count alone
	Taken  []cosa.Range // what is not free there, besides the ranges of the table and the base
}

// mostRows bounds the rows that a table makes.
const mostRows = 2 << 20

// Rows makes the rows of a job and gives them to b, with the findings of the
// readers of base and table and the base's answers of the questionnaire. The
// notes say what is no fault, such as a column that nothing uses. If a line or
// the base cannot be right, nothing is made and the error is a [*Faults] that
// names all of them.
func Rows(b *cosa.Builder, job Job) (notes []string, err error) {
	m := &maker{b: b, job: job, faults: &Faults{}, seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}}
	if !m.checkInput() {
		return nil, m.faults.err()
	}
	m.columns = newColumns(job.Table, m.faults)
	m.embedded = make(map[int]bool)
	m.reader = rangeReader{columns: m.columns, split: job.Split, splits: -1, faults: m.faults}
	m.begin()
	m.bind()
	m.bindService()
	m.useRanges()
	m.options()
	m.lines()
	m.makeServices()
	if err := m.faults.err(); err != nil {
		return nil, err
	}
	m.make()
	return append(m.notes(), m.columns.unused()...), nil
}

// maker makes the rows of a job.
type maker struct {
	b        *cosa.Builder
	job      Job
	faults   *Faults
	columns  *columns
	patterns []pattern
	reader   rangeReader
	source   *cosa.Source // of the table

	embedded      map[int]bool // columns that a longer text needs
	embeddedRange [len(kinds)]bool
	ranged        [len(kinds)]bool // something uses the lines' ranges

	service  []serviceFill   // what fills the texts of the base's service configuration
	services []*cosa.Service // of each group, none where the base has none

	group   []int32 // of each line, from 0 in the order of their first lines
	found   map[string]int32
	taken   [len(kinds)]map[int]cosa.Range // what a line that says a count alone was given
	seeds   [2]maphash.Seed
	made    map[[2]uint64]struct{} // rows of coarse patterns
	key     []byte
	text    []byte
	endText []byte
	lastKey struct{ operator, country string }
	last    int32
}

// checkInput finds out whether the base is one and the table has rows.
func (m *maker) checkInput() bool {
	profiles := m.job.Base.Profiles()
	source := m.job.Base.Sources()[0]
	switch {
	case len(profiles) == 0:
		m.faults.add(cosa.Position{File: source.File}, "write the profile that all lines share under \"profiles\"", "the base holds no profile")
	case len(profiles) > 1:
		m.faults.add(profiles[1].First().Start(), "keep one, and put what differs into the table", "the base holds %d profiles; it must hold one", len(profiles))
	case source.Package:
		m.faults.add(cosa.Position{File: source.File}, "take the key \"package\" away", "the base describes a COSA package, which is no submission")
	}
	if m.job.Table.Len() == 0 {
		fault := Fault{Position: cosa.Position{File: m.job.Table.Sources()[0].File}, Problem: "the table has no rows"}
		for _, f := range m.job.Table.Findings() {
			if f.Rule == "no-entries" {
				fault = Fault{Position: f.Position, Problem: f.Message, Hint: f.Hint}
			}
		}
		m.faults.add(fault.Position, fault.Hint, "%s", fault.Problem)
	}
	return m.faults.Total == 0
}

// begin announces the source of the rows and takes over what the readers said.
func (m *maker) begin() {
	m.source = m.job.Table.Sources()[0]
	base := m.job.Base.Sources()[0]
	source := cosa.Source{File: m.source.File, Sheet: m.source.Sheet, Format: m.source.Format, Base: base.File}
	decided := m.decided()
	for s, c := range m.columns.setting {
		if c >= 0 && !decided[s] {
			source.Columns[s] = m.columns.list[c].at.Column
		}
	}
	m.b.Source(source)
	for _, s := range []*cosa.Submission{m.job.Base, m.job.Table} {
		for _, f := range s.Findings() {
			m.b.Report(f)
		}
	}
	for _, a := range m.job.Base.Answers() {
		refs, found, err := parseTemplate(a.Text)
		if err == nil && len(found) > 0 {
			m.faults.add(a.Position, "write $${ for a ${ that is no placeholder", "placeholders belong into profiles, and %q is an answer of the questionnaire", a.Key)
		}
		if err == nil && len(refs) == 1 {
			a.Text = refs[0].text
		}
		m.b.Answer(a.Key, a.Text, a.Position)
	}
}

// options looks at what holds for all lines.
func (m *maker) options() {
	if m.job.Split > 0 {
		for _, kind := range kinds {
			if m.reader.splits < 0 && m.ranged[kind] && m.columns.hasRange(kind) {
				m.reader.splits = int(kind)
			}
		}
		if m.reader.splits < 0 {
			m.faults.add(cosa.Position{File: m.source.File}, "name columns iccid.start and iccid.end, or iccidPrefix", "there is nothing to split: no column of the table says a range")
		}
	}
	for _, r := range m.job.Within {
		m.reader.within[r.Kind] = true
	}
	for _, kind := range kinds {
		if m.reader.within[kind] && m.columns.parts[kind][countPart] < 0 {
			m.faults.add(cosa.Position{File: m.source.File}, "name the column that says how many SIMs each line needs",
				"there is nothing to take from the given range: the table has no column %sCount", strings.ToLower(kind.String()))
		}
	}
}

// notes are those of the readers.
func (m *maker) notes() []string {
	var notes []string
	for _, s := range []*cosa.Submission{m.job.Base, m.job.Table} {
		for _, source := range s.Sources() {
			for _, note := range source.Notes {
				notes = append(notes, fmt.Sprintf("%s: %s", source.File, note))
			}
		}
	}
	return notes
}
