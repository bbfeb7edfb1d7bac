package generate

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

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
