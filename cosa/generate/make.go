package generate

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// line is a line of the table with its ranges, or a piece of them.
type line struct {
	entry  cosa.Entry
	group  int32
	ranges [len(kinds)]*held
	placed bool // the builder has the service of its profile
}

// make gives the rows to the builder, profile by profile.
func (m *maker) make() {
	m.made = make(map[[2]uint64]struct{})
	for _, n := range m.order() {
		l := line{entry: m.job.Table.Entry(int(n)), group: m.group[n]}
		var whole [len(kinds)]held
		for _, kind := range kinds {
			whole[kind] = held{startAt: -1, endAt: -1}
			if !m.ranged[kind] {
				continue
			}
			whole[kind], _, _ = m.reader.read(l.entry, kind) // it was looked at before
			if r, ok := m.taken[kind][int(n)]; ok {
				whole[kind].r, whole[kind].sound, whole[kind].made = r, true, true
			}
		}
		pieces(&whole[cosa.ICCID], func(iccid *held) {
			pieces(&whole[cosa.IMSI], func(imsi *held) {
				l.ranges = [len(kinds)]*held{cosa.ICCID: iccid, cosa.IMSI: imsi}
				for i := range m.patterns {
					if p := &m.patterns[i]; !p.coarse || m.anew(&l, i) {
						m.row(&l, p)
					}
				}
			})
		})
	}
}

// order lists the lines by their groups.
func (m *maker) order() []int32 {
	next := make([]int32, len(m.found)+1)
	for _, g := range m.group {
		next[g+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	order := make([]int32, len(m.group))
	for n, g := range m.group {
		order[next[g]] = int32(n)
		next[g]++
	}
	return order
}

// row makes one row.
func (m *maker) row(l *line, p *pattern) {
	m.b.Row(l.entry.Line())
	m.b.Sections(p.sections)
	if s := m.services; len(s) > 0 && !l.placed {
		m.b.Service(s[l.group])
		l.placed = true
	}
	for i := range p.fills {
		switch f := &p.fills[i]; f.from {
		case fromBase:
			m.b.SetCell(f.setting, f.base, f.place)
		case fromColumn:
			if v := l.entry.In(m.columns.list[f.column].in); !v.Blank() || !f.given {
				m.cell(l, f.setting, v, f.column)
			} else {
				m.b.SetCell(f.setting, f.base, f.place)
			}
		case fromRange:
			m.end(l, f)
		case fromText:
			m.expand(l, f)
		case fromStart:
			at := f.place
			if m.endText != nil || !f.given {
				at = m.startPlace(l, &p.fills[i-1])
			}
			m.b.SetCell(f.setting, cosa.Cell{Raw: m.endText}, at)
		}
	}
}

// cell passes a cell of the table as it is.
func (m *maker) cell(l *line, s cosa.Setting, v cosa.Value, column int) {
	if c := m.plain(v); m.inColumn(s, column) {
		m.b.Set(cosa.Column(s), c)
	} else {
		m.b.SetCell(s, c, m.here(l, column))
	}
}

// inColumn reports that the source knows the setting by its column.
func (m *maker) inColumn(s cosa.Setting, column int) bool {
	return m.columns.list[column].setting == s && m.columns.list[column].at.Column > 0
}

// here is the place of a line's cell.
func (m *maker) here(l *line, column int) cosa.Place { return cosa.Here(m.at(l.entry, column).Column) }

// end sets an end of the line's range.
func (m *maker) end(l *line, f *fill) {
	h := l.ranges[f.kind]
	if !h.given() {
		at := f.place
		if !f.given { // what is missing is missing in the line
			at = m.here(l, m.columns.rangeColumn(f.kind))
		}
		m.b.SetCell(f.setting, f.base, at)
		return
	}
	v, column := h.start, h.startAt
	if f.end {
		v, column = h.end, h.endAt
	}
	if h.made {
		text := h.text(f.end)
		v = cosa.Value{Text: text, Raw: text}
	}
	if column < 0 || !h.made && h.startAt == h.endAt && m.columns.list[column].part == noPart && m.columns.list[column].setting != f.setting {
		if f.given { // the table has no column for this end
			m.b.SetCell(f.setting, f.base, f.place)
			return
		}
		column = h.startAt
	}
	m.cell(l, f.setting, v, column)
}

// expand sets a text of the base with its placeholders filled in.
func (m *maker) expand(l *line, f *fill) {
	m.endText = nil
	if len(f.refs) == 1 {
		switch r := &f.refs[0]; r.what {
		case columnText:
			v := l.entry.In(m.columns.list[r.column].in)
			if start, end := halves(v); f.both && end.Raw != "" {
				m.endText = append(make([]byte, 0, 20), end.Raw...)
				v = start
			}
			m.b.SetCell(f.setting, m.plain(v), m.here(l, r.column))
			return
		case startText, endText, rangeText:
			h := l.ranges[r.kind]
			if r.what == rangeText && f.both {
				m.endText = append(make([]byte, 0, 20), h.text(true)...)
			} else if r.what == rangeText {
				break
			}
			v, column := h.start, h.startAt
			if r.what == endText {
				v, column = h.end, h.endAt
			}
			if h.made || h.sound {
				text := h.text(r.what == endText)
				v = cosa.Value{Text: text, Raw: text}
			}
			m.b.SetCell(f.setting, m.plain(v), m.heldAt(l, column, f))
			return
		}
	}
	text, at := m.text[:0], cosa.Place(0)
	for i := range f.refs {
		switch r := &f.refs[i]; r.what {
		case literalText:
			text = append(text, r.text...)
			continue
		case columnText:
			v := l.entry.In(m.columns.list[r.column].in)
			if v.Type == cosa.Text {
				text = append(text, strings.Trim(v.Raw, " ")...)
			} else {
				text = append(text, v.Text...)
			}
			if at == 0 {
				at = m.here(l, r.column)
			}
		default:
			h := l.ranges[r.kind]
			if h.given() {
				if r.what != endText {
					text = append(text, h.text(false)...)
				}
				if r.what == rangeText {
					text = append(text, '-')
				}
				if r.what != startText {
					text = append(text, h.text(true)...)
				}
			}
			if at == 0 {
				at = m.heldAt(l, h.startAt, f)
			}
		}
	}
	m.text = text
	if at == 0 {
		at = f.place
	}
	if start, end, ok := cosa.SplitRange(string(text)); f.both && ok {
		m.endText = []byte(end)
		text = append(text[:0], start...)
	}
	m.b.SetCell(f.setting, cosa.Cell{Raw: text}, at)
}

// plain is the cell of a value that passes as it is.
// It is good until the next one is made.
func (m *maker) plain(v cosa.Value) cosa.Cell {
	m.text = append(m.text[:0], v.Raw...)
	n := len(m.text)
	c := cosa.Cell{Raw: m.text, Type: v.Type, Formula: v.Formula, Merged: v.Merged}
	if v.Type != cosa.Text {
		m.text = append(m.text, v.Text...)
		c.Raw, c.Shown = m.text[:n:n], m.text[n:]
	}
	return c
}

// heldAt is the place of a line's range, or of the placeholder where the line
// says none.
func (m *maker) heldAt(l *line, column int, f *fill) cosa.Place {
	if column < 0 {
		return f.place
	}
	return m.here(l, column)
}

// startPlace is where the start of a range came from whose end came with it.
func (m *maker) startPlace(l *line, start *fill) cosa.Place {
	for i := range start.refs {
		switch r := &start.refs[i]; r.what {
		case columnText:
			return m.here(l, r.column)
		case literalText:
		default:
			return m.heldAt(l, l.ranges[r.kind].endAt, start)
		}
	}
	return start.place
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
