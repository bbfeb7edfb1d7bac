package generate

import "github.com/cosakit/cosa/cosa"

// Parts divides a submission: profile i goes to the part that of says, from 0
// to n-1. The questionnaire's answers go to each of them. Positions and
// findings stay behind, the parts are for writing.
func Parts(s *cosa.Submission, of []int, n int) []*cosa.Submission {
	var used []cosa.Column
	for c := range cosa.Column(cosa.SettingCount + len(s.Extras())) {
		if s.Used(c) {
			used = append(used, c)
		}
	}
	profiles := make([][]int, n)
	for i, part := range of {
		profiles[part] = append(profiles[part], i)
	}
	all := s.Profiles()
	parts := make([]*cosa.Submission, n)
	var raw, shown []byte
	for part := range parts {
		b := cosa.NewBuilder()
		source := *s.Sources()[0]
		b.Source(cosa.Source{File: source.File, Sheet: source.Sheet, Format: source.Format})
		for _, header := range s.Extras() {
			b.Extra(header)
		}
		for _, i := range profiles[part] {
			for j := range all[i].Len() {
				e := all[i].Entry(j)
				b.Row(e.Line())
				if service := all[i].Service(); service != nil && j == 0 {
					b.Service(service)
				}
				for _, column := range used {
					if e.IDIn(column) == 0 {
						continue
					}
					v := e.In(column)
					raw, shown = append(raw[:0], v.Raw...), append(shown[:0], v.Text...)
					c := cosa.Cell{Raw: raw, Shown: shown, Type: v.Type, Formula: v.Formula, Merged: v.Merged}
					b.Set(column, c)
				}
			}
		}
		for _, a := range s.Answers() {
			b.Answer(a.Key, a.Text, a.Position)
		}
		parts[part] = b.Submission()
	}
	return parts
}
