package generate

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// serviceFill is how a text of the base's service configuration is filled.
type serviceFill struct {
	key  cosa.ServiceKey
	text cosa.ServiceText
	refs []ref
}

// listedText is an item of a group's list.
type listedText struct {
	group     int32
	key, text string
}

// bindService binds the placeholders of the base's service configuration to
// the columns of the table.
func (m *maker) bindService() {
	base := m.job.Base.Profiles()[0].Service()
	if base == nil {
		return
	}
	for _, k := range cosa.ServiceKeys() {
		if k.Text != nil {
			m.bindServiceText(k, *k.Text(base))
			continue
		}
		for _, item := range k.List(base).Items {
			m.bindServiceText(k, item)
		}
	}
}

func (m *maker) bindServiceText(k cosa.ServiceKey, text cosa.ServiceText) {
	refs, found, err := parseTemplate(text.Raw)
	if err != nil {
		m.faults.add(text.Position, "write $${ for a ${ that is no placeholder", "%s holds %s", k.Key, err)
		return
	}
	n := 0
	for i := range refs {
		if refs[i].what == literalText {
			continue
		}
		name := found[n]
		n++
		r, known := m.columns.resolve(name)
		if !known {
			m.faults.add(text.Position, m.columns.nearest(name), "the placeholder ${%s} names no column of the table", short(name))
			return
		}
		refs[i] = r
		if r.what == columnText {
			m.columns.list[r.column].used = true
			m.embedded[r.column] = m.embedded[r.column] || len(refs) > 1
			continue
		}
		m.ranged[r.kind] = true
		m.embeddedRange[r.kind] = m.embeddedRange[r.kind] || len(refs) > 1
	}
	m.service = append(m.service, serviceFill{k, text, refs})
}

// makeServices makes the service configuration of each group of lines. Lists
// take what each line adds; the texts of one profile must agree.
func (m *maker) makeServices() {
	base := m.job.Base.Profiles()[0].Service()
	if base == nil || m.faults.Total > 0 {
		return
	}
	m.services = make([]*cosa.Service, len(m.found))
	listed := make(map[listedText]struct{})
	for line, group := range m.group {
		made := m.services[group]
		first := made == nil
		if first {
			empty := *base
			made = &empty
			made.Countries.Items, made.ICCIDs.Items = nil, nil
			m.services[group] = made
		}
		for i := range m.service {
			f := &m.service[i]
			text := m.serviceText(f, line)
			if f.key.List != nil {
				item := listedText{group, f.key.Key, text.Text}
				if _, again := listed[item]; text.Given() && !again {
					listed[item] = struct{}{}
					list := f.key.List(made)
					list.Items = append(list.Items, text)
				}
				continue
			}
			switch now := f.key.Text(made); {
			case first:
				*now = text
			case now.Text != text.Text:
				m.faults.add(text.Position, "a profile has one service configuration, and the lines of one operator and country are one profile",
					"%s becomes %q here and %q at %s", f.key.Key, short(text.Text), short(now.Text), now.Position)
			}
		}
	}
}

// serviceText fills a text for a line.
func (m *maker) serviceText(f *serviceFill, line int) cosa.ServiceText {
	made := f.text
	e := m.job.Table.Entry(line)
	var b strings.Builder
	for i := range f.refs {
		switch r := &f.refs[i]; r.what {
		case literalText:
			b.WriteString(r.text)
		case columnText:
			v := e.In(m.columns.list[r.column].in)
			made.Position = m.at(e, r.column)
			made.Wrong = made.Wrong || v.Damaged()
			b.WriteString(strings.Trim(v.Text, " "))
		default:
			h, _, _ := m.reader.read(e, r.kind) // it was looked at before
			if taken, ok := m.taken[r.kind][line]; ok {
				h.r, h.sound, h.made = taken, true, true
			}
			made.Position = m.at(e, m.columns.rangeColumn(r.kind))
			if !h.given() {
				break
			}
			if r.what != endText {
				b.WriteString(h.text(false))
			}
			if r.what == rangeText {
				b.WriteByte('-')
			}
			if r.what != startText {
				b.WriteString(h.text(true))
			}
		}
	}
	made.Raw = b.String()
	made.Text = cosa.CleanText(made.Raw)
	return made
}
