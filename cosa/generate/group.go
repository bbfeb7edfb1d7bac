package generate

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

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
