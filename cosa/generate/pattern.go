package generate

import (
	"github.com/cosakit/cosa/cosa"
)

// pattern is a row of the base: what it makes of a line.
type pattern struct {
	entry    cosa.Entry
	fills    []fill
	sections [4]cosa.Place
	columns  map[int]bool // that the row depends on, ranges as -1 and -2
	coarse   bool         // other rows of the base depend on more
}

// fillKind says where a value comes from.
type fillKind uint8

const (
	fromBase   fillKind = iota // as it stands there
	fromColumn                 // a cell, or the base where it is blank
	fromRange                  // an end of the line's range, or the base
	fromText                   // a text of the base with placeholders
	fromStart                  // the end of the range that the start's placeholder stands for
)

// fill is how a setting gets its value.
type fill struct {
	setting cosa.Setting
	from    fillKind
	column  int
	kind    cosa.NumberKind // of the range
	end     bool            // of its two ends
	refs    []ref
	both    bool // the text is that of both ends, if it is START-END
	base    cosa.Cell
	given   bool // the base has a value, or a place for it
	place   cosa.Place
}

// bind binds the rows of the base to the columns of the table.
func (m *maker) bind() {
	decided := m.decided()
	for e := range m.job.Base.Entries() {
		p := pattern{entry: e, columns: make(map[int]bool)}
		for s := range p.sections {
			p.sections[s] = m.place(e.Section(cosa.Section(s)))
		}
		for i := range cosa.Settings() {
			if f, ok := m.fill(e, cosa.Setting(i), decided[i]); ok {
				p.fills = append(p.fills, f)
				m.use(&p, &f)
			}
		}
		m.patterns = append(m.patterns, p)
	}
	all := make(map[int]bool)
	for i := range m.patterns {
		for c := range m.patterns[i].columns {
			all[c] = true
		}
	}
	for i := range m.patterns {
		m.patterns[i].coarse = len(m.patterns[i].columns) < len(all)
	}
}

// place makes a place of the base in what is being built.
func (m *maker) place(at cosa.Position) cosa.Place {
	return m.b.Place(at.Line, at.Column, 0, at.Path, 0)
}

// decided finds the settings that hold a placeholder anywhere in the base, so
// that the base says where the column's values go. Both ends of a range are
// one.
func (m *maker) decided() [cosa.SettingCount]bool {
	var decided [cosa.SettingCount]bool
	for e := range m.job.Base.Entries() {
		for i := range decided {
			if _, found, err := parseTemplate(e.Value(cosa.Setting(i)).Raw); len(found) > 0 || err != nil {
				decided[i] = true
			}
		}
	}
	for _, kind := range kinds {
		if decided[kind.Start()] || decided[kind.End()] {
			decided[kind.Start()], decided[kind.End()] = true, true
		}
	}
	return decided
}

// fill finds out where a setting of a row gets its value from; ok is false
// where there is none.
func (m *maker) fill(e cosa.Entry, s cosa.Setting, decided bool) (f fill, ok bool) {
	f = fill{setting: s, column: -1}
	v, at := e.Value(s), e.Position(s)
	f.base = cosa.Cell{Raw: []byte(v.Raw), Type: v.Type}
	if refs, found, err := parseTemplate(v.Raw); err == nil && len(found) == 0 && len(refs) == 1 {
		f.base.Raw = []byte(refs[0].text) // without the first dollar sign of $${
	}
	section := e.Section(s.Spec().Section)
	if f.given = !v.Blank() || at.Line != section.Line || at.Column != section.Column; f.given {
		f.place = m.place(at)
	}
	for _, kind := range kinds {
		if s != kind.Start() && s != kind.End() {
			continue
		}
		f.kind, f.end = kind, s == kind.End()
		start := e.Value(kind.Start())
		_, found, _ := parseTemplate(start.Raw)
		open := len(found) > 0 && e.Value(kind.End()).Text == ""
		switch {
		case f.end && open && v.Type == cosa.Wrong:
			m.faults.add(at, "write the ends apart, as in {start: \"${a}\", end: \"${b}\"}", "the placeholders make no START-END with one dash")
			return f, true
		case f.end && open:
			f.from = fromStart
			return f, true
		case !f.end && open:
			f.both = true
		}
		if !decided && m.columns.hasRange(kind) {
			f.from = fromRange
			return f, true
		}
	}
	if v.Type == cosa.Wrong {
		return f, true
	}
	if decided {
		refs, ok := m.refs(s, v, at)
		if !ok {
			return f, false
		}
		f.refs, f.from = refs, fromText
		return f, f.given
	}
	if c := m.columns.setting[s]; c >= 0 {
		f.from, f.column = fromColumn, c
		return f, true
	}
	return f, f.given
}

// refs takes a value of the base apart and finds what its placeholders stand
// for.
func (m *maker) refs(s cosa.Setting, v cosa.Value, at cosa.Position) ([]ref, bool) {
	refs, found, err := parseTemplate(v.Raw)
	if err != nil {
		m.faults.add(at, "write $${ for a ${ that is no placeholder", "%s holds %s", s, err)
		return nil, false
	}
	n, ok := 0, true
	for i := range refs {
		if refs[i].what == literalText {
			continue
		}
		name := found[n]
		n++
		known := false
		if refs[i], known = m.columns.resolve(name); known {
			continue
		}
		ok = false
		if s.Spec().Secret { // what looks like a placeholder may be a part of it
			m.faults.add(at, "write $${ for a ${ that is no placeholder", "a placeholder in %s names no column of the table", s)
			continue
		}
		m.faults.add(at, m.columns.nearest(name), "the placeholder ${%s} names no column of the table", short(name))
	}
	return refs, ok
}

// use notes which columns a row of the base depends on.
func (m *maker) use(p *pattern, f *fill) {
	rangeUsed := func(kind cosa.NumberKind) {
		p.columns[-1-int(kind)] = true
		m.ranged[kind] = true
	}
	switch f.from {
	case fromColumn:
		p.columns[f.column] = true
		m.columns.list[f.column].used = true
	case fromRange:
		rangeUsed(f.kind)
	case fromText:
		for i := range f.refs {
			switch r := &f.refs[i]; r.what {
			case literalText:
			case columnText:
				p.columns[r.column] = true
				m.columns.list[r.column].used = true
				if len(f.refs) > 1 {
					m.embedded[r.column] = true
				}
			default:
				rangeUsed(r.kind)
				if len(f.refs) > 1 {
					m.embeddedRange[r.kind] = true
				}
			}
		}
	}
}

// useRanges notes the columns that say ranges which something uses.
func (m *maker) useRanges() {
	for _, kind := range kinds {
		if !m.ranged[kind] {
			continue
		}
		for _, c := range []int{m.columns.setting[kind.Start()], m.columns.setting[kind.End()]} {
			if c >= 0 {
				m.columns.list[c].used = true
			}
		}
		for _, c := range m.columns.parts[kind] {
			if c >= 0 {
				m.columns.list[c].used = true
			}
		}
	}
}
