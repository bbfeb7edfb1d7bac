package diff

import (
	"math/rand/v2"

	"github.com/cosakit/cosa/cosa"
)

// row is what a test says of one row.
type row map[cosa.Setting]string

// profile is rows that share what is said once.
type profile struct {
	once        row
	targets     []row
	connections []row
}

func (p profile) rows() []row {
	var rows []row
	for _, t := range p.targets {
		for _, c := range p.connections {
			r := row{}
			for _, part := range []row{p.once, t, c} {
				for s, text := range part {
					r[s] = text
				}
			}
			rows = append(rows, r)
		}
	}
	return rows
}

func named(operator, country string, more row) row {
	r := row{cosa.Operator: operator, cosa.CountryRegion: country, cosa.UpdateType: "Add"}
	for s, text := range more {
		r[s] = text
	}
	return r
}

func iccid(start, end string) row {
	return row{cosa.MCC: "999", cosa.MNC: "70", cosa.ICCIDStart: start, cosa.ICCIDEnd: end}
}

func apn(name string, more row) row {
	r := row{cosa.AccessString: name, cosa.PurposeGroups: "Internet", cosa.AlwaysOn: "true"}
	for s, text := range more {
		r[s] = text
	}
	return r
}

// sheet makes a submission of rows, as the readers of sheets do.
func sheet(file string, rows []row) *cosa.Submission {
	b := cosa.NewBuilder()
	source := cosa.Source{File: file, Format: cosa.CSV, Header: 1}
	for s := range source.Columns {
		source.Columns[s] = s + 1
	}
	b.Source(source)
	for i, r := range rows {
		b.Row(i + 2)
		for s, text := range r {
			b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
		}
	}
	return b.Submission()
}

// form makes a submission of profiles, as the readers of forms do.
func form(file string, format cosa.Format, profiles []profile) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: file, Format: format})
	line := 0
	for n, p := range profiles {
		for _, r := range p.rows() {
			line++
			b.Row(line)
			b.Profile(n)
			for s, text := range r {
				b.SetText(s, text, 0)
			}
		}
	}
	return b.Submission()
}

func flat(profiles []profile) []row {
	var rows []row
	for _, p := range profiles {
		rows = append(rows, p.rows()...)
	}
	return rows
}

func shuffled[T any](r *rand.Rand, list []T) []T {
	list = append([]T{}, list...)
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}
