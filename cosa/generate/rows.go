package generate

import (
	"fmt"
	"hash/maphash"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
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
	m.useRanges()
	m.options()
	m.lines()
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

// lines looks at all lines: it finds their profiles, what is wrong, and the
// numbers of those that leave them open.
func (m *maker) lines() {
	m.group = make([]int32, 0, m.job.Table.Len())
	m.found = make(map[string]int32)
	type request struct {
		line  int
		kind  cosa.NumberKind
		count uint64
	}
	var open []request
	taken := append([]cosa.Range(nil), m.job.Taken...)
	rows := uint64(0)
	told := false
	for line := range m.job.Table.Len() {
		e := m.job.Table.Entry(line)
		pieces := uint64(1)
		for _, kind := range kinds {
			if !m.ranged[kind] {
				continue
			}
			h, wanted, fault := m.reader.read(e, kind)
			if fault != nil {
				m.fault(e, fault)
				continue
			}
			if m.embeddedRange[kind] && !h.given() {
				m.faults.add(m.at(e, -1), "", "the line says no %s range, and a text of the base needs it", kind)
			}
			if wanted > 0 {
				open = append(open, request{line, kind, wanted})
				pieces = split(pieces, wanted, h.size)
				continue
			}
			if h.sound {
				pieces = split(pieces, h.r.Count(), h.size)
				if m.reader.within[kind] {
					taken = append(taken, h.r)
				}
			}
		}
		m.needed(e)
		m.group = append(m.group, m.groupOf(e))
		if rows += min(pieces, mostRows+1) * uint64(len(m.patterns)); rows > mostRows && !told {
			told = true
			m.faults.add(m.at(e, -1), "make larger pieces, or several submissions", "more than %d rows would be made", mostRows)
		}
	}
	if len(open) == 0 || m.faults.Total > 0 {
		return
	}
	taken = append(taken, m.ofBase()...)
	var frees [len(kinds)]*free
	for _, request := range open {
		f := frees[request.kind]
		if f == nil {
			f = newFree(request.kind, m.job.Within, taken)
			frees[request.kind], m.taken[request.kind] = f, make(map[int]cosa.Range)
		}
		r, ok := f.take(request.count)
		if !ok {
			m.faults.add(m.at(m.job.Table.Entry(request.line), m.columns.parts[request.kind][countPart]), "",
				"no %d free %ss in a row are left; the largest block that begins on ...00 has %d", request.count, request.kind, f.largest())
			continue
		}
		m.taken[request.kind][request.line] = r
	}
}

func split(pieces, sims, size uint64) uint64 {
	if size == 0 {
		return pieces
	}
	n := (sims-1)/size + 1
	if n > mostRows {
		return mostRows + 1
	}
	return pieces * n
}

// ofBase lists the ranges that the base itself says.
func (m *maker) ofBase() []cosa.Range {
	var all []cosa.Range
	for e := range m.job.Base.Entries() {
		for _, kind := range kinds {
			found, _ := e.Ranges(kind)
			all = append(all, found...)
		}
	}
	return all
}

// at is the place of a line's cell, or of the line.
func (m *maker) at(e cosa.Entry, column int) cosa.Position {
	if column < 0 {
		return cosa.Position{File: m.source.File, Sheet: m.source.Sheet, Line: e.Line(), Column: 1}
	}
	at := e.PositionIn(m.columns.list[column].in)
	at.Column = max(at.Column, 1)
	return at
}

func (m *maker) fault(e cosa.Entry, f *lineError) {
	m.faults.add(m.at(e, f.column), f.hint, "%s", f.problem)
}

// needed looks at the cells that stand within longer texts.
func (m *maker) needed(e cosa.Entry) {
	if len(m.embedded) == 0 {
		return
	}
	for i := range m.columns.list {
		if !m.embedded[i] {
			continue
		}
		col := &m.columns.list[i]
		switch v := e.In(col.in); {
		case v.Blank():
			m.faults.add(m.at(e, i), "fill it in, or make ${"+short(col.name)+"} the whole value in the base", "the cell of %q is blank, and a text of the base needs it", short(col.name))
		case v.Damaged():
			m.faults.add(m.at(e, i), "write the text itself", "%s stands in %q, and a text of the base needs it", damage(v), short(col.name))
		case v.Type == cosa.Date || v.Type == cosa.Number && (len(v.Text) > 15 || strings.ContainsAny(v.Text, "eE")):
			m.faults.add(m.at(e, i), "format the column as Text and type it again", "the cell of %q is stored as a number or a date, which is not what it shows", short(col.name))
		}
	}
}

// groupOf returns the group of a line's operator and country.
func (m *maker) groupOf(e cosa.Entry) int32 {
	operator, country := m.identity(e, cosa.Operator), m.identity(e, cosa.CountryRegion)
	if len(m.group) > 0 && operator == m.lastKey.operator && country == m.lastKey.country {
		return m.last
	}
	m.lastKey.operator, m.lastKey.country = operator, country
	key := cosa.FoldName(operator) + "\x00" + cosa.FoldName(country)
	group, ok := m.found[key]
	if !ok {
		group = int32(len(m.found))
		m.found[key] = group
	}
	m.last = group
	return group
}

// identity is the text that a line makes of a profile's own setting.
func (m *maker) identity(e cosa.Entry, s cosa.Setting) string {
	for i := range m.patterns[0].fills {
		f := &m.patterns[0].fills[i]
		if f.setting != s {
			continue
		}
		switch f.from {
		case fromColumn:
			if v := e.In(m.columns.list[f.column].in); !v.Blank() {
				return v.Text
			}
		case fromText:
			var b strings.Builder
			for i := range f.refs {
				switch r := &f.refs[i]; r.what {
				case literalText:
					b.WriteString(r.text)
				case columnText:
					b.WriteString(e.In(m.columns.list[r.column].in).Text)
				}
			}
			return s.Clean(b.String())
		}
		return s.Clean(string(f.base.Raw))
	}
	return ""
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

// pieces yields what a range is split into.
func pieces(h *held, yield func(*held)) {
	if !h.sound || h.size == 0 {
		yield(h)
		return
	}
	piece := *h
	piece.made = true
	for p := range ranges.Split(h.r, h.size) {
		piece.r = p.Range
		yield(&piece)
	}
}
